/* Tables as text: CSV by RFC 4180, read as spreadsheets write it in any country (comma, semicolon or tab; LF, CR or both; a byte
 * order mark) and written so that no spreadsheet takes a value for a formula. Pure.
 *
 * A field that begins with = + - @, tab or CR, or with apostrophes before one of them, is written with one apostrophe in front,
 * and reading takes one such apostrophe away: what is written is read again as it was, whatever it holds. */
#ifndef ATLAS_TEXT_CSV_H
#define ATLAS_TEXT_CSV_H

#include "base/buf.h"

enum { CSV_FIELDS_MAX = 32 }; /* of one record */

struct csv_record {
    struct str v[CSV_FIELDS_MAX]; /* quotes and white space around are off */
    size_t n;
    unsigned line; /* where it begins, from 1 */
};

struct csv_reader {
    struct str rest;
    char delimiter;
    unsigned line;
};

/* The delimiter is the one of , ; tab that stands most often in the first line, outside of quotes. */
void csv_read(struct csv_reader *r, struct str text);
/* The next record that is not blank. ERR_NOT_FOUND: the end. ERR_LIMIT: more than CSV_FIELDS_MAX fields. ERR_BAD_INPUT: a quote
 * that is not closed; r->line tells where it opens. Fields are slices of the text, or copies in the arena where they must be. */
MUST_USE int csv_next(struct csv_reader *r, struct arena *a, struct csv_record *ret);

/* Appends a field, and before it the comma where it is not the first of its record. The end of a record is "\r\n". */
void csv_add(struct buf *out, struct str field, bool first);

#endif
