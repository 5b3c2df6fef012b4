#include "web/machine.h"

#include "web/exchange.h"

STMT(healthz, 0, "SELECT 1");

int machine_healthz(struct exchange *x)
{
    struct store *st;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = db_query_n(st, &healthz, NULL, NULL, 0);
    if (rc != OK) return rc;
    x->reply.type = "text/plain; charset=utf-8";
    buf_strz(&x->reply.body, "ok\n");
    return OK;
}
