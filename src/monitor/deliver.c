#include "monitor/deliver.h"

#include "base/clock.h"
#include "base/log.h"
#include "crypt/random.h"
#include "net/bounce.h"
#include "net/maildir.h"
#include "net/polite.h"
#include "net/smtp.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { TIMEOUT_MAX_S = 30, RELAY_REST_S = 60, AMBIGUOUS_IN_A_ROW = 3, PASSWORD_MAX = 1024 };
enum { JOB_ARENA_MAX = 64 << 20, MESSAGE_MAX = 4 << 20 };

struct deliverer {
    struct store *store;
    const struct view *view;
    const struct sender *sender;
    const char *owner, *maildir;
    struct smtp_session *smtp; /* NULL: the Maildir */
    struct arena arena;        /* of one batch */
    int64_t lease_us, rest_since_us, rest_until_us; /* at rest while the clock is between the two */
    unsigned ambiguous;        /* in a row */
    bool homeless_told;
    struct deliver_totals totals;
};

static int read_password(const char *path, char out[PASSWORD_MAX], struct note *why)
{
    out[0] = '\0';
    if (path[0] == '\0') return OK;
    FILE *f = fopen(path, "re");
    if (f == NULL || fgets(out, PASSWORD_MAX, f) == NULL) out[0] = '\0';
    if (f != NULL) fclose(f);
    out[strcspn(out, "\r\n")] = '\0';
    if (out[0] != '\0') return OK;
    note_set(why, "ATLAS_SMTP_PASSWORD_FILE %s holds no password that can be read", path);
    return ERR_BAD_INPUT;
}

static int open_relay(const struct conf *c, struct smtp_session **ret, struct note *why)
{
    char password[PASSWORD_MAX];
    if (conf_text(c, CONF_SMTP_URL)[0] == '\0') return OK;
    int rc = read_password(conf_text(c, CONF_SMTP_PASSWORD_FILE), password, why);
    int64_t timeout_s = conf_int(c, CONF_LEASE_S) / 4; /* far inside the lease, which is renewed before each message */
    struct smtp_settings set = {.url = conf_text(c, CONF_SMTP_URL), .user = conf_text(c, CONF_SMTP_USER), .password = password,
                                .timeout_s = (unsigned)(timeout_s < 1 ? 1 : timeout_s > TIMEOUT_MAX_S ? TIMEOUT_MAX_S : timeout_s)};
    if (rc == OK) rc = smtp_session_new(&set, ret, why);
    explicit_bzero(password, sizeof password);
    return rc;
}

int deliverer_new(const struct conf *c, struct store *st, const struct view *v, const struct sender *s, const char *owner,
                  struct deliverer **ret, struct note *why)
{
    struct smtp_session *smtp = NULL;
    int rc = open_relay(c, &smtp, why);
    if (rc != OK) return rc;
    struct deliverer *d = calloc(1, sizeof *d);
    if (d == NULL) bug("no memory for a mailer");
    *d = (struct deliverer){.store = st, .view = v, .sender = s, .owner = owner, .smtp = smtp,
                            .maildir = conf_text(c, CONF_MAILDIR), .lease_us = conf_int(c, CONF_LEASE_S) * USEC_PER_SEC};
    arena_init(&d->arena, JOB_ARENA_MAX);
    *ret = d;
    return OK;
}

void deliverer_free(struct deliverer *d)
{
    if (d == NULL) return;
    smtp_session_free(d->smtp);
    arena_release(&d->arena);
    free(d);
}

struct deliver_totals deliverer_totals(const struct deliverer *d)
{
    return d->totals;
}

/* ---- one delivery --------------------------------------------------------------------------------------------------- */

static struct lease lease_now(const struct deliverer *d)
{
    int64_t now = clock_now_us();
    return (struct lease){.owner = d->owner, .now_us = now, .until_us = now + d->lease_us};
}

static int later(struct deliverer *d, const struct delivery *one, const char *reply)
{
    uint32_t jitter;
    struct lease l = lease_now(d);
    random_bytes(&jitter, sizeof jitter);
    if (retry_over(&retry_mail, one->created_at_us, l.now_us)) {
        d->totals.failed++;
        log_warn("delivery %" PRId64 " given up after %u attempts: %s", one->id, one->attempts + 1, reply);
        return delivery_fail(d->store, one->id, &l, reply, false);
    }
    d->totals.later++;
    return delivery_retry(d->store, one->id, &l, retry_next(&retry_mail, l.now_us, one->attempts + 1, jitter), reply);
}

/* It can never be sent as it is: our own doing, and not the address's. */
static int refuse(struct deliverer *d, const struct delivery *one, const char *why)
{
    struct lease l = lease_now(d);
    d->totals.failed++;
    log_warn("delivery %" PRId64 " cannot be sent: %s", one->id, why);
    return delivery_fail(d->store, one->id, &l, why, false);
}

static void rest(struct deliverer *d, const char *why)
{
    d->rest_since_us = clock_now_us();
    d->rest_until_us = d->rest_since_us + RELAY_REST_S * USEC_PER_SEC;
    d->ambiguous = 0;
    log_warn("the mail relay takes nothing, next try in %d s: %s", RELAY_REST_S, why);
}

/* A clock that was put back ends it too: nobody waits an hour for a minute. */
static bool at_rest(const struct deliverer *d, int64_t now_us)
{
    return now_us >= d->rest_since_us && now_us < d->rest_until_us;
}

/* Writes down what the relay said. */
static int settle(struct deliverer *d, const struct delivery *one, const struct smtp_result *res)
{
    struct lease l = lease_now(d);
    d->ambiguous = res->outcome == SMTP_AMBIGUOUS ? d->ambiguous + 1 : 0;
    switch (res->outcome) {
    case SMTP_SENT:
        d->totals.sent++;
        return delivery_sent(d->store, one->id, l.now_us, res->text);
    case SMTP_PERMANENT:
        d->totals.failed++;
        log_info("delivery %" PRId64 " refused for good: %s", one->id, res->text);
        return delivery_fail(d->store, one->id, &l, res->text, bounce_is_hard(strz(res->text)));
    default: break;
    }
    bool relay = res->outcome == SMTP_UNREACHABLE || (res->outcome == SMTP_TEMPORARY && res->stage < SMTP_RECIPIENT);
    if (relay || d->ambiguous >= AMBIGUOUS_IN_A_ROW) rest(d, res->text);
    return later(d, one, res->text);
}

static int hand_over(struct deliverer *d, const struct delivery *one, struct str message)
{
    struct note why = {{0}};
    struct smtp_result res = {.outcome = SMTP_SENT, .text = "filed in the Maildir"};
    if (d->smtp == NULL) {
        if (maildir_deliver(d->maildir, strz(one->message_id), message, &why) == OK) return settle(d, one, &res);
        rest(d, why.text);
        return later(d, one, why.text);
    }
    const char *from = d->sender->bounce[0] != '\0' ? bounce_address(&d->arena, d->sender->bounce, one->id, one->secret) : d->sender->from;
    int rc = smtp_send(d->smtp, strz(from), strz(one->address), message, &res, &why);
    return rc == OK ? settle(d, one, &res) : refuse(d, one, why.text);
}

static int deliver_one(struct deliverer *d, const struct delivery *one)
{
    struct note why = {{0}};
    struct str text, html;
    struct buf message;
    buf_init(&message, MESSAGE_MAX);
    int rc = message_render(d->view, d->sender, &d->arena, one, &text, &html, &why);
    if (rc != OK) {
        log_warn("delivery %" PRId64 ": %s", one->id, why.text);
        rc = later(d, one, why.text);
        goto out;
    }
    rc = message_build(d->sender, &d->arena, one, text, html, &message, &why);
    if (rc != OK) {
        rc = refuse(d, one, why.text);
        goto out;
    }
    struct lease l = lease_now(d);
    rc = delivery_begin(d->store, one->id, &l, text, html);
    if (rc == OK) rc = hand_over(d, one, buf_view(&message));
    else if (rc == ERR_DENIED) d->totals.suppressed++;
    else if (rc == ERR_CONFLICT) d->totals.later++;
    if (rc == ERR_DENIED || rc == ERR_CONFLICT) rc = OK; /* not wanted any more; or it waits for the end of quiet hours, or another mailer has it */
out:
    buf_release(&message);
    return rc;
}

/* ---- a batch --------------------------------------------------------------------------------------------------------- */

static bool has_somewhere_to_go(struct deliverer *d)
{
    if (d->smtp != NULL || d->maildir[0] != '\0') return true;
    if (!d->homeless_told) log_warn("mail waits: neither ATLAS_SMTP_URL nor ATLAS_MAILDIR is set");
    d->homeless_told = true;
    return false;
}

int deliverer_turn(struct deliverer *d, const volatile sig_atomic_t *stop, size_t *ret_done)
{
    struct deliveries due = {0};
    size_t done = 0;
    *ret_done = 0;
    struct lease l = lease_now(d);
    if (!has_somewhere_to_go(d) || at_rest(d, l.now_us)) return OK;
    arena_reset(&d->arena);
    int rc = delivery_claim(d->store, &d->arena, &l, &due);
    while (rc == OK && done < due.n && !at_rest(d, clock_now_us()) && (stop == NULL || !*stop)) {
        rc = deliver_one(d, &due.v[done++]);
        if (rc == OK || rc == ERR_IO) continue;
        log_error("delivery %lld cannot be dealt with, and waits for its lease: %s: %s", (long long)due.v[done - 1].id, err_name(rc), store_why(d->store));
        rc = OK; /* the others do not wait for it */
    }
    if (rc == OK && done < due.n) {
        l = lease_now(d);
        rc = delivery_release(d->store, &l);
    }
    *ret_done = done;
    return rc;
}
