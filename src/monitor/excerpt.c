#include "monitor/excerpt.h"

#include "base/utf8.h"
#include "text/rendered.h"
#include "text/worddiff.h"

enum { CONTEXT = 90 }; /* bytes of unchanged text beside a change: one line and a bit */

static struct str one_spaced(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool space = ascii_space(s.p[i]);
        if (!space) p[n++] = s.p[i];
        else if (n > 0 && p[n - 1] != ' ') p[n++] = ' ';
    }
    while (n > 0 && p[n - 1] == ' ') n--;
    return str_of(p, n);
}

/* The longest beginning, or end, of at most `most` bytes that does not cut a word (nor, in one long word, a character). */
static struct str head_of(struct str s, size_t most)
{
    if (s.n <= most) return s;
    size_t n = most;
    while (n > 0 && s.p[n] != ' ') n--;
    return str_upto(s, n > 0 ? n : utf8_cut(s, most));
}

static struct str tail_of(struct str s, size_t most)
{
    if (s.n <= most) return s;
    size_t at = s.n - most;
    while (at < s.n && s.p[at - 1] != ' ') at++;
    return str_from(s, at);
}

struct passage {
    struct arena *a;
    json_t *runs;
    size_t left, edits; /* left: characters of room, counted in bytes */
    bool cut;
};

static void add_run(struct passage *p, const char *op, struct str text)
{
    if (text.n == 0 || p->cut) return;
    struct str shown = head_of(text, p->left);
    p->cut = shown.n < text.n;
    p->left -= shown.n;
    const char *dots = p->cut ? " …" : "";
    const char *z = arena_printf(p->a, STR_FMT "%s", STR_ARG(shown), dots);
    p->edits += op[0] != 'k';
    json_array_append_new(p->runs, json_pack("{s:s, s:s}", "op", op, "text", z));
}

static void add_kept(struct passage *p, struct str text, bool first, bool last)
{
    struct str head = first ? str_of("", 0) : head_of(text, CONTEXT), tail = last ? str_of("", 0) : tail_of(text, CONTEXT);
    if (head.n + tail.n >= text.n) {
        add_run(p, "kept", text);
        return;
    }
    const char *gap = first ? "… " : last ? " …" : " … ";
    add_run(p, "kept", strz(arena_printf(p->a, STR_FMT "%s" STR_FMT, STR_ARG(head), gap, STR_ARG(tail))));
}

static const char *label_of(const char *kind)
{
    static const struct {
        const char *kind, *label;
    } labels[] = {{"added", "Added"}, {"removed", "Removed"}, {"split", "Split"}, {"merged", "Merged"}};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(kind, labels[i].kind) == 0) return labels[i].label;
    return "Changed";
}

/* A clause without a heading has its first words as its title: saying them twice helps nobody. */
static bool title_repeats(struct str title, struct str text)
{
    if (str_ends(title, STR("…"))) title.n -= strlen("…");
    return title.n > 0 && str_starts(text, title);
}

json_t *excerpt_passage(struct arena *a, const struct alert_passage *source, struct excerpt *e)
{
    if (e->lines < 2) { /* a title and a line, or nothing */
        e->cut = true;
        return NULL;
    }
    struct passage p = {.a = a, .runs = json_array(), .left = (e->lines - 1) * EXCERPT_COLUMNS};
    struct str old = one_spaced(a, rendered_text(a, source->old)), new = one_spaced(a, rendered_text(a, source->new));
    size_t room = p.left;
    struct word_edits edits;
    words_diff(a, old, new, &edits);
    for (size_t i = 0; i < edits.n; i++) {
        if (edits.v[i].op == '=') add_kept(&p, edits.v[i].text, i == 0, i + 1 == edits.n);
        else add_run(&p, edits.v[i].op == '-' ? "deleted" : "inserted", edits.v[i].text);
    }
    if (p.edits == 0) {
        json_decref(p.runs);
        return NULL;
    }
    size_t used = 1 + (room - p.left + EXCERPT_COLUMNS - 1) / EXCERPT_COLUMNS;
    e->lines -= used < e->lines ? used : e->lines;
    e->cut = e->cut || p.cut;
    bool repeats = title_repeats(strz(source->title), new) || title_repeats(strz(source->title), old);
    return json_pack("{s:s, s:s, s:o}", "label", label_of(source->kind), "title", repeats ? "" : source->title, "runs", p.runs);
}
