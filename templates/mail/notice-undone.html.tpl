{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">Set a new password now.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>The change of your address was taken back</h1>
<p>This is the address of your account at {{SITE_NAME}} again, and every login has ended.</p>
<p>Somebody had access to your account: set a new password now.</p>
<p><a class="button" href="{{URL}}">Choose a new password</a></p>
{{>parts/notice_foot}}
