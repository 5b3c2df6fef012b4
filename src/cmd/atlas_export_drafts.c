/* `atlas export drafts`: provisions written by rules, one for the surest clause of each type in each document, as a file that
 * an operator reads and `atlas import provisions` publishes. They say no more than the classification itself says: what the
 * type is, which words of the clause put it there, and how its severity came about. */
#include "cmd/atlas_provision.h"

#include "cmd/cli.h"
#include "store/proposal.h"
#include "text/block.h"
#include "text/wording.h"

#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
    "usage: atlas export drafts [--min-score 0.80] [--platform SLUG] [--type SLUG]\n"
    "\n"
    "Writes provisions by rules, as lines of JSON that `atlas import provisions --strict FILE` publishes, marked as automatic:\n"
    "of each document and clause type the surest proposal of the current version, accepted ones first, where nothing is\n"
    "published yet. Read the file before: a line that is not right is a line to delete. `note` is for that reader.\n";

enum { QUOTE_BYTES_MAX = 600, LINE_ARENA_MAX = 64 << 20 };

STMT(drafts_get, 3,
     "SELECT p.slug, d.slug, encode(vc.sha256, 'hex'), clause_operative(t.body), array_to_string(vc.heading_path, ' / '), o.clause_type_id,"
     " ct.slug, ct.title, ct.definition, ct.severity, o.severity, o.score, o.words, o.state FROM"
     " (SELECT DISTINCT ON (o.document_id, o.clause_type_id) o.* FROM proposal o"
     "   JOIN stay s ON s.document_id = o.document_id AND s.verified_until IS NULL"
     "   JOIN version_clause c ON c.version_id = s.version_id AND c.clause_id = o.clause_id AND c.kind <> 'heading'"
     "   WHERE (o.state = 'accepted' OR o.state = 'proposed' AND o.score >= $1)"
     "    AND NOT EXISTS (SELECT FROM version_clause twin WHERE twin.version_id = c.version_id AND twin.sha256 = c.sha256 AND twin.ordinal <> c.ordinal)"
     "   ORDER BY o.document_id, o.clause_type_id, o.state, o.score DESC, c.ordinal) o"
     " JOIN document d ON d.id = o.document_id AND d.active JOIN platform p ON p.id = d.platform_id AND p.active"
     " JOIN clause_type ct ON ct.id = o.clause_type_id JOIN stay s ON s.document_id = d.id AND s.verified_until IS NULL"
     " JOIN version_clause vc ON vc.version_id = s.version_id AND vc.clause_id = o.clause_id JOIN clause_text t USING (sha256)"
     " WHERE ($2::text IS NULL OR p.slug = $2) AND ($3::text IS NULL OR ct.slug = $3)"
     "  AND NOT EXISTS (SELECT FROM provision v WHERE v.document_id = d.id AND v.clause_type_id = ct.id AND v.state <> 'withdrawn')"
     " ORDER BY p.slug, d.slug, vc.ordinal, ct.slug");
enum { PLATFORM, DOCUMENT, SHA, OPERATIVE, HEADINGS, TYPE_ID, TYPE, TITLE, DEFINITION, USUAL, SEVERITY, SCORE, WORDS, STATE };

struct drafts {
    struct cli cli;
    struct arena line; /* reset for each draft */
    struct taxonomy taxonomy;
    double least;
    const char *platform, *type;
    size_t written;
};

/* "Disputes go to …" behind a colon: "disputes go to …"; "AI output …" stays. */
static const char *behind_colon(struct arena *a, struct str s)
{
    char *text = str_dupz(a, s);
    bool word = s.n > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z';
    if (word) text[0] = ascii_lower(text[0]);
    return text;
}

/* The sentence on which most of the classification rests, found by the classifier once more; at most so long that one can
 * still see what is meant. Empty: the taxonomy in force does not find the type in this clause any more. */
static struct str operative_sentence(struct drafts *d, const struct rows *r, size_t i)
{
    struct hits hits;
    struct str sentence = {0};
    classify_clause(d->taxonomy.classifier, &d->line, row_str(r, i, HEADINGS), block_plain(&d->line, row_str(r, i, OPERATIVE)), &hits);
    for (size_t k = 0; k < hits.n; k++)
        if (d->taxonomy.ids[hits.v[k].type] == row_int(r, i, TYPE_ID)) sentence = str_trim(hits.v[k].sentence);
    if (sentence.n <= QUOTE_BYTES_MAX) return sentence;
    size_t n = QUOTE_BYTES_MAX;
    while (n > 0 && sentence.p[n] != ' ') n--;
    return str_upto(sentence, n);
}

static bool remarked(struct arena *a, const char *text)
{
    struct remarks r = {0};
    wording_check(a, "", WORDING_SENTENCE, strz(text), &r);
    return r.n > 0;
}

/* The first of the sentences on which the desk would not remark. */
static const char *first_plain(struct arena *a, const char *wanted, const char *otherwise)
{
    return remarked(a, wanted) ? otherwise : wanted;
}

static int severity_rank(const char *name)
{
    int i = 0;
    while (i < SEVERITY_MAX && strcmp(severity_name((enum severity)i), name) != 0) i++;
    return i;
}

/* One sentence: what the classification and its severity rest on. */
static json_t *sentences(struct drafts *d, const struct rows *r, size_t i, struct str quote)
{
    struct arena *a = &d->line;
    const char *usual = row_text(r, i, USUAL), *severity = row_text(r, i, SEVERITY);
    int step = severity_rank(severity) - severity_rank(usual);
    const char *how = step == 0 ? arena_printf(a, "its severity, %s, is the usual one of the type", severity)
                                : arena_printf(a, "its severity is %s where %s is usual, for words in the passage that make it %s", severity, usual,
                                               step > 0 ? "more severe" : "less severe");
    const char *text = first_plain(a, arena_printf(a, "The classification rests on the words “%s”; %s.", row_text(r, i, WORDS), how),
                                   arena_printf(a, "The classification rests on the words of this sentence; %s.", how));
    return json_pack("[{s:s, s:s}]", "text", text, "quote", str_dupz(a, quote));
}

static int write_draft(struct drafts *d, const struct rows *r, size_t i)
{
    struct arena *a = &d->line;
    struct str quote = operative_sentence(d, r, i);
    if (quote.n == 0) return OK;
    const char *what = arena_printf(a, "A passage of the type “%s”: %s", row_text(r, i, TITLE), behind_colon(a, row_str(r, i, DEFINITION)));
    const char *note = arena_printf(a, "%s, score %.2f", row_text(r, i, STATE), row_real(r, i, SCORE));
    json_t *o = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:s}", "platform", row_text(r, i, PLATFORM), "document", row_text(r, i, DOCUMENT), "clause",
                          row_text(r, i, SHA), "clause_type", row_text(r, i, TYPE), "severity", row_text(r, i, SEVERITY), "title",
                          row_text(r, i, TITLE), "what", what, "why", sentences(d, r, i, quote), "note", note);
    int failed = o == NULL || json_dumpf(o, stdout, JSON_COMPACT) != 0 || putchar('\n') == EOF;
    json_decref(o);
    d->written += !failed;
    return failed ? ERR_IO : OK;
}

static int write_all(struct drafts *d)
{
    struct rows r;
    struct note why;
    int rc = taxonomy_load(d->cli.store, cli_share_dir(&d->cli), &d->taxonomy, &why);
    if (rc != OK) return cli_fail("export", rc, "%s", why.text);
    rc = db_query(d->cli.store, &drafts_get, &r, A_REAL(d->least), A_TEXT(d->platform), A_TEXT(d->type));
    if (rc != OK) return cli_fail("export", rc, "%s", store_why(d->cli.store));
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++) {
        arena_reset(&d->line);
        rc = write_draft(d, &r, i);
    }
    rows_free(&r);
    if (rc == OK) fprintf(stderr, "%zu drafts\n", d->written);
    return rc == OK ? EXIT_DONE : EXIT_FAILED; /* main() says what could not be written */
}

static bool read_arguments(struct drafts *d, int argc, char **argv)
{
    static const struct option known[] = {
        {"min-score", required_argument, NULL, 's'}, {"platform", required_argument, NULL, 'p'}, {"type", required_argument, NULL, 't'}, {0}};
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        char *end = NULL;
        if (c == 'p') d->platform = optarg;
        else if (c == 't') d->type = optarg;
        else if (c != 's') return false;
        else if (d->least = strtod(optarg, &end), *end != '\0' || end == optarg || !(d->least >= 0 && d->least <= 1)) return false;
    }
    return optind == argc;
}

int atlas_export_drafts(int argc, char **argv)
{
    struct drafts d = {.least = 0.8};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) return cli_usage(usage, true);
    if (!read_arguments(&d, argc, argv)) return cli_usage(usage, false);
    arena_init(&d.line, LINE_ARENA_MAX);
    int code = cli_open_store(&d.cli);
    if (code == EXIT_DONE) code = write_all(&d);
    taxonomy_release(&d.taxonomy);
    arena_release(&d.line);
    cli_close(&d.cli);
    return code;
}
