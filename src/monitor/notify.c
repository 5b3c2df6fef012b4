#include "monitor/notify.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/map.h"
#include "crypt/random.h"
#include "monitor/excerpt.h"
#include "monitor/subject.h"

#include <inttypes.h>
#include <stdlib.h>

enum { ACCOUNTS_A_TURN = 50, TOGETHER_FROM = 3, SHOWN_MAX = 20, PASSAGES_MAX = 6, PASSAGES_FULL = 3, BULLETS_SHORT = 2 };

struct notifier { /* one batch */
    struct store *st;
    const struct sender *sender;
    struct arena *a;
    struct map changes; /* change id → its JSON, made once for all accounts */
    int64_t now_us;
    size_t mails;
};

/* ---- what is said of a change --------------------------------------------------------------------------------------- */

static int add_passages(struct notifier *n, int64_t change_id, json_t *change)
{
    struct alert_passage *v = NULL;
    size_t nv = 0;
    struct excerpt room = excerpt_room();
    int rc = alert_passages(n->st, n->a, change_id, PASSAGES_MAX, &v, &nv);
    json_t *shown = json_array();
    for (size_t i = 0; i < nv; i++) {
        json_t *p = excerpt_passage(n->a, &v[i], &room);
        if (p != NULL) json_array_append_new(shown, p);
    }
    json_object_set_new(change, "passages", shown);
    json_object_set_new(change, "excerpt_cut", json_boolean(room.cut || nv == PASSAGES_MAX));
    return rc;
}

static int change_json(struct notifier *n, int64_t change_id, json_t **ret)
{
    const char *key = arena_printf(n->a, "%" PRId64, change_id), *text = NULL;
    bool made;
    uintptr_t *slot = map_put(&n->changes, strz(key), &made);
    if (!made && *slot != 0) {
        *ret = json_loads((const char *)*slot, 0, NULL);
        return OK;
    }
    int rc = alert_change(n->st, n->a, change_id, n->sender->base, &text);
    json_t *change = rc == OK ? json_loads(text, 0, NULL) : NULL;
    if (rc == OK && change == NULL) bug("change %" PRId64 " as JSON cannot be read", change_id);
    if (rc == OK) rc = add_passages(n, change_id, change);
    char *whole = rc == OK ? json_dumps(change, JSON_COMPACT) : NULL;
    if (whole != NULL) *map_get(&n->changes, strz(key)) = (uintptr_t)arena_dupz(n->a, whole);
    free(whole);
    if (rc == OK) *ret = change;
    else json_decref(change);
    return rc;
}

/* ---- one mail --------------------------------------------------------------------------------------------------------- */

/* Of the bullets the first few; the rest is counted. */
static void cut_bullets(json_t *change)
{
    json_t *bullets = json_object_get(change, "bullets");
    size_t cut = 0;
    for (; json_array_size(bullets) > BULLETS_SHORT; cut++) json_array_remove(bullets, json_array_size(bullets) - 1);
    if (cut > 0)
        json_object_set_new(change, "more_bullets", json_integer(json_integer_value(json_object_get(change, "more_bullets")) + (json_int_t)cut));
}

/* In a mail about several changes the redline, and most bullets, are left to the change records. */
static int add_changes(struct notifier *n, const struct alert_due *due, size_t ndue, json_t *list)
{
    int rc = OK;
    for (size_t i = 0; rc == OK && i < ndue && i < SHOWN_MAX; i++) {
        json_t *change = NULL;
        rc = change_json(n, due[i].change_id, &change);
        if (rc != OK) break;
        if (ndue > PASSAGES_FULL) {
            json_object_set_new(change, "passages", json_array());
            cut_bullets(change);
        }
        json_object_set_new(change, "why", json_loads(due[i].why, 0, NULL));
        json_array_append_new(list, change);
    }
    return rc;
}

static const char *text_in(const json_t *object, const char *key)
{
    const char *z = json_string_value(json_object_get(object, key));
    return z != NULL ? z : "";
}

/* Counts all that are due, names the platforms of those that are shown. */
static const char *subject_for(struct notifier *n, const struct alert_due *due, size_t ndue, const json_t *list)
{
    const char *names[SHOWN_MAX];
    struct subject_facts f = {.changes = ndue, .names = names};
    const json_t *change;
    size_t i;
    if (ndue == 1) return subject_of_one(n->a, due->severity, text_in(json_array_get(list, 0), "headline"));
    for (i = 0; i < ndue; i++) {
        f.critical += strcmp(due[i].severity, "critical") == 0;
        f.high += strcmp(due[i].severity, "high") == 0;
    }
    json_array_foreach(list, i, change)
    {
        const char *name = text_in(change, "platform");
        bool known = false;
        for (size_t k = 0; k < f.nnames; k++) known = known || strcmp(names[k], name) == 0;
        if (!known) names[f.nnames++] = name;
    }
    return subject_of_many(n->a, "", &f);
}

static int64_t first_change(const struct alert_due *due, size_t n)
{
    int64_t first = due[0].change_id;
    for (size_t i = 1; i < n; i++)
        if (due[i].change_id < first) first = due[i].change_id;
    return first;
}

static int queue(struct notifier *n, const struct alert_due *due, size_t ndue, const json_t *list, int64_t *ret_id)
{
    struct arena *a = n->a;
    const char *token = random_token(a);
    json_t *payload = json_pack("{s:i, s:b, s:s, s:O}", "count", (int)ndue, "many", (int)(ndue > 1), "lead",
                                text_in(json_array_get(list, 0), "headline"), "changes", list);
    if (ndue > SHOWN_MAX) json_object_set_new(payload, "more", json_integer((json_int_t)(ndue - SHOWN_MAX)));
    if (ndue == 1) json_object_set_new(payload, "thread", json_string(text_in(json_array_get(list, 0), "thread")));
    char *text = json_dumps(payload, JSON_COMPACT);
    struct list_mail m = {.kind = "alert",
                          .list = "alerts",
                          .message_id = arena_printf(a, "<alert%s.%" PRId64 ".%" PRId64 "@%s>", ndue > 1 ? "s" : "",
                                                     first_change(due, ndue), due->account_id, n->sender->domain),
                          .address = due->address,
                          .subject = subject_for(n, due, ndue, list),
                          .payload = text,
                          .unsubscribe_url = arena_printf(a, "%s/unsubscribe?token=%s", n->sender->base, token),
                          .account_id = due->account_id,
                          .now_us = n->now_us};
    sha256_of(strz(token), &m.token);
    int rc = delivery_queue(n->st, &m, ret_id);
    free(text);
    json_decref(payload);
    return rc;
}

static int mail_about(struct notifier *n, const struct alert_due *due, size_t ndue)
{
    int64_t id = 0;
    json_t *list = json_array();
    int rc = add_changes(n, due, ndue, list);
    if (rc == OK) rc = queue(n, due, ndue, list, &id);
    json_decref(list);
    for (size_t i = 0; rc == OK && i < ndue; i++) rc = alert_mailed(n->st, due[i].account_id, due[i].change_id, id);
    n->mails += rc == OK;
    return rc;
}

/* How many of the n alerts of one account go in the first mail: all, where they are many or waited together. */
static size_t together(const struct alert_due *due, size_t n)
{
    bool held = false;
    for (size_t i = 0; i < n; i++) held = held || due[i].held;
    return held || n >= TOGETHER_FROM ? n : 1;
}

int notify_turn(struct store *st, const struct sender *s, struct arena *a, size_t *ret_mails)
{
    struct notifier n = {.st = st, .sender = s, .a = a, .now_us = clock_now_us()};
    struct alert_due *due = NULL;
    size_t ndue = 0;
    *ret_mails = 0;
    map_init(&n.changes, a);
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = alert_lock(st);
    if (rc == OK) rc = alert_skip_unwanted(st);
    if (rc == OK) rc = alert_due(st, a, n.now_us, ACCOUNTS_A_TURN, &due, &ndue);
    for (size_t i = 0, of; rc == OK && i < ndue; i += of) {
        size_t all = 1;
        while (i + all < ndue && due[i + all].account_id == due[i].account_id) all++;
        of = together(due + i, all);
        rc = store_mark(st);
        if (rc == OK) rc = mail_about(&n, due + i, of);
        if (rc != OK && rc != ERR_IO) { /* one person's trouble is not everybody's; it is tried again */
            log_error("alerts of account %lld cannot be written: %s: %s", (long long)due[i].account_id, err_name(rc), store_why(st));
            rc = store_undo(st);
        }
    }
    rc = store_end(st, rc);
    if (rc == OK) *ret_mails = n.mails;
    return rc == ERR_CONFLICT ? OK : rc; /* another mailer is at it: it does the work */
}
