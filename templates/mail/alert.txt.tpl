{{#MANY}}{{COUNT}} changes in what you watch
{{#MORE}}
The most severe are below; {{MORE}} more are on your watchlist: {{SITE_BASE}}/watchlist/
{{/MORE}}{{/MANY}}{{#CHANGES}}{{#MANY}}
==================================================

{{/MANY}}{{CHANGES_HEADLINE}}

Severity: {{CHANGES_SEVERITY}}{{#CHANGES_KIND_IS_REVERSAL}} (return to an earlier text){{/CHANGES_KIND_IS_REVERSAL}}
Platform: {{CHANGES_PLATFORM}}{{#CHANGES_INVENTED}} (invented, for the demonstration){{/CHANGES_INVENTED}}
Document: {{CHANGES_DOCUMENT}}
Record: {{CHANGES_ID}}
{{CHANGES_URL}}

Published or announced: {{#CHANGES_PUBLISHED}}{{PUBLISHED_DAY:x-day}}, {{#PUBLISHED_UPDATED}}stated as "last updated"{{/PUBLISHED_UPDATED}}{{#NO_PUBLISHED_UPDATED}}as stated{{/NO_PUBLISHED_UPDATED}} ("{{PUBLISHED_BASIS}}") {{/CHANGES_PUBLISHED}}{{#NO_CHANGES_PUBLISHED}}not stated in the new text{{/NO_CHANGES_PUBLISHED}}
Effective: {{#CHANGES_EFFECTIVE}}{{EFFECTIVE_DAY:x-day}}, as stated ("{{EFFECTIVE_BASIS}}") {{/CHANGES_EFFECTIVE}}{{#NO_CHANGES_EFFECTIVE}}not stated in the new text{{/NO_CHANGES_EFFECTIVE}}
Observed by us: {{CHANGES_OBSERVED_AT:x-time}}
{{#ANY_CHANGES_CALLS}}
{{/ANY_CHANGES_CALLS}}{{#CHANGES_CALLS}}* {{CALLS_WHAT}}: {{#CALLS_BEFORE}}from "{{CALLS_BEFORE}}" {{/CALLS_BEFORE}}{{#CALLS_AFTER}}{{#CALLS_BEFORE}}to {{/CALLS_BEFORE}}{{#NO_CALLS_BEFORE}}new: {{/NO_CALLS_BEFORE}}"{{CALLS_AFTER}}"{{/CALLS_AFTER}}{{#NO_CALLS_AFTER}}(no longer there){{/NO_CALLS_AFTER}}
{{/CHANGES_CALLS}}{{#ANY_CHANGES_BULLETS}}
What changed

{{/ANY_CHANGES_BULLETS}}{{#CHANGES_BULLETS}}* {{BULLETS_VERB}} {{BULLETS_TEXT}}
{{/CHANGES_BULLETS}}{{#CHANGES_MORE_BULLETS}}* and {{CHANGES_MORE_BULLETS}} more
{{/CHANGES_MORE_BULLETS}}{{#ANY_CHANGES_PASSAGES}}
From the redline ([-removed-] {+added+}{{#CHANGES_EXCERPT_CUT}}; cut{{/CHANGES_EXCERPT_CUT}})
{{/ANY_CHANGES_PASSAGES}}{{#CHANGES_PASSAGES}}
{{PASSAGES_LABEL}}{{#PASSAGES_TITLE}}: {{PASSAGES_TITLE}}{{/PASSAGES_TITLE}}
    {{#PASSAGES_RUNS}}{{#RUNS_OP_IS_KEPT}}{{RUNS_TEXT}}{{/RUNS_OP_IS_KEPT}}{{#RUNS_OP_IS_DELETED}}[-{{RUNS_TEXT}}-]{{/RUNS_OP_IS_DELETED}}{{#RUNS_OP_IS_INSERTED}}{+{{RUNS_TEXT}}+}{{/RUNS_OP_IS_INSERTED}}{{/PASSAGES_RUNS}}
{{/CHANGES_PASSAGES}}
The whole redline:
{{CHANGES_REDLINE_URL}}
{{#ANY_CHANGES_REASONS}}
Why {{CHANGES_SEVERITY}}: {{/ANY_CHANGES_REASONS}}{{#CHANGES_REASONS}}{{REASONS_VALUE}}{{#CHANGES_REASONS_separator}}; {{/CHANGES_REASONS_separator}}{{/CHANGES_REASONS}}{{#ANY_CHANGES_REASONS}}.
{{/ANY_CHANGES_REASONS}}
{{#CHANGES_WHY}}You get this because {{#WHY_ORGANISATION}}the watchlist of {{WHY_ORGANISATION}} has {{/WHY_ORGANISATION}}{{#NO_WHY_ORGANISATION}}you watch {{/NO_WHY_ORGANISATION}}{{#WHY_KIND_IS_PLATFORM}}{{WHY_NAME}}{{/WHY_KIND_IS_PLATFORM}}{{#WHY_KIND_IS_DOCUMENT}}the document {{WHY_NAME}}{{/WHY_KIND_IS_DOCUMENT}}{{#WHY_KIND_IS_PROVISION}}the provision "{{WHY_NAME}}", whose clause was touched{{/WHY_KIND_IS_PROVISION}}{{#WHY_KIND_IS_CLAUSE_TYPE}}clauses of the type "{{WHY_NAME}}", and one was touched{{/WHY_KIND_IS_CLAUSE_TYPE}}.
{{/CHANGES_WHY}}{{/CHANGES}}
--
Unsubscribe from alerts: {{UNSUBSCRIBE_URL}}
Your watchlist: {{SITE_BASE}}/watchlist/
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
It is not affiliated with the platforms and gives no legal advice.
