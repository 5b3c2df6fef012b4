/* White space and invisible characters of Unicode, as the text layer sees them. One list for extraction and canonical
 * form: what is space, what is nothing. */
#ifndef ATLAS_TEXT_SPACE_H
#define ATLAS_TEXT_SPACE_H

#include "base/str.h"

/* Every character that shows as a gap: ASCII white space, no-break, en, em, thin, ideographic … and line separators. */
static inline bool space_is(uint32_t c)
{
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
           c == 0x202F || c == 0x205F || c == 0x3000;
}

/* Characters without width or glyph: zero-width spaces, soft hyphen, direction marks, byte order marks, controls. Not
 * the two joiners, which some scripts need (space_is_joiner). */
static inline bool space_is_nothing(uint32_t c)
{
    if (c < 0x80) return c < ' ' || c == 0x7F;
    return c <= 0x9F || c == 0xAD || c == 0x061C || c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

static inline bool space_is_joiner(uint32_t c) { return c == 0x200C || c == 0x200D; }

bool space_only(struct str s);       /* nothing but white space and nothings */
struct str space_trim(struct str s); /* white space (not nothings) off both ends */
size_t utf16_length(struct str s);   /* in the units in which the reference measures */

#endif
