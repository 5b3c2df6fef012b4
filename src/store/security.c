#include "store/security.h"

#include "base/utf8.h"

enum { AGENT_MAX = 200 };

STMT(security_add, 6,
     "INSERT INTO security_event (at, account_id, actor, event, address_prefix, detail) VALUES ($1, $2, $3, $4, $5, "
     "left($6, 500)) RETURNING id");
STMT(security_agent_add, 3, "INSERT INTO security_agent (event_id, account_id, agent) VALUES ($1, $2, $3)");

int security_note(struct store *st, const struct security_event *e)
{
    int64_t id;
    int rc = db_int(st, &security_add, &id, A_TIME(e->at_us), A_ID(e->account_id), A_TEXT(e->actor), A_TEXT(e->event),
                    A_TEXT(e->address_prefix), A_TEXT(e->detail));
    if (rc != OK || e->account_id == 0 || e->agent.n == 0 || !utf8_valid(e->agent)) return rc;
    return db_query(st, &security_agent_add, NULL, A_INT(id), A_INT(e->account_id),
                    A_STR(str_upto(e->agent, utf8_cut(e->agent, AGENT_MAX))));
}
