{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">Your tier is its tier from now on.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>You carry {{ORGANISATION}} from now on</h1>
<p>{{BY}} handed <strong>{{ORGANISATION}}</strong> over to you at {{SITE_NAME}}: your tier is its tier from now on. Nothing is charged for it; if you do not want to carry it, hand it on or end it.</p>
<p><a class="button" href="{{URL}}">Your organisations</a></p>
{{>parts/notice_foot}}
