{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{CODES_LEFT}} are left.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>A recovery code was used</h1>
<p>Somebody logged in to your account at {{SITE_NAME}} with a recovery code. {{CODES_LEFT}} are left.</p>
<p>If it was not you, make new codes and change your password:</p>
<p><a class="button" href="{{URL}}">Recovery codes</a></p>
{{>parts/notice_foot}}
