-- Our own notice; the words stand in templates/pages/privacy.tpl.
SELECT jsonb_build_object('title', 'Privacy notice', 'description', 'What this site stores about you, why, for how long, and how to have it removed.')
