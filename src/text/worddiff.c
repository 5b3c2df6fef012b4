#include "text/worddiff.h"

#include "base/vec.h"
#include "text/interner.h"

/* MYERS_PATIENCE: edits after which one search for a middle stops looking for the best and takes a good one.
 * MYERS_BUDGET: steps of one sequence_diff; some 10 ms. */
enum { MYERS_PATIENCE = 256, MYERS_BUDGET = 1500000 };

/* ---- Myers ------------------------------------------------------------------------------------------------------- */

struct box { /* x[x0, x1) against y[y0, y1) */
    ptrdiff_t x0, x1, y0, y1;
};

struct myers {
    const uint32_t *x, *y;
    uint8_t *gone, *come;
    int32_t *forward, *backward; /* furthest x on each diagonal x - y; indexable by negative diagonals */
    int64_t budget;
    bool capped;
    VEC(struct box) todo;
};

struct search { /* the diagonals in play of one search, both directions */
    ptrdiff_t fmin, fmax, bmin, bmax, dmin, dmax;
};

static void widen(int32_t *v, ptrdiff_t *min, ptrdiff_t *max, ptrdiff_t dmin, ptrdiff_t dmax, int32_t nowhere)
{
    if (*min > dmin)
        v[--*min - 1] = nowhere;
    else
        ++*min;
    if (*max < dmax)
        v[++*max + 1] = nowhere;
    else
        --*max;
}

/* One more edit forward on every diagonal; true where it met the backward paths: *ret_x, *ret_y. Nearly all of the time
 * of a hard comparison is spent here and in its mirror: what the loops read lies in locals. */
static bool step_forward(struct myers *m, const struct box *b, struct search *s, bool odd, ptrdiff_t *ret_x,
                         ptrdiff_t *ret_y)
{
    widen(m->forward, &s->fmin, &s->fmax, s->dmin, s->dmax, -1);
    m->budget -= s->fmax - s->fmin;
    const uint32_t *restrict xs = m->x, *restrict ys = m->y;
    const int32_t *restrict backward = m->backward;
    int32_t *restrict forward = m->forward;
    ptrdiff_t x1 = b->x1, y1 = b->y1, bmin = odd ? s->bmin : PTRDIFF_MAX, bmax = s->bmax;
    for (ptrdiff_t d = s->fmax; d >= s->fmin; d -= 2) {
        ptrdiff_t down = forward[d + 1], right = forward[d - 1] + (ptrdiff_t)1, x = right > down ? right : down,
                  y = x - d;
        while (x < x1 && y < y1 && xs[x] == ys[y]) x++, y++;
        forward[d] = (int32_t)x;
        if (bmin <= d && d <= bmax && backward[d] <= x) {
            *ret_x = x;
            *ret_y = y;
            return true;
        }
    }
    return false;
}

static bool step_backward(struct myers *m, const struct box *b, struct search *s, bool odd, ptrdiff_t *ret_x,
                          ptrdiff_t *ret_y)
{
    widen(m->backward, &s->bmin, &s->bmax, s->dmin, s->dmax, INT32_MAX);
    m->budget -= s->bmax - s->bmin;
    const uint32_t *restrict xs = m->x, *restrict ys = m->y;
    const int32_t *restrict forward = m->forward;
    int32_t *restrict backward = m->backward;
    ptrdiff_t x0 = b->x0, y0 = b->y0, fmin = odd ? PTRDIFF_MAX : s->fmin, fmax = s->fmax;
    for (ptrdiff_t d = s->bmax; d >= s->bmin; d -= 2) {
        ptrdiff_t up = backward[d - 1], left = backward[d + 1] - (ptrdiff_t)1, x = up <= left ? up : left, y = x - d;
        while (x > x0 && y > y0 && xs[x - 1] == ys[y - 1]) x--, y--;
        backward[d] = (int32_t)x;
        if (fmin <= d && d <= fmax && x <= forward[d]) {
            *ret_x = x;
            *ret_y = y;
            return true;
        }
    }
    return false;
}

/* The forward path that came furthest: where the search gives up looking for the best middle. */
static void furthest(const struct myers *m, const struct box *b, const struct search *s, ptrdiff_t *ret_x,
                     ptrdiff_t *ret_y)
{
    ptrdiff_t best = -1;
    for (ptrdiff_t d = s->fmax; d >= s->fmin; d -= 2) {
        ptrdiff_t x = m->forward[d] < b->x1 ? m->forward[d] : b->x1, y = x - d;
        if (y > b->y1) x = b->y1 + d, y = b->y1;
        if (x < b->x0 || y < b->y0 || x + y <= best) continue;
        best = x + y;
        *ret_x = x;
        *ret_y = y;
    }
}

/* A point that a shortest (or good) path through the box passes. */
static void middle(struct myers *m, const struct box *b, ptrdiff_t *ret_x, ptrdiff_t *ret_y)
{
    ptrdiff_t fmid = b->x0 - b->y0, bmid = b->x1 - b->y1;
    bool odd = ((fmid - bmid) & 1) != 0;
    struct search s = {fmid, fmid, bmid, bmid, b->x0 - b->y1, b->x1 - b->y0};
    m->forward[fmid] = (int32_t)b->x0;
    m->backward[bmid] = (int32_t)b->x1;
    for (int cost = 1;; cost++) {
        if (step_forward(m, b, &s, odd, ret_x, ret_y) || step_backward(m, b, &s, odd, ret_x, ret_y)) return;
        if (cost < MYERS_PATIENCE && m->budget > 0) continue;
        furthest(m, b, &s, ret_x, ret_y);
        return;
    }
}

static void box_diff(struct myers *m, struct arena *a, struct box b)
{
    while (b.x0 < b.x1 && b.y0 < b.y1 && m->x[b.x0] == m->y[b.y0]) b.x0++, b.y0++;
    while (b.x0 < b.x1 && b.y0 < b.y1 && m->x[b.x1 - 1] == m->y[b.y1 - 1]) b.x1--, b.y1--;
    if (b.x0 == b.x1 || b.y0 == b.y1 || m->budget <= 0) {
        if (b.x0 < b.x1 && b.y0 < b.y1) m->capped = true;
        memset(m->gone + b.x0, 1, (size_t)(b.x1 - b.x0));
        memset(m->come + b.y0, 1, (size_t)(b.y1 - b.y0));
        return;
    }
    ptrdiff_t x = b.x0, y = b.y0;
    middle(m, &b, &x, &y);
    if ((x == b.x0 && y == b.y0) || (x == b.x1 && y == b.y1)) bug("sequence_diff: a middle at the end");
    *vec_push(&m->todo, a) = (struct box){x, b.x1, y, b.y1};
    *vec_push(&m->todo, a) = (struct box){b.x0, x, b.y0, y};
}

/* The elements of x that the other side has too, and where they stand; what it has not is marked at once. */
static size_t shared_elements(const uint32_t *x, size_t n, const uint8_t *other, uint32_t limit, uint32_t *ret,
                              uint32_t *where, uint8_t *marked)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (x[i] < limit && other[x[i]]) {
            ret[kept] = x[i];
            where[kept++] = (uint32_t)i;
        } else {
            marked[i] = 1;
        }
    }
    return kept;
}

static uint8_t *elements_there(struct arena *a, const uint32_t *x, size_t n, uint32_t limit)
{
    uint8_t *there = ARENA_ARRAY(a, uint8_t, (size_t)limit + 1);
    for (size_t i = 0; i < n; i++)
        if (x[i] < limit) there[x[i]] = 1;
    return there;
}

bool sequence_diff(struct arena *room, const uint32_t *x, size_t nx, const uint32_t *y, size_t ny, uint32_t limit,
                   uint8_t *gone, uint8_t *come)
{
    if (nx + ny > INT32_MAX / 2) bug("sequence_diff: %zu and %zu elements", nx, ny);
    uint32_t *xs = ARENA_ARRAY(room, uint32_t, 2 * nx + 1), *ys = ARENA_ARRAY(room, uint32_t, 2 * ny + 1);
    size_t kx = shared_elements(x, nx, elements_there(room, y, ny, limit), limit, xs, xs + nx, gone),
           ky = shared_elements(y, ny, elements_there(room, x, nx, limit), limit, ys, ys + ny, come), same = 0;
    while (same < kx && same < ky && xs[same] == ys[same]) same++;
    if (same == kx && same == ky) return false;
    struct myers m = {.x = xs, .y = ys, .budget = MYERS_BUDGET};
    size_t width = kx + ky + 3;
    int32_t *v = ARENA_ARRAY(room, int32_t, 2 * width);
    m.gone = ARENA_ARRAY(room, uint8_t, kx + 1);
    m.come = ARENA_ARRAY(room, uint8_t, ky + 1);
    m.forward = v + ky + 1;
    m.backward = v + width + ky + 1;
    *vec_push(&m.todo, room) = (struct box){(ptrdiff_t)same, (ptrdiff_t)kx, (ptrdiff_t)same, (ptrdiff_t)ky};
    while (m.todo.n > 0) box_diff(&m, room, m.todo.v[--m.todo.n]);
    for (size_t i = 0; i < kx; i++) gone[xs[nx + i]] = m.gone[i];
    for (size_t i = 0; i < ky; i++) come[ys[ny + i]] = m.come[i];
    return m.capped;
}

/* ---- tokens ------------------------------------------------------------------------------------------------------ */

#define APART UINT32_MAX /* the id of a word that matches nothing: no id of the interner's */

struct word {              /* a token with the white space before it */
    uint32_t at, n, space; /* of the token; bytes of white space before it */
    uint32_t id;           /* or APART */
};

struct words {
    struct word *v;
    size_t n;
    size_t tail; /* bytes of white space behind the last */
};

static void words_read(struct arena *a, struct str s, struct apart apart, struct words *ret)
{
    VEC(struct word) w = {0};
    size_t space = 0, range = 0;
    for (size_t i = 0; i < s.n;) {
        enum token_kind kind;
        size_t n = token_next(s.p + i, s.n - i, &kind);
        if (kind == TOKEN_SPACE) {
            space += n;
        } else {
            while (range < apart.n && apart.v[range].at + apart.v[range].n <= i) range++;
            bool out = range < apart.n && apart.v[range].at <= i;
            *vec_push(&w, a) = (struct word){(uint32_t)i, (uint32_t)n, (uint32_t)space, out ? APART : 0};
            space = 0;
        }
        i += n;
    }
    *ret = (struct words){w.v, w.n, space};
}

/* Numbers for the tokens; returns how many there are. */
static uint32_t words_intern(struct arena *a, struct str so, struct words *o, struct str sn, struct words *n)
{
    struct interner t;
    interner_init(&t, a);
    for (size_t i = 0; i < o->n; i++)
        if (o->v[i].id != APART) o->v[i].id = interner_put(&t, str_of(so.p + o->v[i].at, o->v[i].n));
    for (size_t i = 0; i < n->n; i++)
        if (n->v[i].id != APART) n->v[i].id = interner_put(&t, str_of(sn.p + n->v[i].at, n->v[i].n));
    return t.n;
}

static uint32_t *words_ids(struct arena *a, const struct words *w)
{
    uint32_t *ids = ARENA_ARRAY(a, uint32_t, w->n + 1);
    for (size_t i = 0; i < w->n; i++) ids[i] = w->v[i].id;
    return ids;
}

/* ---- from marks to runs ------------------------------------------------------------------------------------------ */

struct writer {
    struct arena *arena;
    VEC(struct word_edit) out;
};

static void put(struct writer *w, char op, struct str s)
{
    if (s.n == 0) return;
    struct word_edit *last = w->out.n > 0 ? &w->out.v[w->out.n - 1] : NULL;
    if (last != NULL && last->op == op && last->text.p + last->text.n == s.p)
        last->text.n += s.n;
    else
        *vec_push(&w->out, w->arena) = (struct word_edit){op, s};
}

/* What went and what came between two kept words. White space that both begin with, or end with, stays. */
static void put_change(struct writer *w, struct str went, struct str came)
{
    size_t head = 0, tail = 0;
    while (head < went.n && head < came.n && ascii_space(went.p[head]) && went.p[head] == came.p[head]) head++;
    put(w, '=', str_upto(came, head));
    if (head > 0) went = str_of(went.p + head, went.n - head), came = str_of(came.p + head, came.n - head);
    while (tail < went.n && tail < came.n && ascii_space(went.p[went.n - tail - 1]) &&
           went.p[went.n - tail - 1] == came.p[came.n - tail - 1])
        tail++;
    put(w, '-', str_upto(went, went.n - tail));
    put(w, '+', str_upto(came, came.n - tail));
    put(w, '=', str_of(came.p + came.n - tail, tail));
}

static bool is_mark(struct str s, const struct word *w)
{
    enum token_kind kind;
    (void)token_next(s.p + w->at, w->n, &kind);
    return kind == TOKEN_MARK;
}

/* Punctuation kept alone between words that were replaced on both of its sides says nothing, and chops a redline into
 * crumbs: it goes with its neighbours. Counted in words between white space this costs nothing. */
static void drop_crumbs(struct str so, const struct words *o, const struct words *n, uint8_t *gone, uint8_t *come)
{
    size_t i = 0, j = 0;
    bool replaced_before = false;
    while (i < o->n || j < n->n) {
        size_t i0 = i, j0 = j;
        while (i < o->n && gone[i]) i++;
        while (j < n->n && come[j]) j++;
        bool replaced = i > i0 && j > j0;
        if (replaced) replaced_before = true;
        size_t k = 0;
        while (i + k < o->n && j + k < n->n && !gone[i + k] && !come[j + k]) k++;
        bool marks = k > 0 && k <= 2;
        for (size_t m = 0; m < k && marks; m++) marks = is_mark(so, &o->v[i + m]);
        bool replaced_after = i + k < o->n && j + k < n->n && gone[i + k] && come[j + k];
        if (marks && replaced_before && replaced_after && (i > i0 || j > j0)) {
            memset(gone + i, 1, k);
            memset(come + j, 1, k);
        } else if (!marks || !replaced_after) {
            replaced_before = false;
        }
        i += k;
        j += k;
        if (k == 0 && i == i0 && j == j0) break;
    }
}

static struct str span(struct str s, const struct words *w, size_t from, size_t to)
{
    if (from == to) return str_of(s.p, 0);
    size_t at = w->v[from].at - w->v[from].space;
    return str_of(s.p + at, w->v[to - 1].at + w->v[to - 1].n - at);
}

static struct str space_before(struct str s, const struct word *w) { return str_of(s.p + w->at - w->space, w->space); }

static void put_kept(struct writer *w, struct str so, const struct word *o, struct str sn, const struct word *n)
{
    struct str old_space = space_before(so, o), new_space = space_before(sn, n);
    if (str_eq(old_space, new_space))
        put(w, '=', new_space);
    else
        put(w, '-', old_space), put(w, '+', new_space);
    put(w, '=', str_of(sn.p + n->at, n->n));
}

/* Words that only came, or only went, before a kept word with the same white space before it as before them: then they
 * are taken with the white space behind them, so that a paragraph comes with its own end. False: it is not so. */
static bool put_slid(struct writer *w, char op, struct str s, const struct words *side, size_t from, size_t to,
                     struct str so, const struct word *o, struct str sn, const struct word *n)
{
    struct str lead = space_before(s, &side->v[from]), next = space_before(sn, n), run = span(s, side, from, to);
    if (lead.n == 0 || !str_eq(lead, next) || !str_eq(next, space_before(so, o))) return false;
    put(w, '=', op == '+' ? lead : next);
    put(w, op, str_of(run.p + lead.n, run.n));
    put(w, '=', str_of(sn.p + n->at, n->n));
    return true;
}

static void write_runs(struct writer *w, struct str so, const struct words *o, struct str sn, const struct words *n,
                       const uint8_t *gone, const uint8_t *come)
{
    size_t i = 0, j = 0;
    while (i < o->n || j < n->n) {
        size_t i0 = i, j0 = j;
        while (i < o->n && gone[i]) i++;
        while (j < n->n && come[j]) j++;
        bool more = i < o->n && j < n->n, slid = false;
        if (more && i == i0 && j > j0)
            slid = put_slid(w, '+', sn, n, j0, j, so, &o->v[i], sn, &n->v[j]);
        else if (more && j == j0 && i > i0)
            slid = put_slid(w, '-', so, o, i0, i, so, &o->v[i], sn, &n->v[j]);
        if (slid)
            i++, j++;
        else if (i > i0 || j > j0)
            put_change(w, span(so, o, i0, i), span(sn, n, j0, j));
        while (i < o->n && j < n->n && !gone[i] && !come[j]) put_kept(w, so, &o->v[i++], sn, &n->v[j++]);
    }
    struct str old_tail = str_of(so.p + so.n - o->tail, o->tail), new_tail = str_of(sn.p + sn.n - n->tail, n->tail);
    if (str_eq(old_tail, new_tail))
        put(w, '=', new_tail);
    else
        put_change(w, old_tail, new_tail);
}

/* The length of the common start, back to where white space begins in both: always between two tokens. */
static size_t common_start(struct str x, struct str y)
{
    size_t most = x.n < y.n ? x.n : y.n, n = 0;
    while (n + 8 <= most && memcmp(x.p + n, y.p + n, 8) == 0) n += 8;
    while (n < most && x.p[n] == y.p[n]) n++;
    if (n == x.n && n == y.n) return n;
    while (n > 0 && !(n < most && x.p[n] == y.p[n] && ascii_space(x.p[n]) && !ascii_space(x.p[n - 1]))) n--;
    return n;
}

static size_t common_end(struct str x, struct str y)
{
    size_t most = x.n < y.n ? x.n : y.n, n = 0;
    while (n < most && x.p[x.n - n - 1] == y.p[y.n - n - 1]) n++;
    while (n > 0 && !(ascii_space(x.p[x.n - n]) && (n == x.n || !ascii_space(x.p[x.n - n - 1])) &&
                      (n == y.n || !ascii_space(y.p[y.n - n - 1]))))
        n--;
    return n;
}

/* Thousands of runs are no redline that anybody reads, and would take more memory than the texts: then all of the old
 * words went and all of the new ones came. */
enum { RUNS_MAX = 6000 };

static size_t runs_count(const struct words *o, const uint8_t *gone, const struct words *n, const uint8_t *come)
{
    size_t runs = 0;
    for (size_t i = 0; i < o->n; i++) runs += gone[i] && (i == 0 || !gone[i - 1]);
    for (size_t i = 0; i < n->n; i++) runs += come[i] && (i == 0 || !come[i - 1]);
    return runs;
}

static bool middle_diff(struct writer *w, struct arena *room, struct str so, struct apart old_apart, struct str sn,
                        struct apart new_apart)
{
    struct words o, n;
    words_read(room, so, old_apart, &o);
    words_read(room, sn, new_apart, &n);
    uint32_t nids = words_intern(room, so, &o, sn, &n);
    uint8_t *gone = ARENA_ARRAY(room, uint8_t, o.n + 1), *come = ARENA_ARRAY(room, uint8_t, n.n + 1);
    bool capped = sequence_diff(room, words_ids(room, &o), o.n, words_ids(room, &n), n.n, nids, gone, come);
    if (runs_count(&o, gone, &n, come) > RUNS_MAX) {
        memset(gone, 1, o.n);
        memset(come, 1, n.n);
        capped = true;
    }
    drop_crumbs(so, &o, &n, gone, come);
    write_runs(w, so, &o, sn, &n, gone, come);
    return capped;
}

void words_diff_apart(struct arena *a, struct arena *room, struct str old_text, struct apart old_apart,
                      struct str new_text, struct apart new_apart, struct word_edits *ret)
{
    struct writer w = {.arena = a};
    size_t head = 0, tail = 0;
    bool capped = false;
    if (old_text.p == NULL) old_text.p = "";
    if (new_text.p == NULL) new_text.p = "";
    struct str so = old_text, sn = new_text;
    if (old_apart.n + new_apart.n == 0) { /* ranges count from the start of the texts */
        head = common_start(so, sn);
        so = str_of(so.p + head, so.n - head);
        sn = str_of(sn.p + head, sn.n - head);
        tail = common_end(so, sn);
        so.n -= tail;
        sn.n -= tail;
    }
    if ((so.n == 0) != (sn.n == 0)) { /* as put_slid: with the white space behind, not before */
        struct str *run = so.n > 0 ? &so : &sn;
        struct str rest = str_of(new_text.p + new_text.n - tail, tail);
        size_t lead = 0, next = 0;
        while (lead < run->n && ascii_space(run->p[lead])) lead++;
        while (next < tail && ascii_space(rest.p[next])) next++;
        if (lead > 0 && lead < run->n && str_eq(str_upto(*run, lead), str_upto(rest, next))) {
            run->p += lead;
            head += lead;
            tail -= lead;
        }
    }
    put(&w, '=', str_upto(new_text, head));
    if (so.n == 0 || sn.n == 0) {
        put(&w, '-', so);
        put(&w, '+', sn);
    } else {
        capped = middle_diff(&w, room, so, old_apart, sn, new_apart);
    }
    put(&w, '=', str_of(new_text.p + new_text.n - tail, tail));
    *ret = (struct word_edits){w.out.v, w.out.n, capped};
}

void words_diff(struct arena *a, struct str old_text, struct str new_text, struct word_edits *ret)
{
    struct arena room;
    arena_init(&room, a->max_bytes);
    words_diff_apart(a, &room, old_text, (struct apart){0}, new_text, (struct apart){0}, ret);
    arena_release(&room);
}
