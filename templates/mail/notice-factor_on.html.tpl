{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">Logging in takes a code from now on.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>The second factor is on</h1>
<p>From now on, logging in to your account at {{SITE_NAME}} takes your password and a code. All other logins have ended.</p>
<p>If it was not you, write to the operator at once, and look here while you can:</p>
<p><a class="button" href="{{URL}}">Security of your account</a></p>
{{>parts/notice_foot}}
