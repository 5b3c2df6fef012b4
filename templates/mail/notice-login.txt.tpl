Log in to {{SITE_NAME}}

Somebody, we hope you, asked for a link to log in. It works once, for {{EXPIRES_MINUTES}} minutes, in the browser in which it was asked for.

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
