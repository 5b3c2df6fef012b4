Choose a new password

Somebody, we hope you, asked for a new password for your account at {{SITE_NAME}}. To choose one, open:

{{URL}}

The link works once, for {{EXPIRES_MINUTES}} minutes.

{{#PREFIX}}The request came from the network {{PREFIX}}. {{/PREFIX}}If it was not you, do nothing: your password stays as it is.

--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
