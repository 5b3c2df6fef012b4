/* Platforms, documents and sources: what is watched. Names for people, slugs for addresses; both are unique where the
 * schema says. Everything here is an upsert by slug or address, so that loading the same catalogue twice does no harm. */
#ifndef ATLAS_STORE_REGISTRY_H
#define ATLAS_STORE_REGISTRY_H

#include "store/db.h"

struct platform {
    const char *slug, *name, *kind, *homepage, *jurisdiction; /* homepage, jurisdiction may be NULL */
    bool invented;
};

struct source_new {
    const char *url, *origin;     /* origin: scheme and host, what politeness counts */
    const char *declaration_json; /* text/declaration.h source_declaration_json */
    bool browser;
    bool kept; /* set by document_sources_set: select and remove were chosen at the desk, and are not those of this file */
};

/* A slug of words: lower case ASCII, other characters become '-' (letters with marks lose them where NFKD-like folding is
 * obvious: é → e). Empty input gives "x". */
char *slug_of(struct arena *a, struct str name);

/* *ret_new (may be NULL) tells whether it was added. */
MUST_USE int platform_put(struct store *st, const struct platform *p, int64_t now_us, int64_t *ret_id, bool *ret_new);
/* kind: slug of document_kind. Its place in the platform is the slug; an existing one keeps its id. */
MUST_USE int document_put(struct store *st, int64_t platform_id, const char *slug, const char *title, const char *kind, int64_t now_us,
                          int64_t *ret_id, bool *ret_new);
MUST_USE int document_find(struct store *st, int64_t platform_id, const char *slug, int64_t *ret_id); /* by slug or old slug */
MUST_USE int document_names(struct store *st, struct arena *a, int64_t id, const char **ret_platform, const char **ret_title);
/* Replaces the document's sources by these, in order: those that stay keep their history, those that go become inactive.
 * Where the part of the page was chosen at the desk, that choice stays (`kept` says so); `atlas document select` changes it.
 * The first check is due at first_due_us. */
MUST_USE int document_sources_set(struct store *st, int64_t document_id, struct source_new *v, size_t n, int64_t now_us, int64_t first_due_us);
/* The kind that an Open Terms Archive terms type is of; "other" where none says. */
MUST_USE int document_kind_of(struct store *st, struct arena *a, const char *terms_type, const char **ret);
MUST_USE int platform_find(struct store *st, const char *slug, int64_t *ret_id); /* by slug or old slug */

#endif
