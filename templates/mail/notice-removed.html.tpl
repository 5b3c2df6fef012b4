{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">Your own watchlist is as it was.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>You are no longer in {{ORGANISATION}}</h1>
<p>{{BY}} took you out of <strong>{{ORGANISATION}}</strong> at {{SITE_NAME}}. You no longer see its watchlist and get no mail of it. Your own account and watchlist are as they were.</p>
<p><a class="button" href="{{URL}}">Your organisations</a></p>
{{>parts/notice_foot}}
