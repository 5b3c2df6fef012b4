-- Our own terms; the words stand in templates/pages/terms.tpl.
SELECT jsonb_build_object('title', 'Terms', 'description', 'The terms of this site, in plain words.')
