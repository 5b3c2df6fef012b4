{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">{{ID}}</p>
<h1>{{TITLE}}</h1>
<div class="notice notice-bad"><p>This record was withdrawn on <time datetime="{{WITHDRAWN_AT}}">{{WITHDRAWN_AT:x-time}}</time>: {{REASON}} Its identifier will not be used again.</p></div>
<dl class="facts">
<div><dt>Title it had</dt><dd>{{WAS}}</dd></div>
<div><dt>Published by us</dt><dd><time datetime="{{PUBLISHED_AT}}">{{PUBLISHED_AT:x-time}}</time></dd></div>
<div><dt>What it said</dt><dd><a href="{{PAGE_URL}}">the record as it stood</a></dd></div>
{{#REVISIONS}}<div><dt>Revision {{REVISIONS_REVISION}}</dt><dd>written <time datetime="{{REVISIONS_WRITTEN_AT}}">{{REVISIONS_WRITTEN_AT:x-time}}</time> of <a href="{{REVISIONS_VERSION_URL}}">{{REVISIONS_VERSION_ID}}</a><br><span class="soft small">SHA-256 of the version’s text:</span> <span class="hash">{{REVISIONS_VERSION_SHA256}}</span><br><span class="soft small">SHA-256 of the clause:</span> <span class="hash">{{REVISIONS_CLAUSE_SHA256}}</span></dd></div>{{/REVISIONS}}
{{#CORRECTIONS}}<div><dt>Corrected</dt><dd><time datetime="{{CORRECTIONS_AT}}">{{CORRECTIONS_AT:x-day}}</time>: {{CORRECTIONS_WHAT}}</dd></div>{{/CORRECTIONS}}
</dl>
{{>parts/foot}}
