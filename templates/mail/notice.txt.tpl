{{#WHAT_IS_EXISTS}}You have an account already

Somebody, perhaps you, tried to sign up at {{SITE_NAME}} with this address. It has an account already, so nothing was changed. If you do not remember the password, choose a new one:
{{/WHAT_IS_EXISTS}}{{#WHAT_IS_PASSWORD}}Your password was changed

The password of your account at {{SITE_NAME}} was changed, and every login that was open has ended. If it was not you, choose a new one now and tell the operator:
{{/WHAT_IS_PASSWORD}}
{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
