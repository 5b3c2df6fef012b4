/* A pasted table. Claims: reading ends; what is read and written again is read as the same. */
#include "bytes.h"
#include "text/csv.h"

static void same_again(struct arena *a, const struct csv_record *c)
{
    struct buf b;
    struct csv_reader r;
    struct csv_record again;
    bool blank = true;
    buf_init(&b, 1 << 20);
    csv_add(&b, STR("a,b"), true); /* a comma is the commonest: it is written with commas */
    for (size_t i = 0; i < c->n && i + 1 < CSV_FIELDS_MAX; i++) csv_add(&b, c->v[i], false), blank = false;
    csv_read(&r, buf_view(&b));
    r.delimiter = ',';
    CLAIM(!buf_failed(&b) && !blank && csv_next(&r, a, &again) == OK);
    for (size_t i = 0; i < c->n && i + 1 < CSV_FIELDS_MAX; i++) CLAIM(str_eq(again.v[i + 1], c->v[i]));
    buf_release(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct csv_reader r;
    struct csv_record c;
    csv_read(&r, input(&a, data, size));
    size_t left = r.rest.n + 1;
    while (csv_next(&r, a, &c) == OK) {
        CLAIM(r.rest.n < left && c.n > 0 && c.n <= CSV_FIELDS_MAX && c.line <= r.line);
        left = r.rest.n;
        same_again(a, &c);
    }
    return 0;
}
