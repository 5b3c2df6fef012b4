{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{#ANY_ERROR_LIST}}<div class="error-summary" role="alert" aria-labelledby="problem">
<h2 id="problem">There is a problem</h2>
<ul>{{/ANY_ERROR_LIST}}{{#ERROR_LIST}}<li><a href="#{{ERROR_LIST_FIELD}}">{{ERROR_LIST_TEXT}}</a></li>{{/ERROR_LIST}}{{#ANY_ERROR_LIST}}</ul>
</div>{{/ANY_ERROR_LIST}}
{{#VALID}}<p>One click, and mail from {{SITE_NAME}} can reach you{{#PLATFORM_NAME}}: you will watch <strong>{{PLATFORM_NAME}}</strong>{{/PLATFORM_NAME}}. If you did not ask for this, close the page, and nothing happens.</p>
<form action="/confirm" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<p><button type="submit">Confirm my address</button></p>
</form>{{/VALID}}
{{#NO_VALID}}<p id="token">This link has been used, or is older than a day, or was replaced by a newer one. <a href="/login">Log in</a> if you have confirmed already; <a href="/signup">sign up again</a> to get a new link.</p>{{/NO_VALID}}
{{>parts/foot}}
