{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
<p class="meta"><span><a href="{{PLATFORM_URL}}">{{PLATFORM_NAME}}</a></span><span><a href="{{DOCUMENT_URL}}">{{DOCUMENT_TITLE}}</a>, version {{VERSION_NUMBER}}</span><span><a href="{{CLAUSE_URL}}">in its place</a></span>{{#PATH}}<span>{{PATH}}</span>{{/PATH}}</p>
<section aria-labelledby="clause">
<h2 id="clause">The clause</h2>
<blockquote class="quote" dir="auto">
{{>parts/blocks}}
</blockquote>
<p>SHA-256 of the clause: <code>{{SHA256}}</code></p>
{{#ANY_PROPOSALS}}<p>Proposed:</p>
<ul>{{/ANY_PROPOSALS}}{{#PROPOSALS}}<li><a href="{{PROPOSALS_URL}}">{{PROPOSALS_TITLE}}</a>, {{PROPOSALS_SEVERITY}} severity, {{PROPOSALS_SCORE}} % sure, by “{{PROPOSALS_WORDS}}” ({{PROPOSALS_STATE}})</li>{{/PROPOSALS}}{{#ANY_PROPOSALS}}</ul>{{/ANY_PROPOSALS}}
{{#ANY_DRAFTS}}<div class="notice"><p>Being written about this clause:</p>
<ul>{{/ANY_DRAFTS}}{{#DRAFTS}}<li><a href="{{DRAFTS_URL}}">{{DRAFTS_TITLE}}</a></li>{{/DRAFTS}}{{#ANY_DRAFTS}}</ul></div>{{/ANY_DRAFTS}}
{{#ANY_PROVISIONS}}<p class="notice">Published about this clause already:</p>{{/ANY_PROVISIONS}}
{{>parts/provisions}}
</section>
{{#SITE_DRAFTING}}<section class="panel" aria-labelledby="help">
<h2 id="help">Drafting help</h2>
{{#HELP}}<p>{{#HELP_STATE_IS_ANSWERED}}{{HELP_MODEL}} answered about {{HELP_TYPE_TITLE}}, <time datetime="{{HELP_AT}}">{{HELP_AT:x-time}}</time>. <a href="{{HELP_FILL_URL}}">Begin the form with its words</a>{{/HELP_STATE_IS_ANSWERED}}{{#HELP_STATE_IS_FAILED}}The last question had no answer: {{HELP_REASON}}{{/HELP_STATE_IS_FAILED}}{{#HELP_STATE_IS_ASKED}}Asked; waiting for an answer. Look again in a minute.{{/HELP_STATE_IS_ASKED}}{{#HELP_STATE_IS_CLAIMED}}Asked; the answer is on its way. Look again in a moment.{{/HELP_STATE_IS_CLAIMED}}</p>{{/HELP}}
<form action="{{ASK_URL}}" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="clause_type" value="{{ASK_TYPE}}">
<button type="submit" class="quiet">Ask a language model for a draft</button>
</form>
<p class="hint">The clause’s words go to the endpoint that the operator configured. What comes back is only ever a draft.</p>
</section>{{/SITE_DRAFTING}}
{{>parts/desk_form}}
<p class="soft">The regulations that the taxonomy maps to the clause type are taken along, with their reasons; afterwards each can be taken away or another be put.</p>
{{>parts/foot}}
