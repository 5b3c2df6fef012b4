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

enum { SIGNUPS_PER_NETWORK = 30, LETTERS_PER_ADDRESS = 3 };
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
    struct token_owner owner = {.account_id = account_id, .platform_id = s->platform_id, .address = address};
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
    const char *url = arena_printf(x->arena, "%s/reset", x->site->base_url);
    const char *key = arena_printf(x->arena, "exists %lld", (long long)x->rq.now_us);
    return form_letter(x, st, "notice", known->id, known->address, "You have an account already", key,
                       json_pack("{s:s,s:s}", "what", "exists", "url", url));
}

/* A pending account belongs to nobody yet: the newest sign-up's password holds, and earlier links are dead. */
static int record(struct exchange *x, struct store *st, const struct signup *s)
{
    struct account known;
    int64_t id, letters;
    int rc = rate_hit(st, "letter", rate_address_key(x->arena, s->address), x->rq.now_us, HOUR_US, &letters);
    if (rc == OK) rc = account_by_address(st, x->arena, s->address, &known);
    bool fresh = rc == ERR_NOT_FOUND;
    if (fresh) rc = account_create(st, s->address, s->hash, false, x->rq.now_us, &id);
    if (rc != OK || letters > LETTERS_PER_ADDRESS) return rc;
    if (fresh) return letter_to_new(x, st, s, id);
    if (strcmp(known.state, "active") == 0) return letter_to_known(x, st, &known);
    if (strcmp(known.state, "pending") != 0) return OK;
    rc = account_set_password(st, known.id, s->hash);
    return rc == OK ? letter_to_new(x, st, s, known.id) : rc;
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

static int confirm(struct exchange *x, struct store *st, struct token_owner *owner)
{
    char when[CLOCK_RFC3339_SIZE];
    int rc = token_take(st, x->arena, TOKEN_CONFIRM, form_field(x, "token"), x->rq.now_us, owner);
    if (rc != OK) return rc;
    const char *consent = arena_printf(x->arena, "{\"at\":\"%s\",\"prefix\":\"%s\",\"text\":\"confirm-1\"}",
                                       clock_rfc3339(x->rq.now_us, when), x->rq.address_prefix);
    rc = account_confirm(st, owner->account_id, consent, x->rq.now_us);
    return rc == OK ? form_security(x, st, owner->account_id, "address confirmed", NULL) : rc;
}

/* Outside the confirmation's transaction: a watch that cannot be added must not undo it. */
static int watch_wanted(struct exchange *x, struct store *st, const struct token_owner *owner)
{
    if (owner->platform_id == 0) return OK;
    x->site->acting = true;
    int rc = store_act_as(st, owner->account_id, x->rq.now_us);
    if (rc == OK) rc = watch_add_platform_id(st, owner->account_id, owner->platform_id, x->rq.now_us);
    return rc == ERR_CONFLICT || rc == ERR_LIMIT ? OK : rc;
}

int form_confirm(struct exchange *x)
{
    struct store *st;
    struct token_owner owner;
    struct complaints c = {0};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = store_begin(st);
    if (rc != OK) return rc;
    rc = store_end(st, confirm(x, st, &owner));
    if (rc == ERR_NOT_FOUND) {
        complaints_add(&c, "token", "This link has been used, or is older than a day. Sign up again to get a new one.");
        return form_again(x, "confirm", &c, NULL);
    }
    if (rc == OK) rc = watch_wanted(x, st, &owner);
    if (rc == OK) see_other(x, "/login?done=confirmed");
    return rc;
}
