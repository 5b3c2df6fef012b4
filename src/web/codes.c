#include "web/codes.h"

#include "crypt/random.h"
#include "crypt/totp.h"

enum { CODE_BYTES = 10, CODE_LETTERS = 16, GROUP = 4 };

_Static_assert((int)SECOND_FACTOR_SECRET == (int)TOTP_KEY, "the key that is kept is the key that is used");

struct str code_plain(struct arena *a, struct str typed)
{
    char *out = arena_alloc(a, typed.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < typed.n; i++)
        if (!ascii_space(typed.p[i]) && typed.p[i] != '-') out[n++] = ascii_lower(typed.p[i]);
    return str_of(out, n);
}

bool code_is_digits(struct str plain)
{
    for (size_t i = 0; i < plain.n; i++)
        if (!ascii_digit(plain.p[i])) return false;
    return plain.n == TOTP_DIGITS;
}

void recovery_code_new(struct arena *a, char out[RECOVERY_CODE_SIZE], struct sha256 *ret)
{
    uint8_t bytes[CODE_BYTES];
    random_bytes(bytes, sizeof bytes);
    struct str letters = str_ascii_lower(a, strz(base32_encode(a, str_of((const char *)bytes, sizeof bytes))));
    if (letters.n != CODE_LETTERS) bug("a recovery code of %zu letters", letters.n);
    sha256_of(letters, ret);
    size_t n = 0;
    for (size_t i = 0; i < letters.n; i++) {
        if (i > 0 && i % GROUP == 0) out[n++] = '-';
        out[n++] = letters.p[i];
    }
    out[n] = '\0';
}

static int take_digits(struct store *st, struct arena *a, int64_t account_id, struct str digits, int64_t now_us)
{
    struct second_factor f;
    int64_t step;
    int rc = second_factor_get(st, a, account_id, &f);
    if (rc == OK && !f.on) rc = ERR_DENIED;
    if (rc == OK) rc = totp_check(str_of((const char *)f.secret, sizeof f.secret), digits, now_us, f.last_step, &step);
    return rc == OK ? second_factor_step(st, account_id, step, now_us) : rc;
}

int code_take(struct store *st, struct arena *a, int64_t account_id, struct str typed, int64_t now_us, bool *ret_recovery)
{
    struct sha256 hash;
    struct str plain = code_plain(a, typed);
    bool digits = code_is_digits(plain);
    sha256_of(plain, &hash);
    int rc = digits ? take_digits(st, a, account_id, plain, now_us) : recovery_code_use(st, account_id, &hash, now_us);
    if (rc == OK) *ret_recovery = !digits;
    return rc;
}
