/* Two texts as they come, not canonical, ill-formed UTF-8 and all: `atlas diff` takes any file. The input is cut at its
 * first 0xff byte. Claims: the redline gives both texts back; so do the word edits of two passages; every item has a
 * reason and clauses that exist; the judgement of a passage against itself is cosmetic. */
#include "text/redline.h"
#include "bytes.h"
#include "text/noise.h"
#include "text/summary.h"

static void claim_joined(const struct word_edits *e, char side, struct str text)
{
    size_t at = 0;
    for (size_t i = 0; i < e->n; i++) {
        struct str t = e->v[i].text;
        if (e->v[i].op != '=' && e->v[i].op != side) continue;
        CLAIM(t.n <= text.n - at && memcmp(t.p, text.p + at, t.n) == 0);
        at += t.n;
    }
    CLAIM(at == text.n);
}

static void claim_side(const struct redline *r, char side, struct str text)
{
    size_t at = 0;
    for (size_t i = 0; i < r->n; i++) {
        struct str t = r->ops[i].text;
        CLAIM(t.n > 0);
        if (r->ops[i].op != '=' && r->ops[i].op != side) continue;
        CLAIM(t.n <= text.n - at && memcmp(t.p, text.p + at, t.n) == 0);
        at += t.n;
    }
    CLAIM(at == text.n);
}

static void claim_items(const struct alignment *al, const struct clauses *o, const struct clauses *n)
{
    for (size_t i = 0; i < al->nitems; i++) {
        const struct change_item *x = &al->items[i];
        CLAIM(x->reason != NULL && x->reason[0] != '\0');
        CLAIM(x->old_clause >= 0 || x->new_clause >= 0);
        CLAIM(x->old_clause < (ptrdiff_t)o->n && x->new_clause < (ptrdiff_t)n->n);
        if (x->nmore == 0 && x->old_clause >= 0 && x->new_clause >= 0) {
            claim_joined(&x->edits, '-', o->v[x->old_clause].text);
            claim_joined(&x->edits, '+', n->v[x->new_clause].text);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct str all = input(&a, data, size);
    size_t cut = str_find_char(all, '\xff');
    if (cut == STR_NONE) cut = all.n;
    struct str old_text = str_upto(all, cut), new_text = str_from(all, cut < all.n ? cut + 1 : cut);
    struct clauses o, n;
    struct alignment al;
    struct redline r;
    struct summary s;
    struct word_edits e;
    struct judgement j;
    segment_text(&a, old_text, &o);
    segment_text(&a, new_text, &n);
    align_clauses(&a, old_text, &o, new_text, &n, &al);
    claim_items(&al, &o, &n);
    redline_make(&a, old_text, &o, new_text, &n, &al, &r);
    claim_side(&r, '-', old_text);
    claim_side(&r, '+', new_text);
    summary_make(&a, &o, &n, &al, STR("Terms"), STR("Example"), &s);
    CLAIM(s.headline.n > 0);
    words_diff(&a, old_text, new_text, &e);
    claim_joined(&e, '-', old_text);
    claim_joined(&e, '+', new_text);
    noise_judge(&a, old_text, old_text, (struct place){0}, &j);
    CLAIM(j.cosmetic);
    arena_release(&a);
    return 0;
}
