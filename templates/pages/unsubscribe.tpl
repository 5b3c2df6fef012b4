{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{#LIST}}{{#OVER}}<p>Done: {{#ALL}}neither digest nor alerts come any longer{{/ALL}}{{#NO_ALL}}{{#LIST_IS_DIGEST}}the weekly digest no longer comes{{/LIST_IS_DIGEST}}{{#LIST_IS_ALERTS}}same-day alerts no longer come{{/LIST_IS_ALERTS}}{{/NO_ALL}} to this address. Your watchlist is untouched; on <a href="/account/">your account’s page</a> and <a href="/watchlist/">your watchlist</a> you can turn mail on again.</p>
{{#AGAIN}}<form action="/unsubscribe" method="post">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="page" value="1">
<input type="hidden" name="again" value="1">
<p>It was a mistake? <button type="submit" class="quiet">Subscribe again</button></p>
</form>{{/AGAIN}}{{/OVER}}
{{#NO_OVER}}<p>One click ends {{#LIST_IS_DIGEST}}the weekly digest{{/LIST_IS_DIGEST}}{{#LIST_IS_ALERTS}}same-day alerts{{/LIST_IS_ALERTS}} for the address that this link was mailed to. Nothing else changes.</p>
<form action="/unsubscribe" method="post">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="page" value="1">
<p><button type="submit">Unsubscribe</button></p>
</form>{{/NO_OVER}}
{{#NO_ALL}}<h2>No mail at all</h2>
<p>Ends digest and alerts together. Mail that you ask for yourself, such as a link for a new password, still comes.</p>
<form action="/unsubscribe" method="post">
<input type="hidden" name="token" value="{{TOKEN}}">
<input type="hidden" name="page" value="1">
<input type="hidden" name="all" value="1">
<p><button type="submit" class="quiet">Stop all mail</button></p>
</form>{{/NO_ALL}}{{/LIST}}
{{#NO_LIST}}<p>This link is not complete: perhaps the mail program cut it. Open it again from the mail, or <a href="/login">log in</a> and turn mail off on your account’s page.</p>{{/NO_LIST}}
{{>parts/foot}}
