/* Bytes to UTF-8. What they are encoded in, in this order: a byte order mark, the header's charset, the page's own
 * <meta>, valid UTF-8 as such, detection (uchardet), windows-1252. As browsers do, ISO-8859-1 and ASCII are read as
 * windows-1252; a page that says UTF-8 and plainly is not is read as if it had said nothing. What cannot be decoded becomes
 * U+FFFD; NULs too. */
#ifndef ATLAS_TEXT_CHARSET_H
#define ATLAS_TEXT_CHARSET_H

#include "base/str.h"

/* *ret_charset: lower case. ERR_LIMIT: the decoded text would pass four times the input. */
MUST_USE int charset_decode(struct arena *a, struct str body, struct str content_type, struct str *ret,
                            struct str *ret_charset);

/* The tables of charsets are files that the C library loads when one is asked for. A process that will lose the right to
 * open files calls this before: the tables stay loaded, in forked children too. Without it, and without files, what is
 * neither UTF-8, UTF-16 nor windows-1252 is read as windows-1252. */
void charset_prepare(void);

#endif
