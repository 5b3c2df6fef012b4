/* The picture that goes with a shared link: 1200 × 630 points, PNG (Open Graph). Platform, what it is, headline,
 * severity, date and the wordmark, in colours that keep a contrast of 7:1. A long headline is set smaller, then cut
 * with an ellipsis: text never leaves the margins. */
#ifndef ATLAS_PRINT_PICTURE_H
#define ATLAS_PRINT_PICTURE_H

#include "base/buf.h"

enum { PICTURE_WIDTH = 1200, PICTURE_HEIGHT = 630, PICTURE_MARGIN = 72 };

struct picture_job { /* members may be empty but headline and site_name */
    const char *site_name;
    struct str kicker; /* what it is: "Change record CA-C-000004" */
    struct str place;  /* "Ondrith, Terms of Service" */
    struct str headline;
    struct str severity; /* low, medium, high, critical */
    struct str date;     /* "Observed 6 March 2026" */
};

/* Appends the PNG to out. ERR_IO: cairo failed. */
MUST_USE int picture_make(struct arena *a, const struct picture_job *job, struct buf *out, struct note *why);

#endif
