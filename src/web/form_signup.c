/* Sign-up and its confirmation. */
#include "base/clock.h"
#include "crypt/password.h"
#include "store/account.h"
#include "store/rate.h"
#include "store/token.h"
#include "store/watch.h"
#include "web/form.h"
#include "web/forms.h"
#include "web/password_rules.h"
#include "web/viewer.h"

enum { SIGNUPS_PER_NETWORK = 30, CONFIRMATIONS_PER_NETWORK = 30, LETTERS_PER_ADDRESS = 3 };
#define HOUR_US (3600 * USEC_PER_SEC)

struct signup {
    struct str address;
    char hash[PASSWORD_HASH_SIZE];
    int64_t platform_id;       /* 0: none */
    const char *platform_name; /* NULL: none */
};

STMT(signup_platform, 1, "SELECT id, name FROM platform WHERE slug = $1 AND active");

/* What the person wanted to watch when coming from a platform's page; a slug that is nobody's is passed over. */
static int find_platform(struct exchange *x, struct store *st, struct signup *s)
{
    struct rows r;
    struct str slug = form_field(x, "watch");
    if (slug.n == 0) return OK;
    int rc = db_one(st, &signup_platform, &r, A_STR(slug));
    if (rc == ERR_NOT_FOUND) return OK;
    if (rc != OK) return rc;
    s->platform_id = row_int(&r, 0, 0);
    s->platform_name = str_dupz(x->arena, row_str(&r, 0, 1));
    rows_free(&r);
    return OK;
}

static int letter_to_new(struct exchange *x, struct store *st, const struct signup *s, int64_t account_id)
{
    const char *token;
    const char *address = str_dupz(x->arena, s->address);
    struct token_owner owner = {.account_id = account_id, .platform_id = s->platform_id, .address = address, .password = s->hash};
    int rc = token_issue(st, x->arena, TOKEN_CONFIRM, &owner, x->rq.now_us, &token);
    if (rc != OK) return rc;
    const char *url = arena_printf(x->arena, "%s/confirm?token=%s", x->site->base_url, token);
    json_t *payload = json_pack("{s:s,s:s?,s:i}", "url", url, "platform", s->platform_name, "expires_hours",
                                (int)(TOKEN_CONFIRM_US / HOUR_US));
    return form_letter(x, st, "confirm", account_id, address, "Confirm your address", token, payload);
}

/* Somebody signed up with an address that has an account: only its owner learns of it. */
static int letter_to_known(struct exchange *x, struct store *st, const struct account *known)
{
    return form_notice(x, st,
                       &(struct notice){.account_id = known->id,
                                        .address = known->address,
                                        .what = "exists",
                                        .subject = "You have an account already",
                                        .url = arena_printf(x->arena, "%s/reset", x->site->base_url)});
}

/* A pending account belongs to nobody yet. Each sign-up has its own link and its own password: which of them becomes the
 * account's is decided by who reads the mail and knows the password that was typed. */
static int record(struct exchange *x, struct store *st, const struct signup *s)
{
    struct account known;
    int64_t id, letters;
    int rc = rate_hit(st, "letter", rate_address_key(x->arena, s->address), x->rq.now_us, HOUR_US, &letters);
    if (rc == OK) rc = account_by_address(st, x->arena, s->address, &known);
    bool fresh = rc == ERR_NOT_FOUND;
    if (fresh) rc = account_create(st, s->address, NULL, false, x->rq.now_us, &id);
    if (rc != OK || letters > LETTERS_PER_ADDRESS) return rc;
    if (fresh) return letter_to_new(x, st, s, id);
    if (strcmp(known.state, "pending") == 0) return letter_to_new(x, st, s, known.id);
    return strcmp(known.state, "suspended") != 0 ? letter_to_known(x, st, &known) : OK;
}

static int check(struct exchange *x, struct signup *s, struct complaints *c)
{
    if (account_address(x->arena, form_field(x, "address"), &s->address) != OK)
        complaints_add(c, "address", "Enter an e-mail address like name@example.org.");
    const char *refusal =
        password_refusal(x->arena, form_field(x, "password"), s->address, conf_text(x->site->conf, CONF_SITE_NAME));
    if (refusal != NULL) complaints_add(c, "password", refusal);
    return c->n == 0 ? OK : ERR_BAD_INPUT;
}

int form_signup(struct exchange *x)
{
    struct store *st;
    struct signup s = {0};
    struct complaints c = {0};
    int64_t n;
    if (check(x, &s, &c) != OK) return form_again(x, "signup", &c, "address", "watch", NULL);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = rate_hit(st, "signup", x->rq.address_prefix, x->rq.now_us, HOUR_US, &n);
    if (rc != OK || form_over_limit(x, n, SIGNUPS_PER_NETWORK)) return rc;
    if (password_hash(form_field(x, "password"), s.hash) != OK) {
        form_busy(x);
        return OK;
    }
    rc = store_begin(st);
    if (rc != OK) return rc;
    rc = find_platform(x, st, &s);
    if (rc == OK) rc = record(x, st, &s);
    if (rc == OK) rc = form_security(x, st, 0, "sign-up", NULL);
    rc = store_end(st, rc);
    /* Two sign-ups of one address at the same moment: the other one's mail is on its way. */
    if (rc == OK || rc == ERR_CONFLICT) see_other(x, "/signup?done=sent");
    return rc == ERR_CONFLICT ? OK : rc;
}

/* ---- confirmation --------------------------------------------------------------------------------------------------
 */

static int confirm(struct exchange *x, struct store *st, const struct token_shown *shown)
{
    struct token_owner owner;
    char when[CLOCK_RFC3339_SIZE];
    int rc = token_take(st, x->arena, shown, &owner);
    if (rc != OK) return rc;
    const char *consent = arena_printf(x->arena, "{\"at\":\"%s\",\"prefix\":\"%s\",\"text\":\"confirm-2\"}",
                                       clock_rfc3339(x->rq.now_us, when), x->rq.address_prefix);
    rc = account_confirm(st, owner.account_id, owner.password, consent, x->rq.now_us);
    if (rc == OK) rc = token_end_all(st, owner.account_id, x->rq.now_us); /* of other sign-ups with the address */
    if (rc == OK) rc = form_security(x, st, owner.account_id, "address confirmed", NULL);
    if (rc == OK) rc = viewer_log_in(x, st, owner.account_id, NULL);
    return rc == OK ? form_security(x, st, owner.account_id, "login", NULL) : rc;
}

/* Outside the confirmation's transaction: a watch that cannot be added must not undo it. */
static int watch_wanted(struct exchange *x, struct store *st, const struct token_owner *owner)
{
    if (owner->platform_id == 0) return OK;
    int rc = viewer_act_as(x, st, owner->account_id);
    struct watchlist own = {.account_id = owner->account_id};
    if (rc == OK) rc = watch_add_platform_id(st, &own, owner->platform_id, x->rq.now_us);
    return rc == ERR_CONFLICT || rc == ERR_LIMIT ? OK : rc;
}

/* Whether the password is the one of the sign-up that this link belongs to. *c: why not; ERR_LIMIT: the reply is made. */
static int check_confirmation(struct exchange *x, struct store *st, const struct token_shown *shown, struct token_owner *ret,
                              struct complaints *c)
{
    int64_t n;
    int rc = rate_hit(st, "confirm", x->rq.address_prefix, x->rq.now_us, HOUR_US, &n);
    if (rc == OK && form_over_limit(x, n, CONFIRMATIONS_PER_NETWORK)) return ERR_LIMIT;
    if (rc == OK) rc = token_peek(st, x->arena, shown, ret);
    if (rc == ERR_NOT_FOUND)
        complaints_add(c, "token", "This link has been used, or is older than a day. Sign up again to get a new one.");
    if (rc != OK) return rc == ERR_NOT_FOUND ? OK : rc;
    rc = password_verify(ret->password, form_field(x, "password"), NULL);
    if (rc == ERR_LIMIT) form_busy(x);
    if (rc == ERR_DENIED)
        complaints_add(c, "password",
                       "This is not the password that was typed in the sign-up of this mail. If there are several mails, "
                       "another may belong to yours; if you did not sign up, close this page.");
    return rc == ERR_DENIED ? OK : rc;
}

int form_confirm(struct exchange *x)
{
    struct store *st;
    struct token_owner owner;
    struct complaints c = {0};
    struct token_shown shown = {.purpose = TOKEN_CONFIRM, .token = form_field(x, "token"), .now_us = x->rq.now_us};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = check_confirmation(x, st, &shown, &owner, &c);
    if (rc == ERR_LIMIT) return OK;
    if (rc == OK && c.n > 0) return form_again(x, "confirm", &c, NULL);
    if (rc == OK) rc = store_begin(st);
    if (rc == OK) rc = store_end(st, confirm(x, st, &shown));
    if (rc == OK) rc = watch_wanted(x, st, &owner);
    if (rc == OK || rc == ERR_NOT_FOUND) see_other(x, rc == OK ? "/watchlist/?done=confirmed" : "/login"); /* pressed twice */
    return rc == ERR_NOT_FOUND ? OK : rc;
}
