/* Signatures of webhooks that reach us, in the manner of Stripe: the header says `t=SECONDS,v1=HEX[,v1=HEX…]`, and each v1 is
 * the HMAC-SHA-256, under the endpoint's secret, of the seconds, a dot and the body as it came. Several v1 stand there
 * while a secret is replaced; other schemes (v0) are passed over. Pure: the time is a parameter. */
#ifndef ATLAS_CRYPT_SIGNATURE_H
#define ATLAS_CRYPT_SIGNATURE_H

#include "base/str.h"

enum { SIGNATURE_AGE_S = 300, SIGNATURES_MAX = 16, SIGNATURE_HEADER_MAX = 4096 };

/* OK: one of the signatures is right, and it was made within five minutes of now, before or after. ERR_DENIED otherwise,
 * whatever was wrong. Compared in time that does not depend on where they differ. */
MUST_USE int signature_check(struct arena *a, struct str header, struct str body, struct str secret, int64_t now_us);

#endif
