#include "cmd/atlas_model.h"

#include "cmd/cli.h"
#include "text/model_train.h"

#include <getopt.h>
#include <stdio.h>

enum { EXAMPLES_BYTES_MAX = 64 << 20, SEED_BYTES_MAX = 8 << 20, MODEL_ROOM = 32 << 20 };
#define WORK_BYTES_MAX ((size_t)3 << 30)

static const char usage[] =
    "usage: atlas model train [--claudette FILE]… [--own FILE]… [--leave-out DOCUMENT,…] [--full-only] -o FILE\n"
    "       atlas model show [FILE]\n"
    "\n"
    "train  makes the linear judge of `atlas classify` from labelled sentences: files of the CLAUDETTE corpus "
    "(document,\n"
    "       line, tags, sentence) and own ones (types, heading, sentence). `make model` calls it.\n"
    "show   prints what a model says of itself (default: the one that ships) as JSON.\n"
    "\n"
    "  --leave-out   documents of the corpus that are not learned from: for measuring\n"
    "  --full-only   leave out the types that only own sentences know: for measuring\n";

/* What the file says of itself, and whom to thank: it goes wherever the model goes. */
static const char about[] =
    "{\"about\": \"Weights of hashed features, trained by atlas model train. Of the sentences learned from, none can "
    "be "
    "read back from them.\","
    " \"attribution\": \"Trained on the CLAUDETTE multilingual corpus of terms of service, CC BY 4.0: Andrea Galassi, "
    "Francesca Lagioia, Agnieszka Jablonowska, Marco Lippi, Unfair clause detection in terms of service across "
    "multiple "
    "languages, Artificial Intelligence and Law, 2024, https://doi.org/10.1007/s10506-024-09398-7; and on sentences "
    "written for Clause Atlas\"}";

struct model_command {
    struct cli cli;
    struct classifier *classifier;
    struct examples examples;
    const char *out, *leave_out;
    struct training how;
};

static void progress(void *of, struct str slug, bool full, size_t positive, double f1)
{
    (void)of;
    if (full)
        fprintf(stderr, "%-28.*s %5zu positive, F1 %.3f on documents not learned from\n", STR_ARG(slug), positive, f1);
}

static int load_rules(struct model_command *m)
{
    struct str seed, rules;
    struct note why;
    const char *path = arena_printf(&m->cli.arena, "%s/sql/seed/030_clause_types.sql", cli_share_dir(&m->cli));
    int code = cli_read(&m->cli, path, SEED_BYTES_MAX, &seed);
    if (code != EXIT_DONE) return EXIT_FAILED;
    if (taxonomy_of_seed(seed, &rules) != OK) return cli_fail("model", ERR_IO, "%s holds no taxonomy", path);
    if (classifier_new(&m->cli.arena, rules, &m->classifier, &why) != OK)
        return cli_fail("model", ERR_IO, "%s: %s", path, why.text);
    return EXIT_DONE;
}

static int add_examples(struct model_command *m, const char *path, bool own)
{
    struct str tsv;
    struct note why;
    int code = cli_read(&m->cli, path, EXAMPLES_BYTES_MAX, &tsv);
    if (code != EXIT_DONE) return code;
    int rc = own ? examples_own(&m->cli.arena, m->classifier, tsv, &m->examples, &why)
                 : examples_claudette(&m->cli.arena, m->classifier, tsv, strz(m->leave_out), &m->examples, &why);
    return rc == OK ? EXIT_DONE : cli_fail("model", rc, "%s: %s", path, why.text);
}

static int write_model(struct model_command *m)
{
    struct buf bytes;
    struct note why = {""};
    int code = EXIT_DONE;
    buf_init(&bytes, MODEL_ROOM);
    int rc = model_train(&m->cli.arena, m->classifier, &m->examples, about, &m->how, &bytes, &why);
    FILE *f = rc == OK ? fopen(m->out, "wb") : NULL;
    if (rc != OK)
        code = cli_fail("model", rc, "%s", why.text[0] != '\0' ? why.text : "the model is too large");
    else if (f == NULL || fwrite(bytes.p, 1, bytes.n, f) != bytes.n)
        code = cli_fail("model", ERR_IO, "%s cannot be written: %m", m->out);
    if (f != NULL && fclose(f) != 0 && code == EXIT_DONE)
        code = cli_fail("model", ERR_IO, "%s cannot be written: %m", m->out);
    if (code == EXIT_DONE) fprintf(stderr, "%s: %zu bytes from %zu sentences\n", m->out, bytes.n, m->examples.n);
    buf_release(&bytes);
    return code;
}

static int train_model(struct model_command *m, int argc, char **argv)
{
    static const struct option known[] = {{"claudette", required_argument, NULL, 'c'},
                                          {"own", required_argument, NULL, 'w'},
                                          {"leave-out", required_argument, NULL, 'l'},
                                          {"full-only", no_argument, NULL, 'f'},
                                          {"help", no_argument, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
    int code = load_rules(m);
    m->leave_out = "";
    for (int pass = 0; pass < 2 && code == EXIT_DONE; pass++) { /* first what is left out, then the files */
        optind = 1;
        for (int c; code == EXIT_DONE && (c = getopt_long(argc, argv, "o:", known, NULL)) != -1;) {
            if (c == 'l')
                m->leave_out = optarg;
            else if (c == 'o')
                m->out = optarg;
            else if (c == 'f')
                m->how.full_only = true;
            else if (c != 'c' && c != 'w')
                return cli_usage(usage, c == 'h');
            else if (pass == 1)
                code = add_examples(m, optarg, c == 'w');
        }
    }
    if (code == EXIT_DONE && (optind != argc || m->out == NULL)) return cli_usage(usage, false);
    m->how.progress = progress;
    return code == EXIT_DONE ? write_model(m) : code;
}

static int show_model(struct model_command *m, int argc, char **argv)
{
    struct weights *w;
    struct note why;
    struct str file;
    if (argc > 2) return cli_usage(usage, false);
    const char *path = argc == 2 ? argv[1] : arena_printf(&m->cli.arena, "%s/" MODEL_PATH, cli_share_dir(&m->cli));
    int code = cli_read(&m->cli, path, MODEL_BYTES_MAX, &file);
    if (code != EXIT_DONE) return code;
    int rc = weights_read(&m->cli.arena, file, &w, &why);
    if (rc != OK) return cli_fail("model", rc, "%s: %s", path, why.text);
    struct str told = weights_told(w), version = weights_version(w);
    printf("{\"version\":\"" STR_FMT "\",%.*s\n", STR_ARG(version), (int)told.n - 1, told.p + 1);
    return EXIT_DONE;
}

int atlas_model(int argc, char **argv)
{
    struct model_command m = {.out = NULL};
    if (argc < 2) return cli_usage(usage, false);
    bool train = strcmp(argv[1], "train") == 0, show = strcmp(argv[1], "show") == 0;
    if (!train && !show) return cli_usage(usage, strcmp(argv[1], "--help") == 0);
    arena_init(&m.cli.arena, WORK_BYTES_MAX);
    int code = cli_open(&m.cli);
    if (code == EXIT_DONE) code = (train ? train_model : show_model)(&m, argc - 1, argv + 1);
    cli_close(&m.cli);
    return code;
}
