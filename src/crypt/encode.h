/* Bytes as text: hexadecimal (lower case only), base64url without padding (RFC 4648 §5) and, where a convention of others
 * asks for it, base64 with padding (§4). Decoders accept only what the encoders write: one value has one text. */
#ifndef ATLAS_CRYPT_ENCODE_H
#define ATLAS_CRYPT_ENCODE_H

#include "base/str.h"

void hex_encode(struct str bytes, char *out);             /* out holds 2 n + 1 */
MUST_USE int hex_decode(struct str hex, uint8_t *ret);    /* ret holds n / 2 */
char *base64_encode(struct arena *a, struct str bytes);
char *base64url_encode(struct arena *a, struct str bytes);
MUST_USE int base64url_decode(struct arena *a, struct str text, struct str *ret);

#endif
