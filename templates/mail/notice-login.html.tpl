{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">The link works once, for {{EXPIRES_MINUTES}} minutes.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Log in to {{SITE_NAME}}</h1>
<p>Somebody, we hope you, asked for a link to log in. It works once, for {{EXPIRES_MINUTES}} minutes, in the browser in which it was asked for.</p>
<p><a class="button" href="{{URL}}">Log in</a></p>
{{>parts/notice_foot}}
