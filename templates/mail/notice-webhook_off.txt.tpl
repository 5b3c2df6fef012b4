A webhook of yours is switched off

Nothing is sent any more to the endpoint at {{ENDPOINT}}. {{REASON}}

Its page shows what was sent and what was answered. When the endpoint is mended, send a test from there and switch it on again; what it missed can be sent from its log:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
