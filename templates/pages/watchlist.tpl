{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{#INVITATIONS}}<p class="notice">You are invited to share the watchlist of an organisation. <a href="/organisations/">Answer the invitation</a>.</p>{{/INVITATIONS}}
{{#ANY_LISTS}}<nav aria-label="Watchlists"><ul class="tools">
<li>{{#ORGANISATION}}<a href="/watchlist/">Your own</a>{{/ORGANISATION}}{{#NO_ORGANISATION}}<strong aria-current="page">Your own</strong>{{/NO_ORGANISATION}}</li>{{/ANY_LISTS}}{{#LISTS}}
<li>{{#LISTS_HERE}}<strong aria-current="page">{{LISTS_NAME}}</strong> (<a href="/organisation/{{LISTS_NUMBER}}/">people and roles</a>){{/LISTS_HERE}}{{#NO_LISTS_HERE}}<a href="/watchlist/?list={{LISTS_NUMBER}}">{{LISTS_NAME}}</a>{{/NO_LISTS_HERE}}</li>{{/LISTS}}{{#ANY_LISTS}}
</ul></nav>{{/ANY_LISTS}}
{{#ANY_ERROR_LIST}}<div class="error-summary" role="alert" aria-labelledby="problem">
<h2 id="problem">There is a problem</h2>
<ul>{{/ANY_ERROR_LIST}}{{#ERROR_LIST}}<li><a href="#{{ERROR_LIST_FIELD}}">{{ERROR_LIST_TEXT}}</a></li>{{/ERROR_LIST}}{{#ANY_ERROR_LIST}}</ul>
</div>{{/ANY_ERROR_LIST}}
{{#UNKNOWN}}<p class="notice notice-bad">There is no such platform here. Look for it below, or in the <a href="/platforms/">registry</a>.</p>{{/UNKNOWN}}
{{#WANTED}}{{#WANTED_WATCHED}}<p class="notice">You watch <a href="{{WANTED_URL}}">{{WANTED_NAME}}</a> already.</p>{{/WANTED_WATCHED}}
{{#NO_WANTED_WATCHED}}{{#WANTED_LOCKED}}<p class="notice">Watching single provisions and clause types is part of <a href="/pricing/">larger tiers</a>; the trials need no card. <a href="{{WANTED_URL}}">Back to {{WANTED_NAME}}</a></p>{{/WANTED_LOCKED}}
{{#NO_WANTED_LOCKED}}<form class="panel" action="/watchlist/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="add" value="{{WANTED_ADD}}">
<p>Watch <a href="{{WANTED_URL}}"><strong>{{WANTED_NAME}}</strong></a>?</p>
{{#ANY_LISTS}}<p><label for="list">On which watchlist</label>
<select id="list" name="list"><option value="">your own</option>{{/ANY_LISTS}}{{#LISTS}}{{#LISTS_CHANGES}}<option value="{{LISTS_NUMBER}}"{{#LISTS_HERE}} selected{{/LISTS_HERE}}>{{LISTS_NAME}}</option>{{/LISTS_CHANGES}}{{/LISTS}}{{#ANY_LISTS}}</select></p>{{/ANY_LISTS}}
<p><button type="submit">Add {{WANTED_NAME}}</button></p>
</form>{{/NO_WANTED_LOCKED}}{{/NO_WANTED_WATCHED}}{{/WANTED}}
<p id="watch">{{TIER_NAME}} tier: {{USED}} of {{#PLATFORM_LIMIT}}{{PLATFORM_LIMIT}} platforms{{/PLATFORM_LIMIT}}{{#NO_PLATFORM_LIMIT}}any number of platforms{{/NO_PLATFORM_LIMIT}}. {{#DIGEST}}A digest comes weekly{{/DIGEST}}{{#NO_DIGEST}}The weekly digest is off{{/NO_DIGEST}}{{#ALERTS}}, an alert the same day{{/ALERTS}}. {{#ORGANISATION}}<a href="/organisation/{{ORGANISATION}}/">Change your mail of it</a>{{/ORGANISATION}}{{#NO_ORGANISATION}}<a href="/account/">Change mail or tier</a>{{/NO_ORGANISATION}}.</p>
{{#NEWS}}<form class="panel" action="/watchlist/seen" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="list" value="{{ORGANISATION}}">
<p><strong>{{NEWS}} new</strong> since {{#SEEN_AT}}<time datetime="{{SEEN_AT}}">{{SEEN_AT:x-time}}</time>{{/SEEN_AT}}{{#NO_SEEN_AT}}you began to watch{{/NO_SEEN_AT}}. <button type="submit" class="quiet">I have seen them</button></p>
</form>{{/NEWS}}
{{#WATCHES}}<section class="panel">
<h2 class="h3"><a href="{{WATCHES_URL}}">{{WATCHES_NAME}}</a>{{#WATCHES_UNSEEN}} <span class="badge">{{WATCHES_UNSEEN}} new</span>{{/WATCHES_UNSEEN}}</h2>
<p>{{#WATCHES_KIND_IS_PLATFORM}}Platform{{/WATCHES_KIND_IS_PLATFORM}}{{#WATCHES_KIND_IS_DOCUMENT}}Document{{/WATCHES_KIND_IS_DOCUMENT}}{{#WATCHES_KIND_IS_PROVISION}}Provision{{/WATCHES_KIND_IS_PROVISION}}{{#WATCHES_KIND_IS_TYPE}}Clause type, on all platforms{{/WATCHES_KIND_IS_TYPE}}, watched since <time datetime="{{WATCHES_SINCE}}">{{WATCHES_SINCE:x-day}}</time>{{#WATCHES_PAUSED}}. <strong>Paused</strong>: over what your tier has{{/WATCHES_PAUSED}}</p>
{{#WATCHES_NOTE}}<p>{{#ORGANISATION}}Note{{/ORGANISATION}}{{#NO_ORGANISATION}}Your note{{/NO_ORGANISATION}}: {{WATCHES_NOTE}}</p>{{/WATCHES_NOTE}}
<p>{{#WATCHES_CHANGE_URL}}Last change: <a href="{{WATCHES_CHANGE_URL}}">{{WATCHES_CHANGE_HEADLINE}}</a>, <time datetime="{{WATCHES_CHANGE_AT}}">{{WATCHES_CHANGE_AT:x-ago}}</time>.{{/WATCHES_CHANGE_URL}}{{#NO_WATCHES_CHANGE_URL}}No change on record.{{/NO_WATCHES_CHANGE_URL}}</p>
<p class="soft">{{#WATCHES_DOCUMENTS}}{{#WATCHES_VERIFIED_AT}}Last verified <time datetime="{{WATCHES_VERIFIED_AT}}">{{WATCHES_VERIFIED_AT:x-ago}}</time>.{{/WATCHES_VERIFIED_AT}} {{#WATCHES_FAILING}}<strong>{{WATCHES_FAILING}} of {{WATCHES_DOCUMENTS}} documents could not be read at the last check.</strong> {{/WATCHES_FAILING}}{{#WATCHES_NEXT_DUE}}Next check due <time datetime="{{WATCHES_NEXT_DUE}}">{{WATCHES_NEXT_DUE:x-time}}</time>.{{/WATCHES_NEXT_DUE}}{{/WATCHES_DOCUMENTS}}{{#NO_WATCHES_DOCUMENTS}}No document is watched for it yet.{{/NO_WATCHES_DOCUMENTS}}</p>
{{#MAY_CHANGE}}<details>
<summary>How it tells {{#ORGANISATION}}everybody in it{{/ORGANISATION}}{{#NO_ORGANISATION}}you{{/NO_ORGANISATION}}: {{#WATCHES_THRESHOLD_IS_LOW}}every change{{/WATCHES_THRESHOLD_IS_LOW}}{{#WATCHES_THRESHOLD_IS_HIGH}}high severity and above{{/WATCHES_THRESHOLD_IS_HIGH}}{{#WATCHES_THRESHOLD_IS_CRITICAL}}critical only{{/WATCHES_THRESHOLD_IS_CRITICAL}}{{#WATCHES_MAIL_IS_BOTH}}, by digest{{#ALERTS}} and alert{{/ALERTS}}{{/WATCHES_MAIL_IS_BOTH}}{{#WATCHES_MAIL_IS_ALERT}}, by alert{{/WATCHES_MAIL_IS_ALERT}}{{#WATCHES_MAIL_IS_DIGEST}}, by digest{{/WATCHES_MAIL_IS_DIGEST}}</summary>
<form action="/watchlist/change" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="list" value="{{ORGANISATION}}">
<input type="hidden" name="watch" value="{{WATCHES_NUMBER}}">
<p><label for="threshold-{{WATCHES_NUMBER}}">Tell me of</label>
<select id="threshold-{{WATCHES_NUMBER}}" name="threshold"><option value="low"{{#WATCHES_THRESHOLD_IS_LOW}} selected{{/WATCHES_THRESHOLD_IS_LOW}}>every change</option><option value="high"{{#WATCHES_THRESHOLD_IS_HIGH}} selected{{/WATCHES_THRESHOLD_IS_HIGH}}>high severity and above</option><option value="critical"{{#WATCHES_THRESHOLD_IS_CRITICAL}} selected{{/WATCHES_THRESHOLD_IS_CRITICAL}}>critical severity only</option></select></p>
<p><label for="mail-{{WATCHES_NUMBER}}">By</label>
<select id="mail-{{WATCHES_NUMBER}}" name="mail"><option value="both"{{#WATCHES_MAIL_IS_BOTH}} selected{{/WATCHES_MAIL_IS_BOTH}}>digest and alert{{#NO_ALERTS}} (alerts: larger tiers){{/NO_ALERTS}}</option><option value="digest"{{#WATCHES_MAIL_IS_DIGEST}} selected{{/WATCHES_MAIL_IS_DIGEST}}>digest</option><option value="alert"{{#WATCHES_MAIL_IS_ALERT}} selected{{/WATCHES_MAIL_IS_ALERT}}>alert{{#NO_ALERTS}} (larger tiers){{/NO_ALERTS}}</option></select></p>
<p><label for="note-{{WATCHES_NUMBER}}">{{#ORGANISATION}}A note, for all in the organisation{{/ORGANISATION}}{{#NO_ORGANISATION}}Your note, for you alone{{/NO_ORGANISATION}}</label>
<input id="note-{{WATCHES_NUMBER}}" name="note" type="text" value="{{WATCHES_NOTE}}" maxlength="500"></p>
<p><button type="submit">Save for {{WATCHES_NAME}}</button></p>
</form>
</details>
<div class="actions">
{{#WATCHES_PAUSED}}<form action="/watchlist/resume" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="list" value="{{ORGANISATION}}">
<input type="hidden" name="watch" value="{{WATCHES_NUMBER}}">
<button type="submit">Watch {{WATCHES_NAME}} again</button>
</form>{{/WATCHES_PAUSED}}
<form action="/watchlist/remove" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="list" value="{{ORGANISATION}}">
<input type="hidden" name="watch" value="{{WATCHES_NUMBER}}">
<button type="submit" class="quiet">Remove {{WATCHES_NAME}}</button>
</form>
</div>{{/MAY_CHANGE}}
</section>{{/WATCHES}}
<p class="soft">What reaches your watches comes by <a href="/account/">mail</a>, as a <a href="/account/feed/">feed</a>, and in larger tiers by <a href="/account/webhooks/">webhook</a>.</p>
{{#NO_WATCHES}}<p class="soft">Nothing yet. Every platform’s page has a link that adds it here.</p>{{/NO_WATCHES}}
{{#MAY_CHANGE}}<h2>Add a platform</h2>
<form class="seek" action="/watchlist/" method="get" role="search">
{{#ORGANISATION}}<input type="hidden" name="list" value="{{ORGANISATION}}">{{/ORGANISATION}}
<label class="hidden-text" for="q">Name of a platform</label>
<input id="q" name="q" type="search" value="{{Q}}" maxlength="100" placeholder="Name of a platform">
<button type="submit">Find</button>
</form>
{{#FOUND}}<form class="panel" action="/watchlist/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="list" value="{{ORGANISATION}}">
<input type="hidden" name="add" value="{{FOUND_SLUG}}">
<p><a href="{{FOUND_URL}}">{{FOUND_NAME}}</a></p>
<p><button type="submit" class="quiet">Add {{FOUND_NAME}}</button></p>
</form>{{/FOUND}}
{{#Q}}{{#NO_FOUND}}<p class="soft">No platform with that name that you do not watch yet. <a href="/platforms/">The registry</a> has all of them.</p>{{/NO_FOUND}}{{/Q}}{{/MAY_CHANGE}}
{{#NO_MAY_CHANGE}}<p class="soft">You read this watchlist; its owners and members change it.</p>{{/NO_MAY_CHANGE}}
{{>parts/foot}}
