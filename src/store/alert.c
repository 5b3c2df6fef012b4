#include "store/alert.h"

#define WEIGHT(severity) "array_position(ARRAY['low', 'medium', 'high', 'critical'], " severity ")"

STMT(notify_lock, 0, "SELECT 1 WHERE pg_try_advisory_xact_lock(hashtext('notify'))");
STMT(alerts_skip, 0,
     "UPDATE alert SET state = 'skipped' WHERE state = 'pending' AND NOT EXISTS (SELECT FROM account a JOIN watch_reader w ON w.account_id = a.id"
     " WHERE a.id = alert.account_id AND a.state = 'active' AND w.watch_id = alert.watch_id AND w.alerts AND w.paused_at IS NULL"
     " AND NOT EXISTS (SELECT FROM suppression s WHERE s.address = a.address AND suppressed(s)))");
/* The text of an unsure change was gone at the second look; and a return to the text before it, of which nobody was told. */
STMT(alerts_unconfirmed, 0,
     "UPDATE alert SET state = 'skipped', reason = 'the text was gone before it was seen a second time'"
     " FROM change c WHERE alert.state = 'pending' AND c.id = alert.change_id AND c.unsure AND change_stood(c) IS FALSE");
STMT(alerts_untold, 0,
     "UPDATE alert SET state = 'skipped', reason = 'it takes back what was not told' FROM change c WHERE alert.state = 'pending'"
     " AND c.id = alert.change_id AND c.kind = 'reversal' AND EXISTS (SELECT FROM change b JOIN alert e ON e.change_id = b.id"
     "  WHERE b.document_id = c.document_id AND b.unsure AND b.to_version_id = c.from_version_id AND b.from_version_id = c.to_version_id"
     "  AND e.account_id = alert.account_id AND e.state = 'skipped' AND e.reason IS NOT NULL)");
/* What waits for a second look is not there yet. */
#define TOLD "(NOT c.unsure OR change_stood(c))"
STMT(alerts_due, 3,
     "WITH waiting AS (SELECT l.account_id, min(l.created_at) AS since FROM alert l JOIN change c ON c.id = l.change_id"
     "   WHERE l.state = 'pending' AND " TOLD " GROUP BY l.account_id),"
     " chosen AS (SELECT g.account_id, since FROM waiting g JOIN account a ON a.id = g.account_id"
     "   WHERE (a.quiet_from IS NULL OR quiet_until(a.zone, a.quiet_from, a.quiet_to, $1) IS NULL) AND (SELECT count(*) FROM delivery d WHERE d.account_id = g.account_id"
     "   AND d.kind = 'alert' AND d.created_at > $1::timestamptz - interval '1 hour' AND d.created_at <= $1) < $2"
     "   ORDER BY since LIMIT $3)"
     " SELECT l.account_id, l.change_id, a.address,"
     "  jsonb_build_object('organisation', o.name) || CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('kind', 'provision', 'name', r.title)"
     "   WHEN t.id IS NOT NULL THEN jsonb_build_object('kind', 'clause_type', 'name', t.title)"
     "   WHEN d.id IS NOT NULL THEN jsonb_build_object('kind', 'document', 'name', p.name || ', ' || d.title)"
     "   ELSE jsonb_build_object('kind', 'platform', 'name', p.name) END,"
     "  quiet_until(a.zone, a.quiet_from, a.quiet_to, l.created_at) IS NOT NULL, c.severity"
     " FROM chosen g JOIN alert l ON l.account_id = g.account_id AND l.state = 'pending' JOIN account a ON a.id = l.account_id"
     " JOIN change c ON c.id = l.change_id JOIN watch w ON w.id = l.watch_id LEFT JOIN platform p ON p.id = w.platform_id"
     " LEFT JOIN document d ON d.id = w.document_id LEFT JOIN provision r ON r.id = w.provision_id"
     " LEFT JOIN clause_type t ON t.id = w.clause_type_id LEFT JOIN organisation o ON o.id = w.organisation_id WHERE " TOLD
     " ORDER BY g.since, l.account_id, " WEIGHT("c.severity") " DESC, c.observed_at, c.id");
/* Dates by name: what the publisher says it published or updated, what it says takes effect, what we saw. */
STMT(alert_change_get, 2,
     "SELECT jsonb_build_object('id', c.record_id, 'url', $2 || change_url(c.record_id), 'headline', c.headline,"
     "  'severity', c.severity, 'kind', c.kind, 'observed_at', iso(c.observed_at), 'capped', c.capped,"
     "  'platform', shortened(p.name, 80), 'platform_url', $2 || platform_url(p.slug), 'invented', p.invented,"
     "  'document', shortened(d.title, 120), 'document_url', $2 || document_url(p.slug, d.slug), 'thread', 'document.' || d.id,"
     "  'redline_url', $2 || diff_url(p.slug, d.slug, o.number, n.number),"
     "  'published', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'basis', shortened(basis, 120), 'updated', kind = 'updated')"
     "    ORDER BY day), '[]') FROM (SELECT * FROM change_date WHERE change_id = c.id AND kind IN ('published', 'updated') ORDER BY day LIMIT 5) s),"
     "  'effective', (SELECT coalesce(jsonb_agg(jsonb_build_object('day', day, 'basis', shortened(basis, 120)) ORDER BY day), '[]')"
     "    FROM (SELECT * FROM change_date WHERE change_id = c.id AND kind = 'effective' ORDER BY day LIMIT 5) s),"
     "  'calls', (SELECT coalesce(jsonb_agg(jsonb_build_object('what', k->>'what', 'before', shortened(k->>'before', 120), 'after', shortened(k->>'after', 120))), '[]')"
     "    FROM jsonb_path_query(c.summary, '$.calls[0 to 4]') k),"
     "  'bullets', (SELECT coalesce(jsonb_agg(jsonb_build_object('verb', k->>'verb', 'text', shortened(k->>'text', 300))), '[]')"
     "    FROM jsonb_path_query(c.summary, '$.bullets[0 to 7]') k),"
     "  'more_bullets', nullif(greatest(jsonb_array_length(coalesce(c.summary->'bullets', '[]')) - 8, 0), 0),"
     "  'reasons', coalesce(c.summary->'reasons', '[]'))"
     " FROM change c JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id"
     " JOIN version o ON o.id = c.from_version_id JOIN version n ON n.id = c.to_version_id WHERE c.id = $1");
STMT(alert_passages_get, 2,
     "SELECT i.kind, coalesce(nullif(n.title, ''), nullif(o.title, ''), ''),"
     "  coalesce(left(plain_text(clause_operative(ot.body)), 20000), ''), coalesce(left(plain_text(clause_operative(nt.body)), 20000), '')"
     " FROM change c JOIN change_item i ON i.change_id = c.id"
     " LEFT JOIN version_clause o ON o.version_id = c.from_version_id AND o.ordinal = i.old_ordinal"
     " LEFT JOIN clause_text ot ON ot.sha256 = o.sha256"
     " LEFT JOIN version_clause n ON n.version_id = c.to_version_id AND n.ordinal = i.new_ordinal"
     " LEFT JOIN clause_text nt ON nt.sha256 = n.sha256"
     " WHERE c.id = $1 AND NOT i.cosmetic AND i.kind IN ('added', 'removed', 'modified', 'split', 'merged')"
     " ORDER BY EXISTS (SELECT FROM jsonb_path_query(c.summary, '$.calls[*]') k"
     "   WHERE (k->>'new')::int = i.new_ordinal OR (k->>'old')::int = i.old_ordinal) DESC, i.ordinal LIMIT $2");
STMT(alert_mark, 3, "UPDATE alert SET state = 'mailed', delivery_id = $3 WHERE account_id = $1 AND change_id = $2");

int alert_lock(struct store *st)
{
    struct rows r;
    int rc = db_one_n(st, &notify_lock, &r, NULL, 0);
    if (rc == OK) rows_free(&r);
    return rc == ERR_NOT_FOUND ? ERR_CONFLICT : rc;
}

int alert_skip_unwanted(struct store *st)
{
    int rc = db_query_n(st, &alerts_skip, NULL, NULL, 0);
    if (rc == OK) rc = db_query_n(st, &alerts_unconfirmed, NULL, NULL, 0);
    return rc == OK ? db_query_n(st, &alerts_untold, NULL, NULL, 0) : rc;
}

int alert_due(struct store *st, struct arena *a, int64_t now_us, unsigned most, struct alert_due **ret, size_t *ret_n)
{
    struct rows r;
    int rc = db_query(st, &alerts_due, &r, A_TIME(now_us), A_INT(ALERT_MAILS_AN_HOUR), A_INT(most));
    size_t n = rows_n(&r);
    struct alert_due *v = ARENA_ARRAY(a, struct alert_due, n);
    for (size_t i = 0; i < n; i++)
        v[i] = (struct alert_due){.account_id = row_int(&r, i, 0), .change_id = row_int(&r, i, 1),
                                  .address = str_dupz(a, row_str(&r, i, 2)), .why = str_dupz(a, row_str(&r, i, 3)),
                                  .held = row_bool(&r, i, 4), .severity = str_dupz(a, row_str(&r, i, 5))};
    rows_free(&r);
    if (rc != OK) return rc;
    *ret = v;
    *ret_n = n;
    return OK;
}

int alert_change(struct store *st, struct arena *a, int64_t change_id, const char *base, const char **ret_json)
{
    struct rows r;
    int rc = db_one(st, &alert_change_get, &r, A_INT(change_id), A_TEXT(base));
    if (rc == OK) *ret_json = str_dupz(a, row_str(&r, 0, 0));
    rows_free(&r);
    return rc;
}

static struct str text_of(const struct rows *r, size_t i, int col, struct arena *a)
{
    return strz(str_dupz(a, row_str(r, i, col)));
}

int alert_passages(struct store *st, struct arena *a, int64_t change_id, unsigned most, struct alert_passage **ret, size_t *ret_n)
{
    struct rows r;
    int rc = db_query(st, &alert_passages_get, &r, A_INT(change_id), A_INT(most));
    size_t n = rows_n(&r);
    struct alert_passage *v = ARENA_ARRAY(a, struct alert_passage, n);
    for (size_t i = 0; i < n; i++)
        v[i] = (struct alert_passage){.kind = str_dupz(a, row_str(&r, i, 0)), .title = str_dupz(a, row_str(&r, i, 1)),
                                      .old = text_of(&r, i, 2, a), .new = text_of(&r, i, 3, a)};
    rows_free(&r);
    if (rc != OK) return rc;
    *ret = v;
    *ret_n = n;
    return OK;
}

int alert_mailed(struct store *st, int64_t account_id, int64_t change_id, int64_t delivery_id)
{
    return db_query(st, &alert_mark, NULL, A_INT(account_id), A_INT(change_id), A_INT(delivery_id));
}
