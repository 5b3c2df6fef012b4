{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">Your own watchlist is as it was.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>{{ORGANISATION}} has ended</h1>
<p>{{BY}} ended <strong>{{ORGANISATION}}</strong> at {{SITE_NAME}}. Its watchlist is gone and no mail of it comes any more. Your own account and watchlist are as they were.</p>
<p><a class="button" href="{{URL}}">Your organisations</a></p>
{{>parts/notice_foot}}
