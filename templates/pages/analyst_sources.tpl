{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
{{#NO_SOURCES}}<p class="soft">Every source was read and verified in the last two days.</p>{{/NO_SOURCES}}
{{#ANY_SOURCES}}<ul class="rows" data-keys>{{/ANY_SOURCES}}
{{#SOURCES}}<li>
<p class="head"><a href="{{SOURCES_PAGE_URL}}">{{SOURCES_PLATFORM_NAME}}: {{SOURCES_DOCUMENT_TITLE}}</a> <span class="badge">{{SOURCES_TROUBLE}}</span></p>
{{#SOURCES_REASON}}<p>{{SOURCES_REASON}}</p>{{/SOURCES_REASON}}
<p class="meta"><span>no usable page {{SOURCES_TIMES}} in a row</span>{{#SOURCES_CHECKED_AT}}<span>last checked <time datetime="{{SOURCES_CHECKED_AT}}">{{SOURCES_CHECKED_AT:x-time}}</time></span>{{/SOURCES_CHECKED_AT}}<span>{{#SOURCES_VERIFIED_AT}}last verified <time datetime="{{SOURCES_VERIFIED_AT}}">{{SOURCES_VERIFIED_AT:x-time}}</time>{{/SOURCES_VERIFIED_AT}}{{#NO_SOURCES_VERIFIED_AT}}never verified{{/NO_SOURCES_VERIFIED_AT}}</span><span><a href="{{SOURCES_PLATFORM_URL}}">{{SOURCES_PLATFORM_NAME}}</a></span><span><a href="{{SOURCES_DOCUMENT_URL}}">{{SOURCES_DOCUMENT_TITLE}}</a></span><span><a href="{{SOURCES_ADDRESS}}" rel="noreferrer nofollow">{{SOURCES_ADDRESS}}</a></span></p>
<div class="actions"><a class="btn btn-quiet" data-key="a" href="{{SOURCES_PAGE_URL}}">Selectors</a></div>
</li>{{/SOURCES}}
{{#ANY_SOURCES}}</ul>{{/ANY_SOURCES}}
{{>parts/pager}}
{{>parts/foot}}
