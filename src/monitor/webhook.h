/* Sends what is due to webhooks (store/webhook.h), through the fetch gate and no other way: public addresses and ports 80 and
 * 443 only, judged at connect time; redirects are not followed; ten seconds for an answer (ATLAS_FETCH_TIMEOUT_S where that is
 * less), of which 64 KiB are read and the beginning is kept. It is a process of its own beside the worker's and the mailer's, so slow endpoints hold up neither fetches
 * nor mail, and among endpoints each only itself: at most WEBHOOKS_AT_ONCE are under way, one message an endpoint.
 *
 * What an answer means is in monitor/webhook_body.h. What may pass is tried again by retry_webhook (net/polite.h), never
 * before the endpoint's Retry-After. An endpoint is switched off, and its owner told by mail, when it answers 410, when a
 * message to it is given up, or when there were only failures for five days.
 *
 * Crash story: the attempt is committed before the first byte leaves, its result after the answer. Killed in between, the
 * sender leaves a lease of LEASE seconds; then the same bytes go out again under the same webhook-id. */
#ifndef ATLAS_MONITOR_WEBHOOK_H
#define ATLAS_MONITOR_WEBHOOK_H

#include "base/conf.h"
#include "net/guard.h"

#include <signal.h>
#include <stdio.h>

enum { WEBHOOKS_AT_ONCE = 16 };

struct webhook_sender;

/* Has a database connection of its own. Configuration, guard and owner (who names this worker in leases) are borrowed. */
MUST_USE int webhook_sender_new(const struct conf *c, const struct guard *g, const char *owner, struct webhook_sender **ret, struct note *why);
void webhook_sender_free(struct webhook_sender *ws); /* NULL is fine; what is under way is cut, and sent again when its lease ends */
/* Takes up what is due, unless *stop is set (NULL: never), and moves on what is under way, waiting wait_ms at most. *ret_busy:
 * something is under way or, unless *stop is set, may be due. ERR_IO: the database is away; what is under
 * way is moved on all the same. */
MUST_USE int webhook_sender_turn(struct webhook_sender *ws, int wait_ms, const volatile sig_atomic_t *stop, bool *ret_busy);
void webhook_sender_print(const struct webhook_sender *ws, FILE *out); /* a line of totals, where there were any */

#endif
