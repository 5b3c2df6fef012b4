#include "store/taxonomy.h"

#include "base/file.h"

enum { TAXONOMY_BYTES_MAX = 64 << 20 };

STMT(taxonomy_ids, 0, "SELECT id, taxonomy_version FROM clause_type ORDER BY id");
STMT(taxonomy_rules, 0,
     "SELECT coalesce(jsonb_agg(jsonb_build_object('slug', slug, 'severity', severity, 'rules', rules) ORDER BY id), "
     "'[]') FROM clause_type");

static int join_model(struct taxonomy *t, struct classifier *c, const char *share, struct note *why)
{
    struct str file;
    struct weights *w;
    t->model_version = "";
    int rc = file_read(&t->arena, arena_printf(&t->arena, "%s/" MODEL_PATH, share), MODEL_BYTES_MAX, &file, why);
    if (rc == ERR_NOT_FOUND) return OK;
    if (rc == OK) rc = weights_read(&t->arena, file, &w, why);
    if (rc != OK) return rc;
    classifier_join(c, &t->arena, w);
    t->model_version = str_dupz(&t->arena, weights_version(w));
    return OK;
}

int taxonomy_load(struct store *st, const char *share, struct taxonomy *ret, struct note *why)
{
    struct taxonomy t = {.n = 0};
    struct classifier *c;
    struct rows ids = {NULL}, rules = {NULL};
    arena_init(&t.arena, TAXONOMY_BYTES_MAX);
    int rc = db_query_n(st, &taxonomy_ids, &ids, NULL, 0);
    if (rc == OK) rc = db_query_n(st, &taxonomy_rules, &rules, NULL, 0);
    if (rc != OK) {
        note_set(why, "%s", store_why(st));
        goto out;
    }
    rc = classifier_new(&t.arena, row_str(&rules, 0, 0), &c, why);
    if (rc != OK) goto out;
    if (classifier_n(c) != rows_n(&ids)) { /* a type was added between the two statements */
        note_set(why, "the taxonomy is being changed; try again");
        rc = ERR_CONFLICT;
        goto out;
    }
    rc = join_model(&t, c, share, why);
    if (rc != OK) goto out;
    t.classifier = c;
    t.n = rows_n(&ids);
    t.ids = ARENA_ARRAY(&t.arena, int64_t, t.n + 1);
    for (size_t i = 0; i < t.n; i++) {
        t.ids[i] = row_int(&ids, i, 0);
        if (row_int(&ids, i, 1) > t.version) t.version = row_int(&ids, i, 1);
    }
    *ret = t;
out:
    rows_free(&ids);
    rows_free(&rules);
    if (rc != OK) arena_release(&t.arena);
    return rc;
}

void taxonomy_release(struct taxonomy *t)
{
    arena_release(&t->arena);
    *t = (struct taxonomy){.n = 0};
}
