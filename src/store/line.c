#include "store/line.h"

#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>

enum { KEYS = 6 };

/* What stands first is overridden by the operator's own string. */
static const char *const keys[KEYS] = {"connect_timeout", "tcp_user_timeout", "client_encoding", "application_name", "dbname", NULL};

struct values {
    const char *v[KEYS];
};

static struct values values_of(const struct line *l)
{
    return (struct values){{"2", "5000", "UTF8", "clause-atlas", l->conninfo, NULL}};
}

/* Waits until the descriptor can be read or written, or the instant has come. False: it has come. */
static bool ready(int fd, short events, int64_t until_us)
{
    for (;;) {
        int64_t left_ms = (until_us - clock_mono_us() + 999) / 1000;
        if (left_ms <= 0) return false;
        struct pollfd p = {.fd = fd, .events = events};
        int n = poll(&p, 1, left_ms > INT32_MAX ? INT32_MAX : (int)left_ms);
        if (n > 0 || (n < 0 && errno != EINTR)) return true; /* an error shows in what is done next */
    }
}

static bool several_hosts(const char *conninfo)
{
    bool several = false;
    PQconninfoOption *all = PQconninfoParse(conninfo, NULL);
    for (const PQconninfoOption *o = all; o != NULL && o->keyword != NULL; o++)
        if (strncmp(o->keyword, "host", 4) == 0 && o->val != NULL && strchr(o->val, ',') != NULL) several = true;
    PQconninfoFree(all);
    return several;
}

/* Drives a connection that was begun. */
static int finish_connecting(PGconn *c, PostgresPollingStatusType (*step)(PGconn *), int64_t until_us)
{
    PostgresPollingStatusType s = PQstatus(c) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    while (s == PGRES_POLLING_READING || s == PGRES_POLLING_WRITING) {
        if (!ready(PQsocket(c), s == PGRES_POLLING_READING ? POLLIN : POLLOUT, until_us)) return ERR_IO;
        s = step(c);
    }
    return s == PGRES_POLLING_OK ? OK : ERR_IO;
}

int line_connect(struct line *l)
{
    struct values v = values_of(l);
    int64_t until_us = clock_mono_us() + l->patience_ms * 1000;
    bool patient = l->patience_ms == 0 || several_hosts(l->conninfo);
    PQfinish(l->conn);
    l->conn = patient ? PQconnectdbParams(keys, v.v, 1) : PQconnectStartParams(keys, v.v, 1);
    if (l->conn == NULL) bug("no memory for a connection");
    if (!patient) return finish_connecting(l->conn, PQconnectPoll, until_us);
    return PQstatus(l->conn) == CONNECTION_OK ? OK : ERR_IO;
}

void line_close(struct line *l)
{
    PQfinish(l->conn);
    free(l->conninfo);
    *l = (struct line){0};
}

/* Whether the server says anything at all to somebody new, be it no. */
static bool somebody_there(const struct line *l, int64_t until_us)
{
    struct values v = values_of(l);
    bool heard = false, waiting = true;
    PGconn *c = PQconnectStartParams(keys, v.v, 1);
    if (c == NULL || PQstatus(c) == CONNECTION_BAD) waiting = false; /* refused: the first line will notice by itself */
    heard = !waiting;
    for (PostgresPollingStatusType s = PGRES_POLLING_WRITING; waiting;) {
        bool reading = s == PGRES_POLLING_READING;
        bool moved = ready(PQsocket(c), reading ? POLLIN : POLLOUT, until_us);
        heard = moved && reading;
        waiting = moved && !reading;
        if (waiting) s = PQconnectPoll(c);
        if (s == PGRES_POLLING_FAILED) heard = true, waiting = false;
    }
    PQfinish(c);
    return heard;
}

/* Until the answer can be read without waiting. */
static int await_answer(struct line *l)
{
    int64_t begun = clock_mono_us(), half_us = l->patience_ms * 500;
    int64_t end_us = l->limit_ms > 0 ? begun + l->limit_ms * 1000 : INT64_MAX;
    int64_t ask_us = l->patience_ms > 0 && !several_hosts(l->conninfo) ? begun + half_us : INT64_MAX;
    while (PQconsumeInput(l->conn) == 1 && PQisBusy(l->conn) == 1) {
        if (ready(PQsocket(l->conn), POLLIN, ask_us < end_us ? ask_us : end_us)) continue;
        int64_t now = clock_mono_us();
        if (now >= end_us) return ERR_IO;
        if (!somebody_there(l, now + half_us)) return ERR_IO;
        ask_us = clock_mono_us() + half_us;
    }
    return OK; /* or the line is broken, which PQgetResult says in words */
}

PGresult *line_answer(struct line *l)
{
    PGresult *last = NULL;
    for (;;) {
        if (await_answer(l) != OK) {
            PQclear(last);
            return NULL;
        }
        PGresult *r = PQgetResult(l->conn);
        if (r == NULL) return last;
        ExecStatusType status = PQresultStatus(r);
        bool broken = PQstatus(l->conn) == CONNECTION_BAD;
        if (last != NULL && PQresultStatus(last) == PGRES_FATAL_ERROR && !broken) { /* the first failure is the one worth telling */
            PQclear(r);
            continue;
        }
        PQclear(last);
        last = r;
        if (status == PGRES_COPY_OUT || status == PGRES_COPY_IN || status == PGRES_COPY_BOTH || broken) return last;
    }
}
