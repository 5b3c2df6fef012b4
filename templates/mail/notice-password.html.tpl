{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">If it was not you, choose a new one now.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Your password was changed</h1>
<p>The password of your account at {{SITE_NAME}} was changed, and every other login has ended.</p>
<p>If it was not you, choose a new one now and tell the operator:</p>
<p><a class="button" href="{{URL}}">Choose a new password</a></p>
{{>parts/notice_foot}}
