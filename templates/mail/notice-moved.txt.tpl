Your account has another address

{{NEW_ADDRESS}} is the address of your account at {{SITE_NAME}} now, and mail goes there.

{{#UNDO}}If it was not you, take it back within {{DAYS}} days. Every login ends then:{{/UNDO}}{{#NO_UNDO}}Your account:{{/NO_UNDO}}

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
