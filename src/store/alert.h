/* Alerts waiting to become mail: what is due now, and what such a mail says. The rows were inserted in the transaction of
 * the change (store/version.c), one for each account and change.
 *
 * Which are due: an account's pending alerts, all of them together, unless the account got ALERT_MAILS_AN_HOUR mails
 * within the last hour, or is in its quiet hours; then they wait, whatever their severity, and go in one mail when the hour
 * is over. An alert about a change that the judge is unsure of (text/summary.h) is not due before the text was seen a second
 * time. All calls stand in one transaction that begins with alert_lock: one mailer at a time turns alerts into mails. */
#ifndef ATLAS_STORE_ALERT_H
#define ATLAS_STORE_ALERT_H

#include "store/db.h"

enum { ALERT_MAILS_AN_HOUR = 2 };

struct alert_due {
    int64_t account_id, change_id;
    const char *address;
    const char *why; /* JSON {kind: platform|document|provision|clause_type, name, organisation}: the watch it is for;
                      * organisation: the name of whose watchlist it is on, null: the person's own */
    bool held; /* it came in the account's quiet hours */
    const char *severity;
};

/* ERR_CONFLICT: another mailer is at it. The lock ends with the transaction. */
MUST_USE int alert_lock(struct store *st);
/* Pending alerts that nobody wants any more become `skipped`: account gone, watch gone, paused or mute, address dead; or,
 * with the reason written down, a text that was gone before it was seen a second time, and the return from it. */
MUST_USE int alert_skip_unwanted(struct store *st);
/* Of at most `most` accounts, those that have waited longest first; an account's alerts stand together, the most severe
 * first. */
MUST_USE int alert_due(struct store *st, struct arena *a, int64_t now_us, unsigned most, struct alert_due **ret, size_t *ret_n);

/* What a mail shows of a change, as JSON: id, url, headline, severity, kind, observed_at, platform, document, published,
 * effective, calls, bullets, reasons, thread …; `base` goes before every address. */
MUST_USE int alert_change(struct store *st, struct arena *a, int64_t change_id, const char *base, const char **ret_json);

/* The clauses that the change touched, those with a callout first, at most `most`, as plain text without headings. */
struct alert_passage {
    const char *kind;      /* added, removed, modified, split, merged */
    const char *title;
    struct str old, new;   /* "" where the clause does not stand */
};
MUST_USE int alert_passages(struct store *st, struct arena *a, int64_t change_id, unsigned most, struct alert_passage **ret,
                            size_t *ret_n);

MUST_USE int alert_mailed(struct store *st, int64_t account_id, int64_t change_id, int64_t delivery_id);

#endif
