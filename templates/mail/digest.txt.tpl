{{HEADING}} in what you watch
{{PERIOD_START:x-day}} to {{PERIOD_END:x-day}}
{{#PLATFORMS}}
== {{PLATFORMS_NAME}}{{#PLATFORMS_INVENTED}} (invented, for the demonstration){{/PLATFORMS_INVENTED}} ==
{{#PLATFORMS_CHANGES}}
* {{CHANGES_HEADLINE}}
  {{CHANGES_SEVERITY}} severity; {{CHANGES_DOCUMENT}}; observed {{CHANGES_OBSERVED_AT:x-day}}{{#CHANGES_EFFECTIVE}}, effective as stated {{CHANGES_EFFECTIVE:x-day}}{{/CHANGES_EFFECTIVE}}{{#CHANGES_KIND_IS_REVERSAL}}, a return to an earlier text{{/CHANGES_KIND_IS_REVERSAL}}
{{#CHANGES_CALLS}}  - {{CALLS_WHAT}}: {{#CALLS_BEFORE}}from "{{CALLS_BEFORE}}" {{/CALLS_BEFORE}}{{#CALLS_AFTER}}{{#CALLS_BEFORE}}to {{/CALLS_BEFORE}}{{#NO_CALLS_BEFORE}}new: {{/NO_CALLS_BEFORE}}"{{CALLS_AFTER}}"{{/CALLS_AFTER}}{{#NO_CALLS_AFTER}}(no longer there){{/NO_CALLS_AFTER}}
{{/CHANGES_CALLS}}  {{CHANGES_URL}}
{{/PLATFORMS_CHANGES}}{{/PLATFORMS}}{{#MORE}}
And {{MORE}} more, all less severe or older than these: {{SITE_BASE}}/watchlist/
{{/MORE}}{{#ANY_AHEAD}}
== Taking effect soon ==

{{/ANY_AHEAD}}{{#AHEAD}}* {{AHEAD_DAY:x-day}}, as stated: {{AHEAD_PLATFORM}}, {{AHEAD_DOCUMENT}} ("{{AHEAD_BASIS}}")
  {{AHEAD_URL}}
{{/AHEAD}}{{#ANY_PROVISIONS}}
== New on record ==

{{/ANY_PROVISIONS}}{{#PROVISIONS}}* {{PROVISIONS_TITLE}} ({{PROVISIONS_PLATFORM}}, {{PROVISIONS_DOCUMENT}}; {{PROVISIONS_SEVERITY}} severity)
  {{PROVISIONS_URL}}
{{/PROVISIONS}}{{#MORE_PROVISIONS}}* and {{MORE_PROVISIONS}} more
{{/MORE_PROVISIONS}}
{{#UNCHANGED}}{{UNCHANGED_DOCUMENTS}} you watch did not change; each was verified on or after {{UNCHANGED_VERIFIED_AT:x-time}}.
{{/UNCHANGED}}{{#UNSEEN}}{{UNSEEN}} could not be read in this period, so we cannot say. Your watchlist tells why: {{SITE_BASE}}/watchlist/
{{/UNSEEN}}
You get this because you watch these platforms and asked for a weekly digest{{#NO_PLATFORMS}}{{#NO_PROVISIONS}}, also in weeks without a change{{/NO_PROVISIONS}}{{/NO_PLATFORMS}}.

--
Unsubscribe from the digest: {{UNSUBSCRIBE_URL}}
Your watchlist: {{SITE_BASE}}/watchlist/
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
It is not affiliated with the platforms and gives no legal advice.
