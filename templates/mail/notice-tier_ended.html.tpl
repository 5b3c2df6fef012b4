{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{#PAUSED_COUNT}}Paused, not deleted: {{PAUSED_COUNT}}.{{/PAUSED_COUNT}}{{#NO_PAUSED_COUNT}}Nothing had to be paused.{{/NO_PAUSED_COUNT}}</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>{{#TRIAL}}Your trial of {{TIER}} has ended{{/TRIAL}}{{#NO_TRIAL}}{{TIER}} has ended{{/NO_TRIAL}}</h1>
<p>It ended on {{ENDS}}. You have {{AFTER}} now, which watches {{AFTER_ROOM}}.</p>
{{#PAUSED_COUNT}}<p>Paused, not deleted; nothing is told of them until they are watched again:</p>
<ul>{{#PAUSED}}<li>{{PAUSED_VALUE}}</li>{{/PAUSED}}{{#PAUSED_MORE}}<li>and {{PAUSED_MORE}} more</li>{{/PAUSED_MORE}}</ul>
{{#ORGANISATION}}<p>{{ORGANISATION}} has {{PEOPLE}} people, and {{AFTER}} has room for {{PEOPLE_ROOM}}: its watchlist rests until some of them have left, or its tier has room for all.</p>
{{/ORGANISATION}}<p>They come back by themselves as soon as you have a tier with room for them. To have one of them now, remove what is watched in its place and resume it on your watchlist.</p>{{/PAUSED_COUNT}}
{{#NO_PAUSED_COUNT}}<p>All that you watch has room there; nothing was paused.</p>{{/NO_PAUSED_COUNT}}
<p><a class="button" href="{{URL}}">{{#BILLING}}Take {{TIER}} again{{/BILLING}}{{#NO_BILLING}}Tiers and trials{{/NO_BILLING}}</a></p>
{{>parts/notice_foot}}
