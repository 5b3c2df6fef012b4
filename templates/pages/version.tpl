{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">{{ID}}</p>
<h1>{{TITLE}}</h1>
<p class="meta"><span>{{#CURRENT}}the current version{{/CURRENT}}{{#NO_CURRENT}}not the current version{{/NO_CURRENT}}</span> <span>{{WORDS:x-int}} words</span></p>
{{>parts/version}}
{{>parts/report_link}}
{{>parts/foot}}
