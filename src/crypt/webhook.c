#include "crypt/webhook.h"

#include "crypt/encode.h"
#include "crypt/sha256.h"

#include <inttypes.h>

char *webhook_secret_text(struct arena *a, struct str secret)
{
    return arena_printf(a, "whsec_%s", base64_encode(a, secret));
}

char *webhook_signature(struct arena *a, struct str secrets, const char *id, int64_t second, struct str body)
{
    struct sha256 mac;
    const char *head = arena_printf(a, "%s.%" PRId64 ".", id, second);
    size_t nhead = strlen(head);
    char *signed_text = arena_alloc(a, nhead + body.n + 1), *all = arena_dupz(a, "");
    memcpy(signed_text, head, nhead);
    if (body.n > 0) memcpy(signed_text + nhead, body.p, body.n);
    for (; secrets.n >= WEBHOOK_SECRET; secrets = str_from(secrets, WEBHOOK_SECRET)) {
        hmac_sha256(str_upto(secrets, WEBHOOK_SECRET), str_of(signed_text, nhead + body.n), &mac);
        all = arena_printf(a, "%s%sv1,%s", all, all[0] != '\0' ? " " : "", base64_encode(a, str_of((const char *)mac.byte, sizeof mac.byte)));
    }
    return all;
}
