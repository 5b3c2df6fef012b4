{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">Until {{AT:x-day}} you can keep it by logging in.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Your account will be deleted</h1>
<p>Your account at {{SITE_NAME}} was closed, as was asked for on its page. On {{AT:x-time}} everything in it is removed.</p>
<p>To keep it, log in before then. If it was not you who asked, log in and change your password:</p>
<p><a class="button" href="{{URL}}">Log in and keep the account</a></p>
{{>parts/notice_foot}}
