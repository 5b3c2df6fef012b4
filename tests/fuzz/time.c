/* Times as servers and operators write them. Claim: what was read and is written again reads the same. */
#include "base/clock.h"
#include "bytes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str text = input(&a, data, size);
    int64_t t, again;
    char out[CLOCK_HTTP_SIZE];
    if (clock_parse_http(text, &t) == OK) CLAIM(clock_parse_http(strz(clock_http(t, out)), &again) == OK && again == t);
    if (clock_parse_rfc3339(text, &t) == OK) CLAIM(clock_parse_rfc3339(strz(clock_rfc3339(t, out)), &again) == OK && again == t);
    return 0;
}
