{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">{{KIND_TITLE}}</p>
<h1>{{TITLE}}</h1>
{{#DOCUMENT}}{{#VERSION}}<p class="meta"><span>version {{VERSION_NUMBER}}, observed since <time datetime="{{DOCUMENT_CURRENT_SINCE}}">{{DOCUMENT_CURRENT_SINCE:x-day}}</time></span> <span>{{WORDS:x-int}} words</span> <span>{{DOCUMENT_ID}}</span></p>{{/VERSION}}
<p class="meta">Last verified: {{>parts/freshness}}</p>{{/DOCUMENT}}
{{#DATES}}{{#DATES_AHEAD}}<div class="notice"><p><strong>Not yet in force.</strong> This version says that it takes effect on <time datetime="{{DATES_DAY}}">{{DATES_DAY:x-day}}</time>.</p></div>{{/DATES_AHEAD}}{{/DATES}}
<ul class="tools">
{{#SOURCES}}<li><a href="{{SOURCES_URL}}" rel="noopener">{{#SOURCES_ANNOUNCEMENT}}Announcements{{/SOURCES_ANNOUNCEMENT}}{{#NO_SOURCES_ANNOUNCEMENT}}View original{{/NO_SOURCES_ANNOUNCEMENT}}</a></li>{{/SOURCES}}
{{#DOCUMENT}}<li><a href="{{DOCUMENT_HISTORY_URL}}">History</a></li>{{/DOCUMENT}}
<li><a href="{{FEED_URL}}">Atom feed</a></li>
{{#PLATFORM}}{{#NO_VIEWER}}<li><a href="/signup?watch={{PLATFORM_SLUG}}">Follow {{PLATFORM_NAME}} by mail</a></li>{{/NO_VIEWER}}{{/PLATFORM}}
</ul>
{{>parts/watching}}
<div class="split">
<nav class="side toc" aria-label="On this page">
<h2>On this page</h2>
<ul>
<li><a href="#provisions">Provisions</a></li>
<li><a href="#changes">Changes</a></li>
<li><a href="#record">Archival record</a></li>
<li><a href="#text">Current text</a></li>
</ul>
{{#ANY_TOC}}<h2>Text</h2>
<ul class="deep">{{/ANY_TOC}}
{{#TOC}}<li><a href="#{{TOC_ANCHOR}}">{{TOC_TITLE}}</a></li>{{/TOC}}
{{#ANY_TOC}}</ul>{{/ANY_TOC}}
</nav>
<div>
<section aria-labelledby="provisions">
<h2 id="provisions">Provisions</h2>
{{>parts/provisions}}
{{#NO_PROVISIONS}}<p class="soft">No provision of this document has been published yet.</p>{{/NO_PROVISIONS}}
</section>
<section aria-labelledby="changes">
<h2 id="changes">Changes</h2>
{{>parts/changes}}
{{#NO_CHANGES}}<p class="soft">No change has been observed so far.</p>{{/NO_CHANGES}}
</section>
<section aria-labelledby="text">
<h2 id="text">Current text</h2>
{{#NO_VERSION}}{{#DOCUMENT}}<p class="notice">There is no text to show. {{>parts/freshness}}</p>{{/DOCUMENT}}{{/NO_VERSION}}
<div class="law" dir="auto"{{#LANGUAGE}} lang="{{LANGUAGE}}"{{/LANGUAGE}}>
{{#CLAUSES}}<div class="clause{{#CLAUSES_MARKED}} clause-marked{{/CLAUSES_MARKED}}{{#CLAUSES_CHANGED}} clause-changed{{/CLAUSES_CHANGED}}" id="{{CLAUSES_ANCHOR}}">
<a class="anchor" lang="en" href="#{{CLAUSES_ANCHOR}}"><span class="hidden-text">Link to this clause{{#CLAUSES_LABEL}}, {{CLAUSES_LABEL}}{{/CLAUSES_LABEL}}</span><span aria-hidden="true">¶</span></a>
{{>parts/clause}}
{{#CLAUSES_CHANGED}}<p class="notes" lang="en" dir="ltr">{{#CLAUSES_CHANGE}}<a href="{{CHANGE_URL}}">{{CHANGE_KIND}} <time datetime="{{CHANGE_OBSERVED_AT}}">{{CHANGE_OBSERVED_AT:x-ago}}</time></a> <span>(observed {{CHANGE_OBSERVED_AT:x-day}})</span>{{/CLAUSES_CHANGE}}</p>{{/CLAUSES_CHANGED}}
{{#CLAUSES_MARKED}}<p class="notes" lang="en" dir="ltr">{{#CLAUSES_MARKS}}<a href="{{MARKS_URL}}">{{MARKS_TITLE}}</a> <span class="badge badge-{{MARKS_SEVERITY}}">{{MARKS_SEVERITY}}</span> {{/CLAUSES_MARKS}}</p>{{/CLAUSES_MARKED}}
</div>{{/CLAUSES}}
</div>
</section>
<section aria-labelledby="record">
<h2 id="record">Archival record</h2>
<dl class="facts">
{{#DOCUMENT}}<div><dt>Document ID</dt><dd>{{DOCUMENT_ID}}</dd></div>
<div><dt>Our name for it</dt><dd>{{DOCUMENT_TITLE}}</dd></div>
{{#ANY_TITLES}}<div><dt>Publisher’s own titles</dt><dd>{{/ANY_TITLES}}{{#TITLES}}{{TITLES_TITLE}} (seen since <time datetime="{{TITLES_FIRST_SEEN}}">{{TITLES_FIRST_SEEN:x-day}}</time>)<br>{{/TITLES}}{{#ANY_TITLES}}</dd></div>{{/ANY_TITLES}}
<div><dt>Last verified</dt><dd>{{>parts/freshness}}</dd></div>
{{#DOCUMENT_CHANGED_AT}}<div><dt>Last change (observed)</dt><dd><time datetime="{{DOCUMENT_CHANGED_AT}}">{{DOCUMENT_CHANGED_AT:x-time}}</time></dd></div>{{/DOCUMENT_CHANGED_AT}}{{/DOCUMENT}}
{{#DATES}}<div><dt>Stated date: {{DATES_KIND}}</dt><dd><time datetime="{{DATES_DAY}}">{{DATES_DAY:x-day}}</time> <span class="soft">(“{{DATES_BASIS}}”)</span></dd></div>{{/DATES}}
{{#VERSION}}{{>parts/evidence}}
{{>parts/checks}}{{/VERSION}}
</dl>
</section>
{{#ANY_VERSIONS}}<section aria-labelledby="versions">
<h2 id="versions">Latest versions</h2>
<table class="reflow"><caption>Newest first</caption>
<thead><tr><th scope="col">Version</th><th scope="col">First observed</th><th scope="col">Against the one before</th></tr></thead>
<tbody>{{/ANY_VERSIONS}}
{{#VERSIONS}}<tr><th scope="row"><a href="{{VERSIONS_URL}}">Version {{VERSIONS_NUMBER}}</a></th><td data-label="First observed"><time datetime="{{VERSIONS_SINCE}}">{{VERSIONS_SINCE:x-time}}</time></td><td>{{#VERSIONS_REDLINE_URL}}<a href="{{VERSIONS_REDLINE_URL}}">Redline</a>{{/VERSIONS_REDLINE_URL}}{{#NO_VERSIONS_REDLINE_URL}}first version{{/NO_VERSIONS_REDLINE_URL}}</td></tr>{{/VERSIONS}}
{{#ANY_VERSIONS}}</tbody></table>
{{#DOCUMENT}}<p><a href="{{DOCUMENT_HISTORY_URL}}">Every version and verification</a></p>{{/DOCUMENT}}
</section>{{/ANY_VERSIONS}}
{{>parts/report_link}}
</div>
</div>
{{>parts/foot}}
