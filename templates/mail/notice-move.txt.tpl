Confirm your new address

An account at {{SITE_NAME}} is to get this address. If the account is yours, confirm it within {{EXPIRES_HOURS}} hours; if you do not know of it, do nothing.

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
