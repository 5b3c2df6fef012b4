/* A text as a QR code, drawn for an inline SVG: no request, no script, and nothing that a proxy could keep. libqrencode has
 * its only user here: what is drawn is a part of one page, made of a key that nobody but its owner may see, so it is made
 * where that page is. Dark squares on a light ground in either colour scheme: cameras want it so. */
#ifndef ATLAS_WEB_QR_H
#define ATLAS_WEB_QR_H

#include "base/str.h"

enum { QR_QUIET = 4 }; /* empty squares around it, as the standard asks for */

struct qr {
    unsigned size;    /* squares in a row, the quiet ones included: the view box is 0 0 size size */
    const char *path; /* of the dark ones, for <path d>; in the arena */
};
/* ERR_LIMIT: the text is too long for a picture that a telephone still reads (about 300 bytes). */
MUST_USE int qr_draw(struct arena *a, const char *text, struct qr *ret);

/* What programs for one-time codes read: the key, and whose it is at which site. */
const char *qr_otpauth(struct arena *a, const char *site, const char *address, const char *key);

#endif
