#include "cmd/atlas_import.h"

#include "cmd/cli.h"
#include "net/url.h"
#include "store/registry.h"
#include "text/declaration.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { FILE_MAX = 4 << 20 };

static const char usage[] = "usage: atlas import declarations DIR [--dry-run]\n"
                            "\n"
                            "Reads Open Terms Archive declarations: DIR/*.json. Says of each document whether it is usable, or why not. A choice of\n"
                            "the page's part that was made at the desk stays as it is. With --dry-run nothing is written.\n";

struct import {
    struct cli *c;
    bool dry;
    size_t platforms, documents, unusable, files_bad;
};

/* What stands in the way of a source, in words; NULL: nothing. */
static const char *obstacle(struct arena *a, const struct source_declaration *s, struct url *u)
{
    struct note why;
    if (s->fetch.n == 0) return "it has no address";
    if (url_parse(a, str_dupz(a, s->fetch), u, &why) != OK) return arena_dupz(a, why.text);
    if (s->nscripts > 0) return arena_printf(a, "its filter " STR_FMT " is a script, which is not run", STR_ARG(s->scripts[0]));
    return NULL;
}

static int import_terms(struct import *im, int64_t platform, const char *name, const struct terms_declaration *t)
{
    struct cli *c = im->c;
    struct source_new *v = ARENA_ARRAY(&c->arena, struct source_new, t->nsources);
    const char *title = str_dupz(&c->arena, t->name), *kind = "other", *note = "usable";
    int64_t document;
    for (size_t i = 0; i < t->nsources; i++) {
        const struct source_declaration *s = &t->sources[i];
        struct url u = {0};
        const char *no = obstacle(&c->arena, s, &u);
        if (no != NULL) {
            printf("%s\t%s\tnot usable: %s\n", name, title, no);
            im->unusable++;
            return OK;
        }
        if (s->execute_client_scripts) note = "usable; it wants a browser: chromium is to be installed where the worker runs";
        v[i] = (struct source_new){.url = u.text, .origin = u.origin, .browser = s->execute_client_scripts,
                                   .declaration_json = str_dupz(&c->arena, source_declaration_json(&c->arena, s))};
    }
    printf("%s\t%s\t%s\n", name, title, note);
    im->documents++;
    if (im->dry) return OK;
    int rc = document_kind_of(c->store, &c->arena, title, &kind);
    if (rc == OK) rc = document_put(c->store, platform, slug_of(&c->arena, t->name), title, kind, c->now_us, &document, NULL);
    if (rc == OK) rc = document_sources_set(c->store, document, v, t->nsources, c->now_us, c->now_us);
    for (size_t i = 0; rc == OK && i < t->nsources; i++)
        if (v[i].kept) fprintf(stderr, "atlas import: %s, %s: what was selected at the desk is kept\n", name, title);
    return rc;
}

static const char *nullable(struct arena *a, struct str s)
{
    return s.n > 0 ? str_dupz(a, s) : NULL;
}

static int import_declaration(struct import *im, const char *file, const struct declaration *d)
{
    struct cli *c = im->c;
    const struct platform_declaration *pd = &d->platform;
    struct platform p = {.name = str_dupz(&c->arena, d->name), .kind = pd->kind.n > 0 ? str_dupz(&c->arena, pd->kind) : "other",
                         .homepage = nullable(&c->arena, pd->homepage), .jurisdiction = nullable(&c->arena, pd->jurisdiction), .invented = pd->invented};
    p.slug = pd->slug.n > 0 ? str_dupz(&c->arena, pd->slug) : slug_of(&c->arena, d->name);
    int64_t id = 0;
    int rc = OK;
    if (!im->dry) {
        rc = store_begin(c->store);
        if (rc != OK) return rc;
        rc = platform_put(c->store, &p, c->now_us, &id, NULL);
    }
    for (size_t i = 0; rc == OK && i < d->nterms; i++) rc = import_terms(im, id, p.name, &d->terms[i]);
    if (!im->dry) rc = store_end(c->store, rc);
    if (rc != OK) fprintf(stderr, "atlas import: %s: %s\n", file, store_why(c->store));
    im->platforms += rc == OK;
    return rc;
}

/* History and filter files stand beside the declarations and are no declarations themselves. */
static int is_declaration(const struct dirent *e)
{
    struct str n = strz(e->d_name);
    return str_ends(n, STR(".json")) && !str_ends(n, STR(".history.json")) && !str_ends(n, STR(".filters.json"));
}

static int import_folder(struct import *im, const char *dir)
{
    struct cli *c = im->c;
    struct dirent **list;
    int n = scandir(dir, &list, is_declaration, alphasort), rc = OK;
    if (n < 0) return cli_fail("import", ERR_IO, "%s cannot be read: %s", dir, strerror(errno));
    for (int i = 0; i < n; i++) {
        const char *path = arena_printf(&c->arena, "%s/%s", dir, list[i]->d_name);
        struct str json;
        struct declaration *d;
        struct note why = {""};
        if (rc == OK && cli_read(c, path, FILE_MAX, &json) == EXIT_DONE && declaration_parse(&c->arena, json, &d, &why) == OK) {
            rc = import_declaration(im, path, d);
        } else if (rc == OK) {
            fprintf(stderr, "atlas import: %s: %s\n", path, why.text);
            im->files_bad++;
        }
        free(list[i]);
    }
    free(list);
    fprintf(stderr, "%zu platforms, %zu documents usable, %zu not, %zu files that are no declarations%s\n", im->platforms, im->documents, im->unusable,
            im->files_bad, im->dry ? "; nothing was written" : "");
    return rc != OK ? EXIT_FAILED : n == 0 || im->files_bad > 0 ? EXIT_INPUT : EXIT_DONE;
}

int atlas_import_declarations(int argc, char **argv)
{
    struct cli c = {0};
    struct import im = {.c = &c};
    const char *dir = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--dry-run") == 0) im.dry = true;
        else if (dir == NULL && argv[i][0] != '-') dir = argv[i];
        else return cli_usage(usage, false);
    }
    if (dir == NULL) return cli_usage(usage, false);
    arena_init(&c.arena, (size_t)1 << 30);
    int code = im.dry ? cli_open(&c) : cli_open_store(&c);
    if (code == EXIT_DONE) code = import_folder(&im, dir);
    cli_close(&c);
    return code;
}
