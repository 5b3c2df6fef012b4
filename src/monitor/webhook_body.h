/* What a webhook says, and what an answer to it means. Pure: the same event gives the same bytes.
 *
 * standard  {"type", "timestamp", "data"}: of change.recorded, data is {id, url, headline, severity, kind, platform {name, url},
 *           document {id, title, url}, dates {published, effective, observed}, summary [{verb, text}], calls [{what, before,
 *           after}], redline_url, watch {id, name, url}}; of webhook.test, {endpoint, text}.
 * slack     {"text", "blocks"}: a header, the change in mrkdwn, links; within the limits that such endpoints hold to.
 *
 * At most WEBHOOK_BODY_MAX bytes: where a change has more to say, the last points of its summary are left out. */
#ifndef ATLAS_MONITOR_WEBHOOK_BODY_H
#define ATLAS_MONITOR_WEBHOOK_BODY_H

#include "net/fetch.h"

#include <jansson.h>

enum { WEBHOOK_BODY_MAX = 32 << 10, WEBHOOK_ANSWER_MAX = 300, SLACK_HEADER_MAX = 150, SLACK_SECTION_MAX = 3000 };

struct webhook_event {
    const char *type, *format; /* as store/webhook.h has them */
    int64_t at_us, endpoint;
    const char *site, *base;
    const json_t *change;  /* as alert_change gives it; NULL: a test */
    const char *document;  /* its record id */
    const json_t *watch;   /* {id, name, url}, url beginning with '/'; NULL: it was removed */
};
const char *webhook_body(struct arena *a, const struct webhook_event *e);

/* Text for mrkdwn: & < > written as entities, cut at `most` UTF-16 units of the result (what is counted there), neither in
 * the middle of a character nor of an entity, with "…" where something is left out. */
const char *slack_text(struct arena *a, struct str text, size_t most);

enum webhook_fate {
    WEBHOOK_DELIVERED, /* 2xx */
    WEBHOOK_LATER,     /* may be better another time: no answer, 5xx, 429 and such */
    WEBHOOK_REFUSED,   /* this message will not be taken: by the gate, by a redirect, by a status about its content */
    WEBHOOK_GONE,      /* 410: there will be no endpoint any more */
};
/* *ret_reason: a sentence for its owner, in the arena; NULL when delivered. It names no address of an inner network. */
enum webhook_fate webhook_fate(struct arena *a, const struct fetch_result *r, const char **ret_reason);

/* The beginning of an answer as text that can be kept and shown: UTF-8, without control characters; NULL where there is none. */
const char *webhook_answer(struct arena *a, struct str body);

#endif
