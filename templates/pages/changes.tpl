{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>Changes</h1>
<p>Each entry is a difference between two versions, dated by when it was observed. Its page also names the dates that the publisher states.</p>
<form class="filters" action="/changes/" method="get">
<details class="wide"{{#NARROWED}} open{{/NARROWED}}><summary>Filters: platform, document, severity, kind, days</summary>
<div class="filters">
<div><label for="platform">Platform</label><input id="platform" name="platform" type="text" value="{{PLATFORM_SLUG}}" maxlength="120" autocapitalize="none" spellcheck="false" aria-describedby="platform-hint"><span class="hint" id="platform-hint">as in its address</span></div>
<div><label for="type">Document</label><select id="type" name="type"><option value="">All kinds</option>{{#TYPES}}<option value="{{TYPES_SLUG}}"{{#TYPES_SELECTED}} selected{{/TYPES_SELECTED}}>{{TYPES_TITLE}}</option>{{/TYPES}}</select></div>
<div><label for="severity">Severity</label><select id="severity" name="severity"><option value="">Any</option><option value="critical"{{#SEVERITY_IS_CRITICAL}} selected{{/SEVERITY_IS_CRITICAL}}>Critical</option><option value="high"{{#SEVERITY_IS_HIGH}} selected{{/SEVERITY_IS_HIGH}}>High</option><option value="medium"{{#SEVERITY_IS_MEDIUM}} selected{{/SEVERITY_IS_MEDIUM}}>Medium</option><option value="low"{{#SEVERITY_IS_LOW}} selected{{/SEVERITY_IS_LOW}}>Low</option></select></div>
<div><label for="kind">Kind</label><select id="kind" name="kind"><option value="">Changes of substance</option><option value="change"{{#KIND_IS_CHANGE}} selected{{/KIND_IS_CHANGE}}>New texts only</option><option value="reversal"{{#KIND_IS_REVERSAL}} selected{{/KIND_IS_REVERSAL}}>Returns to an earlier text</option><option value="cosmetic"{{#KIND_IS_COSMETIC}} selected{{/KIND_IS_COSMETIC}}>Wording only</option><option value="all"{{#KIND_IS_ALL}} selected{{/KIND_IS_ALL}}>All</option></select></div>
<div><label for="from">Observed from</label><input id="from" name="from" type="date" value="{{SINCE}}"></div>
<div><label for="to">to</label><input id="to" name="to" type="date" value="{{UNTIL}}"></div>
<button type="submit">Show</button>
</div></details>
</form>
{{#UNREAD}}<p class="notice notice-bad">A date could not be read, so it was left out. Dates are written 2026-03-06.</p>{{/UNREAD}}
{{#PLATFORM_NAME}}<p class="soft">Only {{PLATFORM_NAME}}{{#SINCE}}, observed since <time datetime="{{SINCE}}">{{SINCE:x-day}}</time>{{/SINCE}}. <a href="/changes/">Show all</a></p>{{/PLATFORM_NAME}}
{{#PLATFORM_SLUG}}{{#NO_PLATFORM_NAME}}<p class="notice">No platform has the address “{{PLATFORM_SLUG}}”. <a href="/platforms/">Look in the registry</a></p>{{/NO_PLATFORM_NAME}}{{/PLATFORM_SLUG}}
{{>parts/changes}}
{{#NO_CHANGES}}<p class="soft">No change fits. That can mean that nothing changed, or that nothing could be read: each document’s page says when it was last verified.</p>{{/NO_CHANGES}}
{{>parts/pager}}
{{>parts/foot}}
