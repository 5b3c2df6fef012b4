/* Tokens: the short way that most take gives what the long one gives; hashes with and without case. */
#include "text/token.h"

#include "../tap.h"

/* The tokens of s, parted by "|". */
static const char *cut(struct arena *a, const char *s)
{
    const char *out = "";
    size_t n = strlen(s);
    for (size_t at = 0; at < n;) {
        enum token_kind kind, again;
        size_t k = token_next(s + at, n - at, &kind);
        if (k == 0 || token_any(s + at, n - at, &again) != k || again != kind) return "the two ways differ";
        out = arena_printf(a, "%s%s%.*s", out, at > 0 ? "|" : "", (int)k, s + at);
        at += k;
    }
    return out;
}

static void is_cut(struct arena *a, const char *s, const char *expected)
{
    const char *got = cut(a, s);
    ok(strcmp(got, expected) == 0, "%s: %s", expected, got);
}

int main(void)
{
    struct arena a;
    arena_init(&a, 1u << 20);
    is_cut(&a, "We may  end it.", "We| |may|  |end| |it|.");
    is_cut(&a, "don't stop", "don't| |stop");
    is_cut(&a, "a 'quoted' b", "a| |'|quoted|'| |b");
    is_cut(&a, "$10 (ten)", "$|10| |(|ten|)");
    is_cut(&a, "größer ÄÖ", "größer| |ÄÖ");
    is_cut(&a, "a\xC2\xA0" "b", "a|\xC2\xA0|b");
    is_cut(&a, "see [x](https://a.example/1) now", "see| |[|x|](https://a.example/1)| |now");
    is_cut(&a, "中文 a", "中|文| |a");
    bool same = true, lower = true;
    for (size_t n = 0; n <= 40; n++) {
        char x[40], y[40], z[40];
        for (size_t i = 0; i < n; i++) x[i] = (char)('A' + (i * 7) % 58), y[i] = ascii_lower(x[i]), z[i] = x[i];
        same &= token_hash(str_of(x, n)) == token_hash(str_of(z, n));
        lower &= token_hash_as(str_of(x, n), true, 1) == token_hash_as(str_of(y, n), false, 1);
        if (n == 0) continue;
        z[n - 1] ^= 1;
        same &= token_hash(str_of(x, n)) != token_hash(str_of(z, n));
    }
    ok(same, "equal bytes hash alike, others do not, at every length");
    ok(lower, "without case is the hash of small letters; marks between the cases stay");
    arena_release(&a);
    return done();
}
