/* Hands due deliveries to the relay, or, where none is configured, to the Maildir. What an answer means:
 *
 *   sent                        done
 *   permanent (5xx)             failed; counts against the address, where it is the mailbox's fault (net/bounce.h)
 *   temporary (4xx), ambiguous  later, by retry_mail (net/polite.h), under the same Message-ID; given up after 5 days
 *   the relay is away, or refuses us and not the mail: as temporary for that one delivery; the rest goes back to the
 *                               queue, and nothing is tried for a minute: a relay that is down costs one try a minute
 *
 * A delivery whose texts cannot be made is retried too: it waits for the operator to mend the template. One whose address or
 * headers no relay would take fails at once. */
#ifndef ATLAS_MONITOR_DELIVER_H
#define ATLAS_MONITOR_DELIVER_H

#include "monitor/message.h"

#include <signal.h>

struct deliver_totals {
    size_t sent, later, failed, suppressed; /* later: put off by the relay or by quiet hours, or taken over by another mailer */
};

struct deliverer;
/* store, view and strings of the sender are borrowed. */
MUST_USE int deliverer_new(const struct conf *c, struct store *st, const struct view *v, const struct sender *s,
                           const char *owner, struct deliverer **ret, struct note *why);
void deliverer_free(struct deliverer *d); /* NULL is fine */

/* One batch. *ret_done: how many deliveries were dealt with; 0: nothing can be done now. Stops between two messages when
 * *stop is set (NULL: never) and gives back what it holds. */
MUST_USE int deliverer_turn(struct deliverer *d, const volatile sig_atomic_t *stop, size_t *ret_done);
struct deliver_totals deliverer_totals(const struct deliverer *d);

#endif
