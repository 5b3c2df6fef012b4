#include "text/noise.h"

#include "text/dateline.h"
#include "text/furniture.h"
#include "text/reading.h"

#include <stdlib.h>

/* In bytes: what came or went as a whole and is longer is no furniture. In words: what a reason quotes. */
enum { LONE_MAX = 8192, REASON_WORDS = 6 };

/* ---- comparing --------------------------------------------------------------------------------------------------- */

struct pick { /* which lines of a reading count */
    bool skip_dates, skip_furniture, skip_menus;
};

struct sequence {
    const struct sign **v;
    size_t n;
};

static bool picked(const struct line *l, struct pick p)
{
    return !(p.skip_dates && l->date) && !(p.skip_furniture && l->furniture) && !(p.skip_menus && l->only_links);
}

static struct sequence pick_signs(struct reading *r, struct pick p)
{
    struct sequence s = {ARENA_ARRAY(r->arena, const struct sign *, r->signs.n + 1), 0};
    for (size_t l = 0; l < r->lines.n; l++)
        if (picked(&r->lines.v[l], p))
            for (size_t i = r->lines.v[l].from; i < r->lines.v[l].to; i++) s.v[s.n++] = &r->signs.v[i];
    return s;
}

static bool same_signs(const struct sequence *x, const struct sequence *y)
{
    if (x->n != y->n) return false;
    for (size_t i = 0; i < x->n; i++)
        if (!sign_same(x->v[i], y->v[i])) return false;
    return true;
}

/* Letters alike though the words are parted elsewhere ("e-mail", a lost space); numbers must be parted alike. */
static bool same_letters(const struct sequence *x, const struct sequence *y)
{
    size_t i = 0, j = 0, a = 0, b = 0;
    for (;;) {
        while (i < x->n && a >= x->v[i]->text.n) i++, a = 0;
        while (j < y->n && b >= y->v[j]->text.n) j++, b = 0;
        if (i >= x->n || j >= y->n) return i >= x->n && j >= y->n;
        if ((x->v[i]->kind != SIGN_WORD || y->v[j]->kind != SIGN_WORD)) {
            if (a > 0 || b > 0 || !sign_same(x->v[i], y->v[j])) return false;
            i++, j++;
            continue;
        }
        if (x->v[i]->text.p[a++] != y->v[j]->text.p[b++]) return false;
    }
}

static bool same_links(const struct reading *x, const struct reading *y)
{
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < x->signs.n && x->signs.v[i].kind != SIGN_URL) i++;
        while (j < y->signs.n && y->signs.v[j].kind != SIGN_URL) j++;
        if (i >= x->signs.n || j >= y->signs.n) return i >= x->signs.n && j >= y->signs.n;
        if (!str_eq(x->signs.v[i].text, y->signs.v[j].text)) return false;
    }
}

static bool same_targets(struct str x, struct str y)
{
    size_t i = 0, j = 0;
    for (;;) {
        size_t n = 0, m = 0;
        while (i < x.n && (x.p[i] != ']' || (n = link_target(x, i)) == 0)) i++;
        while (j < y.n && (y.p[j] != ']' || (m = link_target(y, j)) == 0)) j++;
        if (i >= x.n || j >= y.n) return i >= x.n && j >= y.n;
        if (!str_eq(str_of(x.p + i, n), str_of(y.p + j, m))) return false;
        i += n;
        j += m;
    }
}

static bool same_labels(const struct reading *x, const struct reading *y)
{
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < x->lines.n && x->lines.v[i].label.n == 0) i++;
        while (j < y->lines.n && y->lines.v[j].label.n == 0) j++;
        if (i >= x->lines.n || j >= y->lines.n) return i >= x->lines.n && j >= y->lines.n;
        if (!str_eq(x->lines.v[i].label, y->lines.v[j].label)) return false;
    }
}

static uint64_t line_hash(const struct reading *r, const struct line *l)
{
    uint64_t h = 3;
    for (size_t i = l->from; i < l->to; i++) h = (h ^ r->signs.v[i].hash) * 0x9FB21C651E98DF25u, h ^= h >> 31;
    return h;
}

static int compare_hash(const void *x, const void *y)
{
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

/* The same lines in another order, list entries and rows only: what is no entry must not have moved. */
static bool same_entries(struct arena *a, const struct reading *x, const struct reading *y)
{
    if (x->lines.n != y->lines.n || x->lines.n < 2) return false;
    uint64_t *h = ARENA_ARRAY(a, uint64_t, x->lines.n), *k = ARENA_ARRAY(a, uint64_t, y->lines.n);
    for (size_t i = 0; i < x->lines.n; i++) {
        const struct line *o = &x->lines.v[i], *n = &y->lines.v[i];
        h[i] = line_hash(x, o);
        k[i] = line_hash(y, n);
        if (h[i] != k[i] && (o->kind != n->kind || (o->kind != BLOCK_ITEM && o->kind != BLOCK_ROW))) return false;
    }
    qsort(h, x->lines.n, sizeof *h, compare_hash);
    qsort(k, y->lines.n, sizeof *k, compare_hash);
    return memcmp(h, k, x->lines.n * sizeof *h) == 0;
}

/* ---- the answer -------------------------------------------------------------------------------------------------- */

/* The words as written, with the marks between them where they stand in one line. */
static struct str quoted(struct arena *a, const struct sequence *s, size_t from, size_t to)
{
    struct str out = {0};
    for (size_t i = from; i < to; i++) {
        struct str t = s->v[i]->text;
        const char *end = out.n > 0 ? out.p + out.n : t.p;
        if (out.n > 0 && t.p >= end && (size_t)(t.p - end) < 4 && memchr(end, '\0', (size_t)(t.p - end)) == NULL)
            out.n = (size_t)(t.p + t.n - out.p);
        else if (out.n == 0)
            out = t;
        else
            out = strz(arena_printf(a, STR_FMT " " STR_FMT, STR_ARG(out), STR_ARG(t)));
    }
    return out;
}

/* The first words that differ, said shortly. */
static const char *describe(struct arena *a, const struct sequence *x, const struct sequence *y)
{
    size_t head = 0, tail = 0;
    while (head < x->n && head < y->n && sign_same(x->v[head], y->v[head])) head++;
    while (tail < x->n - head && tail < y->n - head && sign_same(x->v[x->n - tail - 1], y->v[y->n - tail - 1])) tail++;
    size_t went = x->n - head - tail, came = y->n - head - tail;
    if (went > REASON_WORDS || came > REASON_WORDS)
        return went == 0 ? "words were added" : came == 0 ? "words were taken out" : "words were replaced";
    struct str w = quoted(a, x, head, head + went), c = quoted(a, y, head, head + came);
    if (went == 0) return arena_printf(a, "“" STR_FMT "” was added", STR_ARG(c));
    if (came == 0) return arena_printf(a, "“" STR_FMT "” was taken out", STR_ARG(w));
    return arena_printf(a, "“" STR_FMT "” became “" STR_FMT "”", STR_ARG(w), STR_ARG(c));
}

bool noise_reference_word(struct str s)
{
    static const char *const words[] = {"section",    "sections", "clause",  "clauses",   "article",  "articles",
                                        "paragraph",  "§",        "part",    "parts",     "schedule", "annex",
                                        "paragraphs", "ziffer",   "ziffern", "abschnitt", "punkt",    "artikel",
                                        "abschnitte", "artículo", "sección", "articolo",  "punkte",   "chapter"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_ascii_ieq(s, strz(words[i]))) return true;
    return false;
}

/* "Sections 13, 14, 15 and 17": from a number back over those before it to the word that announces them. */
static bool is_reference(const struct sequence *s, size_t i)
{
    static const char *const joints[] = {"and", "or", "to", "through", "und", "oder", "bis", "et", "y", "e"};
    if (s->v[i]->kind != SIGN_NUMBER) return false;
    while (i-- > 0) {
        if (noise_reference_word(s->v[i]->text)) return true;
        bool joint = s->v[i]->kind == SIGN_NUMBER;
        for (size_t k = 0; k < sizeof joints / sizeof *joints; k++)
            joint |= str_ascii_ieq(s->v[i]->text, strz(joints[k]));
        if (!joint) return false;
    }
    return false;
}

static bool follows_renumbering(const struct place *where, struct str was, struct str is)
{
    for (size_t i = 0; i < where->nrenumberings; i++)
        if (str_eq(where->renumberings[i].was, was) && str_eq(where->renumberings[i].is, is)) return true;
    return false;
}

/* "see Section 4.2" → "see Section 5.2", where the clause 4.2 has become 5.2. */
static bool only_references(const struct sequence *x, const struct sequence *y, const struct place *where)
{
    if (x->n != y->n || where->nrenumberings == 0) return false;
    for (size_t i = 0; i < x->n; i++) {
        if (sign_same(x->v[i], y->v[i])) continue;
        if (!is_reference(y, i) || !is_reference(x, i) || !follows_renumbering(where, x->v[i]->text, y->v[i]->text))
            return false;
    }
    return true;
}

/* Letters and digits, link targets left out. */
static size_t letters(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        size_t target = s.p[i] == ']' ? link_target(s, i) : 0;
        n += ascii_alnum(s.p[i]) || (unsigned char)s.p[i] >= 0xC3;
        i += target > 0 ? target - 1 : 0;
    }
    return n;
}

enum { SLACK = 500 }; /* letters that menus, date lines and shown addresses may bring */

/* So many letters more or less that the passages cannot read the same: they need not be read. */
static bool far_apart(struct str x, struct str y)
{
    size_t n = letters(x), m = letters(y);
    return (n < m ? m - n : n - m) > SLACK + (n + m) / 32;
}

static void answer(struct judgement *ret, bool cosmetic, const char *reason)
{
    ret->cosmetic = cosmetic;
    ret->reason = reason;
}

/* A sentence of ASCII words alone, longer than any furniture and without a digit: it need not be read to be known for
 * one that says something. */
static bool is_plain_sentence(struct str s)
{
    s = str_trim(s);
    while (s.n > 0 && (s.p[s.n - 1] == '.' || s.p[s.n - 1] == ',' || s.p[s.n - 1] == ' ')) s.n--;
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_alpha(s.p[i]) && s.p[i] != ' ' && s.p[i] != ',' && s.p[i] != '.') return false;
    return s.n > FURNITURE_MAX;
}

/* What came or went as a whole. */
static void judge_lone(struct reading *r, const struct place *where, bool came, struct judgement *ret)
{
    bool dates = r->lines.n > 0, furniture = true, menu = true;
    for (size_t i = 0; i < r->lines.n; i++) {
        const struct line *l = &r->lines.v[i];
        dates &= l->date || l->furniture;
        furniture &= l->furniture;
        menu &= l->only_links || l->furniture;
    }
    bool in_force = dateline_in_force(where->heading);
    if (!reading_has_signs(r))
        answer(ret, true, "no words");
    else if (furniture)
        answer(ret, true, "page furniture");
    else if (dates && !in_force)
        answer(ret, true, "a date of the last update");
    else if (menu && (where->near_top || where->near_bottom) && r->lines.n > 1)
        answer(ret, true, "a menu of the page");
    else
        answer(ret, false, came ? "a passage was added" : "a passage was removed");
}

void noise_judge(struct arena *a, struct str old_text, struct str new_text, struct place where, struct judgement *ret)
{
    *ret = (struct judgement){0};
    struct reading x, y;
    bool at_edge = where.near_top || where.near_bottom;
    bool came = str_trim(old_text).n == 0, lone = came || str_trim(new_text).n == 0;
    if (lone && (old_text.n + new_text.n > LONE_MAX || is_plain_sentence(came ? new_text : old_text))) {
        answer(ret, false, came ? "a passage was added" : "a passage was removed");
        return;
    }
    if (!lone && far_apart(old_text, new_text)) {
        answer(ret, false, old_text.n > new_text.n ? "words were taken out" : "words were added");
        return;
    }
    if (lone) {
        reading_lines(a, came ? new_text : old_text, at_edge, &x);
        judge_lone(&x, &where, came, ret);
        return;
    }
    reading_make(a, old_text, at_edge, &x);
    reading_make(a, new_text, at_edge, &y);
    ret->links = !same_links(&x, &y) || !same_targets(old_text, new_text);
    ret->renumbered = !same_labels(&x, &y);
    bool in_force = dateline_in_force(where.heading);
    struct pick all = {0}, no_dates = {.skip_dates = !in_force},
                body = {.skip_dates = !in_force, .skip_furniture = true};
    struct sequence ox = pick_signs(&x, all), oy = pick_signs(&y, all);
    const char *plain = ret->renumbered ? "only a number before the words"
                        : ret->links    ? "only the targets of links"
                                        : "only white space and markup";
    if (same_signs(&ox, &oy)) {
        bool update = false;
        for (size_t i = 0; i < ox.n; i++)
            update |= ox.v[i]->kind == SIGN_UPDATED && !str_eq(ox.v[i]->text, oy.v[i]->text);
        if (update && in_force)
            answer(ret, false, "the date from which it is in force");
        else
            answer(ret, true, update ? "the date of the last update" : plain);
        ret->same_words = !update;
        return;
    }
    struct sequence dx = pick_signs(&x, no_dates), dy = pick_signs(&y, no_dates), bx = pick_signs(&x, body),
                    by = pick_signs(&y, body);
    if (same_letters(&ox, &oy))
        answer(ret, true, "only white space and hyphens");
    else if (same_signs(&dx, &dy))
        answer(ret, true, "the date of the last update");
    else if (same_signs(&bx, &by))
        answer(ret, true, "page furniture");
    else if (same_entries(a, &x, &y))
        answer(ret, true, "the order of list entries");
    else if (only_references(&bx, &by, &where))
        answer(ret, true, "references that follow a new numbering");
    else
        answer(ret, false, describe(a, &bx, &by));
}

bool noise_same_words(struct arena *a, struct str old_text, struct str new_text)
{
    if (str_eq(old_text, new_text)) return true;
    struct reading x, y;
    reading_make(a, old_text, false, &x);
    reading_make(a, new_text, false, &y);
    struct sequence ox = pick_signs(&x, (struct pick){0}), oy = pick_signs(&y, (struct pick){0});
    if (ox.n != oy.n) return false;
    for (size_t i = 0; i < ox.n; i++)
        if (!sign_same(ox.v[i], oy.v[i]) || (ox.v[i]->kind == SIGN_UPDATED && !str_eq(ox.v[i]->text, oy.v[i]->text)))
            return false;
    return true;
}

enum { DATE_LINE_BYTES = 440 }; /* of a date line with its marks and link targets */

bool noise_date_line(struct str line)
{
    struct arena a;
    arena_init(&a, 1u << 20);
    bool is = line.n <= DATE_LINE_BYTES && dateline_is(block_plain(&a, line));
    arena_release(&a);
    return is;
}
