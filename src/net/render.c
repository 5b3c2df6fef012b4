#include "net/render.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "net/render_browser.h"
#include "net/url.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOBODY = 65534, GRACE_MS = 3000, VERSION_MS = 10000, SENTENCE_MAX = 300, NAME_MAX_BYTES = 80 };

struct page {
    struct render_result r; /* first: render_done gets from it to the page */
    int fd;                 /* -1: none runs */
    pid_t pid;
    int64_t started_us, until_us;
    bool held; /* by the caller */
    char profile[64];
    struct buf answer;
    char reason[SENTENCE_MAX + 1];
};

struct renderer {
    struct render_settings set;
    struct guard strict;
    char *program, *user_agent;
    char name[NAME_MAX_BYTES + 1];
    const char *walls;
    bool sandbox;
    struct page pages[RENDER_MAX];
};

/* ---- is there a browser, and what does the system let it have --------------------------------------------------------------------- */

/* NULL: none. The caller frees it. */
static char *find_program(const char *path)
{
    static const char *const names[] = {"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"};
    if (path == NULL) path = getenv("PATH");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str rest = strz(path != NULL ? path : "/usr/local/bin:/usr/bin:/bin"), folder;
        while (str_next(&rest, ':', &folder)) {
            char *file = NULL;
            if (folder.n == 0 || folder.p[0] != '/' || asprintf(&file, STR_FMT "/%s", STR_ARG(folder), names[i]) < 0) continue;
            if (access(file, X_OK) == 0) return file;
            free(file);
        }
    }
    return NULL;
}

bool render_browser_installed(const char *path)
{
    char *found = find_program(path);
    free(found);
    return found != NULL;
}

/* What a fresh child finds possible: its exit code. */
static int in_child(int (*what)(const struct renderer *), const struct renderer *r)
{
    int status;
    pid_t pid = fork();
    if (pid == 0) _exit(what(r));
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int try_network(const struct renderer *r)
{
    (void)r;
    return render_enter_network() ? 0 : 1;
}

/* As the browser's own sandbox does: a user namespace, inside what we have put around it. */
static int try_sandbox(const struct renderer *r)
{
    (void)r;
    render_enter_network();
    render_give_up_rights();
    return unshare(CLONE_NEWUSER | CLONE_NEWPID) == 0 ? 0 : 1;
}

static int print_version(const struct renderer *r)
{
    char *const argv[] = {r->program, "--version", NULL}, *const env[] = {"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent", NULL};
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(nothing, 2) < 0) return 1;
    render_give_up_rights();
    execve(r->program, argv, env);
    return 1;
}

/* "Chromium 156.0.8078.79": the first words up to the version. */
static void ask_name(struct renderer *r)
{
    int out[2];
    struct buf said;
    buf_init(&said, 4096);
    snprintf(r->name, sizeof r->name, "Chromium");
    if (pipe2(out, O_CLOEXEC) != 0) return;
    pid_t pid = fork();
    if (pid == 0) _exit(dup2(out[1], 1) < 0 ? 1 : print_version(r));
    close(out[1]);
    struct pollfd p = {.fd = out[0], .events = POLLIN};
    char chunk[512];
    for (ssize_t n; pid > 0 && poll(&p, 1, VERSION_MS) == 1 && (n = read(out[0], chunk, sizeof chunk)) > 0;) buf_add(&said, chunk, (size_t)n);
    close(out[0]);
    if (pid > 0 && kill(pid, SIGKILL) == 0) waitpid(pid, NULL, 0);
    struct str s = str_trim(buf_view(&said));
    size_t n = 0;
    for (bool digit = false; n < s.n && n < NAME_MAX_BYTES && s.p[n] >= ' ' && (unsigned char)s.p[n] < 127; n++) {
        if (s.p[n] == ' ' && digit) break;
        digit = ascii_digit(s.p[n]);
    }
    if (n > 0) snprintf(r->name, sizeof r->name, STR_FMT, STR_ARG(str_upto(s, n)));
    buf_release(&said);
}

int renderer_new(const struct render_settings *s, struct renderer **ret, struct note *why)
{
    if (s->user_agent == NULL || s->user_agent[0] == '\0' || s->parallel > RENDER_MAX) {
        note_set(why, "the renderer needs a user agent and at most %d browsers", RENDER_MAX);
        return ERR_BAD_INPUT;
    }
    char *program = find_program(s->path);
    if (program == NULL) {
        note_set(why, "no browser is installed; on Debian: apt install chromium");
        return ERR_NOT_FOUND;
    }
    struct renderer *r = calloc(1, sizeof *r);
    if (r == NULL || (r->user_agent = strdup(s->user_agent)) == NULL) bug("no memory for the renderer");
    r->program = program;
    r->set = *s;
    r->set.user_agent = r->user_agent;
    if (r->set.guard == NULL) r->set.guard = &r->strict;
    if (r->set.max_bytes == 0) r->set.max_bytes = (size_t)8 << 20;
    if (r->set.max_net_bytes == 0) r->set.max_net_bytes = (size_t)64 << 20;
    if (r->set.timeout_ms == 0) r->set.timeout_ms = 30000;
    if (r->set.settle_ms == 0) r->set.settle_ms = 10000;
    if (r->set.parallel == 0) r->set.parallel = 1;
    for (unsigned i = 0; i < RENDER_MAX; i++) r->pages[i].fd = -1;
    bool network = in_child(try_network, r) == 0;
    r->sandbox = in_child(try_sandbox, r) == 0;
    r->walls = network ? r->sandbox ? "" : "the browser runs without its own sandbox: this system has no user namespaces for it"
               : r->sandbox ? "the browser shares this system's network: it is kept to the guard by its settings alone"
                            : "the browser shares this system's network and runs without its own sandbox: this system has no namespaces for it";
    *ret = r;
    return OK;
}

const char *renderer_name(const struct renderer *r) { return r->name; }
const char *renderer_walls(const struct renderer *r) { return r->walls; }

/* ---- pages come and go -------------------------------------------------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *st, int kind, struct FTW *at)
{
    (void)st, (void)kind, (void)at;
    if (remove(path) != 0) errno = 0; /* what cannot go is left to the system's cleaning of /tmp */
    return 0;
}

static void page_end(struct page *p)
{
    if (p->fd >= 0) close(p->fd);
    p->fd = -1;
    if (p->pid > 0) { /* the browser dies with its parent, and the group with the kill */
        kill(p->pid, SIGKILL);
        waitpid(p->pid, NULL, 0);
    }
    p->pid = 0;
    if (p->profile[0] != '\0') nftw(p->profile, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
    p->profile[0] = '\0';
}

void renderer_free(struct renderer *r)
{
    if (r == NULL) return;
    for (unsigned i = 0; i < RENDER_MAX; i++) {
        page_end(&r->pages[i]);
        buf_release(&r->pages[i].answer);
    }
    free(r->program);
    free(r->user_agent);
    free(r);
}

static struct page *page_free(const struct renderer *r)
{
    for (unsigned i = 0; i < r->set.parallel; i++)
        if (r->pages[i].fd < 0 && !r->pages[i].held) return (struct page *)(uintptr_t)&r->pages[i];
    return NULL;
}

bool renderer_idle(const struct renderer *r) { return page_free(r) != NULL; }

unsigned renderer_running(const struct renderer *r)
{
    unsigned n = 0;
    for (unsigned i = 0; i < r->set.parallel; i++) n += r->pages[i].fd >= 0;
    return n;
}

static bool make_profile(struct page *p)
{
    const char *tmp = getenv("TMPDIR");
    int n = snprintf(p->profile, sizeof p->profile, "%s/atlas-browser-XXXXXX", tmp != NULL && tmp[0] == '/' ? tmp : "/tmp");
    if (n < 0 || (size_t)n >= sizeof p->profile) snprintf(p->profile, sizeof p->profile, "/tmp/atlas-browser-XXXXXX");
    if (mkdtemp(p->profile) == NULL) {
        p->profile[0] = '\0';
        return false;
    }
    return geteuid() != 0 || chown(p->profile, NOBODY, NOBODY) == 0;
}

static NORETURN void run_page(const struct renderer *r, const struct page *p, const char *url, int fd, pid_t parent)
{
    struct render_page page = {.set = &r->set, .program = r->program, .url = url, .profile = p->profile, .sandbox = r->sandbox};
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent || dup2(fd, 3) < 0) _exit(1);
    close_range(4, ~0u, 0); /* the database, the network, the parsers */
    fcntl(3, F_SETFD, FD_CLOEXEC);
    render_page_run(&page, 3);
}

int renderer_start(struct renderer *r, const char *url, void *cookie)
{
    struct page *p = page_free(r);
    struct arena a;
    struct url u;
    int pipes[2];
    if (p == NULL) return ERR_LIMIT;
    if (r->name[0] == '\0') ask_name(r);
    arena_init(&a, 1 << 20);
    int rc = url_parse(&a, url, &u, NULL);
    if (rc == OK && pipe2(pipes, O_CLOEXEC) != 0) rc = ERR_IO;
    else if (rc == OK) {
        pid_t self = getpid();
        p->pid = make_profile(p) ? fork() : -1;
        if (p->pid == 0) run_page(r, p, u.text, pipes[1], self);
        close(pipes[1]);
        p->fd = pipes[0];
        if (p->pid < 0 || fcntl(p->fd, F_SETFL, O_NONBLOCK) != 0) {
            page_end(p);
            rc = ERR_IO;
        }
    } else if (rc == ERR_BAD_INPUT) rc = ERR_DENIED;
    arena_release(&a);
    if (rc != OK) return rc;
    p->started_us = clock_mono_us();
    p->until_us = p->started_us + (r->set.timeout_ms + GRACE_MS) * 1000;
    p->r = (struct render_result){.cookie = cookie, .reason = ""};
    buf_init(&p->answer, r->set.max_bytes + SENTENCE_MAX + 1);
    return OK;
}

unsigned renderer_fds(const struct renderer *r, struct pollfd *fds, unsigned max)
{
    unsigned n = 0;
    for (unsigned i = 0; i < r->set.parallel && n < max; i++)
        if (r->pages[i].fd >= 0) fds[n++] = (struct pollfd){.fd = r->pages[i].fd, .events = POLLIN};
    return n;
}

/* Reads what has come; true when the page is over, whole or not. */
static bool page_read(struct page *p)
{
    char chunk[65536];
    for (;;) {
        ssize_t n = read(p->fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno != EAGAIN;
        if (n == 0) return true;
        buf_add(&p->answer, chunk, (size_t)n);
        if (buf_failed(&p->answer)) return true;
    }
}

static void page_judge(struct page *p, bool in_time)
{
    struct str s = buf_view(&p->answer);
    const char *sentence = in_time ? "the browser's process died" : "the browser was stopped: the page took too long";
    if (in_time && s.n > 1 && s.p[0] == RENDER_ANSWER_DOCUMENT) {
        p->r.good = true;
        p->r.body = str_from(s, 1);
        sentence = "";
    } else if (in_time && s.n > 1 && s.p[0] == RENDER_ANSWER_SENTENCE && utf8_valid(s)) {
        s = str_upto(str_from(s, 1), SENTENCE_MAX);
        memcpy(p->reason, s.p, s.n);
        p->reason[s.n] = '\0';
        sentence = p->reason;
    }
    p->r.reason = sentence;
}

bool renderer_next(struct renderer *r, int64_t mono_us, struct render_result **ret)
{
    for (unsigned i = 0; i < r->set.parallel; i++) {
        struct page *p = &r->pages[i];
        if (p->fd < 0) continue;
        bool over = page_read(p);
        if (!over && mono_us <= p->until_us) continue;
        page_end(p);
        page_judge(p, over);
        p->r.duration_ms = (mono_us - p->started_us) / 1000;
        p->held = true;
        *ret = &p->r;
        return true;
    }
    return false;
}

void render_done(struct render_result *res)
{
    struct page *p = (struct page *)res;
    if (!p->held) bug("a rendered page was given back twice");
    buf_release(&p->answer);
    p->held = false;
}
