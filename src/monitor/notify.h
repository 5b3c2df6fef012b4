/* Pending alerts → mails in the outbox, and the alerts marked as mailed, in one transaction.
 *
 * How many mails: one for each change; three or more that wait for one account go in one mail, and an account that got two
 * within the last hour waits until the hour is over (store/alert.h). What came in an account's quiet hours goes in one mail
 * when they end, a critical change too. So nobody gets more than a few mails an hour, and outside quiet hours nothing waits
 * longer than an hour. The Message-ID names the account and the change (of several: the first of them, which
 * is in no other mail of that account). */
#ifndef ATLAS_MONITOR_NOTIFY_H
#define ATLAS_MONITOR_NOTIFY_H

#include "monitor/message.h"

/* One batch. *ret_mails: how many were queued; 0: nothing is due, or another mailer is at it. */
MUST_USE int notify_turn(struct store *st, const struct sender *s, struct arena *a, size_t *ret_mails);

#endif
