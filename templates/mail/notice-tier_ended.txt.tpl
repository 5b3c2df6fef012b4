{{#TRIAL}}Your trial of {{TIER}} has ended{{/TRIAL}}{{#NO_TRIAL}}{{TIER}} has ended{{/NO_TRIAL}}

It ended on {{ENDS}}. You have {{AFTER}} now, which watches {{AFTER_ROOM}}.
{{#PAUSED_COUNT}}
Paused, not deleted; nothing is told of them until they are watched again:

{{#PAUSED}}- {{PAUSED_VALUE}}
{{/PAUSED}}{{#PAUSED_MORE}}- and {{PAUSED_MORE}} more
{{/PAUSED_MORE}}{{#ORGANISATION}}
{{ORGANISATION}} has {{PEOPLE}} people, and {{AFTER}} has room for {{PEOPLE_ROOM}}: its watchlist rests until some of them have left, or its tier has room for all.
{{/ORGANISATION}}
They come back by themselves as soon as you have a tier with room for them. To have one of them now, remove what is watched in its place and resume it on your watchlist.
{{/PAUSED_COUNT}}{{#NO_PAUSED_COUNT}}
All that you watch has room there; nothing was paused.
{{/NO_PAUSED_COUNT}}
{{#BILLING}}To take {{TIER}} again:{{/BILLING}}{{#NO_BILLING}}Tiers and trials:{{/NO_BILLING}}

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
