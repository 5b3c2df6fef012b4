/* Mail that a form or the command line asks for: a row of the outbox that the worker renders and sends. What the
 * template of each kind finds in its payload:
 *
 *   confirm  {site, base, url, platform, expires_hours, prefix}   platform: name of what is to be watched, or null;
 *                                                                 prefix: the network the sign-up came from
 *   reset    {site, base, url, expires_minutes, prefix}
 *   notice   {site, base, what, url, prefix}                      what:
 *     exists    somebody signed up with, or wants to move to, an address that has an account; url resets
 *     password  it was changed; url resets
 *     login     url logs in; expires_minutes
 *     move      to a new address: url makes it the account's; expires_hours
 *     moving    to the old one, when that was asked for: url undoes it; new_address, days
 *     moved     to both, when it is done; new_address; to the old one url undoes it (undo: true), to the new it is the account
 *     undone    to the old one, which it is again; url resets
 *     leaving   the account will be deleted; url logs in, which undoes it; at: the instant
 *     invited   to an organisation: organisation, by, role, days; url answers
 *     removed, carries, ended   an organisation and who did it: organisation, by
 *     webhook_off  an endpoint was switched off; endpoint: its host; reason: a sentence; url: its page
 *     tier_begun, tier_ends, tier_ended   a trial or what was paid for began, ends soon, has ended: tier, description, limit,
 *               ends (an instant in words, of the account's zone), after, after_room, trial, resumed, invoice, paused (names),
 *               paused_count, paused_more, billing; an organisation that has more people than people_room; url leads to the watchlist, then to the tiers
 *     payment_failed   tier, ends, over, retry, pay_url; url pays
 *     again     the owner says that the mailbox takes mail again; url leads to the account's page
 *     accepted, declined   a suggestion: address, watched (it is on the watchlist); or why
 *     factor_on, factor_off, recovery   the second factor; url leads to the security page; recovery: codes_left
 *
 * The Message-ID is made of kind, account and a token's hash or the instant, so a row is one mail however often it is
 * sent. */
#ifndef ATLAS_STORE_LETTER_H
#define ATLAS_STORE_LETTER_H

#include "store/db.h"

struct letter {
    const char *kind; /* "confirm", "reset", "notice": of each `what` there are templates notice-WHAT */
    int64_t account_id;
    const char *address, *subject, *payload; /* payload: JSON text */
    const char *key;                         /* tells two letters of one kind and account apart */
    const char *domain;                      /* of the Message-ID */
    int64_t now_us;
};

MUST_USE int letter_queue(struct store *st, struct arena *a, const struct letter *l);
/* The part behind the @ of an address, for Message-IDs. */
const char *letter_domain(const char *from);

#endif
