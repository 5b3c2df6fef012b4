#include "cmd/atlas_import.h"

#include "cmd/atlas_entries.h"
#include "cmd/atlas_entry.h"
#include "cmd/cli.h"
#include "store/remarks.h"

#include <getopt.h>
#include <stdio.h>

enum { FILE_BYTES_MAX = 32 << 20, ENTRY_BYTES_MAX = 128 << 20 };

static const char usage[] =
    "usage: atlas import provisions [--dry-run] [--strict] FILE\n"
    "\n"
    "Publishes provisions in bulk, by the desk's rules: every sentence of an analysis quotes words of its clause, in the\n"
    "document's current version; no two of a document have the same title. One that is there already is revised where it\n"
    "says something else now, and left alone where it does not. An entry without an author is marked as automatic.\n"
    "\n"
    "FILE (- is stdin) is a JSON list, lines of JSON objects, or CSV whose first line names the columns:\n"
    "\n"
    "  platform, document      their slugs\n"
    "  quote, clause           words that stand in one clause only; the SHA-256 of its text; one of the two, or both\n"
    "  clause_type, severity   slug; low, medium, high or critical\n"
    "  title, slug             slug may be missing: made from the title\n"
    "  what                    one sentence: what it is\n"
    "  why_1, why_1_quote …    why it matters: sentences, each with words of the clause (JSON: why: [{text, quote}])\n"
    "  impact, author          may be missing\n"
    "  option_1, option_1_url …           what one can do (options: [{text, kind, url}])\n"
    "  regulation_1, regulation_1_reason … slugs with reasons (regulations: [{slug, reason}]); missing: those of the type\n"
    "  agency_1, agency_1_reason …        likewise (agencies)\n"
    "\n"
    "  --dry-run   checks everything against the database and changes nothing\n"
    "  --strict    refuses what the desk would remark on: its wording, or that it may double another\n"
    "\n"
    "Each entry is a transaction: those that are good are published, those that are not are named on stderr, with line or\n"
    "number; so are remarks. Exit code 3: an entry was refused.\n";

struct import {
    struct cli cli;
    const char *file;
    bool dry_run, strict;
    size_t done, published, revised, unchanged, refused;
};

/* What the desk would say of it before it publishes; how much it says. */
static int remark(struct import *im, struct arena *a, const struct clause_place *at, const struct entry *e, const char *where,
                  struct note *why)
{
    struct remarks remarks;
    const char **doubles;
    size_t n;
    provision_remarks(a, &e->provision, &e->analysis, &remarks);
    int rc = provision_doubles(im->cli.store, a, at, &e->provision, NULL, &doubles, &n);
    for (size_t i = 0; rc == OK && i < remarks.n; i++)
        fprintf(stderr, "%s: %s: %s: %s\n", im->file, where, remarks.v[i].field, remarks.v[i].text);
    for (size_t i = 0; rc == OK && i < n; i++) fprintf(stderr, "%s: %s: %s\n", im->file, where, doubles[i]);
    if (rc != OK || !im->strict || remarks.n + n == 0) return rc;
    note_set(why, "%zu remarks", remarks.n + n);
    return ERR_BAD_INPUT;
}

static int put_entry(struct import *im, struct arena *a, const struct entry *e, const char *where, struct note *why)
{
    struct clause_place at;
    enum put_outcome outcome;
    int rc = clause_find(im->cli.store, a, e->platform, e->document, e->quote, e->clause, &at, why);
    if (rc == OK)
        rc = provision_put(im->cli.store, &at, &e->provision, &e->analysis, im->cli.now_us, PUT_DRY_RUN, &outcome, why);
    if (rc == OK && outcome != PUT_UNCHANGED) {
        rc = remark(im, a, &at, e, where, why);
        if (rc == OK && !im->dry_run)
            rc = provision_put(im->cli.store, &at, &e->provision, &e->analysis, im->cli.now_us, 0, &outcome, why);
    }
    if (rc == OK)
        *(outcome == PUT_PUBLISHED ? &im->published : outcome == PUT_REVISED ? &im->revised : &im->unchanged) += 1;
    return rc;
}

static int import_entry(struct import *im, int rc, const json_t *json, const char *where, struct note *why)
{
    struct arena a;
    struct entry e = {0};
    arena_init(&a, ENTRY_BYTES_MAX);
    if (rc == OK) rc = entry_read(&a, json, &e, why);
    if (rc == OK) rc = put_entry(im, &a, &e, where, why);
    im->done++;
    if (rc != OK) {
        im->refused++;
        fprintf(stderr, "atlas import: %s: %s (%s/%s \"%s\"): %s\n", im->file, where, e.platform != NULL ? e.platform : "?",
                e.document != NULL ? e.document : "?", e.provision.title != NULL ? e.provision.title : "",
                why->text[0] != '\0' ? why->text : store_why(im->cli.store));
    }
    arena_release(&a);
    return rc;
}

static int import_entries(struct import *im, struct entries *in)
{
    int code = EXIT_DONE;
    for (;;) {
        const json_t *json = NULL;
        const char *where = "";
        struct note why = {""};
        int rc = entries_next(in, &json, &where, &why);
        if (rc == ERR_NOT_FOUND) break;
        rc = import_entry(im, rc, json, where, &why);
        if (rc == ERR_IO) return EXIT_FAILED; /* the database is away: the rest would fare no better */
        if (rc != OK) code = EXIT_INPUT;
        if (cli_progress()) fprintf(stderr, "\r%zu of %zu", im->done, entries_total(in));
    }
    fprintf(stderr, "%s%zu published, %zu revised, %zu unchanged, %zu refused%s\n", cli_progress() ? "\r" : "",
            im->published, im->revised, im->unchanged, im->refused, im->dry_run ? " (nothing was changed)" : "");
    return code;
}

static int import_file(struct import *im)
{
    struct str text;
    struct note why;
    struct entries *in = NULL;
    int code = cli_read(&im->cli, im->file, FILE_BYTES_MAX, &text);
    if (code != EXIT_DONE) return code;
    if (entries_open(&im->cli.arena, text, &in, &why) != OK) return cli_fail("import", ERR_BAD_INPUT, "%s: %s", im->file, why.text);
    code = cli_open_store(&im->cli);
    if (code == EXIT_DONE) code = import_entries(im, in);
    entries_close(in);
    return code;
}

int atlas_import_provisions(int argc, char **argv)
{
    static const struct option known[] = {
        {"dry-run", no_argument, NULL, 'n'}, {"strict", no_argument, NULL, 's'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    struct import im = {0};
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c == 'n')
            im.dry_run = true;
        else if (c == 's')
            im.strict = true;
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
