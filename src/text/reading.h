/* How a passage is read when two are compared: block by block, without marks and numbers, as a list of signs. A sign is
 * a word, a number, a currency or other mark that carries meaning, or a placeholder for what may differ: a date in an
 * "updated" phrase, an address of the web. Two passages are the same when their signs are (noise.h decides).
 *
 * Signs are equal when their hashes are: equal for what looks alike (quotes, dashes, invisible characters, Cyrillic
 * letters among Latin ones), different for capitals, which make defined terms. Lines' and signs' texts are slices of
 * `plain` in the arena, labels of the passage. Linear in the passage. */
#ifndef ATLAS_TEXT_READING_H
#define ATLAS_TEXT_READING_H

#include "base/vec.h"
#include "text/block.h"

enum sign_kind { SIGN_WORD, SIGN_NUMBER, SIGN_MARK, SIGN_UPDATED, SIGN_URL, SIGN_MAIL, SIGN_HIDDEN_MAIL };

struct sign {
    struct str text; /* as read, case kept */
    uint64_t hash;   /* of its folded form */
    uint8_t kind;
    bool heading;
    bool tight; /* no white space before it */
};

struct line {        /* a block */
    size_t from, to; /* its signs */
    struct str label, plain;
    enum block_kind kind;
    bool furniture, date, only_links;
};

struct reading {
    struct arena *arena;
    VEC(struct sign) signs;
    VEC(struct line) lines;
    bool in_heading;
    bool at_edge; /* near the top or bottom, where documents tell when they were updated */
};

void reading_make(struct arena *a, struct str text, bool at_edge, struct reading *ret);

/* The lines alone, without signs; and whether these hold any, which stops at the first. */
void reading_lines(struct arena *a, struct str text, bool at_edge, struct reading *ret);
bool reading_has_signs(struct reading *r);

/* The same sign; in headings capitals are a matter of style, and an address hidden from machines is any address. */
bool sign_same(const struct sign *x, const struct sign *y);

#endif
