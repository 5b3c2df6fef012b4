/* The watchlist's forms, and unsubscribing. */
#include "base/utf8.h"
#include "store/account.h"
#include "web/form.h"
#include "web/form_watch.h"
#include "web/forms.h"

#include <inttypes.h>

int form_watchlist(struct exchange *x, struct watchlist *ret)
{
    struct str list = form_field(x, "list");
    *ret = (struct watchlist){.account_id = x->viewer.account_id};
    if (list.n == 0) return OK;
    return str_int(list, 1, INT64_MAX, &ret->organisation_id) == OK ? OK : ERR_NOT_FOUND;
}

static int begin(struct exchange *x, struct store **ret_st, struct watchlist *ret)
{
    int rc = site_store(x->site, ret_st);
    return rc == OK ? form_watchlist(x, ret) : rc;
}

/* To the page the form stood on (field `next`), or to the watchlist. */
static void back(struct exchange *x, const struct watchlist *l, const char *done)
{
    struct str next = form_field(x, "next");
    next = str_upto(next, str_find_char(next, '#'));
    if (path_is_local(next)) {
        see_other(x, arena_printf(x->arena, STR_FMT "%cdone=%s", STR_ARG(next), str_find_char(next, '?') == STR_NONE ? '?' : '&', done));
        return;
    }
    const char *list = l->organisation_id != 0 ? arena_printf(x->arena, "list=%" PRId64 "&", l->organisation_id) : "";
    see_other(x, arena_printf(x->arena, "/watchlist/?%sdone=%s", list, done));
}

/* The limit, and the way out of it. */
static int over_the_limit(struct exchange *x, struct store *st, const struct watchlist *l)
{
    struct watch_allowance w;
    struct complaints c = {0};
    int rc = watch_allowed(st, x->arena, l, x->rq.now_us, &w);
    if (rc != OK) return rc;
    if (w.watches >= WATCH_LIST_MAX) {
        complaints_add(&c, "watch", "A watchlist has at most 5,000 watches, and this one is full. Remove some that you need no more.");
        return form_again(x, "watchlist", &c, NULL);
    }
    complaints_add(&c, "watch",
                   arena_printf(x->arena,
                                "The %s tier watches %" PRId64 " platform%s, and %s watchlist has %" PRId64
                                ". Remove one, or choose a larger tier: the trials need no card.",
                                w.tier, w.limit, w.limit == 1 ? "" : "s", l->organisation_id != 0 ? "this" : "your", w.used));
    return form_again(x, "watchlist", &c, NULL);
}

/* What the tier has no room or no feature for, in a sentence; other results as they are. */
static int refused(struct exchange *x, struct store *st, const struct watchlist *l, int rc)
{
    if (rc == ERR_LIMIT) return over_the_limit(x, st, l);
    if (rc != ERR_DENIED) return rc;
    struct complaints c = {0};
    complaints_add(&c, "watch",
                   l->organisation_id != 0
                       ? "This watchlist cannot be added to: your role in the organisation reads only, or the tier of whoever carries it has no such watches."
                       : "Watching single provisions and clause types is part of larger tiers. Watch the whole document or "
                         "platform instead, or choose such a tier: the trials need no card.");
    return form_again(x, "watchlist", &c, NULL);
}

int form_watch_add(struct exchange *x)
{
    struct store *st;
    struct watchlist l;
    int rc = begin(x, &st, &l);
    if (rc == OK) rc = watch_add(st, &l, form_field(x, "add"), x->rq.now_us);
    if (rc == OK || rc == ERR_CONFLICT) {
        back(x, &l, rc == OK ? "added" : "already");
        return OK;
    }
    return refused(x, st, &l, rc);
}

static int watch_id(struct exchange *x, int64_t *ret)
{
    return str_int(form_field(x, "watch"), 1, INT64_MAX, ret) == OK ? OK : ERR_NOT_FOUND;
}

int form_watch_remove(struct exchange *x)
{
    struct store *st;
    struct watchlist l;
    int64_t id;
    int rc = begin(x, &st, &l);
    if (rc != OK) return rc;
    rc = watch_id(x, &id);
    if (rc == OK) rc = watch_delete(st, &l, id, x->rq.now_us);
    if (rc == OK || rc == ERR_NOT_FOUND) back(x, &l, "removed"); /* not there: which was asked for */
    return rc == ERR_NOT_FOUND ? OK : rc;
}

int form_watch_undo(struct exchange *x)
{
    struct store *st;
    struct watchlist l;
    int64_t id;
    int rc = begin(x, &st, &l);
    if (rc != OK) return rc;
    rc = str_int(form_field(x, "removed"), 1, INT64_MAX, &id) == OK ? watch_restore(st, &l, id, x->rq.now_us) : ERR_NOT_FOUND;
    if (rc == ERR_NOT_FOUND) {
        error_show(x, 404, "This removal cannot be undone any more: that is so for a day. Add the watch anew where you want it.");
        return OK;
    }
    if (rc != OK && rc != ERR_CONFLICT) return refused(x, st, &l, rc);
    back(x, &l, rc == OK ? "added-back" : "already");
    return OK;
}

int form_watch_resume(struct exchange *x)
{
    struct store *st;
    struct watchlist l;
    int64_t id;
    int rc = begin(x, &st, &l);
    if (rc == OK) rc = watch_id(x, &id);
    if (rc == OK) rc = watch_unpause(st, &l, id);
    if (rc == OK) back(x, &l, "resumed");
    return rc == ERR_LIMIT || rc == ERR_DENIED ? refused(x, st, &l, rc) : rc;
}

int form_watch_tell(struct exchange *x)
{
    struct store *st;
    struct watchlist l;
    int64_t id;
    struct complaints c = {0};
    struct str mail = form_field(x, "mail");
    bool both = str_eqz(mail, "both");
    struct watch_wish w = {.threshold = form_threshold(x),
                           .alerts = both || str_eqz(mail, "alert"),
                           .digest = both || str_eqz(mail, "digest"),
                           .note = str_trim(form_field(x, "note"))};
    if (w.threshold == NULL || !(w.alerts || w.digest) || watch_id(x, &id) != OK || form_watchlist(x, &l) != OK) {
        return form_unknown_choice(x);
    }
    if (utf8_count(w.note) > WATCH_NOTE_MAX) {
        complaints_add(&c, "watch", "A note has at most 500 characters. Shorten it.");
        return form_again(x, "watchlist", &c, NULL);
    }
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = watch_tell(st, &l, id, &w);
    if (rc == OK) back(x, &l, "changed");
    return rc;
}

int form_watch_seen(struct exchange *x)
{
    struct store *st;
    struct watchlist l;
    int rc = begin(x, &st, &l);
    if (rc == OK) rc = watch_seen(st, &l, x->rq.now_us);
    if (rc == OK) back(x, &l, "seen");
    return rc;
}

/* RFC 8058: one POST by the mail program, without cookie, answered without a redirect. A person's button sends `page`, and
 * may ask for more: to end everything, or to have back what was ended. */
int form_unsubscribe(struct exchange *x)
{
    struct store *st;
    struct str token = pairs_get(&x->rq.query, "token");
    bool person = form_field(x, "page").n > 0;
    enum unsubscribe what = person && form_field(x, "again").n > 0 ? SUBSCRIBE_AGAIN : person && form_field(x, "all").n > 0 ? UNSUBSCRIBE_ALL : UNSUBSCRIBE_LIST;
    if (token.n == 0) token = form_field(x, "token");
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = account_unsubscribe(st, token, what, x->rq.now_us);
    if (rc != OK) return rc;
    if (person) see_other(x, arena_printf(x->arena, "/unsubscribe?token=%s", percent_encoded(x->arena, token)));
    else x->reply.type = "text/plain; charset=utf-8";
    return OK;
}
