Your suggestion is watched from now on

The page that you suggested is on the list of {{SITE_NAME}}:
{{ADDRESS}}

{{#WATCHED}}It is on your watchlist: you are told when it changes.{{/WATCHED}}{{#NO_WATCHED}}Your tier has no room for it on your watchlist. Take something off, or choose a larger tier, to be told when it changes.{{/NO_WATCHED}}

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
