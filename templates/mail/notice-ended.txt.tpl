{{ORGANISATION}} has ended

{{BY}} ended {{ORGANISATION}} at {{SITE_NAME}}. Its watchlist is gone and no mail of it comes any more. Your own account and watchlist are as they were.

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
