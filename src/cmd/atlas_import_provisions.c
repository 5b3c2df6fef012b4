#include "cmd/atlas_import.h"

#include "cmd/atlas_entry.h"
#include "cmd/cli.h"

#include <getopt.h>
#include <stdio.h>

enum { FILE_BYTES_MAX = 32 << 20, ENTRY_BYTES_MAX = 128 << 20 };

static const char usage[] =
    "usage: atlas import provisions [--dry-run] FILE\n"
    "\n"
    "Publishes the provisions of a JSON list. Each names its platform, its document and a quote that stands in one "
    "clause\n"
    "of the document's current version; every sentence of its analysis quotes words of that clause. One that is there\n"
    "already is revised where it says something else now, and left alone where it does not.\n"
    "\n"
    "  --dry-run   checks everything against the database and changes nothing\n"
    "\n"
    "Each entry is a transaction: those that are good are published, those that are not are named on stderr.\n"
    "Exit code 3: an entry was refused.\n";

struct import {
    struct cli cli;
    const char *file;
    bool dry_run;
    size_t published, revised, unchanged, refused;
};

static int import_entry(struct import *im, const json_t *json, size_t number)
{
    struct arena a;
    struct entry e = {0};
    struct clause_place at;
    enum put_outcome outcome;
    struct note why = {""};
    arena_init(&a, ENTRY_BYTES_MAX);
    int rc = entry_read(&a, json, &e, &why);
    if (rc == OK) rc = clause_find(im->cli.store, &a, e.platform, e.document, e.quote, &at, &why);
    if (rc == OK)
        rc = provision_put(im->cli.store, &at, &e.provision, &e.analysis, im->cli.now_us, im->dry_run ? PUT_DRY_RUN : 0,
                           &outcome, &why);
    if (rc == OK)
        *(outcome == PUT_PUBLISHED ? &im->published : outcome == PUT_REVISED ? &im->revised : &im->unchanged) += 1;
    if (rc != OK) {
        const char *title = json_string_value(json_object_get(json, "title"));
        im->refused++;
        fprintf(stderr, "atlas import: %s: entry %zu (%s/%s \"%s\"): %s\n", im->file, number,
                e.platform != NULL ? e.platform : "?", e.document != NULL ? e.document : "?",
                title != NULL ? title : "", why.text);
    }
    arena_release(&a);
    return rc;
}

static int import_list(struct import *im, const json_t *list)
{
    int code = EXIT_DONE;
    for (size_t i = 0; code != EXIT_FAILED && i < json_array_size(list); i++) {
        int rc = import_entry(im, json_array_get(list, i), i + 1);
        if (rc == ERR_IO)
            code = EXIT_FAILED; /* the database is away: the rest would fare no better */
        else if (rc != OK)
            code = EXIT_INPUT;
        if (cli_progress()) fprintf(stderr, "\r%zu of %zu", i + 1, json_array_size(list));
    }
    fprintf(stderr, "%s%zu published, %zu revised, %zu unchanged, %zu refused%s\n", cli_progress() ? "\r" : "",
            im->published, im->revised, im->unchanged, im->refused, im->dry_run ? " (nothing was changed)" : "");
    return code;
}

static int import_file(struct import *im)
{
    struct str text;
    json_error_t e;
    int code = cli_read(&im->cli, im->file, FILE_BYTES_MAX, &text);
    if (code != EXIT_DONE) return code;
    json_t *list = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &e);
    if (list == NULL) return cli_fail("import", ERR_BAD_INPUT, "%s, line %d: %s", im->file, e.line, e.text);
    if (!json_is_array(list)) code = cli_fail("import", ERR_BAD_INPUT, "%s is no JSON list", im->file);
    if (code == EXIT_DONE) code = cli_open_store(&im->cli);
    if (code == EXIT_DONE) code = import_list(im, list);
    json_decref(list);
    return code;
}

int atlas_import_provisions(int argc, char **argv)
{
    static const struct option known[] = {
        {"dry-run", no_argument, NULL, 'n'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    struct import im = {0};
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c == 'n')
            im.dry_run = true;
        else
            return cli_usage(usage, c == 'h');
    }
    if (optind + 1 != argc) return cli_usage(usage, false);
    im.file = argv[optind];
    arena_init(&im.cli.arena, 4 * FILE_BYTES_MAX);
    int code = import_file(&im);
    cli_close(&im.cli);
    return code;
}
