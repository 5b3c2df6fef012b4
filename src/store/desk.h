/* The desk: what people decide where the machine would not (sql/migrations/0010_desk.sql, 0012_desk.sql). A held text
 * is accepted or refused, a source gets other selectors, a clause is said to be another one, a change is looked at, a
 * report is answered. Every act is a row with who and when, and a line of the desk's record; who may act is checked by
 * the database again.
 *
 * Errors of the acts: ERR_DENIED without the right, ERR_BAD_INPUT with the reason in store_why(). */
#ifndef ATLAS_STORE_DESK_H
#define ATLAS_STORE_DESK_H

#include "store/db.h"
#include "text/declaration.h"

struct desk_actor {
    int64_t account_id; /* 0: the command line … */
    const char *name;   /* … and its system user */
};

/* What somebody may do at the desk: rows of desk_right, by the roles of the account. 0: nothing, there is no desk. */
enum desk_right {
    DESK_WRITE = 1 << 0,   /* triage, drafts, laws, refusals, matches of clauses */
    DESK_PUBLISH = 1 << 1, /* publish, revise, withdraw */
    DESK_ANSWER = 1 << 2,  /* reports of mistakes */
    DESK_REMOVE = 1 << 3,  /* publishers' requests for removal */
    DESK_SOURCE = 1 << 4,  /* held texts, selectors */
};
/* From their names, separated by blanks. Pure. */
unsigned desk_rights_read(struct str names);

/* A line of the desk's record about a record ("CA-P-000012", or NULL), in the caller's transaction. right: the one it
 * needs. */
MUST_USE int desk_note(struct store *st, const struct desk_actor *who, enum desk_right right, const char *act,
                       const char *record_id, const char *detail, int64_t now_us);

enum ruling { RULING_NONE, RULING_ACCEPT, RULING_REFUSE };

/* What was said last about this text of this source. */
MUST_USE int ruling_find(struct store *st, int64_t source_id, const struct sha256 *text, enum ruling *ret);
/* About the text that is held; the source is due at once. ERR_NOT_FOUND: that text is not held any more, or none is. */
MUST_USE int ruling_give(struct store *st, int64_t source_id, const struct sha256 *text, enum ruling r,
                         const struct desk_actor *who, int64_t now_us);
/* The text that is held now; ERR_NOT_FOUND: none. */
MUST_USE int held_text_sha(struct store *st, int64_t source_id, struct sha256 *ret);
/* Keeps a text that was held; sightings in a row of the same one are counted. */
MUST_USE int held_text_keep(struct store *st, int64_t source_id, const struct sha256 *sha, struct str text,
                            int64_t seen_us);

/* Selectors one a line: CSS, or a range as JSON ({"startBefore": "h1", "endBefore": "footer"}). Both lists as the JSON
 * object that selectors_set takes. ERR_BAD_INPUT: the note says which one is malformed, and where. Pure. */
MUST_USE int selectors_read(struct arena *a, struct str select_lines, struct str remove_lines, const char **ret,
                            struct note *why);
/* The source is read anew, at once. ERR_NOT_FOUND: no such source, or not in use. */
MUST_USE int selectors_set(struct store *st, int64_t source_id, const char *chosen_json, const struct desk_actor *who,
                           int64_t now_us);

/* Clause is same_as (0: a clause of its own) from a version on (0: wherever it stands). *ret: versions concerned. */
MUST_USE int clause_correct(struct store *st, int64_t clause_id, int64_t same_as, int64_t since_version_id,
                            const struct desk_actor *who, int64_t now_us, int64_t *ret);
/* The same from the newer version of a change on; a line of the change's public corrections says so. ERR_NOT_FOUND: no
 * such change. */
MUST_USE int change_match(struct store *st, struct arena *a, const char *record_id, int64_t clause_id, int64_t same_as,
                          const struct desk_actor *who, int64_t now_us);

/* Somebody has looked at a change: "read", "date only", "boilerplate", "layout"; "open" puts it back into the queue.
 * ERR_NOT_FOUND: no such change. */
MUST_USE int change_sort(struct store *st, const char *record_id, const char *verdict, const struct desk_actor *who,
                         int64_t now_us);

#endif
