-- One version, for ever at this address.
-- params: version @now @base
SELECT page || jsonb_build_object('jsonld', linked_data(jsonb_build_object('@type', 'DigitalDocument', 'name', page->'title', 'identifier', page->'id', 'inLanguage', page->'language',
         'dateCreated', page->'version'->'captured_at', 'isBasedOn', page->'version'->'source_url', 'version', page->'version'->'number'), page->'crumbs', $3, page->>'url'))
  FROM version v, LATERAL version_page(v.id, utc_day($2::timestamptz)) page WHERE v.record_id = $1
