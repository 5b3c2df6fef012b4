{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#NO_TOKEN}}<p>Give the address of your account. If there is one, a mail with a link goes to it; the link works for half an hour.</p>
<form action="/reset" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="address">E-mail address</label>{{#ERRORS}}{{#ERRORS_ADDRESS}}<p class="field-error" id="address-error">{{ERRORS_ADDRESS}}</p>{{/ERRORS_ADDRESS}}{{/ERRORS}}
<input id="address" name="address" type="email" value="{{VALUES_ADDRESS}}" maxlength="254" autocomplete="username" required></div>
<p><button type="submit">Send me a link</button></p>
</form>{{/NO_TOKEN}}
{{#TOKEN}}{{#VALID}}<form action="/reset" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<div class="field"><label for="password">New password</label>
<p class="hint" id="password-hint">At least 15 characters; anything goes. All logins end, and you log in with the new one.</p>{{#ERRORS}}{{#ERRORS_PASSWORD}}<p class="field-error" id="password-error">{{ERRORS_PASSWORD}}</p>{{/ERRORS_PASSWORD}}{{/ERRORS}}
<input id="password" name="password" type="password" maxlength="256" autocomplete="new-password" aria-describedby="password-hint" required></div>
<p><button type="submit">Set the password</button></p>
</form>{{/VALID}}
{{#NO_VALID}}<p id="token">This link has been used, or is older than half an hour, or was replaced by a newer one. <a href="/reset">Ask for a new one</a>.</p>{{/NO_VALID}}{{/TOKEN}}
{{>parts/foot}}
