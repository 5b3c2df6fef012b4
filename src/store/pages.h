/* The queries of pages: one file of sql/pages/ each, one statement, one row with one JSON value. A comment line at the
 * top names the parameters in their order:
 *
 *     -- params: platform document ?page @now @features @account
 *
 * Plain: a parameter of the route's path. `?x`: of the query string, NULL when absent. `*x`: all of that name in the
 * query string, with commas between (boxes that were ticked). `@x`: given by the web: now (an
 * instant as text), features (of the viewer's tier, as a text[] literal), account (id or NULL), login (hash
 * of the viewer's own, hex, or NULL), path, base (the
 * service's address). All are text; the SQL casts
 * them. A query without that line has no parameters. Read once at start; the set lives in the arena given. */
#ifndef ATLAS_STORE_PAGES_H
#define ATLAS_STORE_PAGES_H

#include "store/db.h"

enum page_param_kind { PAGE_PARAM_PATH, PAGE_PARAM_QUERY, PAGE_PARAM_ALL, PAGE_PARAM_GIVEN };
enum { PAGE_PARAMS_MAX = 16 };

struct page_query {
    struct stmt stmt;
    struct page_param {
        enum page_param_kind kind;
        struct str name; /* without its mark */
    } params[PAGE_PARAMS_MAX];
};

struct pages;

MUST_USE int pages_load(struct arena *a, const char *dir, struct pages **ret, struct note *why);
const struct page_query *pages_find(const struct pages *p, const char *name); /* NULL: there is none */
MUST_USE int pages_check(const struct pages *p, struct store *st, size_t *ret_checked,
                         struct note *why); /* do all fit the schema? */

#endif
