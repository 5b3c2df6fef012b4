{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#VALID}}<p>One click, and you are logged in.</p>
<form action="/login/link" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="token" value="{{TOKEN}}">
<p><button type="submit">Log in</button></p>
</form>{{/VALID}}
{{#NO_VALID}}{{#ELSEWHERE}}<p id="token">This link works only in the browser in which it was asked for: so nobody can make you log in to an account that is not yours. Copy its address into that browser, or <a href="/login/mail">ask for a new link</a> here.</p>{{/ELSEWHERE}}{{#NO_ELSEWHERE}}<p id="token">This link has been used, or is older than a quarter of an hour, or was replaced by a newer one. <a href="/login/mail">Ask for a new one</a>.</p>{{/NO_ELSEWHERE}}{{/NO_VALID}}
{{>parts/foot}}
