/* Parser children: where bytes of strangers are read. A zygote is forked before the worker opens its database or curl; it
 * forks the children, so they inherit neither. A child has one socket, no network, no files, no exec (seccomp, Landlock),
 * ceilings on memory and processor time, and does pure work: extract a page, judge it, decide what it is, compare it with
 * the current text. The worker checks what comes back field by field (wire.h) before it believes it.
 *
 * A child that dies, hangs past the deadline or answers nonsense costs its job: the result says PARSE_DIED, and another
 * child takes its place. Children are replaced after a number of jobs, so memory cannot creep. */
#ifndef ATLAS_MONITOR_PARSER_H
#define ATLAS_MONITOR_PARSER_H

#include "text/decide.h"
#include "text/quality.h"
#include "text/summary.h"

#include <poll.h>

struct parser_pool;

/* Call before anything else is opened. */
MUST_USE int parser_pool_new(unsigned children, struct parser_pool **ret, struct note *why);
void parser_pool_free(struct parser_pool *p);

struct page_job { /* step 2 and 3: bytes → text and quality */
    struct str body, content_type, url, declaration, headers, previous_text, previous_lang;
    int http_status;
};

struct text_job { /* step 4 and 5: text → outcome, clauses, items */
    struct sighting sighting; /* text and current; the rest as decide.h says */
    struct watch_state state;
    struct thresholds thresholds;
    struct str document, platform; /* names, for the headline */
};

enum parse_status { PARSE_DONE, PARSE_DIED };

struct page_result {
    struct str text, title, lang; /* text empty where failure says why */
    struct str failure;
    enum quality_verdict quality;
    struct str quality_reason;
};

struct parsed_clause {
    size_t offset, length;
    enum clause_kind kind;
    struct str label, title;
    struct str *headings;
    size_t nheadings;
    ptrdiff_t old; /* index of the old clause whose identity it carries, or -1 */
};

struct parsed_item {
    enum item_kind kind;
    bool cosmetic;
    struct str reason;
    ptrdiff_t old_clause, new_clause; /* indices, or -1 */
    double similarity;
};

struct text_result {
    enum outcome outcome;
    struct str reason;
    bool becomes_current, compared, capped;
    struct watch_state state;
    struct parsed_clause *clauses; /* of the new text: set where becomes_current */
    size_t nclauses;
    struct { size_t offset, length; } *old; /* the old text's clauses, where compared */
    size_t nold;
    struct parsed_item *items;
    size_t nitems;
    struct str headline, summary_json; /* where compared */
    enum severity severity;
    bool unsure; /* text/summary.h */
    struct { enum date_basis basis; int year, month, day; struct str quote; } *dates;
    size_t ndates;
};

struct parse_result {
    void *cookie;
    enum parse_status status;
    struct str why; /* PARSE_DIED: a sentence */
    bool is_page;   /* which of the two below */
    struct page_result page;
    struct text_result text;
};

/* false: the zygote has ended, and no child can be started any more. A process that has opened its database cannot make
 * another one: it must end and be started anew. */
bool parser_pool_alive(struct parser_pool *p);
bool parser_idle(const struct parser_pool *p); /* a child is free: a job may be given */
unsigned parser_busy(const struct parser_pool *p);
/* The job is sent before the call returns: what it points to need not live on. deadline_us by the monotonic clock. */
MUST_USE int parser_page(struct parser_pool *p, const struct page_job *job, int64_t deadline_us, void *cookie);
MUST_USE int parser_text(struct parser_pool *p, const struct text_job *job, int64_t deadline_us, void *cookie);

/* The descriptors to poll for POLLIN, at most max of them. */
unsigned parser_fds(const struct parser_pool *p, struct pollfd *fds, unsigned max);
/* A finished job, if there is one; strings lie in the arena. Kills what is past its deadline. */
bool parser_next(struct parser_pool *p, int64_t mono_us, struct arena *a, struct parse_result *ret);

#endif
