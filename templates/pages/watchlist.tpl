{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{#ANY_ERROR_LIST}}<div class="error-summary" role="alert" aria-labelledby="problem">
<h2 id="problem">There is a problem</h2>
<ul>{{/ANY_ERROR_LIST}}{{#ERROR_LIST}}<li><a href="#{{ERROR_LIST_FIELD}}">{{ERROR_LIST_TEXT}}</a></li>{{/ERROR_LIST}}{{#ANY_ERROR_LIST}}</ul>
</div>{{/ANY_ERROR_LIST}}
{{#UNKNOWN}}<p class="notice notice-bad">There is no such platform here. Look for it below, or in the <a href="/platforms/">registry</a>.</p>{{/UNKNOWN}}
{{#WANTED}}{{#WANTED_WATCHED}}<p class="notice">You watch <a href="{{WANTED_URL}}">{{WANTED_NAME}}</a> already.</p>{{/WANTED_WATCHED}}
{{#NO_WANTED_WATCHED}}<form class="panel" action="/watchlist/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="add" value="{{WANTED_SLUG}}">
<p>Watch <a href="{{WANTED_URL}}"><strong>{{WANTED_NAME}}</strong></a>?</p>
<p><button type="submit">Add {{WANTED_NAME}}</button></p>
</form>{{/NO_WANTED_WATCHED}}{{/WANTED}}
<p id="watch">{{TIER_NAME}} tier: {{USED}} of {{#PLATFORM_LIMIT}}{{PLATFORM_LIMIT}} platforms{{/PLATFORM_LIMIT}}{{#NO_PLATFORM_LIMIT}}any number of platforms{{/NO_PLATFORM_LIMIT}}. {{#DIGEST}}A digest comes weekly{{/DIGEST}}{{#NO_DIGEST}}The weekly digest is off{{/NO_DIGEST}}{{#ALERTS}}, an alert the same day{{/ALERTS}}. <a href="/account/">Change mail or tier</a>.</p>
{{#WATCHES}}<div class="panel">
<p><a href="{{WATCHES_URL}}"><strong>{{WATCHES_NAME}}</strong></a>, since <time datetime="{{WATCHES_SINCE}}">{{WATCHES_SINCE:x-day}}</time>{{#WATCHES_PAUSED}}. <strong>Paused</strong>: over the limit of your tier{{/WATCHES_PAUSED}}</p>
<div class="actions">
{{#WATCHES_PAUSED}}<form action="/watchlist/resume" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="watch" value="{{WATCHES_NUMBER}}">
<button type="submit">Watch {{WATCHES_NAME}} again</button>
</form>{{/WATCHES_PAUSED}}
<form action="/watchlist/remove" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="watch" value="{{WATCHES_NUMBER}}">
<button type="submit" class="quiet">Remove {{WATCHES_NAME}}</button>
</form>
</div>
</div>{{/WATCHES}}
{{#NO_WATCHES}}<p class="soft">Nothing yet. Every platform’s page has a link that adds it here.</p>{{/NO_WATCHES}}
<h2>Add a platform</h2>
<form class="seek" action="/watchlist/" method="get" role="search">
<label class="hidden-text" for="q">Name of a platform</label>
<input id="q" name="q" type="search" value="{{Q}}" maxlength="100" placeholder="Name of a platform">
<button type="submit">Find</button>
</form>
{{#FOUND}}<form class="panel" action="/watchlist/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="add" value="{{FOUND_SLUG}}">
<p><a href="{{FOUND_URL}}">{{FOUND_NAME}}</a></p>
<p><button type="submit" class="quiet">Add {{FOUND_NAME}}</button></p>
</form>{{/FOUND}}
{{#Q}}{{#NO_FOUND}}<p class="soft">No platform with that name that you do not watch yet. <a href="/platforms/">The registry</a> has all of them.</p>{{/NO_FOUND}}{{/Q}}
{{>parts/foot}}
