{{%AUTOESCAPE context="HTML"}}
{{#SITE_CONTACT}}Contact: mailto:{{SITE_CONTACT}}
{{/SITE_CONTACT}}
{{#NO_SITE_CONTACT}}Contact: {{POLICY_URL}}
{{/NO_SITE_CONTACT}}
Expires: {{EXPIRES}}
Canonical: {{SELF_URL}}
Policy: {{POLICY_URL}}
Preferred-Languages: en
