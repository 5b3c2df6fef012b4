#include "cmd/atlas_provision.h"
#include "cmd/cli.h"

#include <stdio.h>

static const char usage[] = "usage: atlas export csv platforms|documents|versions|changes|provisions\n"
                            "       atlas export csv laws|corrections|proposals|reviews|record     what the desk has\n"
                            "       atlas export drafts …     provisions written by rules; --help tells\n"
                            "\n"
                            "Writes a table as CSV (RFC 4180: UTF-8, quoted where needed, lines end with CR LF), the "
                            "names of its columns first.\n"
                            "Instants are in UTC, hashes are SHA-256 in hexadecimal. Rows are streamed; the size of "
                            "the table does not matter.\n";

#define CSV(query) "COPY (" query ") TO STDOUT WITH (FORMAT csv, HEADER true)"

STMT(export_platforms, 0,
     CSV("SELECT slug AS platform, name, kind, homepage, jurisdiction, invented, active, iso(created_at) AS created_at "
         "FROM platform ORDER BY slug"));
STMT(
    export_documents, 0,
    CSV("SELECT d.record_id, p.slug AS platform, d.slug AS document, d.title, d.kind,"
        " (SELECT string_agg(url, ' ' ORDER BY ordinal, id) FROM source s WHERE s.document_id = d.id AND s.active AND "
        "s.role = 'policy') AS urls,"
        " f.state, iso(f.checked_at) AS checked_at, iso(f.verified_at) AS verified_at, iso(f.changed_at) AS changed_at,"
        " v.record_id AS current_version FROM document d JOIN platform p ON p.id = d.platform_id"
        " JOIN document_freshness f ON f.document_id = d.id LEFT JOIN version v ON v.id = f.current_version_id ORDER "
        "BY d.id"));
STMT(export_versions, 0,
     CSV("SELECT v.record_id, p.slug AS platform, d.slug AS document, v.number, hex(v.sha256) AS sha256, v.text_bytes, "
         "v.words, v.title,"
         " v.language, v.origin, iso(v.captured_at) AS captured_at, c.final_url AS url, hex(c.sha256) AS capture_sha256"
         " FROM version v JOIN document d ON d.id = v.document_id JOIN platform p ON p.id = d.platform_id"
         " LEFT JOIN capture c ON c.id = v.capture_id ORDER BY v.id"));
STMT(export_changes, 0,
     CSV("SELECT c.record_id, p.slug AS platform, d.slug AS document, c.kind, c.severity, c.headline, "
         "iso(c.observed_at) AS observed_at,"
         " old.record_id AS from_version, new.record_id AS to_version,"
         " (SELECT count(*) FROM change_item i WHERE i.change_id = c.id AND NOT i.cosmetic) AS substantive_items"
         " FROM change c JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id"
         " JOIN version old ON old.id = c.from_version_id JOIN version new ON new.id = c.to_version_id ORDER BY c.id"));
STMT(export_provisions, 0,
     CSV("SELECT r.record_id, p.slug AS platform, d.slug AS document, r.slug AS provision, r.title, t.slug AS "
         "clause_type, r.severity, r.state,"
         " a.what, a.impact, a.author, a.revision, v.record_id AS version, hex(vc.sha256) AS clause_sha256, "
         "vc.\"offset\", vc.length,"
         " iso(r.published_at) AS published_at, iso(r.withdrawn_at) AS withdrawn_at, r.withdrawn_reason"
         " FROM provision r JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id"
         " JOIN clause_type t ON t.id = r.clause_type_id"
         " JOIN LATERAL (SELECT * FROM analysis WHERE provision_id = r.id ORDER BY revision DESC LIMIT 1) a ON true"
         " JOIN version v ON v.id = a.version_id JOIN version_clause vc ON vc.version_id = a.version_id AND vc.ordinal "
         "= a.ordinal"
         " WHERE r.state <> 'draft' ORDER BY r.id"));

/* The regulations and agencies of published provisions, each with its reason. */
STMT(export_laws, 0,
     CSV("SELECT r.record_id, l.kind, l.slug, l.name, l.jurisdiction, l.reason FROM provision r JOIN ("
         " SELECT provision_id, 'regulation' AS kind, g.slug, g.name, g.jurisdiction, reason FROM provision_regulation JOIN regulation g ON g.id = regulation_id"
         " UNION ALL SELECT provision_id, 'agency', g.slug, g.name, g.jurisdiction, reason FROM provision_agency JOIN agency g ON g.id = agency_id) l ON l.provision_id = r.id"
         " WHERE r.state = 'published' ORDER BY r.id, l.kind DESC, l.slug"));
STMT(export_corrections, 0, CSV("SELECT record_id, iso(corrected_at) AS corrected_at, what FROM correction ORDER BY id"));
/* What waits at the desk, and what was done there. */
STMT(export_proposals, 0,
     CSV("SELECT q.clause_id AS clause, p.slug AS platform, d.slug AS document, v.record_id AS version, t.slug AS clause_type, q.score, q.severity, q.words, q.state,"
         " q.taxonomy_version, hex(vc.sha256) AS clause_sha256 FROM proposal q JOIN clause_type t ON t.id = q.clause_type_id JOIN document d ON d.id = q.document_id"
         " JOIN platform p ON p.id = d.platform_id JOIN stay s ON s.document_id = d.id AND s.verified_until IS NULL JOIN version v ON v.id = s.version_id"
         " JOIN version_clause vc ON vc.version_id = v.id AND vc.clause_id = q.clause_id ORDER BY q.state DESC, q.score DESC, q.clause_id, t.slug"));
STMT(export_reviews, 0,
     CSV("SELECT r.record_id, s.standing, r.severity, r.title, s.number AS analysed_version, n.number AS current_version FROM provision_standing s JOIN provision r ON r.id = s.provision_id"
         " JOIN version n ON n.id = s.now_version_id WHERE s.standing IN ('gone', 'reworded') ORDER BY r.id"));
STMT(export_record, 0, CSV("SELECT iso(at) AS at, by_whom, act, record_id, detail FROM desk_event ORDER BY id"));

static const struct {
    const char *kind;
    const struct stmt *stmt;
} kinds[] = {{"platforms", &export_platforms},
             {"documents", &export_documents},
             {"versions", &export_versions},
             {"changes", &export_changes},
             {"provisions", &export_provisions},
             {"laws", &export_laws},
             {"corrections", &export_corrections},
             {"proposals", &export_proposals},
             {"reviews", &export_reviews},
             {"record", &export_record}};

/* A row as the server sends it, with the line end that the format wants. */
static int write_row(void *user, struct str row)
{
    (void)user;
    if (row.n > 0 && row.p[row.n - 1] == '\n') row.n--;
    bool written = fwrite(row.p, 1, row.n, stdout) == row.n && fputs("\r\n", stdout) >= 0;
    return written ? OK : ERR_IO;
}

int atlas_export(int argc, char **argv)
{
    struct cli cli = {0};
    size_t i = 0;
    const size_t n = sizeof kinds / sizeof *kinds;
    if (argc >= 2 && strcmp(argv[1], "drafts") == 0) return atlas_export_drafts(argc - 1, argv + 1);
    if (argc != 3 || strcmp(argv[1], "csv") != 0) return cli_usage(usage, argc == 2 && strcmp(argv[1], "--help") == 0);
    while (i < n && strcmp(kinds[i].kind, argv[2]) != 0) i++;
    if (i == n) return cli_usage(usage, false);
    arena_init(&cli.arena, 16 << 20);
    int code = cli_open_store(&cli);
    if (code == EXIT_DONE) {
        int rc = db_copy_out(cli.store, kinds[i].stmt, write_row, NULL);
        if (rc != OK && ferror(stdout))
            code = EXIT_FAILED; /* main() says it */
        else if (rc != OK)
            code = cli_fail("export", rc, "%s", store_why(cli.store));
    }
    cli_close(&cli);
    return code;
}
