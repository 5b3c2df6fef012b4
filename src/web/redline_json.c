#include "web/redline_json.h"

#include "base/log.h"
#include "store/redline_kept.h"
#include "store/version_text.h"
#include "web/redline_pair.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    WORK_MAX = 192 << 20,   /* of the comparison's own arena, given back at once */
    LARGE_PAIR = 512 << 10, /* bytes of both texts; larger ones need a slot */
};

size_t redline_words(struct str s)
{
    size_t n = 0;
    bool counted = false;
    for (size_t i = 0; i < s.n; i++) {
        bool letter = ascii_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0x80;
        n += letter && !counted;
        counted = !ascii_space(s.p[i]) && (counted || letter);
    }
    return n;
}

void redline_compare(struct arena *a, struct redline_pair *p)
{
    segment_text(a, p->old_text, &p->o);
    segment_text(a, p->new_text, &p->n);
    align_clauses(a, p->old_text, &p->o, p->new_text, &p->n, &p->al);
    redline_make(a, p->old_text, &p->o, p->new_text, &p->n, &p->al, &p->red);
    p->new_of_move = ARENA_ARRAY(a, ptrdiff_t, p->al.nmoves + 1);
    for (size_t i = 0; i < p->n.n; i++) p->new_of_move[p->al.move_of_new[i]] = (ptrdiff_t)i;
}

struct str redline_there(struct arena *a, const struct redline_pair *p, uint32_t move, bool gone)
{
    ptrdiff_t at = p->new_of_move[move];
    const struct clause *c = gone ? &p->n.v[at] : &p->o.v[p->al.old_of_new[at]];
    struct str heading = c->nheadings > 0 ? c->headings[c->nheadings - 1] : (struct str){0};
    if (c->label.n == 0 && heading.n == 0) return STR("another place");
    return strz(arena_printf(a, STR_FMT "%s" STR_FMT, STR_ARG(c->label), c->label.n > 0 && heading.n > 0 ? ", " : "",
                             STR_ARG(heading)));
}

static bool wants_exact(const struct exchange *x)
{
    return x->rq.as == AS_JSON || str_eqz(pairs_get(&x->rq.query, "view"), "text");
}

/* ERR_LIMIT: the texts are too large, or need too much to be compared. */
static int compare(struct exchange *x, struct store *st, const struct redline_key *key, struct arena *work,
                   json_t **ret)
{
    struct redline_pair p = {0};
    int64_t slot = 0;
    int rc = version_text(st, work, key->from, REDLINE_TEXT_MAX, &p.old_text);
    if (rc == OK) rc = version_text(st, work, key->to, REDLINE_TEXT_MAX, &p.new_text);
    bool large = rc == OK && p.old_text.n + p.new_text.n > LARGE_PAIR;
    if (large) rc = redline_slot_take(st, &slot);
    if (rc != OK) return rc;
    redline_compare(work, &p);
    *ret = wants_exact(x) ? redline_exact(work, &p) : redline_page(work, &p);
    if (large && redline_slot_give(st, slot) != OK)
        log_warn("a slot of comparison %" PRId64 ": %s", slot, store_why(st));
    return OK;
}

/* Compared anew, and kept where it can be: without it the page is slower and no worse. */
static int make(struct exchange *x, struct store *st, const struct redline_key *key, struct redline_text *ret)
{
    struct arena work;
    json_t *made = NULL;
    arena_init(&work, WORK_MAX);
    int rc = compare(x, st, key, &work, &made);
    if (rc == ERR_LIMIT) made = json_pack("{s:b}", "too_large", 1);
    arena_release(&work);
    if (made == NULL) return rc;
    made =
        json_pack("{s:o}", "redline", made); /* kept with its name, so that it needs no copy to stand in index.json */
    ret->made = json_dumps(made, JSON_COMPACT);
    json_decref(made);
    if (ret->made == NULL) return ERR_LIMIT;
    if (rc == OK && redline_keep(st, key, strz(ret->made), x->rq.now_us) == ERR_IO)
        log_warn("a redline cannot be kept: %s", store_why(st));
    return OK;
}

int redline_add(struct exchange *x, struct node *root, struct redline_text *ret)
{
    const struct node *from = node_get(node_get(root, "from"), "id"), *to = node_get(node_get(root, "to"), "id");
    struct store *st;
    *ret = (struct redline_text){0};
    if (from == NULL || to == NULL) return OK;
    struct redline_key key = {from->text, to->text,
                              arena_printf(x->arena, "%s %s", x->site->build, wants_exact(x) ? "exact" : "read")};
    int rc = site_store(x->site, &st);
    if (rc != OK) return rc;
    struct node *redline;
    rc = redline_find(st, &key, x->rq.now_us, &ret->kept);
    if (rc == OK) rc = node_parse(x->arena, row_str(&ret->kept, 0, 0), &redline, NULL);
    if (rc != OK && rc != ERR_IO) { /* whatever is wrong with what was kept: the texts are there */
        rc = make(x, st, &key, ret);
        if (rc == OK) rc = node_parse(x->arena, strz(ret->made), &redline, NULL);
    }
    if (rc == OK) node_override(root, redline);
    return rc;
}

void redline_text_free(struct redline_text *t)
{
    rows_free(&t->kept);
    free(t->made);
    *t = (struct redline_text){0};
}
