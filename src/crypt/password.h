/* Passwords: argon2id of libsodium with its INTERACTIVE limits (t=2, m=64 MiB, p=1). A hash takes about 50 ms and 64 MiB,
 * so no more than `slots` run at once over all processes of this machine: each takes a byte-range lock on one slot of a
 * lock file, which the kernel gives back when a process dies. Who finds all slots taken waits for a second, in one of
 * `waiting` places that are locks of the same file; who finds no place, or gets no slot, is told to try later, never that
 * the password was wrong. So a flood of logins holds at most slots + waiting processes, each for little more than a second,
 * and the others go on answering. */
#ifndef ATLAS_CRYPT_PASSWORD_H
#define ATLAS_CRYPT_PASSWORD_H

#include "base/str.h"

enum { PASSWORD_HASH_SIZE = 128 }; /* crypto_pwhash_STRBYTES */

/* Once a process. lock_file is made if missing (its folder must exist); NULL: no cap, for command line tools. slots 1–64. */
MUST_USE int password_init(const char *lock_file, unsigned slots, unsigned waiting);
MUST_USE int password_hash(struct str password, char ret[PASSWORD_HASH_SIZE]); /* ERR_LIMIT: no slot or no memory: later */
/* OK, ERR_DENIED (wrong), ERR_LIMIT (try later). stored NULL: hashes anyway and denies, so that an unknown account takes
 * the time of a known one. *ret_rehash (may be NULL): the stored string has older limits. */
MUST_USE int password_verify(const char *stored, struct str password, bool *ret_rehash);

#endif
