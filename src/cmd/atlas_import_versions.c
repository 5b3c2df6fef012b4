#include "cmd/atlas_import.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "cmd/cli.h"
#include "monitor/import.h"
#include "store/registry.h"

#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
    "usage: atlas import versions [--dry-run] [--from WORDS] DIR\n"
    "\n"
    "Takes in a history of texts: DIR/PLATFORM/DOCUMENT/TEXT.md, in Markdown and UTF-8, each a text as it was seen at an\n"
    "instant. The names of the folders are the names of the platform and of the document; both are made where they are not\n"
    "there (their addresses come with `atlas import declarations`). When a text was seen is said\n"
    "\n"
    "  by its name               2024-05-31T06-30-00Z.md (UTC), or\n"
    "  in a table of columns     DIR/versions.tsv or DIR.tsv, tab-separated, the first line names the columns: `path` ends in\n"
    "                            PLATFORM/DOCUMENT/TEXT.md, `date` is RFC 3339\n"
    "\n"
    "Each text is judged and compared as a fetched one is, and recorded in one transaction with its clauses, changes and\n"
    "dates. What an import cannot have is shown as missing: headers, raw page, verification. Nobody is mailed. A document\n"
    "with a text that cannot be read, or not be dated, is left out as a whole and named. What was imported before is left\n"
    "alone, so an import that was cut off goes on where it was; texts older than what is known are refused. Of texts of one\n"
    "instant the last by name counts.\n"
    "\n"
    "  --from WORDS   where the history comes from, shown as its provenance: \"imported from WORDS, file …\"; else DIR's name\n"
    "  --dry-run      reads and checks everything, and changes nothing\n"
    "\n"
    "Prints a line a document, tab-separated: platform, document, texts, known already, versions, changes that matter,\n"
    "texts held or refused (they are named on stderr). Exit code 3: a document was left out, or DIR holds no history.\n";

enum { TABLE_BYTES_MAX = 64 << 20, NAMES_BYTES_MAX = 1 << 30, JOB_BYTES_MAX = 768 << 20 };

struct text_file {
    const char *name;
    int64_t seen_us;
};

struct history { /* of one document */
    const char *platform, *document; /* names of folders */
    VEC(struct text_file) texts;     /* oldest first */
    const char *wrong;               /* why it is left out, or NULL */
};

struct import {
    struct cli cli;   /* its arena holds the names */
    struct arena job; /* reset for each text */
    struct parser_pool *pool;
    const char *dir, *from;
    bool dry;
    struct map dates; /* "PLATFORM/DOCUMENT/TEXT.md" → index of instants, plus 1 */
    VEC(int64_t) instants;
    VEC(struct history) histories;
    size_t ntexts, done, left_out;
};

/* ---- what there is: folders, names, dates ---------------------------------------------------------------------------------- */

/* "2024-05-31T06-30-00Z.md" */
static int instant_of_name(struct arena *a, struct str name, int64_t *ret)
{
    if (name.n != sizeof "2024-05-31T06-30-00Z.md" - 1) return ERR_BAD_INPUT;
    char *text = str_dupz(a, str_upto(name, name.n - 3));
    if (text[13] == '-' && text[16] == '-') text[13] = text[16] = ':';
    return clock_parse_rfc3339(strz(text), ret);
}

/* The last three parts of a path. */
static struct str place_of(struct str path)
{
    size_t at = path.n;
    for (int parts = 0; at > 0; at--)
        if (path.p[at - 1] == '/' && ++parts == 3) break;
    return str_from(path, at);
}

static struct str column(struct str line, size_t k)
{
    struct str field = {0};
    for (size_t i = 0; i <= k; i++)
        if (!str_next(&line, '\t', &field)) return str_of(NULL, 0);
    return field;
}

static bool find_column(struct str head, const char *name, size_t *ret)
{
    struct str field;
    for (*ret = 0; str_next(&head, '\t', &field); (*ret)++)
        if (str_eqz(field, name)) return true;
    return false;
}

static int read_table(struct import *im, const char *path, struct str table)
{
    struct str line;
    size_t at_path, at_date, number = 1;
    int64_t seen;
    if (!str_next(&table, '\n', &line) || !find_column(str_trim(line), "path", &at_path) || !find_column(str_trim(line), "date", &at_date))
        return cli_fail("import", ERR_BAD_INPUT, "%s: its first line does not name the columns path and date", path);
    while (str_next(&table, '\n', &line)) {
        number++;
        if (str_trim(line).n == 0) continue;
        struct str place = place_of(column(line, at_path)), date = str_trim(column(line, at_date));
        if (place.n == 0 || clock_parse_rfc3339(date, &seen) != OK)
            return cli_fail("import", ERR_BAD_INPUT, "%s, line %zu: \"" STR_FMT "\" is no instant of RFC 3339", path, number, STR_ARG(date));
        uintptr_t *index = map_put(&im->dates, place, NULL);
        if (*index != 0 && im->instants.v[*index - 1] != seen)
            return cli_fail("import", ERR_BAD_INPUT, "%s, line %zu: another date of " STR_FMT, path, number, STR_ARG(place));
        if (*index != 0) continue;
        *vec_push(&im->instants, &im->cli.arena) = seen;
        *index = im->instants.n;
    }
    return EXIT_DONE;
}

/* The table beside DIR or in it, where there is one. */
static int find_table(struct import *im)
{
    struct arena *a = &im->cli.arena;
    const char *places[] = {arena_printf(a, "%s/versions.tsv", im->dir), arena_printf(a, "%s.tsv", im->dir)};
    for (size_t i = 0; i < 2; i++) {
        struct str table;
        struct note why;
        int rc = file_read(a, places[i], TABLE_BYTES_MAX, &table, &why);
        if (rc == OK) return read_table(im, places[i], table);
        if (rc != ERR_NOT_FOUND) return cli_fail("import", rc, "%s", why.text);
    }
    return EXIT_DONE;
}

static int is_folder(const struct dirent *d)
{
    return d->d_name[0] != '.' && (d->d_type == DT_DIR || d->d_type == DT_LNK || d->d_type == DT_UNKNOWN);
}

static int is_text(const struct dirent *d)
{
    return d->d_name[0] != '.' && str_ends(strz(d->d_name), STR(".md"));
}

/* The names in a folder that `keep` wants, in order; in the arena. */
static size_t list_folder(struct import *im, const char *path, int (*keep)(const struct dirent *), const char ***ret)
{
    struct dirent **list;
    int n = scandir(path, &list, keep, alphasort);
    *ret = ARENA_ARRAY(&im->cli.arena, const char *, n > 0 ? (size_t)n : 1);
    for (int i = 0; i < n; i++) {
        (*ret)[i] = arena_dupz(&im->cli.arena, list[i]->d_name);
        free(list[i]);
    }
    if (n >= 0) free(list);
    return n > 0 ? (size_t)n : 0;
}

static const char *path_of(struct import *im, struct arena *a, const struct history *h, const char *name)
{
    return arena_printf(a, "%s/%s/%s/%s", im->dir, h->platform, h->document, name);
}

static int by_instant(const void *a, const void *b)
{
    const struct text_file *x = a, *y = b;
    if (x->seen_us != y->seen_us) return x->seen_us > y->seen_us ? 1 : -1;
    return strcmp(x->name, y->name);
}

/* Of texts of one instant the last by name counts: the others stood no time. */
static void keep_last_of_instant(struct history *h)
{
    size_t n = 0;
    for (size_t i = 0; i < h->texts.n; i++) {
        if (i + 1 < h->texts.n && h->texts.v[i + 1].seen_us == h->texts.v[i].seen_us)
            fprintf(stderr, "%s/%s/%s: passed over: %s is of the same instant\n", h->platform, h->document, h->texts.v[i].name, h->texts.v[i + 1].name);
        else
            h->texts.v[n++] = h->texts.v[i];
    }
    h->texts.n = n;
}

static const char *date_text(struct import *im, const struct history *h, struct text_file *t)
{
    struct arena *a = &im->cli.arena;
    const uintptr_t *index = map_get(&im->dates, strz(arena_printf(a, "%s/%s/%s", h->platform, h->document, t->name)));
    if (index != NULL) t->seen_us = im->instants.v[*index - 1];
    else if (instant_of_name(a, strz(t->name), &t->seen_us) != OK) return arena_printf(a, "%s: neither its name nor a table says when it was seen", t->name);
    return t->seen_us > im->cli.now_us ? arena_printf(a, "%s is of the future", t->name) : NULL;
}

static void read_history(struct import *im, const char *platform, const char *document)
{
    struct arena *a = &im->cli.arena;
    struct history h = {.platform = platform, .document = document};
    const char **names;
    size_t n = list_folder(im, arena_printf(a, "%s/%s/%s", im->dir, platform, document), is_text, &names);
    if (!utf8_valid(strz(platform)) || !utf8_valid(strz(document))) h.wrong = "its name is no UTF-8";
    for (size_t i = 0; i < n && h.wrong == NULL; i++) {
        struct text_file *t = vec_push(&h.texts, a);
        t->name = names[i];
        h.wrong = date_text(im, &h, t);
    }
    if (h.texts.n > 0) qsort(h.texts.v, h.texts.n, sizeof *h.texts.v, by_instant);
    if (h.wrong == NULL) keep_last_of_instant(&h);
    im->ntexts += h.texts.n;
    if (n > 0) *vec_push(&im->histories, a) = h;
}

static int read_folders(struct import *im)
{
    struct arena *a = &im->cli.arena;
    const char **platforms, **documents;
    size_t n = list_folder(im, im->dir, is_folder, &platforms);
    for (size_t i = 0; i < n; i++) {
        size_t m = list_folder(im, arena_printf(a, "%s/%s", im->dir, platforms[i]), is_folder, &documents);
        for (size_t k = 0; k < m; k++) read_history(im, platforms[i], documents[k]);
    }
    if (im->histories.n == 0) return cli_fail("import", ERR_BAD_INPUT, "%s holds no PLATFORM/DOCUMENT/TEXT.md", im->dir);
    return EXIT_DONE;
}

/* ---- one document -------------------------------------------------------------------------------------------------------------- */

struct tally {
    size_t known, versions, changes, doubted;
};

/* Every text is read before the first is imported: a document goes in as a whole or not at all. */
static const char *check_texts(struct import *im, const struct history *h)
{
    for (size_t i = 0; i < h->texts.n; i++) {
        struct str bytes;
        struct note why;
        const char *name = h->texts.v[i].name;
        arena_reset(&im->job);
        if (file_read(&im->job, path_of(im, &im->job, h, name), IMPORT_FILE_BYTES_MAX, &bytes, &why) != OK) return arena_dupz(&im->cli.arena, why.text);
        const char *obstacle = import_obstacle(bytes);
        if (obstacle != NULL) return arena_printf(&im->cli.arena, "%s: %s", name, obstacle);
    }
    return NULL;
}

/* The document's record; 0 where it is not there and nothing may be written. */
static int find_document(struct import *im, const struct history *h, int64_t *ret)
{
    struct store *st = im->cli.store;
    struct arena *a = &im->cli.arena;
    const char *kind = "other", *slug = slug_of(a, strz(h->document));
    const struct platform p = {.slug = slug_of(a, strz(h->platform)), .name = h->platform, .kind = "other"};
    int64_t platform, document = 0;
    int rc = platform_find(st, p.slug, &platform);
    if (rc == OK) rc = document_find(st, platform, slug, &document);
    *ret = document;
    if (rc != ERR_NOT_FOUND || im->dry) return rc == ERR_NOT_FOUND ? OK : rc;
    rc = store_begin(st);
    if (rc != OK) return rc;
    rc = platform_find(st, p.slug, &platform);
    if (rc == ERR_NOT_FOUND) rc = platform_put(st, &p, im->cli.now_us, &platform, NULL);
    if (rc == OK) rc = document_kind_of(st, a, h->document, &kind);
    if (rc == OK) rc = document_put(st, platform, slug, h->document, kind, im->cli.now_us, ret, NULL);
    return store_end(st, rc);
}

static void count(struct import *im, const struct history *h, const char *name, const struct import_result *r, struct tally *n)
{
    bool doubted = r->outcome == OUTCOME_HELD || r->outcome == OUTCOME_REFUSED;
    n->known += r->known;
    n->doubted += doubted;
    n->versions += r->outcome == OUTCOME_FIRST || r->outcome == OUTCOME_CHANGE || r->outcome == OUTCOME_COSMETIC;
    n->changes += r->outcome == OUTCOME_CHANGE || r->outcome == OUTCOME_REVERSAL;
    if (doubted && !r->known)
        fprintf(stderr, "%s%s/%s/%s: %s: %s\n", cli_progress() ? "\r" : "", h->platform, h->document, name, outcome_name(r->outcome),
                r->reason != NULL ? r->reason : "");
    im->done++;
    if (cli_progress()) fprintf(stderr, "\r%zu of %zu texts ", im->done, im->ntexts);
}

static int import_one(struct import *im, const struct history *h, size_t i, const struct import_text *about, struct tally *n, struct note *why)
{
    struct import_text t = *about;
    struct import_result r;
    const struct text_file *f = &h->texts.v[i];
    arena_reset(&im->job);
    int rc = file_read(&im->job, path_of(im, &im->job, h, f->name), IMPORT_FILE_BYTES_MAX, &t.bytes, why);
    if (rc != OK) return rc;
    t.seen_us = f->seen_us;
    t.next_us = i + 1 < h->texts.n ? h->texts.v[i + 1].seen_us : CLOCK_NONE;
    t.basis = arena_printf(&im->job, "imported from %s, file %s/%s/%s", im->from, h->platform, h->document, f->name);
    rc = import_text(im->cli.store, im->pool, &im->job, &t, im->dry, &r, why);
    if (rc == OK && im->dry && !r.known) r.outcome = OUTCOME_MAX; /* nothing was decided */
    if (rc == OK) count(im, h, f->name, &r, n);
    return rc;
}

/* ERR_IO: the database is away, and the rest would fare no better. */
static int import_document(struct import *im, struct history *h)
{
    struct import_text about = {.now_us = im->cli.now_us};
    struct tally n = {0};
    struct note why = {""};
    int rc = OK;
    if (h->wrong == NULL) h->wrong = check_texts(im, h);
    if (h->wrong == NULL) rc = find_document(im, h, &about.document_id);
    if (h->wrong == NULL && rc == OK && about.document_id != 0)
        rc = document_names(im->cli.store, &im->cli.arena, about.document_id, &about.platform, &about.document);
    for (size_t i = 0; h->wrong == NULL && rc == OK && about.document_id != 0 && i < h->texts.n; i++) {
        rc = import_one(im, h, i, &about, &n, &why);
        if (rc != OK) h->wrong = arena_printf(&im->cli.arena, "%s: %s", h->texts.v[i].name, why.text);
    }
    if (h->wrong == NULL && rc == OK && about.document_id == 0) im->done += h->texts.n; /* a dry run, and all of it is new */
    if (rc != OK && h->wrong == NULL) h->wrong = arena_dupz(&im->cli.arena, store_why(im->cli.store));
    if (h->wrong != NULL) {
        im->left_out++;
        fprintf(stderr, "%satlas import: %s/%s is left out: %s\n", cli_progress() ? "\r" : "", h->platform, h->document, h->wrong);
    }
    if (h->wrong == NULL || n.versions > 0)
        printf("%s\t%s\t%zu\t%zu\t%zu\t%zu\t%zu\n", h->platform, h->document, h->texts.n, n.known, n.versions, n.changes, n.doubted);
    return rc == ERR_IO ? rc : OK;
}

static int import_all(struct import *im)
{
    int rc = OK, code = find_table(im);
    if (code == EXIT_DONE) code = read_folders(im);
    if (code == EXIT_DONE) code = cli_open_store(&im->cli);
    if (code != EXIT_DONE) return code;
    for (size_t i = 0; rc == OK && i < im->histories.n; i++) rc = import_document(im, &im->histories.v[i]);
    fprintf(stderr, "%s%zu documents, %zu left out, %zu texts read%s\n", cli_progress() ? "\r" : "", im->histories.n, im->left_out, im->done,
            im->dry ? "; nothing was written" : "");
    return rc != OK ? EXIT_FAILED : im->left_out > 0 ? EXIT_INPUT : EXIT_DONE;
}

/* ---- the command ------------------------------------------------------------------------------------------------------------- */

static bool read_arguments(struct import *im, int argc, char **argv)
{
    static const struct option known[] = {{"dry-run", no_argument, NULL, 'n'}, {"from", required_argument, NULL, 'f'}, {0}};
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c == 'n') im->dry = true;
        else if (c == 'f' && optarg[0] != '\0') im->from = optarg;
        else return false;
    }
    if (optind + 1 != argc) return false;
    struct str dir = strz(argv[optind]);
    while (dir.n > 1 && dir.p[dir.n - 1] == '/') dir.n--;
    im->dir = str_dupz(&im->cli.arena, dir);
    const char *slash = strrchr(im->dir, '/');
    if (im->from == NULL) im->from = slash != NULL ? slash + 1 : im->dir;
    return dir.n > 0;
}

int atlas_import_versions(int argc, char **argv)
{
    struct import im = {0};
    struct note why;
    if (argc == 2 && strcmp(argv[1], "--help") == 0) return cli_usage(usage, true);
    arena_init(&im.cli.arena, NAMES_BYTES_MAX);
    arena_init(&im.job, JOB_BYTES_MAX);
    map_init(&im.dates, &im.cli.arena);
    int code = read_arguments(&im, argc, argv) ? cli_open(&im.cli) : cli_usage(usage, false);
    /* The parser children are started before the database is opened: they inherit nothing of it. */
    if (code == EXIT_DONE && parser_pool_new(1, &im.pool, &why) != OK) code = cli_fail("import", ERR_IO, "%s", why.text);
    if (code == EXIT_DONE) code = import_all(&im);
    parser_pool_free(im.pool);
    arena_release(&im.job);
    cli_close(&im.cli);
    return code;
}
