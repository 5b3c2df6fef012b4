#include "base/buf.h"
#include "text/markdown.h"

size_t markdown_line_marks(struct str s)
{
    size_t i = 0;
    for (;;) {
        size_t from = i;
        while (i < s.n && (s.p[i] == ' ' || s.p[i] == '>')) i++;
        size_t n = i;
        while (n < s.n && s.p[n] == '#') n++;
        if (n > i && n - i <= 6 && n < s.n && s.p[n] == ' ') return n + 1;
        if (i + 1 < s.n && strchr("*+-", s.p[i]) != NULL && s.p[i + 1] == ' ') {
            i += 2;
        } else {
            n = i;
            while (n < s.n && n - i < 9 && ascii_digit(s.p[n])) n++;
            if (n > i && n + 2 < s.n && s.p[n] == '.' && s.p[n + 1] == ' ' && s.p[n + 2] == ' ') i = n + 2;
        }
        if (i == from) return i;
    }
}

static bool only_of(struct str s, const char *set)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr(set, s.p[i]) == NULL) return false;
    return s.n > 0;
}

/* Behind "](": past the target and its closing parenthesis. */
static size_t past_target(struct str s, size_t i)
{
    int open = 0;
    bool quote = false;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\\' && i + 1 < s.n)
            i++;
        else if (c == '"')
            quote = !quote;
        else if (c == ')' && open-- == 0 && !quote)
            return i + 1;
        else
            open += c == '(';
    }
    return s.n;
}

static void plain_line(struct buf *b, struct str s, bool row)
{
    bool image = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\\' && i + 1 < s.n && strchr("\\*`[]_-+=#>~.", s.p[i + 1]) != NULL) {
            if (!image) buf_char(b, s.p[i + 1]);
            i++;
        } else if (c == '!' && i + 1 < s.n && s.p[i + 1] == '[') {
            image = true;
            i++;
        } else if (c == ']' && i + 1 < s.n && s.p[i + 1] == '(') {
            image = false;
            i = past_target(s, i + 2) - 1;
        } else if (str_starts(str_from(s, i), STR("<br>"))) {
            buf_char(b, ' ');
            i += 3;
        } else if (c == '|' && row) {
            buf_char(b, ' ');
        } else if (strchr("*_`[]", c) == NULL && !image) {
            buf_char(b, c);
        }
    }
}

struct str markdown_plain(struct arena *a, struct str block)
{
    struct buf b;
    buf_init(&b, block.n + 64);
    struct str rest = block, line;
    while (str_next(&rest, '\n', &line)) {
        line = str_from(line, markdown_line_marks(line));
        struct str bare = str_trim(line);
        if (only_of(bare, "=") || only_of(bare, "-") || only_of(bare, "|- :") || str_eqz(bare, "* *")) continue;
        if (b.n > 0 && bare.n > 0) buf_char(&b, '\n');
        plain_line(&b, bare, bare.n > 0 && bare.p[0] == '|');
    }
    struct str s = str_trim(buf_view(&b));
    s = s.n == 0 ? STR("") : str_of(arena_dup(a, s.p, s.n), s.n);
    buf_release(&b);
    return s;
}
