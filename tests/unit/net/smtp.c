#include "net/smtp.h"

#include "../tap.h"
#include "base/clock.h"
#include "server.h"

static struct arena arena;
static struct server relay;

/* ---- the relay: what it does hangs on the recipient's local part, and on the name that EHLO gives
 * -------------------- */

struct dialogue {
    int fd;
    struct seen *seen;
    char in[256 * 1024];
    size_t n, used;
    char recipient[64], helo[64];
};

static bool is_line(struct dialogue *d, char *line, size_t size) /* the next line, without its end; false: gone */
{
    for (;;) {
        char *end = memmem(d->in + d->used, d->n - d->used, "\r\n", 2);
        if (end != NULL) {
            snprintf(line, size, "%.*s", (int)(end - d->in - (ptrdiff_t)d->used), d->in + d->used);
            d->used = (size_t)(end + 2 - d->in);
            return true;
        }
        ssize_t got = recv(d->fd, d->in + d->n, sizeof d->in - d->n, 0);
        if (got <= 0) return false;
        d->n += (size_t)got;
    }
}

static void after_dot(struct dialogue *d)
{
    static const char *const reply[][2] = {{"late-temp", "452 4.3.1 no room\r\n"},
                                           {"late-perm", "554 5.7.1 looks like spam\r\n"},
                                           {"late-421", "421 4.3.2 going down\r\n"},
                                           {"multi", "250-kept\r\n250 2.0.0 queued as 77\r\n"}};
    if (strcmp(d->recipient, "lost") == 0) _exit(0);
    if (strcmp(d->recipient, "hang") == 0) wait_ms(60000);
    for (size_t i = 0; i < sizeof reply / sizeof reply[0]; i++)
        if (strcmp(d->recipient, reply[i][0]) == 0) {
            sayz(d->fd, reply[i][1]);
            return;
        }
    sayz(d->fd, "250 2.0.0 queued\r\n");
}

static void take_message(struct dialogue *d)
{
    char line[2048];
    size_t n = 0;
    if (strcmp(d->recipient, "no-data") == 0) {
        sayz(d->fd, "554 5.5.1 no\r\n");
        return;
    }
    sayz(d->fd, "354 go on\r\n");
    if (strcmp(d->recipient, "cut") == 0) {
        if (recv(d->fd, line, 1, 0) < 0) _exit(1);
        setsockopt(d->fd, SOL_SOCKET, SO_LINGER, &(struct linger){1, 0}, sizeof(struct linger));
        close(d->fd);
        _exit(0);
    }
    while (is_line(d, line, sizeof line) && strcmp(line, ".") != 0) {
        int k = snprintf(d->seen->message + n, sizeof d->seen->message - n, "%s\r\n", line + (line[0] == '.'));
        if (n + (size_t)k < sizeof d->seen->message) n += (size_t)k;
        memmove(d->in, d->in + d->used, d->n - d->used);
        d->n -= d->used;
        d->used = 0;
    }
    d->seen->nmessage = n;
    after_dot(d);
}

static void take_recipient(struct dialogue *d, const char *line)
{
    static const char *const reply[][2] = {{"temp", "451 4.7.1 try later\r\n"},
                                           {"perm", "550 5.1.1 nobody of that name\r\n"},
                                           {"full", "552 5.2.2 full\r\n"}};
    if (sscanf(line, "RCPT TO:<%63[^@]", d->recipient) != 1) _exit(1);
    if (strcmp(d->recipient, "early") == 0) _exit(0);
    if (strcmp(d->recipient, "stall") == 0) wait_ms(60000);
    for (size_t i = 0; i < sizeof reply / sizeof reply[0]; i++)
        if (strcmp(d->recipient, reply[i][0]) == 0) {
            sayz(d->fd, reply[i][1]);
            return;
        }
    sayz(d->fd, "250 2.1.5 fine\r\n");
}

static void take_helo(struct dialogue *d, const char *line)
{
    if (sscanf(line, "%*s %63s", d->helo) != 1) _exit(1);
    if (strcmp(d->helo, "unwanted") == 0)
        sayz(d->fd, "554 5.7.1 not you\r\n");
    else if (strcmp(d->helo, "busy") == 0)
        sayz(d->fd, "421 4.3.2 too busy\r\n");
    else
        sayz(d->fd, "250-relay\r\n250-SIZE 1000000\r\n250 AUTH PLAIN\r\n");
}

static void take_login(struct dialogue *d)
{
    char line[512];
    sayz(d->fd, "334 \r\n");
    if (is_line(d, line, sizeof line))
        sayz(d->fd, strcmp(d->helo, "login") == 0 ? "235 2.7.0 welcome\r\n" : "535 5.7.8 wrong\r\n");
}

static void serve_smtp(int fd, struct seen *seen)
{
    static struct dialogue d;
    char line[2048];
    d = (struct dialogue){.fd = fd, .seen = seen};
    sayz(fd, "220 relay ESMTP\r\n");
    while (is_line(&d, line, sizeof line)) {
        seen->requests++;
        if (strncmp(line, "EHLO", 4) == 0 || strncmp(line, "HELO", 4) == 0)
            take_helo(&d, line);
        else if (strncmp(line, "AUTH", 4) == 0)
            take_login(&d);
        else if (strncmp(line, "MAIL", 4) == 0)
            sayz(fd, strstr(line, "<bad@") != NULL ? "550 5.7.1 sender\r\n" : "250 2.1.0 fine\r\n");
        else if (strncmp(line, "RCPT", 4) == 0)
            take_recipient(&d, line);
        else if (strcmp(line, "DATA") == 0)
            take_message(&d);
        else if (strcmp(line, "QUIT") == 0) {
            sayz(fd, "221 bye\r\n");
            return;
        } else
            sayz(fd, "250 fine\r\n");
    }
}

/* ---- tests
 * -------------------------------------------------------------------------------------------------------------- */

#define MESSAGE "From: atlas@atlas.example\r\nSubject: x\r\n\r\n.leading dot\r\n..two\r\n.\r\nend\r\n"

static struct smtp_session *session(const char *path, const char *user)
{
    struct smtp_session *s = NULL;
    struct note why;
    struct smtp_settings set = {.url = arena_printf(&arena, "smtp://127.0.0.1:%u/%s", relay.port, path),
                                .user = user,
                                .password = "secret",
                                .timeout_s = 1};
    if (smtp_session_new(&set, &s, &why) != OK) bug("%s", why.text);
    return s;
}

static struct smtp_result deliver(struct smtp_session *s, const char *from, const char *to)
{
    struct smtp_result r = {0};
    struct note why;
    if (smtp_send(s, strz(from), strz(to), STR(MESSAGE), &r, &why) != OK) bug("%s", why.text);
    return r;
}

static const struct {
    const char *to;
    enum smtp_outcome outcome;
    enum smtp_stage stage;
    int code;
    const char *text;
} table[] = {
    {"ok", SMTP_SENT, SMTP_HANDED_OVER, 250, "250 2.0.0 queued"},
    {"temp", SMTP_TEMPORARY, SMTP_RECIPIENT, 451, "451 4.7.1 try later"},
    {"perm", SMTP_PERMANENT, SMTP_RECIPIENT, 550, "550 5.1.1 nobody of that name"},
    {"full", SMTP_PERMANENT, SMTP_RECIPIENT, 552, "552 5.2.2 full"},
    {"no-data", SMTP_PERMANENT, SMTP_DATA, 554, "554 5.5.1 no"},
    {"late-temp", SMTP_TEMPORARY, SMTP_HANDED_OVER, 452, "452 4.3.1 no room"},
    {"late-421", SMTP_TEMPORARY, SMTP_HANDED_OVER, 421, "421 4.3.2 going down"},
    {"late-perm", SMTP_PERMANENT, SMTP_HANDED_OVER, 554, "554 5.7.1 looks like spam"},
    {"multi", SMTP_SENT, SMTP_HANDED_OVER, 250, "250 2.0.0 queued as 77"},
    {"lost", SMTP_AMBIGUOUS, SMTP_HANDED_OVER, 354, NULL},
    {"hang", SMTP_AMBIGUOUS, SMTP_HANDED_OVER, 354, NULL},
    {"early", SMTP_UNREACHABLE, SMTP_RECIPIENT, 250, NULL},
    {"stall", SMTP_UNREACHABLE, SMTP_RECIPIENT, 250, NULL},
};

static void test_outcomes(void)
{
    struct smtp_session *s = session("atlas.example", NULL);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const char *to = arena_printf(&arena, "%s@example.org", table[i].to);
        struct smtp_result r = deliver(s, "atlas@atlas.example", to);
        bool text = table[i].text != NULL ? strcmp(r.text, table[i].text) == 0 : r.text[0] != '\0';
        ok(r.outcome == table[i].outcome && r.stage == table[i].stage && r.code == table[i].code && text,
           "%s: %s, stage %d, %d, %s", table[i].to, smtp_outcome_name(r.outcome), (int)r.stage, r.code, r.text);
        r = deliver(s, "atlas@atlas.example", "ok@example.org");
        ok(r.outcome == SMTP_SENT, "and the next message after it goes through (%s)", r.text);
    }
    smtp_session_free(s);
}

static void test_cut(void)
{
    struct smtp_session *s = session("atlas.example", NULL);
    size_t n = 8u << 20; /* more than the sockets' buffers hold */
    char *big = arena_alloc(&arena, n);
    for (size_t i = 0; i < n; i++) big[i] = i % 64 == 62 ? '\r' : i % 64 == 63 ? '\n' : 'x';
    struct smtp_result r = {0};
    struct note why;
    int rc = smtp_send(s, STR("a@b.example"), STR("cut@example.org"), str_of(big, n), &r, &why);
    ok(rc == OK && r.outcome == SMTP_UNREACHABLE && r.stage == SMTP_DATA,
       "a line lost in the middle of the message is not ambiguous: %s, stage %d, %s", smtp_outcome_name(r.outcome),
       (int)r.stage, r.text);
    smtp_session_free(s);
}

static void test_bytes(void)
{
    struct smtp_session *s = session("atlas.example", NULL);
    struct smtp_result r = deliver(s, "", "ok@example.org");
    ok(r.outcome == SMTP_SENT, "an empty sender: %s", r.text);
    ok(str_eq(str_of(relay.seen->message, relay.seen->nmessage), STR(MESSAGE)),
       "the message arrives byte for byte, dots and all");
    smtp_session_free(s);
}

static void test_reuse(void)
{
    struct server own = server_start(serve_smtp);
    struct server kept = relay;
    relay = own;
    struct smtp_session *s = session("atlas.example", NULL);
    int sent = 0;
    for (int i = 0; i < 20; i++) sent += deliver(s, "a@b.example", "ok@example.org").outcome == SMTP_SENT;
    ok(sent == 20 && own.seen->connections == 1, "twenty messages over %d connection", own.seen->connections);
    smtp_session_free(s);
    server_stop(&own);
    relay = kept;
}

static void test_relay_troubles(void)
{
    static const struct {
        const char *path, *user, *from;
        enum smtp_outcome outcome;
        enum smtp_stage stage;
        int code;
    } list[] = {
        {"unwanted", NULL, "a@b.example", SMTP_TEMPORARY, SMTP_CONNECT, 554},
        {"busy", NULL, "a@b.example", SMTP_TEMPORARY, SMTP_CONNECT, 421},
        {"atlas.example", "ann", "a@b.example", SMTP_TEMPORARY, SMTP_LOGIN, 535},
        {"login", "ann", "a@b.example", SMTP_SENT, SMTP_HANDED_OVER, 250},
        {"atlas.example", NULL, "bad@b.example", SMTP_TEMPORARY, SMTP_SENDER, 550},
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        struct smtp_session *s = session(list[i].path, list[i].user);
        struct smtp_result r = deliver(s, list[i].from, "ok@example.org");
        ok(r.outcome == list[i].outcome && r.stage == list[i].stage && r.code == list[i].code,
           "refusing us is never the recipient's fault: case %zu, %s, stage %d, %s", i, smtp_outcome_name(r.outcome),
           (int)r.stage, r.text);
        ok(strstr(r.text, "secret") == NULL, "and the password is not told");
        smtp_session_free(s);
    }
    uint16_t port;
    struct smtp_session *s = NULL;
    struct note why;
    close(listen_loopback(&port));
    struct smtp_settings set = {.url = arena_printf(&arena, "smtp://127.0.0.1:%u", port), .timeout_s = 2};
    if (smtp_session_new(&set, &s, &why) != OK) bug("%s", why.text);
    struct smtp_result r = deliver(s, "a@b.example", "ok@example.org");
    ok(r.outcome == SMTP_UNREACHABLE && r.stage == SMTP_CONNECT && r.code == 0, "nobody there: %s", r.text);
    smtp_session_free(s);
    set.url = arena_printf(&arena, "smtps://127.0.0.1:%u", relay.port);
    if (smtp_session_new(&set, &s, &why) != OK) bug("%s", why.text);
    r = deliver(s, "a@b.example", "ok@example.org");
    ok(r.outcome == SMTP_TEMPORARY && r.stage == SMTP_CONNECT, "smtps to a plain port: %s", r.text);
    smtp_session_free(s);
}

static void test_refused_input(void)
{
    struct smtp_session *s = session("atlas.example", NULL);
    struct smtp_result r = {.code = 77};
    struct note why;
    int before = relay.seen->requests;
    static const char *const bad[] = {
        "a@b.example\r\nRCPT TO:<x@y.example>", "a@b.example>", "a b@c.example", "", "a", "a@b\n"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        ok(smtp_send(s, STR("a@b.example"), strz(bad[i]), STR(MESSAGE), &r, &why) == ERR_BAD_INPUT &&
               (bad[i][0] == '\0' ||
                smtp_send(s, strz(bad[i]), STR("a@b.example"), STR(MESSAGE), &r, &why) == ERR_BAD_INPUT),
           "address refused: case %zu, %s", i, why.text);
    char long_line[1100];
    memset(long_line, 'x', sizeof long_line);
    memcpy(long_line + 998, "\r\n", 2);
    ok(smtp_send(s, STR("a@b.example"), STR("ok@b.example"), str_of(long_line, 1000), &r, &why) == OK,
       "a line of 998 bytes");
    long_line[998] = 'x';
    memcpy(long_line + 999, "\r\n", 2);
    before = relay.seen->requests;
    r.code = 77;
    ok(smtp_send(s, STR("a@b.example"), STR("ok@b.example"), str_of(long_line, 1001), &r, &why) == ERR_BAD_INPUT,
       "a line of 999: %s", why.text);
    const struct str messages[] = {STR("a\nb\r\n"), STR("a\rb\r\n"), STR("a\r\n.\n\r\n"),
                                   STR("a\r"),      STR("a\r\r\n"),  STR("a\0b\r\n")};
    for (size_t i = 0; i < sizeof messages / sizeof messages[0]; i++)
        ok(smtp_send(s, STR("a@b.example"), STR("ok@b.example"), messages[i], &r, &why) == ERR_BAD_INPUT,
           "message refused: case %zu, %s", i, why.text);
    ok(r.code == 77 && relay.seen->requests == before, "nothing of it went out");
    smtp_session_free(s);
    static const char *const urls[] = {
        "", "http://127.0.0.1/", "127.0.0.1:25", "smtp://u:p@127.0.0.1/", "imap://127.0.0.1/", "smtp://"};
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++) {
        struct smtp_settings set = {.url = urls[i]};
        s = NULL;
        ok(smtp_session_new(&set, &s, &why) == ERR_BAD_INPUT && s == NULL, "not a relay: \"%s\"", urls[i]);
    }
    smtp_session_free(NULL);
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    arena_init(&arena, 64 << 20);
    relay = server_start(serve_smtp);
    test_outcomes();
    test_cut();
    test_bytes();
    test_reuse();
    test_relay_troubles();
    test_refused_input();
    server_stop(&relay);
    arena_release(&arena);
    return done();
}
