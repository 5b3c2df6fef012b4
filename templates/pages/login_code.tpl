{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
<p>Your account has a second factor. Enter the six digits that your program shows now, or one of your recovery codes.</p>
<form action="/login/code" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="next" value="{{NEXT}}">
<div class="field"><label for="code">Code</label>{{#ERRORS}}{{#ERRORS_CODE}}<p class="field-error" id="code-error">{{ERRORS_CODE}}</p>{{/ERRORS_CODE}}{{/ERRORS}}
<input id="code" name="code" type="text" maxlength="40" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" required></div>
<p><button type="submit">Log in</button></p>
</form>
<p>Neither at hand? Only the operator can turn the second factor off for you{{#SITE_CONTACT}}: <a href="mailto:{{SITE_CONTACT}}">{{SITE_CONTACT}}</a>{{/SITE_CONTACT}}.</p>
{{>parts/foot}}
