{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{#MANY}}{{LEAD}}{{/MANY}}{{#NO_MANY}}{{#CHANGES}}{{CHANGES_PLATFORM}}, {{CHANGES_DOCUMENT}}: observed {{CHANGES_OBSERVED_AT:x-time}}.{{/CHANGES}}{{/NO_MANY}}</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}} <span class="soft">· alert · <a href="{{UNSUBSCRIBE_URL}}">unsubscribe</a></span></p>
{{#MANY}}<h1>{{COUNT}} changes in what you watch</h1>
{{#MORE}}<p>The most severe of the {{COUNT}} are below, and {{MORE}} more are on <a href="{{SITE_BASE}}/watchlist/">your watchlist</a>.</p>{{/MORE}}{{/MANY}}
{{#CHANGES}}
{{#NO_MANY}}<h1>{{CHANGES_HEADLINE}}</h1>{{/NO_MANY}}
{{#MANY}}<h2><a href="{{CHANGES_URL}}">{{CHANGES_HEADLINE}}</a></h2>{{/MANY}}
<p><span class="badge {{CHANGES_SEVERITY}}">{{CHANGES_SEVERITY}} severity</span> <a href="{{CHANGES_PLATFORM_URL}}">{{CHANGES_PLATFORM}}</a> · <a href="{{CHANGES_DOCUMENT_URL}}">{{CHANGES_DOCUMENT}}</a>{{#CHANGES_KIND_IS_REVERSAL}} · return to an earlier text{{/CHANGES_KIND_IS_REVERSAL}}{{#CHANGES_INVENTED}} · an invented platform of the demonstration{{/CHANGES_INVENTED}}</p>
{{#ANY_CHANGES_CALLS}}<ul>{{/ANY_CHANGES_CALLS}}{{#CHANGES_CALLS}}<li>{{CALLS_WHAT}}: {{#CALLS_BEFORE}}from “{{CALLS_BEFORE}}” {{/CALLS_BEFORE}}{{#CALLS_AFTER}}{{#CALLS_BEFORE}}to {{/CALLS_BEFORE}}{{#NO_CALLS_BEFORE}}new: {{/NO_CALLS_BEFORE}}<strong>“{{CALLS_AFTER}}”</strong>{{/CALLS_AFTER}}{{#NO_CALLS_AFTER}}(no longer there){{/NO_CALLS_AFTER}}</li>{{/CHANGES_CALLS}}{{#ANY_CHANGES_CALLS}}</ul>{{/ANY_CHANGES_CALLS}}
<dl>
<dt>Published or announced</dt>
<dd>{{#CHANGES_PUBLISHED}}{{PUBLISHED_DAY:x-day}}, {{#PUBLISHED_UPDATED}}stated as “last updated”{{/PUBLISHED_UPDATED}}{{#NO_PUBLISHED_UPDATED}}as stated{{/NO_PUBLISHED_UPDATED}} <span class="soft">(“{{PUBLISHED_BASIS}}”)</span> {{/CHANGES_PUBLISHED}}{{#NO_CHANGES_PUBLISHED}}<span class="soft">not stated in the new text</span>{{/NO_CHANGES_PUBLISHED}}</dd>
<dt>Effective</dt>
<dd>{{#CHANGES_EFFECTIVE}}{{EFFECTIVE_DAY:x-day}}, as stated <span class="soft">(“{{EFFECTIVE_BASIS}}”)</span> {{/CHANGES_EFFECTIVE}}{{#NO_CHANGES_EFFECTIVE}}<span class="soft">not stated in the new text</span>{{/NO_CHANGES_EFFECTIVE}}</dd>
<dt>Observed by us</dt>
<dd>{{CHANGES_OBSERVED_AT:x-time}}</dd>
</dl>
{{#ANY_CHANGES_BULLETS}}{{#NO_MANY}}<h2>What changed</h2>{{/NO_MANY}}<ul>{{/ANY_CHANGES_BULLETS}}{{#CHANGES_BULLETS}}<li><strong>{{BULLETS_VERB}}</strong> {{BULLETS_TEXT}}</li>{{/CHANGES_BULLETS}}{{#CHANGES_MORE_BULLETS}}<li>and {{CHANGES_MORE_BULLETS}} more</li>{{/CHANGES_MORE_BULLETS}}{{#ANY_CHANGES_BULLETS}}</ul>{{/ANY_CHANGES_BULLETS}}
{{#ANY_CHANGES_PASSAGES}}{{#NO_MANY}}<h2>From the redline</h2>{{/NO_MANY}}<p class="soft"><del>Struck through</del> was removed, <ins>underlined</ins> was added.</p>{{/ANY_CHANGES_PASSAGES}}
{{#CHANGES_PASSAGES}}<h3>{{PASSAGES_LABEL}}{{#PASSAGES_TITLE}}: {{PASSAGES_TITLE}}{{/PASSAGES_TITLE}}</h3>
<p class="quote" dir="auto">{{#PASSAGES_RUNS}}{{#RUNS_OP_IS_KEPT}}{{RUNS_TEXT}}{{/RUNS_OP_IS_KEPT}}{{#RUNS_OP_IS_DELETED}}<del>{{RUNS_TEXT}}</del>{{/RUNS_OP_IS_DELETED}}{{#RUNS_OP_IS_INSERTED}}<ins>{{RUNS_TEXT}}</ins>{{/RUNS_OP_IS_INSERTED}}{{/PASSAGES_RUNS}}</p>
{{/CHANGES_PASSAGES}}
<p><a class="button" href="{{CHANGES_URL}}">Read the change record</a></p>
<p class="soft">{{CHANGES_ID}} · <a href="{{CHANGES_REDLINE_URL}}">the whole redline</a>{{#CHANGES_EXCERPT_CUT}} (the passages above are cut){{/CHANGES_EXCERPT_CUT}}</p>
{{#ANY_CHANGES_REASONS}}<p class="soft">Why {{CHANGES_SEVERITY}}: {{/ANY_CHANGES_REASONS}}{{#CHANGES_REASONS}}{{REASONS_VALUE}}{{#CHANGES_REASONS_separator}}; {{/CHANGES_REASONS_separator}}{{/CHANGES_REASONS}}{{#ANY_CHANGES_REASONS}}.</p>{{/ANY_CHANGES_REASONS}}
{{#CHANGES_WHY}}<p class="soft">You get this because {{#WHY_ORGANISATION}}the watchlist of {{WHY_ORGANISATION}} has {{/WHY_ORGANISATION}}{{#NO_WHY_ORGANISATION}}you watch {{/NO_WHY_ORGANISATION}}{{#WHY_KIND_IS_PLATFORM}}{{WHY_NAME}}{{/WHY_KIND_IS_PLATFORM}}{{#WHY_KIND_IS_DOCUMENT}}the document {{WHY_NAME}}{{/WHY_KIND_IS_DOCUMENT}}{{#WHY_KIND_IS_PROVISION}}the provision “{{WHY_NAME}}”, whose clause was touched{{/WHY_KIND_IS_PROVISION}}{{#WHY_KIND_IS_CLAUSE_TYPE}}clauses of the type “{{WHY_NAME}}”, and one was touched{{/WHY_KIND_IS_CLAUSE_TYPE}}.</p>{{/CHANGES_WHY}}
{{/CHANGES}}
{{>parts/mail_foot}}
