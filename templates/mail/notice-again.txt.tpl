Mail to this address arrives again

Mail from {{SITE_NAME}} to this address had come back or was marked as spam, and we had stopped. You said that it works again; that you read this shows it.

Which mail you get is on your account's page:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
