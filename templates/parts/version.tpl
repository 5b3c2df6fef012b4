{{%AUTOESCAPE context="HTML"}}
{{#DATES}}{{#DATES_AHEAD}}<div class="notice"><p><strong>Not yet in force.</strong> This version says that it takes effect on <time datetime="{{DATES_DAY}}">{{DATES_DAY:x-day}}</time>.</p></div>{{/DATES_AHEAD}}{{/DATES}}
<ul class="tools">
{{#OLDER_URL}}<li><a rel="prev" href="{{OLDER_URL}}">Older version</a></li>{{/OLDER_URL}}
{{#NEWER_URL}}<li><a rel="next" href="{{NEWER_URL}}">Newer version</a></li>{{/NEWER_URL}}
{{#REDLINE_URL}}<li><a href="{{REDLINE_URL}}">Redline against the one before</a></li>{{/REDLINE_URL}}
{{#VERSION}}<li><a href="{{VERSION_TEXT_URL}}">Plain text</a></li>{{/VERSION}}
</ul>
<dl class="facts">
{{#DOCUMENT}}<div><dt>Document</dt><dd><a href="{{DOCUMENT_URL}}">{{DOCUMENT_TITLE}}</a>, {{DOCUMENT_ID}}</dd></div>{{/DOCUMENT}}
{{#PUBLISHED_TITLE}}<div><dt>Publisher’s own title</dt><dd>{{PUBLISHED_TITLE}}</dd></div>{{/PUBLISHED_TITLE}}
<div><dt>Observed</dt><dd>{{#STAYS}}from <time datetime="{{STAYS_SINCE}}">{{STAYS_SINCE:x-time}}</time>{{#STAYS_UNTIL}}, last verified <time datetime="{{STAYS_UNTIL}}">{{STAYS_UNTIL:x-time}}</time>{{/STAYS_UNTIL}}<br>{{/STAYS}}{{#NO_STAYS}}only in passing{{/NO_STAYS}}</dd></div>
{{#DATES}}<div><dt>Stated date: {{DATES_KIND}}</dt><dd><time datetime="{{DATES_DAY}}">{{DATES_DAY:x-day}}</time> <span class="soft">(“{{DATES_BASIS}}”)</span></dd></div>{{/DATES}}
{{>parts/evidence}}
{{>parts/checks}}
</dl>
<h2>Text</h2>
<div class="law" dir="auto"{{#LANGUAGE}} lang="{{LANGUAGE}}"{{/LANGUAGE}}>
{{#CLAUSES}}<div class="clause" id="{{CLAUSES_ANCHOR}}">
<a class="anchor" lang="en" href="#{{CLAUSES_ANCHOR}}"><span class="hidden-text">Link to this clause{{#CLAUSES_LABEL}}, {{CLAUSES_LABEL}}{{/CLAUSES_LABEL}}</span><span aria-hidden="true">¶</span></a>
{{>parts/clause}}
</div>{{/CLAUSES}}
</div>
