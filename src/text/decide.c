#include "text/decide.h"

#include "base/map.h"
#include "text/worddiff.h"

const char *outcome_name(enum outcome o)
{
    static const char *const names[OUTCOME_MAX] = {"first",    "unchanged", "variant", "reversal",
                                                   "cosmetic", "change",    "held",    "refused"};
    return names[o];
}

static bool same_key(const struct text_key *x, const struct text_key *y)
{
    return memcmp(x->byte, y->byte, sizeof x->byte) == 0;
}

static void conclude(struct decision *d, enum outcome outcome, bool becomes_current, const char *reason)
{
    d->outcome = outcome;
    d->becomes_current = becomes_current;
    d->reason = reason;
}

/* Counts how often in a row a text was seen that is not current; another text starts anew. */
static int32_t count_again(struct text_key *key, int32_t *count, const struct text_key *seen)
{
    *count = *count > 0 && same_key(key, seen) ? *count + 1 : 1;
    *key = *seen;
    return *count;
}

static void compare(struct arena *a, const struct sighting *s, struct decision *d)
{
    segment_text(a, s->current, &d->old_clauses);
    segment_text(a, s->text, &d->new_clauses);
    align_clauses(a, s->current, &d->old_clauses, s->text, &d->new_clauses, &d->alignment);
    d->compared = true;
}

/* What is left of the current text: the share of its letters whose clauses are still there in some form. */
static double share_kept(const struct decision *d)
{
    size_t all = 1, kept = 1;
    for (size_t i = 0; i < d->old_clauses.n; i++) {
        all += d->old_clauses.v[i].body.n;
        if (d->alignment.new_of_old[i] >= 0) kept += d->old_clauses.v[i].body.n;
    }
    return (double)kept / (double)all;
}

enum { TYPE_MIN = 4, LIKE_PERCENT = 15, VOCABULARY_PERCENT = 40 };

/* The share of the new text's different words, of four bytes or more, that the current text has too. */
static double share_known(struct arena *a, struct str current, struct str text)
{
    struct map types;
    size_t all = 0, known = 0;
    map_init(&types, a);
    for (int side = 0; side < 2; side++) {
        struct str s = side == 0 ? current : text;
        enum token_kind kind;
        for (size_t i = 0, n; i < s.n; i += n) {
            n = token_next(s.p + i, s.n - i, &kind);
            if (kind != TOKEN_WORD || n < TYPE_MIN || ascii_digit(s.p[i])) continue;
            uintptr_t *seen = map_put(&types, str_of(s.p + i, n), NULL); /* 1 in the current text, 2 in the new */
            if (side == 1 && (*seen & 2) == 0) all++, known += *seen & 1;
            *seen |= side == 0 ? 1 : 2;
        }
    }
    return ((double)known + 1) / ((double)all + 1);
}

/* Neither the clauses nor the words of the current text: perhaps another document, or another language. */
static bool is_unlike(struct arena *a, const struct sighting *s, const struct decision *d)
{
    return share_kept(d) * 100 < LIKE_PERCENT && share_known(a, s->current, s->text) * 100 < VOCABULARY_PERCENT;
}

static const char *first_reason(struct arena *a, const struct decision *d)
{
    const struct alignment *al = &d->alignment;
    size_t substantive = 0;
    const struct change_item *first = NULL;
    for (size_t i = 0; i < al->nitems; i++) {
        if (al->items[i].cosmetic) continue;
        if (substantive++ == 0) first = &al->items[i];
    }
    if (first == NULL) return al->nitems > 0 ? al->items[0].reason : "only white space between clauses";
    const struct clause *c =
        first->new_clause >= 0 ? &d->new_clauses.v[first->new_clause] : &d->old_clauses.v[first->old_clause];
    return arena_printf(a, "%zu of %zu changed passages matter; the first is %s: %s (" STR_FMT ")", substantive,
                        al->nitems, item_kind_name(first->kind), first->reason, STR_ARG(c->title));
}

/* A text that is neither current nor known, from a capture that may be believed. */
static void judge_text(struct arena *a, const struct sighting *s, bool confirmed, struct thresholds th,
                       struct decision *d)
{
    compare(a, s, d);
    if (!d->alignment.substantive) {
        conclude(d, OUTCOME_COSMETIC, true, first_reason(a, d));
        return;
    }
    if (!confirmed && th.confirm > 1 && is_unlike(a, s, d)) {
        conclude(
            d, OUTCOME_HELD, false,
            "almost nothing of the current text and few of its words are left; another observation must confirm it");
        return;
    }
    conclude(d, OUTCOME_CHANGE, true, first_reason(a, d));
}

static void decide_variant(struct arena *a, const struct sighting *s, struct thresholds th, struct decision *d)
{
    d->state.held_count = 0;
    int32_t n = count_again(&d->state.pending, &d->state.pending_count, &s->key);
    if (n < th.variant_hold) {
        conclude(d, OUTCOME_VARIANT, false,
                 arena_printf(a, "an earlier text again, %d of %d times in a row", n, th.variant_hold));
        return;
    }
    compare(a, s, d);
    d->state.pending_count = 0;
    conclude(d, OUTCOME_REVERSAL, true,
             arena_printf(a, "an earlier text has come back and stayed for %d observations", n));
}

static void decide_new(struct arena *a, const struct sighting *s, struct thresholds th, struct decision *d)
{
    d->state.pending_count = 0;
    bool seen = d->state.held_count > 0 && same_key(&d->state.held, &s->key);
    bool confirmed = seen && d->state.held_count + 1 >= th.confirm;
    /* A good capture that is as unlike the current text as the one before it: they agree that the current text is gone.
     */
    if (s->quality == VERDICT_GOOD && d->state.held_count > 0) confirmed = true;
    if (s->quality == VERDICT_DOUBTFUL && !confirmed)
        conclude(d, OUTCOME_HELD, false, s->quality_reason != NULL ? s->quality_reason : "a doubtful capture");
    else
        judge_text(a, s, confirmed, th, d);
    if (d->outcome == OUTCOME_HELD)
        (void)count_again(&d->state.held, &d->state.held_count, &s->key);
    else
        d->state.held_count = 0;
}

void decide(struct arena *a, const struct sighting *s, const struct watch_state *before, struct thresholds th,
            struct decision *ret)
{
    struct decision d = {.state = *before};
    if (s->failure != NULL || s->text.n == 0) {
        conclude(&d, OUTCOME_REFUSED, false, s->failure != NULL ? s->failure : "no text was found");
    } else if (s->have_current && s->equals_current) {
        d.state.pending_count = d.state.held_count = 0;
        conclude(&d, OUTCOME_UNCHANGED, false, "the same text");
    } else if (s->quality == VERDICT_BAD) {
        conclude(&d, OUTCOME_REFUSED, false,
                 s->quality_reason != NULL ? s->quality_reason : "this is not the document");
    } else if (!s->have_current) {
        bool again = d.state.held_count > 0 && same_key(&d.state.held, &s->key);
        if (s->quality == VERDICT_DOUBTFUL && !(again && d.state.held_count + 1 >= th.confirm)) {
            (void)count_again(&d.state.held, &d.state.held_count, &s->key);
            conclude(&d, OUTCOME_HELD, false, s->quality_reason != NULL ? s->quality_reason : "a doubtful capture");
        } else {
            d.state = (struct watch_state){0};
            conclude(&d, OUTCOME_FIRST, true, "the first text of this document");
        }
    } else if (s->known) {
        decide_variant(a, s, th, &d);
    } else {
        decide_new(a, s, th, &d);
    }
    *ret = d;
}
