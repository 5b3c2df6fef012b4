/* The worker's side: the pool, the zygote's commands, sending jobs and checking answers. The children's side is
 * parser_child.c; both write and read the same fields in the same order. */
#include "monitor/parser.h"

#include "base/clock.h"
#include "base/fd.h"
#include "monitor/parser_child.h"
#include "monitor/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILDREN_MAX = 64, JOBS_PER_CHILD = 500, SEND_TIMEOUT_S = 5 };

struct child {
    int fd; /* -1: none */
    pid_t pid;
    bool busy, is_page;
    unsigned jobs;
    int64_t deadline_us;
    void *cookie;
    struct buf answer;
};

struct parser_pool {
    int zygote_fd;
    pid_t zygote;
    unsigned n;
    struct child child[CHILDREN_MAX];
};

/* ---- children come and go ------------------------------------------------------------------------------------------- */

/* Asks the zygote for a child: one descriptor and its process id come back. */
static int child_start(struct parser_pool *p, struct child *c)
{
    char ask = ZYGOTE_FORK;
    struct zygote_answer answer = {0};
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec iov = {&answer, sizeof answer};
    struct msghdr msg = {.msg_iov = &iov, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    if (write(p->zygote_fd, &ask, 1) != 1 || recvmsg(p->zygote_fd, &msg, MSG_CMSG_CLOEXEC) != (ssize_t)sizeof answer) return ERR_IO;
    struct cmsghdr *head = CMSG_FIRSTHDR(&msg);
    if (answer.pid <= 0 || head == NULL || head->cmsg_type != SCM_RIGHTS) return ERR_IO;
    memcpy(&c->fd, CMSG_DATA(head), sizeof c->fd);
    c->pid = answer.pid;
    c->busy = false;
    c->jobs = 0;
    buf_clear(&c->answer);
    /* A child that does not read must not hold the worker. */
    struct timeval tv = {.tv_sec = SEND_TIMEOUT_S};
    return setsockopt(c->fd, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof tv) == 0 ? OK : ERR_IO;
}

static void child_end(struct parser_pool *p, struct child *c)
{
    struct zygote_kill kill_it = {ZYGOTE_KILL, c->pid};
    if (c->fd >= 0) close(c->fd);
    if (c->fd >= 0 && write(p->zygote_fd, &kill_it, sizeof kill_it) < 0) c->pid = 0; /* the zygote is gone, and its children with it */
    c->fd = -1;
    c->busy = false;
    buf_release(&c->answer);
}

int parser_pool_new(unsigned children, struct parser_pool **ret, struct note *why)
{
    int pair[2];
    struct parser_pool *p = calloc(1, sizeof *p);
    if (p == NULL || children == 0 || children > CHILDREN_MAX || socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) {
        note_set(why, "the parser pool cannot start: %s", strerror(errno));
        free(p);
        return ERR_IO;
    }
    p->n = children;
    p->zygote = fork();
    if (p->zygote == 0) {
        close(pair[0]);
        parser_zygote(pair[1]);
    }
    close(pair[1]);
    p->zygote_fd = pair[0];
    int rc = p->zygote > 0 ? OK : ERR_IO;
    for (unsigned i = 0; i < children; i++) {
        p->child[i].fd = -1;
        buf_init(&p->child[i].answer, PARSER_MESSAGE_MAX);
    }
    for (unsigned i = 0; rc == OK && i < children; i++) rc = child_start(p, &p->child[i]);
    if (rc != OK) {
        note_set(why, "the parser children cannot start: %s", strerror(errno));
        parser_pool_free(p);
        return rc;
    }
    *ret = p;
    return OK;
}

void parser_pool_free(struct parser_pool *p)
{
    if (p == NULL) return;
    for (unsigned i = 0; i < p->n; i++) child_end(p, &p->child[i]);
    close(p->zygote_fd); /* the zygote ends with its socket, and kills what is left */
    if (p->zygote > 0) waitpid(p->zygote, NULL, 0);
    free(p);
}

bool parser_pool_alive(struct parser_pool *p)
{
    if (p->zygote > 0 && waitpid(p->zygote, NULL, WNOHANG) == p->zygote) p->zygote = 0;
    return p->zygote > 0;
}

/* ---- jobs ------------------------------------------------------------------------------------------------------------ */

static struct child *child_idle(struct parser_pool *p)
{
    for (unsigned i = 0; i < p->n; i++) {
        struct child *c = &p->child[i];
        if (c->busy) continue;
        if (c->fd >= 0 && c->jobs >= JOBS_PER_CHILD) child_end(p, c);
        if (c->fd < 0) {
            buf_init(&c->answer, PARSER_MESSAGE_MAX);
            if (child_start(p, c) != OK) continue;
        }
        return c;
    }
    return NULL;
}

bool parser_idle(const struct parser_pool *p)
{
    return parser_busy(p) < p->n;
}

unsigned parser_busy(const struct parser_pool *p)
{
    unsigned n = 0;
    for (unsigned i = 0; i < p->n; i++) n += p->child[i].busy;
    return n;
}

/* message: 8 bytes left free for the length, then the fields. A child that died while idle is replaced once. */
static int submit(struct parser_pool *p, struct buf *message, bool is_page, int64_t deadline_us, void *cookie)
{
    int rc = buf_failed(message) ? ERR_LIMIT : ERR_IO;
    struct buf frame;
    buf_init(&frame, 8);
    wire_put_int(&frame, (int64_t)message->n);
    for (unsigned attempt = 0; rc == ERR_IO && attempt < 2; attempt++) {
        struct child *c = child_idle(p);
        if (c == NULL) break;
        if (fd_send(c->fd, frame.p, frame.n) && fd_send(c->fd, message->p, message->n)) {
            c->busy = true;
            c->is_page = is_page;
            c->jobs++;
            c->deadline_us = deadline_us;
            c->cookie = cookie;
            rc = OK;
        } else {
            child_end(p, c);
        }
    }
    buf_release(&frame);
    buf_release(message);
    return rc;
}

int parser_page(struct parser_pool *p, const struct page_job *job, int64_t deadline_us, void *cookie)
{
    struct buf m;
    buf_init(&m, PARSER_MESSAGE_MAX);
    wire_put_int(&m, JOB_PAGE);
    wire_put_int(&m, job->http_status);
    const struct str *s[] = {&job->body, &job->content_type, &job->url, &job->declaration, &job->headers, &job->previous_text, &job->previous_lang};
    for (size_t i = 0; i < sizeof s / sizeof *s; i++) wire_put_str(&m, *s[i]);
    return submit(p, &m, true, deadline_us, cookie);
}

void wire_put_state(struct buf *b, const struct watch_state *s)
{
    wire_put_str(b, str_of((const char *)s->pending.byte, sizeof s->pending.byte));
    wire_put_int(b, s->pending_count);
    wire_put_str(b, str_of((const char *)s->held.byte, sizeof s->held.byte));
    wire_put_int(b, s->held_count);
}

static void wire_key(struct wire *w, struct text_key *ret)
{
    struct str s = wire_str(w);
    if (s.n != sizeof ret->byte) w->bad = true;
    else memcpy(ret->byte, s.p, s.n);
}

void wire_state(struct wire *w, struct watch_state *ret)
{
    wire_key(w, &ret->pending);
    ret->pending_count = (int32_t)wire_int(w, 0, INT32_MAX);
    wire_key(w, &ret->held);
    ret->held_count = (int32_t)wire_int(w, 0, INT32_MAX);
}

int parser_text(struct parser_pool *p, const struct text_job *job, int64_t deadline_us, void *cookie)
{
    const struct sighting *s = &job->sighting;
    struct buf m;
    buf_init(&m, PARSER_MESSAGE_MAX);
    wire_put_int(&m, JOB_TEXT);
    wire_put_str(&m, s->text);
    wire_put_str(&m, str_of((const char *)s->key.byte, sizeof s->key.byte));
    wire_put_int(&m, s->failure != NULL);
    wire_put_str(&m, strz(s->failure));
    wire_put_int(&m, s->quality);
    wire_put_str(&m, strz(s->quality_reason));
    wire_put_int(&m, s->have_current);
    wire_put_str(&m, s->current);
    wire_put_int(&m, s->equals_current);
    wire_put_int(&m, s->known);
    wire_put_state(&m, &job->state);
    wire_put_int(&m, job->thresholds.variant_hold);
    wire_put_int(&m, job->thresholds.confirm);
    wire_put_str(&m, job->document);
    wire_put_str(&m, job->platform);
    return submit(p, &m, false, deadline_us, cookie);
}

/* ---- answers ----------------------------------------------------------------------------------------------------------- */

static void read_page(struct wire *w, struct page_result *ret)
{
    ret->text = wire_str(w);
    ret->title = wire_str(w);
    ret->lang = wire_str(w);
    ret->failure = wire_str(w);
    ret->quality = (enum quality_verdict)wire_int(w, QUALITY_GOOD, QUALITY_BAD);
    ret->quality_reason = wire_str(w);
    if (ret->text.n == 0 && ret->failure.n == 0) w->bad = true;
}

/* A count of things of so many fields (eight bytes each at least): no answer can make us allocate more than a few times what it sent. */
static size_t read_count(struct wire *w, size_t fields)
{
    return (size_t)wire_int(w, 0, (int64_t)(w->rest.n / (8 * fields)));
}

static void read_clauses(struct wire *w, struct arena *a, struct text_result *ret)
{
    ret->nclauses = read_count(w, 6);
    if (ret->nclauses > PARSER_CLAUSES_MAX) {
        w->bad = true;
        ret->nclauses = 0;
    }
    ret->clauses = ARENA_ARRAY(a, struct parsed_clause, ret->nclauses);
    size_t end = 0;
    for (size_t i = 0; i < ret->nclauses && !w->bad; i++) {
        struct parsed_clause *c = &ret->clauses[i];
        c->offset = end;
        c->length = (size_t)wire_int(w, 1, PARSER_MESSAGE_MAX);
        end += c->length;
        c->kind = (enum clause_kind)wire_int(w, 0, CLAUSE_KIND_MAX - 1);
        c->label = wire_str(w);
        c->title = wire_str(w);
        c->old = (ptrdiff_t)wire_int(w, -1, PTRDIFF_MAX);
        c->nheadings = read_count(w, 1);
        c->headings = ARENA_ARRAY(a, struct str, c->nheadings);
        for (size_t k = 0; k < c->nheadings; k++) c->headings[k] = wire_str(w);
    }
    ret->nold = read_count(w, 1);
    ret->old = arena_array(a, ret->nold, sizeof *ret->old);
    for (size_t i = 0, at = 0; i < ret->nold && !w->bad; i++) {
        ret->old[i].offset = at;
        ret->old[i].length = (size_t)wire_int(w, 1, PARSER_MESSAGE_MAX);
        at += ret->old[i].length;
    }
    for (size_t i = 0; i < ret->nclauses && !w->bad; i++)
        if (ret->clauses[i].old >= (ptrdiff_t)ret->nold) w->bad = true;
}

static void read_items(struct wire *w, struct arena *a, struct text_result *ret)
{
    ret->nitems = read_count(w, 6);
    ret->items = ARENA_ARRAY(a, struct parsed_item, ret->nitems);
    for (size_t i = 0; i < ret->nitems && !w->bad; i++) {
        struct parsed_item *it = &ret->items[i];
        it->kind = (enum item_kind)wire_int(w, 0, ITEM_KIND_MAX - 1);
        it->cosmetic = wire_int(w, 0, 1) != 0;
        it->reason = wire_str(w);
        it->old_clause = (ptrdiff_t)wire_int(w, -1, (int64_t)ret->nold - 1);
        it->new_clause = (ptrdiff_t)wire_int(w, -1, (int64_t)ret->nclauses - 1);
        it->similarity = (double)wire_int(w, 0, 1000000) / 1e6;
    }
    ret->headline = wire_str(w);
    ret->summary_json = wire_str(w);
    ret->severity = (enum severity)wire_int(w, 0, SEVERITY_MAX - 1);
    ret->unsure = wire_int(w, 0, 1) != 0;
    ret->ndates = read_count(w, 5);
    ret->dates = arena_array(a, ret->ndates, sizeof *ret->dates);
    for (size_t i = 0; i < ret->ndates && !w->bad; i++) {
        ret->dates[i].basis = (enum date_basis)wire_int(w, 0, DATE_BASIS_MAX - 1);
        ret->dates[i].year = (int)wire_int(w, 1, 9999);
        ret->dates[i].month = (int)wire_int(w, 1, 12);
        ret->dates[i].day = (int)wire_int(w, 1, 31);
        ret->dates[i].quote = wire_str(w);
        if (!civil_date_valid(ret->dates[i].year, ret->dates[i].month, ret->dates[i].day)) w->bad = true;
    }
}

static void read_text(struct wire *w, struct arena *a, struct text_result *ret)
{
    ret->outcome = (enum outcome)wire_int(w, 0, OUTCOME_MAX - 1);
    ret->reason = wire_str(w);
    ret->becomes_current = wire_int(w, 0, 1) != 0;
    ret->compared = wire_int(w, 0, 1) != 0;
    ret->capped = wire_int(w, 0, 1) != 0;
    wire_state(w, &ret->state);
    read_clauses(w, a, ret);
    read_items(w, a, ret);
}

static void finish(struct parser_pool *p, struct child *c, struct arena *a, struct parse_result *ret)
{
    struct wire w = {.rest = str_from(buf_view(&c->answer), 8)};
    *ret = (struct parse_result){.cookie = c->cookie, .is_page = c->is_page, .status = PARSE_DONE};
    w.rest.p = arena_dup(a, w.rest.p, w.rest.n);
    if (c->is_page) read_page(&w, &ret->page);
    else read_text(&w, a, &ret->text);
    if (wire_bad(&w)) {
        child_end(p, c);
        *ret = (struct parse_result){.cookie = ret->cookie, .is_page = ret->is_page, .status = PARSE_DIED, .why = STR("the parser answered nonsense")};
        return;
    }
    c->busy = false;
    buf_clear(&c->answer);
}

static void died(struct parser_pool *p, struct child *c, struct str why, struct parse_result *ret)
{
    *ret = (struct parse_result){.cookie = c->cookie, .is_page = c->is_page, .status = PARSE_DIED, .why = why};
    child_end(p, c);
}

/* Reads what has come. 1: the answer is whole, 0: not yet, -1: the child is gone or breaks the protocol. */
static int child_read(struct child *c)
{
    char chunk[65536];
    for (;;) {
        ssize_t n = recv(c->fd, chunk, sizeof chunk, MSG_DONTWAIT);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno == EAGAIN ? 0 : -1;
        if (n == 0) return -1;
        buf_add(&c->answer, chunk, (size_t)n);
        if (buf_failed(&c->answer)) return -1;
        if (c->answer.n < 8) continue;
        struct wire w = {.rest = str_of(c->answer.p, 8)};
        int64_t want = wire_int(&w, 0, (c->is_page ? PARSER_MESSAGE_MAX : PARSER_TEXT_ANSWER_MAX) - 8);
        if (w.bad || c->answer.n > (size_t)want + 8) return -1;
        if (c->answer.n == (size_t)want + 8) return 1;
    }
}

unsigned parser_fds(const struct parser_pool *p, struct pollfd *fds, unsigned max)
{
    unsigned n = 0;
    for (unsigned i = 0; i < p->n && n < max; i++)
        if (p->child[i].busy) fds[n++] = (struct pollfd){.fd = p->child[i].fd, .events = POLLIN};
    return n;
}

bool parser_next(struct parser_pool *p, int64_t mono_us, struct arena *a, struct parse_result *ret)
{
    for (unsigned i = 0; i < p->n; i++) {
        struct child *c = &p->child[i];
        if (!c->busy) continue;
        int state = child_read(c);
        if (state > 0) finish(p, c, a, ret);
        else if (state < 0) died(p, c, STR("the parser died on this page"), ret);
        else if (mono_us > c->deadline_us) died(p, c, STR("the parser was stopped: it took too long on this page"), ret);
        else continue;
        return true;
    }
    return false;
}
