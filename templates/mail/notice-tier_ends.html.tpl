{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">On {{ENDS}}. You need not do anything.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Your trial of {{TIER}} ends soon</h1>
<p>It ends on <strong>{{ENDS}}</strong>, by itself. Then you have {{AFTER}} again, which watches {{AFTER_ROOM}}.</p>
{{#PAUSED_COUNT}}<p>These will be paused, not deleted:</p>
<ul>{{#PAUSED}}<li>{{PAUSED_VALUE}}</li>{{/PAUSED}}{{#PAUSED_MORE}}<li>and {{PAUSED_MORE}} more</li>{{/PAUSED_MORE}}</ul>
{{#ORGANISATION}}<p>{{ORGANISATION}} has {{PEOPLE}} people, and {{AFTER}} has room for {{PEOPLE_ROOM}}: its watchlist will rest until some of them have left, or its tier has room for all.</p>
{{/ORGANISATION}}<p>The oldest stay. If you would rather keep others, remove some from your watchlist before that day.</p>{{/PAUSED_COUNT}}
{{#NO_PAUSED_COUNT}}<p>All that you watch now has room there; nothing will be paused.</p>{{/NO_PAUSED_COUNT}}
<p><a class="button" href="{{URL}}">{{#BILLING}}Keep {{TIER}}{{/BILLING}}{{#NO_BILLING}}Tiers and trials{{/NO_BILLING}}</a></p>
{{>parts/notice_foot}}
