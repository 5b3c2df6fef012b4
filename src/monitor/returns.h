/* Mail that came back, from the Maildir that the relay puts it into (ATLAS_BOUNCE_MAILDIR): read (net/bounce.h), noted and
 * counted (store/bounce.h).
 *
 * A message moves to the folder `done` after the database has committed what it says, or at once where it says nothing to us;
 * to `aside` where it cannot be read or is too large, or where the database refuses it: so none is read for ever, and none
 * holds up the others. Where one cannot be moved the Maildir rests for a minute. Read twice, by two workers or after a crash, it
 * does nothing twice. A file in `done` is removed once a day when it was written 30 days ago, by its time of change, which is the
 * relay's and stays when it moves; `aside` is for the operator to look at. Folders in `new` and `cur` are left alone. */
#ifndef ATLAS_MONITOR_RETURNS_H
#define ATLAS_MONITOR_RETURNS_H

#include "base/conf.h"
#include "store/db.h"

struct returns_totals {
    size_t counted; /* new to us, of whatever kind */
    size_t ignored; /* answers, absence notes, spam, what was known already */
    size_t aside;
};

struct returns;
/* Strings of the configuration and the store are borrowed. Without a Maildir in the settings it does nothing. ERR_BAD_INPUT:
 * a Maildir but no address, or one that cannot be it. */
MUST_USE int returns_new(const struct conf *c, struct store *st, struct returns **ret, struct note *why);
void returns_free(struct returns *r); /* NULL is fine */

/* A batch. *ret_done: how many messages were looked at; 0: none is there, or the Maildir rests. ERR_IO: the database is away; the message that
 * was in hand stays where it is. */
MUST_USE int returns_turn(struct returns *r, size_t *ret_done);
struct returns_totals returns_totals(const struct returns *r);

/* One message, as `atlas mail bounce` gets it. *ret_kind: what it is ("hard" …; "other" where it says nothing to us). */
MUST_USE int returns_take(struct store *st, struct arena *a, struct str message, const char *base, bool *ret_new, const char **ret_kind);

#endif
