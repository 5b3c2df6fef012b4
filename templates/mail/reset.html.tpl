{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">Choose a new password within {{EXPIRES_MINUTES}} minutes.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Choose a new password</h1>
<p>Somebody, we hope you, asked for a new password for your account at {{SITE_NAME}}.</p>
<p><a class="button" href="{{URL}}">Choose a new password</a></p>
<p>The link works once, for {{EXPIRES_MINUTES}} minutes. If the button does not work, open this address:<br><a href="{{URL}}">{{URL}}</a></p>
<p class="soft">{{#PREFIX}}The request came from the network {{PREFIX}}. {{/PREFIX}}If it was not you, do nothing: your password stays as it is.</p>
{{>parts/mail_foot}}
