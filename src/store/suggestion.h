/* Platforms that people suggest: a document's address, asked by the web, looked at by the worker (monitor/suggest.h), answered
 * by the operator.
 *
 *     asked ──claim──► claimed ──► fine | doubtful | refused         and besides, at any time: accepted | declined
 *       ▲                 │ lease over: asked again, SUGGESTION_TRIES times at most
 *       └─────────────────┘ */
#ifndef ATLAS_STORE_SUGGESTION_H
#define ATLAS_STORE_SUGGESTION_H

#include "store/db.h"

enum { SUGGESTION_TRIES = 3, SUGGESTION_URL_MAX = 1024, SUGGESTION_NAME_MAX = 100, SUGGESTION_NOTE_MAX = 500 };

/* What is known of an address: its document is watched; its host is a platform's; this person suggested it before. */
enum suggestion_known { SUGGESTION_NEW, SUGGESTION_WATCHED, SUGGESTION_HOST, SUGGESTION_ASKED };
MUST_USE int suggestion_known(struct store *st, int64_t account_id, struct str url, enum suggestion_known *ret);
/* ERR_LIMIT: ten were suggested within a day. ERR_BAD_INPUT: the address is none. */
MUST_USE int suggestion_add(struct store *st, int64_t account_id, struct str url, struct str name, struct str note, int64_t now_us);

/* ---- the worker's side ---- */
struct suggestion_claimed { /* texts in the arena */
    int64_t id, tries;
    const char *url;
};
MUST_USE int suggestion_claim(struct store *st, struct arena *a, int64_t now_us, int64_t lease_until_us, struct suggestion_claimed *ret);
/* Not now: its host is in other hands, or must rest. */
MUST_USE int suggestion_wait(struct store *st, int64_t id, int64_t until_us);
struct suggestion_finding {
    const char *state; /* fine, doubtful, refused */
    struct str reason, title;
    int64_t words;
    const char *final_url; /* NULL: none */
};
MUST_USE int suggestion_found(struct store *st, int64_t id, const struct suggestion_finding *f, int64_t now_us);

/* ---- the operator's side ---- */
struct suggestion { /* texts in the arena; NULL: none */
    int64_t id, account_id;
    const char *address, *url, *final_url, *name, *title, *state, *answer;
    int64_t platform_id; /* whose host it is; 0: none */
};
MUST_USE int suggestion_get(struct store *st, struct arena *a, int64_t id, struct suggestion *ret);
/* document_id 0: declined, for the reason why. ERR_CONFLICT: it has an answer. */
MUST_USE int suggestion_answer(struct store *st, int64_t id, int64_t document_id, const char *why, const char *by, int64_t now_us);

#endif
