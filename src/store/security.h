/* The security log: authentication, refusals, administration. Append-only; no passwords, no tokens, no whole addresses.
 * The person reads the events of their account on its security page. The browser's name is kept beside the log, so that it
 * can go with the account. */
#ifndef ATLAS_STORE_SECURITY_H
#define ATLAS_STORE_SECURITY_H

#include "store/db.h"

struct security_event {
    int64_t at_us, account_id;  /* account 0: unknown */
    const char *actor;          /* "web", "worker", or the operator's system user */
    const char *event;          /* "login", "login refused", "password changed" … */
    const char *address_prefix; /* /24 or /64; NULL from the command line */
    const char *detail;         /* may be NULL; at most 500 characters */
    struct str agent;           /* as the browser names itself; empty from the command line */
};

MUST_USE int security_note(struct store *st, const struct security_event *e);

#endif
