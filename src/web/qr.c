#include "web/qr.h"

#include "base/buf.h"
#include "web/urlencoded.h"

#include <qrencode.h>

enum { TEXT_MAX = 300, PATH_MAX_BYTES = 64 << 10 };

const char *qr_otpauth(struct arena *a, const char *site, const char *address, const char *key)
{
    const char *issuer = percent_encoded(a, strz(site));
    return arena_printf(a, "otpauth://totp/%s:%s?secret=%s&issuer=%s", issuer, percent_encoded(a, strz(address)), key, issuer);
}

/* The dark squares of a row that hang together are one rectangle. */
static void draw_row(struct buf *b, const unsigned char *row, unsigned width, unsigned y)
{
    for (unsigned x = 0, n; x < width; x += n) {
        bool dark = (row[x] & 1) != 0; /* the lowest bit; the others are libqrencode's own notes */
        for (n = 1; x + n < width && ((row[x + n] & 1) != 0) == dark; n++) continue;
        if (dark) buf_printf(b, "M%u %uh%uv1h-%uz", x + QR_QUIET, y + QR_QUIET, n, n);
    }
}

int qr_draw(struct arena *a, const char *text, struct qr *ret)
{
    struct buf b;
    if (strlen(text) > TEXT_MAX) return ERR_LIMIT;
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    if (code == NULL) return ERR_LIMIT;
    unsigned width = (unsigned)code->width;
    buf_init(&b, PATH_MAX_BYTES);
    for (unsigned y = 0; y < width; y++) draw_row(&b, code->data + (size_t)y * width, width, y);
    QRcode_free(code);
    int rc = buf_failed(&b) ? ERR_LIMIT : OK;
    if (rc == OK) *ret = (struct qr){width + 2 * QR_QUIET, arena_dup(a, b.p, b.n)};
    buf_release(&b);
    return rc;
}
