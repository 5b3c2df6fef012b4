#include "cmd/atlas_desk.h"
#include "cmd/atlas_entry.h"
#include "cmd/atlas_provision.h"
#include "cmd/cli.h"
#include "store/analyst.h"
#include "store/desk.h"
#include "store/proposal.h"

#include <getopt.h>
#include <stdio.h>

enum { FILE_BYTES_MAX = 4 << 20 };

static const char usage[] =
    "usage: atlas analyst grant ADDRESS [--role analyst|reviewer|operator] [--name NAME]\n"
    "       atlas analyst revoke ADDRESS [--role ROLE]      without a role: all of them\n"
    "       atlas analyst list                              address, name, roles; tab-separated\n"
    "       atlas analyst propose [PLATFORM [DOCUMENT]]     classifies current versions anew\n"
    "       atlas analyst queue [PLATFORM]                  open proposals: clause, score, type, severity, document, "
    "words\n"
    "       atlas analyst publish FILE                      one provision, as JSON (see atlas import provisions)\n"
    "       atlas analyst revise CA-P-… FILE                a further analysis: what, why, impact, options …\n"
    "       atlas analyst withdraw CA-P-… REASON            the record answers 410 with this reason from now on\n"
    "       atlas analyst show CA-P-…                       the record with all its analyses, as JSON\n"
    "       atlas analyst match CLAUSE SAME_AS [CA-V-…]     the clause is the older SAME_AS, from that version on;\n"
    "                                                       SAME_AS is a number, or `new`: it is none of the known "
    "ones\n";

STMT(analyst_queue, 1,
     "SELECT q.clause_id, to_char(q.score, 'FM0.00'), t.slug, q.severity, p.slug || '/' || d.slug, translate(q.words, "
     "E'\\t\\n\\r', '   ')"
     " FROM proposal q JOIN clause_type t ON t.id = q.clause_type_id JOIN document d ON d.id = q.document_id JOIN "
     "platform p ON p.id = d.platform_id"
     " JOIN stay s ON s.document_id = d.id AND s.verified_until IS NULL"
     " JOIN version_clause vc ON vc.version_id = s.version_id AND vc.clause_id = q.clause_id"
     " WHERE q.state = 'proposed' AND ($1::text IS NULL OR p.slug = $1) ORDER BY q.score DESC, p.slug, d.slug, "
     "vc.ordinal, t.slug");
STMT(analyst_show, 1,
     "SELECT jsonb_pretty(jsonb_build_object('id', r.record_id, 'platform', p.slug, 'document', d.slug, 'slug', "
     "r.slug, 'title', r.title,"
     " 'clause_type', t.slug, 'severity', r.severity, 'state', r.state, 'created_at', iso(r.created_at), "
     "'published_at', iso(r.published_at),"
     " 'withdrawn_at', iso(r.withdrawn_at), 'withdrawn_reason', r.withdrawn_reason,"
     " 'regulations', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', g.slug, 'reason', l.reason) ORDER BY "
     "g.slug), '[]')"
     "   FROM provision_regulation l JOIN regulation g ON g.id = l.regulation_id WHERE l.provision_id = r.id),"
     " 'agencies', (SELECT coalesce(jsonb_agg(jsonb_build_object('slug', g.slug, 'reason', l.reason) ORDER BY g.slug), "
     "'[]')"
     "   FROM provision_agency l JOIN agency g ON g.id = l.agency_id WHERE l.provision_id = r.id),"
     " 'analyses', (SELECT coalesce(jsonb_agg(jsonb_build_object('revision', a.revision, 'version', v.record_id, "
     "'clause_sha256', hex(vc.sha256),"
     "   'what', a.what, 'why', a.why, 'impact', a.impact, 'options', a.options, 'institutional', a.institutional, "
     "'author', a.author,"
     "   'written_at', iso(a.written_at)) ORDER BY a.revision), '[]') FROM analysis a JOIN version v ON v.id = "
     "a.version_id"
     "   JOIN version_clause vc ON vc.version_id = a.version_id AND vc.ordinal = a.ordinal WHERE a.provision_id = "
     "r.id)))"
     " FROM provision r JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id"
     " JOIN clause_type t ON t.id = r.clause_type_id WHERE r.record_id = $1");

static int show_usage(bool asked)
{
    char all[sizeof usage + 4096];
    snprintf(all, sizeof all, "%s%s", usage, desk_usage);
    return cli_usage(all, asked);
}

/* ---- people
 * -------------------------------------------------------------------------------------------------------------------
 */

static int change_role(struct cli *c, int argc, char **argv, bool grant)
{
    static const struct option known[] = {
        {"role", required_argument, NULL, 'r'}, {"name", required_argument, NULL, 'n'}, {NULL, 0, NULL, 0}};
    const char *role = grant ? "analyst" : NULL, *name = NULL;
    optind = 1;
    for (int o; (o = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (o == 'r')
            role = optarg;
        else if (o == 'n' && grant)
            name = optarg;
        else
            return show_usage(false);
    }
    if (optind + 1 != argc) return show_usage(false);
    const char *address = argv[optind];
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = grant ? analyst_grant(c->store, address, role, name, cli_operator(), c->now_us)
                   : analyst_revoke(c->store, address, role, cli_operator(), c->now_us);
    if (rc == OK) return EXIT_DONE;
    if (rc == ERR_NOT_FOUND && grant) return cli_fail("analyst", rc, "there is no active account of %s", address);
    if (rc == ERR_NOT_FOUND) return cli_fail("analyst", rc, "%s has no such role", address);
    if (rc == ERR_BAD_INPUT)
        return cli_fail("analyst", rc,
                        "a role is analyst, reviewer or operator, and needs --name NAME to sign with the first time");
    return cli_fail("analyst", rc, "%s", store_why(c->store));
}

static void print_analyst(void *user, const char *address, const char *name, const char *roles)
{
    (void)user;
    printf("%s\t%s\t%s\n", address, name, roles);
}

static int list(struct cli *c)
{
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = analyst_each(c->store, print_analyst, NULL);
    return rc == OK ? EXIT_DONE : cli_fail("analyst", rc, "%s", store_why(c->store));
}

/* ---- proposals
 * ------------------------------------------------------------------------------------------------------------------ */

static int propose_all(struct cli *c, const struct taxonomy *t, const int64_t *versions, size_t n)
{
    size_t total = 0, open;
    for (size_t i = 0; i < n; i++) {
        int rc = proposals_refresh(c->store, t, versions[i], &open);
        if (rc != OK) return cli_fail("analyst", rc, "%s", store_why(c->store));
        total += open;
        if (cli_progress()) fprintf(stderr, "\r%zu of %zu", i + 1, n);
    }
    fprintf(stderr, "%s%zu documents, %zu open proposals\n", cli_progress() ? "\r" : "", n, total);
    return EXIT_DONE;
}

static int propose(struct cli *c, const char *platform, const char *document)
{
    struct taxonomy t;
    struct note why;
    int64_t *versions;
    size_t n;
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = taxonomy_load(c->store, cli_share_dir(c), &t, &why);
    if (rc != OK) return cli_fail("analyst", ERR_IO, "%s", why.text);
    rc = current_versions(c->store, &c->arena, platform, document, &versions, &n);
    if (rc != OK)
        code = cli_fail("analyst", rc, "%s", store_why(c->store));
    else if (n == 0 && platform != NULL)
        code = cli_fail("analyst", ERR_NOT_FOUND, "%s%s%s has no version", platform, document != NULL ? "/" : "",
                        document != NULL ? document : "");
    else
        code = propose_all(c, &t, versions, n);
    taxonomy_release(&t);
    return code;
}

static int queue(struct cli *c, const char *platform)
{
    struct rows r;
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = db_query(c->store, &analyst_queue, &r, A_TEXT(platform));
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++)
        for (int k = 0; k < 6; k++) printf("%s%c", row_text(&r, i, k), k < 5 ? '\t' : '\n');
    rows_free(&r);
    return rc == OK ? EXIT_DONE : cli_fail("analyst", rc, "%s", store_why(c->store));
}

/* ---- provisions
 * -------------------------------------------------------------------------------------------------------------------
 */

static int read_json(struct cli *c, const char *file, json_t **ret)
{
    struct str text;
    json_error_t e;
    int code = cli_read(c, file, FILE_BYTES_MAX, &text);
    if (code != EXIT_DONE) return code;
    *ret = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &e);
    if (*ret == NULL) return cli_fail("analyst", ERR_BAD_INPUT, "%s, line %d: %s", file, e.line, e.text);
    return cli_open_store(c);
}

/* Refusals of content are the input's fault (exit 3), whatever kind of refusal; the database being away is not. */
static int answer(int rc, const struct note *why)
{
    if (rc == OK) return EXIT_DONE;
    return cli_fail("analyst", rc == ERR_IO ? ERR_IO : ERR_BAD_INPUT, "%s", why->text);
}

static int publish(struct cli *c, const char *file)
{
    static const char *const outcomes[] = {
        [PUT_PUBLISHED] = "published", [PUT_REVISED] = "revised", [PUT_UNCHANGED] = "unchanged"};
    struct entry e;
    struct clause_place at;
    struct note why = {""};
    enum put_outcome outcome;
    json_t *json = NULL;
    int code = read_json(c, file, &json);
    if (code == EXIT_DONE) {
        int rc = entry_read(&c->arena, json, &e, &why);
        if (rc == OK) rc = clause_find(c->store, &c->arena, e.platform, e.document, e.quote, e.clause, &at, &why);
        e.analysis.who.name = cli_operator();
        if (rc == OK) rc = provision_put(c->store, &at, &e.provision, &e.analysis, c->now_us, 0, &outcome, &why);
        code = answer(rc, &why);
        if (rc == OK) fprintf(stderr, "%s\n", outcomes[outcome]);
    }
    json_decref(json);
    return code;
}

static int revise(struct cli *c, const char *record_id, const char *file)
{
    struct entry e;
    struct note why = {""};
    json_t *json = NULL;
    int code = read_json(c, file, &json);
    if (code == EXIT_DONE) {
        int rc = entry_read_analysis(&c->arena, json, &e, &why);
        e.analysis.who.name = cli_operator();
        if (rc == OK)
            rc = provision_revise(c->store, record_id, e.provision.title, e.provision.severity, &e.analysis, c->now_us,
                                  &why);
        code = answer(rc, &why);
    }
    json_decref(json);
    return code;
}

static int withdraw(struct cli *c, const char *record_id, const char *reason)
{
    struct note why = {""};
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    struct desk_actor who = {.name = cli_operator()};
    return answer(provision_withdraw(c->store, record_id, reason, &who, c->now_us, &why), &why);
}

static int show(struct cli *c, const char *record_id)
{
    struct rows r;
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = db_one(c->store, &analyst_show, &r, A_TEXT(record_id));
    if (rc == OK) puts(row_text(&r, 0, 0));
    rows_free(&r);
    if (rc == ERR_NOT_FOUND) return cli_fail("analyst", rc, "there is no provision %s", record_id);
    return rc == OK ? EXIT_DONE : cli_fail("analyst", rc, "%s", store_why(c->store));
}

/* ---- matches: a clause is another one than it was taken for ---- */

STMT(version_by_record, 1, "SELECT id FROM version WHERE record_id = $1");

static int match(struct cli *c, const char *clause, const char *same_as, const char *since)
{
    struct desk_actor who = {.name = cli_operator()};
    int64_t id, other = 0, version = 0, n;
    bool fresh = strcmp(same_as, "new") == 0;
    if (str_int(strz(clause), 1, INT64_MAX, &id) != OK) return show_usage(false);
    if (!fresh && str_int(strz(same_as), 1, INT64_MAX, &other) != OK) return show_usage(false);
    if (fresh && since == NULL)
        return cli_fail("analyst", ERR_BAD_INPUT, "say from which version on it is another clause: CA-V-…");
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = since != NULL ? db_int(c->store, &version_by_record, &version, A_TEXT(since)) : OK;
    if (rc == ERR_NOT_FOUND) return cli_fail("analyst", rc, "there is no version %s", since);
    if (rc == OK) rc = clause_correct(c->store, id, other, version, &who, c->now_us, &n);
    if (rc != OK) return cli_fail("analyst", rc, "%s", store_why(c->store));
    fprintf(stderr, "corrected in %lld of its versions; later ones follow\n", (long long)n);
    return EXIT_DONE;
}

static int dispatch(struct cli *c, int argc, char **argv)
{
    const char *verb = argv[1];
    if (strcmp(verb, "grant") == 0) return change_role(c, argc - 1, argv + 1, true);
    if (strcmp(verb, "revoke") == 0) return change_role(c, argc - 1, argv + 1, false);
    if (strcmp(verb, "list") == 0 && argc == 2) return list(c);
    if (strcmp(verb, "propose") == 0 && argc <= 4)
        return propose(c, argc > 2 ? argv[2] : NULL, argc > 3 ? argv[3] : NULL);
    if (strcmp(verb, "queue") == 0 && argc <= 3) return queue(c, argc > 2 ? argv[2] : NULL);
    if (strcmp(verb, "publish") == 0 && argc == 3) return publish(c, argv[2]);
    if (strcmp(verb, "revise") == 0 && argc == 4) return revise(c, argv[2], argv[3]);
    if (strcmp(verb, "withdraw") == 0 && argc == 4) return withdraw(c, argv[2], argv[3]);
    if (strcmp(verb, "show") == 0 && argc == 3) return show(c, argv[2]);
    if (strcmp(verb, "match") == 0 && (argc == 4 || argc == 5))
        return match(c, argv[2], argv[3], argc > 4 ? argv[4] : NULL);
    if (strcmp(verb, "batch") == 0 && argc == 3) return desk_batch(c, argv[2]);
    bool known;
    int code = desk_run(c, argc - 1, argv + 1, &known);
    return known ? code : show_usage(false);
}

int atlas_analyst(int argc, char **argv)
{
    struct cli c = {0};
    if (argc < 2 || strcmp(argv[1], "--help") == 0) return show_usage(argc >= 2);
    arena_init(&c.arena, 256 << 20);
    int code = dispatch(&c, argc, argv);
    cli_close(&c);
    return code;
}
