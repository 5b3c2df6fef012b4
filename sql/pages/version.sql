-- One version, for ever at this address.
-- params: version @now
SELECT version_page(v.id, utc_day($2::timestamptz)) FROM version v WHERE v.record_id = $1
