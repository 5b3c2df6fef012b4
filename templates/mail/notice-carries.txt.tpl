You carry {{ORGANISATION}} from now on

{{BY}} handed {{ORGANISATION}} over to you at {{SITE_NAME}}: your tier is its tier from now on. Nothing is charged for it; if you do not want to carry it, hand it on or end it.

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
