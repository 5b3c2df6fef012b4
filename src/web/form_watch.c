/* The watchlist's forms, and unsubscribing. */
#include "base/utf8.h"
#include "store/account.h"
#include "store/watch.h"
#include "web/form.h"
#include "web/forms.h"

#include <inttypes.h>

/* The limit, and the way out of it. */
static int over_the_limit(struct exchange *x, struct store *st)
{
    struct watch_allowance w;
    struct complaints c = {0};
    int rc = watch_allowed(st, x->arena, x->viewer.account_id, x->rq.now_us, &w);
    if (rc != OK) return rc;
    complaints_add(&c, "watch",
                   arena_printf(x->arena,
                                "The %s tier watches %" PRId64 " platform%s, and your watchlist has %" PRId64
                                ". Remove one, or choose a larger tier: the trials take 14 days and need no card.",
                                w.tier, w.limit, w.limit == 1 ? "" : "s", w.used));
    return form_again(x, "watchlist", &c, NULL);
}

/* What the tier has no room or no feature for, in a sentence; other results as they are. */
static int refused(struct exchange *x, struct store *st, int rc)
{
    if (rc == ERR_LIMIT) return over_the_limit(x, st);
    if (rc != ERR_DENIED) return rc;
    struct complaints c = {0};
    complaints_add(&c, "watch",
                   "Watching single provisions and clause types is part of larger tiers. Watch the whole document or "
                   "platform instead, or choose such a tier: the trials take 14 days and need no card.");
    return form_again(x, "watchlist", &c, NULL);
}

int form_watch_add(struct exchange *x)
{
    struct store *st;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = watch_add(st, x->viewer.account_id, form_field(x, "add"), x->rq.now_us);
    if (rc == OK || rc == ERR_CONFLICT) {
        see_other(x, rc == OK ? "/watchlist/?done=added" : "/watchlist/?done=already");
        return OK;
    }
    return refused(x, st, rc);
}

static bool watch_id(struct exchange *x, int64_t *ret)
{
    return str_int(form_field(x, "watch"), 1, INT64_MAX, ret) == OK;
}

int form_watch_remove(struct exchange *x)
{
    struct store *st;
    int64_t id;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = watch_id(x, &id) ? watch_delete(st, x->viewer.account_id, id) : ERR_NOT_FOUND;
    if (rc == OK || rc == ERR_NOT_FOUND) see_other(x, "/watchlist/?done=removed"); /* not there: which was asked for */
    return rc == ERR_NOT_FOUND ? OK : rc;
}

int form_watch_resume(struct exchange *x)
{
    struct store *st;
    int64_t id;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = watch_id(x, &id) ? watch_unpause(st, x->viewer.account_id, id) : ERR_NOT_FOUND;
    if (rc == OK) see_other(x, "/watchlist/?done=resumed");
    return refused(x, st, rc);
}

static const char *threshold(struct str s)
{
    static const char *const known[] = {"low", "high", "critical"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eqz(s, known[i])) return known[i];
    return NULL;
}

int form_watch_tell(struct exchange *x)
{
    struct store *st;
    int64_t id;
    struct complaints c = {0};
    struct str mail = form_field(x, "mail");
    bool both = str_eqz(mail, "both");
    struct watch_wish w = {.threshold = threshold(form_field(x, "threshold")),
                           .alerts = both || str_eqz(mail, "alert"),
                           .digest = both || str_eqz(mail, "digest"),
                           .note = str_trim(form_field(x, "note"))};
    if (w.threshold == NULL || !(w.alerts || w.digest) || !watch_id(x, &id)) {
        error_show(x, 400, "The form came with a choice that it does not offer. Go back and choose again.");
        return OK;
    }
    if (utf8_count(w.note) > WATCH_NOTE_MAX) {
        complaints_add(&c, "watch", "A note has at most 500 characters. Shorten it.");
        return form_again(x, "watchlist", &c, NULL);
    }
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = watch_tell(st, x->viewer.account_id, id, &w);
    if (rc == OK) see_other(x, "/watchlist/?done=changed");
    return rc;
}

int form_watch_seen(struct exchange *x)
{
    struct store *st;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = watch_seen(st, x->viewer.account_id, x->rq.now_us);
    if (rc == OK) see_other(x, "/watchlist/?done=seen");
    return rc;
}

/* RFC 8058: one POST by the mail program, without cookie, answered without a redirect. A person's button sends `page`.
 */
int form_unsubscribe(struct exchange *x)
{
    struct store *st;
    const char *list;
    struct str token = pairs_get(&x->rq.query, "token");
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = account_unsubscribe(st, token.n > 0 ? token : form_field(x, "token"), x->rq.now_us, &list);
    if (rc != OK) return rc;
    if (form_field(x, "page").n > 0) {
        see_other(x, arena_printf(x->arena, "/unsubscribe?token=%s",
                                  percent_encoded(x->arena, token.n > 0 ? token : form_field(x, "token"))));
        return OK;
    }
    x->reply.type = "text/plain; charset=utf-8";
    return OK;
}
