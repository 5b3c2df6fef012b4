-- security.txt (RFC 9116): whom to tell about a hole. Valid for half a year from the day it is asked for.
-- params: @now @base
SELECT jsonb_build_object('self_url', $2 || '/.well-known/security.txt', 'policy_url', $2 || '/about/#security', 'expires', iso((utc_day($1::timestamptz) + 180)::timestamp AT TIME ZONE 'UTC'))
