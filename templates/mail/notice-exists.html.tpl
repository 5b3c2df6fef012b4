{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">You have an account already.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>You have an account already</h1>
<p>Somebody, perhaps you, tried to use this address at {{SITE_NAME}} for a new account. It has an account already, so nothing was changed.</p>
<p>If you do not remember the password, choose a new one:</p>
<p><a class="button" href="{{URL}}">Choose a new password</a></p>
{{>parts/notice_foot}}
