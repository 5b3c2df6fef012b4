{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
{{#NO_DRAFTS}}<p class="soft">Nothing is being written. A draft begins at a proposal or at a clause of a change.</p>{{/NO_DRAFTS}}
{{#ANY_DRAFTS}}<ul class="rows" data-keys>{{/ANY_DRAFTS}}
{{#DRAFTS}}<li>
<p class="head"><a href="{{DRAFTS_URL}}">{{DRAFTS_TITLE}}</a> <span class="badge badge-{{DRAFTS_SEVERITY}}">{{DRAFTS_SEVERITY}} severity</span>{{#DRAFTS_REVISION}} <span class="badge">revision</span>{{/DRAFTS_REVISION}}{{#DRAFTS_HELPED}} <span class="badge">begun by a machine</span>{{/DRAFTS_HELPED}}</p>
{{#DRAFTS_WHAT}}<p>{{DRAFTS_WHAT}}</p>{{/DRAFTS_WHAT}}
<p class="meta"><span>{{DRAFTS_ID}}</span><span>saved by {{DRAFTS_BY}}, <time datetime="{{DRAFTS_AT}}">{{DRAFTS_AT:x-time}}</time></span><span><a href="{{DRAFTS_PLATFORM_URL}}">{{DRAFTS_PLATFORM_NAME}}</a></span><span><a href="{{DRAFTS_DOCUMENT_URL}}">{{DRAFTS_DOCUMENT_TITLE}}</a></span></p>
<div class="actions"><a class="btn btn-quiet" data-key="a" href="{{DRAFTS_URL}}">Go on writing</a></div>
</li>{{/DRAFTS}}
{{#ANY_DRAFTS}}</ul>{{/ANY_DRAFTS}}
{{>parts/pager}}
{{>parts/foot}}
