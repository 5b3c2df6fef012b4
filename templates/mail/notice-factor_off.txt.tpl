The second factor is off

The second factor of your account at {{SITE_NAME}} was turned off: the password alone opens it now.

If it was not you, change the password and turn it on again:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
