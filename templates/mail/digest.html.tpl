{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{PERIOD_START:x-day}} to {{PERIOD_END:x-day}}.{{#LEAD}} {{LEAD}}{{/LEAD}}</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}} <span class="soft">· weekly digest · <a href="{{UNSUBSCRIBE_URL}}">unsubscribe</a></span></p>
<h1>{{HEADING}} in what you watch</h1>
<p class="soft">{{PERIOD_START:x-day}} to {{PERIOD_END:x-day}}</p>
{{#PLATFORMS}}
<h2><a href="{{PLATFORMS_URL}}">{{PLATFORMS_NAME}}</a>{{#PLATFORMS_INVENTED}} <span class="soft">(invented, for the demonstration)</span>{{/PLATFORMS_INVENTED}}</h2>
{{#PLATFORMS_CHANGES}}<h3><a href="{{CHANGES_URL}}">{{CHANGES_HEADLINE}}</a></h3>
<p><span class="badge {{CHANGES_SEVERITY}}">{{CHANGES_SEVERITY}} severity</span> <a href="{{CHANGES_DOCUMENT_URL}}">{{CHANGES_DOCUMENT}}</a> · <span class="soft">observed {{CHANGES_OBSERVED_AT:x-day}}{{#CHANGES_EFFECTIVE}}, effective as stated {{CHANGES_EFFECTIVE:x-day}}{{/CHANGES_EFFECTIVE}}{{#CHANGES_KIND_IS_REVERSAL}}, a return to an earlier text{{/CHANGES_KIND_IS_REVERSAL}}</span></p>
{{#ANY_CHANGES_CALLS}}<ul>{{/ANY_CHANGES_CALLS}}{{#CHANGES_CALLS}}<li>{{CALLS_WHAT}}: {{#CALLS_BEFORE}}from “{{CALLS_BEFORE}}” {{/CALLS_BEFORE}}{{#CALLS_AFTER}}{{#CALLS_BEFORE}}to {{/CALLS_BEFORE}}{{#NO_CALLS_BEFORE}}new: {{/NO_CALLS_BEFORE}}<strong>“{{CALLS_AFTER}}”</strong>{{/CALLS_AFTER}}{{#NO_CALLS_AFTER}}(no longer there){{/NO_CALLS_AFTER}}</li>{{/CHANGES_CALLS}}{{#ANY_CHANGES_CALLS}}</ul>{{/ANY_CHANGES_CALLS}}
{{/PLATFORMS_CHANGES}}
{{/PLATFORMS}}
{{#MORE}}<p>And <a href="{{SITE_BASE}}/watchlist/">{{MORE}} more</a>, all less severe or older than these.</p>{{/MORE}}
{{#ANY_AHEAD}}<h2>Taking effect soon</h2>
<ul>{{/ANY_AHEAD}}{{#AHEAD}}<li><strong>{{AHEAD_DAY:x-day}}</strong>, as stated: <a href="{{AHEAD_URL}}">{{AHEAD_PLATFORM}}, {{AHEAD_DOCUMENT}}</a> <span class="soft">(“{{AHEAD_BASIS}}”)</span></li>{{/AHEAD}}{{#ANY_AHEAD}}</ul>{{/ANY_AHEAD}}
{{#ANY_PROVISIONS}}<h2>New on record</h2>
<ul>{{/ANY_PROVISIONS}}{{#PROVISIONS}}<li><a href="{{PROVISIONS_URL}}">{{PROVISIONS_TITLE}}</a> <span class="soft">{{PROVISIONS_PLATFORM}}, {{PROVISIONS_DOCUMENT}}; {{PROVISIONS_SEVERITY}} severity</span></li>{{/PROVISIONS}}{{#MORE_PROVISIONS}}<li>and {{MORE_PROVISIONS}} more</li>{{/MORE_PROVISIONS}}{{#ANY_PROVISIONS}}</ul>{{/ANY_PROVISIONS}}
{{#UNCHANGED}}<p>{{UNCHANGED_DOCUMENTS}} you watch did not change; each was verified on or after {{UNCHANGED_VERIFIED_AT:x-time}}.</p>{{/UNCHANGED}}
{{#UNSEEN}}<p>{{UNSEEN}} could not be read in this period, so we cannot say. <a href="{{SITE_BASE}}/watchlist/">Your watchlist</a> tells why.</p>{{/UNSEEN}}
<p class="soft">You get this because you watch these platforms and asked for a weekly digest{{#NO_PLATFORMS}}{{#NO_PROVISIONS}}, also in weeks without a change{{/NO_PROVISIONS}}{{/NO_PLATFORMS}}.</p>
{{>parts/mail_foot}}
