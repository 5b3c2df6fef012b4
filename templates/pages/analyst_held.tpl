{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
<p>{{OPEN:x-int}} sources showed something that was not taken for their document. Nothing of it is published, and nobody was told. What is accepted becomes a version at the next check, which comes at once.</p>
{{#NO_SOURCES}}<p class="soft">Nothing is held or refused.</p>{{/NO_SOURCES}}
{{#ANY_SOURCES}}<ul class="rows" data-keys>{{/ANY_SOURCES}}
{{#SOURCES}}<li>
<p class="head"><a href="{{SOURCES_PAGE_URL}}">{{SOURCES_PLATFORM_NAME}}: {{SOURCES_DOCUMENT_TITLE}}</a> <span class="badge">{{SOURCES_OUTCOME}}</span></p>
<p>{{SOURCES_REASON}}</p>
{{#SOURCES_EXCERPT}}<blockquote><p>{{SOURCES_EXCERPT}}</p></blockquote>{{/SOURCES_EXCERPT}}
<p class="meta">{{#SOURCES_SINCE}}<span>since <time datetime="{{SOURCES_SINCE}}">{{SOURCES_SINCE:x-time}}</time></span>{{/SOURCES_SINCE}}<span>{{SOURCES_TIMES}} in a row</span>{{#SOURCES_BYTES}}<span>{{SOURCES_BYTES:x-int}} bytes captured</span>{{/SOURCES_BYTES}}<span>last checked <time datetime="{{SOURCES_CHECKED_AT}}">{{SOURCES_CHECKED_AT:x-time}}</time></span><span>{{#SOURCES_VERIFIED_AT}}last verified <time datetime="{{SOURCES_VERIFIED_AT}}">{{SOURCES_VERIFIED_AT:x-time}}</time>{{/SOURCES_VERIFIED_AT}}{{#NO_SOURCES_VERIFIED_AT}}never verified{{/NO_SOURCES_VERIFIED_AT}}</span><span><a href="{{SOURCES_PLATFORM_URL}}">{{SOURCES_PLATFORM_NAME}}</a></span><span><a href="{{SOURCES_DOCUMENT_URL}}">{{SOURCES_DOCUMENT_TITLE}}</a></span><span><a href="{{SOURCES_ADDRESS}}" rel="noreferrer nofollow">{{SOURCES_ADDRESS}}</a></span></p>
<div class="actions"><a class="btn" href="{{SOURCES_PAGE_URL}}">Text and selectors</a>
{{#SOURCES_SHA256}}<form action="/analyst/source/{{SOURCES_NUMBER}}/judge" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="sha256" value="{{SOURCES_SHA256}}">
<button type="submit" name="decision" value="accept" data-key="a">Accept</button>
<button type="submit" name="decision" value="refuse" class="quiet" data-key="r">Refuse</button>
</form>{{/SOURCES_SHA256}}</div>
</li>{{/SOURCES}}
{{#ANY_SOURCES}}</ul>{{/ANY_SOURCES}}
{{>parts/pager}}
{{>parts/foot}}
