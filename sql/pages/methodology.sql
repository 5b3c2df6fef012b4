-- Words only: templates/pages/methodology.tpl.
SELECT jsonb_build_object('title', 'How records are made', 'description', 'From a page on the web to a version, clauses, changes and provisions: every step, definition and limit.')
