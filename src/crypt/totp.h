/* One-time codes of the second factor: TOTP (RFC 6238) with SHA-1, steps of 30 seconds and six digits, which is what every
 * program for it knows; HOTP (RFC 4226 §5) beneath. And the alphabet their keys are written in: base32 (RFC 4648 §6),
 * without padding. Pure: the time is a parameter, and which step was taken last is the caller's to keep. */
#ifndef ATLAS_CRYPT_TOTP_H
#define ATLAS_CRYPT_TOTP_H

#include "base/str.h"

enum { TOTP_STEP_S = 30, TOTP_DIGITS = 6, TOTP_KEY = 20 };

/* The code for a counter, below 10^TOTP_DIGITS. */
uint32_t hotp(struct str key, uint64_t counter);

/* Whether six digits are the code of this step or of the one before or behind it (clocks differ), and of a step after
 * `last`. *ret: that step. ERR_DENIED: of none; ERR_BAD_INPUT: not six digits. */
MUST_USE int totp_check(struct str key, struct str digits, int64_t now_us, int64_t last, int64_t *ret);

char *base32_encode(struct arena *a, struct str bytes); /* upper case */

#endif
