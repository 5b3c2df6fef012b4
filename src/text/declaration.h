/* Declarations: which document lies at which address, and which part of the page is the document. The format is that of
 * the Open Terms Archive (https://docs.opentermsarchive.org/terms/reference/declaration/), so that thousands of
 * existing files work unchanged; `platform` is our own addition. Read here:
 *
 *     {"name": "Example",                                  the platform's name
 *      "terms": {"Privacy Policy": {                       older files: "documents"
 *          "fetch": "https://…", "select": S, "remove": S, "filter": [F…], "executeClientScripts": true,
 *          "combine": [{…}, {…}]}},                        several sources; what they lack is inherited from outside
 *      "platform": {"slug", "kind", "homepage", "jurisdiction", "invented"}}
 *
 *     S  "css" | {"startBefore"|"startAfter": "css", "endBefore"|"endAfter": "css"} | [either of both…]
 *     F  "name" | {"name": parameters}
 *
 * A history file ({"Privacy Policy": [{…, "validUntil": "…"}]}) is declaration_parse_history's. A single source without
 * the frame (an object with fetch and select at the top, "terms" then is its name) is a declaration of one document.
 *
 * Filters. The reference's are JavaScript functions. Those that are data are ours too: removeQueryParams. Any other is
 * kept by name in `scripts`: the caller tells the operator, nothing is dropped in silence.
 *
 * All strings lie in the arena of the call. */
#ifndef ATLAS_TEXT_DECLARATION_H
#define ATLAS_TEXT_DECLARATION_H

#include "base/str.h"

enum selection_kind { SELECTION_CSS, SELECTION_RANGE };

struct selection { /* one entry of "select" or "remove" */
    enum selection_kind kind;
    struct str css;              /* SELECTION_CSS */
    struct str start, end;       /* SELECTION_RANGE: the two selectors */
    bool start_after, end_after; /* startAfter, endAfter; else startBefore, endBefore */
};

struct selection_list {
    struct selection *v;
    size_t n;
};

struct source_declaration {
    struct str fetch;
    struct selection_list select, remove;
    bool execute_client_scripts;
    bool has_query_filter;    /* removeQueryParams is given: its list alone says which parameters go */
    struct str *query_params; /* its list, may be empty */
    size_t nquery_params;
    struct str *scripts; /* names of filters that are script and therefore not applied */
    size_t nscripts;
    struct str valid_until; /* history files only: RFC 3339, else empty */
};

struct terms_declaration { /* one document */
    struct str name;
    struct source_declaration *sources; /* at least one, but in a history; more where it says `combine` */
    size_t nsources;
};

struct platform_declaration { /* our own part; empty strings where not said */
    struct str slug, kind, homepage, jurisdiction;
    bool invented;
};

struct declaration {
    struct str name;
    struct platform_declaration platform;
    struct terms_declaration *terms; /* in the order of the file */
    size_t nterms;
};

/* ERR_BAD_INPUT: not JSON, or not a declaration; the note says where. An unknown member is no error: the reference adds
 * members over time. */
MUST_USE int declaration_parse(struct arena *a, struct str json, struct declaration **ret, struct note *why);

/* A history file: per terms name the earlier sources, oldest first, each with valid_until. */
MUST_USE int declaration_parse_history(struct arena *a, struct str json, struct declaration **ret, struct note *why);

/* The terms of that name; an empty name gives the first where there is exactly one. NULL: none. */
const struct terms_declaration *declaration_terms(const struct declaration *d, struct str name);

/* One source alone: the object that the database keeps per source. source_declaration_json writes it in one fixed form
 * (compact, members in a fixed order, absent ones left out), so that equal sources have equal text, and
 * source_declaration_parse reads it back to the same. `fetch` may be missing in the input. */
MUST_USE int source_declaration_parse(struct arena *a, struct str json, struct source_declaration **ret,
                                      struct note *why);
struct str source_declaration_json(struct arena *a, const struct source_declaration *s);

#endif
