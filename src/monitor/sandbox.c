#include "monitor/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = 1 }; /* the sanitizer maps terabytes and reads /proc at its end */
#else
enum { SANITIZED = 0 };
#endif

static int limit(int what, rlim_t value)
{
    return setrlimit((__rlimit_resource_t)what, &(struct rlimit){value, value});
}

/* No file system access at all: a ruleset that handles everything its ABI knows and allows nothing. */
static int enter_landlock(void)
{
    struct landlock_ruleset_attr attr = {.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    int fd = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
    if (fd < 0) return -1;
    int rc = (int)syscall(SYS_landlock_restrict_self, fd, 0);
    close(fd);
    return rc;
}

static int enter_seccomp(void)
{
    static const int allowed[] = {
        SCMP_SYS(read), SCMP_SYS(write), SCMP_SYS(readv), SCMP_SYS(writev), SCMP_SYS(recvfrom), SCMP_SYS(sendto), SCMP_SYS(close),
        SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(brk),
        SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(getrandom), SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(tgkill),
        SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigaction), SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall),
        SCMP_SYS(sched_yield), SCMP_SYS(exit), SCMP_SYS(exit_group)};
    static const int sanitizer_needs[] = {SCMP_SYS(openat), SCMP_SYS(readlink), SCMP_SYS(fstat), SCMP_SYS(newfstatat), SCMP_SYS(prctl),
                                          SCMP_SYS(sched_getaffinity), SCMP_SYS(getrlimit), SCMP_SYS(prlimit64), SCMP_SYS(lseek)};
    scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (ctx == NULL) return -1;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof allowed / sizeof *allowed; i++) rc = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, allowed[i], 0);
    for (size_t i = 0; SANITIZED && rc == 0 && i < sizeof sanitizer_needs / sizeof *sanitizer_needs; i++)
        rc = seccomp_rule_add(ctx, SCMP_ACT_ALLOW, sanitizer_needs[i], 0);
    if (rc == 0) rc = seccomp_load(ctx);
    seccomp_release(ctx);
    return rc;
}

int sandbox_enter(size_t memory_bytes, unsigned cpu_s, struct note *why)
{
    note_set(why, "%s", "");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
        limit(RLIMIT_CPU, cpu_s) != 0 || limit(RLIMIT_FSIZE, 0) != 0 || limit(RLIMIT_CORE, 0) != 0 || limit(RLIMIT_NPROC, 0) != 0 ||
        (!SANITIZED && limit(RLIMIT_AS, memory_bytes) != 0)) {
        note_set(why, "limits cannot be set: %s", strerror(errno));
        return ERR_IO;
    }
    if (enter_landlock() != 0) note_set(why, "this kernel has no Landlock (%s): file access is denied by seccomp alone", strerror(errno));
    if (!SANITIZED && limit(RLIMIT_NOFILE, 0) != 0) {
        note_set(why, "the limit on open files cannot be set: %s", strerror(errno));
        return ERR_IO;
    }
    int rc = enter_seccomp();
    if (rc != 0) {
        note_set(why, "seccomp cannot be entered: %s", strerror(rc < 0 ? -rc : rc));
        return ERR_IO;
    }
    return OK;
}

/* In the child: the number of what was wrongly possible, as an exit code. */
static int try_to_escape(void)
{
    char *const argv[] = {"true", NULL};
    if (open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0) return 1;
    if (socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0) return 2;
    if (fork() >= 0) return 3;
    execv("/bin/true", argv);
    return 0;
}

int sandbox_self_test(struct note *why)
{
    static const char *const possible[] = {"", "open a file", "open a socket", "start a process", "start a program"};
    struct note inner;
    pid_t pid = fork();
    if (pid < 0) return ERR_IO;
    if (pid == 0) _exit(sandbox_enter((size_t)256 << 20, 5, &inner) != OK ? 99 : try_to_escape());
    int status;
    if (waitpid(pid, &status, 0) != pid) return ERR_IO;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 98;
    if (code == 0) return OK;
    if (code < 5) note_set(why, "a sandboxed child can %s", possible[code]);
    else note_set(why, "the sandbox cannot be entered");
    return ERR_DENIED;
}
