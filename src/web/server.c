#include "web/server.h"

#include "base/clock.h"
#include "base/log.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <inttypes.h>
#include <malloc.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ARENA_MAX = 12 << 20, PROCESSES_MAX = 256, BACKLOG = 1024, HANDED_OVER = 3 };

/* ---- the socket ----------------------------------------------------------------------------------------------------
 */

static int inherited_socket(void)
{
    int64_t pid, n;
    const char *pid_text = getenv("LISTEN_PID"), *n_text = getenv("LISTEN_FDS");
    if (pid_text == NULL || n_text == NULL) return -1;
    bool ours =
        str_int(strz(pid_text), 1, INT32_MAX, &pid) == OK && pid == getpid() && str_int(strz(n_text), 1, 1, &n) == OK;
    return ours ? HANDED_OVER : -1;
}

static bool somebody_listens(const struct sockaddr_un *address)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool yes = fd >= 0 && connect(fd, (const struct sockaddr *)address, sizeof *address) == 0;
    if (fd >= 0) close(fd);
    return yes;
}

/* Bound under a name of its own and renamed, so that nginx finds either the old socket or one that is ready. */
static int open_socket(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX}, target = {.sun_family = AF_UNIX};
    int n = snprintf(address.sun_path, sizeof address.sun_path, "%s.%d", path, (int)getpid());
    int m = snprintf(target.sun_path, sizeof target.sun_path, "%s", path);
    if (n < 0 || m <= 0 || (size_t)n >= sizeof address.sun_path) {
        log_error("ATLAS_SOCKET is empty or too long for a socket: \"%s\"", path);
        return -1;
    }
    if (somebody_listens(&target)) {
        log_error("another program answers on %s already", path);
        return -1;
    }
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    unlink(address.sun_path);
    bool good = fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 &&
                chmod(address.sun_path, 0660) == 0 && listen(fd, BACKLOG) == 0 && rename(address.sun_path, path) == 0;
    if (good) return fd;
    log_error("the socket %s cannot be opened: %s", path, strerror(errno));
    if (fd >= 0) close(fd);
    unlink(address.sun_path);
    return -1;
}

/* ---- a child -------------------------------------------------------------------------------------------------------
 */

static volatile sig_atomic_t child_must_end;
static sigjmp_buf overflow_jump;

static void on_end(int signal_number)
{
    (void)signal_number;
    child_must_end = 1;
}

static void on_overflow(const struct arena *a, size_t wanted_bytes)
{
    log_error("a request needs more than its %zu bytes of memory (%zu more)", a->max_bytes, wanted_bytes);
    siglongjmp(overflow_jump, 1);
}

static bool read_body(FCGX_Request *f, struct arena *a, size_t n, struct str *ret)
{
    char *p = arena_alloc(a, n + 1);
    *ret = str_of(p, n);
    return n == 0 || FCGX_GetStr(p, (int)n, f->in) == (int)n;
}

static void send_reply(FCGX_Request *f, const struct exchange *x)
{
    struct buf head;
    buf_init(&head, 32768);
    reply_head(&x->reply, x->site->https, &head);
    if (head.n > 0) FCGX_PutStr(head.p, (int)head.n, f->out);
    bool body = x->rq.method != METHOD_HEAD && x->reply.status != 304 && x->reply.body.n > 0;
    if (body) FCGX_PutStr(x->reply.body.p, (int)x->reply.body.n, f->out);
    buf_release(&head);
}

static void serve_one(struct site *site, struct arena *a, FCGX_Request *f)
{
    struct note why;
    struct str body = {0};
    size_t n = 0;
    struct exchange x = {.site = site, .arena = a};
    reply_init(&x.reply, a);
    int status = request_body_length(f->envp, route_body_max(request_raw_path(f->envp)), &n, &why);
    if (status != 0)
        exchange_refuse(&x, status, why.text);
    else if (!read_body(f, a, n, &body))
        exchange_refuse(&x, 400, "The request ended before its body did.");
    else
        exchange_run(&x, f->envp, body);
    send_reply(f, &x);
    reply_release(&x.reply);
}

static void wait_for_request(int epoll, const sigset_t *while_waiting)
{
    struct epoll_event event;
    while (!child_must_end && epoll_pwait(epoll, &event, 1, -1, while_waiting) < 0 && errno == EINTR) continue;
}

static void set_up_child_signals(sigset_t *ret_while_waiting)
{
    sigset_t blocked;
    struct sigaction end = {.sa_handler = on_end}, plain = {.sa_handler = SIG_DFL};
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    sigprocmask(SIG_SETMASK, &blocked, NULL);
    sigemptyset(ret_while_waiting);
    sigaction(SIGTERM, &end, NULL);
    sigaction(SIGALRM, &plain, NULL);
    sigaction(SIGHUP, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
    sigaction(SIGINT, &(struct sigaction){.sa_handler = SIG_IGN},
              NULL); /* Ctrl-C reaches the group: the parent decides */
    prctl(PR_SET_PDEATHSIG, SIGTERM);
}

/* One arena overflow costs its request a 500 and the process its life: what C libraries held at that moment is unknown.
 */
static void serve_guarded(struct site *site, struct arena *a, FCGX_Request *f)
{
    alarm(REQUEST_DEADLINE_S);
    if (sigsetjmp(overflow_jump, 0) == 0) {
        serve_one(site, a, f);
    } else {
        static const char sorry[] =
            "Status: 500 Internal Server Error\r\nContent-Type: text/plain; charset=utf-8\r\n"
            "Cache-Control: private, no-store\r\nX-Content-Type-Options: nosniff\r\n"
            "Content-Security-Policy: default-src 'none'\r\n\r\nThis page is too large to make.\n";
        FCGX_PutStr(sorry, sizeof sorry - 1, f->out);
        child_must_end = 1;
    }
    FCGX_Finish_r(f);
    alarm(0);
}

NORETURN static void child_main(struct site *site, int listener, pid_t parent)
{
    sigset_t while_waiting;
    FCGX_Request f;
    struct arena a;
    set_up_child_signals(&while_waiting);
    if (getppid() != parent) _exit(0); /* it died before its death could be signalled */
    /* Large blocks go back to the system at once, so that one big page does not stay in every child. */
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
    arena_init(&a, ARENA_MAX);
    arena_on_overflow(on_overflow);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN | EPOLLEXCLUSIVE};
    if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event) != 0 || FCGX_Init() != 0 ||
        FCGX_InitRequest(&f, listener, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
        _exit(1);
    while (!child_must_end) {
        wait_for_request(epoll, &while_waiting);
        if (child_must_end) break;
        if (FCGX_Accept_r(&f) != 0) continue; /* another child was faster: the listener does not block */
        serve_guarded(site, &a, &f);
        arena_reset(&a);
    }
    store_close(site->st);
    _exit(0);
}

/* ---- the parent ----------------------------------------------------------------------------------------------------
 */

struct child {
    pid_t pid; /* 0: to be started */
    int64_t started_us;
};

struct parent {
    const struct server *server;
    int listener;
    struct child children[PROCESSES_MAX];
};

static void start_child(struct parent *p, struct child *c)
{
    c->started_us = clock_mono_us();
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) child_main(p->server->site, p->listener, parent);
    if (pid < 0) log_error("a child cannot be started: %s", strerror(errno));
    c->pid = pid > 0 ? pid : 0;
}

static void start_missing(struct parent *p)
{
    int64_t now = clock_mono_us();
    for (unsigned i = 0; i < p->server->processes; i++) {
        struct child *c = &p->children[i];
        if (c->pid == 0 && (c->started_us == 0 || now - c->started_us >= USEC_PER_SEC / 2)) start_child(p, c);
    }
}

static void reap(struct parent *p)
{
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
        if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
            log_error("child %d was over the %d seconds that a request may take", (int)pid, REQUEST_DEADLINE_S);
        else if (WIFSIGNALED(status))
            log_error("child %d was ended by signal %d", (int)pid, WTERMSIG(status));
        else if (WEXITSTATUS(status) != 0)
            log_error("child %d ended with code %d", (int)pid, WEXITSTATUS(status));
        for (unsigned i = 0; i < p->server->processes; i++)
            if (p->children[i].pid == pid) p->children[i].pid = 0;
    }
}

static void drain(struct parent *p)
{
    const struct timespec tick = {.tv_nsec = 50 * 1000 * 1000};
    int64_t give_up = clock_mono_us() + (REQUEST_DEADLINE_S + 2) * USEC_PER_SEC;
    for (bool alive = true; alive && clock_mono_us() < give_up;) {
        alive = false;
        for (unsigned i = 0; i < p->server->processes; i++) {
            if (p->children[i].pid == 0) continue;
            kill(p->children[i].pid, SIGTERM);
            alive = true;
        }
        if (alive) nanosleep(&tick, NULL);
        reap(p);
    }
}

/* Whether the program, as it lies on disk and with its configuration as it is now, could start. */
static bool new_program_good(const struct server *s)
{
    pid_t pid = fork();
    if (pid == 0) {
        size_t n = 0;
        while (s->argv[n] != NULL) n++;
        char **argv = calloc(n + 2, sizeof *argv);
        if (argv == NULL) _exit(1);
        for (size_t i = 0; i < n; i++) argv[i] = s->argv[i];
        argv[n] = (char[]){"--check"};
        execv(s->program, argv);
        _exit(1);
    }
    int status = 1;
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The old children live on as children of the new program, finish their request and end; it starts its own at once. */
static void become_new_program(struct parent *p)
{
    char pid[16];
    if (!new_program_good(p->server)) {
        log_error("not reloaded: the program would not start; the running one goes on");
        return;
    }
    log_info("reloading");
    snprintf(pid, sizeof pid, "%d", (int)getpid());
    /* The new program finds the socket as descriptor 3, open across exec. */
    bool kept = p->listener == HANDED_OVER ? fcntl(HANDED_OVER, F_SETFD, 0) == 0 : dup2(p->listener, HANDED_OVER) >= 0;
    if (!kept) {
        log_error("not reloaded: the socket cannot be handed over: %s", strerror(errno));
        return;
    }
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDS", "1", 1);
    for (unsigned i = 0; i < p->server->processes; i++)
        if (p->children[i].pid != 0) kill(p->children[i].pid, SIGTERM);
    execv(p->server->program, p->server->argv);
    log_error("%s cannot be started: %s", p->server->program, strerror(errno));
}

static void parent_loop(struct parent *p, const sigset_t *handled)
{
    const struct timespec tick = {.tv_nsec = 500 * 1000 * 1000};
    for (;;) {
        start_missing(p);
        switch (sigtimedwait(handled, NULL, &tick)) {
        case SIGTERM:
        case SIGINT: drain(p); return;
        case SIGHUP: become_new_program(p); break;
        default: break;
        }
        reap(p);
    }
}

int server_run(const struct server *s)
{
    static struct parent p;
    sigset_t handled;
    sigemptyset(&handled);
    sigaddset(&handled, SIGTERM);
    sigaddset(&handled, SIGINT);
    sigaddset(&handled, SIGHUP);
    sigaddset(&handled, SIGCHLD);
    sigprocmask(SIG_BLOCK, &handled, NULL);
    signal(SIGPIPE, SIG_IGN);
    int inherited = inherited_socket();
    p = (struct parent){.server = s, .listener = inherited >= 0 ? inherited : open_socket(s->socket_path)};
    if (p.listener < 0) return 1;
    fcntl(p.listener, F_SETFD, FD_CLOEXEC);
    fcntl(p.listener, F_SETFL, O_NONBLOCK);
    log_info("serving on %s with %u processes", s->socket_path, s->processes);
    parent_loop(&p, &handled);
    if (inherited < 0) unlink(s->socket_path);
    log_info("ended");
    return 0;
}
