/* The line to the server: connecting, and waiting for an answer with an eye on the clock. libpq's own calls wait for as
 * long as the server's machine keeps the line open, which a stopped or starved server does for ever.
 *
 * A server that is slow and one that is dead look the same to who waits. So a waiter with patience asks at half of it
 * whether anybody is there: it opens a second line and looks for the first byte of an answer, which a server that is
 * merely busy gives in milliseconds. No byte within the other half: the server is away. Somebody is there: it waits on,
 * and asks again every now and then.
 *
 * Who has no patience (0: the worker, the command line) waits until `limit_ms` (0: for ever), which stands well above the
 * server's own statement_timeout and so only ends a wait that the server will not end. */
#ifndef ATLAS_STORE_LINE_H
#define ATLAS_STORE_LINE_H

#include "base/str.h"

#include <libpq-fe.h>

struct line {
    PGconn *conn;
    char *conninfo;      /* a copy; freed by line_close */
    int64_t patience_ms; /* the longest that a dead server is waited for; 0: see above */
    int64_t limit_ms;    /* the longest that any answer is waited for; 0: none */
};

/* Connects anew where there is no connection. ERR_IO: none within the patience; PQerrorMessage has the words. With several
 * hosts in conninfo libpq's own clock holds (connect_timeout, two seconds a host): only it can go on to the next one. */
MUST_USE int line_connect(struct line *l);
void line_close(struct line *l);

/* What the statement just sent gives, as PQexec would; NULL: no answer came, and the connection is of no more use. */
PGresult *line_answer(struct line *l);

#endif
