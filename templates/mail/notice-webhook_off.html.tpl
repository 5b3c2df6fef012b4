{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{REASON}}</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>A webhook of yours is switched off</h1>
<p>Nothing is sent any more to the endpoint at <strong>{{ENDPOINT}}</strong>. {{REASON}}</p>
<p>Its page shows what was sent and what was answered. When the endpoint is mended, send a test from there and switch it on again; what it missed can be sent from its log.</p>
<p><a class="button" href="{{URL}}">Look at the log</a></p>
{{>parts/notice_foot}}
