Your payment for {{TIER}} did not go through

{{#RETRY}}It is tried again on {{RETRY}}; you need not do anything if the card is good by then.{{/RETRY}}{{#NO_RETRY}}It is not tried again by itself.{{/NO_RETRY}}

{{#OVER}}Until it is paid you have the smallest tier, and what is over its limit is paused, not deleted.{{/OVER}}{{#NO_OVER}}Until {{ENDS}} nothing changes. If it is not paid by then, you have the smallest tier, and what is over its limit is paused, not deleted.{{/NO_OVER}} As soon as it is paid, all of it comes back.

{{#PAY_URL}}To pay now, or with another card:{{/PAY_URL}}{{#NO_PAY_URL}}Your payments:{{/NO_PAY_URL}}

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
