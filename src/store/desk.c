#include "store/desk.h"

#include "text/select.h"

#include <jansson.h>
#include <stdlib.h>

STMT(ruling_get, 2,
     "SELECT decision = 'accept' FROM verdict WHERE source_id = $1 AND sha256 = $2 ORDER BY id DESC LIMIT 1");
STMT(ruling_add, 6, "SELECT held_text_judge($1, $2, $3, $4, $5, $6)");
STMT(held_text_get, 1,
     "SELECT h.sha256 FROM held_text h JOIN source_state ss USING (source_id) WHERE source_id = $1 AND ss.last_outcome "
     "= 'held'");
STMT(held_text_put, 4,
     "INSERT INTO held_text AS h (source_id, sha256, body, first_seen, last_seen, sightings) VALUES ($1, $2, $3, $4, "
     "$4, 1)"
     " ON CONFLICT (source_id) DO UPDATE SET sha256 = excluded.sha256, body = excluded.body, last_seen = "
     "excluded.last_seen,"
     " first_seen = CASE WHEN h.sha256 = excluded.sha256 THEN least(h.first_seen, excluded.first_seen) ELSE "
     "excluded.first_seen END,"
     " sightings = CASE WHEN h.sha256 = excluded.sha256 THEN h.sightings + 1 ELSE 1 END");
STMT(selectors_put, 5, "SELECT source_select($1, $2::jsonb, $3, $4, $5)");
STMT(clause_match_add, 6, "SELECT clause_match($1, $2, $3, $4, $5, $6)");

STMT(desk_note_add, 7, "SELECT desk_note($1, $2, $3, $4, $5, $6, $7)");
STMT(change_sort_add, 5, "SELECT change_sort($1, $2, $3, $4, $5)");
STMT(change_newer, 1,
     "SELECT v.id, v.record_id FROM change c JOIN version v ON v.id = c.to_version_id WHERE c.record_id = $1");
STMT(change_correction, 3, "INSERT INTO correction (record_id, corrected_at, what) VALUES ($1, $2, $3)");

static const char *const rights[] = {"write", "publish", "answer", "remove", "source"}; /* by bit */

unsigned desk_rights_read(struct str names)
{
    struct str name;
    unsigned all = 0;
    while (str_next(&names, ' ', &name))
        for (unsigned i = 0; i < sizeof rights / sizeof *rights; i++)
            if (str_eqz(name, rights[i])) all |= 1u << i;
    return all;
}

int desk_note(struct store *st, const struct desk_actor *who, enum desk_right right, const char *act,
              const char *record_id, const char *detail, int64_t now_us)
{
    unsigned i = 0;
    while ((1u << i) != (unsigned)right) i++;
    return db_query(st, &desk_note_add, NULL, A_ID(who->account_id), A_TEXT(who->name), A_TEXT(rights[i]), A_TEXT(act),
                    A_TEXT(record_id), A_TEXT(detail), A_TIME(now_us));
}

int ruling_find(struct store *st, int64_t source_id, const struct sha256 *text, enum ruling *ret)
{
    struct rows r;
    int rc = db_query(st, &ruling_get, &r, A_INT(source_id), A_SHA(text));
    if (rc == OK) *ret = rows_n(&r) == 0 ? RULING_NONE : row_bool(&r, 0, 0) ? RULING_ACCEPT : RULING_REFUSE;
    rows_free(&r);
    return rc;
}

/* The functions answer false where there is nothing to act on. */
static int found(struct rows *r, int rc)
{
    if (rc == OK && !row_bool(r, 0, 0)) rc = ERR_NOT_FOUND;
    rows_free(r);
    return rc;
}

int ruling_give(struct store *st, int64_t source_id, const struct sha256 *text, enum ruling ruling,
                const struct desk_actor *who, int64_t now_us)
{
    struct rows r;
    if (ruling == RULING_NONE) bug("a ruling that says nothing");
    int rc = db_one(st, &ruling_add, &r, A_INT(source_id), A_SHA(text),
                    A_TEXT(ruling == RULING_ACCEPT ? "accept" : "refuse"), A_ID(who->account_id), A_TEXT(who->name),
                    A_TIME(now_us));
    return found(&r, rc);
}

int held_text_sha(struct store *st, int64_t source_id, struct sha256 *ret)
{
    struct rows r;
    int rc = db_one(st, &held_text_get, &r, A_INT(source_id));
    if (rc == OK && !row_sha(&r, 0, 0, ret)) rc = ERR_NOT_FOUND;
    rows_free(&r);
    return rc;
}

int held_text_keep(struct store *st, int64_t source_id, const struct sha256 *sha, struct str text, int64_t seen_us)
{
    return db_query(st, &held_text_put, NULL, A_INT(source_id), A_SHA(sha), A_STR(text), A_TIME(seen_us));
}

/* ---- selectors ---- */

static int add_line(json_t *list, struct str line, struct note *why)
{
    json_t *entry;
    if (line.p[0] == '{') {
        entry = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, NULL);
    } else {
        entry = json_stringn(line.p, line.n);
    }
    if (entry != NULL && json_array_append_new(list, entry) == 0) return OK;
    note_set(why, "\"" STR_FMT "\" is no JSON object", STR_ARG(line));
    return ERR_BAD_INPUT;
}

static int read_lines(struct str lines, json_t *root, const char *member, struct note *why)
{
    struct str line;
    json_t *list = json_array();
    int rc = OK;
    while (rc == OK && str_next(&lines, '\n', &line)) {
        line = str_trim(line);
        if (line.n > 0) rc = add_line(list, line, why);
    }
    if (json_array_size(list) > 0) json_object_set(root, member, list);
    json_decref(list);
    return rc;
}

static int check_css(struct arena *a, struct str css, struct note *why)
{
    struct selector *s;
    struct note place = {""};
    int rc = selector_parse(a, css, &s, &place);
    if (rc != OK) note_set(why, "\"" STR_FMT "\": %s", STR_ARG(css), place.text);
    return rc;
}

static int check_list(struct arena *a, const struct selection_list *l, struct note *why)
{
    int rc = OK;
    for (size_t i = 0; rc == OK && i < l->n; i++) {
        const struct selection *s = &l->v[i];
        if (s->kind == SELECTION_CSS) {
            rc = check_css(a, s->css, why);
        } else {
            rc = check_css(a, s->start, why);
            if (rc == OK) rc = check_css(a, s->end, why);
        }
    }
    return rc;
}

int selectors_read(struct arena *a, struct str select_lines, struct str remove_lines, const char **ret,
                   struct note *why)
{
    struct source_declaration *d;
    json_t *root = json_object();
    char *text = NULL;
    int rc = read_lines(select_lines, root, "select", why);
    if (rc == OK) rc = read_lines(remove_lines, root, "remove", why);
    if (rc == OK && (text = json_dumps(root, JSON_COMPACT)) == NULL) rc = ERR_LIMIT;
    if (rc == OK) rc = source_declaration_parse(a, strz(text), &d, why);
    if (rc == OK) rc = check_list(a, &d->select, why);
    if (rc == OK) rc = check_list(a, &d->remove, why);
    if (rc == OK) {
        struct source_declaration chosen = {.select = d->select, .remove = d->remove};
        *ret = str_dupz(a, source_declaration_json(a, &chosen));
    }
    free(text);
    json_decref(root);
    return rc;
}

int selectors_set(struct store *st, int64_t source_id, const char *chosen_json, const struct desk_actor *who,
                  int64_t now_us)
{
    struct rows r;
    int rc = db_one(st, &selectors_put, &r, A_INT(source_id), A_TEXT(chosen_json), A_ID(who->account_id),
                    A_TEXT(who->name), A_TIME(now_us));
    return found(&r, rc);
}

int clause_correct(struct store *st, int64_t clause_id, int64_t same_as, int64_t since_version_id,
                   const struct desk_actor *who, int64_t now_us, int64_t *ret)
{
    return db_int(st, &clause_match_add, ret, A_INT(clause_id), A_ID(same_as), A_ID(since_version_id),
                  A_ID(who->account_id), A_TEXT(who->name), A_TIME(now_us));
}

int change_match(struct store *st, struct arena *a, const char *record_id, int64_t clause_id, int64_t same_as,
                 const struct desk_actor *who, int64_t now_us)
{
    struct rows r;
    int64_t n;
    int rc = db_one(st, &change_newer, &r, A_TEXT(record_id));
    if (rc != OK) return rc;
    int64_t version = row_int(&r, 0, 0);
    const char *since = str_dupz(a, row_str(&r, 0, 1));
    const char *what =
        same_as != 0
            ? arena_printf(a, "From version %s on, clause %lld is the older clause %lld: it was taken for another one.",
                           since, (long long)clause_id, (long long)same_as)
            : arena_printf(a, "From version %s on, clause %lld is a clause of its own: it was taken for an older one.",
                           since, (long long)clause_id);
    rows_free(&r);
    rc = store_begin(st);
    if (rc != OK) return rc;
    rc = clause_correct(st, clause_id, same_as, version, who, now_us, &n);
    if (rc == OK) rc = db_query(st, &change_correction, NULL, A_TEXT(record_id), A_TIME(now_us), A_TEXT(what));
    if (rc == OK) rc = desk_note(st, who, DESK_WRITE, "match corrected", record_id, what, now_us);
    return store_end(st, rc);
}

int change_sort(struct store *st, const char *record_id, const char *verdict, const struct desk_actor *who,
                int64_t now_us)
{
    struct rows r;
    int rc = db_one(st, &change_sort_add, &r, A_TEXT(record_id), A_TEXT(verdict), A_ID(who->account_id),
                    A_TEXT(who->name), A_TIME(now_us));
    return found(&r, rc);
}
