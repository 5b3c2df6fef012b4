{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#VALID}}<p>You, {{VIEWED_BY}}, will see the pages of <strong>{{ADDRESS}}</strong> as their owner does, for an hour at most. Nothing can be changed, and the owner finds your view in the account’s security log.</p>
<form action="/login/view" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<p><button type="submit">Look at this account</button></p>
</form>{{/VALID}}
{{#NO_VALID}}<p id="token">This link has been used, or is older than ten minutes. <code>atlas account impersonate-view</code> prints a new one.</p>{{/NO_VALID}}
{{>parts/foot}}
