#include "base/percent.h"

void percent_encode(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (ascii_alnum(c) || c == '-' || c == '.' || c == '_' || c == '~')
            buf_char(out, c);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
    }
}

char *percent_encoded(struct arena *a, struct str text)
{
    struct buf b;
    buf_init(&b, 3 * text.n + 1);
    percent_encode(&b, text);
    char *z = arena_dup(a, b.n > 0 ? b.p : "", b.n);
    buf_release(&b);
    return z;
}
