/* The drawing of QR codes: what libqrencode makes of a text is drawn square by square, with the quiet ground around it. */
#include "../tap.h"

#include "web/qr.h"

enum { SIZE_MAX_SQUARES = 200 };

/* Paints the rectangles of a path; -1: it holds anything else, or paints outside or twice. */
static int paint(const struct qr *q, bool squares[SIZE_MAX_SQUARES][SIZE_MAX_SQUARES])
{
    int painted = 0;
    const char *p = q->path;
    memset(squares, 0, sizeof(bool) * SIZE_MAX_SQUARES * SIZE_MAX_SQUARES);
    while (*p != '\0') {
        unsigned x, y, n, back;
        int used = 0;
        if (sscanf(p, "M%u %uh%uv1h-%uz%n", &x, &y, &n, &back, &used) != 4 || used == 0 || n != back) return -1;
        for (unsigned i = 0; i < n; i++) {
            if (x + i >= q->size || y >= q->size || squares[y][x + i]) return -1;
            squares[y][x + i] = true;
            painted++;
        }
        p += used;
    }
    return painted;
}

/* The square eye in a corner: 7 wide, a ring and a block. */
static bool eye(bool squares[SIZE_MAX_SQUARES][SIZE_MAX_SQUARES], unsigned x, unsigned y)
{
    for (unsigned r = 0; r < 7; r++)
        for (unsigned c = 0; c < 7; c++) {
            bool ring = r == 0 || r == 6 || c == 0 || c == 6, block = r >= 2 && r <= 4 && c >= 2 && c <= 4;
            if (squares[y + r][x + c] != (ring || block)) return false;
        }
    return true;
}

int main(void)
{
    static bool squares[SIZE_MAX_SQUARES][SIZE_MAX_SQUARES];
    struct arena a;
    struct qr q = {0}, untouched = {0};
    arena_init(&a, 1 << 20);
    const char *text = qr_otpauth(&a, "Clause Atlas", "reader+x@example.org", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    ok(strcmp(text, "otpauth://totp/Clause%20Atlas:reader%2Bx%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Clause%20Atlas") == 0, "what programs read: %s", text);
    ok(qr_draw(&a, text, &q) == OK, "drawn");
    unsigned width = q.size - 2 * QR_QUIET;
    ok(width >= 21 && (width - 17) % 4 == 0, "of a size that the standard knows: %u", width);
    int painted = paint(&q, squares);
    ok(painted > (int)(width * width / 3) && painted < (int)(width * width * 2 / 3), "about half of it is dark: %d of %u", painted, width * width);
    ok(eye(squares, QR_QUIET, QR_QUIET) && eye(squares, q.size - QR_QUIET - 7, QR_QUIET) && eye(squares, QR_QUIET, q.size - QR_QUIET - 7), "with its three eyes");
    bool quiet = true;
    for (unsigned i = 0; i < q.size; i++)
        for (unsigned k = 0; k < QR_QUIET; k++) quiet = quiet && !squares[i][k] && !squares[k][i] && !squares[i][q.size - 1 - k] && !squares[q.size - 1 - k][i];
    ok(quiet, "and nothing in the quiet ground");
    char *long_one = arena_alloc(&a, 400);
    memset(long_one, 'x', 301);
    ok(qr_draw(&a, long_one, &untouched) == ERR_LIMIT && untouched.path == NULL, "too long a text is refused, and the result untouched");
    arena_release(&a);
    return done();
}
