/* Signatures of webhooks after the Standard Webhooks specification: what a receiver checks, with any library for it, to know
 * that a message is ours and fresh. The secret is 32 random bytes, shown as "whsec_" and their base64. What is signed is
 * "id.timestamp.body": the webhook-id, the second in which it is sent, and the body byte for byte. */
#ifndef ATLAS_CRYPT_WEBHOOK_H
#define ATLAS_CRYPT_WEBHOOK_H

#include "base/str.h"

enum { WEBHOOK_SECRET = 32 }; /* bytes */

char *webhook_secret_text(struct arena *a, struct str secret);

/* The value of the header webhook-signature: "v1,…" of each secret, with spaces between. secrets: one after the other, a
 * multiple of WEBHOOK_SECRET bytes. */
char *webhook_signature(struct arena *a, struct str secrets, const char *id, int64_t second, struct str body);

#endif
