{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
<p>{{OPEN:x-int}} sources showed something that was not taken for their document. Nothing of it is published, and nobody was told. What is accepted becomes a version at the next check, which comes at once.</p>
{{#NO_SOURCES}}<p class="soft">Nothing is held or refused.</p>{{/NO_SOURCES}}
{{#ANY_SOURCES}}<ul class="rows">{{/ANY_SOURCES}}
{{#SOURCES}}<li>
<p class="head"><a href="{{SOURCES_PAGE_URL}}">{{SOURCES_PLATFORM_NAME}}: {{SOURCES_DOCUMENT_TITLE}}</a> <span class="badge">{{SOURCES_OUTCOME}}</span></p>
<p>{{SOURCES_REASON}}</p>
{{#SOURCES_EXCERPT}}<blockquote><p>{{SOURCES_EXCERPT}}</p></blockquote>{{/SOURCES_EXCERPT}}
<p class="meta">{{#SOURCES_SINCE}}<span>since <time datetime="{{SOURCES_SINCE}}">{{SOURCES_SINCE:x-time}}</time></span>{{/SOURCES_SINCE}}<span>{{SOURCES_TIMES}} in a row</span>{{#SOURCES_BYTES}}<span>{{SOURCES_BYTES:x-int}} bytes captured</span>{{/SOURCES_BYTES}}<span>last checked <time datetime="{{SOURCES_CHECKED_AT}}">{{SOURCES_CHECKED_AT:x-time}}</time></span><span>{{#SOURCES_VERIFIED_AT}}last verified <time datetime="{{SOURCES_VERIFIED_AT}}">{{SOURCES_VERIFIED_AT:x-time}}</time>{{/SOURCES_VERIFIED_AT}}{{#NO_SOURCES_VERIFIED_AT}}never verified{{/NO_SOURCES_VERIFIED_AT}}</span><span><a href="{{SOURCES_PLATFORM_URL}}">{{SOURCES_PLATFORM_NAME}}</a></span><span><a href="{{SOURCES_DOCUMENT_URL}}">{{SOURCES_DOCUMENT_TITLE}}</a></span><span><a href="{{SOURCES_ADDRESS}}" rel="noreferrer nofollow">{{SOURCES_ADDRESS}}</a></span></p>
<div class="actions"><a class="btn" href="{{SOURCES_PAGE_URL}}">Text and selectors</a>
{{#SOURCES_SHA256}}<form action="/analyst/source/{{SOURCES_NUMBER}}/judge" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="sha256" value="{{SOURCES_SHA256}}">
<button type="submit" name="decision" value="accept">Accept</button>
<button type="submit" name="decision" value="refuse" class="quiet">Refuse</button>
</form>{{/SOURCES_SHA256}}</div>
</li>{{/SOURCES}}
{{#ANY_SOURCES}}</ul>{{/ANY_SOURCES}}
{{>parts/pager}}
{{#ANY_FAILING}}<h2>Cannot be read</h2>
<ul class="rows">{{/ANY_FAILING}}
{{#FAILING}}<li>
<p class="head"><a href="{{FAILING_PAGE_URL}}">{{FAILING_PLATFORM_NAME}}: {{FAILING_DOCUMENT_TITLE}}</a>{{#FAILING_QUARANTINED}} <span class="badge">quarantined</span>{{/FAILING_QUARANTINED}}</p>
<p>{{FAILING_REASON}}</p>
<p class="meta"><span>{{FAILING_TIMES}} in a row</span><span>{{#FAILING_VERIFIED_AT}}last verified <time datetime="{{FAILING_VERIFIED_AT}}">{{FAILING_VERIFIED_AT:x-time}}</time>{{/FAILING_VERIFIED_AT}}{{#NO_FAILING_VERIFIED_AT}}never verified{{/NO_FAILING_VERIFIED_AT}}</span><span><a href="{{FAILING_PLATFORM_URL}}">{{FAILING_PLATFORM_NAME}}</a></span><span><a href="{{FAILING_DOCUMENT_URL}}">{{FAILING_DOCUMENT_TITLE}}</a></span><span><a href="{{FAILING_ADDRESS}}" rel="noreferrer nofollow">{{FAILING_ADDRESS}}</a></span></p>
</li>{{/FAILING}}
{{#ANY_FAILING}}</ul>{{/ANY_FAILING}}
{{>parts/foot}}
