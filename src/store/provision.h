/* Provisions: published records about clauses, and their analyses.
 *
 *     draft ──publish──► published ──withdraw──► withdrawn
 *                            └─revise─┘ (a further analysis; the newest is shown, all are kept)
 *
 * What is being written lies in provision_draft, one for each provision at most: the whole of a draft, or the coming
 * revision of a published one. It may lack what publishing asks for, and nobody outside sees it.
 *
 * Invariants held here: a provision is published only with an analysis in which every sentence quotes words that stand
 * in the clause it speaks of, in the version it speaks of; within a document no two provisions share a slug, and no two
 * that are not withdrawn share a title. Analyses are never updated. A withdrawn record keeps its address and its
 * history. Every act is a line of the desk's record, in the same transaction (store/desk.h).
 *
 * Each function is one transaction. On failure nothing is changed, and `why` has a sentence for the person who must
 * mend it (ERR_BAD_INPUT, ERR_CONFLICT, ERR_NOT_FOUND), or the server's words (ERR_IO). */
#ifndef ATLAS_STORE_PROVISION_H
#define ATLAS_STORE_PROVISION_H

#include "store/desk.h"

/* Where a clause stands now: in the current version of its document. */
struct clause_place {
    int64_t document_id, version_id, clause_id, ordinal;
    struct str text; /* as read and folded for comparison (text/quote.h); in the arena */
};

/* The one clause of the current version in which the quote stands, or that has this SHA-256 (in hexadecimal), or both;
 * either may be NULL. ERR_NOT_FOUND: no such document, no version yet, or no such clause; ERR_CONFLICT: more than one.
 */
MUST_USE int clause_find(struct store *st, struct arena *a, const char *platform, const char *document,
                         const char *quote, const char *sha, struct clause_place *ret, struct note *why);
/* By its identity. ERR_NOT_FOUND: it does not stand in the current version. */
MUST_USE int clause_at(struct store *st, struct arena *a, int64_t clause_id, struct clause_place *ret,
                       struct note *why);

/* Whether the words stand in the clause, read as a reader reads them (text/quote.h). Pure. */
bool clause_says(struct arena *a, const struct clause_place *at, const char *quote);

struct sentence { /* of an analysis: what is said, and the words of the clause it rests on */
    const char *text, *quote;
};

struct remedy { /* what a person can do; kind and url may be NULL */
    const char *text, *kind, *url;
};

struct analysis_new {
    const char *what; /* one sentence */
    const struct sentence *why;
    size_t nwhy;
    const char *impact; /* NULL: nothing of its own */
    const struct remedy *options;
    size_t noptions;
    const char *institutional; /* a JSON object {framework, enforcement, diligence}, or NULL */
    const char *author;        /* NULL: automatic */
    struct desk_actor who;     /* for the desk's record; zeroed: an import */
    const char *help;          /* the language model whose words the draft began with; or NULL */
    const char *remarks;       /* on its wording, passed over: for the desk's record; or NULL */
};

struct law_link {
    const char *slug, *reason;
};

struct provision_new {
    const char *slug; /* NULL: made from the title */
    const char *title, *clause_type, *severity;
    const struct law_link *regulations, *agencies;
    size_t nregulations, nagencies;
    bool regulations_of_type; /* instead of the list: those that the taxonomy maps to the clause type */
};

/* Whether an analysis may be published about this clause text (folded). Pure. */
MUST_USE int analysis_check(struct arena *a, struct str clause_text, const struct analysis_new *n, struct note *why);

/* A draft about a clause: title, type and severity are needed, the rest may come later. The open proposal of this
 * clause and type is accepted with it. *ret: its record id, in the arena. */
MUST_USE int provision_draft(struct store *st, struct arena *a, const struct clause_place *at,
                             const struct provision_new *p, const struct analysis_new *n, int64_t now_us,
                             const char **ret, struct note *why);
/* Keeps what is being written of a draft or of a revision. Slug and laws of *p are not looked at, here and below. */
MUST_USE int provision_save(struct store *st, const char *record_id, const struct provision_new *p,
                            const struct analysis_new *n, int64_t now_us, struct note *why);
/* Publishes a draft with its first analysis, or a further one of a published provision, about the current version; what
 * was being written is done with. The institutional part, where *n has none, is that of the analysis before.
 * correction: what was wrong, a line of the corrections; NULL: nothing was. */
MUST_USE int provision_publish(struct store *st, const char *record_id, const struct provision_new *p,
                               const struct analysis_new *n, const char *correction, int64_t now_us, struct note *why);
/* A further analysis of a published provision, about the current version. title and severity: NULL keeps them. */
MUST_USE int provision_revise(struct store *st, const char *record_id, const char *title, const char *severity,
                              const struct analysis_new *n, int64_t now_us, struct note *why);
/* The newest analysis says of the current version what it said of an older one: refused where its quotes no longer
 * stand. */
MUST_USE int provision_reaffirm(struct store *st, const char *record_id, const char *author,
                                const struct desk_actor *who, int64_t now_us, struct note *why);
/* What was being written is thrown away, and a draft with it. */
MUST_USE int provision_drop(struct store *st, const char *record_id, const struct desk_actor *who, int64_t now_us,
                            struct note *why);
/* For good, with its reason, which is also a line of the corrections. */
MUST_USE int provision_withdraw(struct store *st, const char *record_id, const char *reason,
                                const struct desk_actor *who, int64_t now_us, struct note *why);
/* A line of the corrections about a published provision. */
MUST_USE int provision_correct(struct store *st, const char *record_id, const char *what, const struct desk_actor *who,
                               int64_t now_us, struct note *why);

/* A regulation or agency is put to a provision, or taken away and remembered as refused; both with a reason. */
enum law_kind { LAW_REGULATION, LAW_AGENCY };
MUST_USE int provision_law_put(struct store *st, const char *record_id, enum law_kind kind, const char *slug,
                               const char *reason, const struct desk_actor *who, int64_t now_us, struct note *why);
MUST_USE int provision_law_take(struct store *st, const char *record_id, enum law_kind kind, const char *slug,
                                const char *reason, const struct desk_actor *who, int64_t now_us, struct note *why);
/* Sentences about provisions that one of this title and type about this clause may double, five at most, in the arena.
 * own: its record id, or NULL. */
MUST_USE int provision_doubles(struct store *st, struct arena *a, const struct clause_place *at,
                               const struct provision_new *p, const char *own, const char ***ret, size_t *ret_n);
/* Two published provisions are not alike, whatever their words have in common; remembered. */
MUST_USE int provision_unlike(struct store *st, const char *record_id, const char *other, const struct desk_actor *who,
                              int64_t now_us, struct note *why);

enum put_flag {
    PUT_DRY_RUN = 1 << 0,  /* all of it, and then undone */
    PUT_NEW_ONLY = 1 << 1, /* never a revision: ERR_CONFLICT where the document has a provision of that slug */
};
enum put_outcome { PUT_PUBLISHED, PUT_REVISED, PUT_UNCHANGED };
/* Draft and publish in one transaction; where the document has a published provision of that slug, revise it, or do
 * nothing if it says the same of the same clause text already: so importing a file twice does no harm. */
MUST_USE int provision_put(struct store *st, const struct clause_place *at, const struct provision_new *p,
                           const struct analysis_new *n, int64_t now_us, unsigned flags, enum put_outcome *ret,
                           struct note *why);

#endif
