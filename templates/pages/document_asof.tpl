{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">As of <time datetime="{{DAY}}">{{DAY:x-day}}</time></p>
<h1>{{TITLE}}</h1>
{{#VERSION}}<p>This is <a href="{{VERSION_URL}}">version {{VERSION_NUMBER}}</a> ({{ID}}), the last one observed by the end of that day (UTC){{#TODAY}}, which is not over yet{{/TODAY}}; {{#CURRENT}}it is still the current one{{/CURRENT}}{{#NO_CURRENT}}it has been replaced since{{/NO_CURRENT}}. {{WORDS:x-int}} words.</p>
{{>parts/version}}{{/VERSION}}
{{#NO_VERSION}}<p class="notice">Nothing is on record for that day. {{#FIRST_AT}}The first version was observed on <time datetime="{{FIRST_AT}}">{{FIRST_AT:x-day}}</time>.{{/FIRST_AT}}{{#NO_FIRST_AT}}No version has been read so far.{{/NO_FIRST_AT}}</p>
{{#DOCUMENT}}<p><a href="{{DOCUMENT_URL}}">{{DOCUMENT_TITLE}}</a></p>{{/DOCUMENT}}{{/NO_VERSION}}
{{>parts/foot}}
