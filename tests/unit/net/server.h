/* A server on 127.0.0.1 for the tests of this folder: a child process that forks once per connection and lets `serve`
 * speak. What the test wants to know of the other side lies in shared memory. */
#ifndef ATLAS_TESTS_NET_SERVER_H
#define ATLAS_TESTS_NET_SERVER_H

#include "base/str.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

struct seen { /* shared with the server */
    atomic_int connections, requests;
    atomic_size_t nmessage;
    char message[64 * 1024];
};

struct server {
    pid_t pid;
    uint16_t port;
    struct seen *seen;
};

typedef void serve_fn(int fd, struct seen *seen);

static int listen_loopback(uint16_t *ret_port)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t n = sizeof in;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&in, n) != 0 || listen(fd, 256) != 0 ||
        getsockname(fd, (struct sockaddr *)&in, &n) != 0)
        bug("no port to listen on");
    *ret_port = ntohs(in.sin_port);
    return fd;
}

static NORETURN void server_run(int listener, serve_fn *serve, struct seen *seen)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGCHLD, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    for (;;) {
        int fd = accept(listener, NULL, NULL);
        if (fd < 0) continue;
        seen->connections++;
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
            serve(fd, seen);
            _exit(0);
        }
        close(fd);
    }
}

static struct server server_start(serve_fn *serve)
{
    struct server s = {0};
    s.seen = mmap(NULL, sizeof *s.seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s.seen == MAP_FAILED) bug("no shared memory");
    int listener = listen_loopback(&s.port);
    fflush(stdout);
    s.pid = fork();
    if (s.pid < 0) bug("fork");
    if (s.pid == 0) server_run(listener, serve, s.seen);
    close(listener);
    return s;
}

static void server_stop(struct server *s)
{
    kill(s->pid, SIGKILL); /* its children follow: PR_SET_PDEATHSIG */
    waitpid(s->pid, NULL, 0);
    munmap(s->seen, sizeof *s->seen);
}

static bool say(int fd, const char *p, size_t n)
{
    while (n > 0) {
        ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);
        if (sent <= 0) return false;
        p += sent;
        n -= (size_t)sent;
    }
    return true;
}

static bool sayz(int fd, const char *z) { return say(fd, z, strlen(z)); }

static void wait_ms(int ms) /* the servers' slowness, not the tests' */ { poll(NULL, 0, ms); }

#endif
