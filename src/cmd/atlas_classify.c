#include "base/utf8.h"
#include "cmd/atlas_provision.h"
#include "cmd/cli.h"
#include "text/classify.h"

#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { INPUT_BYTES_MAX = 64 << 20, SEED_BYTES_MAX = 8 << 20, LINE_ARENA_MAX = 256 << 20 };

static const char usage[] =
    "usage: atlas classify [--format tsv|json] [--model FILE|none] [FILE]\n"
    "\n"
    "Reads a passage per line (FILE missing or -: standard input) and prints a row for each clause type that it is "
    "of:\n"
    "line number, type, score, severity; the surest first. A line that is of none prints nothing. Needs no database:\n"
    "the rules are those of sql/seed/030_clause_types.sql, the model is " MODEL_PATH "; without one the\n"
    "rules judge alone.\n"
    "\n"
    "  --format tsv    tab-separated (default)\n"
    "  --format json   a JSON object per row, with the words that decided and the operative sentence\n"
    "  --model FILE    another model; none: the rules alone\n"
    "\n"
    "Exit code 3: the input is not UTF-8.\n";

static void print_tsv(size_t line, struct str slug, const struct hit *h)
{
    printf("%zu\t" STR_FMT "\t%.3f\t%s\n", line, STR_ARG(slug), h->score, severity_name(h->severity));
}

static json_t *because_json(const struct hit *h)
{
    json_t *list = json_array();
    for (size_t i = 0; i < h->nbecause; i++) {
        const struct reason *r = &h->because[i];
        json_t *o = json_object();
        json_object_set_new(o, "words", json_stringn(r->words.p, r->words.n));
        json_object_set_new(o, "weight", json_real(r->weight));
        json_object_set_new(o, "by", json_string(r->by == JUDGE_RULES ? "rules" : "model"));
        json_array_append_new(list, o);
    }
    return list;
}

static void print_json(size_t line, struct str slug, const struct hit *h)
{
    json_t *o = json_object();
    json_object_set_new(o, "line", json_integer((json_int_t)line));
    json_object_set_new(o, "type", json_stringn(slug.p, slug.n));
    json_object_set_new(o, "score", json_real(h->score));
    json_object_set_new(o, "severity", json_string(severity_name(h->severity)));
    json_object_set_new(o, "words", json_stringn(h->words.p, h->words.n));
    json_object_set_new(o, "sentence", json_stringn(h->sentence.p, h->sentence.n));
    json_object_set_new(o, "because", because_json(h));
    json_dumpf(o, stdout, JSON_COMPACT | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(3));
    putchar('\n');
    json_decref(o);
}

static int classify_lines(const struct classifier *c, const char *file, struct str text, bool json)
{
    struct arena a;
    struct str line;
    int code = EXIT_DONE;
    arena_init(&a, LINE_ARENA_MAX);
    for (size_t number = 1; code == EXIT_DONE && str_next(&text, '\n', &line); number++) {
        struct hits hits = {0};
        if (utf8_valid(line))
            classify_clause(c, &a, str_of(NULL, 0), line, &hits);
        else
            code = cli_fail("classify", ERR_BAD_INPUT, "%s, line %zu is not UTF-8", file, number);
        for (size_t i = 0; i < hits.n; i++)
            (json ? print_json : print_tsv)(number, classifier_slug(c, hits.v[i].type), &hits.v[i]);
        arena_reset(&a);
    }
    arena_release(&a);
    return code;
}

static int load_rules(struct cli *cli, struct classifier **ret)
{
    struct str seed, rules;
    struct note why;
    const char *path = arena_printf(&cli->arena, "%s/sql/seed/030_clause_types.sql", cli_share_dir(cli));
    int code = cli_read(cli, path, SEED_BYTES_MAX, &seed);
    if (code != EXIT_DONE) return EXIT_FAILED;
    if (taxonomy_of_seed(seed, &rules) != OK) return cli_fail("classify", ERR_IO, "%s holds no taxonomy", path);
    if (classifier_new(&cli->arena, rules, ret, &why) != OK)
        return cli_fail("classify", ERR_IO, "%s: %s", path, why.text);
    return EXIT_DONE;
}

/* The model that was asked for; without --model the one that ships, or none where it is missing. */
static int load_model(struct cli *cli, const char *asked, struct classifier *c)
{
    struct str file;
    struct weights *w;
    struct note why;
    const char *path = asked != NULL ? asked : arena_printf(&cli->arena, "%s/" MODEL_PATH, cli_share_dir(cli));
    if (asked != NULL && strcmp(asked, "none") == 0) return EXIT_DONE;
    if (asked == NULL && access(path, F_OK) != 0) return EXIT_DONE;
    int code = cli_read(cli, path, MODEL_BYTES_MAX, &file);
    if (code != EXIT_DONE) return EXIT_FAILED;
    if (weights_read(&cli->arena, file, &w, &why) != OK) return cli_fail("classify", ERR_IO, "%s: %s", path, why.text);
    classifier_join(c, &cli->arena, w);
    return EXIT_DONE;
}

int atlas_classify(int argc, char **argv)
{
    static const struct option known[] = {
        {"format", required_argument, NULL, 'f'}, {"model", required_argument, NULL, 'm'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    struct cli cli = {0};
    struct classifier *classifier = NULL;
    struct str text;
    const char *model = NULL;
    bool json = false;
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c == 'm') {
            model = optarg;
            continue;
        }
        if (c != 'f' || (strcmp(optarg, "json") != 0 && strcmp(optarg, "tsv") != 0)) return cli_usage(usage, c == 'h');
        json = strcmp(optarg, "json") == 0;
    }
    if (argc - optind > 1) return cli_usage(usage, false);
    const char *file = optind < argc ? argv[optind] : "-";
    arena_init(&cli.arena, INPUT_BYTES_MAX + 16 * SEED_BYTES_MAX);
    int code = cli_open(&cli);
    if (code == EXIT_DONE) code = load_rules(&cli, &classifier);
    if (code == EXIT_DONE) code = load_model(&cli, model, classifier);
    if (code == EXIT_DONE) code = cli_read(&cli, file, INPUT_BYTES_MAX, &text);
    if (code == EXIT_DONE) code = classify_lines(classifier, file, text, json);
    cli_close(&cli);
    return code;
}
