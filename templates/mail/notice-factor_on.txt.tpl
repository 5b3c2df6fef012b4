The second factor is on

From now on, logging in to your account at {{SITE_NAME}} takes your password and a code. All other logins have ended.

If it was not you, write to the operator at once, and look here while you can:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
