{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
<form action="/login" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="next" value="{{NEXT}}">
<div class="field"><label for="address">E-mail address</label>{{#ERRORS}}{{#ERRORS_ADDRESS}}<p class="field-error" id="address-error">{{ERRORS_ADDRESS}}</p>{{/ERRORS_ADDRESS}}{{/ERRORS}}
<input id="address" name="address" type="email" value="{{VALUES_ADDRESS}}" maxlength="254" autocomplete="username" required></div>
<div class="field"><label for="password">Password</label>
<input id="password" name="password" type="password" maxlength="256" autocomplete="current-password" required></div>
<p class="actions"><button type="submit">Log in</button> <a class="btn btn-quiet" href="/login/mail">Mail me a link instead</a></p>
</form>
<p>Password forgotten? <a href="/reset">Set a new one</a>. No account yet? <a href="/signup">Create one</a>: an address and a password are all it takes.</p>
{{>parts/foot}}
