Your account will be deleted

Your account at {{SITE_NAME}} was closed, as was asked for on its page. On {{AT:x-time}} everything in it is removed.

To keep it, log in before then. If it was not you who asked, log in and change your password:

{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
