You are no longer in {{ORGANISATION}}

{{BY}} took you out of {{ORGANISATION}} at {{SITE_NAME}}. You no longer see its watchlist and get no mail of it. Your own account and watchlist are as they were.

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
