{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#VALID}}<p>Somebody with access to your account asked for another address. If it was not you, take it back: <strong>{{NEW_ADDRESS}}</strong> stays the account’s address, or becomes it again, and every login ends. Then set a new password.</p>
<form action="/undo-address" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<p><button type="submit">This was not me: keep this address</button></p>
</form>{{/VALID}}
{{#NO_VALID}}<p id="token">This link has been used, or is older than a week.{{#SITE_CONTACT}} If the account is not yours any more, write to <a href="mailto:{{SITE_CONTACT}}">{{SITE_CONTACT}}</a>.{{/SITE_CONTACT}}</p>{{/NO_VALID}}
{{>parts/foot}}
