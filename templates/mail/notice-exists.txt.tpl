You have an account already

Somebody, perhaps you, tried to use this address at {{SITE_NAME}} for a new account. It has an account already, so nothing was changed.

If you do not remember the password, choose a new one:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
