/* Watches: what a watchlist follows. A platform, one of its documents, a provision, or a clause type wherever it stands. A
 * watchlist is a person's own or an organisation's (store/organisation.h). How many platforms a tier allows, and whether it
 * may watch single provisions and types, is the database's to hold, under concurrency too (triggers watch_limit and
 * watch_feature). The store must act as the account (store_act_as). */
#ifndef ATLAS_STORE_WATCH_H
#define ATLAS_STORE_WATCH_H

#include "store/db.h"

/* Whose watchlist, and who touches it. organisation_id 0: the account's own. */
struct watchlist {
    int64_t account_id, organisation_id;
};

enum { WATCH_LIST_MAX = 5000 }; /* watches_most of 0022_watching.sql */
/* named: as watch_target of 0017_watches.sql reads it (a platform's slug, CA-D-…, CA-P-…, type:SLUG …). ERR_NOT_FOUND: no
 * such thing, or no such watchlist for this person. ERR_CONFLICT: watched already. ERR_LIMIT: the tier's number is reached, or
 * the watchlist holds WATCH_LIST_MAX. ERR_DENIED: the tier has no such watches, or the person reads the organisation's only. */
MUST_USE int watch_add(struct store *st, const struct watchlist *l, struct str named, int64_t now_us);
MUST_USE int watch_add_platform_id(struct store *st, const struct watchlist *l, int64_t platform_id, int64_t now_us);

/* How a watch tells. */
struct watch_wish {
    const char *threshold; /* low, high, critical: the least severity of what is told */
    bool alerts, digest;   /* by which mail */
    struct str note;       /* the owner's own words; empty: none */
};
enum { WATCH_NOTE_MAX = 500 }; /* characters */
/* ERR_NOT_FOUND: the watchlist has no such watch, or the person may not change it. */
MUST_USE int watch_tell(struct store *st, const struct watchlist *l, int64_t watch_id, const struct watch_wish *w);
/* Removed; with its wishes it is kept for a day, so that watch_restore can undo it. */
MUST_USE int watch_delete(struct store *st, const struct watchlist *l, int64_t watch_id, int64_t now_us);
/* Undoes a removal of the last day. ERR_NOT_FOUND: there is none of that number on this watchlist; else as watch_add. */
MUST_USE int watch_restore(struct store *st, const struct watchlist *l, int64_t removed_id, int64_t now_us);
/* A watch that was paused because a tier ended: watched again. ERR_LIMIT, ERR_DENIED as above. */
MUST_USE int watch_unpause(struct store *st, const struct watchlist *l, int64_t watch_id);
/* Everything up to now_us is seen by this person: what is newer is marked on the watchlist. */
MUST_USE int watch_seen(struct store *st, const struct watchlist *l, int64_t now_us);

/* ---- many at once ---- lines: a JSON array of {line, word, document, threshold, mail, note}; base: the service's address, for
 * those that are addresses of our own pages. What a word may be: watch_match of 0022_watching.sql. */
/* What the lines would do, as JSON for the page that asks; changes nothing. */
MUST_USE int watch_list_preview(struct store *st, struct arena *a, const struct watchlist *l, struct str lines, const char *base, int64_t now_us,
                                struct str *ret);
struct watch_listed {
    int64_t added, already, over; /* over: no room, or no feature, in the tier, or no room on the watchlist */
};
/* In one transaction; what does not fit is left out. ERR_NOT_FOUND: no such watchlist for this person. ERR_DENIED: they read it only. */
MUST_USE int watch_list_add(struct store *st, const struct watchlist *l, struct str lines, const char *base, int64_t now_us,
                            struct watch_listed *ret);
/* The watchlist as rows of WATCH_COLUMNS texts, named by watch_columns. ERR_NOT_FOUND: no such watchlist for this person. */
enum { WATCH_COLUMNS = 8 };
extern const char *const watch_columns[WATCH_COLUMNS];
MUST_USE int watch_list_rows(struct store *st, const struct watchlist *l, const char *base, struct rows *ret);

struct watch_allowance {
    int64_t limit, used; /* platforms; limit -1: no limit */
    int64_t watches;     /* all there are, WATCH_LIST_MAX at most */
    const char *tier;    /* its name */
};
/* ERR_NOT_FOUND: no such watchlist that this person may add to. */
MUST_USE int watch_allowed(struct store *st, struct arena *a, const struct watchlist *l, int64_t now_us,
                           struct watch_allowance *ret);

#endif
