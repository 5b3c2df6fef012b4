/* The FastCGI server: a parent that holds the socket, and children that answer one request at a time each.
 *
 * Parent: opens the unix socket (mode 0660) or takes the one that a supervisor hands over (LISTEN_FDS=1, descriptor 3);
 * keeps `processes` children alive, restarting the dead (a child that dies at once is not restarted faster than once in
 * half a second). SIGTERM, SIGINT: children finish what is in hand, then all ends. SIGHUP: a copy of the program is
 * asked whether it could start (--check); if so the parent becomes the new program on the same socket and with the same
 * process id, and the old children finish and are replaced. No connection is refused meanwhile.
 *
 * Child: waits, accepts, answers, finishes. Signals are blocked but while it waits, so no request is ever interrupted;
 * a request that takes longer than REQUEST_DEADLINE_S ends the child (SIGALRM), and the parent says so. */
#ifndef ATLAS_WEB_SERVER_H
#define ATLAS_WEB_SERVER_H

#include "web/exchange.h"

enum { REQUEST_DEADLINE_S = 20 };

struct server {
    const char *socket_path;
    unsigned processes;
    const char *program; /* absolute path of this program, for SIGHUP */
    char *const *argv;   /* as it was started */
    /* Builds what a child needs, in the child, after the fork. */
    struct site *site;
};

/* Returns the exit code of the program. */
int server_run(const struct server *s);

#endif
