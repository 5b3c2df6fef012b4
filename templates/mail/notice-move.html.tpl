{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">One click makes this the address of your account.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Confirm your new address</h1>
<p>An account at {{SITE_NAME}} is to get this address. If the account is yours, confirm it within {{EXPIRES_HOURS}} hours; if you do not know of it, do nothing.</p>
<p><a class="button" href="{{URL}}">Use this address</a></p>
{{>parts/notice_foot}}
