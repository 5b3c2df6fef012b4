Your address is about to change

Somebody with access to your account at {{SITE_NAME}} asked to change its address to {{NEW_ADDRESS}}. That happens when the link in that mailbox is used.

If it was not you, take it back, within {{DAYS}} days, even if the change is made by then:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
