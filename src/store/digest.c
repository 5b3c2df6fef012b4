#include "store/digest.h"

#include "base/clock.h"

#include <jansson.h>
#include <stdlib.h>

#define WEIGHT(severity) "array_position(ARRAY['low', 'medium', 'high', 'critical'], " severity ")"

STMT(digest_try_lock, 0, "SELECT set_config('work_mem', '64MB', true) WHERE pg_try_advisory_xact_lock(hashtext('digest'))");
/* A batch of digests with their mails and tokens; where there is no message_id, nothing is mailed. Payloads are long: they come
 * beside the rest, in its order, as they went out. */
STMT(digests_insert, 3,
     "WITH told AS MATERIALIZED (SELECT * FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (account bigint, address text, week text, since timestamptz,"
     "   changes int, message_id text, subject text, url text, token text), unnest($3::text[]))"
     "   AS t(account, address, week, since, changes, message_id, subject, url, token, payload)),"
     " tokens AS (INSERT INTO unsubscribe_token (sha256, account_id, list, created_at)"
     "   SELECT decode(token, 'hex'), account, 'digest', $2 FROM told WHERE message_id IS NOT NULL),"
     " mails AS (INSERT INTO delivery AS d (message_id, kind, account_id, address, subject, payload, unsubscribe_url, created_at, next_try_at)"
     "   SELECT message_id, 'digest', account, address, subject, payload::jsonb, url, $2, $2 FROM told WHERE message_id IS NOT NULL"
     "   ON CONFLICT (message_id) DO UPDATE SET message_id = d.message_id RETURNING id, account_id)"
     " INSERT INTO digest (account_id, iso_week, period_start, period_end, created_at, changes, delivery_id)"
     " SELECT t.account, t.week, t.since, $2, $2, t.changes, m.id FROM told t LEFT JOIN mails m ON m.account_id = t.account");

/* One statement for a batch of accounts. The planner knows how large a batch is from digests_due_at; else it would take it
 * for one account, and look at everything a thousand times. Watches and changes are asked for by index, account by account and
 * document by document (OFFSET 0 keeps it from reading whole tables); what is told of a change, provision or document is made
 * once for the batch, as json: text that is put together needs no reading. */
STMT(digests_due, 4,
     "WITH due AS MATERIALIZED (SELECT account_id AS id, address, digest_empty, iso_week, since FROM digests_due_at($1, $3, $4)),"
     " watching AS MATERIALIZED ("
     "  SELECT w.account_id, w.platform_id, w.document_id, w.provision_id, w.clause_type_id, w.provision_id IS NULL AS whole, " WEIGHT("w.threshold") " AS least, due.since"
     "    FROM due CROSS JOIN LATERAL (SELECT * FROM watch_reader WHERE account_id = due.id AND paused_at IS NULL AND digest OFFSET 0) w),"
     /* changes */
     " recent AS MATERIALIZED ("
     "  SELECT c.id, c.document_id, d.platform_id, c.observed_at, c.severity, " WEIGHT("c.severity") " AS weight,"
     "    json_build_object('id', c.record_id, 'url', $2 || change_url(c.record_id), 'headline', c.headline, 'severity', c.severity,"
     "     'kind', c.kind, 'observed_at', iso(c.observed_at), 'document', shortened(d.title, 120), 'document_url', $2 || document_url(p.slug, d.slug),"
     "     'effective', (SELECT min(day) FROM change_date s WHERE s.change_id = c.id AND s.kind = 'effective'),"
     "     'calls', (SELECT coalesce(json_agg(json_build_object('what', k->>'what', 'before', shortened(k->>'before', 120), 'after', shortened(k->>'after', 120))), '[]')"
     "       FROM jsonb_path_query(c.summary, '$.calls[0 to 2]') k)) AS card"
     "    FROM change c JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id"
     "   WHERE c.kind <> 'cosmetic' AND c.observed_at > (SELECT min(since) FROM due) AND c.observed_at <= $1"
     "    AND NOT EXISTS (SELECT FROM imported_change i WHERE i.change_id = c.id)"
     "    AND (NOT c.unsure OR change_stood(c) IS NOT FALSE)),"
     " touched AS MATERIALIZED ("
     "  SELECT r.id, r.weight, v.id AS provision_id, v.clause_type_id FROM recent r JOIN change_item i ON i.change_id = r.id AND NOT i.cosmetic"
     "    JOIN provision v ON v.clause_id = i.clause_id AND v.state = 'published'),"
     " hit AS ("
     "  SELECT w.account_id, c.id FROM watching w JOIN document d ON d.platform_id = w.platform_id AND (w.document_id IS NULL OR w.document_id = d.id)"
     "    CROSS JOIN LATERAL (SELECT id, severity FROM change WHERE document_id = d.id AND observed_at > w.since AND observed_at <= $1"
     "      AND kind <> 'cosmetic' OFFSET 0) c"
     "   WHERE w.whole AND " WEIGHT("c.severity") " >= w.least"
     "  UNION SELECT w.account_id, t.id FROM watching w JOIN touched t ON t.provision_id = w.provision_id WHERE t.weight >= w.least"
     "  UNION SELECT w.account_id, t.id FROM watching w JOIN touched t ON t.clause_type_id = w.clause_type_id WHERE t.weight >= w.least),"
     " ranked AS MATERIALIZED ("
     "  SELECT h.account_id, r.id, r.document_id, r.platform_id, r.severity, r.card,"
     "    row_number() OVER (PARTITION BY h.account_id ORDER BY r.weight DESC, r.observed_at DESC, r.id) AS place"
     "    FROM hit h JOIN due ON due.id = h.account_id JOIN recent r ON r.id = h.id WHERE r.observed_at > due.since),"
     " counts AS (SELECT account_id, count(*) AS n, count(*) FILTER (WHERE severity = 'critical') AS critical,"
     "    count(*) FILTER (WHERE severity = 'high') AS high FROM ranked GROUP BY account_id),"
     " grouped AS (SELECT account_id, platform_id, min(place) AS place, json_agg(card ORDER BY place) AS changes"
     "    FROM ranked WHERE place <= 20 GROUP BY account_id, platform_id),"
     " platforms AS (SELECT g.account_id, json_agg(p.name ORDER BY place) AS names,"
     "    json_agg(json_build_object('name', shortened(p.name, 80), 'url', $2 || platform_url(p.slug), 'invented', p.invented, 'changes', g.changes) ORDER BY place) AS list"
     "    FROM grouped g JOIN platform p ON p.id = g.platform_id GROUP BY g.account_id),"
     /* documents that did not change */
     " covered AS MATERIALIZED ("
     "  SELECT w.account_id, w.since, d.id AS document_id FROM watching w JOIN document d ON d.platform_id = w.platform_id AND d.active"
     "   WHERE w.whole AND (w.document_id IS NULL OR w.document_id = d.id)"
     "  UNION SELECT w.account_id, w.since, v.document_id FROM watching w JOIN provision v ON v.id = w.provision_id),"
     " verified AS MATERIALIZED (SELECT f.document_id, f.verified_at FROM document_freshness f"
     "   WHERE f.current_version_id IS NOT NULL AND f.document_id IN (SELECT document_id FROM covered)),"
     " quiet AS (SELECT c.account_id, count(*) FILTER (WHERE f.verified_at > c.since) AS seen, min(f.verified_at) FILTER (WHERE f.verified_at > c.since) AS oldest,"
     "    count(*) FILTER (WHERE f.verified_at > c.since) - count(*) AS unseen"
     "    FROM covered c LEFT JOIN verified f ON f.document_id = c.document_id"
     "    LEFT JOIN (SELECT DISTINCT account_id, document_id FROM ranked) r ON r.account_id = c.account_id AND r.document_id = c.document_id"
     "   WHERE r.account_id IS NULL GROUP BY c.account_id),"
     /* provisions published */
     " fresh AS MATERIALIZED ("
     "  SELECT v.id, v.clause_type_id, v.document_id, d.platform_id, p.name, v.published_at, " WEIGHT("v.severity") " AS weight,"
     "    json_build_object('id', v.record_id, 'url', $2 || provision_url(p.slug, d.slug, v.slug), 'title', v.title, 'severity', v.severity,"
     "     'platform', p.name, 'document', d.title) AS card"
     "    FROM provision v JOIN document d ON d.id = v.document_id JOIN platform p ON p.id = d.platform_id"
     "   WHERE v.state = 'published' AND v.published_at > (SELECT min(since) FROM due) AND v.published_at <= $1),"
     " new AS (SELECT account_id, name, card, row_number() OVER (PARTITION BY account_id ORDER BY weight DESC, published_at DESC, id) AS place FROM ("
     "  SELECT w.account_id, w.since, f.id FROM watching w JOIN fresh f ON f.platform_id = w.platform_id"
     "   WHERE w.whole AND (w.document_id IS NULL OR w.document_id = f.document_id)"
     "  UNION SELECT w.account_id, w.since, f.id FROM watching w JOIN fresh f ON f.clause_type_id = w.clause_type_id) n JOIN fresh USING (id)"
     "  WHERE published_at > since),"
     " news AS (SELECT account_id, count(*) AS n, json_agg(card ORDER BY place) FILTER (WHERE place <= 10) AS list,"
     "    json_agg(name ORDER BY place) FILTER (WHERE place <= 10) AS names FROM new GROUP BY account_id),"
     /* dates ahead, of current texts */
     " dates AS MATERIALIZED ("
     "  SELECT s.day, d.id AS document_id, d.platform_id, json_build_object('day', s.day, 'basis', shortened(s.basis, 120), 'platform', p.name,"
     "     'document', d.title, 'url', $2 || document_url(p.slug, d.slug)) AS card"
     "    FROM stated_date s JOIN stay t ON t.version_id = s.version_id AND t.verified_until IS NULL JOIN document d ON d.id = t.document_id"
     "    JOIN platform p ON p.id = d.platform_id WHERE s.kind = 'effective' AND s.day > utc_day($1)),"
     " ahead AS (SELECT account_id, json_agg(card ORDER BY day, place) FILTER (WHERE place <= 10) AS list FROM ("
     "  SELECT c.account_id, s.card, s.day, row_number() OVER (PARTITION BY c.account_id ORDER BY s.day, s.document_id) AS place"
     "    FROM covered c JOIN dates s ON s.document_id = c.document_id) one GROUP BY account_id)"
     " SELECT due.id, due.since, due.address, due.iso_week, coalesce(k.n, 0), coalesce(k.critical, 0), coalesce(k.high, 0), coalesce(n.n, 0),"
     "  coalesce(p.names, n.names, '[]'), due.digest_empty, coalesce(q.seen, 0), coalesce(-q.unseen, 0),"
     "  json_build_object('week', due.iso_week, 'period_start', iso(due.since), 'period_end', iso($1),"
     "   'heading', coalesce(counted(k.n, 'change', 'changes'), CASE WHEN q.seen = 0 AND q.unseen < 0 THEN 'No change seen' ELSE 'No change' END),"
     "   'lead', p.list #>> '{0,changes,0,headline}', 'platforms', coalesce(p.list, '[]'), 'more', CASE WHEN k.n > 20 THEN k.n - 20 END,"
     "   'unchanged', CASE WHEN q.seen > 0 THEN json_build_object('documents', counted(q.seen, 'document', 'documents'), 'verified_at', iso(q.oldest)) END,"
     "   'unseen', CASE WHEN q.unseen < 0 THEN counted(-q.unseen, 'document', 'documents') END,"
     "   'provisions', coalesce(n.list, '[]'), 'more_provisions', CASE WHEN n.n > 10 THEN n.n - 10 END, 'ahead', coalesce(e.list, '[]'))"
     " FROM due LEFT JOIN counts k ON k.account_id = due.id LEFT JOIN platforms p ON p.account_id = due.id LEFT JOIN quiet q ON q.account_id = due.id"
     " LEFT JOIN news n ON n.account_id = due.id LEFT JOIN ahead e ON e.account_id = due.id ORDER BY due.id");

int digest_lock(struct store *st)
{
    struct rows r;
    int rc = db_one_n(st, &digest_try_lock, &r, NULL, 0);
    if (rc == OK) rows_free(&r);
    return rc == ERR_NOT_FOUND ? ERR_CONFLICT : rc;
}

int digest_due(struct store *st, struct arena *a, int64_t now_us, const char *base, int64_t after_id, unsigned most,
               struct digest_due **ret, size_t *ret_n)
{
    struct rows r;
    int rc = db_query(st, &digests_due, &r, A_TIME(now_us), A_TEXT(base), A_INT(after_id), A_INT(most));
    size_t n = rows_n(&r);
    struct digest_due *v = ARENA_ARRAY(a, struct digest_due, n);
    for (size_t i = 0; i < n; i++)
        v[i] = (struct digest_due){.account_id = row_int(&r, i, 0),
                                   .since_us = row_time(&r, i, 1),
                                   .address = str_dupz(a, row_str(&r, i, 2)),
                                   .iso_week = str_dupz(a, row_str(&r, i, 3)),
                                   .changes = (size_t)row_int(&r, i, 4),
                                   .critical = (size_t)row_int(&r, i, 5),
                                   .high = (size_t)row_int(&r, i, 6),
                                   .provisions = (size_t)row_int(&r, i, 7),
                                   .names = str_dupz(a, row_str(&r, i, 8)),
                                   .tell_empty = row_bool(&r, i, 9),
                                   .verified = (size_t)row_int(&r, i, 10),
                                   .unread = (size_t)row_int(&r, i, 11),
                                   .payload = str_dupz(a, row_str(&r, i, 12))};
    rows_free(&r);
    if (rc != OK) return rc;
    *ret = v;
    *ret_n = n;
    return OK;
}

static json_t *json_of(const struct digest_due *d, const struct digest_mail *m)
{
    char since[CLOCK_RFC3339_SIZE], token[SHA256_HEX_SIZE];
    json_t *one = json_pack("{s:I, s:s, s:s, s:s, s:I}", "account", (json_int_t)d->account_id, "address", d->address, "week", d->iso_week, "since",
                            clock_rfc3339(d->since_us, since), "changes", (json_int_t)d->changes);
    if (m->message_id == NULL) return one;
    json_object_set_new(one, "message_id", json_string(m->message_id));
    json_object_set_new(one, "subject", json_string(m->subject));
    json_object_set_new(one, "url", json_string(m->unsubscribe_url));
    json_object_set_new(one, "token", json_string(sha256_hex(&m->token, token)));
    return one;
}

int digest_add(struct store *st, struct arena *a, const struct digest_due *due, const struct digest_mail *mails, size_t n, int64_t now_us)
{
    struct str *payloads = ARENA_ARRAY(a, struct str, n);
    json_t *all = json_array();
    for (size_t i = 0; i < n; i++) {
        json_array_append_new(all, json_of(&due[i], &mails[i]));
        if (mails[i].message_id != NULL) payloads[i] = strz(due[i].payload);
    }
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    int rc = text != NULL ? db_query(st, &digests_insert, NULL, A_TEXT(text), A_TIME(now_us), A_TEXTS(payloads, n)) : ERR_LIMIT;
    free(text);
    return rc;
}
