/* The canonical form of any bytes, and the readings made of it. Claims: idempotent, with links treated and without;
 * valid UTF-8, blocks apart by one empty line, no space before a line's end, one newline at the end; a text without
 * words has none; what a reader sees of it is one line of valid UTF-8 a block. */
#include "text/canonical.h"
#include "base/utf8.h"
#include "bytes.h"
#include "text/block.h"
#include "text/markdown.h"
#include "text/rendered.h"

static void claim_form(struct str s)
{
    CLAIM(utf8_valid(s));
    CLAIM(s.n == 0 || (s.p[0] != '\n' && s.p[s.n - 1] == '\n'));
    CLAIM(str_find(s, STR(" \n")) == STR_NONE && str_find(s, STR("\n\n\n")) == STR_NONE);
    for (size_t i = 0; i < s.n; i++) CLAIM(s.p[i] == '\n' || (unsigned char)s.p[i] >= ' ');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str all = input(&a, data, size);
    struct str kept = canonical_text_keeping_links(a, all), text = canonical_text(a, all);
    claim_form(kept);
    claim_form(text);
    CLAIM(str_eq(canonical_text_keeping_links(a, kept), kept));
    CLAIM(str_eq(canonical_text(a, text), text));
    CLAIM(str_eq(canonical_text_keeping_links(a, text), text));
    struct str plain = block_plain(a, text);
    CLAIM(utf8_valid(plain) && str_find_char(plain, '\n') == STR_NONE && plain.n <= text.n);
    CLAIM(utf8_valid(markdown_plain(a, text)));
    CLAIM(utf8_valid(rendered_text(a, text)));
    return 0;
}
