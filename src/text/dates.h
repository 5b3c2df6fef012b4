/* Dates that a text states about itself, with their basis. Three dates are not one: published or announced, updated,
 * effective (PRODUCT.md); a date without a word that says what it is, is none of them and is not reported.
 *
 * Reads English months in both orders, ISO and other numeric forms, and the month names of German, French, Spanish,
 * Italian, Portuguese, Dutch, Polish and Swedish. A numeric date that could be day-month or month-day is `ambiguous`
 * and read as day first where the text is not in English. */
#ifndef ATLAS_TEXT_DATES_H
#define ATLAS_TEXT_DATES_H

#include "base/str.h"

enum date_basis { DATE_PUBLISHED, DATE_EFFECTIVE, DATE_UPDATED, DATE_BASIS_MAX };
const char *date_basis_name(enum date_basis basis); /* "published", "effective", "updated" */

struct stated_date {
    enum date_basis basis;
    int year, month, day; /* a valid civil date */
    bool ambiguous;
    size_t at;        /* offset of the date in the text */
    struct str quote; /* the sentence or line it stands in, plain, at most 200 bytes */
};

struct stated_dates {
    struct stated_date *v; /* in reading order, each (basis, date) once */
    size_t n;
};

void dates_find(struct arena *a, struct str text, struct stated_dates *ret);

/* A date at the very start of s: its length in bytes, or 0. The parts may be NULL. Month and year without a day count
 * only where day may be NULL. */
size_t date_match(struct str s, int *year, int *month, int *day, bool *ambiguous);

#endif
