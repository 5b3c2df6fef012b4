#include "web/form_desk.h"

#include "store/desk.h"
#include "web/form.h"

enum { LINES_MAX = 4000 }; /* bytes of a list of selectors: the longest of known declarations has half of that */

static int source_of(struct exchange *x, int64_t *ret)
{
    return str_int(pairs_get(&x->rq.params, "source"), 1, INT64_MAX, ret) == OK ? OK : ERR_NOT_FOUND;
}

static struct desk_actor viewer_of(const struct exchange *x)
{
    return (struct desk_actor){.account_id = x->viewer.account_id};
}

static enum ruling ruling_of(struct exchange *x)
{
    struct str said = form_field(x, "decision");
    return str_eqz(said, "accept") ? RULING_ACCEPT : str_eqz(said, "refuse") ? RULING_REFUSE : RULING_NONE;
}

int form_desk_judge(struct exchange *x)
{
    struct store *st;
    struct sha256 text;
    struct desk_actor who = viewer_of(x);
    enum ruling ruling = ruling_of(x);
    int64_t id;
    int rc = source_of(x, &id);
    if (rc != OK) return rc;
    if (ruling == RULING_NONE || sha256_from_hex(form_field(x, "sha256"), &text) != OK) return ERR_BAD_INPUT;
    rc = site_store(x->site, &st);
    if (rc == OK) rc = ruling_give(st, id, &text, ruling, &who, x->rq.now_us);
    if (rc == ERR_NOT_FOUND) {
        error_show(x, 409, "The page shows another text by now, or that one is held no more. Look at the queue again.");
        return OK;
    }
    if (rc == OK) see_other(x, ruling == RULING_ACCEPT ? "/analyst/held/?done=accepted" : "/analyst/held/?done=barred");
    return rc;
}

/* A browser sends the ends of lines as CR LF; the blanks around a line are not part of it. */
static struct str lines(struct exchange *x, const char *name, struct complaints *c)
{
    struct str v = pairs_get(&x->rq.form, name);
    if (v.p == NULL) return str_of("", 0);
    if (v.n > LINES_MAX) complaints_add(c, name, "These are too many selectors: 4000 bytes at most.");
    return v;
}

/* Shown again with what was typed; form_again is for shorter fields. */
static int again(struct exchange *x, struct complaints *c, struct str select, struct str remove)
{
    int rc = page_show(x, "analyst_source",
                       json_pack("{s:o,s:o,s:{s:o,s:o},s:i}", "errors", c->by_field, "error_list", c->list, "values",
                                 "select", json_stringn(select.p, select.n), "remove", json_stringn(remove.p, remove.n),
                                 "status", 422));
    *c = (struct complaints){0};
    return rc;
}

int form_desk_select(struct exchange *x)
{
    struct store *st;
    struct note why = {""};
    struct complaints c = {0};
    struct desk_actor who = viewer_of(x);
    const char *select_json, *chosen;
    int64_t id;
    int rc = source_of(x, &id);
    if (rc != OK) return rc;
    struct str select = lines(x, "select", &c), remove = lines(x, "remove", &c);
    if (c.n == 0 && selectors_read(x->arena, select, str_of("", 0), &select_json, &why) != OK)
        complaints_add(&c, "select", why.text);
    else if (c.n == 0 && selectors_read(x->arena, select, remove, &chosen, &why) != OK)
        complaints_add(&c, "remove", why.text);
    if (c.n > 0) return again(x, &c, select, remove);
    rc = site_store(x->site, &st);
    if (rc == OK) rc = selectors_set(st, id, chosen, &who, x->rq.now_us);
    if (rc == OK) see_other(x, "/analyst/held/?done=selected");
    return rc;
}
