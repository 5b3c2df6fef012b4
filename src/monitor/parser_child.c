#include "monitor/parser_child.h"

#include "base/fd.h"
#include "monitor/sandbox.h"
#include "text/charset.h"
#include "text/extract.h"
#include "text/pdf.h"
#include "text/quality.h"
#include "text/segment.h"
#include "text/summary.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CHILD_MEMORY = 768 << 20, CHILD_CPU_S = 600, LIVE_MAX = 128 };

/* ---- the work ------------------------------------------------------------------------------------------------------- */

static void put_clauses(struct buf *out, const struct clauses *c, const struct alignment *al)
{
    wire_put_int(out, (int64_t)c->n);
    for (size_t i = 0; i < c->n; i++) {
        wire_put_int(out, (int64_t)c->v[i].length);
        wire_put_int(out, c->v[i].kind);
        wire_put_str(out, c->v[i].label);
        wire_put_str(out, c->v[i].title);
        wire_put_int(out, al != NULL ? al->old_of_new[i] : -1);
        wire_put_int(out, (int64_t)c->v[i].nheadings);
        for (size_t k = 0; k < c->v[i].nheadings; k++) wire_put_str(out, c->v[i].headings[k]);
    }
}

static json_t *json_of(struct str s)
{
    return json_stringn(s.n > 0 ? s.p : "", s.n);
}

static json_t *json_clause(ptrdiff_t i)
{
    return i >= 0 ? json_integer((json_int_t)i) : json_null();
}

static json_t *json_references(const struct references *r)
{
    json_t *list = json_array();
    for (size_t i = 0; i < r->n; i++)
        json_array_append_new(list, json_pack("{s:o, s:o, s:b, s:b, s:o}", "words", json_of(r->v[i].words), "target", json_of(r->v[i].target),
                                              "incorporated", r->v[i].incorporated, "came", r->v[i].came, "new",
                                              json_clause((ptrdiff_t)r->v[i].clause)));
    return list;
}

/* The summary as the change record keeps it. Ordinals are those of the versions' clauses, from 0. */
static struct str summary_text(struct arena *a, const struct summary *s)
{
    json_t *bullets = json_array(), *calls = json_array(), *reasons = json_array(), *natures = json_array();
    for (size_t i = 0; i < s->nbullets; i++)
        json_array_append_new(bullets, json_pack("{s:s, s:o, s:s?, s:o, s:o}", "verb", s->bullets[i].verb, "text", json_of(s->bullets[i].text),
                                                 "nature", s->bullets[i].nature, "old", json_clause(s->bullets[i].old_clause), "new", json_clause(s->bullets[i].new_clause)));
    for (size_t i = 0; i < s->ncallouts; i++)
        json_array_append_new(calls, json_pack("{s:s, s:o, s:o, s:o, s:o}", "what", s->callouts[i].what, "before", json_of(s->callouts[i].was),
                                               "after", json_of(s->callouts[i].now), "old", json_clause(s->callouts[i].old_clause), "new",
                                               json_clause(s->callouts[i].new_clause)));
    for (size_t i = 0; i < s->nreasons; i++) json_array_append_new(reasons, json_string(s->reasons[i]));
    for (size_t i = 0; i < s->nnatures; i++) json_array_append_new(natures, json_string(s->natures[i]));
    json_t *all = json_pack("{s:o, s:o, s:o, s:o, s:o}", "bullets", bullets, "calls", calls, "reasons", reasons, "nature", natures, "references",
                            json_references(&s->references));
    char *text = all != NULL ? json_dumps(all, JSON_COMPACT) : NULL;
    struct str ret = strz(arena_dupz(a, text != NULL ? text : "{}"));
    free(text);
    json_decref(all);
    return ret;
}

static void put_items(struct buf *out, const struct decision *d)
{
    wire_put_int(out, (int64_t)d->alignment.nitems);
    for (size_t i = 0; i < d->alignment.nitems; i++) {
        const struct change_item *it = &d->alignment.items[i];
        wire_put_int(out, it->kind);
        wire_put_int(out, it->cosmetic);
        wire_put_str(out, strz(it->reason));
        wire_put_int(out, it->old_clause);
        wire_put_int(out, it->new_clause);
        wire_put_int(out, (int64_t)(it->similarity * 1e6));
    }
}

static void put_dates(struct buf *out, const struct stated_dates *dates)
{
    wire_put_int(out, (int64_t)dates->n);
    for (size_t i = 0; i < dates->n; i++) {
        const struct stated_date *d = &dates->v[i];
        wire_put_int(out, d->basis);
        wire_put_int(out, d->year);
        wire_put_int(out, d->month);
        wire_put_int(out, d->day);
        wire_put_str(out, d->quote.n > 0 ? d->quote : STR("(no words)"));
    }
}

/* The new text's clauses, where it becomes current. One of more clauses than any document has is refused after all. */
static struct clauses settle(struct arena *a, const struct sighting *s, const struct watch_state *before, struct decision *d)
{
    struct clauses c = {0};
    if (d->becomes_current && d->compared) c = d->new_clauses;
    else if (d->becomes_current) segment_text(a, s->text, &c);
    if (c.n <= PARSER_CLAUSES_MAX) return c;
    const char *reason = arena_printf(a, "the text falls into %zu clauses; no document has more than %d", c.n, PARSER_CLAUSES_MAX);
    *d = (struct decision){.outcome = OUTCOME_REFUSED, .reason = reason, .state = *before};
    return (struct clauses){0};
}

static void do_text(struct arena *a, struct wire *w, struct buf *out)
{
    struct sighting s = {.text = wire_str(w)};
    struct str key = wire_str(w);
    if (key.n != sizeof s.key.byte) _exit(3);
    memcpy(s.key.byte, key.p, key.n);
    bool failed = wire_int(w, 0, 1) != 0;
    const char *failure = str_dupz(a, wire_str(w));
    s.failure = failed ? failure : NULL;
    s.quality = (enum verdict)wire_int(w, VERDICT_GOOD, VERDICT_BAD);
    s.quality_reason = str_dupz(a, wire_str(w));
    s.have_current = wire_int(w, 0, 1) != 0;
    s.current = wire_str(w);
    s.equals_current = wire_int(w, 0, 1) != 0;
    s.known = wire_int(w, 0, 1) != 0;
    struct watch_state state;
    wire_state(w, &state);
    struct thresholds th = {.variant_hold = (int32_t)wire_int(w, 1, 1000)};
    th.confirm = (int32_t)wire_int(w, 1, 1000);
    struct str document = wire_str(w), platform = wire_str(w);
    if (wire_bad(w)) _exit(3);

    struct decision d = {0};
    decide(a, &s, &state, th, &d);
    struct clauses clauses = settle(a, &s, &state, &d);
    wire_put_int(out, d.outcome);
    wire_put_str(out, strz(d.reason));
    wire_put_int(out, d.becomes_current);
    wire_put_int(out, d.compared && d.becomes_current);
    wire_put_int(out, d.compared && d.alignment.capped);
    wire_put_state(out, &d.state);
    struct summary sum = {.headline = STR(""), .severity = SEVERITY_LOW};
    struct str json = STR("{}");
    bool compared = d.becomes_current && d.compared;
    put_clauses(out, &clauses, compared ? &d.alignment : NULL);
    if (compared) {
        summary_make(a, &d.old_clauses, &d.new_clauses, &d.alignment, document, platform, &sum);
        json = summary_text(a, &sum);
    }
    wire_put_int(out, compared ? (int64_t)d.old_clauses.n : 0);
    for (size_t i = 0; compared && i < d.old_clauses.n; i++) wire_put_int(out, (int64_t)d.old_clauses.v[i].length);
    if (compared) put_items(out, &d);
    else wire_put_int(out, 0);
    wire_put_str(out, sum.headline);
    wire_put_str(out, json);
    wire_put_int(out, sum.severity);
    wire_put_int(out, sum.unsure);
    struct stated_dates dates = {0}; /* all that the text states: which of them are new, the versions tell */
    if (d.becomes_current) dates_find(a, s.text, &dates);
    put_dates(out, &dates);
}

static void do_page(struct arena *a, struct wire *w, struct buf *out)
{
    struct quality_input in = {.http_status = (int)wire_int(w, 0, 999)};
    struct str body = wire_str(w), content_type = wire_str(w), url = wire_str(w), declaration = wire_str(w);
    in.headers = wire_str(w);
    in.previous_text = wire_str(w);
    in.previous_lang = wire_str(w);
    if (wire_bad(w)) _exit(3);

    struct source_declaration *decl = NULL;
    struct extraction e = {0};
    struct note why = {{0}};
    int rc = source_declaration_parse(a, declaration, &decl, &why);
    if (rc == OK) rc = extract_page(a, body, content_type, url, decl, &e, &why);
    if (rc != OK) e = (struct extraction){.title = STR("")};
    in.text = e.text;
    in.title = e.title;
    in.lang = e.lang;
    in.html_bytes = body.n;
    struct quality q;
    quality_judge(a, &in, &q);
    wire_put_str(out, e.text);
    wire_put_str(out, e.title);
    wire_put_str(out, e.lang);
    /* Where something else answered in the page's place, that is the reason, not the selector that finds nothing in it. */
    struct str failure = q.authentic < 50 ? strz(q.reason) : why.text[0] != '\0' ? strz(why.text) : strz(err_name(rc));
    wire_put_str(out, rc == OK && e.text.n > 0 ? STR("") : failure);
    wire_put_int(out, q.verdict);
    wire_put_str(out, strz(q.reason));
}

/* ---- the child's loop ------------------------------------------------------------------------------------------------ */

static bool read_all(int fd, char *p, size_t n)
{
    while (n > 0) {
        ssize_t k = read(fd, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k <= 0) return false;
        p += k;
        n -= (size_t)k;
    }
    return true;
}

static NORETURN void child_exit(const struct arena *a, size_t wanted)
{
    (void)a;
    (void)wanted;
    _exit(4); /* the page needs more memory than a page may */
}

static NORETURN void child_loop(int fd)
{
    struct arena a;
    struct buf answer;
    char head[8];
    arena_on_overflow(child_exit);
    arena_init(&a, PARSER_ARENA_MAX);
    buf_init(&answer, PARSER_MESSAGE_MAX);
    while (read_all(fd, head, sizeof head)) {
        struct wire w = {.rest = str_of(head, sizeof head)};
        size_t n = (size_t)wire_int(&w, 8, PARSER_MESSAGE_MAX);
        char *message = w.bad ? NULL : malloc(n);
        if (message == NULL || !read_all(fd, message, n)) _exit(3);
        w = (struct wire){.rest = str_of(message, n)};
        buf_clear(&answer);
        wire_put_int(&answer, 0); /* the length's place */
        int64_t job = wire_int(&w, JOB_PAGE, JOB_TEXT);
        if (job == JOB_PAGE) do_page(&a, &w, &answer);
        else do_text(&a, &w, &answer);
        free(message);
        arena_reset(&a);
        if (buf_failed(&answer) || (job == JOB_TEXT && answer.n > PARSER_TEXT_ANSWER_MAX)) _exit(4);
        uint64_t length = answer.n - 8;
        for (unsigned i = 0; i < 8; i++) answer.p[i] = (char)(unsigned char)(length >> (8 * i));
        if (!fd_write(fd, answer.p, answer.n)) _exit(0);
        if (answer.cap > (1u << 20)) buf_release(&answer);
    }
    _exit(0); /* the worker closed its end */
}

/* ---- the zygote -------------------------------------------------------------------------------------------------------- */

static pid_t live[LIVE_MAX];

static void reap(void)
{
    pid_t pid;
    while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
        for (size_t i = 0; i < LIVE_MAX; i++)
            if (live[i] == pid) live[i] = 0;
}

/* Kills only what is still a child of ours: a number may have been given to another process since. */
static void kill_child(pid_t pid)
{
    reap();
    for (size_t i = 0; i < LIVE_MAX; i++)
        if (pid > 0 && live[i] == pid) kill(pid, SIGKILL);
}

static void fork_child(int fd)
{
    int pair[2];
    struct zygote_answer answer = {.pid = -1};
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec iov = {&answer, sizeof answer};
    struct msghdr msg = {.msg_iov = &iov, .msg_iovlen = 1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0) {
        answer.pid = fork();
        if (answer.pid == 0) {
            struct note why;
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            close(fd);
            close(pair[0]);
            if (sandbox_enter(CHILD_MEMORY, CHILD_CPU_S, &why) != OK) _exit(5);
            child_loop(pair[1]);
        }
        for (size_t i = 0; i < LIVE_MAX && answer.pid > 0; i++)
            if (live[i] == 0) {
                live[i] = answer.pid;
                break;
            }
        msg.msg_control = &control;
        msg.msg_controllen = sizeof control;
        struct cmsghdr *head = CMSG_FIRSTHDR(&msg);
        *head = (struct cmsghdr){.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS, .cmsg_len = CMSG_LEN(sizeof(int))};
        memcpy(CMSG_DATA(head), &pair[0], sizeof(int));
    }
    if (sendmsg(fd, &msg, MSG_NOSIGNAL) < 0) _exit(0);
    if (msg.msg_control != NULL) {
        close(pair[0]);
        close(pair[1]);
    }
}

NORETURN void parser_zygote(int fd)
{
    struct zygote_kill command;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    signal(SIGINT, SIG_IGN); /* the worker decides when to end, by closing its side */
    signal(SIGTERM, SIG_IGN);
    json_object_seed(1); /* this and the next two would open files later, in a child that may not */
    charset_prepare();
    pdf_prepare();
    for (;;) {
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int ready = poll(&p, 1, 1000);
        reap();
        if (ready <= 0) continue;
        ssize_t n = read(fd, &command, sizeof command);
        if (n <= 0) break;
        if (command.what == ZYGOTE_FORK) fork_child(fd);
        else if (n == (ssize_t)sizeof command) kill_child(command.pid);
    }
    for (size_t i = 0; i < LIVE_MAX; i++)
        if (live[i] > 0) kill(live[i], SIGKILL);
    _exit(0);
}
