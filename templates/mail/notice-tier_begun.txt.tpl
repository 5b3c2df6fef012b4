{{#TRIAL}}Your trial of {{TIER}} has begun{{/TRIAL}}{{#NO_TRIAL}}{{TIER}} has begun{{/NO_TRIAL}}

{{DESCRIPTION}} {{#LIMIT}}You can watch up to {{LIMIT}} platforms.{{/LIMIT}}{{#NO_LIMIT}}You can watch any number of platforms.{{/NO_LIMIT}}
{{#RESUMED}}
What was paused on your watchlist is watched again: {{RESUMED}}.
{{/RESUMED}}{{#TRIAL}}
It lasts until {{ENDS}} and ends by itself: no card, no charge, nothing to cancel. You are told three days before. What is over the limit of {{AFTER}} is then paused, not deleted.
{{/TRIAL}}{{#NO_TRIAL}}
It goes on until you end it, on the page of your payments.{{#INVOICE}} Invoice: {{INVOICE}}.{{/INVOICE}}
{{/NO_TRIAL}}
Your watchlist:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
