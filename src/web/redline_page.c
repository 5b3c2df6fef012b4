/* The redline as read: passages of blocks of runs, what is unchanged folded, lists of what is not words. */
#include "web/redline_pair.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/rendered.h"

enum {
    LONG_TEXT = 128 << 10, /* of a longer text folded passages are not repeated: the version's page has them */
    LISTED_MAX = 200,      /* of sections, links, numbers */
    LONG_BLOCKS = 400,     /* a browser lays out only what is in view */
    SECTIONS_OPEN = 12,    /* more are folded */
    TITLE_MAX = 100,
    HEADING_TOP = 3, /* h3: below the page's own "Redline" */
    HEADING_LAST = 6
};

struct writer {
    struct arena *arena;
    const struct redline_pair *p;
    struct rendered r;
    uint8_t *near;    /* blocks that are not folded */
    uint32_t *change; /* of each run: the number of the change that it begins, or 0 */
    unsigned changes, moves, renumbered, left;
    size_t inserted, deleted, weight;
    uint8_t open[HEADING_LAST + 1]; /* levels of the headings that enclose what comes, outermost first */
    size_t nopen;
    bool cut, omit;
    json_t *passages, *sections, *links, *numbers;
    json_t *section;   /* the open one, once it has a change */
    ptrdiff_t heading; /* block that begins the open section, or -1 */
};

static json_t *text_of(struct str s) { return json_stringn(s.n > 0 ? s.p : "", s.n); }

static json_t *anchor_of(unsigned change) { return json_sprintf("r%u", change); }

/* ---- what is a change, what is folded -----------------------------------------------------------------------------
 */

static void count_changes(struct writer *w)
{
    bool kept = true;
    w->change = ARENA_ARRAY(w->arena, uint32_t, w->r.nruns + 1);
    for (size_t i = 0; i < w->r.n; i++) {
        const struct rendered_block *b = &w->r.blocks[i];
        for (size_t k = b->run; k < b->run + b->nruns; k++) {
            const struct rendered_run *x = &w->r.runs[k];
            if (x->op != '=' && kept) w->change[k] = ++w->changes;
            kept = x->op == '=';
            if (x->move > w->moves) w->moves = x->move;
            if (x->op != '=' && (x->move == 0 || x->edited))
                *(x->op == '-' ? &w->deleted : &w->inserted) += redline_words(x->text);
        }
        kept |= b->end == '=' && b->op == '=';
        w->renumbered += rendered_renumbered(b);
    }
}

/* Unfolded: what is marked or listed as changed for more than its number, a block on either side of it (but not the
 * next heading), and the heading above it. */
static void find_near(struct writer *w)
{
    size_t heading = w->r.n;
    w->near = arena_alloc(w->arena, w->r.n + 1);
    for (size_t i = 0; i < w->r.n; i++) {
        const struct rendered_block *b = &w->r.blocks[i];
        if (b->kind == BLOCK_HEADING) heading = i;
        if (!b->marked && (b->nplaces == 0 || (rendered_renumbered(b) && !w->omit))) continue;
        w->near[i] = 1;
        if (i > 0) w->near[i - 1] = 1;
        if (i + 1 < w->r.n && w->r.blocks[i + 1].kind != BLOCK_HEADING) w->near[i + 1] = 1;
        if (heading < w->r.n) w->near[heading] = 1;
    }
}

static size_t block_bytes(const struct writer *w, const struct rendered_block *b)
{
    size_t n = b->number.n;
    for (size_t k = b->run; k < b->run + b->nruns; k++) n += w->r.runs[k].text.n;
    return n;
}

/* Where the stretch of blocks that begins at `at` ends, all near or all not; too little is not worth a fold. */
static size_t stretch(const struct writer *w, size_t at, size_t *ret_words, bool *ret_folded)
{
    size_t end = at, bytes = 0, words = 0;
    for (; end < w->r.n && w->near[end] == w->near[at]; end++) {
        const struct rendered_block *b = &w->r.blocks[end];
        if (w->near[at]) continue;
        bytes += block_bytes(w, b);
        for (size_t k = b->run; k < b->run + b->nruns; k++) words += redline_words(w->r.runs[k].text);
    }
    *ret_folded = !w->near[at] && bytes >= FOLD_MIN;
    *ret_words = words;
    return end;
}

/* ---- blocks -------------------------------------------------------------------------------------------------------
 */

/* Pages take no step down that is deeper than one: the document's levels as they are nested, from h3. */
static unsigned heading_tag(struct writer *w, uint8_t level)
{
    while (w->nopen > 0 && w->open[w->nopen - 1] >= level) w->nopen--;
    unsigned tag = HEADING_TOP + (unsigned)w->nopen;
    if (w->nopen < HEADING_LAST) w->open[w->nopen++] = level;
    return tag < HEADING_LAST ? tag : HEADING_LAST;
}

static json_t *look_of(const struct rendered_block *b)
{
    static const char *const kinds[] = {"", " title", " item", " row", " row", "", ""};
    const char *kind = b->bullet ? " item bullet" : kinds[b->kind], *op = b->op == '+'   ? " come"
                                                                          : b->op == '-' ? " gone"
                                                                                         : "";
    static const char *const depths[] = {"", " d1", " d2", " d3", " d4"};
    unsigned depth = b->kind == BLOCK_HEADING ? 0 : b->level;
    return json_sprintf("block%s%s%s", kind, depths[depth < 4 ? depth : 4], op);
}

static const char *kind_words(enum block_kind kind)
{
    return kind == BLOCK_HEADING ? "a heading"
           : kind == BLOCK_ITEM  ? "a list item or numbered paragraph"
           : kind == BLOCK_ROW   ? "a table row"
                                 : "a paragraph";
}

static const char *op_name(const struct rendered_run *x)
{
    bool moved = x->move > 0 && !x->edited;
    if (x->op == '=') return "kept";
    return x->op == '-' ? (moved ? "moved_from" : "deleted") : moved ? "moved_to" : "inserted";
}

static json_t *run_json(struct writer *w, size_t at)
{
    const struct rendered_run *x = &w->r.runs[at];
    json_t *run = json_pack("{s:s,s:o}", "op", op_name(x), "text", text_of(x->text));
    if (w->change[at] > 0) json_object_set_new(run, "anchor", anchor_of(w->change[at]));
    if (x->move > 0) json_object_set_new(run, "move", json_integer(x->move));
    if (x->edited) json_object_set_new(run, "edited", json_true());
    if (x->first) {
        json_object_set_new(run, "first", json_true());
        json_object_set_new(run, "there", text_of(redline_there(w->arena, w->p, x->move, x->op == '-')));
    }
    if (x->link > 0) {
        const struct rendered_link *l = &w->r.links[x->link - 1];
        json_object_set_new(run, "link", json_integer(x->link));
        json_object_set_new(run, "leads",
                            json_string(l->was.n == 0   ? "first"
                                        : l->now.n == 0 ? "nowhere"
                                                        : "elsewhere"));
    }
    return run;
}

/* Steps to the changes before and behind those that begin in this block; none where none does. */
static void add_steps(struct writer *w, json_t *block, const struct rendered_block *b)
{
    unsigned first = 0, last = 0;
    for (size_t k = b->run; k < b->run + b->nruns; k++) {
        if (w->change[k] == 0) continue;
        if (first == 0) first = w->change[k];
        last = w->change[k];
    }
    if (first > 0 && w->changes > 1) json_object_set_new(block, "steps", json_true());
    if (first > 1) json_object_set_new(block, "previous", anchor_of(first - 1));
    if (first > 0 && last < w->changes) json_object_set_new(block, "next", anchor_of(last + 1));
}

static void add_marks(struct writer *w, json_t *block, const struct rendered_block *b)
{
    if (rendered_renumbered(b)) {
        json_object_set_new(block, "renumbered", json_true());
        json_object_set_new(block, "was", text_of(b->number_was));
    }
    if (b->kind != b->kind_was) json_object_set_new(block, "kind_was", json_string(kind_words(b->kind_was)));
    if (b->end != '=' && b->end != b->op)
        json_object_set_new(block, "ended", json_string(b->end == '+' ? "split" : "joined"));
    if (b->nplaces > 0) {
        json_t *places = json_array();
        for (size_t i = b->place; i < b->place + b->nplaces; i++)
            json_array_append_new(places, json_sprintf("%c%zu", w->r.places[i].side, w->r.places[i].clause));
        json_object_set_new(block, "places", places);
    }
    add_steps(w, block, b);
}

static json_t *block_json(struct writer *w, const struct rendered_block *b)
{
    json_t *runs = json_array(), *block = json_pack("{s:o}", "look", look_of(b));
    for (size_t k = b->run; k < b->run + b->nruns; k++) json_array_append_new(runs, run_json(w, k));
    json_object_set_new(block, "tag",
                        b->kind == BLOCK_HEADING ? json_sprintf("h%u", heading_tag(w, b->level)) : json_string("p"));
    struct str number = b->op == '-' ? b->number_was : b->number;
    if (number.n > 0) json_object_set_new(block, "number", text_of(number));
    json_object_set_new(block, "runs", runs);
    add_marks(w, block, b);
    return block;
}

/* ---- lists --------------------------------------------------------------------------------------------------------
 */

/* The words of a block, of the newer text where it has any, cut for a list. */
static struct str block_words(struct writer *w, const struct rendered_block *b)
{
    char *p = arena_alloc(w->arena, block_bytes(w, b) + b->number_was.n + 8);
    size_t n = 0;
    for (size_t k = b->run; k < b->run + b->nruns && n <= TITLE_MAX; k++) {
        const struct rendered_run *x = &w->r.runs[k];
        if (x->op == '-' && b->op != '-') continue;
        memcpy(p + n, x->text.p, x->text.n);
        n += x->text.n;
    }
    if (n <= TITLE_MAX) return str_of(p, n);
    n = utf8_cut(str_of(p, n), TITLE_MAX);
    memcpy(p + n, "…", sizeof "…" - 1);
    return str_of(p, n + sizeof "…" - 1);
}

static json_t *section_title(struct writer *w)
{
    if (w->heading < 0) return json_string("Before the first heading");
    const struct rendered_block *b = &w->r.blocks[w->heading];
    struct str number = b->op == '-' ? b->number_was : b->number, words = block_words(w, b);
    return json_sprintf(STR_FMT "%s" STR_FMT, STR_ARG(number), number.n > 0 && words.n > 0 ? " " : "", STR_ARG(words));
}

static void note_section(struct writer *w, size_t at)
{
    const struct rendered_block *b = &w->r.blocks[at];
    if (b->kind == BLOCK_HEADING) {
        w->heading = (ptrdiff_t)at;
        w->section = NULL;
    }
    for (size_t k = b->run; k < b->run + b->nruns; k++) {
        if (w->change[k] == 0) continue;
        if (w->section == NULL && json_array_size(w->sections) >= LISTED_MAX) return;
        if (w->section == NULL) {
            w->section =
                json_pack("{s:o,s:o,s:i}", "title", section_title(w), "to", anchor_of(w->change[k]), "changes", 0);
            json_array_append_new(w->sections, w->section);
        }
        json_int_t n = json_integer_value(json_object_get(w->section, "changes"));
        json_object_set_new(w->section, "changes", json_integer(n + 1));
    }
}

static void note_number(struct writer *w, const struct rendered_block *b)
{
    if (!rendered_renumbered(b) || json_array_size(w->numbers) >= LISTED_MAX) return;
    json_array_append_new(w->numbers, json_pack("{s:o,s:o,s:o}", "was", text_of(b->number_was), "now",
                                                text_of(b->number), "words", text_of(block_words(w, b))));
}

static void list_links(struct writer *w)
{
    for (size_t i = 0; i < w->r.nlinks && i < LISTED_MAX; i++) {
        const struct rendered_link *l = &w->r.links[i];
        json_array_append_new(w->links, json_pack("{s:i,s:o,s:o,s:o}", "number", (int)i + 1, "words",
                                                  text_of(str_upto(l->words, utf8_cut(l->words, TITLE_MAX))), "was",
                                                  text_of(l->was), "now", text_of(l->now)));
    }
}

/* ---- passages -----------------------------------------------------------------------------------------------------
 */

static void note_left(struct writer *w, const struct rendered_block *b)
{
    w->cut = true;
    for (size_t k = b->run; k < b->run + b->nruns; k++) w->left += w->change[k] > 0;
}

/* The blocks [from, to) as one passage. Levels of headings and sections go on where text is omitted or cut. */
static void add_passage(struct writer *w, size_t from, size_t to, bool folded, size_t words)
{
    json_t *blocks = json_array();
    size_t renumbered = 0;
    for (size_t i = from; i < to; i++) {
        const struct rendered_block *b = &w->r.blocks[i];
        renumbered += rendered_renumbered(b);
        bool omit = folded && w->omit;
        if (!omit) w->weight += block_bytes(w, b) + b->nruns * RUN_WEIGHT + BLOCK_WEIGHT;
        if (w->weight > REDLINE_WEIGHT_MAX) {
            note_left(w, b);
            continue;
        }
        note_section(w, i);
        note_number(w, b);
        if (!omit)
            json_array_append_new(blocks, block_json(w, b));
        else if (b->kind == BLOCK_HEADING)
            (void)heading_tag(w, b->level);
    }
    json_t *passage = json_pack("{s:b,s:b,s:I,s:o}", "folded", (int)folded, "omitted", folded && w->omit, "words",
                                (json_int_t)words, "blocks", blocks);
    if (folded && renumbered > 0) json_object_set_new(passage, "renumbered", json_integer((json_int_t)renumbered));
    json_array_append_new(w->passages, passage);
}

json_t *redline_page(struct arena *a, const struct redline_pair *p)
{
    struct writer w = {.arena = a,
                       .p = p,
                       .omit = p->old_text.n + p->new_text.n > 2 * LONG_TEXT,
                       .heading = -1,
                       .passages = json_array(),
                       .sections = json_array(),
                       .links = json_array(),
                       .numbers = json_array()};
    rendered_make(a, p->old_text, &p->o, p->new_text, &p->n, &p->al, &p->red, &w.r);
    count_changes(&w);
    find_near(&w);
    for (size_t at = 0, end, words; at < w.r.n; at = end) {
        bool folded;
        end = stretch(&w, at, &words, &folded);
        add_passage(&w, at, end, folded, words);
    }
    list_links(&w);
    bool many = json_array_size(w.sections) > SECTIONS_OPEN;
    return json_pack("{s:b,s:b,s:b,s:i,s:i,s:i,s:i,s:i,s:I,s:I,s:b,s:o,s:o,s:o,s:o}", "capped",
                     (int)(p->red.capped || p->al.capped), "cut", (int)w.cut, "long", w.r.n > LONG_BLOCKS, "left",
                     (int)w.left, "changes", (int)w.changes, "moves", (int)w.moves, "renumbered", (int)w.renumbered,
                     "relinked", (int)w.r.nlinks, "words_inserted", (json_int_t)w.inserted, "words_deleted",
                     (json_int_t)w.deleted, "many_sections", (int)many, "sections", w.sections, "passages", w.passages,
                     "links", w.links, "numbers", w.numbers);
}
