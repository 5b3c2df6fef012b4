Confirm your address

Somebody, we hope you, signed up at {{SITE_NAME}} with this address{{#PLATFORM}} to be told when the documents of {{PLATFORM}} change{{/PLATFORM}}. To confirm it, open this address and enter the password you chose:

{{URL}}

The link works for {{EXPIRES_HOURS}} hours.

{{#PREFIX}}The request came from the network {{PREFIX}}. {{/PREFIX}}If it was not you, do nothing: without your confirmation you will get no mail from us.

--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
