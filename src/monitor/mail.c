#include "monitor/mail.h"

#include "monitor/deliver.h"
#include "monitor/digest.h"
#include "monitor/notify.h"
#include "monitor/returns.h"

#include <stdlib.h>
#include <unistd.h>

enum { STATEMENT_TIMEOUT_MS = 60000, BATCH_ARENA_MAX = 256 << 20 };

struct mailer {
    struct arena arena, batch; /* as long as the mailer; of one batch */
    struct store *store;
    struct view *view;
    struct sender sender;
    struct deliverer *deliverer;
    struct returns *returns;
    const volatile sig_atomic_t *stop;
    struct digest_look look;
    size_t alerts, digests;
};

int mailer_new(const struct conf *c, const char *share_dir, const char *owner, struct mailer **ret, struct note *why)
{
    struct mailer *m = calloc(1, sizeof *m);
    if (m == NULL) bug("no memory for a mailer");
    arena_init(&m->arena, 1 << 20);
    arena_init(&m->batch, BATCH_ARENA_MAX);
    m->sender = sender_of(c);
    owner = arena_printf(&m->arena, "%s/mail:%d", owner, (int)getpid());
    int rc = view_load(arena_printf(&m->arena, "%s/templates", share_dir), &m->view, why);
    if (rc == OK) rc = store_open(conf_text(c, CONF_DB), STATEMENT_TIMEOUT_MS, &m->store, why);
    if (rc == OK) rc = deliverer_new(c, m->store, m->view, &m->sender, owner, &m->deliverer, why);
    if (rc == OK) rc = returns_new(c, m->store, &m->returns, why);
    if (rc == OK) *ret = m;
    else mailer_free(m);
    return rc;
}

void mailer_free(struct mailer *m)
{
    if (m == NULL) return;
    returns_free(m->returns);
    deliverer_free(m->deliverer);
    store_close(m->store);
    view_free(m->view);
    arena_release(&m->batch);
    arena_release(&m->arena);
    free(m);
}

void mailer_stop_on(struct mailer *m, const volatile sig_atomic_t *stop)
{
    m->stop = stop;
}

/* Steps fail each for itself, unless the database is away: alerts that cannot be written hold no confirmation back. */
int mailer_turn(struct mailer *m)
{
    int first = OK, rc = OK;
    for (size_t busy = 1; rc != ERR_IO && busy > 0 && (m->stop == NULL || !*m->stop);) {
        size_t returned = 0, alerts = 0, looked = 0, digests = 0, delivered = 0;
        arena_reset(&m->batch);
        rc = returns_turn(m->returns, &returned);
        if (first == OK) first = rc;
        if (rc != ERR_IO) rc = notify_turn(m->store, &m->sender, &m->batch, &alerts);
        if (first == OK) first = rc;
        if (rc != ERR_IO) rc = digest_turn(&m->look, m->store, &m->sender, &m->batch, &looked, &digests);
        if (first == OK) first = rc;
        if (rc != ERR_IO) rc = deliverer_turn(m->deliverer, m->stop, &delivered);
        if (first == OK) first = rc;
        m->alerts += alerts;
        m->digests += digests;
        busy = returned + alerts + looked + delivered;
    }
    return first;
}

void mailer_print(const struct mailer *m, FILE *out)
{
    struct deliver_totals t = deliverer_totals(m->deliverer);
    fprintf(out, "mail: alerts %zu, digests %zu; sent %zu, to be tried again %zu, failed %zu, suppressed %zu\n", m->alerts, m->digests, t.sent,
            t.later, t.failed, t.suppressed);
    struct returns_totals r = returns_totals(m->returns);
    if (r.counted + r.ignored + r.aside > 0) fprintf(out, "came back: counted %zu, ignored %zu, set aside %zu\n", r.counted, r.ignored, r.aside);
}
