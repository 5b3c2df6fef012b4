Your suggestion is not taken up

You suggested this page to {{SITE_NAME}}:
{{ADDRESS}}

The operator does not take it up: {{WHY}}

What you suggested, and what became of it:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
