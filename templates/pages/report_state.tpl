{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}} {{NUMBER}}</h1>
<p class="lede">{{#STATE_IS_NEW}}Received. Nobody has answered yet.{{/STATE_IS_NEW}}{{#STATE_IS_OPEN}}Somebody works on it.{{/STATE_IS_OPEN}}{{#STATE_IS_CORRECTED}}The record was corrected.{{/STATE_IS_CORRECTED}}{{#STATE_IS_WITHDRAWN}}The record was withdrawn.{{/STATE_IS_WITHDRAWN}}{{#STATE_IS_DECLINED}}Looked at, and declined; the reason is below.{{/STATE_IS_DECLINED}}</p>
<dl class="facts">
<div><dt>Kind</dt><dd>{{#KIND_IS_REMOVAL}}request for removal{{/KIND_IS_REMOVAL}}{{#KIND_IS_MISTAKE}}mistake{{/KIND_IS_MISTAKE}}</dd></div>
<div><dt>About</dt><dd>{{#OF}}<a href="{{OF_URL}}">{{OF_TITLE}}</a> ({{OF}}){{/OF}}{{#NO_OF}}the site as a whole{{/NO_OF}}</dd></div>
<div><dt>Sent</dt><dd><time datetime="{{AT}}">{{AT:x-time}}</time></dd></div>
</dl>
{{#ANY_ANSWERS}}<h2>Answers</h2>
<ul class="rows">{{/ANY_ANSWERS}}{{#ANSWERS}}<li><p class="head">{{#ANSWERS_STATE_IS_OPEN}}Somebody works on it{{/ANSWERS_STATE_IS_OPEN}}{{#ANSWERS_STATE_IS_CORRECTED}}Corrected{{/ANSWERS_STATE_IS_CORRECTED}}{{#ANSWERS_STATE_IS_WITHDRAWN}}Withdrawn{{/ANSWERS_STATE_IS_WITHDRAWN}}{{#ANSWERS_STATE_IS_DECLINED}}Declined{{/ANSWERS_STATE_IS_DECLINED}}</p><p>{{ANSWERS_NOTE}}</p><p class="meta"><time datetime="{{ANSWERS_AT}}">{{ANSWERS_AT:x-time}}</time></p></li>{{/ANSWERS}}{{#ANY_ANSWERS}}</ul>{{/ANY_ANSWERS}}
<h2>What you sent</h2>
<pre>{{BODY:pre_escape}}</pre>
<p class="soft">Whoever has the address of this page can read it: keep it to yourself.</p>
{{>parts/foot}}
