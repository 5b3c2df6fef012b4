#include "monitor/digest.h"

#include "base/clock.h"
#include "crypt/random.h"
#include "monitor/subject.h"
#include "store/digest.h"

#include <inttypes.h>

enum { ACCOUNTS_A_TURN = 1000, NAMES_MAX = 20 };
#define QUARTER_US (900 * USEC_PER_SEC)

static const char *subject_for(struct arena *a, const struct digest_due *d)
{
    const char *names[NAMES_MAX];
    struct subject_facts f = {.changes = d->changes, .critical = d->critical, .high = d->high, .provisions = d->provisions, .names = names};
    json_t *list = json_loads(d->names, 0, NULL);
    const json_t *name;
    size_t i;
    json_array_foreach(list, i, name)
    {
        const char *z = json_string_value(name);
        bool known = z == NULL || f.nnames == NAMES_MAX;
        for (size_t k = 0; k < f.nnames; k++) known = known || strcmp(names[k], z) == 0;
        if (!known) names[f.nnames++] = z;
    }
    const char *subject = subject_of_many(a, "Weekly digest: ", &f);
    json_decref(list);
    return subject;
}

static void write_mail(const struct sender *s, struct arena *a, const struct digest_due *d, struct digest_mail *m)
{
    bool empty = d->changes == 0 && d->provisions == 0;
    if (empty && !(d->tell_empty && d->verified + d->unread > 0)) return;
    const char *token = random_token(a);
    m->message_id = arena_printf(a, "<digest.%s.%" PRId64 "@%s>", d->iso_week, d->account_id, s->domain);
    m->subject = empty ? subject_of_none(a, "Weekly digest: ", d->verified, d->unread) : subject_for(a, d);
    m->unsubscribe_url = arena_printf(a, "%s/unsubscribe?token=%s", s->base, token);
    sha256_of(strz(token), &m->token);
}

static int write_mails(struct store *st, const struct sender *s, struct arena *a, const struct digest_due *due, size_t n, int64_t now_us,
                       size_t *ret_mails)
{
    struct digest_mail *mails = ARENA_ARRAY(a, struct digest_mail, n);
    for (size_t i = 0; i < n; i++) {
        write_mail(s, a, &due[i], &mails[i]);
        *ret_mails += mails[i].message_id != NULL;
    }
    return n > 0 ? digest_add(st, a, due, mails, n, now_us) : OK;
}

int digest_turn(struct digest_look *look, struct store *st, const struct sender *s, struct arena *a, size_t *ret_done, size_t *ret_mails)
{
    struct digest_due *due = NULL;
    size_t n = 0, mails = 0;
    int64_t now = clock_now_us(), quarter = now / QUARTER_US;
    *ret_done = *ret_mails = 0;
    if (look->quarter != quarter) *look = (struct digest_look){.quarter = quarter};
    if (look->finished) return OK;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = digest_lock(st);
    if (rc == OK) rc = digest_due(st, a, now, s->base, look->after_id, ACCOUNTS_A_TURN, &due, &n);
    if (rc == OK) rc = write_mails(st, s, a, due, n, now, &mails);
    rc = store_end(st, rc);
    if (rc == ERR_CONFLICT) return OK; /* another mailer is at it: it does the work */
    if (rc != OK) return rc;
    look->finished = n < ACCOUNTS_A_TURN;
    if (n > 0) look->after_id = due[n - 1].account_id;
    *ret_done = n;
    *ret_mails = mails;
    return OK;
}
