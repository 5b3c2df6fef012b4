-- Words only: templates/pages/about.tpl.
SELECT jsonb_build_object('title', 'About', 'description', 'Who runs this site, what it is for, and what it does not do.')
