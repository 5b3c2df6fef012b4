{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">That you read this shows that it works.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Mail to this address arrives again</h1>
<p>Mail from {{SITE_NAME}} to this address had come back or was marked as spam, and we had stopped. You said that it works again; that you read this shows it.</p>
<p>Which mail you get is on your account’s page:</p>
<p><a class="button" href="{{URL}}">Your account</a></p>
{{>parts/notice_foot}}
