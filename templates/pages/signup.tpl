{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{#PLATFORM_NAME}}<p>You will watch <strong>{{PLATFORM_NAME}}</strong> as soon as your address is confirmed.</p>{{/PLATFORM_NAME}}
<p>The free tier watches one platform and writes once a week, only when something changed. No card, no trial that ends by surprise. You can leave with one click in every mail.</p>
{{>parts/problems}}
<form action="/signup" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="watch" value="{{WATCH}}">
<div class="field"><label for="address">E-mail address</label>{{#ERRORS}}{{#ERRORS_ADDRESS}}<p class="field-error" id="address-error">{{ERRORS_ADDRESS}}</p>{{/ERRORS_ADDRESS}}{{/ERRORS}}
<input id="address" name="address" type="email" value="{{VALUES_ADDRESS}}" maxlength="254" autocomplete="username" required></div>
<div class="field"><label for="password">Password</label>
<p class="hint" id="password-hint">At least 15 characters; anything goes. A few words that do not belong together are easy to remember and hard to guess.</p>{{#ERRORS}}{{#ERRORS_PASSWORD}}<p class="field-error" id="password-error">{{ERRORS_PASSWORD}}</p>{{/ERRORS_PASSWORD}}{{/ERRORS}}
<input id="password" name="password" type="password" maxlength="256" autocomplete="new-password" aria-describedby="password-hint" required></div>
<p><button type="submit">Create the account</button></p>
</form>
<p>We keep your address, the password as an unreadable hash, and what you watch. The <a href="/privacy/">privacy notice</a> says for how long. You have an account? <a href="/login">Log in</a>.</p>
{{>parts/foot}}
