{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>Search</h1>
<form class="filters" action="/search" method="get" role="search">
<div class="wide"><label for="q">Words, or a “phrase” in quotation marks</label><input id="q" name="q" type="search" maxlength="500" value="{{Q}}"></div>
<details class="wide"{{#NARROWED}} open{{/NARROWED}}><summary>Filters: kind, platform, clause type, severity, days</summary>
<div class="filters">
<div><label for="kind">In</label><select id="kind" name="kind"><option value="">Everything</option><option value="provisions"{{#KIND_IS_PROVISIONS}} selected{{/KIND_IS_PROVISIONS}}>Provisions</option><option value="texts"{{#KIND_IS_TEXTS}} selected{{/KIND_IS_TEXTS}}>Texts of documents</option><option value="changes"{{#KIND_IS_CHANGES}} selected{{/KIND_IS_CHANGES}}>Changes</option></select></div>
<div><label for="platform">Platform</label><input id="platform" name="platform" type="text" value="{{PLATFORM_SLUG}}" maxlength="120" autocapitalize="none" spellcheck="false" placeholder="as in its address"></div>
<div><label for="type">Clause type</label><select id="type" name="type"><option value="">Any</option>{{#TYPES}}<option value="{{TYPES_SLUG}}"{{#TYPES_SELECTED}} selected{{/TYPES_SELECTED}}>{{TYPES_TITLE}}</option>{{/TYPES}}</select></div>
<div><label for="severity">Severity</label><select id="severity" name="severity"><option value="">Any</option><option value="critical"{{#SEVERITY_IS_CRITICAL}} selected{{/SEVERITY_IS_CRITICAL}}>Critical</option><option value="high"{{#SEVERITY_IS_HIGH}} selected{{/SEVERITY_IS_HIGH}}>High</option><option value="medium"{{#SEVERITY_IS_MEDIUM}} selected{{/SEVERITY_IS_MEDIUM}}>Medium</option><option value="low"{{#SEVERITY_IS_LOW}} selected{{/SEVERITY_IS_LOW}}>Low</option></select></div>
<div><label for="from">From</label><input id="from" name="from" type="date" value="{{SINCE}}"></div>
<div><label for="to">to</label><input id="to" name="to" type="date" value="{{UNTIL}}"></div>
</div></details>
<button type="submit">Search</button>
</form>
{{#UNREAD}}<p class="notice notice-bad">A date could not be read, so it was left out. Dates are written 2026-03-06.</p>{{/UNREAD}}
{{#EMPTY}}<p class="notice">“{{Q}}” holds only words that are everywhere. Add one that is not.</p>{{/EMPTY}}
{{#NO_ASKED}}<ul class="soft"><li><code>arbitration court</code> finds both words in one passage, in any form.</li><li><code>"binding arbitration"</code> finds the phrase; <code>-class</code> leaves out a word; <code>or</code> means either.</li><li>Without dates the current texts are searched; with dates, the versions first observed in those days.</li></ul>{{/NO_ASKED}}
{{#CUT}}<p class="notice">Only the first 500 characters were searched for.</p>{{/CUT}}
{{#UNKNOWN_PLATFORM}}<p class="notice">No platform has the address “{{PLATFORM_SLUG}}”, so all were searched. <a href="/platforms/">Look in the registry</a></p>{{/UNKNOWN_PLATFORM}}
{{#NONE}}<p class="notice">Nothing was found for “{{Q}}”. Try fewer words, another form, or no dates.{{#ALL_URL}} <a href="{{ALL_URL}}">Search without filters</a>{{/ALL_URL}}</p>{{/NONE}}
{{#COMMON}}<p class="notice">These words are so common that only the first few hundred passages were ranked. A phrase or one more word helps.</p>{{/COMMON}}
{{#ANY_PLATFORMS}}<p>Platforms of that name: {{/ANY_PLATFORMS}}{{#PLATFORMS}}<a href="{{PLATFORMS_URL}}">{{PLATFORMS_NAME}}</a> {{/PLATFORMS}}{{#ANY_PLATFORMS}}</p>{{/ANY_PLATFORMS}}
{{#ANY_FACETS}}<section class="panel no-print" aria-labelledby="narrow">
<h2 id="narrow">Narrow it down</h2>{{/ANY_FACETS}}
{{#FACETS}}<p class="facet"><strong>{{FACETS_HEADING}}:</strong> {{#FACETS_VALUES}}<a href="{{VALUES_URL}}">{{VALUES_NAME}} ({{VALUES_COUNT:x-int}})</a> {{/FACETS_VALUES}}</p>{{/FACETS}}
{{#ANY_FACETS}}</section>{{/ANY_FACETS}}
{{#NO_NONE}}{{#ALL_URL}}<p><a href="{{ALL_URL}}">Search without filters</a></p>{{/ALL_URL}}{{/NO_NONE}}
{{#ANY_PROVISIONS}}<section aria-labelledby="provisions">
<h2 id="provisions">Provisions{{#FOUND}} ({{FOUND_PROVISIONS}}){{/FOUND}}</h2>
<ul class="rows">{{/ANY_PROVISIONS}}
{{#PROVISIONS}}<li><p class="head"><a href="{{PROVISIONS_URL}}">{{PROVISIONS_TITLE}}</a> <span class="badge badge-{{PROVISIONS_SEVERITY}}">{{PROVISIONS_SEVERITY}} severity</span></p><p class="meta"><span>{{PROVISIONS_PLATFORM_NAME}}</span><span>{{PROVISIONS_DOCUMENT_TITLE}}</span></p><p>{{#PROVISIONS_SNIPPET}}{{#SNIPPET_HIT}}<mark>{{SNIPPET_TEXT}}</mark>{{/SNIPPET_HIT}}{{#NO_SNIPPET_HIT}}{{SNIPPET_TEXT}}{{/NO_SNIPPET_HIT}}{{/PROVISIONS_SNIPPET}}</p></li>{{/PROVISIONS}}
{{#ANY_PROVISIONS}}</ul>{{#MORE}}<p><a href="{{MORE_PROVISIONS_URL}}">All provisions found</a></p>{{/MORE}}
</section>{{/ANY_PROVISIONS}}
{{#ANY_TEXTS}}<section aria-labelledby="texts">
<h2 id="texts">Texts of documents{{#FOUND}} ({{FOUND_TEXTS}}){{/FOUND}}</h2>
<ul class="rows">{{/ANY_TEXTS}}
{{#TEXTS}}<li><p class="head"><a href="{{TEXTS_URL}}">{{TEXTS_CLAUSE}}</a></p><p class="meta"><span>{{TEXTS_PLATFORM_NAME}}</span><span><a href="{{TEXTS_DOCUMENT_URL}}">{{TEXTS_DOCUMENT_TITLE}}</a>, version {{TEXTS_NUMBER}}</span><span>first observed <time datetime="{{TEXTS_OBSERVED_AT}}">{{TEXTS_OBSERVED_AT:x-day}}</time></span></p><p dir="auto">{{#TEXTS_SNIPPET}}{{#SNIPPET_HIT}}<mark>{{SNIPPET_TEXT}}</mark>{{/SNIPPET_HIT}}{{#NO_SNIPPET_HIT}}{{SNIPPET_TEXT}}{{/NO_SNIPPET_HIT}}{{/TEXTS_SNIPPET}}</p></li>{{/TEXTS}}
{{#ANY_TEXTS}}</ul>{{#MORE}}<p><a href="{{MORE_TEXTS_URL}}">All texts found</a></p>{{/MORE}}
</section>{{/ANY_TEXTS}}
{{#ANY_CHANGES}}<section aria-labelledby="changes">
<h2 id="changes">Changes{{#FOUND}} ({{FOUND_CHANGES}}){{/FOUND}}</h2>
<ul class="rows">{{/ANY_CHANGES}}
{{#CHANGES}}<li><p class="head"><a href="{{CHANGES_URL}}">{{#CHANGES_SNIPPET}}{{#SNIPPET_HIT}}<mark>{{SNIPPET_TEXT}}</mark>{{/SNIPPET_HIT}}{{#NO_SNIPPET_HIT}}{{SNIPPET_TEXT}}{{/NO_SNIPPET_HIT}}{{/CHANGES_SNIPPET}}</a> <span class="badge badge-{{CHANGES_SEVERITY}}">{{CHANGES_SEVERITY}} severity</span></p><p class="meta"><span>{{CHANGES_PLATFORM_NAME}}</span><span>{{CHANGES_DOCUMENT_TITLE}}</span><span>observed <time datetime="{{CHANGES_OBSERVED_AT}}">{{CHANGES_OBSERVED_AT:x-day}}</time></span></p></li>{{/CHANGES}}
{{#ANY_CHANGES}}</ul>{{#MORE}}<p><a href="{{MORE_CHANGES_URL}}">All changes found</a></p>{{/MORE}}
</section>{{/ANY_CHANGES}}
{{>parts/pager}}
{{>parts/foot}}
