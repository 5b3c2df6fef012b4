{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{NEW_ADDRESS}} is the address of your account now.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Your account has another address</h1>
<p><strong>{{NEW_ADDRESS}}</strong> is the address of your account at {{SITE_NAME}} now, and mail goes there.</p>
<p>{{#UNDO}}If it was not you, take it back within {{DAYS}} days. Every login ends then:{{/UNDO}}{{#NO_UNDO}}Your account:{{/NO_UNDO}}</p>
<p><a class="button" href="{{URL}}">{{#UNDO}}This was not me{{/UNDO}}{{#NO_UNDO}}Your account{{/NO_UNDO}}</a></p>
{{>parts/notice_foot}}
