#include "print/apart.h"

#include "base/clock.h"
#include "base/fd.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

enum { OUTGREW = 100 }; /* exit code: the arena met its ceiling */

/* ---- in the child -------------------------------------------------------------------------------------------------
 */

NORETURN static void outgrew(const struct arena *a, size_t wanted_bytes)
{
    (void)a, (void)wanted_bytes;
    _exit(OUTGREW);
}

static void limit(int what, rlim_t value)
{
    (void)setrlimit((__rlimit_resource_t)what, &(struct rlimit){value, value});
}

static void confine(const struct apart_limits *l, int *pipe_end)
{
    sigset_t none;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int s = 1; s < SIGRTMIN; s++) (void)signal(s, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (dup2(*pipe_end, STDOUT_FILENO) >= 0) *pipe_end = STDOUT_FILENO;
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC); /* a font without a cache is no news for the log */
    if (nothing >= 0) {
        dup2(nothing, STDIN_FILENO);
        dup2(nothing, STDERR_FILENO);
    }
    close_range(STDERR_FILENO + 1, ~0U, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CPU, l->cpu_s);
    if (!SANITIZED) limit(RLIMIT_AS, l->memory_bytes);
}

/* One byte with what came of it, then the note or what was made. */
NORETURN static void work(const struct apart_limits *l, apart_fn *fn, const void *job, int pipe_end)
{
    struct arena a;
    struct buf out;
    struct note why = {""};
    confine(l, &pipe_end);
    arena_on_overflow(outgrew);
    arena_init(&a, l->arena_bytes);
    buf_init(&out, l->out_bytes);
    int rc = fn(&a, job, &out, &why);
    if (rc == OK && buf_failed(&out)) rc = ERR_LIMIT;
    char sign = (char)-rc;
    bool told = fd_write(pipe_end, &sign, 1) &&
                (rc == OK ? fd_write(pipe_end, out.p, out.n) : fd_write(pipe_end, why.text, strlen(why.text)));
    _exit(told ? 0 : 1);
}

/* ---- in the parent ------------------------------------------------------------------------------------------------
 */

/* All that the child says until it ends; false: it took too long, or said too much. */
static bool listen_to(int pipe_end, int64_t deadline_us, struct buf *said)
{
    char bytes[65536];
    for (;;) {
        struct pollfd p = {.fd = pipe_end, .events = POLLIN};
        int64_t left_ms = (deadline_us - clock_mono_us()) / 1000;
        int n = left_ms > 0 ? poll(&p, 1, (int)left_ms) : 0;
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        ssize_t got = read(pipe_end, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return got == 0;
        buf_add(said, bytes, (size_t)got);
        if (buf_failed(said)) return false;
    }
}

static int outcome(int status, const struct buf *said, struct note *why)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == OUTGREW) {
        note_set(why, "it needs more memory than a printed page may have");
        return ERR_LIMIT;
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        note_set(why, "it takes more time than a printed page may");
        return ERR_LIMIT;
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || said->n == 0) {
        note_set(why, "the printing process ended by %s %d", WIFSIGNALED(status) ? "signal" : "code",
                 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
        return ERR_IO;
    }
    int rc = -said->p[0];
    if (rc != OK) note_set(why, STR_FMT, STR_ARG(str_from(buf_view(said), 1)));
    return rc;
}

int apart_run(const struct apart_limits *limits, apart_fn *fn, const void *job, struct buf *out, struct note *why)
{
    int ends[2], status = 0;
    struct buf said;
    if (pipe2(ends, O_CLOEXEC) != 0) return ERR_IO;
    int64_t deadline_us = clock_mono_us() + limits->deadline_ms * 1000;
    pid_t pid = fork();
    if (pid == 0) work(limits, fn, job, ends[1]);
    close(ends[1]);
    buf_init(&said, limits->out_bytes + 1);
    bool in_time = pid > 0 && listen_to(ends[0], deadline_us, &said);
    close(ends[0]);
    if (pid > 0 && !in_time) kill(pid, SIGKILL);
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    int rc = ERR_IO;
    if (pid < 0)
        note_set(why, "no process can be started for printing: %s", strerror(errno));
    else if (!in_time) {
        note_set(why, "it takes more time or room than a printed page may");
        rc = ERR_LIMIT;
    } else
        rc = outcome(status, &said, why);
    if (rc == OK) buf_add(out, said.p + 1, said.n - 1);
    buf_release(&said);
    return rc;
}
