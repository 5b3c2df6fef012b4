{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
<p>Give the address of your account. If there is one, a mail with a link goes to it. The link works once, for a quarter of an hour, in this browser.</p>
<form action="/login/mail" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="address">E-mail address</label>{{#ERRORS}}{{#ERRORS_ADDRESS}}<p class="field-error" id="address-error">{{ERRORS_ADDRESS}}</p>{{/ERRORS_ADDRESS}}{{/ERRORS}}
<input id="address" name="address" type="email" value="{{VALUES_ADDRESS}}" maxlength="254" autocomplete="username" required></div>
<p class="actions"><button type="submit">Send me a link</button> <a href="/login">Log in with a password</a></p>
</form>
{{>parts/foot}}
