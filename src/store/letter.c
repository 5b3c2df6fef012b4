#include "store/letter.h"

#include <inttypes.h>

STMT(letter_add, 7,
     "INSERT INTO delivery (message_id, kind, account_id, address, subject, payload, created_at, next_try_at) VALUES "
     "($1, $2, $3, $4, $5, $6, $7, $7)");

int letter_queue(struct store *st, struct arena *a, const struct letter *l)
{
    struct sha256 hash;
    char hex[SHA256_HEX_SIZE];
    sha256_of(strz(l->key), &hash); /* the key may be a token: only its hash may be seen */
    const char *id =
        arena_printf(a, "<%s.%.24s.%" PRId64 "@%s>", l->kind, sha256_hex(&hash, hex), l->account_id, l->domain);
    return db_query(st, &letter_add, NULL, A_TEXT(id), A_TEXT(l->kind), A_ID(l->account_id), A_TEXT(l->address),
                    A_TEXT(l->subject), A_TEXT(l->payload), A_TIME(l->now_us));
}

const char *letter_domain(const char *from)
{
    const char *at = strrchr(from, '@');
    return at != NULL && at[1] != '\0' ? at + 1 : "localhost";
}
