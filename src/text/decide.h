/* The decision about one observation: steps 3 to 5 of the cycle (DESIGN.md §4) without any I/O, the same for the worker
 * and for `atlas replay`.
 *
 * What must be remembered between observations of a source is struct watch_state, and nothing else but the current
 * text: a worker keeps it in a row, replay in memory. It holds no pointers. Texts are told apart by the caller's key (a
 * SHA-256, or a number): the text layer hashes nothing.
 *
 *     current ──same──────────────────────────────► unchanged
 *             ──known earlier text────────────────► variant; after variant_hold in a row: reversal, it becomes current
 *             ──new, quality good, cosmetic───────► cosmetic, it becomes current (no mail)
 *             ──new, quality good, substantive────► change, it becomes current
 *             ──new, quality doubtful, or unlike──► held; the same text `confirm` times: judged as if good
 *             ──no text, or quality bad───────────► refused, nothing else changes */
#ifndef ATLAS_TEXT_DECIDE_H
#define ATLAS_TEXT_DECIDE_H

#include "text/align.h"

enum outcome {
    OUTCOME_FIRST,
    OUTCOME_UNCHANGED,
    OUTCOME_VARIANT,
    OUTCOME_REVERSAL,
    OUTCOME_COSMETIC,
    OUTCOME_CHANGE,
    OUTCOME_HELD,
    OUTCOME_REFUSED,
    OUTCOME_MAX
};
const char *outcome_name(enum outcome o); /* "first", "unchanged" … */

enum verdict { VERDICT_GOOD, VERDICT_DOUBTFUL, VERDICT_BAD };

struct text_key { /* tells texts apart: the first bytes of a SHA-256, or any number that is unique to the text */
    uint8_t byte[32];
};

struct watch_state {         /* zeroed: nothing pending */
    struct text_key pending; /* the earlier text that is being seen again */
    int32_t pending_count;   /* observations in a row; 0: none */
    struct text_key held;    /* the doubtful text that was seen last */
    int32_t held_count;      /* 0: none */
};

struct thresholds {
    int32_t variant_hold; /* an earlier text becomes current again at this many observations in a row */
    int32_t confirm;      /* a doubtful text is believed at this many */
};
#define THRESHOLDS_DEFAULT ((struct thresholds){.variant_hold = 3, .confirm = 2})

struct sighting {         /* one observation, extracted */
    struct str text;      /* canonical; empty where extraction failed */
    struct text_key key;  /* of text */
    const char *failure;  /* why there is no text, or NULL */
    enum verdict quality; /* of the capture, text/quality.h */
    const char *quality_reason;
    bool have_current;   /* the document has a version */
    struct str current;  /* its text */
    bool equals_current; /* the same bytes */
    bool known;          /* equals an earlier version, not the current one */
};

struct decision {
    enum outcome outcome;
    const char *reason;   /* a sentence for the history page, static or in the arena */
    bool becomes_current; /* text is the current version from now on (first, cosmetic, change, reversal) */
    bool compared;        /* the three below are set */
    struct clauses old_clauses, new_clauses;
    struct alignment alignment;
    struct watch_state state; /* to remember */
};

void decide(struct arena *a, const struct sighting *s, const struct watch_state *before, struct thresholds th,
            struct decision *ret);

#endif
