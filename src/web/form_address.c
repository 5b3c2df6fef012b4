/* Another address for an account. Both addresses are told; the new one confirms by its mail; the old one has a link that
 * takes the change back, before it is made and for a week after, whatever else is changed meanwhile: whoever got hold of a
 * login cannot keep the account by moving it. */
#include "base/clock.h"
#include "store/account.h"
#include "store/login.h"
#include "store/rate.h"
#include "store/token.h"
#include "web/form.h"
#include "web/forms.h"

enum { MOVES = 3 }; /* an hour */
#define HOUR_US (3600 * USEC_PER_SEC)
#define UNDO_DAYS ((int)(TOKEN_UNDO_US / USEC_PER_DAY))

struct move {
    int64_t account_id;
    const char *from, *to;
};

static const char *url_of(struct exchange *x, const char *path, const char *token)
{
    return arena_printf(x->arena, "%s%s?token=%s", x->site->base_url, path, token);
}

/* The old address: with the way back. */
static int tell_old(struct exchange *x, struct store *st, const struct move *m, const char *what, const char *subject)
{
    const char *token;
    struct token_owner owner = {.account_id = m->account_id, .address = m->from, .new_address = m->from};
    int rc = token_issue(st, x->arena, TOKEN_UNDO, &owner, x->rq.now_us, &token);
    if (rc != OK) return rc;
    return form_notice(x, st,
                       &(struct notice){.account_id = m->account_id,
                                        .address = m->from,
                                        .what = what,
                                        .subject = subject,
                                        .url = url_of(x, "/undo-address", token),
                                        .key = token,
                                        .more = json_pack("{s:s,s:i,s:b}", "new_address", m->to, "days", UNDO_DAYS, "undo", 1)});
}

/* ---- asking --------------------------------------------------------------------------------------------------------
 */

/* The new address: with the link that makes the change; or, where it has an account, with the news that somebody tried. */
static int tell_new(struct exchange *x, struct store *st, const struct move *m)
{
    struct account other;
    const char *token;
    int rc = account_by_address(st, x->arena, strz(m->to), &other);
    if (rc == OK)
        return form_notice(x, st,
                           &(struct notice){.account_id = other.id,
                                            .address = other.address,
                                            .what = "exists",
                                            .subject = "You have an account already",
                                            .url = arena_printf(x->arena, "%s/reset", x->site->base_url)});
    if (rc != ERR_NOT_FOUND) return rc;
    struct token_owner owner = {.account_id = m->account_id, .address = m->from, .new_address = m->to};
    rc = token_issue(st, x->arena, TOKEN_MOVE, &owner, x->rq.now_us, &token);
    if (rc != OK) return rc;
    return form_notice(x, st,
                       &(struct notice){.account_id = m->account_id,
                                        .address = m->to,
                                        .what = "move",
                                        .subject = "Confirm your new address",
                                        .url = url_of(x, "/confirm-address", token),
                                        .key = token,
                                        .more = json_pack("{s:i}", "expires_hours", (int)(TOKEN_MOVE_US / HOUR_US))});
}

static int ask(struct exchange *x, struct store *st, const struct move *m)
{
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = tell_new(x, st, m);
    if (rc == OK) rc = tell_old(x, st, m, "moving", "Your address is about to change");
    if (rc == OK) rc = form_security(x, st, m->account_id, "change of address asked for", NULL);
    return store_end(st, rc);
}

int form_address(struct exchange *x)
{
    struct store *st;
    struct str to = STR("");
    struct complaints c = {0};
    int64_t n;
    if (account_address(x->arena, form_field(x, "address"), &to) != OK)
        complaints_add(&c, "address", "Enter an e-mail address like name@example.org.");
    else if (str_eqz(to, x->viewer.address))
        complaints_add(&c, "address", "This is the address of your account already.");
    int rc = site_store(x->site, &st);
    if (rc == OK && c.n == 0) rc = form_password_again(x, st, &c);
    if (rc == ERR_LIMIT) return OK;
    if (c.n > 0) return form_again(x, "account_address", &c, "address", NULL);
    const char *key = arena_printf(x->arena, "%lld", (long long)x->viewer.account_id);
    if (rc == OK) rc = rate_hit(st, "move", key, x->rq.now_us, HOUR_US, &n);
    if (rc != OK || form_over(x, n, MOVES, "A change of address was asked for several times in this hour. Try again in an hour.")) return rc;
    struct move m = {x->viewer.account_id, x->viewer.address, str_dupz(x->arena, to)};
    rc = ask(x, st, &m);
    if (rc == OK) see_other(x, "/account/address/?done=moving");
    return rc;
}

/* ---- making the change ---------------------------------------------------------------------------------------------
 */

static int make(struct exchange *x, struct store *st, const struct token_shown *shown)
{
    struct token_owner owner;
    int rc = token_take(st, x->arena, shown, &owner);
    if (rc != OK) return rc;
    struct move m = {owner.account_id, owner.address, owner.new_address};
    rc = account_move(st, m.account_id, m.from, m.to);
    if (rc == OK) rc = token_end_all(st, m.account_id, x->rq.now_us);
    if (rc == OK) rc = form_security(x, st, m.account_id, "address changed", NULL);
    if (rc == OK) rc = tell_old(x, st, &m, "moved", "Your address was changed");
    if (rc != OK) return rc;
    return form_notice(x, st,
                       &(struct notice){.account_id = m.account_id,
                                        .address = m.to,
                                        .what = "moved",
                                        .subject = "This is now the address of your account",
                                        .url = arena_printf(x->arena, "%s/account/", x->site->base_url),
                                        .more = json_pack("{s:s}", "new_address", m.to)});
}

static int again(struct exchange *x, const char *page, const char *sentence)
{
    struct complaints c = {0};
    complaints_add(&c, "token", sentence);
    return form_again(x, page, &c, NULL);
}

int form_address_confirm(struct exchange *x)
{
    struct store *st;
    struct token_shown shown = {.purpose = TOKEN_MOVE, .token = form_field(x, "token"), .now_us = x->rq.now_us};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = store_begin(st);
    if (rc != OK) return rc;
    rc = store_end(st, make(x, st, &shown));
    if (rc == ERR_NOT_FOUND)
        return again(x, "confirm_address", "This link has been used, is older than a day, or was taken back from the old address. Ask for the change again.");
    if (rc == ERR_CONFLICT) return again(x, "confirm_address", "This address has an account of its own by now, so the change cannot be made.");
    if (rc == OK) see_other(x, x->viewer.account_id != 0 ? "/account/address/?done=address" : "/login?done=address");
    return rc;
}

/* ---- taking it back ------------------------------------------------------------------------------------------------
 */

static int take_back(struct exchange *x, struct store *st, const struct token_shown *shown)
{
    struct token_owner owner;
    bool stays;
    int rc = token_take(st, x->arena, shown, &owner);
    if (rc == OK) rc = account_move(st, owner.account_id, NULL, owner.new_address);
    if (rc == OK) rc = token_end_later(st, owner.account_id, shown->token, x->rq.now_us);
    if (rc == OK) rc = login_end_all(st, owner.account_id, x->rq.now_us);
    if (rc == OK) rc = account_stay(st, owner.account_id, &stays);
    if (rc == OK) rc = form_security(x, st, owner.account_id, "change of address taken back", NULL);
    if (rc != OK) return rc;
    return form_notice(x, st,
                       &(struct notice){.account_id = owner.account_id,
                                        .address = owner.new_address,
                                        .what = "undone",
                                        .subject = "The change of your address was taken back",
                                        .url = arena_printf(x->arena, "%s/reset", x->site->base_url),
                                        .key = str_dupz(x->arena, shown->token)});
}

int form_address_undo(struct exchange *x)
{
    struct store *st;
    struct token_shown shown = {.purpose = TOKEN_UNDO, .token = form_field(x, "token"), .now_us = x->rq.now_us};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = store_begin(st);
    if (rc != OK) return rc;
    rc = store_end(st, take_back(x, st, &shown));
    if (rc == ERR_NOT_FOUND) return again(x, "undo_address", "This link has been used, or is older than a week. Write to the operator if the account is not yours any more.");
    if (rc == ERR_CONFLICT) return again(x, "undo_address", "Your old address has an account of its own by now. Write to the operator: they can put it right.");
    if (rc == OK) see_other(x, "/reset?done=undone");
    return rc;
}
