#include "cmd/atlas_replay.h"

#include "base/map.h"
#include "base/vec.h"
#include "cmd/cli.h"
#include "crypt/sha256.h"
#include "text/canonical.h"
#include "text/decide.h"
#include "text/extract.h"
#include "text/quality.h"

#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char help[] = "usage: atlas replay [--text] [--terms NAME] DIR\n"
                           "\n"
                           "Reads the captures of one document in the order of their names, as the worker would have "
                           "seen them, and prints one\n"
                           "line of JSON per file: file, outcome (first, unchanged, variant, reversal, cosmetic, "
                           "change, held, refused), reason.\n"
                           "\n"
                           "  DIR           holds NNN.html and declaration.json, which says what to select\n"
                           "  --text        DIR holds NNNN.md: texts already extracted\n"
                           "  --terms NAME  which document of the declaration, where it has several\n"
                           "\n"
                           "Exit code 3: DIR holds no such files, or its declaration is none.\n";

enum { FILE_MAX_BYTES = 64 << 20, TEXTS_MAX_BYTES = 1 << 30, JOB_MAX_BYTES = 512 << 20 };

struct replay {
    struct cli cli;   /* its arena holds the distinct texts */
    struct arena job; /* reset for each file */
    const char *dir;
    bool text;
    const struct source_declaration *source;
    struct map versions; /* keys of the texts that were current once */
    struct str current, current_lang;
    struct text_key current_key;
    struct watch_state state;
};

static int usage(const char *what)
{
    fprintf(stderr, "atlas replay: %s (see atlas replay --help)\n", what);
    return EXIT_USAGE;
}

struct options {
    bool text;
    const char *terms, *dir;
};

/* -1: go on; else the exit code. */
static int read_options(int argc, char **argv, struct options *o)
{
    static const struct option known[] = {{"text", no_argument, NULL, 't'},
                                          {"terms", required_argument, NULL, 'n'},
                                          {"help", no_argument, NULL, 'h'},
                                          {NULL, 0, NULL, 0}};
    *o = (struct options){0};
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        switch (c) {
        case 't': o->text = true; break;
        case 'n': o->terms = optarg; break;
        case 'h': return cli_usage(help, true);
        default: return usage("unknown option");
        }
    }
    if (optind + 1 != argc) return usage(optind == argc ? "no DIR given" : "more than one DIR given");
    o->dir = argv[optind];
    return -1;
}

static int is_page(const struct dirent *d)
{
    return ascii_digit(d->d_name[0]) && str_ends(strz(d->d_name), STR(".html"));
}

static int is_text(const struct dirent *d)
{
    return ascii_digit(d->d_name[0]) && str_ends(strz(d->d_name), STR(".md"));
}

static int read_declaration(struct replay *r, const char *terms)
{
    struct str json;
    struct declaration *d;
    struct note why;
    int code = cli_read(&r->cli, arena_printf(&r->cli.arena, "%s/declaration.json", r->dir), FILE_MAX_BYTES, &json);
    if (code != EXIT_DONE) return code;
    if (declaration_parse(&r->cli.arena, json, &d, &why) != OK) {
        fprintf(stderr, "atlas replay: %s/declaration.json: %s\n", r->dir, why.text);
        return EXIT_INPUT;
    }
    const struct terms_declaration *t = declaration_terms(d, terms != NULL ? strz(terms) : STR(""));
    if (t == NULL) {
        fprintf(stderr, "atlas replay: %s/declaration.json: %s\n", r->dir,
                terms != NULL ? "no document of that name" : "--terms must say which document");
        return terms != NULL ? EXIT_INPUT : EXIT_USAGE;
    }
    r->source = &t->sources[0];
    return EXIT_DONE;
}

static enum verdict verdict_of(enum quality_verdict q)
{
    return q == QUALITY_GOOD ? VERDICT_GOOD : q == QUALITY_DOUBTFUL ? VERDICT_DOUBTFUL : VERDICT_BAD;
}

/* The text of a file in s, or s->failure. */
static void observe(struct replay *r, struct str body, struct sighting *s, struct str *ret_lang)
{
    struct quality_input in = {.http_status = 200, .previous_text = r->current, .previous_lang = r->current_lang};
    struct quality q;
    struct note why;
    struct extraction x = {0};
    if (r->text) {
        s->text = canonical_text(&r->job, body);
    } else if (extract_page(&r->job, body, STR(""), r->source->fetch, r->source, &x, &why) == OK) {
        s->text = x.text;
        in.title = x.title;
        in.lang = x.lang;
        in.html_bytes = body.n;
    } else {
        s->failure = arena_dupz(&r->job, why.text);
        return;
    }
    in.text = s->text;
    quality_judge(&r->job, &in, &q);
    s->quality = verdict_of(q.verdict);
    s->quality_reason = q.reason;
    *ret_lang = x.lang;
}

static void text_key_of(struct str text, struct text_key *ret)
{
    struct sha256 h;
    sha256_of(text, &h);
    memcpy(ret->byte, h.byte, sizeof ret->byte);
}

static void keep(struct replay *r, const struct sighting *s, struct str lang)
{
    struct arena *a = &r->cli.arena;
    r->current = str_of(arena_dup(a, s->text.p, s->text.n), s->text.n);
    r->current_lang = str_of(arena_dup(a, lang.p != NULL ? lang.p : "", lang.n), lang.n);
    r->current_key = s->key;
    *map_put(&r->versions, str_of(arena_dup(a, (const char *)s->key.byte, sizeof s->key.byte), sizeof s->key.byte),
             NULL) = 1;
}

static int print_outcome(const char *file, const struct decision *d)
{
    json_t *o = json_object();
    json_object_set_new(o, "file", json_string(file));
    json_object_set_new(o, "outcome", json_string(outcome_name(d->outcome)));
    json_object_set_new(o, "reason", json_string(d->reason));
    if (d->compared) {
        json_object_set_new(o, "items", json_integer((json_int_t)d->alignment.nitems));
        json_object_set_new(o, "capped", json_boolean(d->alignment.capped));
    }
    int failed = json_dumpf(o, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(o);
    return failed != 0 || ferror(stdout) ? EXIT_FAILED : EXIT_DONE;
}

static int replay_file(struct replay *r, const char *file)
{
    struct str body, lang = {0};
    struct sighting s = {0};
    struct decision d;
    struct cli job = {.arena = r->job}; /* the file's bytes live and die with the job */
    int code = cli_read(&job, arena_printf(&job.arena, "%s/%s", r->dir, file), FILE_MAX_BYTES, &body);
    r->job = job.arena;
    if (code != EXIT_DONE) return code;
    observe(r, body, &s, &lang);
    text_key_of(s.text, &s.key);
    s.have_current = r->current.n > 0;
    s.current = r->current;
    s.equals_current = s.have_current && str_eq(s.text, r->current);
    s.known = !s.equals_current && map_get(&r->versions, str_of((const char *)s.key.byte, sizeof s.key.byte)) != NULL;
    decide(&r->job, &s, &r->state, THRESHOLDS_DEFAULT, &d);
    r->state = d.state;
    if (d.becomes_current) keep(r, &s, lang);
    code = print_outcome(file, &d);
    arena_reset(&r->job);
    return code;
}

static int replay_dir(struct replay *r)
{
    struct dirent **files;
    int n = scandir(r->dir, &files, r->text ? is_text : is_page, alphasort), code = EXIT_DONE;
    if (n < 0) {
        fprintf(stderr, "atlas replay: %s: %s\n", r->dir, strerror(errno));
        return EXIT_FAILED;
    }
    if (n == 0) {
        fprintf(stderr, "atlas replay: %s holds no %s\n", r->dir, r->text ? "NNNN.md" : "NNN.html");
        code = EXIT_INPUT;
    }
    for (int i = 0; i < n; i++) {
        if (cli_progress()) fprintf(stderr, "\r%d of %d ", i + 1, n);
        if (code == EXIT_DONE) code = replay_file(r, files[i]->d_name);
        free(files[i]);
    }
    if (cli_progress() && n > 0) fputc('\n', stderr);
    free(files);
    return code;
}

int atlas_replay(int argc, char **argv)
{
    struct options o;
    int code = read_options(argc, argv, &o);
    if (code >= 0) return code;
    struct replay r = {.dir = o.dir, .text = o.text};
    arena_init(&r.cli.arena, TEXTS_MAX_BYTES);
    arena_init(&r.job, JOB_MAX_BYTES);
    map_init(&r.versions, &r.cli.arena);
    code = o.text ? EXIT_DONE : read_declaration(&r, o.terms);
    if (code == EXIT_DONE) code = replay_dir(&r);
    arena_release(&r.job);
    cli_close(&r.cli);
    return code;
}
