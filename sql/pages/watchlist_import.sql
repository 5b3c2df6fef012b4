-- Adding many at once: the form, and what a list that came would do (`listed`, filled by web/form_import.c from watch_preview).
-- params: @account ?list
SELECT jsonb_build_object('error_list', '[]'::jsonb, 'title', 'Add many at once', 'organisation', o.id, 'organisation_name', o.name,
  'crumbs', jsonb_build_array(crumb('Watchlist', '/watchlist/' || query_string('list', o.id::text)), crumb('Add many at once', NULL)),
  'lists', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', p.name, 'number', p.id, 'here', p.id IS NOT DISTINCT FROM o.id) ORDER BY lower(p.name), p.id), '[]')
              FROM member n JOIN organisation p ON p.id = n.organisation_id WHERE n.account_id = a.id AND n.role <> 'viewer'),
  'listed', NULL)
  FROM account a LEFT JOIN member m ON m.account_id = a.id AND m.role <> 'viewer' AND m.organisation_id = CASE WHEN $2::text ~ '^[0-9]{1,18}$' THEN $2::bigint END
  LEFT JOIN organisation o ON o.id = m.organisation_id
 WHERE a.id = $1::bigint AND (coalesce($2::text, '') = '' OR o.id IS NOT NULL)
