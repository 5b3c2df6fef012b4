/* Sends mail through one relay. Blocking: the caller that delivers runs it in a process or turn of its own; every wait
 * is bounded by timeout_s. The relay is the operator's choice and no outsider's, so the fetch guard does not apply.
 *
 * What an end means for the delivery (TRUST.md R4, R5):
 *   sent         the relay answered 250 to the whole message: it is the relay's now
 *   temporary    the relay said 4xx; or it refused us (greeting, TLS, login, sender) and not the recipient or message:
 * to be retried and shown to the operator, never counted against an address permanent    5xx to the recipient or to the
 * message ambiguous    the whole message was handed over and no answer came: the relay may or may not have it. Retried
 * under the same Message-ID: at most a duplicate, never a loss unreachable  no connection, or lost before the end of
 * the message: the relay cannot have it
 *
 * Dots are stuffed and the end is marked by libcurl. TLS: smtps:// from the start; smtp:// upgrades where the relay
 * offers it, and must where a password is sent to another host. Certificates are verified. */
#ifndef ATLAS_NET_SMTP_H
#define ATLAS_NET_SMTP_H

#include "base/str.h"

struct smtp_settings {           /* strings are copied */
    const char *url;             /* smtp://host[:port][/our-name-for-EHLO] or smtps://… */
    const char *user, *password; /* NULL or "": no login */
    const char *ca_file;         /* PEM bundle instead of the system's; NULL: the system's */
    unsigned timeout_s;          /* of one message, connection included; 0: 60 */
};

enum smtp_outcome { SMTP_SENT, SMTP_TEMPORARY, SMTP_PERMANENT, SMTP_AMBIGUOUS, SMTP_UNREACHABLE, SMTP_OUTCOME_MAX };
const char *smtp_outcome_name(enum smtp_outcome o);

enum smtp_stage { SMTP_CONNECT, SMTP_LOGIN, SMTP_SENDER, SMTP_RECIPIENT, SMTP_DATA, SMTP_HANDED_OVER };

struct smtp_result {
    enum smtp_outcome outcome;
    enum smtp_stage stage; /* how far it got */
    int code;              /* the relay's last reply code; 0: none */
    char text[256];        /* its last reply line, or a sentence about what went wrong; one line of printable ASCII */
};

/* A session keeps the connection to the relay between messages. */
struct smtp_session;
MUST_USE int smtp_session_new(const struct smtp_settings *s, struct smtp_session **ret, struct note *why);
void smtp_session_free(struct smtp_session *s); /* says QUIT; NULL is fine */

/* Hands one message (CRLF line ends, as mime.h builds it) to the relay for one recipient. An empty `from` is the null
 * sender of bounces. ERR_BAD_INPUT, with nothing sent: an address that smtp_address_valid refuses, or a message with a
 * bare CR or LF (the raw material of smuggled mail) or a line of more than 998 bytes. Else OK and *ret says how it
 * went. */
MUST_USE int smtp_send(struct smtp_session *s, struct str from, struct str to, struct str message,
                       struct smtp_result *ret, struct note *why);

/* local@domain, at most 254 bytes and 64 before the @, valid UTF-8; no white space, control character or any of
 * <>()[],;:\". Quoted local parts are not accepted: nobody has one, and they are a way to smuggle. */
bool smtp_address_valid(struct str address);

#endif
