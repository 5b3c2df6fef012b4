/* The browser's only way out: an HTTP proxy on loopback that holds every connection to the guard (guard.h), as the fetch
 * gate does. CONNECT host:port (https, and sockets of scripts) and plain requests for http:// URLs. The name is resolved
 * here and the address that was judged is the address that is connected to, so a name cannot change its mind between.
 *
 * What the guard refuses is answered 403, what cannot be reached 502, what is no proxy request 400. Plain requests go one
 * to a connection: the answer says "Connection: close", whatever the server says.
 *
 * A thread per connection, blocking calls, in a process of its own (render.c): the worker's loop knows nothing of it, and
 * when the page is over the process ends with all that hangs in it. The guard must outlive the process. */
#ifndef ATLAS_NET_RENDER_PROXY_H
#define ATLAS_NET_RENDER_PROXY_H

#include "net/guard.h"

#include <stdatomic.h>

struct render_proxy {
    const struct guard *guard;
    size_t max_bytes;       /* from all servers together; past it every connection ends */
    unsigned max_live;      /* connections at a time; further ones are closed */
    atomic_size_t bytes;    /* the rest starts at zero */
    atomic_uint live, refused, reached;
};

/* A listening socket on a free port of 127.0.0.1, in the network namespace of the caller; it stays in that namespace when
 * another process accepts from it. */
MUST_USE int render_proxy_listen(int *ret_fd, uint16_t *ret_port);

/* Takes one connection from the listener, which is readable, and serves it in a thread. */
void render_proxy_accept(struct render_proxy *p, int listener);

#endif
