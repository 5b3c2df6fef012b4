#include "web/redline_json.h"

#include "store/version_text.h"
#include "web/redline_pair.h"

enum { WORK_MAX = 192 << 20 }; /* of the comparison's own arena, given back at once */

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

static struct str version_id(const json_t *root, const char *key)
{
    const json_t *id = json_object_get(json_object_get(root, key), "id");
    return str_of(json_string_value(id), json_string_length(id));
}

static bool wants_exact(const struct exchange *x)
{
    return x->rq.as == AS_JSON || str_eqz(pairs_get(&x->rq.query, "view"), "text");
}

int redline_add(struct exchange *x, json_t *root)
{
    struct str from = version_id(root, "from"), to = version_id(root, "to"), old_text, new_text;
    struct arena work;
    struct store *st;
    if (from.n == 0 || to.n == 0) return OK;
    arena_init(&work, WORK_MAX);
    json_t *made = NULL;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = version_text(st, &work, from, REDLINE_TEXT_MAX, &old_text);
    if (rc == OK) rc = version_text(st, &work, to, REDLINE_TEXT_MAX, &new_text);
    if (rc == OK) {
        struct redline_pair p = {.old_text = old_text, .new_text = new_text};
        redline_compare(&work, &p);
        made = wants_exact(x) ? redline_exact(&work, &p) : redline_page(&work, &p);
    }
    if (rc == ERR_LIMIT) made = json_pack("{s:b}", "too_large", 1);
    arena_release(&work);
    if (made == NULL) return rc;
    return json_object_set_new(root, "redline", made) == 0 ? OK : ERR_LIMIT;
}
