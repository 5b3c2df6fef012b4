The change of your address was taken back

This is the address of your account at {{SITE_NAME}} again, and every login has ended.

Somebody had access to your account: set a new password now.

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
