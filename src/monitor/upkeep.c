#include "monitor/upkeep.h"

#include "base/clock.h"
#include "base/log.h"
#include "monitor/tidings.h"
#include "store/proposal.h"
#include "store/upkeep.h"

#include <inttypes.h>
#include <stdlib.h>

enum { HASHES_A_BITE = 20 };
#define HOUR_US (3600 * USEC_PER_SEC)

struct upkeep {
    struct store *st;
    struct taxonomy taxonomy;
    struct sender sender;
    struct tidings tidings;
    int64_t hourly_at_us; /* by the clock */
};

int upkeep_new(struct store *st, const struct conf *c, const char *share, struct upkeep **ret, struct note *why)
{
    struct upkeep *u = calloc(1, sizeof *u);
    if (u == NULL) return ERR_LIMIT;
    u->st = st;
    u->sender = sender_of(c);
    u->tidings = (struct tidings){&u->sender, conf_text(c, CONF_STRIPE_KEY_FILE)[0] != '\0'};
    int rc = taxonomy_load(st, share, &u->taxonomy, why);
    if (rc == OK) *ret = u;
    else free(u);
    return rc;
}

void upkeep_free(struct upkeep *u)
{
    if (u == NULL) return;
    taxonomy_release(&u->taxonomy);
    free(u);
}

/* A version that cannot be classified is passed over until the next taxonomy: it must not hold up the others. */
static int classify_one(struct upkeep *u, int64_t now_us, bool *ret_done)
{
    int64_t version = 0;
    size_t open;
    int rc = upkeep_unclassified(u->st, &u->taxonomy, &version);
    *ret_done = version != 0;
    if (rc != OK || version == 0) return rc;
    rc = proposals_refresh(u->st, &u->taxonomy, version, &open);
    if (rc == ERR_IO || rc == ERR_CONFLICT) return rc;
    if (rc != OK) log_error("version %" PRId64 " cannot be classified: %s: %s", version, err_name(rc), store_why(u->st));
    return upkeep_classified(u->st, version, &u->taxonomy, now_us);
}

static int hourly(struct upkeep *u, int64_t now_us)
{
    int rc = upkeep_forget(u->st, now_us);
    if (rc == OK) rc = upkeep_partitions(u->st, now_us);
    if (rc == OK) u->hourly_at_us = now_us + HOUR_US;
    return rc;
}

int upkeep_turn(struct upkeep *u, bool *ret_more)
{
    int64_t now = clock_now_us();
    size_t checked = 0, bad = 0;
    bool classified = false, told = false;
    int told_rc = tidings_turn(u->st, &u->tidings, now, &told); /* what is in its way is in nothing else's */
    int rc = now >= u->hourly_at_us ? hourly(u, now) : OK;
    if (rc == OK) rc = classify_one(u, now, &classified);
    if (rc == OK && !classified) rc = upkeep_hashes(u->st, HASHES_A_BITE, now - USEC_PER_DAY, now, &checked, &bad);
    if (bad > 0) log_error("of %zu versions whose hashes were re-computed, %zu did not come out: table hash_check names them", checked, bad);
    if (rc == OK) rc = told_rc;
    if (rc == OK) *ret_more = told || classified || checked == HASHES_A_BITE;
    return rc;
}
