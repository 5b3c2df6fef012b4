/* Organisations: several people on one watchlist (store/watch.h). Each is carried by one of its owners, whose tier it has;
 * who that is stays an owner. What a role may do, how many people a tier allows and that an invitation is taken once are the
 * database's to hold (0018_organisations.sql). The store must act as the account (store_act_as): of organisations that it
 * is not in there is nothing to see, and each call says ERR_NOT_FOUND of what it may not change. */
#ifndef ATLAS_STORE_ORGANISATION_H
#define ATLAS_STORE_ORGANISATION_H

#include "base/clock.h"
#include "store/db.h"

enum { ORGANISATION_NAME_MAX = 80 }; /* characters */
#define INVITATION_US (14 * USEC_PER_DAY)

struct organisation { /* as one of its people sees it */
    int64_t id;
    const char *name, *role; /* owner, member, viewer */
    bool carries;
};

struct person {
    int64_t account_id;
    const char *address, *role;
};

/* ERR_DENIED: the tier has no organisations. ERR_CONFLICT: the account carries one already. */
MUST_USE int organisation_create(struct store *st, int64_t account_id, struct str name, int64_t now_us, int64_t *ret);
/* ERR_NOT_FOUND: the account is not in it. */
MUST_USE int organisation_see(struct store *st, struct arena *a, int64_t account_id, int64_t id, struct organisation *ret);
/* The one that the account carries; ERR_NOT_FOUND: none. */
MUST_USE int organisation_carried(struct store *st, struct arena *a, int64_t account_id, struct organisation *ret);
/* Everybody in it, by address. */
MUST_USE int organisation_people(struct store *st, struct arena *a, int64_t id, struct person **ret, size_t *ret_n);
MUST_USE int organisation_rename(struct store *st, int64_t id, struct str name);
/* From its carrier to another owner. ERR_BAD_INPUT: that is none of its owners. ERR_DENIED: their tier has no organisations.
 * ERR_CONFLICT: they carry another. */
MUST_USE int organisation_hand_over(struct store *st, int64_t id, int64_t from, int64_t to, int64_t now_us);
/* By its carrier: its watches, people and invitations go with it. */
MUST_USE int organisation_end(struct store *st, int64_t id, int64_t carrier);

/* ERR_CONFLICT: the address is in it, or has an open invitation. *ret: the invitation. */
struct invitation {
    int64_t organisation_id, invited_by;
    struct str address;
    const char *role;
};
MUST_USE int invitation_add(struct store *st, const struct invitation *i, int64_t now_us, int64_t *ret);
/* ERR_NOT_FOUND: it is answered, withdrawn, too old, or not that organisation's. */
MUST_USE int invitation_withdraw(struct store *st, int64_t organisation_id, int64_t id, int64_t now_us);
/* By the account it was sent to. ERR_LIMIT: the organisation has no room for another person. */
MUST_USE int invitation_accept(struct store *st, int64_t account_id, int64_t id, int64_t now_us, int64_t *ret_organisation);
MUST_USE int invitation_decline(struct store *st, struct str address, int64_t id, int64_t now_us);

/* ERR_BAD_INPUT: whoever carries it stays an owner. */
MUST_USE int member_set_role(struct store *st, int64_t organisation_id, int64_t account_id, const char *role);
/* Not the carrier: ERR_NOT_FOUND. */
MUST_USE int member_remove(struct store *st, int64_t organisation_id, int64_t account_id);
MUST_USE int member_set_mail(struct store *st, int64_t organisation_id, int64_t account_id, bool alerts, bool digest);

#endif
