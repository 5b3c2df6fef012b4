/* Telling people: alerts become mails, weekly digests are built, and what is queued in the outbox is delivered. One mailer
 * has a database connection of its own; any number of them may run at once.
 *
 * A turn does, round after round, each in a bounded batch: returns (what came back counts before the next mail leaves;
 * monitor/returns.h), notify (pending alerts → deliveries; monitor/notify.h), digest
 * (accounts whose weekly hour has come → one delivery each, keyed by account and ISO week; monitor/digest.h), deliver (due
 * deliveries → texts → SMTP, or the Maildir where no relay is configured; monitor/deliver.h). So new alerts go before a
 * backlog of digests.
 *
 * Crash story of a delivery: pending → claimed (lease) → sent. State is written before the message's data is sent and
 * after the reply. A crash, or a line lost after the data, may send one mail twice, under the same Message-ID; nothing is
 * ever lost. */
#ifndef ATLAS_MONITOR_MAIL_H
#define ATLAS_MONITOR_MAIL_H

#include "base/conf.h"

#include <signal.h>
#include <stdio.h>

struct mailer;

/* owner names this worker in leases. Strings and configuration are borrowed. */
MUST_USE int mailer_new(const struct conf *c, const char *share_dir, const char *owner, struct mailer **ret, struct note *why);
void mailer_free(struct mailer *m); /* NULL is fine */
/* A flag that a signal handler sets: a turn then ends after the message in hand and gives back the others. */
void mailer_stop_on(struct mailer *m, const volatile sig_atomic_t *stop);
MUST_USE int mailer_turn(struct mailer *m); /* until nothing more can be done now; ERR_IO: the database is away */
void mailer_print(const struct mailer *m, FILE *out); /* totals since mailer_new, for `atlas-worker --once` */

#endif
