#include "store/pages.h"

#include "base/file.h"
#include "base/map.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

enum { QUERY_MAX = 1 << 17 };

struct pages {
    struct map by_name; /* → struct page_query * */
};

static int parse_params(struct page_query *q, const char *path, struct note *why)
{
    struct str rest = strz(q->stmt.sql), line, word;
    while (str_next(&rest, '\n', &line) && str_starts(line, STR("--"))) {
        struct str words = str_trim(str_from(line, 2));
        if (!str_starts(words, STR("params:"))) continue;
        words = str_trim(str_from(words, 7));
        while (str_next(&words, ' ', &word)) {
            if (word.n == 0) continue;
            if (q->stmt.nparams == PAGE_PARAMS_MAX) {
                note_set(why, "the query %s has more than %d parameters", path, PAGE_PARAMS_MAX);
                return ERR_LIMIT;
            }
            char mark = word.p[0];
            q->params[q->stmt.nparams++] = (struct page_param){
                .kind = mark == '?'   ? PAGE_PARAM_QUERY
                        : mark == '*' ? PAGE_PARAM_ALL
                        : mark == '@' ? PAGE_PARAM_GIVEN
                                      : PAGE_PARAM_PATH,
                .name = mark == '?' || mark == '*' || mark == '@' ? str_from(word, 1) : word,
            };
        }
        return OK;
    }
    return OK; /* a page that asks for nothing */
}

static int load_query(struct arena *a, struct pages *p, const char *dir, struct str file, struct note *why)
{
    struct str sql;
    const char *path = arena_printf(a, "%s/" STR_FMT, dir, STR_ARG(file));
    struct page_query *q = ARENA_NEW(a, struct page_query);
    int rc = file_read(a, path, QUERY_MAX, &sql, why);
    if (rc != OK) return rc;
    struct str name = str_upto(file, file.n - 4);
    q->stmt = (struct stmt){.name = arena_printf(a, "page_" STR_FMT, STR_ARG(name)), .sql = sql.p};
    rc = parse_params(q, path, why);
    if (rc != OK) return rc;
    *map_put(&p->by_name, strz(q->stmt.name), NULL) = (uintptr_t)q;
    return OK;
}

static int is_query(const struct dirent *e) { return str_ends(strz(e->d_name), STR(".sql")) && e->d_name[0] != '.'; }

int pages_load(struct arena *a, const char *dir, struct pages **ret, struct note *why)
{
    struct dirent **entries = NULL;
    struct pages *p = ARENA_NEW(a, struct pages);
    map_init(&p->by_name, a);
    int n = scandir(dir, &entries, is_query, alphasort);
    if (n < 0) {
        note_set(why, "the folder %s cannot be read: %s", dir, strerror(errno));
        return ERR_IO;
    }
    int rc = OK;
    for (int i = 0; i < n; i++) {
        if (rc == OK) rc = load_query(a, p, dir, strz(arena_dupz(a, entries[i]->d_name)), why);
        free(entries[i]);
    }
    free(entries);
    if (rc == OK) *ret = p;
    return rc;
}

const struct page_query *pages_find(const struct pages *p, const char *name)
{
    char key[80] = "page_";
    size_t n = strlen(name);
    if (n + 6 > sizeof key) return NULL;
    memcpy(key + 5, name, n + 1);
    uintptr_t *q = map_get(&p->by_name, strz(key));
    return q != NULL ? (const struct page_query *)*q : NULL;
}

int pages_check(const struct pages *p, struct store *st, size_t *ret_checked, struct note *why)
{
    for (size_t i = 0; i < p->by_name.cap; i++) {
        const struct map_slot *slot = &p->by_name.slots[i];
        if (slot->key.p == NULL) continue;
        int rc = db_prepare(st, &((const struct page_query *)slot->value)->stmt, why);
        if (rc != OK) return rc;
    }
    *ret_checked = p->by_name.n;
    return OK;
}
