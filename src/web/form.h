/* What the form handlers share: fields, sentences about them, letters, the security log. */
#ifndef ATLAS_WEB_FORM_H
#define ATLAS_WEB_FORM_H

#include "web/exchange.h"

enum { FIELD_MAX = 1024 }; /* bytes of any field of ours */

/* A field as typed; empty when absent. Longer than FIELD_MAX: empty too, and no form of ours sends that. */
struct str form_field(struct exchange *x, const char *name);

struct complaints { /* sentences about fields; none: the form can be taken */
    json_t *by_field, *list;
    size_t n;
};
void complaints_add(struct complaints *c, const char *field, const char *sentence);
/* Shows the page again, 422, with the complaints (given up) and the values of the fields named (NULL ends). */
MUST_USE int form_again(struct exchange *x, const char *page, struct complaints *c, ...);

/* Queues a letter; template values as jansson's pack gives them, to which site, base and prefix are added. */
MUST_USE int form_letter(struct exchange *x, struct store *st, const char *kind, int64_t account_id,
                         const char *address, const char *subject, const char *key, json_t *payload);
/* A letter of kind notice: `what` chooses its words (store/letter.h), and url is what it leads to. key tells two notices
 * with the same `what` apart; made of the instant where it is NULL. more: further values of its template, given up, or NULL. */
struct notice {
    int64_t account_id;
    const char *address, *what, *subject, *url, *key;
    json_t *more;
};
MUST_USE int form_notice(struct exchange *x, struct store *st, const struct notice *n);
MUST_USE int form_security(struct exchange *x, struct store *st, int64_t account_id, const char *event,
                           const char *detail);

/* The choice of a list that a field holds; NULL: none of them, which no form of ours sends (form_unknown_choice). */
const char *form_choice(struct exchange *x, const char *field, const char *const *known, size_t n);
const char *form_threshold(struct exchange *x); /* field threshold: "low", "high", "critical" */
MUST_USE int form_unknown_choice(struct exchange *x); /* 400, in words */

/* "Too many": an error page with 429, and true, when the counter has passed its limit. Counting is the caller's. The second
 * says what there were too many of, and when to try again; the first is of guesses from a network. */
bool form_over_limit(struct exchange *x, int64_t n, int64_t limit);
bool form_over(struct exchange *x, int64_t n, int64_t limit, const char *sentence);

/* Whether the person at a login knows the password (field `current`), asked again before what opens or closes the account
 * for good. OK: yes. ERR_DENIED: no, with its sentence in c. ERR_LIMIT: too many tries, or no slot: the reply is made. */
MUST_USE int form_password_again(struct exchange *x, struct store *st, struct complaints *c);

/* Hashing a password found no free slot in time: 503 with a sentence. */
void form_busy(struct exchange *x);

#endif
