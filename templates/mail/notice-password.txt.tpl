Your password was changed

The password of your account at {{SITE_NAME}} was changed, and every other login has ended.

If it was not you, choose a new one now and tell the operator:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
