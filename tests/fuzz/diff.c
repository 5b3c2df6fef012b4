/* Two texts: canonical form, segmentation, alignment, redline. The input is cut at its first 0xff byte. Claims: canonical
 * is idempotent; clauses tile; identities are carried once; the redline gives both texts back, byte for byte. */
#include "base/buf.h"
#include "bytes.h"
#include "text/canonical.h"
#include "text/redline.h"

static void claim_tiling(struct str text, const struct clauses *c)
{
    size_t at = 0;
    for (size_t i = 0; i < c->n; i++) {
        CLAIM(c->v[i].offset == at && c->v[i].length > 0);
        CLAIM(c->v[i].text.p == text.p + at && c->v[i].text.n == c->v[i].length);
        at += c->v[i].length;
    }
    CLAIM(at == text.n);
}

static void claim_identity(const struct alignment *al, size_t nold, size_t nnew)
{
    for (size_t j = 0; j < nnew; j++) {
        ptrdiff_t i = al->old_of_new[j];
        CLAIM(i < (ptrdiff_t)nold);
        if (i >= 0) CLAIM(al->new_of_old[i] == (ptrdiff_t)j);
    }
}

static void claim_side(const struct redline *r, char side, struct str text)
{
    size_t at = 0;
    for (size_t i = 0; i < r->n; i++) {
        struct str t = r->ops[i].text;
        if (r->ops[i].op != '=' && r->ops[i].op != side) continue;
        CLAIM(t.n <= text.n - at && memcmp(t.p, text.p + at, t.n) == 0);
        at += t.n;
    }
    CLAIM(at == text.n);
}

static struct str canonical_twice(struct arena *a, struct str s)
{
    struct str once = canonical_text(a, s);
    CLAIM(str_eq(canonical_text(a, once), once));
    return once;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    struct str all = input(&a, data, size);
    size_t cut = str_find_char(all, '\xff');
    if (cut == STR_NONE) cut = all.n;
    struct str old_text = canonical_twice(&a, str_upto(all, cut));
    struct str new_text = canonical_twice(&a, str_from(all, cut < all.n ? cut + 1 : cut));
    struct clauses old_clauses, new_clauses;
    segment_text(&a, old_text, &old_clauses);
    segment_text(&a, new_text, &new_clauses);
    claim_tiling(old_text, &old_clauses);
    claim_tiling(new_text, &new_clauses);
    struct alignment al;
    align_clauses(&a, old_text, &old_clauses, new_text, &new_clauses, &al);
    claim_identity(&al, old_clauses.n, new_clauses.n);
    if (str_eq(old_text, new_text)) CLAIM(al.nitems == 0);
    struct redline r;
    redline_make(&a, old_text, &old_clauses, new_text, &new_clauses, &al, &r);
    claim_side(&r, '-', old_text);
    claim_side(&r, '+', new_text);
    arena_release(&a);
    return 0;
}
