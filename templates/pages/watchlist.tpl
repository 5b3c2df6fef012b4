{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{#INVITATIONS}}<p class="notice">You are invited to share the watchlist of an organisation. <a href="/organisations/">Answer the invitation</a>.</p>{{/INVITATIONS}}
{{#ANY_LISTS}}<nav aria-label="Watchlists"><ul class="tools">
<li>{{#ORGANISATION}}<a href="/watchlist/">Your own</a>{{/ORGANISATION}}{{#NO_ORGANISATION}}<strong aria-current="page">Your own</strong>{{/NO_ORGANISATION}}</li>{{/ANY_LISTS}}{{#LISTS}}
<li>{{#LISTS_HERE}}<strong aria-current="page">{{LISTS_NAME}}</strong> (<a href="/organisation/{{LISTS_NUMBER}}/">people and roles</a>){{/LISTS_HERE}}{{#NO_LISTS_HERE}}<a href="/watchlist/?list={{LISTS_NUMBER}}">{{LISTS_NAME}}</a>{{/NO_LISTS_HERE}}</li>{{/LISTS}}{{#ANY_LISTS}}
</ul></nav>{{/ANY_LISTS}}
{{>parts/problems}}
{{#UNDO}}<form class="panel" action="/watchlist/undo" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="list" value="{{ORGANISATION}}">
<input type="hidden" name="removed" value="{{UNDO_NUMBER}}">
<p>{{UNDO_NAME}} is no longer watched. <button type="submit" class="quiet">Undo</button></p>
</form>{{/UNDO}}
{{#IMPORTED}}<p class="notice" role="status">{{IMPORTED_ADDED}} added{{#IMPORTED_ALREADY}}; {{IMPORTED_ALREADY}} of the list were here already{{/IMPORTED_ALREADY}}{{#IMPORTED_OVER}}; <strong>{{IMPORTED_OVER}} did not fit the {{TIER_NAME}} tier</strong>, or the 5,000 watches that a watchlist has at most, and are left out{{/IMPORTED_OVER}}.</p>{{/IMPORTED}}
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
{{#MANY}}<form class="filters" action="/watchlist/" method="get">
<input type="hidden" name="list" value="{{ORGANISATION}}">
<div><label for="name">Name</label>
<input type="text" id="name" name="name" value="{{NAME}}" maxlength="100"></div>
<div><label for="show">Show</label>
<select id="show" name="show"><option value="">all</option><option value="new"{{#SHOW_IS_NEW}} selected{{/SHOW_IS_NEW}}>with something new</option><option value="trouble"{{#SHOW_IS_TROUBLE}} selected{{/SHOW_IS_TROUBLE}}>stale or unreachable</option><option value="paused"{{#SHOW_IS_PAUSED}} selected{{/SHOW_IS_PAUSED}}>paused</option></select></div>
<div><label for="sort">In order of</label>
<select id="sort" name="sort"><option value="">news</option><option value="name"{{#SORT_IS_NAME}} selected{{/SORT_IS_NAME}}>name</option><option value="changed"{{#SORT_IS_CHANGED}} selected{{/SORT_IS_CHANGED}}>last change</option><option value="since"{{#SORT_IS_SINCE}} selected{{/SORT_IS_SINCE}}>when it was added</option></select></div>
<button type="submit">Show</button>
</form>
<p class="soft">{{COUNT}}</p>{{/MANY}}
{{#ALONE}}<p><a href="/watchlist/{{#ORGANISATION}}?list={{ORGANISATION}}{{/ORGANISATION}}">The whole watchlist</a></p>{{/ALONE}}
{{#ANY_WATCHES}}<ul class="rows watches">{{/ANY_WATCHES}}
{{#WATCHES}}<li id="watch-{{WATCHES_NUMBER}}">
<p class="head"><a href="{{WATCHES_URL}}">{{WATCHES_NAME}}</a>{{#WATCHES_UNSEEN}} <span class="badge badge-new">{{WATCHES_UNSEEN}} new</span>{{/WATCHES_UNSEEN}}{{#WATCHES_PAUSED}} <span class="badge badge-medium">paused</span>{{/WATCHES_PAUSED}}{{#WATCHES_STATE_IS_UNREACHABLE}} <span class="badge badge-high">unreachable</span>{{/WATCHES_STATE_IS_UNREACHABLE}}{{#WATCHES_STATE_IS_STOPPED}} <span class="badge badge-high">checks stopped</span>{{/WATCHES_STATE_IS_STOPPED}}{{#WATCHES_STATE_IS_STALE}} <span class="badge badge-medium">stale</span>{{/WATCHES_STATE_IS_STALE}}{{#WATCHES_STATE_IS_FRESH}} <span class="badge">fresh</span>{{/WATCHES_STATE_IS_FRESH}}{{#WATCHES_STATE_IS_WAITING}} <span class="badge">first reading</span>{{/WATCHES_STATE_IS_WAITING}}</p>
<p>{{#WATCHES_CHANGE_URL}}Last change: <a href="{{WATCHES_CHANGE_URL}}">{{WATCHES_CHANGE_HEADLINE}}</a> <span class="badge badge-{{WATCHES_CHANGE_SEVERITY}}">{{WATCHES_CHANGE_SEVERITY}}</span> <time datetime="{{WATCHES_CHANGE_AT}}">{{WATCHES_CHANGE_AT:x-day}}</time>{{/WATCHES_CHANGE_URL}}{{#NO_WATCHES_CHANGE_URL}}<span class="soft">No change on record.</span>{{/NO_WATCHES_CHANGE_URL}}</p>
<p class="small">{{#WATCHES_STATE_IS_EMPTY}}No document is watched for it yet.{{/WATCHES_STATE_IS_EMPTY}}{{#WATCHES_STATE_IS_FRESH}}Verified <time datetime="{{WATCHES_VERIFIED_AT}}">{{WATCHES_VERIFIED_AT:x-ago}}</time>.{{/WATCHES_STATE_IS_FRESH}}{{#WATCHES_STATE_IS_STALE}}Not verified since <time datetime="{{WATCHES_VERIFIED_AT}}">{{WATCHES_VERIFIED_AT:x-time}}</time>: checks are late.{{/WATCHES_STATE_IS_STALE}}{{#WATCHES_STATE_IS_WAITING}}Being read for the first time.{{/WATCHES_STATE_IS_WAITING}}{{#WATCHES_STATE_IS_UNREACHABLE}}<strong>{{#WATCHES_SEVERAL}}{{WATCHES_FAILING}} of {{WATCHES_DOCUMENTS}} documents{{/WATCHES_SEVERAL}}{{#NO_WATCHES_SEVERAL}}The document{{/NO_WATCHES_SEVERAL}} could not be read {{#WATCHES_FAILING_SINCE}}since <time datetime="{{WATCHES_FAILING_SINCE}}">{{WATCHES_FAILING_SINCE:x-time}}</time>{{/WATCHES_FAILING_SINCE}}{{#NO_WATCHES_FAILING_SINCE}}so far{{/NO_WATCHES_FAILING_SINCE}}</strong>: {{WATCHES_REASON}}.{{/WATCHES_STATE_IS_UNREACHABLE}}{{#WATCHES_STATE_IS_STOPPED}}<strong>Checks wait for the operator</strong>: {{WATCHES_REASON}}.{{/WATCHES_STATE_IS_STOPPED}}{{#WATCHES_NEXT_DUE}} Next check <time datetime="{{WATCHES_NEXT_DUE}}">{{WATCHES_NEXT_DUE:x-time}}</time>.{{/WATCHES_NEXT_DUE}} <span class="soft">{{#WATCHES_KIND_IS_PLATFORM}}Platform{{/WATCHES_KIND_IS_PLATFORM}}{{#WATCHES_KIND_IS_DOCUMENT}}Document{{/WATCHES_KIND_IS_DOCUMENT}}{{#WATCHES_KIND_IS_PROVISION}}Provision{{/WATCHES_KIND_IS_PROVISION}}{{#WATCHES_KIND_IS_TYPE}}Clause type, on all platforms{{/WATCHES_KIND_IS_TYPE}}, watched since <time datetime="{{WATCHES_SINCE}}">{{WATCHES_SINCE:x-day}}</time>.{{#WATCHES_PAUSED}} <strong>Paused</strong>: over what {{#ORGANISATION}}the organisation’s{{/ORGANISATION}}{{#NO_ORGANISATION}}your{{/NO_ORGANISATION}} tier has.{{/WATCHES_PAUSED}}</span></p>
{{#WATCHES_NOTE}}<p class="small">{{#ORGANISATION}}Note{{/ORGANISATION}}{{#NO_ORGANISATION}}Your note{{/NO_ORGANISATION}}: {{WATCHES_NOTE}}</p>{{/WATCHES_NOTE}}
{{#MAY_CHANGE}}<details{{#ALONE}} open{{/ALONE}}>
<summary>Tells {{#ORGANISATION}}everybody in it{{/ORGANISATION}}{{#NO_ORGANISATION}}you{{/NO_ORGANISATION}} of {{WATCHES_TELLS}}. Change or remove<span class="hidden-text"> {{WATCHES_NAME}}</span></summary>
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
</div>
</details>{{/MAY_CHANGE}}
</li>{{/WATCHES}}
{{#ANY_WATCHES}}</ul>{{/ANY_WATCHES}}
{{>parts/pager}}
<p class="soft">What reaches your watches comes by <a href="/account/">mail</a>, as a <a href="/account/feed/">feed</a>, and in larger tiers by <a href="/account/webhooks/">webhook</a>.</p>
{{#NO_WATCHES}}{{#SOME}}<p class="soft">No watch fits. <a href="/watchlist/{{#ORGANISATION}}?list={{ORGANISATION}}{{/ORGANISATION}}">Show all</a>.</p>{{/SOME}}
{{#NO_SOME}}<div class="panel"><p><strong>Nothing is watched yet.</strong> What is on this list is checked several times a day, and you are told when it changes.</p>
<ul><li>Look in <a href="/platforms/">the registry</a> for a platform: its page has a button that adds it.</li>
<li>You have a list already? <a href="/watchlist/import{{#ORGANISATION}}?list={{ORGANISATION}}{{/ORGANISATION}}">Paste names or addresses</a>, or a CSV file.</li>
<li>It is not in the registry? <a href="/suggest">Suggest a platform</a>.</li></ul></div>{{/NO_SOME}}{{/NO_WATCHES}}
{{#MAY_CHANGE}}<h2 id="add">Add a platform</h2>
<form class="seek" action="/watchlist/#add" method="get" role="search">
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
{{#Q}}{{#NO_FOUND}}<p class="soft">No platform with that name that you do not watch yet. <a href="/platforms/">The registry</a> has all of them; one that is missing can be <a href="/suggest">suggested</a>.</p>{{/NO_FOUND}}{{/Q}}
<p>Several at once: <a href="/watchlist/import{{#ORGANISATION}}?list={{ORGANISATION}}{{/ORGANISATION}}">paste a list or a CSV file</a>.{{/MAY_CHANGE}}
{{#NO_MAY_CHANGE}}<p class="soft">You read this watchlist; its owners and members change it.{{/NO_MAY_CHANGE}}
{{#SOME}}<a href="/watchlist/export.csv{{#ORGANISATION}}?list={{ORGANISATION}}{{/ORGANISATION}}">This watchlist as CSV</a>{{/SOME}}</p>
{{>parts/foot}}
