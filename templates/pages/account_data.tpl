{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
<h2>A copy</h2>
<p>Everything that is stored about your account, as one JSON file: settings, watches, logins, mails, the security log. Hashes of passwords and tokens are left out: they prove something to us and tell nothing.</p>
<p><a class="btn btn-quiet" href="/account/export">Download my data</a></p>
<h2>Delete the account</h2>
<p>All logins end at once, and no more mail comes but one that says so. On <time datetime="{{LAST_DAY}}">{{LAST_DAY:x-day}}</time> everything is really removed: address, watches, mails. Logging in before that day keeps the account.</p>
<form action="/account/delete" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="username" value="{{ADDRESS}}" autocomplete="username">
<div class="field"><label for="current">Your password</label>{{#ERRORS}}{{#ERRORS_CURRENT}}<p class="field-error" id="current-error">{{ERRORS_CURRENT}}</p>{{/ERRORS_CURRENT}}{{/ERRORS}}
<input id="current" name="current" type="password" maxlength="256" autocomplete="current-password" required></div>
<p><button type="submit" class="danger">Delete my account</button></p>
</form>
{{>parts/foot}}
