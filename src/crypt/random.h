/* Randomness of the system's generator. It cannot fail: a process that gets none ends. Tests that need to foresee it pass
 * their own bytes to what they test. */
#ifndef ATLAS_CRYPT_RANDOM_H
#define ATLAS_CRYPT_RANDOM_H

#include "base/str.h"

void random_bytes(void *ret, size_t n);
char *random_token(struct arena *a); /* 256 bits as 43 characters of base64url */
bool bytes_equal_secret(struct str a, struct str b); /* in time that depends on the lengths only */

#endif
