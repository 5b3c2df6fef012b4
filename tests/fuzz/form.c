/* What browsers send: queries, forms, cookies, paths. Claims: what is encoded decodes to itself, and a decoded path holds
 * no NUL. */
#include "base/buf.h"
#include "bytes.h"
#include "web/request.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str text = input(&a, data, size), path;
    struct pairs pairs;
    if (pairs_parse(a, text, &pairs) == OK) {
        CLAIM(pairs.n <= PAIRS_MAX);
        for (size_t i = 0; i < pairs.n; i++) {
            struct buf b;
            buf_init(&b, 1 << 20);
            percent_encode(&b, pairs.v[i].name);
            buf_add(&b, "=", 1);
            percent_encode(&b, pairs.v[i].value);
            struct pairs again;
            CLAIM(!buf_failed(&b) && pairs_parse(a, str_of(b.p, b.n), &again) == OK && again.n == 1);
            CLAIM(str_eq(again.v[0].name, pairs.v[i].name) && str_eq(again.v[0].value, pairs.v[i].value));
            buf_release(&b);
        }
    }
    pairs_parse_cookies(text, &pairs);
    CLAIM(pairs.n <= PAIRS_MAX);
    if (path_decode(a, text, &path) == OK) CLAIM(memchr(path.p, '\0', path.n) == NULL);
    if (path_is_local(text)) CLAIM(text.p[0] == '/' && (text.n < 2 || (text.p[1] != '/' && text.p[1] != '\\')));
    return 0;
}
