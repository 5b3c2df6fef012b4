#include "web/evidence.h"

#include "base/log.h"
#include "store/capture.h"
#include "store/upkeep.h"
#include "web/exchange.h"

#include <inttypes.h>

int evidence_capture(struct exchange *x)
{
    struct store *st;
    struct note why;
    struct str body, record = pairs_get(&x->rq.params, "version");
    const char *redacted = NULL;
    int64_t id = 0;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = capture_of_version(st, record, x->arena, &id, &redacted);
    if (rc == OK && redacted != NULL) {
        error_show(x, 410,
                   arena_printf(x->arena, "The stored page was taken away for legal reasons (%s). Its hash is kept.",
                                redacted));
        return OK;
    }
    if (rc == OK) rc = capture_body(st, id, x->arena, &body, &why);
    if (rc == ERR_BAD_INPUT) {
        log_error("capture %" PRId64 ": %s", id, why.text);
        error_show(
            x, 500,
            "The stored bytes of this capture do not have the hash they were stored under, so they are not shown.");
        return OK;
    }
    if (rc != OK) return rc;
    x->reply.type = "text/plain";
    reply_header(&x->reply, "Content-Disposition",
                 arena_printf(x->arena, "attachment; filename=\"" STR_FMT ".capture.txt\"", STR_ARG(record)));
    buf_str(&x->reply.body, body);
    return buf_failed(&x->reply.body) ? ERR_LIMIT : OK;
}

int form_hash_request(struct exchange *x)
{
    struct store *st;
    struct str record = pairs_get(&x->rq.params, "version");
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = hash_request(st, record, x->rq.now_us);
    if (rc == OK) see_other(x, arena_printf(x->arena, "/version/" STR_FMT "/check?done=rehash", STR_ARG(record)));
    return rc;
}
