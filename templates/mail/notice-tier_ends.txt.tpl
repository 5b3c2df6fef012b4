Your trial of {{TIER}} ends soon

It ends on {{ENDS}}, by itself. Then you have {{AFTER}} again, which watches {{AFTER_ROOM}}.
{{#PAUSED_COUNT}}
These will be paused, not deleted:

{{#PAUSED}}- {{PAUSED_VALUE}}
{{/PAUSED}}{{#PAUSED_MORE}}- and {{PAUSED_MORE}} more
{{/PAUSED_MORE}}{{#ORGANISATION}}
{{ORGANISATION}} has {{PEOPLE}} people, and {{AFTER}} has room for {{PEOPLE_ROOM}}: its watchlist will rest until some of them have left, or its tier has room for all.
{{/ORGANISATION}}
The oldest stay. If you would rather keep others, remove some from your watchlist before that day.
{{/PAUSED_COUNT}}{{#NO_PAUSED_COUNT}}
All that you watch now has room there; nothing will be paused.
{{/NO_PAUSED_COUNT}}
{{#BILLING}}To keep {{TIER}}:{{/BILLING}}{{#NO_BILLING}}Tiers and trials:{{/NO_BILLING}}

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
