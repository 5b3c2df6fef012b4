/* Retry-After, which is seconds or a date. Claims: the wait is -1 or not negative; leading and trailing white space
 * change nothing; what follows from it never lies in the past nor further off than the cap. */
#include "bytes.h"
#include "net/polite.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str text = input(&a, data, size);
    int64_t now = INT64_C(1772829368) * USEC_PER_SEC, wait = polite_retry_after_us(text, now);
    CLAIM(wait >= -1);
    CLAIM(polite_retry_after_us(strz(arena_printf(a, " %.*s\t", (int)text.n, text.p)), now) == wait ||
          str_find_char(text, '\0') != STR_NONE);
    int64_t next = polite_next_us(now, USEC_PER_SEC, 503, wait);
    CLAIM(next >= now + USEC_PER_SEC && next <= now + POLITE_RETRY_AFTER_MAX_US);
    CLAIM(polite_next_us(now, USEC_PER_SEC, 200, wait) == now + USEC_PER_SEC);
    return 0;
}
