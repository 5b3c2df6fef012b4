{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">The password alone opens your account now.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>The second factor is off</h1>
<p>The second factor of your account at {{SITE_NAME}} was turned off: the password alone opens it now.</p>
<p>If it was not you, change the password and turn it on again:</p>
<p><a class="button" href="{{URL}}">Security of your account</a></p>
{{>parts/notice_foot}}
