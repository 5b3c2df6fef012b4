{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#VALID}}<p>Enter the password that you chose when you signed up, and mail from {{SITE_NAME}} can reach you{{#PLATFORM_NAME}}: you will watch <strong>{{PLATFORM_NAME}}</strong>{{/PLATFORM_NAME}}. If you did not sign up, close the page, and nothing happens.</p>
<form action="/confirm" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="username" value="{{ADDRESS}}" autocomplete="username">
<div class="field"><label for="password">Password</label>
<p class="hint" id="password-hint">So that nobody who signed up with your address can make you confirm their account.</p>{{#ERRORS}}{{#ERRORS_PASSWORD}}<p class="field-error" id="password-error">{{ERRORS_PASSWORD}}</p>{{/ERRORS_PASSWORD}}{{/ERRORS}}
<input id="password" name="password" type="password" maxlength="256" autocomplete="current-password" aria-describedby="password-hint" required></div>
<p><button type="submit">Confirm my address</button></p>
</form>{{/VALID}}
{{#NO_VALID}}<p id="token">This link has been used, or is older than a day. <a href="/login">Log in</a> if you have confirmed already; <a href="/signup">sign up again</a> to get a new link.</p>{{/NO_VALID}}
{{>parts/foot}}
