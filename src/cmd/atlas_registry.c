#include "cmd/atlas_registry.h"

#include "base/clock.h"
#include "cmd/cli.h"
#include "monitor/parser.h"
#include "net/fetch.h"
#include "net/render.h"
#include "store/desk.h"
#include "store/registry.h"
#include "text/extract.h"
#include "text/quality.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SELECTORS_MAX = 16, PREVIEW_PARSE_S = 30 };

/* ---- listing --------------------------------------------------------------------------------------------------------------- */

STMT(platforms_list, 0,
     "SELECT p.slug, p.name, p.kind, count(d.id), count(*) FILTER (WHERE EXISTS (SELECT FROM stay s WHERE s.document_id = d.id))"
     " FROM platform p LEFT JOIN document d ON d.platform_id = p.id AND d.active WHERE p.active GROUP BY p.id ORDER BY p.slug");
STMT(documents_list, 1,
     "SELECT d.record_id, p.slug, d.slug, d.title, s.url, coalesce(ss.last_outcome, 'not checked yet'), ss.last_checked_at, ss.last_reason"
     " FROM document d JOIN platform p ON p.id = d.platform_id JOIN source s ON s.document_id = d.id AND s.active"
     " JOIN source_state ss ON ss.source_id = s.id WHERE d.active AND ($1::text IS NULL OR p.slug = $1) ORDER BY p.slug, d.slug, s.ordinal");

static int print_rows(struct cli *c, const struct stmt *s, const struct arg *args, size_t nargs, int columns)
{
    struct rows r;
    int rc = db_query_n(c->store, s, &r, args, nargs);
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++)
        for (int k = 0; k < columns; k++)
            printf("%s%c", row_null(&r, i, k) ? "" : row_text(&r, i, k), k + 1 < columns ? '\t' : '\n');
    rows_free(&r);
    return rc == OK ? EXIT_DONE : cli_fail("list", rc, "%s", store_why(c->store));
}

/* ---- platform --------------------------------------------------------------------------------------------------------------- */

static const char platform_usage[] =
    "usage: atlas platform add SLUG NAME [--kind KIND] [--homepage URL] [--jurisdiction CC]\n"
    "       atlas platform list            slug, name, kind, documents, documents with a version; tab-separated\n"
    "       atlas platform show SLUG       its documents: id, platform, slug, title, address, last outcome, when, why\n";

static int platform_add(struct cli *c, int argc, char **argv)
{
    static const struct option options[] = {{"kind", required_argument, NULL, 'k'}, {"homepage", required_argument, NULL, 'u'},
                                            {"jurisdiction", required_argument, NULL, 'j'}, {0}};
    struct platform p = {.kind = "other"};
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o == 'k') p.kind = optarg;
        else if (o == 'u') p.homepage = optarg;
        else if (o == 'j') p.jurisdiction = optarg;
        else return cli_usage(platform_usage, false);
    }
    if (argc - optind != 2) return cli_usage(platform_usage, false);
    p.slug = argv[optind];
    p.name = argv[optind + 1];
    if (strcmp(p.slug, slug_of(&c->arena, strz(p.slug))) != 0)
        return cli_fail("platform add", ERR_BAD_INPUT, "\"%s\" is not a slug: small letters, digits and single hyphens, such as %s", p.slug, slug_of(&c->arena, strz(p.slug)));
    int64_t id;
    bool fresh;
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = platform_put(c->store, &p, c->now_us, &id, &fresh);
    if (rc != OK) return cli_fail("platform add", rc, "%s", store_why(c->store));
    printf("%s %s\n", fresh ? "added" : "updated", p.slug);
    return EXIT_DONE;
}

int atlas_platform(int argc, char **argv)
{
    struct cli c = {0};
    int code;
    if (argc < 2 || strcmp(argv[1], "--help") == 0) return cli_usage(platform_usage, argc == 2);
    arena_init(&c.arena, 64 << 20);
    if (strcmp(argv[1], "add") == 0) code = platform_add(&c, argc - 1, argv + 1);
    else if (strcmp(argv[1], "list") == 0 && argc == 2) code = cli_open_store(&c) == EXIT_DONE ? print_rows(&c, &platforms_list, NULL, 0, 5) : EXIT_FAILED;
    else if (strcmp(argv[1], "show") == 0 && argc == 3)
        code = cli_open_store(&c) == EXIT_DONE ? print_rows(&c, &documents_list, &A_TEXT(argv[2]), 1, 8) : EXIT_FAILED;
    else code = cli_usage(platform_usage, false);
    cli_close(&c);
    return code;
}

/* ---- document and preview -------------------------------------------------------------------------------------------------------- */

static const char document_usage[] =
    "usage: atlas document add PLATFORM URL [--title TITLE] [--kind KIND] [--select CSS]… [--remove CSS]… [--render browser]\n"
    "       atlas document list [PLATFORM]   id, platform, slug, title, address, last outcome, when, why; tab-separated\n"
    "       atlas document held              sources to decide about: source, document, outcome, since, times, SHA-256, why\n"
    "       atlas document accept SOURCE     the text that is held becomes a version at the next check, at once\n"
    "       atlas document refuse SOURCE     that text is refused from now on\n"
    "       atlas document select SOURCE [--select CSS]… [--remove CSS]…   another part of the page, read at once\n"
    "Without --select the document's body is found by itself. `atlas preview` shows what would be kept.\n";
static const char preview_usage[] =
    "usage: atlas preview URL [--select CSS]… [--remove CSS]… [--render browser]\n"
    "Fetches the page through the gate, as the worker would, and prints the text that would be kept; on stderr what the\n"
    "page is judged to be. Keeps nothing.\n";

struct page_options {
    const char *title, *kind;
    bool browser;
    struct selection select[SELECTORS_MAX], remove[SELECTORS_MAX];
    size_t nselect, nremove;
    const char *rest[3];
    int nrest;
};

static bool add_selector(struct selection *v, size_t *n, const char *css)
{
    if (*n == SELECTORS_MAX) return false;
    v[(*n)++] = (struct selection){.kind = SELECTION_CSS, .css = strz(css)};
    return true;
}

static bool read_page_options(int argc, char **argv, struct page_options *o)
{
    static const struct option options[] = {{"title", required_argument, NULL, 't'},  {"kind", required_argument, NULL, 'k'},
                                            {"select", required_argument, NULL, 's'}, {"remove", required_argument, NULL, 'r'},
                                            {"render", required_argument, NULL, 'b'}, {0}};
    for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (c == 't') o->title = optarg;
        else if (c == 'k') o->kind = optarg;
        else if (c == 's' && add_selector(o->select, &o->nselect, optarg)) continue;
        else if (c == 'r' && add_selector(o->remove, &o->nremove, optarg)) continue;
        else if (c == 'b' && strcmp(optarg, "browser") == 0) o->browser = true;
        else return false;
    }
    for (; optind < argc && o->nrest < 3; optind++) o->rest[o->nrest++] = argv[optind];
    return optind == argc;
}

static struct source_declaration declaration_of(const struct page_options *o, const char *url)
{
    struct source_declaration d = {.fetch = strz(url), .execute_client_scripts = o->browser};
    d.select = (struct selection_list){(struct selection *)o->select, o->nselect};
    d.remove = (struct selection_list){(struct selection *)o->remove, o->nremove};
    return d;
}

/* "https://x.example/legal/privacy-policy.html" → "Privacy policy". */
static const char *title_from_url(struct arena *a, const struct url *u)
{
    struct str path = strz(u->target), part, last = STR("");
    path = str_upto(path, str_find_char(path, '?'));
    while (str_next(&path, '/', &part))
        if (part.n > 0) last = part;
    last = str_upto(last, str_find_char(last, '.'));
    if (last.n == 0) return "Terms";
    char *t = str_dupz(a, last);
    for (size_t i = 0; t[i] != '\0'; i++)
        if (t[i] == '-' || t[i] == '_' || t[i] == '+') t[i] = ' ';
    if (t[0] >= 'a' && t[0] <= 'z') t[0] = (char)(t[0] - 'a' + 'A');
    return t;
}

STMT(kind_exists, 1, "SELECT count(*) FROM document_kind WHERE slug = $1");

static int document_add(struct cli *c, int argc, char **argv)
{
    struct page_options o = {0};
    struct url u;
    struct note why;
    int64_t platform, document, known = 1;
    bool fresh;
    if (!read_page_options(argc, argv, &o) || o.nrest != 2) return cli_usage(document_usage, false);
    if (url_parse(&c->arena, o.rest[1], &u, &why) != OK) return cli_fail("document add", ERR_BAD_INPUT, "%s", why.text);
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = platform_find(c->store, o.rest[0], &platform);
    if (rc == ERR_NOT_FOUND) return cli_fail("document add", rc, "there is no platform %s; `atlas platform add` makes one", o.rest[0]);
    const char *title = o.title != NULL ? o.title : title_from_url(&c->arena, &u);
    if (rc == OK && o.kind == NULL) rc = document_kind_of(c->store, &c->arena, title, &o.kind);
    else if (rc == OK) rc = db_int(c->store, &kind_exists, &known, A_TEXT(o.kind));
    if (rc == OK && known == 0) return cli_fail("document add", ERR_BAD_INPUT, "there is no document kind \"%s\"", o.kind);
    struct source_declaration d = declaration_of(&o, u.text);
    struct source_new s = {.url = u.text, .origin = u.origin, .declaration_json = str_dupz(&c->arena, source_declaration_json(&c->arena, &d)), .browser = o.browser};
    if (rc == OK) rc = store_begin(c->store);
    if (rc != OK) return cli_fail("document add", rc, "%s", store_why(c->store));
    rc = document_put(c->store, platform, slug_of(&c->arena, strz(title)), title, o.kind, c->now_us, &document, &fresh);
    if (rc == OK) rc = document_sources_set(c->store, document, &s, 1, c->now_us, c->now_us);
    rc = store_end(c->store, rc);
    if (rc != OK) return cli_fail("document add", rc, "%s", store_why(c->store));
    if (s.kept) fprintf(stderr, "atlas document add: what was selected at the desk is kept; `atlas document select` changes it\n");
    printf("%s CA-D-%05" PRId64 " %s\n", fresh ? "added" : "updated", document, title);
    return EXIT_DONE;
}

/* ---- the desk: what was held or refused ------------------------------------------------------------------------------------------ */

STMT(documents_held, 0,
     "SELECT s.id, p.slug || '/' || d.slug, CASE WHEN ss.quarantined THEN 'quarantined' ELSE ss.last_outcome END,"
     " iso(CASE WHEN h.sha256 IS NULL THEN ss.last_verified_at ELSE h.first_seen END), CASE WHEN h.sha256 IS NULL THEN ss.failures ELSE h.sightings END,"
     " encode(h.sha256, 'hex'), translate(ss.last_reason, E'\\t\\n\\r', '   ')"
     " FROM source_state ss JOIN source s ON s.id = ss.source_id AND s.active JOIN document d ON d.id = s.document_id AND d.active"
     " JOIN platform p ON p.id = d.platform_id AND p.active LEFT JOIN held_text h ON h.source_id = s.id AND ss.last_outcome = 'held'"
     " WHERE ss.quarantined OR ss.last_outcome IN ('held', 'refused', 'failed') ORDER BY ss.last_outcome DESC, p.slug, d.slug, s.ordinal");

static struct desk_actor command_line(void)
{
    return (struct desk_actor){.name = cli_operator()};
}

static int desk_answer(struct cli *c, const char *command, int64_t source_id, int rc)
{
    if (rc == OK) return EXIT_DONE;
    if (rc == ERR_NOT_FOUND) return cli_fail(command, rc, "there is no source %" PRId64 " of which a text is held, or no such source", source_id);
    return cli_fail(command, rc, "%s", store_why(c->store));
}

static int document_judge(struct cli *c, const char *source, enum ruling ruling)
{
    const char *command = ruling == RULING_ACCEPT ? "document accept" : "document refuse";
    struct desk_actor who = command_line();
    struct sha256 held;
    int64_t id;
    if (str_int(strz(source), 1, INT64_MAX, &id) != OK) return cli_fail(command, ERR_BAD_INPUT, "\"%s\" is not the number of a source", source);
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = held_text_sha(c->store, id, &held);
    if (rc == OK) rc = ruling_give(c->store, id, &held, ruling, &who, c->now_us);
    return desk_answer(c, command, id, rc);
}

/* Selectors of the command line as the lines that the desk reads. */
static struct str lines_of(struct arena *a, const struct selection *v, size_t n)
{
    const char *lines = "";
    for (size_t i = 0; i < n; i++) lines = arena_printf(a, "%s" STR_FMT "\n", lines, STR_ARG(v[i].css));
    return strz(lines);
}

static int document_select(struct cli *c, int argc, char **argv)
{
    struct page_options o = {0};
    struct desk_actor who = command_line();
    struct note why = {""};
    const char *chosen;
    int64_t id;
    if (!read_page_options(argc, argv, &o) || o.nrest != 1 || o.title != NULL || o.kind != NULL || o.browser) return cli_usage(document_usage, false);
    if (str_int(strz(o.rest[0]), 1, INT64_MAX, &id) != OK) return cli_fail("document select", ERR_BAD_INPUT, "\"%s\" is not the number of a source", o.rest[0]);
    if (selectors_read(&c->arena, lines_of(&c->arena, o.select, o.nselect), lines_of(&c->arena, o.remove, o.nremove), &chosen, &why) != OK)
        return cli_fail("document select", ERR_BAD_INPUT, "%s", why.text);
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    return desk_answer(c, "document select", id, selectors_set(c->store, id, chosen, &who, c->now_us));
}

int atlas_document(int argc, char **argv)
{
    struct cli c = {0};
    int code;
    if (argc < 2 || strcmp(argv[1], "--help") == 0) return cli_usage(document_usage, argc == 2);
    arena_init(&c.arena, 64 << 20);
    if (strcmp(argv[1], "add") == 0) code = document_add(&c, argc - 1, argv + 1);
    else if (strcmp(argv[1], "list") == 0 && argc <= 3)
        code = cli_open_store(&c) == EXIT_DONE ? print_rows(&c, &documents_list, &A_TEXT(argc == 3 ? argv[2] : NULL), 1, 8) : EXIT_FAILED;
    else if (strcmp(argv[1], "held") == 0 && argc == 2) code = cli_open_store(&c) == EXIT_DONE ? print_rows(&c, &documents_held, NULL, 0, 7) : EXIT_FAILED;
    else if (strcmp(argv[1], "accept") == 0 && argc == 3) code = document_judge(&c, argv[2], RULING_ACCEPT);
    else if (strcmp(argv[1], "refuse") == 0 && argc == 3) code = document_judge(&c, argv[2], RULING_REFUSE);
    else if (strcmp(argv[1], "select") == 0) code = document_select(&c, argc - 1, argv + 1);
    else code = cli_usage(document_usage, false);
    cli_close(&c);
    return code;
}

/* The page as its scripts leave it; it was fetched before, so it is there. */
static int load_in_browser(struct cli *c, const struct fetch_settings *fs, const char *url, struct str *ret, struct note *why)
{
    struct render_settings rs = {.guard = fs->guard, .user_agent = fs->user_agent, .max_bytes = fs->max_bytes, .timeout_ms = fs->timeout_ms};
    struct render_result *page = NULL;
    struct renderer *r = NULL;
    int rc = renderer_new(&rs, &r, why);
    if (rc != OK) return rc;
    rc = renderer_start(r, url, NULL);
    if (rc != OK) note_set(why, "the browser cannot be started: %s", err_name(rc));
    while (rc == OK && !renderer_next(r, clock_mono_us(), &page)) {
        struct pollfd fds[RENDER_MAX];
        poll(fds, renderer_fds(r, fds, RENDER_MAX), 1000);
    }
    if (rc == OK && !page->good) {
        note_set(why, "%s", page->reason);
        rc = ERR_IO;
    }
    if (rc == OK) *ret = str_of(arena_dup(&c->arena, page->body.p, page->body.n), page->body.n);
    if (page != NULL) render_done(page);
    renderer_free(r);
    return rc;
}

/* A stranger's bytes are read where the worker reads them: in a locked-up child. */
static int parse_in_child(struct cli *c, struct parser_pool *pool, const struct page_job *job, struct page_result *ret, struct note *why)
{
    struct parse_result r;
    int rc = parser_page(pool, job, clock_mono_us() + PREVIEW_PARSE_S * USEC_PER_SEC, NULL);
    if (rc != OK) {
        note_set(why, "the page cannot be parsed: %s", err_name(rc));
        return rc;
    }
    while (!parser_next(pool, clock_mono_us(), &c->arena, &r)) {
        struct pollfd fds[1];
        poll(fds, parser_fds(pool, fds, 1), 1000);
    }
    struct str failure = r.status == PARSE_DIED ? r.why : r.page.failure;
    if (r.status != PARSE_DIED && r.page.text.n > 0) {
        *ret = r.page;
        return OK;
    }
    note_set(why, STR_FMT, STR_ARG(failure));
    return ERR_BAD_INPUT;
}

static int preview_page(struct cli *c, const struct page_options *o, struct parser_pool *pool)
{
    struct guard guard;
    struct note why;
    struct fetch_result r;
    struct page_result page;
    if (guard_parse_allow(&c->arena, strz(conf_text(c->conf, CONF_FETCH_ALLOW)), &guard, &why) != OK) return cli_fail("preview", ERR_IO, "ATLAS_FETCH_ALLOW: %s", why.text);
    struct fetch_settings fs = {.guard = &guard, .user_agent = fetch_user_agent(&c->arena, conf_text(c->conf, CONF_BASE_URL), conf_text(c->conf, CONF_CONTACT)),
                                .max_bytes = (size_t)conf_int(c->conf, CONF_FETCH_MAX_BYTES), .timeout_ms = conf_int(c->conf, CONF_FETCH_TIMEOUT_S) * 1000};
    struct fetch_request rq = {.url = o->rest[0]};
    if (fetch_once(&fs, &rq, &c->arena, &r, &why) != OK) return cli_fail("preview", ERR_IO, "%s", why.text);
    if (r.outcome != FETCH_OK) return cli_fail("preview", ERR_IO, "%s: %s", fetch_outcome_name(r.outcome), r.reason);
    struct source_declaration d = declaration_of(o, r.url);
    struct page_job job = {.body = r.body, .content_type = r.content_type, .url = strz(r.url), .declaration = source_declaration_json(&c->arena, &d),
                           .headers = r.head, .http_status = r.status};
    if (o->browser) job.content_type = STR("text/html; charset=utf-8");
    if (o->browser && load_in_browser(c, &fs, r.url, &job.body, &why) != OK) return cli_fail("preview", ERR_IO, "%s", why.text);
    if (parse_in_child(c, pool, &job, &page, &why) != OK) return cli_fail("preview", ERR_BAD_INPUT, "%s", why.text);
    printf(STR_FMT, STR_ARG(page.text));
    fprintf(stderr, "%s: status %d, %zu bytes, title \"" STR_FMT "\"\njudged %s: " STR_FMT "\n", r.url, r.status, job.body.n, STR_ARG(page.title),
            quality_verdict_name(page.quality), STR_ARG(page.quality_reason));
    return page.quality == QUALITY_BAD ? EXIT_INPUT : EXIT_DONE;
}

static int preview(struct cli *c, const struct page_options *o)
{
    struct parser_pool *pool = NULL;
    struct note why;
    if (parser_pool_new(1, &pool, &why) != OK) return cli_fail("preview", ERR_IO, "%s", why.text);
    int code = preview_page(c, o, pool);
    parser_pool_free(pool);
    return code;
}

int atlas_preview(int argc, char **argv)
{
    struct cli c = {0};
    struct page_options o = {0};
    if (argc == 2 && strcmp(argv[1], "--help") == 0) return cli_usage(preview_usage, true);
    if (!read_page_options(argc, argv, &o) || o.nrest != 1) return cli_usage(preview_usage, false);
    arena_init(&c.arena, (size_t)512 << 20);
    int code = cli_open(&c);
    if (code == EXIT_DONE) code = preview(&c, &o);
    cli_close(&c);
    return code;
}
