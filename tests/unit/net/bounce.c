/* Mail that comes back, as several kinds of mail systems write it; and what must not be taken for it. */
#include "net/bounce.h"

#include "../tap.h"

#include <stdlib.h>
#include <string.h>

#define BASE "bounces@example.org"
#define SECRET "0123456789abcdef0123456789abcdef"
#define TO "bounces+77." SECRET "@example.org"

static struct arena arena;

static struct bounce read_message(const char *message)
{
    struct bounce b;
    bounce_read(&arena, strz(message), BASE, &b);
    return b;
}

/* A delivery report with these fields about the recipient. */
static const char *report(const char *head, const char *fields)
{
    return arena_printf(&arena,
                        "Return-Path: <>\r\n%sSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
                        "Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"a/b=c\"\r\n\r\n"
                        "This is a MIME message.\r\n\r\n--a/b=c\r\nContent-Type: text/plain\r\n\r\nI could not deliver it.\r\n\r\n"
                        "--a/b=c\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n\r\n"
                        "Reporting-MTA: dns; relay.example.org\r\nArrival-Date: Mon, 2 Mar 2026 09:00:00 +0000\r\n\r\n%s\r\n"
                        "--a/b=c\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <digest.2026-W10.1@example.org>\r\n\r\n--a/b=c--\r\n",
                        head, fields);
}

static void is(const char *message, enum bounce_kind kind, const char *status, const char *what)
{
    struct bounce b = read_message(message);
    bool good = b.kind == kind && strcmp(b.status, status) == 0;
    if (kind != BOUNCE_OTHER) good = good && b.delivery_id == 77 && strcmp(b.secret, SECRET) == 0;
    else good = good && b.delivery_id == 0 && b.secret[0] == '\0';
    if (!ok(good, "%s: %s %s", what, bounce_kind_name(kind), status)) printf("# %s %s %lld %s\n", bounce_kind_name(b.kind), b.status, (long long)b.delivery_id, b.secret);
}

#define HEAD "Delivered-To: " TO "\r\nTo: " TO "\r\n"
#define FAILED(status, words) "Final-Recipient: rfc822; gone@example.net\r\nAction: failed\r\nStatus: " status "\r\nDiagnostic-Code: " words "\r\n"

static void test_reports(void)
{
    is(report(HEAD, FAILED("5.1.1", "smtp; 550 5.1.1 <gone@example.net>: no such user")), BOUNCE_HARD, "5.1.1", "no such person");
    ok(strcmp(read_message(report(HEAD, FAILED("5.1.1", "smtp; 550 5.1.1 no\r\n  such \xc3\xbc user"))).words, "550 5.1.1 no  such ?? user") == 0, "its words, unfolded, in ASCII");
    is(report("To: <" TO ">\r\n", FAILED("5.2.2 (mailbox full)", "smtp; 552 full")), BOUNCE_SOFT, "5.2.2", "a full mailbox, a comment behind the status");
    is(report("X-Original-To: BOUNCES+77.0123456789ABCDEF0123456789ABCDEF@EXAMPLE.ORG\r\n", FAILED("5.1.1", "smtp; 550")), BOUNCE_HARD, "5.1.1", "an address in capitals");
    is(report(HEAD, FAILED("5.0.0", "smtp; 550 5.1.10 unknown")), BOUNCE_HARD, "5.0.0", "a status that says nothing");
    is(report(HEAD, "Action: failed\r\nDiagnostic-Code: smtp; 550 5.1.10 unknown\r\n"), BOUNCE_HARD, "5.1.10", "a status in the diagnostic only");
    is(report(HEAD, "Action: failed\r\n"), BOUNCE_SOFT, "", "no status at all counts for nothing");
    is(report(HEAD, FAILED("5.4.1", "smtp; 550 5.4.1 access denied")), BOUNCE_HARD, "5.4.1", "no route to it");
    is(report(HEAD, FAILED("5.7.1", "smtp; 550 5.7.1 your host is listed")), BOUNCE_SOFT, "5.7.1", "refused for where it comes from");
    is(report(HEAD, FAILED("5.6.0", "smtp; 554 content")), BOUNCE_SOFT, "5.6.0", "refused for what it says");
    is(report(HEAD, FAILED("4.4.7", "smtp; 451 4.4.7 expired")), BOUNCE_SOFT, "4.4.7", "a relay gave up");
    is(report(HEAD, "Action: delayed\r\nStatus: 4.4.1\r\n"), BOUNCE_DELAYED, "4.4.1", "it is late");
    is(report(HEAD, "Action: delayed\r\nStatus: 4.4.1\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n"), BOUNCE_HARD, "5.1.1", "late, then failed");
    is(report(HEAD, "Action: delivered\r\nStatus: 2.0.0\r\n"), BOUNCE_OTHER, "", "it arrived");
    is(report(HEAD, "Action: relayed\r\nStatus: 2.0.0\r\n"), BOUNCE_OTHER, "", "it was passed on");
    const char *lf = report(HEAD, FAILED("5.1.1", "smtp; 550"));
    char *bare = arena_dupz(&arena, lf), *w = bare;
    for (const char *p = lf; *p != '\0'; p++)
        if (*p != '\r') *w++ = *p;
    *w = '\0';
    is(bare, BOUNCE_HARD, "5.1.1", "bare line ends, as in a Maildir");
    *strstr(bare, "--a/b=c\nContent-Type: text/rfc822-headers") = '\0';
    is(bare, BOUNCE_HARD, "5.1.1", "cut off behind the report");
}

static void test_nested(void)
{
    const char *inner = report("", FAILED("5.1.1", "smtp; 550"));
    const char *wrapped = arena_printf(&arena, HEAD "Content-Type: multipart/mixed; boundary=w\r\n\r\n--w\r\n%s\r\n--w--\r\n", inner);
    is(wrapped, BOUNCE_HARD, "5.1.1", "inside another multipart");
    is("Delivered-To: " TO "\nContent-Type: multipart/mixed;boundary=\"12/mail.example.org\"\n\n--12/mail.example.org\nContent-Type: message/delivery-status\n\n"
       "Reporting-MTA: dns; mail.example.org\n\nFinal-Recipient: rfc822; gone@example.net\nAction: failed\nStatus: 5.0.0\n\n--12/mail.example.org--\n",
       BOUNCE_HARD, "5.0.0", "a report that calls itself mixed, as OpenSMTPD writes it");
    is(arena_printf(&arena, HEAD "Content-Type: multipart/mixed; boundary=w\r\n\r\n--w\r\nContent-Type: message/rfc822\r\n\r\n%s\r\n--w--\r\n", inner), BOUNCE_OTHER, "",
       "a bounce that somebody forwards is none");
    const char *deep = inner;
    for (int i = 0; i < BOUNCE_DEPTH; i++)
        deep = arena_printf(&arena, "%sContent-Type: multipart/mixed; boundary=w%d\r\n\r\n--w%d\r\n%s\r\n--w%d--\r\n", i == BOUNCE_DEPTH - 1 ? HEAD : "", i, i, deep, i);
    is(deep, BOUNCE_OTHER, "", "deeper than anybody writes");
}

static void test_addresses(void)
{
    static const char *const wrong[] = {
        "To: bounces@example.org\r\n", "To: bounces+77@example.org\r\n", "To: bounces+77." SECRET "\r\n", "To: bounces+77." SECRET "@example.com\r\n",
        "To: bounces+77." SECRET "@example.org.evil.example\r\n", "To: bounces+77.0123@example.org\r\n", "To: bounces+0." SECRET "@example.org\r\n",
        "To: bounces+-7." SECRET "@example.org\r\n", "To: bounces+99999999999999999999." SECRET "@example.org\r\n", "To: notbounces+77." SECRET "@example.org\r\n",
        "To: bounces+77.g123456789abcdef0123456789abcdef@example.org\r\n", "Subject: " TO "\r\n", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *what = arena_printf(&arena, "%.*s", (int)strcspn(wrong[i], "\r"), wrong[i]);
        is(report(wrong[i], FAILED("5.1.1", "smtp; 550")), BOUNCE_OTHER, "", what[0] != '\0' ? what : "no address");
    }
    is(report("To: a@b.example, \"bounces+x\" <" TO ">\r\n", FAILED("5.1.1", "smtp; 550")), BOUNCE_HARD, "5.1.1", "among other addresses");
    ok(strcmp(bounce_address(&arena, BASE, 77, SECRET), TO) == 0, "the address is made as it is read");
    ok(bounce_base_valid(strz(BASE)) && !bounce_base_valid(strz("bounces")) && !bounce_base_valid(strz("@example.org")) && !bounce_base_valid(strz("a@")) &&
           !bounce_base_valid(strz("a+b@example.org")) && !bounce_base_valid(strz("a@b@c")) && !bounce_base_valid(strz("a-name-of-21-letters-@example.org")),
       "what can be the base of it");
}

static const char *feedback(const char *type, const char *fields, const char *mail)
{
    return arena_printf(&arena,
                        "To: abuse@example.org\r\nContent-Type: multipart/report; report-type=feedback-report; boundary=f\r\n\r\n--f\r\n\r\nA complaint.\r\n"
                        "--f\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: %s\r\nUser-Agent: x/1\r\nVersion: 1\r\n%s\r\n"
                        "--f\r\nContent-Type: message/rfc822\r\n\r\n%sSubject: Weekly digest\r\n\r\nText\r\n--f--\r\n",
                        type, fields, mail);
}

static void test_complaints(void)
{
    is(feedback("abuse", "Original-Mail-From: <" TO ">\r\n", ""), BOUNCE_COMPLAINT, "", "this is spam, by the envelope");
    is(feedback("abuse", "", "Return-Path: <" TO ">\r\n"), BOUNCE_COMPLAINT, "", "by the mail itself");
    is(feedback("opt-out", "", "Return-Path: <" TO ">\r\n"), BOUNCE_COMPLAINT, "", "no more of this");
    is(feedback("not-spam", "Original-Mail-From: <" TO ">\r\n", ""), BOUNCE_OTHER, "", "it is not spam");
    is(feedback("auth-failure", "Original-Mail-From: <" TO ">\r\n", ""), BOUNCE_OTHER, "", "a report about signatures");
    is(feedback("abuse", "", "Message-ID: <digest.2026-W10.1@example.org>\r\n"), BOUNCE_OTHER, "", "a Message-ID alone proves nothing");
}

static void test_others(void)
{
    is(HEAD "Subject: I am away\r\nAuto-Submitted: auto-replied\r\nContent-Type: text/plain\r\n\r\nBack on Monday. Action: failed\r\n", BOUNCE_OTHER, "", "an absence note");
    is(HEAD "\r\n", BOUNCE_OTHER, "", "an empty message");
    is("", BOUNCE_OTHER, "", "nothing");
    is(HEAD "Content-Type: multipart/report; boundary=\r\n\r\n--\r\n", BOUNCE_OTHER, "", "no boundary");
    is(HEAD "Content-Type: multipart/report\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n", BOUNCE_OTHER, "", "nor a parameter of it");
    char *big = malloc(BOUNCE_BYTES_MAX + 2);
    const char *r = report(HEAD, FAILED("5.1.1", "smtp; 550"));
    size_t n = strlen(r);
    memset(big, 'x', BOUNCE_BYTES_MAX + 1);
    memcpy(big, r, n);
    struct bounce b;
    bounce_read(&arena, str_of(big, BOUNCE_BYTES_MAX), BASE, &b);
    ok(b.kind == BOUNCE_HARD, "as large as may be");
    bounce_read(&arena, str_of(big, BOUNCE_BYTES_MAX + 1), BASE, &b);
    ok(b.kind == BOUNCE_OTHER, "larger");
    big[n + 5] = '\0';
    bounce_read(&arena, str_of(big, BOUNCE_BYTES_MAX), BASE, &b);
    ok(b.kind == BOUNCE_OTHER, "with a NUL");
    free(big);
}

static void test_replies(void)
{
    ok(bounce_is_hard(STR("550 no such user")) && bounce_is_hard(STR("550 5.1.1 unknown")) && !bounce_is_hard(STR("552 5.2.2 full")), "replies about the mailbox");
    ok(!bounce_is_hard(STR("550 5.7.1 listed at 192.0.2.1")) && !bounce_is_hard(STR("554 5.6.0 content")) && !bounce_is_hard(STR("552 5.3.4 too big")), "replies about the mail or the sender");
    ok(bounce_is_hard(STR("550 host 5.6.7.8 says no")), "an address is no status");
}

int main(void)
{
    arena_init(&arena, 256u << 20);
    test_reports();
    test_nested();
    test_addresses();
    test_complaints();
    test_others();
    test_replies();
    arena_release(&arena);
    return done();
}
