{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">The operator says why.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Your suggestion is not taken up</h1>
<p>You suggested this page to {{SITE_NAME}}: {{ADDRESS}}</p>
<p>The operator does not take it up: {{WHY}}</p>
<p><a class="button" href="{{URL}}">What you suggested</a></p>
{{>parts/notice_foot}}
