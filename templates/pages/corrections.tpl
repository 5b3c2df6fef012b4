{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>Corrections</h1>
<p class="lede">Records are not edited in silence. What was wrong, and what was done about it, stays here and on the record itself.</p>
{{#NO_CORRECTIONS}}<p class="soft">Nothing has been corrected so far.</p>{{/NO_CORRECTIONS}}
{{#ANY_CORRECTIONS}}<ul class="rows">{{/ANY_CORRECTIONS}}
{{#CORRECTIONS}}<li><p class="head"><a href="{{CORRECTIONS_URL}}">{{#CORRECTIONS_TITLE}}{{CORRECTIONS_TITLE}}{{/CORRECTIONS_TITLE}}{{#NO_CORRECTIONS_TITLE}}{{CORRECTIONS_ID}}{{/NO_CORRECTIONS_TITLE}}</a></p><p>{{CORRECTIONS_WHAT}}</p><p class="meta"><span>{{CORRECTIONS_ID}}</span><span>corrected <time datetime="{{CORRECTIONS_AT}}">{{CORRECTIONS_AT:x-time}}</time></span></p></li>{{/CORRECTIONS}}
{{#ANY_CORRECTIONS}}</ul>{{/ANY_CORRECTIONS}}
{{>parts/pager}}
<h2 id="report">Report a mistake</h2>
<p>Use <a href="/report">the form</a>, which every record’s page leads to: with the record’s identifier (CA-…), what is wrong and, if you can, the words of the document that show it. You need no account. Platforms are heard like everybody else, with a reason that can be checked against the text; a publisher’s request for removal has a place in the same form.{{#SITE_CONTACT}} Or write to <a href="mailto:{{SITE_CONTACT}}">{{SITE_CONTACT}}</a>.{{/SITE_CONTACT}}</p>
<p>Evidence is never corrected: a captured page, a version’s text and their hashes stay as they are. What can be wrong is what we say about them, and that is what gets corrected, re-graded or withdrawn.</p>
{{>parts/foot}}
