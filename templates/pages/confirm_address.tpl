{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#VALID}}<p>From then on your account has the address <strong>{{NEW_ADDRESS}}</strong>, and mail goes there.</p>
<form action="/confirm-address" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<p><button type="submit">Use this address</button></p>
</form>{{/VALID}}
{{#NO_VALID}}<p id="token">This link has been used, or is older than a day, or was taken back from the old address. Ask for the change again on <a href="/account/address/">your account’s page</a>.</p>{{/NO_VALID}}
{{>parts/foot}}
