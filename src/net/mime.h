/* Builds one mail message (RFC 5322, 2045-2047): the same input gives the same bytes, so that a delivery that is tried
 * again is byte for byte the mail of the first try. (libcurl's MIME part draws its boundaries at random, which is why
 * this is our own.)
 *
 * Headers come in the order given, folded at 78 columns, no line over 998 bytes; then MIME-Version and the content
 * headers. CR, LF, NUL and other control characters are refused everywhere in a header, with the field's name in the
 * sentence. Text and HTML are UTF-8, checked, quoted-printable; every line end becomes CRLF. The boundary begins with
 * "=_", which quoted-printable text cannot contain: it never collides. */
#ifndef ATLAS_NET_MIME_H
#define ATLAS_NET_MIME_H

#include "base/buf.h"

enum mime_kind {
    MIME_TEXT,    /* words for people: RFC 2047 where they are not ASCII (Subject, List-Id's phrase …) */
    MIME_MAILBOX, /* value is the display name (may be empty), address the address; several: repeat `value, address` */
    MIME_TOKENS,  /* structured ASCII, folded at its own spaces only, written as it is (Message-ID, Date, List-…) */
};

struct mime_field {
    enum mime_kind kind;
    const char *name;
    struct str value;
    struct str address; /* MIME_MAILBOX only; UTF-8 is written as it is (RFC 6532) */
};

struct mime_message {
    const struct mime_field *fields;
    size_t nfields;
    struct str text, html; /* html empty: a message of one text part */
    struct str seed;       /* the boundary is derived from it: the Message-ID */
};

/* Appends the message to out. ERR_BAD_INPUT with a sentence; ERR_LIMIT when out's ceiling is met. */
MUST_USE int mime_build(const struct mime_message *m, struct buf *out, struct note *why);

#endif
