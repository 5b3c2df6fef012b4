{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{#LIST}}{{#OVER}}<p>Done: {{#LIST_IS_DIGEST}}the weekly digest no longer comes{{/LIST_IS_DIGEST}}{{#LIST_IS_ALERTS}}same-day alerts no longer come{{/LIST_IS_ALERTS}} to this address. Your watchlist is untouched; on <a href="/account/">your account’s page</a> you can turn mail on again.</p>{{/OVER}}
{{#NO_OVER}}<p>One click ends {{#LIST_IS_DIGEST}}the weekly digest{{/LIST_IS_DIGEST}}{{#LIST_IS_ALERTS}}same-day alerts{{/LIST_IS_ALERTS}} for the address that this link was mailed to. Nothing else changes.</p>
<form action="/unsubscribe" method="post">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="page" value="1">
<p><button type="submit">Unsubscribe</button></p>
</form>{{/NO_OVER}}{{/LIST}}
{{#NO_LIST}}<p>This link is not complete: perhaps the mail program cut it. Open it again from the mail, or <a href="/login">log in</a> and turn mail off on your account’s page.</p>{{/NO_LIST}}
{{>parts/foot}}
