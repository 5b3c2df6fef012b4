#include "store/registry.h"

#include "base/utf8.h"

/* U+00C0 … U+017F without their marks; '-' where there is no plain letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo-ouuuuypsaaaaaaaceeeeiiiidnooooo-ouuuuypy"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
                            "lllnnnnnn-nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
_Static_assert(sizeof latin - 1 == 0x180 - 0xC0, "one letter for each of U+00C0 … U+017F");

char *slug_of(struct arena *a, struct str name)
{
    char *out = arena_alloc(a, name.n + 2);
    size_t n = 0;
    for (size_t i = 0, len; i < name.n && n < 100; i += len) {
        uint32_t c = utf8_next(name.p + i, name.n - i, &len);
        char plain = c < 0x80 ? ascii_lower((char)c) : c >= 0xC0 && c < 0x180 ? latin[c - 0xC0] : '-';
        if (plain == '\'' || c == 0x2019) continue; /* "Seller's" is one word */
        if (plain == '&') plain = '-';
        if (ascii_alnum(plain)) out[n++] = plain;
        else if (n > 0 && out[n - 1] != '-') out[n++] = '-';
    }
    while (n > 0 && out[n - 1] == '-') n--;
    if (n == 0) out[n++] = 'x';
    out[n] = '\0';
    return out;
}

STMT(platform_upsert, 7,
     "INSERT INTO platform (slug, name, kind, homepage, jurisdiction, invented, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"
     " ON CONFLICT (slug) DO UPDATE SET name = excluded.name, kind = excluded.kind, homepage = excluded.homepage,"
     " jurisdiction = excluded.jurisdiction, invented = excluded.invented, active = true RETURNING id, xmax = 0");

STMT(document_upsert, 5,
     "INSERT INTO document (platform_id, slug, title, kind, created_at) VALUES ($1, $2, $3, $4, $5)"
     " ON CONFLICT (platform_id, slug) DO UPDATE SET title = excluded.title, kind = excluded.kind, active = true RETURNING id, xmax = 0");

/* A choice of the page's part that was made at the desk (source_edit) is newer than any file: select and remove stay, the
 * rest of the declaration comes from the file. */
STMT(source_upsert, 7,
     "WITH h AS (INSERT INTO host (host, next_request_at) VALUES ($4, $7) ON CONFLICT DO NOTHING)"
     " INSERT INTO source (document_id, ordinal, url, host, declaration, render, created_at) VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7)"
     " ON CONFLICT (document_id, url, ordinal) DO UPDATE SET declaration = CASE"
     "  WHEN NOT EXISTS (SELECT FROM source_edit e WHERE e.source_id = source.id) THEN excluded.declaration"
     "  ELSE (excluded.declaration - ARRAY['select', 'remove']) || (SELECT coalesce(jsonb_object_agg(key, value), '{}')"
     "   FROM jsonb_each(source.declaration) WHERE key IN ('select', 'remove')) END,"
     " render = excluded.render, host = excluded.host, active = true"
     " RETURNING id, EXISTS (SELECT FROM source o WHERE o.id = source.id AND o.declaration <> source.declaration), declaration <> $5::jsonb");

STMT(source_state_add, 2, "INSERT INTO source_state (source_id, next_due) VALUES ($1, $2) ON CONFLICT DO NOTHING");
/* Another declaration reads the same bytes anew, and a page on which the parser died gets another chance. */
STMT(source_state_reset, 2,
     "UPDATE source_state SET body_sha256 = NULL, etag = NULL, last_modified = NULL, full_fetch_at = NULL,"
     " next_due = least(next_due, greatest($2, last_checked_at + interval '1 second')),"
     " parser_deaths = 0, quarantined = false WHERE source_id = $1");
STMT(sources_retire, 1, "UPDATE source SET active = false WHERE document_id = $1");

STMT(kind_of_terms, 1, "SELECT slug FROM document_kind WHERE $1 = ANY (terms_types) ORDER BY rank LIMIT 1");

STMT(document_by_slug, 2,
     "SELECT id FROM document WHERE platform_id = $1 AND slug = $2"
     " UNION ALL SELECT document_id FROM document_alias WHERE platform_id = $1 AND slug = $2 LIMIT 1");
STMT(document_names_get, 1, "SELECT p.name, d.title FROM document d JOIN platform p ON p.id = d.platform_id WHERE d.id = $1");
STMT(platform_by_slug, 1,
     "SELECT id FROM platform WHERE slug = $1 UNION ALL SELECT platform_id FROM platform_alias WHERE slug = $1 LIMIT 1");

static int put(struct rows *r, int rc, int64_t *ret_id, bool *ret_new)
{
    if (rc == OK) {
        *ret_id = row_int(r, 0, 0);
        if (ret_new != NULL) *ret_new = row_bool(r, 0, 1);
    }
    rows_free(r);
    return rc;
}

int platform_put(struct store *st, const struct platform *p, int64_t now_us, int64_t *ret_id, bool *ret_new)
{
    struct rows r;
    int rc = db_one(st, &platform_upsert, &r, A_TEXT(p->slug), A_TEXT(p->name), A_TEXT(p->kind), A_TEXT(p->homepage), A_TEXT(p->jurisdiction),
                    A_BOOL(p->invented), A_TIME(now_us));
    return put(&r, rc, ret_id, ret_new);
}

int document_put(struct store *st, int64_t platform_id, const char *slug, const char *title, const char *kind, int64_t now_us,
                 int64_t *ret_id, bool *ret_new)
{
    struct rows r;
    int rc = db_one(st, &document_upsert, &r, A_INT(platform_id), A_TEXT(slug), A_TEXT(title), A_TEXT(kind), A_TIME(now_us));
    return put(&r, rc, ret_id, ret_new);
}

int document_find(struct store *st, int64_t platform_id, const char *slug, int64_t *ret_id)
{
    return db_int(st, &document_by_slug, ret_id, A_INT(platform_id), A_TEXT(slug));
}

int document_names(struct store *st, struct arena *a, int64_t id, const char **ret_platform, const char **ret_title)
{
    struct rows r;
    int rc = db_one(st, &document_names_get, &r, A_INT(id));
    if (rc == OK) {
        *ret_platform = arena_dupz(a, row_text(&r, 0, 0));
        *ret_title = arena_dupz(a, row_text(&r, 0, 1));
    }
    rows_free(&r);
    return rc;
}

static int set_source(struct store *st, int64_t document_id, size_t ordinal, struct source_new *s, int64_t now_us, int64_t first_due_us)
{
    struct rows r;
    int64_t id = 0;
    bool other = false;
    int rc = db_one(st, &source_upsert, &r, A_INT(document_id), A_INT((int64_t)ordinal), A_TEXT(s->url), A_TEXT(s->origin),
                    A_TEXT(s->declaration_json), A_TEXT(s->browser ? "browser" : "none"), A_TIME(now_us));
    if (rc == OK) s->kept = row_bool(&r, 0, 2);
    rc = put(&r, rc, &id, &other);
    if (rc == OK) rc = db_query(st, &source_state_add, NULL, A_INT(id), A_TIME(first_due_us));
    if (rc == OK && other) rc = db_query(st, &source_state_reset, NULL, A_INT(id), A_TIME(now_us));
    return rc;
}

int document_sources_set(struct store *st, int64_t document_id, struct source_new *v, size_t n, int64_t now_us, int64_t first_due_us)
{
    int rc = db_query(st, &sources_retire, NULL, A_INT(document_id));
    for (size_t i = 0; rc == OK && i < n; i++) rc = set_source(st, document_id, i, &v[i], now_us, first_due_us);
    return rc;
}

int document_kind_of(struct store *st, struct arena *a, const char *terms_type, const char **ret)
{
    struct rows r;
    int rc = db_query(st, &kind_of_terms, &r, A_TEXT(terms_type));
    if (rc == OK) *ret = rows_n(&r) > 0 ? arena_dupz(a, row_text(&r, 0, 0)) : "other";
    rows_free(&r);
    return rc;
}

int platform_find(struct store *st, const char *slug, int64_t *ret_id)
{
    return db_int(st, &platform_by_slug, ret_id, A_TEXT(slug));
}
