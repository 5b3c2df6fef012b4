{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
<p class="meta"><span>{{KIND}}</span>{{#JURISDICTION}}<span>jurisdiction {{JURISDICTION}}</span>{{/JURISDICTION}}{{#HOMEPAGE}}<span><a href="{{HOMEPAGE}}" rel="noopener">{{HOMEPAGE}}</a></span>{{/HOMEPAGE}}<span><a href="{{FEED_URL}}">Atom feed</a></span></p>
{{#ACTIVITY}}<p><a href="{{ACTIVITY_URL}}">{{ACTIVITY_COUNT}}</a> observed since <time datetime="{{ACTIVITY_SINCE}}">{{ACTIVITY_SINCE:x-day}}</time>, the last 30 days.</p>{{/ACTIVITY}}
{{>parts/watching}}
{{#NO_VIEWER}}<p class="actions"><a class="btn" href="/signup?watch={{SLUG}}">Follow {{TITLE}} by mail</a> <span class="soft">Free, one platform, no card.</span></p>{{/NO_VIEWER}}
<section aria-labelledby="documents">
<h2 id="documents">Documents</h2>
{{>parts/documents}}
{{#NO_DOCUMENTS}}<p class="soft">No document of {{TITLE}} is on the list yet.</p>{{/NO_DOCUMENTS}}
</section>
<section aria-labelledby="provisions">
<h2 id="provisions">Provisions by severity</h2>
{{#NO_SEVERITIES}}<p class="soft">No provision of {{TITLE}} has been published yet. That says nothing about its documents: nobody has finished reading them.</p>{{/NO_SEVERITIES}}
{{#SEVERITIES}}<h3><span class="badge badge-{{SEVERITIES_SEVERITY}}">{{SEVERITIES_SEVERITY}} severity</span> {{SEVERITIES_COUNT}}</h3>
<ul class="rows">{{#SEVERITIES_PROVISIONS}}<li>
<p class="head"><a href="{{PROVISIONS_URL}}">{{PROVISIONS_TITLE}}</a></p>
{{#PROVISIONS_WHAT}}<p>{{PROVISIONS_WHAT}}</p>{{/PROVISIONS_WHAT}}
<p class="meta"><span><a href="{{PROVISIONS_DOCUMENT_URL}}">{{PROVISIONS_DOCUMENT_TITLE}}</a></span><span><a href="{{PROVISIONS_TYPE_URL}}">{{PROVISIONS_TYPE_TITLE}}</a></span></p>
</li>{{/SEVERITIES_PROVISIONS}}</ul>{{/SEVERITIES}}
</section>
<section aria-labelledby="changes">
<h2 id="changes">Changes</h2>
{{>parts/changes}}
{{#NO_CHANGES}}<p class="soft">No change of a document of {{TITLE}} has been observed so far.</p>{{/NO_CHANGES}}
{{#ANY_CHANGES}}<p><a href="{{ALL_URL}}">All changes of {{TITLE}}</a></p>{{/ANY_CHANGES}}
</section>
{{>parts/foot}}
