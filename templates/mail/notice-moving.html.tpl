{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">If it was not you, take it back.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Your address is about to change</h1>
<p>Somebody with access to your account at {{SITE_NAME}} asked to change its address to <strong>{{NEW_ADDRESS}}</strong>. That happens when the link in that mailbox is used.</p>
<p>If it was not you, take it back, within {{DAYS}} days, even if the change is made by then:</p>
<p><a class="button" href="{{URL}}">This was not me</a></p>
{{>parts/notice_foot}}
