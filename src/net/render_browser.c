#include "net/render_browser.h"

#include "base/buf.h"
#include "base/clock.h"
#include "net/render_proxy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <inttypes.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534, CONNECTIONS_MAX = 64, NICE = 10, CPU_S = 60, ARGS_MAX = 64, CHUNK = 64 * 1024 };
#define FILE_MAX ((rlim_t)256 << 20)
#define DATA_MAX ((rlim_t)2 << 30)

/* ---- what the browser becomes ------------------------------------------------------------------------------------------------ */

static void write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    if (write(fd, text, strlen(text)) < 0) errno = 0; /* what it was for shows itself */
    close(fd);
}

static bool loopback_up(void)
{
    struct ifreq rq = {.ifr_name = "lo"};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool good = fd >= 0 && ioctl(fd, SIOCGIFFLAGS, &rq) == 0;
    rq.ifr_flags |= IFF_UP;
    good = good && ioctl(fd, SIOCSIFFLAGS, &rq) == 0;
    if (fd >= 0) close(fd);
    return good;
}

bool render_enter_network(void)
{
    uid_t uid = geteuid();
    gid_t gid = getegid();
    char map[64];
    if (uid == 0) return unshare(CLONE_NEWNET) == 0 && loopback_up();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0) return false;
    write_file("/proc/self/setgroups", "deny");
    snprintf(map, sizeof map, "%u %u 1", uid, uid);
    write_file("/proc/self/uid_map", map);
    snprintf(map, sizeof map, "%u %u 1", gid, gid);
    write_file("/proc/self/gid_map", map);
    return loopback_up();
}

static void limit(int what, rlim_t value)
{
    struct rlimit l = {value, value};
    setrlimit((__rlimit_resource_t)what, &l); /* a tighter one stands already, or a bug shows in the tests */
}

void render_give_up_rights(void)
{
    write_file("/proc/self/oom_score_adj", "1000"); /* before anything of ours */
    setpriority(PRIO_PROCESS, 0, NICE);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, CPU_S);
    limit(RLIMIT_FSIZE, FILE_MAX);
    if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0)) _exit(126);
}

/* ---- the browser -------------------------------------------------------------------------------------------------------------- */

/* Its settings. Those that keep it off the network hold where there is no namespace to do it; the others keep it from
 * talking to its makers, asking, and showing. */
static const char *const settings[] = {
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-client-side-phishing-detection", "--disable-domain-reliability",
    "--disable-breakpad", "--metrics-recording-only", "--no-pings", "--mute-audio", "--hide-scrollbars", "--disable-dev-shm-usage", "--lang=en-US",
    "--window-size=1280,2000", "--disk-cache-size=1048576", "--blink-settings=imagesEnabled=false", "--js-flags=--max-old-space-size=512",
    "--password-store=basic", "--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication",
    "--proxy-bypass-list=<-loopback>", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--disable-quic",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp", "--force-webrtc-ip-handling-policy", "--dump-dom"};

static NORETURN void become_browser(const struct render_page *page, uint16_t port, int out)
{
    struct arena a;
    const char *argv[ARGS_MAX], *env[8];
    size_t n = 0, e = 0;
    arena_init(&a, 1 << 20);
    argv[n++] = page->program;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) argv[n++] = settings[i];
    argv[n++] = arena_printf(&a, "--user-agent=%s", page->set->user_agent);
    argv[n++] = arena_printf(&a, "--user-data-dir=%s/profile", page->profile);
    argv[n++] = arena_printf(&a, "--proxy-server=http://127.0.0.1:%u", port);
    argv[n++] = arena_printf(&a, "--virtual-time-budget=%" PRId64, page->set->settle_ms);
    argv[n++] = arena_printf(&a, "--timeout=%" PRId64, page->set->timeout_ms * 3 / 4);
    if (!page->sandbox) argv[n++] = "--no-sandbox";
    argv[n++] = page->url;
    argv[n] = NULL;
    env[e++] = "PATH=/usr/local/bin:/usr/bin:/bin";
    env[e++] = "LANG=C.UTF-8";
    env[e++] = arena_printf(&a, "HOME=%s", page->profile);
    env[e++] = arena_printf(&a, "TMPDIR=%s", page->profile);
    env[e++] = arena_printf(&a, "XDG_RUNTIME_DIR=%s", page->profile);
    env[e] = NULL;
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0 || chdir(page->profile) != 0) _exit(126);
    limit(RLIMIT_DATA, DATA_MAX); /* last: from here on this process itself may need no more, under a sanitizer */
    execve(page->program, (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)env);
    _exit(127);
}

struct word { /* from the browser's process to ours, with the listening socket */
    uint16_t port;
};

static bool send_listener(int via, int listener, uint16_t port)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct word word = {port};
    struct iovec iov = {&word, sizeof word};
    struct msghdr msg = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    struct cmsghdr *head = CMSG_FIRSTHDR(&msg);
    *head = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))};
    memcpy(CMSG_DATA(head), &listener, sizeof listener);
    return sendmsg(via, &msg, MSG_NOSIGNAL) == (ssize_t)sizeof word;
}

static int take_listener(int via)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct word word;
    struct iovec iov = {&word, sizeof word};
    struct msghdr msg = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    int fd = -1;
    if (recvmsg(via, &msg, MSG_CMSG_CLOEXEC) != (ssize_t)sizeof word) return -1;
    struct cmsghdr *head = CMSG_FIRSTHDR(&msg);
    if (head != NULL && head->cmsg_type == SCM_RIGHTS) memcpy(&fd, CMSG_DATA(head), sizeof fd);
    return fd;
}

/* The socket is made inside the namespace and given out of it: the browser finds the proxy at its own loopback, and the
 * proxy, outside, the network. */
static NORETURN void run_browser(const struct render_page *page, int via, int out, pid_t parent)
{
    int listener;
    uint16_t port;
    setpgid(0, 0);
    if (!render_enter_network()) errno = 0; /* the browser's settings alone then; said at the start, once */
    if (render_proxy_listen(&listener, &port) != OK || !send_listener(via, listener, port)) _exit(126);
    render_give_up_rights();
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* after the change of user, which clears it */
    if (getppid() != parent) _exit(0);
    become_browser(page, port, out);
}

/* ---- around it ------------------------------------------------------------------------------------------------------------------- */

/* Children that left their group come to us when their parents die (subreaper): until none is left. */
static void end_all(pid_t browser)
{
    char path[64];
    kill(-browser, SIGKILL);
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    for (int round = 0; round < 100; round++) {
        char list[4096];
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        ssize_t n = fd >= 0 ? read(fd, list, sizeof list) : 0;
        if (fd >= 0) close(fd);
        struct str rest = str_of(list, n > 0 ? (size_t)n : 0), word;
        int64_t pid;
        while (str_next(&rest, ' ', &word))
            if (str_int(word, 2, INT32_MAX, &pid) == OK) kill((pid_t)pid, SIGKILL);
        if (waitpid(-1, NULL, 0) < 0 && errno == ECHILD) return;
    }
}

static NORETURN void finish(int fd, pid_t browser, char kind, struct str s)
{
    if (browser > 0) end_all(browser);
    for (struct str part = str_of(&kind, 1); part.n > 0 || s.n > 0;) {
        if (part.n == 0) part = s, s = str_of(NULL, 0);
        ssize_t n = write(fd, part.p, part.n);
        if (n <= 0 && errno != EINTR) break;
        if (n > 0) part = str_from(part, (size_t)n);
    }
    _exit(0);
}

static NORETURN void fail(int fd, pid_t browser, const char *sentence) { finish(fd, browser, RENDER_ANSWER_SENTENCE, strz(sentence)); }

/* Serves the proxy and gathers the document until the browser has closed its end. NULL: whole; else what went wrong. */
static const char *attend(const struct render_page *page, struct render_proxy *proxy, int listener, int out, struct buf *document)
{
    char chunk[CHUNK];
    int64_t until = clock_mono_us() + page->set->timeout_ms * 1000;
    for (;;) {
        struct pollfd p[2] = {{.fd = out, .events = POLLIN}, {.fd = listener, .events = POLLIN}};
        int64_t left_ms = (until - clock_mono_us()) / 1000;
        if (left_ms <= 0) return "the browser was stopped: the page's scripts did not come to an end in time";
        if (poll(p, 2, (int)left_ms) < 0 && errno != EINTR) return "the browser cannot be waited for";
        if (atomic_load(&proxy->bytes) > proxy->max_bytes) return "the browser was stopped: the page loads too many bytes";
        if (p[1].revents != 0) render_proxy_accept(proxy, listener);
        if (p[0].revents == 0) continue;
        ssize_t n = read(out, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return NULL;
        buf_add(document, chunk, (size_t)n);
        if (buf_failed(document)) return "the browser was stopped: the page's document is too large";
    }
}

/* The browser's own page in place of the one that was asked for. */
static bool is_error_page(struct str document)
{
    struct str start = str_upto(document, 256 * 1024);
    return str_find(start, STR("id=\"main-frame-error\"")) != STR_NONE && str_find(start, STR("class=\"neterror\"")) != STR_NONE;
}

void render_page_run(const struct render_page *page, int fd)
{
    int via[2], out[2];
    struct buf document;
    struct render_proxy proxy = {.guard = page->set->guard, .max_bytes = page->set->max_net_bytes, .max_live = CONNECTIONS_MAX};
    pid_t self = getpid();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    signal(SIGINT, SIG_IGN); /* the worker decides */
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    buf_init(&document, page->set->max_bytes);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, via) != 0 || pipe2(out, O_CLOEXEC) != 0) fail(fd, 0, "the browser cannot be started: no descriptors");
    pid_t browser = fork();
    if (browser == 0) run_browser(page, via[1], out[1], self);
    close(via[1]);
    close(out[1]);
    int listener = browser > 0 ? take_listener(via[0]) : -1;
    if (listener < 0) fail(fd, browser, "the browser cannot be started");
    const char *wrong = attend(page, &proxy, listener, out[0], &document);
    if (wrong != NULL) fail(fd, browser, wrong);
    struct str html = str_trim(buf_view(&document));
    bool refused = atomic_load(&proxy.refused) > 0, no_page = html.n == 0 || atomic_load(&proxy.reached) == 0 || is_error_page(html);
    if (no_page && refused) fail(fd, browser, "the browser was led to an address that may not be fetched");
    if (html.n == 0) fail(fd, browser, "the browser ended without a document: it cannot run here, or the page brought it down");
    if (no_page) fail(fd, browser, "the browser could not reach the page");
    finish(fd, browser, RENDER_ANSWER_DOCUMENT, html);
}
