/* Drafting help: questions to a language model about one clause, asked by the web as rows and answered by the worker
 * (monitor/drafting.h). An answer is words for a form, marked as a machine's; nothing else is ever made of it.
 *
 *     asked ──claim──► claimed ──► answered | failed
 *       ▲                 │ lease over, or an endpoint that is away: asked again, DRAFTING_TRIES times at most
 *       └─────────────────┘ */
#ifndef ATLAS_STORE_DRAFTING_H
#define ATLAS_STORE_DRAFTING_H

#include "store/desk.h"

enum { DRAFTING_TRIES = 3 };

/* ERR_NOT_FOUND: the clause stands in no current version, or no such type. ERR_LIMIT: too many questions wait. The same
 * question twice is one. */
MUST_USE int drafting_ask(struct store *st, int64_t clause_id, const char *clause_type, const struct desk_actor *who,
                          int64_t now_us);

struct drafting_question { /* texts in the arena */
    int64_t id;
    const char *type_title, *definition, *severity;
    const char *platform, *document, *clause_title;
    struct str clause; /* its words, as stored */
};
/* The oldest that waits, leased until then. ERR_NOT_FOUND: none. */
MUST_USE int drafting_claim(struct store *st, struct arena *a, int64_t now_us, int64_t lease_until_us,
                            struct drafting_question *ret);
MUST_USE int drafting_answered(struct store *st, int64_t id, const char *model, const char *answer_json,
                               int64_t now_us);
/* again: the endpoint was away, and the question waits for another turn while it has tries left. */
MUST_USE int drafting_failed(struct store *st, int64_t id, const char *reason, bool again, int64_t now_us);

#endif
