/* Pages whose text is made by script: a headless Chromium of the system loads the page and hands back its document as it
 * stands then. For sources whose declaration asks for it (executeClientScripts, --render browser), and no others.
 *
 * One page, one process of ours, one browser, one fresh profile; all of it ends with the page. The process is the
 * browser's proxy (render_proxy.h) and its parent; it has closed every descriptor of the worker's.
 *
 * What the page can reach:
 * - the network only through the proxy, so what the guard allows. Where the kernel lets us, the browser has a network
 *   namespace of its own, in which nothing is but loopback and the proxy's socket: then no bug of the browser leads past
 *   it, and no other process finds the proxy. Where not (renderer_walls says so), its own settings send it there: all
 *   schemes, loopback included, no lookup of names, no QUIC, no WebRTC outside a proxy.
 * - no file: a page that came over http may not open file: URLs. The browser never runs as root (it becomes `nobody`),
 *   gets an environment of five variables, and its profile is the only folder that is its own.
 * - its own sandbox is on where user namespaces work; else it runs with --no-sandbox, which renderer_walls says.
 *
 * Limits: bytes of the document, bytes over the network, connections, time (virtual time runs ahead while scripts wait;
 * what does not end is killed with all its children), memory of a process, processor time, size of a file.
 *
 * Not here: answers to dialogues. A page whose script opens one (alert, confirm) waits for a person and is stopped when
 * its time is over.
 *
 * Politeness and robots.txt are the caller's: it fetches the page first, as any other, and the browser's load is another
 * request to that host, to be waited for. What scripts load from other hosts is not counted.
 *
 * A systemd unit for a worker with such sources must let the browser live: MemoryDenyWriteExecute=no (it compiles),
 * RestrictNamespaces=user net pid, SystemCallFilter with @mount, chroot, unshare and clone3 added, ProcSubset=all,
 * AF_NETLINK, TasksMax=400, MemoryMax by 1 GB a browser. deploy/systemd's unit is the strict one, where a browser does
 * not start and each such source says so. */
#ifndef ATLAS_NET_RENDER_H
#define ATLAS_NET_RENDER_H

#include "net/guard.h"

#include <poll.h>

enum { RENDER_MAX = 4 };

struct render_settings {       /* what a zero means is said behind each */
    const struct guard *guard; /* must outlive the renderer; NULL is the strict guard */
    const char *user_agent;    /* required */
    const char *path;          /* where to look for the browser, as PATH; NULL: PATH itself */
    size_t max_bytes;          /* of the document; 0: 8 MiB */
    size_t max_net_bytes;      /* over the network; 0: 64 MiB */
    int64_t timeout_ms;        /* from start to document; 0: 30 s */
    int64_t settle_ms;         /* of virtual time that scripts get; 0: 10 s */
    unsigned parallel;         /* browsers at a time, at most RENDER_MAX; 0: 1 */
};

struct render_result { /* lives until render_done */
    void *cookie;
    bool good;
    struct str body;    /* good: the document as HTML, UTF-8; never empty */
    const char *reason; /* not good: a sentence for the operator; "" when good */
    int64_t duration_ms;
};

struct renderer;

/* ERR_NOT_FOUND: no browser is installed; the note says what to install. ERR_BAD_INPUT: settings that cannot be. */
MUST_USE int renderer_new(const struct render_settings *s, struct renderer **ret, struct note *why);
void renderer_free(struct renderer *r); /* ends what runs; NULL is fine */

const char *renderer_name(const struct renderer *r);  /* "Chromium 156.0.8078.79"; "" before the first page */
const char *renderer_walls(const struct renderer *r); /* which of the walls above this system does not have; "" when all stand */

bool renderer_idle(const struct renderer *r); /* a page may be started */
unsigned renderer_running(const struct renderer *r);

/* url: absolute, http or https (url.h). ERR_LIMIT: no room. ERR_DENIED: the URL's form. ERR_IO: no process or folder. */
MUST_USE int renderer_start(struct renderer *r, const char *url, void *cookie);

/* The descriptors to poll for POLLIN, at most max of them. */
unsigned renderer_fds(const struct renderer *r, struct pollfd *fds, unsigned max);
/* A page that is over, if there is one. Kills what is past its time. mono_us: clock_mono_us now. */
bool renderer_next(struct renderer *r, int64_t mono_us, struct render_result **ret);
void render_done(struct render_result *res); /* gives it back; each result exactly once */

/* Whether a browser is installed, for `atlas doctor`; NULL path: PATH. */
bool render_browser_installed(const char *path);

#endif
