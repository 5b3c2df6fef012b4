/* Mail that comes back: who it was sent to, told by the address it comes back to, and what it says. Pure.
 *
 * Every mail has an envelope sender of its own (VERP), name+ID.SECRET@domain: a bounce goes to that address, a complaint
 * quotes it. The secret is unguessable and travels in no other place than that mail's envelope, so a message that shows it
 * comes from somebody who had the mail: nothing else of a bounce is believed, neither names nor Message-IDs in it.
 *
 * What is read: delivery reports (RFC 3464) and feedback reports (RFC 5965) in a multipart of any kind, at most BOUNCE_DEPTH
 * multiparts deep; not inside a forwarded message. Everything else is BOUNCE_OTHER: answers from people, absence notes, mail
 * lists, spam.
 *
 *   failed, status 5.0, 5.1, 5.2, 5.4      hard: the mailbox or its host is not there, or closed
 *   failed, 5.2.2, 5.4.7                   soft: the mailbox is full, or a relay gave up; it may take the next
 *   failed, other 5.x (5.3, 5.5, 5.6, 5.7) soft: refused for what the mail says or where it comes from; no fault of the mailbox
 *   failed, status 4.x                     soft: a relay gave up
 *   delayed                                delayed
 *   feedback abuse, opt-out                complaint (not-spam, auth-failure, virus … are none) */
#ifndef ATLAS_NET_BOUNCE_H
#define ATLAS_NET_BOUNCE_H

#include "base/str.h"

enum { BOUNCE_BYTES_MAX = 1 << 20, BOUNCE_DEPTH = 4, BOUNCE_SECRET_SIZE = 33, BOUNCE_NAME_MAX = 20 };

enum bounce_kind { BOUNCE_OTHER, BOUNCE_HARD, BOUNCE_SOFT, BOUNCE_DELAYED, BOUNCE_COMPLAINT, BOUNCE_KIND_MAX };
const char *bounce_kind_name(enum bounce_kind k); /* "other", "hard" … */

struct bounce {
    enum bounce_kind kind;
    int64_t delivery_id; /* 0 where kind is other */
    char secret[BOUNCE_SECRET_SIZE];
    char status[20];     /* "5.1.1"; "" where there is none */
    char words[301];     /* the diagnostic, one line of printable ASCII; may be "" */
};

/* name+ID.SECRET@domain of name@domain; secret: 32 hexadecimal digits. */
const char *bounce_address(struct arena *a, const char *base, int64_t delivery_id, const char *secret);
/* Whether base can be one: name@domain, the name at most BOUNCE_NAME_MAX characters without '+'. */
bool bounce_base_valid(struct str base);

/* Never fails: what cannot be read is BOUNCE_OTHER, and so is a message of more than BOUNCE_BYTES_MAX. */
void bounce_read(struct arena *a, struct str message, const char *base, struct bounce *ret);

/* Whether a status as in "5.1.1", or a relay's reply that has one ("550 5.7.1 …"), speaks of the mailbox. A reply without a
 * status does. */
bool bounce_is_hard(struct str status_or_reply);

#endif
