/* Slices of bytes: (pointer, length), borrowed, never owned, not NUL-terminated. An empty slice may have p == NULL.
 * Most text is UTF-8, but nothing here depends on it. ASCII only where a name says `ascii`; no locale anywhere. */
#ifndef ATLAS_BASE_STR_H
#define ATLAS_BASE_STR_H

#include "base/arena.h"

#include <string.h>

struct str {
    const char *p;
    size_t n;
};

#define STR(lit) ((struct str){("" lit ""), sizeof(lit) - 1})
#define STR_FMT "%.*s"
#define STR_ARG(s) (int)(s).n, (s).n > 0 ? (s).p : ""

static inline struct str str_of(const char *p, size_t n) { return (struct str){p, n}; }
static inline struct str strz(const char *z) { return (struct str){z, z != NULL ? strlen(z) : 0}; }
static inline bool str_eq(struct str a, struct str b) { return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0); }
static inline bool str_eqz(struct str a, const char *z) { return str_eq(a, strz(z)); }
static inline struct str str_from(struct str s, size_t at) { return at >= s.n ? str_of(NULL, 0) : str_of(s.p + at, s.n - at); }
static inline struct str str_upto(struct str s, size_t n) { return str_of(s.p, n < s.n ? n : s.n); }

#define STR_NONE SIZE_MAX /* "not found" of the finders below */

int str_cmp(struct str a, struct str b);                      /* by bytes, shorter first */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
size_t str_find(struct str s, struct str what);               /* offset or STR_NONE */
size_t str_find_char(struct str s, char c);
bool str_ascii_ieq(struct str a, struct str b);               /* ASCII letters without case */
size_t str_ascii_ifind(struct str s, struct str what);
struct str str_ascii_lower(struct arena *a, struct str s);
struct str str_trim(struct str s);                            /* ASCII white space off both ends */
bool str_next(struct str *rest, char sep, struct str *ret);   /* walks "a,b,c"; false at the end */
char *str_dupz(struct arena *a, struct str s);                /* NUL-terminated copy */
MUST_USE int str_int(struct str s, int64_t min, int64_t max, int64_t *ret); /* whole slice, decimal; ERR_BAD_INPUT */
uint64_t str_hash(struct str s);                              /* FNV-1a, for tables of trusted size only */

static inline bool ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline bool ascii_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool ascii_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline bool ascii_alnum(char c) { return ascii_alpha(c) || ascii_digit(c); }
static inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c; }

#endif
