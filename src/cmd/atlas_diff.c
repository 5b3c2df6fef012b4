#include "cmd/atlas_diff.h"

#include "base/utf8.h"
#include "cmd/atlas_diff_page.h"
#include "cmd/cli.h"
#include "crypt/sha256.h"

#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

enum { TEXT_MAX_BYTES = 16 << 20 };
enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_HTML };

static const char clauses_help[] =
    "usage: atlas clauses [--format text|json] FILE\n"
    "\n"
    "Reads a canonical text (UTF-8; - is standard input) and prints its clauses.\n"
    "\n"
    "  --format FORMAT  text, a line per clause (default), or json, with offsets, hashes and heading paths\n"
    "\n"
    "Exit code 3: FILE is not UTF-8.\n";

static const char diff_help[] =
    "usage: atlas diff [--format text|json|html] [--platform NAME] [--document NAME] OLD NEW\n"
    "\n"
    "Compares two canonical texts (UTF-8; - is standard input) clause by clause and word by word.\n"
    "\n"
    "  --format FORMAT  text, what changed (default); json, change items and the redline, whose parts join to both\n"
    "                   texts byte for byte; or html, a page with the redline as it reads\n"
    "  --platform NAME  whose document it is, and\n"
    "  --document NAME  what it is called, for the headline of the summary\n"
    "\n"
    "Exit code 0 whether or not the texts differ; 3: a file is not UTF-8.\n";

static int usage(const char *command, const char *what)
{
    fprintf(stderr, "atlas %s: %s (see atlas %s --help)\n", command, what, command);
    return EXIT_USAGE;
}

static bool format_parse(const char *name, bool html, enum format *ret)
{
    if (strcmp(name, "text") == 0)
        *ret = FORMAT_TEXT;
    else if (strcmp(name, "json") == 0)
        *ret = FORMAT_JSON;
    else if (html && strcmp(name, "html") == 0)
        *ret = FORMAT_HTML;
    else
        return false;
    return true;
}

struct options {
    enum format format;
    struct str platform, document; /* "": not said */
};

/* Options of both commands; `diff` says which. -1: go on with the operands from optind, else the exit code. */
static int read_options(int argc, char **argv, const char *help, bool diff, struct options *ret)
{
    static const struct option known[] = {{"help", no_argument, NULL, 'h'},
                                          {"format", required_argument, NULL, 'f'},
                                          {"platform", required_argument, NULL, 'p'},
                                          {"document", required_argument, NULL, 'd'},
                                          {NULL, 0, NULL, 0}};
    static const struct option only_format[] = {
        {"help", no_argument, NULL, 'h'}, {"format", required_argument, NULL, 'f'}, {NULL, 0, NULL, 0}};
    *ret = (struct options){.format = FORMAT_TEXT};
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "", diff ? known : only_format, NULL)) != -1;) {
        if (c == 'h') return cli_usage(help, true);
        if (c == 'p')
            ret->platform = strz(optarg);
        else if (c == 'd')
            ret->document = strz(optarg);
        else if (c != 'f')
            return usage(argv[0], "unknown option");
        else if (!format_parse(optarg, diff, &ret->format))
            return usage(argv[0], diff ? "--format is text, json or html" : "--format is text or json");
    }
    if (argc - optind != (diff ? 2 : 1))
        return usage(argv[0], diff ? "two files are needed, OLD and NEW" : "one FILE is needed");
    return -1;
}

/* The text of a file, checked to be UTF-8; NUL bytes are valid UTF-8 and kept. EXIT_DONE or the exit code. */
static int read_text(struct cli *c, const char *command, const char *path, struct str *ret)
{
    int code = cli_read(c, path, TEXT_MAX_BYTES, ret);
    if (code != EXIT_DONE) return code;
    for (size_t i = 0, n; i < ret->n; i += n) {
        bool bad = (unsigned char)ret->p[i] >= 0x80 && utf8_next(ret->p + i, ret->n - i, &n) == UTF8_REPLACEMENT &&
                   !str_starts(str_from(*ret, i), STR("\xEF\xBF\xBD"));
        if ((unsigned char)ret->p[i] < 0x80) n = 1;
        if (!bad) continue;
        fprintf(stderr, "atlas %s: %s is not UTF-8: ill-formed at byte %zu\n", command, path, i + 1);
        return EXIT_INPUT;
    }
    return EXIT_DONE;
}

static json_t *text_json(struct str s)
{
    json_t *j = json_stringn_nocheck(s.n > 0 ? s.p : "", s.n);
    return j != NULL ? j : json_null();
}

static int print_json(json_t *root)
{
    int failed = json_dumpf(root, stdout, JSON_COMPACT | JSON_REAL_PRECISION(4));
    putchar('\n');
    json_decref(root);
    return failed != 0 || ferror(stdout) ? EXIT_FAILED : EXIT_DONE;
}

/* ---- clauses ------------------------------------------------------------------------------------------------------
 */

static json_t *strings_json(const struct str *v, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) json_array_append_new(list, text_json(v[i]));
    return list;
}

static json_t *clause_json(const struct clause *c)
{
    struct sha256 h;
    char hex[SHA256_HEX_SIZE];
    json_t *o = json_object();
    sha256_of(c->text, &h);
    json_object_set_new(o, "id", json_integer((json_int_t)c->ordinal));
    json_object_set_new(o, "ordinal", json_integer((json_int_t)c->ordinal));
    json_object_set_new(o, "kind", json_string(clause_kind_name(c->kind)));
    json_object_set_new(o, "label", text_json(c->label));
    json_object_set_new(o, "title", text_json(c->title));
    json_object_set_new(o, "heading_path", strings_json(c->headings, c->nheadings));
    json_object_set_new(o, "offset", json_integer((json_int_t)c->offset));
    json_object_set_new(o, "length", json_integer((json_int_t)c->length));
    json_object_set_new(o, "sha256", json_string(sha256_hex(&h, hex)));
    json_object_set_new(o, "text", text_json(c->text));
    json_object_set_new(o, "body", text_json(c->body));
    return o;
}

static int clauses_print(const struct clauses *c, enum format format)
{
    if (format == FORMAT_JSON) {
        json_t *list = json_array(), *root = json_object();
        for (size_t i = 0; i < c->n; i++) json_array_append_new(list, clause_json(&c->v[i]));
        json_object_set_new(root, "clauses", list);
        return print_json(root);
    }
    for (size_t i = 0; i < c->n; i++) {
        const struct clause *k = &c->v[i];
        printf("%u\t%s\t%zu+%zu\t" STR_FMT "\t" STR_FMT "\n", k->ordinal, clause_kind_name(k->kind), k->offset,
               k->length, STR_ARG(k->heading_path), STR_ARG(k->title));
    }
    return ferror(stdout) ? EXIT_FAILED : EXIT_DONE;
}

enum { COMMAND_MAX_BYTES = 1 << 30 };

int atlas_clauses(int argc, char **argv)
{
    struct options options;
    int code = read_options(argc, argv, clauses_help, false, &options);
    if (code >= 0) return code;
    struct cli c = {0};
    struct str text;
    struct clauses clauses;
    arena_init(&c.arena, COMMAND_MAX_BYTES);
    code = read_text(&c, "clauses", argv[optind], &text);
    if (code == EXIT_DONE) {
        segment_text(&c.arena, text, &clauses);
        code = clauses_print(&clauses, options.format);
    }
    cli_close(&c);
    return code;
}

/* ---- diff ---------------------------------------------------------------------------------------------------------
 */

static void compare(struct arena *a, struct comparison *c)
{
    segment_text(a, c->old_text, &c->o);
    segment_text(a, c->new_text, &c->n);
    align_clauses(a, c->old_text, &c->o, c->new_text, &c->n, &c->al);
    redline_make(a, c->old_text, &c->o, c->new_text, &c->n, &c->al, &c->redline);
}

/* Clause ids are ordinals, from 1, of the text they stand in. */
static json_t *id_json(ptrdiff_t clause) { return clause >= 0 ? json_integer((json_int_t)clause + 1) : json_null(); }

static json_t *ids_json(ptrdiff_t main, const ptrdiff_t *more, size_t nmore)
{
    json_t *list = json_array();
    bool done = main < 0;
    for (size_t i = 0; i < nmore; i++) {
        if (!done && main < more[i]) json_array_append_new(list, id_json(main)), done = true;
        json_array_append_new(list, id_json(more[i]));
    }
    if (!done) json_array_append_new(list, id_json(main));
    return list;
}

static json_t *op_json(char op, struct str text)
{
    json_t *pair = json_array();
    json_array_append_new(pair, json_stringn(&op, 1));
    json_array_append_new(pair, text_json(text));
    return pair;
}

static json_t *edits_json(const struct word_edits *e)
{
    json_t *list = json_array();
    for (size_t i = 0; i < e->n; i++) json_array_append_new(list, op_json(e->v[i].op, e->v[i].text));
    return list;
}

static json_t *item_json(const struct comparison *c, const struct change_item *x)
{
    json_t *o = json_object();
    const struct clause *oc = x->old_clause >= 0 ? &c->o.v[x->old_clause] : NULL;
    const struct clause *nc = x->new_clause >= 0 ? &c->n.v[x->new_clause] : NULL;
    bool split = x->kind == ITEM_SPLIT;
    json_object_set_new(o, "kind", json_string(item_kind_name(x->kind)));
    json_object_set_new(o, "old", id_json(x->old_clause));
    json_object_set_new(o, "new", id_json(x->new_clause));
    json_object_set_new(o, "old_clauses", ids_json(x->old_clause, x->more, split ? 0 : x->nmore));
    json_object_set_new(o, "new_clauses", ids_json(x->new_clause, x->more, split ? x->nmore : 0));
    json_object_set_new(o, "title", text_json(nc != NULL ? nc->title : oc->title));
    json_object_set_new(o, "similarity", json_real(x->similarity));
    json_object_set_new(o, "cosmetic", json_boolean(x->cosmetic));
    json_object_set_new(o, "reason", text_json(strz(x->reason)));
    json_object_set_new(o, "moved", json_boolean(x->moved));
    json_object_set_new(o, "move", x->move > 0 ? json_integer((json_int_t)x->move) : json_null());
    json_object_set_new(o, "renumbered", json_boolean(x->renumbered));
    json_object_set_new(o, "retitled", json_boolean(x->retitled));
    json_object_set_new(o, "links", json_boolean(x->links));
    json_object_set_new(o, "old_text", oc != NULL ? text_json(oc->text) : json_null());
    json_object_set_new(o, "new_text", nc != NULL ? text_json(nc->text) : json_null());
    json_object_set_new(o, "edits", edits_json(&x->edits));
    return o;
}

/* The redline as [op, text] pairs, neighbours of one kind joined; `moves` says which of them are the ends of a move. */
static void redline_json(const struct redline *r, json_t *root)
{
    json_t *list = json_array(), *moves = json_array();
    for (size_t i = 0; i < r->n;) {
        struct redline_op x = r->ops[i++];
        while (i < r->n && r->ops[i].op == x.op && r->ops[i].move == x.move && r->ops[i].edited == x.edited &&
               x.text.p + x.text.n == r->ops[i].text.p)
            x.text.n += r->ops[i++].text.n;
        if (x.move > 0)
            json_array_append_new(moves, json_pack("{s:i, s:I, s:s#, s:b}", "index", (int)json_array_size(list), "move",
                                                   (json_int_t)x.move, "op", &x.op, 1, "edited", x.edited));
        json_array_append_new(list, op_json(x.op, x.text));
    }
    json_object_set_new(root, "redline", list);
    json_object_set_new(root, "moves", moves);
}

static json_t *identity_json(const struct alignment *al, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++) json_array_append_new(list, id_json(al->old_of_new[i]));
    return list;
}

static json_t *date_json(const struct stated_date *d)
{
    char day[32];
    (void)snprintf(day, sizeof day, "%04d-%02d-%02d", d->year, d->month, d->day);
    return json_pack("{s:s, s:s, s:b, s:o}", "basis", date_basis_name(d->basis), "date", day, "ambiguous", d->ambiguous,
                     "quote", text_json(d->quote));
}

static json_t *summary_json(const struct summary *s)
{
    json_t *bullets = json_array(), *callouts = json_array(), *reasons = json_array(), *dates = json_array(),
           *references = json_array();
    for (size_t i = 0; i < s->nbullets; i++)
        json_array_append_new(bullets,
                              json_pack("{s:s, s:o, s:s?, s:o, s:o}", "verb", s->bullets[i].verb, "text",
                                        text_json(s->bullets[i].text), "nature", s->bullets[i].nature, "old",
                                        id_json(s->bullets[i].old_clause), "new", id_json(s->bullets[i].new_clause)));
    for (size_t i = 0; i < s->ncallouts; i++)
        json_array_append_new(callouts,
                              json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "what", s->callouts[i].what, "was",
                                        text_json(s->callouts[i].was), "now", text_json(s->callouts[i].now), "words",
                                        text_json(s->callouts[i].words), "old", id_json(s->callouts[i].old_clause),
                                        "new", id_json(s->callouts[i].new_clause)));
    for (size_t i = 0; i < s->nreasons; i++) json_array_append_new(reasons, json_string(s->reasons[i]));
    for (size_t i = 0; i < s->dates.n; i++) json_array_append_new(dates, date_json(&s->dates.v[i]));
    for (size_t i = 0; i < s->references.n; i++) {
        const struct reference *r = &s->references.v[i];
        json_array_append_new(references, json_pack("{s:o, s:o, s:b, s:b, s:o}", "words", text_json(r->words), "target",
                                                    text_json(r->target), "incorporated", r->incorporated, "came",
                                                    r->came, "new", id_json((ptrdiff_t)r->clause)));
    }
    return json_pack("{s:o, s:s, s:o, s:o, s:o, s:o, s:o}", "headline", text_json(s->headline), "severity",
                     severity_name(s->severity), "reasons", reasons, "callouts", callouts, "bullets", bullets, "dates",
                     dates, "references", references);
}

static int diff_json(const struct comparison *c)
{
    json_t *root = json_object(), *items = json_array();
    for (size_t i = 0; i < c->al.nitems; i++) json_array_append_new(items, item_json(c, &c->al.items[i]));
    json_object_set_new(root, "substantive", json_boolean(c->al.substantive));
    json_object_set_new(root, "capped", json_boolean(c->redline.capped));
    json_object_set_new(root, "old_clauses", json_integer((json_int_t)c->o.n));
    json_object_set_new(root, "new_clauses", json_integer((json_int_t)c->n.n));
    json_object_set_new(root, "identity", identity_json(&c->al, c->n.n));
    json_object_set_new(root, "items", items);
    json_object_set_new(root, "summary", summary_json(&c->summary));
    redline_json(&c->redline, root);
    return print_json(root);
}

static void print_edit(const struct word_edit *e)
{
    struct str s = str_trim(e->text);
    if (e->op == '=' || s.n == 0) return;
    printf("    %c ", e->op);
    for (size_t i = 0; i < s.n; i++) putchar(s.p[i] == '\n' ? ' ' : s.p[i]);
    putchar('\n');
}

static int diff_text(const struct comparison *c)
{
    const struct summary *s = &c->summary;
    if (str_eq(c->old_text, c->new_text)) {
        puts("The texts are the same.");
        return EXIT_DONE;
    }
    printf(STR_FMT "\n", STR_ARG(s->headline));
    for (size_t i = 0; i < s->ncallouts; i++)
        printf("  %s: " STR_FMT "\n", s->callouts[i].what, STR_ARG(s->callouts[i].words));
    for (size_t i = 0; i < c->al.nitems; i++) {
        const struct change_item *x = &c->al.items[i];
        const struct clause *k = x->new_clause >= 0 ? &c->n.v[x->new_clause] : &c->o.v[x->old_clause];
        printf("\n%s%s%s: " STR_FMT " (%s)\n", item_kind_name(x->kind),
               x->moved && x->kind != ITEM_MOVED ? ", moved" : "", x->cosmetic ? ", cosmetic" : "", STR_ARG(k->title),
               x->reason);
        if (x->edits.n == 0) print_edit(&(struct word_edit){x->old_clause >= 0 ? '-' : '+', k->text});
        for (size_t e = 0; e < x->edits.n; e++) print_edit(&x->edits.v[e]);
    }
    return ferror(stdout) ? EXIT_FAILED : EXIT_DONE;
}

static int diff_html(struct arena *a, const struct comparison *c)
{
    diff_page_print(a, c);
    return ferror(stdout) ? EXIT_FAILED : EXIT_DONE;
}

int atlas_diff(int argc, char **argv)
{
    struct options options;
    int code = read_options(argc, argv, diff_help, true, &options);
    if (code >= 0) return code;
    if (strcmp(argv[optind], "-") == 0 && strcmp(argv[optind + 1], "-") == 0)
        return usage("diff", "only one of the two can be standard input");
    struct cli c = {0};
    struct comparison x = {0};
    arena_init(&c.arena, COMMAND_MAX_BYTES);
    code = read_text(&c, "diff", argv[optind], &x.old_text);
    if (code == EXIT_DONE) code = read_text(&c, "diff", argv[optind + 1], &x.new_text);
    if (code == EXIT_DONE) {
        compare(&c.arena, &x);
        summary_make(&c.arena, &x.o, &x.n, &x.al, options.document, options.platform, &x.summary);
        code = options.format == FORMAT_JSON   ? diff_json(&x)
               : options.format == FORMAT_HTML ? diff_html(&c.arena, &x)
                                               : diff_text(&x);
    }
    cli_close(&c);
    return code;
}
