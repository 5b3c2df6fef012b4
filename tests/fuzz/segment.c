/* A text's blocks and clauses. Claims: both tile the text, so the clauses joined are the canonical text; attributes are
 * one line of valid UTF-8; a paragraph that is inserted between two clauses moves no border but its own. */
#include "sides.h"
#include "base/utf8.h"
#include "text/canonical.h"
#include "text/dates.h"
#include "text/reference.h"

static bool one_line(struct str s) { return utf8_valid(s) && str_find_char(s, '\n') == STR_NONE; }

static void claim_blocks(struct arena *a, struct str text)
{
    struct blocks b;
    size_t at = 0;
    blocks_find(a, text, &b);
    for (size_t i = 0; i < b.n; at += b.v[i++].length) {
        const struct block *x = &b.v[i];
        CLAIM(x->at == at && x->length > 0 && x->words_at >= x->at);
        CLAIM((size_t)x->words_at + x->words_n <= (size_t)x->at + x->length);
        CLAIM((size_t)x->label_at + x->label_n <= (size_t)x->at + x->length);
    }
    CLAIM(at == text.n);
}

static void claim_attributes(const struct clauses *c)
{
    for (size_t i = 0; i < c->n; i++) {
        CLAIM(one_line(c->v[i].title) && one_line(c->v[i].body) && one_line(c->v[i].label));
        CLAIM(one_line(c->v[i].heading_path) && one_line(c->v[i].section));
    }
}

static bool begins_clause(const struct clauses *c, size_t offset)
{
    for (size_t i = 0; i < c->n; i++)
        if (c->v[i].offset == offset) return true;
    return false;
}

static void claim_borders(struct arena *a, struct str text, const struct clauses *c, size_t at)
{
    static const char inserted[] = "\nBetween them stands a sentence that nobody has written before.\n\n";
    size_t n = sizeof inserted - 1;
    char *p = arena_alloc(a, text.n + n + 1);
    memcpy(p, text.p, at);
    memcpy(p + at, inserted, n);
    memcpy(p + at + n, text.p + at, text.n - at);
    struct clauses more;
    segment_text(a, str_of(p, text.n + n), &more);
    CLAIM(begins_clause(&more, at + 1) && more.n == c->n + 1); /* the first newline ends what stands before */
    for (size_t i = 0; i < c->n; i++)
        CLAIM(begins_clause(&more, c->v[i].offset < at ? c->v[i].offset : c->v[i].offset + n));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    struct arena *a;
    struct str all = input(&a, data, size), text = canonical_text(a, str_from(all, 1));
    struct clauses c;
    struct stated_dates dates;
    struct references refs;
    claim_blocks(a, text);
    segment_text(a, text, &c);
    claim_tiling(text, &c);
    claim_attributes(&c);
    dates_find(a, text, &dates);
    for (size_t i = 0; i < dates.n; i++) CLAIM(dates.v[i].at < text.n && utf8_valid(dates.v[i].quote) && dates.v[i].quote.n <= 200);
    references_find(a, &c, &refs);
    for (size_t i = 0; i < refs.n; i++) CLAIM(str_find(c.v[refs.v[i].clause].text, refs.v[i].target) != STR_NONE);
    if (c.n > 1) claim_borders(a, text, &c, c.v[1 + data[0] % (c.n - 1)].offset);
    return 0;
}
