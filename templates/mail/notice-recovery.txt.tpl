A recovery code was used

Somebody logged in to your account at {{SITE_NAME}} with a recovery code. {{CODES_LEFT}} are left.

If it was not you, make new codes and change your password:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
