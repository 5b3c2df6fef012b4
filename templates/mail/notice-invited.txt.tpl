You are invited to share a watchlist

{{BY}} invites you to {{ORGANISATION}}, {{#ROLE_IS_OWNER}}as one of its owners{{/ROLE_IS_OWNER}}{{#ROLE_IS_MEMBER}}as a member{{/ROLE_IS_MEMBER}}{{#ROLE_IS_VIEWER}}as a viewer{{/ROLE_IS_VIEWER}}: several people who follow the same platforms at {{SITE_NAME}} and are told when their terms change.

To answer, log in with this address, or sign up with it first; the invitation lies on the page below for {{DAYS}} days. If you know neither the person nor the organisation, do nothing.

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
