{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{#TRIAL}}Until {{ENDS}}, without a card.{{/TRIAL}}{{#NO_TRIAL}}Thank you.{{/NO_TRIAL}}</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>{{#TRIAL}}Your trial of {{TIER}} has begun{{/TRIAL}}{{#NO_TRIAL}}{{TIER}} has begun{{/NO_TRIAL}}</h1>
<p>{{DESCRIPTION}} {{#LIMIT}}You can watch up to {{LIMIT}} platforms.{{/LIMIT}}{{#NO_LIMIT}}You can watch any number of platforms.{{/NO_LIMIT}}</p>
{{#RESUMED}}<p>What was paused on your watchlist is watched again: {{RESUMED}}.</p>{{/RESUMED}}
{{#TRIAL}}<p>It lasts until <strong>{{ENDS}}</strong> and ends by itself: no card, no charge, nothing to cancel. You are told three days before. What is over the limit of {{AFTER}} is then paused, not deleted.</p>{{/TRIAL}}
{{#NO_TRIAL}}<p>It goes on until you end it, on the page of your payments.{{#INVOICE}} Invoice: {{INVOICE}}.{{/INVOICE}}</p>{{/NO_TRIAL}}
<p><a class="button" href="{{URL}}">Your watchlist</a></p>
{{>parts/notice_foot}}
