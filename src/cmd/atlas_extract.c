#include "cmd/atlas_extract.h"

#include "base/buf.h"
#include "text/canonical.h"
#include "text/extract.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

/* Exit codes: 0 done, 1 failed, 2 usage, 3 the input is not what it claims (no page, a selector without a match). */
enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INPUT = 3 };

static const char help[] =
    "usage: atlas extract [--declaration FILE] [--terms NAME] [--source N] [--url URL] [--format md|json] FILE\n"
    "\n"
    "Reads a page from FILE (- is standard input) and prints the canonical text of the document in it.\n"
    "\n"
    "  --declaration FILE  an Open Terms Archive declaration: what to select and to remove;\n"
    "                      without it the main content is looked for\n"
    "  --terms NAME        which document of the declaration, where it has several\n"
    "  --source N          which source of a document that combines several (first: 1)\n"
    "  --url URL           where the page came from, for its relative links; default: the declaration's\n"
    "  --format FORMAT     md, the text alone (default), or json, with what was found about the page\n"
    "\n"
    "Exit code 3: FILE is no page, or a selector matches nothing; it is named.\n";

struct options {
    const char *declaration, *terms, *url, *file;
    int64_t source;
    bool json;
};

static int usage(const char *what)
{
    fprintf(stderr, "atlas extract: %s (see atlas extract --help)\n", what);
    return EXIT_USAGE;
}

/* -1: go on; else the exit code. */
static int read_options(int argc, char **argv, struct options *o)
{
    static const struct option known[] = {
        {"declaration", required_argument, NULL, 'd'},
        {"terms", required_argument, NULL, 't'},
        {"source", required_argument, NULL, 's'},
        {"url", required_argument, NULL, 'u'},
        {"format", required_argument, NULL, 'f'},
        {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){.source = 1};
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        switch (c) {
        case 'd': o->declaration = optarg; break;
        case 't': o->terms = optarg; break;
        case 'u': o->url = optarg; break;
        case 's':
            if (str_int(strz(optarg), 1, 1000, &o->source) != OK) return usage("--source takes a number from 1");
            break;
        case 'f':
            o->json = strcmp(optarg, "json") == 0;
            if (!o->json && strcmp(optarg, "md") != 0) return usage("--format is md or json");
            break;
        case 'h': fputs(help, stdout); return EXIT_DONE;
        default: return usage("unknown option");
        }
    }
    if (optind + 1 != argc) return usage(optind == argc ? "no FILE given" : "more than one FILE given");
    o->file = argv[optind];
    return -1;
}

static int read_file(struct arena *a, const char *path, struct str *ret)
{
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (f == NULL) {
        fprintf(stderr, "atlas extract: %s: %s\n", path, strerror(errno));
        return EXIT_FAILED;
    }
    struct buf b;
    buf_init(&b, 4 * EXTRACT_MAX_BYTES);
    char chunk[65536];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0 && !buf_failed(&b);) buf_add(&b, chunk, n);
    int code = -1;
    if (ferror(f)) {
        fprintf(stderr, "atlas extract: %s: %s\n", path, strerror(errno));
        code = EXIT_FAILED;
    } else if (buf_failed(&b)) {
        fprintf(stderr, "atlas extract: %s: more than %zu bytes\n", path, 4 * EXTRACT_MAX_BYTES);
        code = EXIT_INPUT;
    } else {
        *ret = str_of(arena_dup(a, b.p != NULL ? b.p : "", b.n), b.n);
    }
    buf_release(&b);
    if (f != stdin) fclose(f);
    return code;
}

static int choose_source(struct arena *a, const struct options *o, const struct source_declaration **ret)
{
    struct str json;
    struct declaration *d;
    struct note why;
    int code = read_file(a, o->declaration, &json);
    if (code >= 0) return code;
    if (declaration_parse(a, json, &d, &why) != OK) {
        fprintf(stderr, "atlas extract: %s: %s\n", o->declaration, why.text);
        return EXIT_INPUT;
    }
    const struct terms_declaration *t = declaration_terms(d, o->terms != NULL ? strz(o->terms) : STR(""));
    if (t == NULL) {
        fprintf(stderr, "atlas extract: %s: %s; it has", o->declaration,
                o->terms != NULL ? "no document of that name" : "--terms must say which document");
        for (size_t i = 0; i < d->nterms; i++)
            fprintf(stderr, "%s \"" STR_FMT "\"", i > 0 ? "," : "", STR_ARG(d->terms[i].name));
        fputc('\n', stderr);
        return o->terms != NULL ? EXIT_INPUT : EXIT_USAGE;
    }
    if ((uint64_t)o->source > t->nsources) {
        fprintf(stderr, "atlas extract: %s: the document has %zu sources\n", o->declaration, t->nsources);
        return EXIT_INPUT;
    }
    *ret = &t->sources[o->source - 1];
    for (size_t i = 0; i < (*ret)->nscripts; i++)
        fprintf(stderr, "atlas extract: the filter \"" STR_FMT "\" is a script and was not applied\n",
                STR_ARG((*ret)->scripts[i]));
    return -1;
}

static json_t *text_json(struct str s) { return json_stringn(s.n > 0 ? s.p : "", s.n); }

static int print_json(const struct extraction *x)
{
    json_t *o = json_object();
    json_object_set_new(o, "text", text_json(x->text));
    json_object_set_new(o, "title", text_json(x->title));
    json_object_set_new(o, "lang", text_json(x->lang));
    json_object_set_new(o, "charset", text_json(x->charset));
    json_object_set_new(o, "content", text_json(x->content));
    json_object_set_new(o, "links", json_integer((json_int_t)x->links));
    json_object_set_new(o, "page_words", json_integer((json_int_t)x->page_words));
    json_object_set_new(o, "canonical_version", json_integer(CANONICAL_VERSION));
    int bad = json_dumpf(o, stdout, JSON_INDENT(1));
    json_decref(o);
    return bad != 0 || putchar('\n') == EOF;
}

static int run(struct arena *a, const struct options *o)
{
    const struct source_declaration *decl = NULL;
    if (o->declaration != NULL) {
        int code = choose_source(a, o, &decl);
        if (code >= 0) return code;
    }
    struct str body;
    int code = read_file(a, o->file, &body);
    if (code >= 0) return code;
    struct extraction x;
    struct note why;
    int rc = extract_page(a, body, STR(""), o->url != NULL ? strz(o->url) : STR(""), decl, &x, &why);
    if (rc != OK) {
        fprintf(stderr, "atlas extract: %s: %s\n", o->file, why.text);
        return EXIT_INPUT;
    }
    int bad = o->json ? print_json(&x) : fwrite(x.text.p, 1, x.text.n, stdout) != x.text.n;
    if (bad || fflush(stdout) != 0) {
        fprintf(stderr, "atlas extract: the text could not be written: %s\n", strerror(errno));
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}

int atlas_extract(int argc, char **argv)
{
    struct options o;
    int code = read_options(argc, argv, &o);
    if (code >= 0) return code;
    struct arena a;
    arena_init(&a, (size_t)2 << 30);
    code = run(&a, &o);
    arena_release(&a);
    return code;
}
