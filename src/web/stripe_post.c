#include "web/stripe_post.h"

#include "base/log.h"
#include "crypt/signature.h"
#include "web/exchange.h"
#include "web/stripe_event.h"

static int plain(struct exchange *x, int status, const char *text)
{
    x->reply.status = status;
    x->reply.type = "text/plain; charset=utf-8";
    buf_strz(&x->reply.body, text);
    return OK;
}

int stripe_post(struct exchange *x)
{
    struct store *st;
    struct billing_event e;
    struct note why;
    if (!request_has_type(&x->rq, STR("application/json"))) return plain(x, 415, "Events are taken as application/json.\n");
    if (signature_check(x->arena, x->rq.signature, x->rq.body, x->site->webhook_secret, x->rq.now_us) != OK) {
        log_warn("an event whose signature is not right, or too old, from %s", x->rq.address_prefix);
        return plain(x, 400, "The signature is not right, or older than five minutes.\n");
    }
    if (stripe_event_read(x->arena, x->rq.body, &e, &why) != OK) {
        log_warn("a signed event that cannot be read: %s", why.text);
        return plain(x, 400, "This is no event.\n");
    }
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = billing_keep_event(st, &e, x->rq.now_us);
    return rc == OK ? plain(x, 200, "kept\n") : rc;
}
