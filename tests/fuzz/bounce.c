/* Mail that came back, from anybody. Claims: what is taken for a bounce names a delivery by its secret, and its words are a
 * line of printable ASCII; anything else names none; an address that is made is read again, whatever stands around it. */
#include "bytes.h"
#include "net/bounce.h"

#define BASE "b@e.org"

static void check(const struct bounce *b)
{
    CLAIM(b->kind < BOUNCE_KIND_MAX);
    CLAIM((b->kind == BOUNCE_OTHER) == (b->delivery_id == 0));
    if (b->kind == BOUNCE_OTHER) CLAIM(b->secret[0] == '\0' && b->status[0] == '\0' && b->words[0] == '\0');
    else CLAIM(b->delivery_id > 0 && strspn(b->secret, "0123456789abcdef") == BOUNCE_SECRET_SIZE - 1 && strlen(b->secret) == BOUNCE_SECRET_SIZE - 1);
    CLAIM(strspn(b->status, "0123456789.") == strlen(b->status) && strlen(b->status) <= 11);
    for (const char *p = b->words; *p != '\0'; p++) CLAIM(*p >= ' ' && *p < 0x7f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct bounce b;
    struct str message = input(&a, data, size);
    const char *made = bounce_address(a, BASE, 5, "00112233445566778899aabbccddeeff");
    bounce_read(a, message, BASE, &b);
    check(&b);
    (void)bounce_is_hard(message);
    if (str_find_char(message, '\0') != STR_NONE) return 0;
    /* the input as the fields of a report */
    bounce_read(a, strz(arena_printf(a, "To: x, <%s>\nContent-Type: multipart/report; boundary=z\n\n--z\nContent-Type: message/delivery-status\n\n%.*s\n--z--\n", made,
                                     (int)message.n, message.p != NULL ? message.p : "")), BASE, &b);
    check(&b);
    CLAIM(b.kind == BOUNCE_OTHER || b.kind == BOUNCE_COMPLAINT || b.delivery_id == 5);
    return 0;
}
