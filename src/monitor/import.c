#include "monitor/import.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "monitor/parsed.h"
#include "text/canonical.h"

enum { REVERSAL_DAYS = 3, CONFIRM_DAYS = 2, PARSE_SECONDS = 120 };

struct job { /* one text on its way */
    struct store *st;
    struct arena *a;
    const struct import_text *in;
    struct note *why;
    struct imported_text row;
    struct parsed_text parsed;
    struct current_version current;
    struct quality quality;
};

const char *import_obstacle(struct str bytes)
{
    if (bytes.n > IMPORT_FILE_BYTES_MAX) return "it is larger than 8 MiB";
    if (!utf8_valid(bytes)) return "it is no UTF-8 text";
    return bytes.n > 0 && memchr(bytes.p, '\0', bytes.n) != NULL ? "it holds a NUL byte" : NULL;
}

static bool stood(const struct import_text *t, int64_t days)
{
    return t->next_us != CLOCK_NONE && t->next_us - t->seen_us >= days * USEC_PER_DAY;
}

/* Whether it is new, and comes after all that is known. */
static int check_place(struct job *j, bool *ret_known)
{
    int64_t horizon = CLOCK_NONE;
    int rc = import_find(j->st, j->in->document_id, j->in->seen_us, &j->row.file_sha, &j->row.outcome);
    *ret_known = rc == OK;
    if (rc == ERR_CONFLICT) note_set(j->why, "another text of that instant was imported before");
    if (rc != ERR_NOT_FOUND) return rc;
    rc = import_horizon(j->st, j->in->document_id, &horizon);
    if (rc == OK && horizon != CLOCK_NONE && j->in->seen_us <= horizon) {
        char at[CLOCK_RFC3339_SIZE];
        note_set(j->why, "the document is known until %.19sZ: only later texts can be added", clock_rfc3339(horizon, at));
        rc = ERR_CONFLICT;
    }
    return rc;
}

/* The current version, and whether this text was one before. */
static int look(struct job *j)
{
    int rc = version_current(j->st, j->in->document_id, j->a, true, &j->current);
    j->parsed.current = &j->current;
    if (rc == OK) rc = version_find(j->st, j->in->document_id, &j->parsed.sha, &j->parsed.known_id);
    const struct quality_input in = {.http_status = 200, .text = j->parsed.text, .previous_text = j->current.text,
                                     .previous_lang = strz(j->current.language)};
    quality_judge(j->a, &in, &j->quality);
    return rc;
}

/* Asks a child, and waits for it. */
static int ask(struct job *j, struct parser_pool *pool, struct parse_result *ret)
{
    static const enum verdict verdicts[] = {[QUALITY_GOOD] = VERDICT_GOOD, [QUALITY_DOUBTFUL] = VERDICT_DOUBTFUL, [QUALITY_BAD] = VERDICT_BAD};
    struct text_job job = {.sighting = {.text = j->parsed.text, .quality = verdicts[j->quality.verdict], .quality_reason = j->quality.reason,
                                        .have_current = j->current.id != 0, .current = j->current.text,
                                        .equals_current = j->current.id != 0 && sha256_eq(&j->current.sha, &j->parsed.sha),
                                        .known = j->parsed.known_id != 0},
                           .thresholds = THRESHOLDS_DEFAULT, .document = strz(j->in->document), .platform = strz(j->in->platform)};
    memcpy(job.sighting.key.byte, j->parsed.sha.byte, sizeof job.sighting.key.byte);
    if (stood(j->in, REVERSAL_DAYS)) {
        job.state.pending = job.sighting.key;
        job.state.pending_count = job.thresholds.variant_hold - 1;
    }
    if (stood(j->in, CONFIRM_DAYS)) {
        job.state.held = job.sighting.key;
        job.state.held_count = job.thresholds.confirm - 1;
    }
    int rc = parser_text(pool, &job, clock_mono_us() + PARSE_SECONDS * USEC_PER_SEC, NULL);
    if (rc != OK) {
        note_set(j->why, "it cannot be parsed: %s", err_name(rc));
        return rc;
    }
    while (!parser_next(pool, clock_mono_us(), j->a, ret)) {
        struct pollfd fds[1];
        poll(fds, parser_fds(pool, fds, 1), 1000);
    }
    if (ret->status == PARSE_DIED) note_set(j->why, STR_FMT, STR_ARG(ret->why));
    else if (!parsed_fits(&j->parsed, &ret->text)) note_set(j->why, "the parser's answer does not fit the text");
    else return OK;
    return ERR_BAD_INPUT;
}

static int record(struct job *j, const struct text_result *t)
{
    struct version_new v;
    struct version_written done;
    int64_t version = t->outcome == OUTCOME_UNCHANGED ? j->current.id : t->outcome == OUTCOME_VARIANT ? j->parsed.known_id : 0;
    j->row.outcome = t->outcome;
    j->row.reason = t->reason.n > 0 ? str_dupz(j->a, t->reason) : NULL;
    if (!t->becomes_current) return import_note(j->st, j->in->document_id, version, &j->row);
    parsed_version(j->a, &j->parsed, t, &v);
    v.imported = &j->row;
    int rc = version_record(j->st, NULL, NULL, NULL, j->in->document_id, &v, &done);
    if (rc == ERR_CONFLICT) note_set(j->why, "another text of this document was recorded at the same moment");
    return rc;
}

int import_text(struct store *st, struct parser_pool *pool, struct arena *a, const struct import_text *t, bool dry_run,
                struct import_result *ret, struct note *why)
{
    struct job j = {.st = st, .a = a, .in = t, .why = why,
                    .row = {.seen_us = t->seen_us, .imported_us = t->now_us, .basis = t->basis},
                    .parsed = {.document = t->document, .platform = t->platform}};
    struct parse_result r;
    bool known = false;
    why->text[0] = '\0';
    const char *obstacle = import_obstacle(t->bytes);
    if (obstacle != NULL) {
        note_set(why, "%s", obstacle);
        return ERR_BAD_INPUT;
    }
    sha256_of(t->bytes, &j.row.file_sha);
    int rc = check_place(&j, &known);
    if (rc == OK && !known && !dry_run) {
        j.parsed.text = canonical_text(a, t->bytes);
        sha256_of(j.parsed.text, &j.parsed.sha);
        rc = look(&j);
        if (rc == OK) rc = ask(&j, pool, &r);
        if (rc == OK) rc = record(&j, &r.text);
    }
    if (rc != OK && why->text[0] == '\0') note_set(why, "%s", store_why(st));
    if (rc == OK) *ret = (struct import_result){.known = known, .outcome = j.row.outcome, .reason = j.row.reason};
    return rc;
}
