/* The codes of the second factor as people type them: six digits from a program, or a recovery code. */
#ifndef ATLAS_WEB_CODES_H
#define ATLAS_WEB_CODES_H

#include "crypt/sha256.h"
#include "store/second_factor.h"

enum { RECOVERY_CODE_SIZE = 20 }; /* "abcd-efgh-ijkl-mnop" with its NUL */

/* Without white space and dashes, letters in lower case: what people add or leave out when they copy a code. */
struct str code_plain(struct arena *a, struct str typed);
bool code_is_digits(struct str plain); /* six digits; else it can only be a recovery code */

/* A new recovery code of 80 bits, as it is shown, and the hash that is kept: of its letters without dashes. */
void recovery_code_new(struct arena *a, char out[RECOVERY_CODE_SIZE], struct sha256 *ret);

/* Takes what was typed at the login: a code of the program not taken before, or a recovery code. ERR_DENIED: neither.
 * *ret_recovery: it was a recovery code. The store acts as the account. */
MUST_USE int code_take(struct store *st, struct arena *a, int64_t account_id, struct str typed, int64_t now_us, bool *ret_recovery);

#endif
