/* UTF-8: checked once where bytes come in, then trusted. No tables: properties of characters are utf8proc's (text/). */
#ifndef ATLAS_BASE_UTF8_H
#define ATLAS_BASE_UTF8_H

#include "base/buf.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* The character at p (n > 0 bytes left) and its length in *ret. Ill-formed input gives UTF8_REPLACEMENT and the length
 * of the maximal ill-formed part (Unicode 15, 3.9, "substitution of maximal subparts"), at least 1. */
uint32_t utf8_next(const char *p, size_t n, size_t *ret);
bool utf8_valid(struct str s);                /* well-formed, and no NUL inside */
void utf8_add(struct buf *b, uint32_t c);     /* c must be a scalar value */
size_t utf8_count(struct str s);              /* characters; s is well-formed */
size_t utf8_cut(struct str s, size_t max);    /* largest length ≤ max that does not cut a character */
void utf8_repair(struct buf *out, struct str s); /* ill-formed parts and NULs become U+FFFD */

#endif
