#include "cmd/atlas_desk.h"

#include "cmd/atlas_entry.h"
#include "store/proposal.h"
#include "store/report.h"
#include "text/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ARGS_MAX = 8, BATCH_BYTES_MAX = 16 << 20 };

const char desk_usage[] =
    "       atlas analyst changes | drafts | reviews | reports      the queues; tab-separated\n"
    "       atlas analyst sort CA-C-… read|\"date only\"|boilerplate|layout|open\n"
    "       atlas analyst refuse CLAUSE TYPE                        the proposal does not come back\n"
    "       atlas analyst draft FILE                                as publish, but nobody sees it yet\n"
    "       atlas analyst approve CA-P-… | drop CA-P-…              publishes what is being written, or throws it "
    "away\n"
    "       atlas analyst still CA-P-…                              the analysis holds for the current version\n"
    "       atlas analyst law CA-P-… put|take regulation|agency SLUG REASON\n"
    "       atlas analyst unlike CA-P-… CA-P-…                      the two are not shown beside each other again\n"
    "       atlas analyst correct CA-P-… WHAT                       a line of the public corrections\n"
    "       atlas analyst answer CA-R-… open|corrected|withdrawn|declined NOTE\n"
    "       atlas analyst right ROLE write|publish|answer|remove|source on|off\n"
    "       atlas analyst record [CA-…]                             who did what and when\n"
    "       atlas analyst lint FILE                                 remarks on wording; a title or sentence a line\n"
    "       atlas analyst batch FILE                                any of these acts, one a line, between tabs\n";

static struct desk_actor actor(void) { return (struct desk_actor){.name = cli_operator()}; }

/* Refusals of content are the input's fault (exit 3), whatever kind of refusal; the database being away is not. */
static int answer(struct cli *c, int rc, const struct note *why)
{
    if (rc == OK) return EXIT_DONE;
    return cli_fail("analyst", rc == ERR_IO ? ERR_IO : ERR_BAD_INPUT, "%s",
                    why->text[0] != '\0' ? why->text : store_why(c->store));
}

/* ---- queues and the record: rows as the database has them
 * ----------------------------------------------------------------- */

STMT(desk_changes, 1,
     "SELECT c.record_id, c.severity, iso(c.observed_at), p.slug || '/' || d.slug, translate(c.headline, E'\\t\\n\\r', "
     "'   ') FROM change_open o JOIN change c ON c.id = o.id"
     " JOIN document d ON d.id = c.document_id JOIN platform p ON p.id = d.platform_id WHERE $1::text IS NULL OR "
     "p.slug = $1"
     " ORDER BY array_position('{critical,high,medium,low}', c.severity), c.observed_at DESC, c.id DESC");
STMT(desk_drafts, 1,
     "SELECT r.record_id, r.state, w.severity, iso(w.saved_at), w.saved_by, p.slug || '/' || d.slug,"
     " translate(w.title, E'\\t\\n\\r', '   ') FROM provision_draft w JOIN provision r ON r.id = w.provision_id"
     " JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id WHERE $1::text IS NULL OR "
     "p.slug = $1 ORDER BY w.saved_at DESC, r.id DESC");
STMT(desk_reviews, 1,
     "SELECT r.record_id, s.standing, r.severity, p.slug || '/' || d.slug, translate(r.title, E'\\t\\n\\r', '   ') "
     "FROM provision_standing s JOIN provision r ON r.id = s.provision_id"
     " JOIN document d ON d.id = r.document_id JOIN platform p ON p.id = d.platform_id WHERE s.standing IN ('gone', "
     "'reworded') AND ($1::text IS NULL OR p.slug = $1)"
     " ORDER BY array_position('{critical,high,medium,low}', r.severity), r.id");
STMT(desk_reports, 1,
     "SELECT record_id, kind, state, coalesce(of_record, '-'), iso(created_at), translate(left(body, 200), "
     "E'\\t\\n\\r', '   ') FROM report_state WHERE $1::text IS NULL OR of_record = $1"
     " ORDER BY state IN ('new', 'open') DESC, kind = 'removal' DESC, created_at DESC, id DESC");
STMT(desk_record, 1,
     "SELECT iso(at), by_whom, act, coalesce(record_id, '-'), translate(coalesce(detail, ''), E'\\t\\n\\r', '   ') "
     "FROM desk_event WHERE $1::text IS NULL OR record_id = $1 ORDER BY id DESC");

static int print_rows(struct cli *c, const struct stmt *stmt, int columns, const char *of)
{
    struct rows r;
    int rc = db_query(c->store, stmt, &r, A_TEXT(of));
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++)
        for (int k = 0; k < columns; k++) printf("%s%c", row_text(&r, i, k), k + 1 < columns ? '\t' : '\n');
    rows_free(&r);
    return rc == OK ? EXIT_DONE : cli_fail("analyst", rc, "%s", store_why(c->store));
}

static int changes(struct cli *c, char **v) { return print_rows(c, &desk_changes, 5, v[1]); }
static int drafts(struct cli *c, char **v) { return print_rows(c, &desk_drafts, 7, v[1]); }
static int reviews(struct cli *c, char **v) { return print_rows(c, &desk_reviews, 5, v[1]); }
static int reports(struct cli *c, char **v) { return print_rows(c, &desk_reports, 6, v[1]); }
static int record(struct cli *c, char **v) { return print_rows(c, &desk_record, 5, v[1]); }

/* ---- acts
 * -------------------------------------------------------------------------------------------------------------------
 */

static int sort(struct cli *c, char **v)
{
    struct desk_actor who = actor();
    struct note why = {""};
    int rc = change_sort(c->store, v[1], v[2], &who, c->now_us);
    if (rc == ERR_NOT_FOUND) note_set(&why, "there is no change %s", v[1]);
    if (rc == ERR_BAD_INPUT) note_set(&why, "\"%s\" is none of read, date only, boilerplate, layout, open", v[2]);
    return answer(c, rc, &why);
}

static int refuse(struct cli *c, char **v)
{
    int64_t clause;
    struct desk_actor who = actor();
    struct note why = {""};
    if (str_int(strz(v[1]), 1, INT64_MAX, &clause) != OK)
        return cli_fail("analyst", ERR_BAD_INPUT, "%s is no number of a clause", v[1]);
    int rc = store_begin(c->store);
    if (rc == OK) {
        rc = proposal_refuse(c->store, clause, v[2]);
        if (rc == ERR_NOT_FOUND) note_set(&why, "clause %s has no open proposal of %s", v[1], v[2]);
        if (rc == OK)
            rc = desk_note(c->store, &who, DESK_WRITE, "proposal refused", NULL,
                           arena_printf(&c->arena, "clause %s: %s", v[1], v[2]), c->now_us);
        rc = store_end(c->store, rc);
    }
    return answer(c, rc, &why);
}

static int read_json(struct cli *c, const char *file, json_t **ret)
{
    struct str text;
    json_error_t e;
    int code = cli_read(c, file, BATCH_BYTES_MAX, &text);
    if (code != EXIT_DONE) return code;
    *ret = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &e);
    return *ret != NULL ? EXIT_DONE : cli_fail("analyst", ERR_BAD_INPUT, "%s, line %d: %s", file, e.line, e.text);
}

static int draft(struct cli *c, char **v)
{
    struct entry e;
    struct clause_place at;
    struct note why = {""};
    const char *made = NULL;
    json_t *json = NULL;
    int code = read_json(c, v[1], &json);
    if (code == EXIT_DONE) {
        int rc = entry_read(&c->arena, json, &e, &why);
        e.analysis.who = actor();
        if (rc == OK) rc = clause_find(c->store, &c->arena, e.platform, e.document, e.quote, e.clause, &at, &why);
        if (rc == OK) rc = provision_draft(c->store, &c->arena, &at, &e.provision, &e.analysis, c->now_us, &made, &why);
        code = answer(c, rc, &why);
        if (rc == OK) puts(made);
    }
    json_decref(json);
    return code;
}

STMT(desk_draft_get, 1,
     "SELECT jsonb_strip_nulls(jsonb_build_object('title', w.title, 'severity', w.severity, 'what', w.content->'what', "
     "'why', w.content->'sentences', 'impact', nullif(w.content->>'impact', ''),"
     " 'options', w.content->'options', 'author', CASE WHEN NOT (w.content->>'automatic')::boolean THEN w.saved_by "
     "END))::text, t.slug, w.content->>'help'"
     " FROM provision_draft w JOIN provision r ON r.id = w.provision_id JOIN clause_type t ON t.id = w.clause_type_id "
     "WHERE r.record_id = $1");

static int approve(struct cli *c, char **v)
{
    struct rows r;
    struct entry e = {0};
    struct note why = {""};
    json_t *json = NULL;
    int rc = db_one(c->store, &desk_draft_get, &r, A_TEXT(v[1]));
    if (rc == ERR_NOT_FOUND) note_set(&why, "nothing is being written about %s", v[1]);
    if (rc == OK && (json = json_loads(row_text(&r, 0, 0), 0, NULL)) == NULL) rc = ERR_IO;
    if (rc == OK) rc = entry_read_analysis(&c->arena, json, &e, &why);
    if (rc == OK) {
        e.provision.clause_type = str_dupz(&c->arena, row_str(&r, 0, 1));
        if (!row_null(&r, 0, 2)) e.analysis.help = str_dupz(&c->arena, row_str(&r, 0, 2));
        e.analysis.who = actor();
        rc = provision_publish(c->store, v[1], &e.provision, &e.analysis, NULL, c->now_us, &why);
    }
    rows_free(&r);
    json_decref(json);
    return answer(c, rc, &why);
}

static int drop(struct cli *c, char **v)
{
    struct note why = {""};
    struct desk_actor who = actor();
    return answer(c, provision_drop(c->store, v[1], &who, c->now_us, &why), &why);
}

static int still(struct cli *c, char **v)
{
    struct note why = {""};
    struct desk_actor who = actor();
    return answer(c, provision_reaffirm(c->store, v[1], NULL, &who, c->now_us, &why), &why);
}

static int law(struct cli *c, char **v)
{
    struct note why = {""};
    struct desk_actor who = actor();
    bool put = strcmp(v[2], "put") == 0, agency = strcmp(v[3], "agency") == 0;
    if ((!put && strcmp(v[2], "take") != 0) || (!agency && strcmp(v[3], "regulation") != 0))
        return cli_fail("analyst", ERR_BAD_INPUT, "put or take, regulation or agency");
    enum law_kind kind = agency ? LAW_AGENCY : LAW_REGULATION;
    int rc = put ? provision_law_put(c->store, v[1], kind, v[4], v[5], &who, c->now_us, &why)
                 : provision_law_take(c->store, v[1], kind, v[4], v[5], &who, c->now_us, &why);
    return answer(c, rc, &why);
}

static int unlike(struct cli *c, char **v)
{
    struct note why = {""};
    struct desk_actor who = actor();
    return answer(c, provision_unlike(c->store, v[1], v[2], &who, c->now_us, &why), &why);
}

static int correct(struct cli *c, char **v)
{
    struct note why = {""};
    struct desk_actor who = actor();
    return answer(c, provision_correct(c->store, v[1], v[2], &who, c->now_us, &why), &why);
}

static int reply(struct cli *c, char **v)
{
    struct note why = {""};
    struct desk_actor who = actor();
    int rc = report_reply(c->store, v[1], v[2], v[3], &who, c->now_us);
    if (rc == ERR_NOT_FOUND) note_set(&why, "there is no report %s", v[1]);
    if (rc == ERR_BAD_INPUT) note_set(&why, "an answer is open, corrected, withdrawn or declined, with a note");
    return answer(c, rc, &why);
}

STMT(desk_right_on, 2, "INSERT INTO desk_right VALUES ($1, $2) ON CONFLICT DO NOTHING");
STMT(desk_right_off, 2, "DELETE FROM desk_right WHERE role = $1 AND act = $2");

static int right(struct cli *c, char **v)
{
    struct note why = {""};
    struct desk_actor who = actor();
    const char *detail = arena_printf(&c->arena, "%s: %s", v[1], v[2]);
    bool on = strcmp(v[3], "on") == 0;
    if (!on && strcmp(v[3], "off") != 0) return cli_fail("analyst", ERR_BAD_INPUT, "on or off");
    int rc = store_begin(c->store);
    if (rc == OK) {
        rc = db_query(c->store, on ? &desk_right_on : &desk_right_off, NULL, A_TEXT(v[1]), A_TEXT(v[2]));
        if (rc == OK) rc = desk_note(c->store, &who, DESK_WRITE, on ? "right given" : "right taken", NULL, detail, c->now_us);
        rc = store_end(c->store, rc);
    }
    if (rc == ERR_BAD_INPUT)
        note_set(&why, "roles are analyst, reviewer, operator; rights write, publish, answer, remove, source");
    return answer(c, rc, &why);
}

/* A line of up to 140 characters without a full stop is a title. */
static int lint(struct cli *c, char **v)
{
    struct str text, line;
    struct remarks r;
    size_t number = 0, all = 0;
    int code = cli_read(c, v[1], BATCH_BYTES_MAX, &text);
    if (code != EXIT_DONE) return code;
    while (str_next(&text, '\n', &line)) {
        line = str_trim(line);
        r.n = 0;
        number++;
        wording_check(&c->arena, "", line.n > 0 && line.p[line.n - 1] != '.' ? WORDING_TITLE : WORDING_SENTENCE, line,
                      &r);
        for (size_t i = 0; i < r.n; i++) printf("%zu\t%s\n", number, r.v[i].text);
        all += r.n;
    }
    return all == 0 ? EXIT_DONE : EXIT_INPUT;
}

static const struct {
    const char *verb;
    int least, most; /* arguments */
    int (*run)(struct cli *c, char **v);
} verbs[] = {{"changes", 0, 1, changes}, {"drafts", 0, 1, drafts},   {"reviews", 0, 1, reviews},
             {"reports", 0, 1, reports}, {"record", 0, 1, record},   {"sort", 2, 2, sort},
             {"refuse", 2, 2, refuse},   {"draft", 1, 1, draft},     {"approve", 1, 1, approve},
             {"drop", 1, 1, drop},       {"still", 1, 1, still},     {"law", 5, 5, law},
             {"unlike", 2, 2, unlike},   {"correct", 2, 2, correct}, {"answer", 3, 3, reply},
             {"right", 3, 3, right},     {"lint", 1, 1, lint}};

int desk_run(struct cli *c, int argc, char **argv, bool *ret_known)
{
    *ret_known = false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        char *v[ARGS_MAX + 1] = {NULL};
        if (strcmp(argv[0], verbs[i].verb) != 0 || argc - 1 < verbs[i].least || argc - 1 > verbs[i].most) continue;
        *ret_known = true;
        for (int k = 0; k < argc; k++) v[k] = argv[k];
        int code = c->store == NULL && verbs[i].run != lint ? cli_open_store(c) : EXIT_DONE;
        return code == EXIT_DONE ? verbs[i].run(c, v) : code;
    }
    return EXIT_USAGE;
}

static int batch_line(struct cli *c, struct str line)
{
    char *v[ARGS_MAX + 1] = {NULL};
    struct str part;
    int n = 0;
    bool known = false;
    while (n < ARGS_MAX && str_next(&line, '\t', &part)) v[n++] = str_dupz(&c->arena, part);
    int code = n > 0 ? desk_run(c, n, v, &known) : EXIT_INPUT;
    if (!known)
        code = cli_fail("analyst", ERR_BAD_INPUT, "\"%s\" with %d arguments is no act of the desk", n > 0 ? v[0] : "",
                        n > 0 ? n - 1 : 0);
    return code;
}

int desk_batch(struct cli *c, const char *file)
{
    struct str text, line;
    size_t number = 0, done = 0, refused = 0;
    int code = cli_read(c, file, BATCH_BYTES_MAX, &text);
    if (code == EXIT_DONE) code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    while (code != EXIT_FAILED && str_next(&text, '\n', &line)) {
        number++;
        if (str_trim(line).n == 0) continue;
        code = batch_line(c, line);
        if (code != EXIT_DONE) fprintf(stderr, "%s, line %zu: not done\n", file, number);
        *(code == EXIT_DONE ? &done : &refused) += 1;
    }
    fprintf(stderr, "%zu done, %zu refused\n", done, refused);
    return code == EXIT_FAILED ? code : refused == 0 ? EXIT_DONE : EXIT_INPUT;
}
