{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
{{#NO_REPORTS}}<p class="soft">Nobody has reported anything. Each record’s page leads to the form.</p>{{/NO_REPORTS}}
{{#ANY_REPORTS}}<ul class="rows" data-keys>{{/ANY_REPORTS}}
{{#REPORTS}}<li>
<p class="head"><a href="{{REPORTS_URL}}">{{REPORTS_TITLE}}</a> <span class="badge">{{REPORTS_STATE}}</span>{{#REPORTS_KIND_IS_REMOVAL}} <span class="badge badge-high">removal asked for</span>{{/REPORTS_KIND_IS_REMOVAL}}</p>
<p>{{REPORTS_EXCERPT}}</p>
<p class="meta"><span>{{REPORTS_ID}}</span>{{#REPORTS_OF}}<span>about {{REPORTS_OF}}</span>{{/REPORTS_OF}}{{#REPORTS_ORGANISATION}}<span>by {{REPORTS_ORGANISATION}}</span>{{/REPORTS_ORGANISATION}}<span>sent <time datetime="{{REPORTS_AT}}">{{REPORTS_AT:x-time}}</time></span>{{#REPORTS_ANSWERED_AT}}<span>answered <time datetime="{{REPORTS_ANSWERED_AT}}">{{REPORTS_ANSWERED_AT:x-time}}</time></span>{{/REPORTS_ANSWERED_AT}}</p>
{{#REPORTS_WAITS}}<div class="actions"><a class="btn btn-quiet" data-key="a" href="{{REPORTS_URL}}">Read and answer</a></div>{{/REPORTS_WAITS}}
</li>{{/REPORTS}}
{{#ANY_REPORTS}}</ul>{{/ANY_REPORTS}}
{{>parts/pager}}
{{>parts/foot}}
