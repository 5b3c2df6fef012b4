{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{#WHAT_IS_EXISTS}}You have an account already.{{/WHAT_IS_EXISTS}}{{#WHAT_IS_PASSWORD}}If it was not you, choose a new one now.{{/WHAT_IS_PASSWORD}}</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
{{#WHAT_IS_EXISTS}}
<h1>You have an account already</h1>
<p>Somebody, perhaps you, tried to sign up at {{SITE_NAME}} with this address. It has an account already, so nothing was changed.</p>
<p>If you do not remember the password, choose a new one:</p>
<p><a class="button" href="{{URL}}">Choose a new password</a></p>
{{/WHAT_IS_EXISTS}}
{{#WHAT_IS_PASSWORD}}
<h1>Your password was changed</h1>
<p>The password of your account at {{SITE_NAME}} was changed, and every login that was open has ended.</p>
<p>If it was not you, choose a new one now and tell the operator:</p>
<p><a class="button" href="{{URL}}">Choose a new password</a></p>
{{/WHAT_IS_PASSWORD}}
{{#PREFIX}}<p class="soft">The request came from the network {{PREFIX}}.</p>{{/PREFIX}}
{{>parts/mail_foot}}
