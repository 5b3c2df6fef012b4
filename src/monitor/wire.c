#include "monitor/wire.h"

void wire_put_int(struct buf *b, int64_t v)
{
    unsigned char out[8];
    for (unsigned i = 0; i < 8; i++) out[i] = (unsigned char)((uint64_t)v >> (8 * i));
    buf_add(b, out, sizeof out);
}

void wire_put_str(struct buf *b, struct str s)
{
    wire_put_int(b, (int64_t)s.n);
    buf_str(b, s);
}

int64_t wire_int(struct wire *w, int64_t min, int64_t max)
{
    uint64_t v = 0;
    if (w->rest.n < 8) w->bad = true;
    if (w->bad) return min;
    for (unsigned i = 0; i < 8; i++) v |= (uint64_t)(unsigned char)w->rest.p[i] << (8 * i);
    w->rest = str_of(w->rest.p + 8, w->rest.n - 8);
    if ((int64_t)v < min || (int64_t)v > max) w->bad = true;
    return w->bad ? min : (int64_t)v;
}

struct str wire_str(struct wire *w)
{
    int64_t n = wire_int(w, 0, INT64_MAX);
    if ((uint64_t)n > w->rest.n) w->bad = true;
    if (w->bad) return str_of(NULL, 0);
    struct str s = str_of(w->rest.p, (size_t)n);
    w->rest = str_of(w->rest.p + n, w->rest.n - (size_t)n);
    return s;
}
