#include "store/security.h"

STMT(security_add, 6,
     "INSERT INTO security_event (at, account_id, actor, event, address_prefix, detail) VALUES ($1, $2, $3, $4, $5, "
     "left($6, 500))");

int security_note(struct store *st, const struct security_event *e)
{
    return db_query(st, &security_add, NULL, A_TIME(e->at_us), A_ID(e->account_id), A_TEXT(e->actor), A_TEXT(e->event),
                    A_TEXT(e->address_prefix), A_TEXT(e->detail));
}
