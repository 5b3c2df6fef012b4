#include "cmd/atlas_entry.h"

#include <stdlib.h>

static const char *const members[] = {"platform", "document", "quote",         "clause",      "clause_type", "severity",
                                      "slug",     "title",    "what",          "why",         "impact",      "options",
                                      "institutional", "regulations", "agencies", "author", "note"};

static int wrong(struct note *why, const char *member, const char *what)
{
    note_set(why, "\"%s\" %s", member, what);
    return ERR_BAD_INPUT;
}

/* A string, or NULL where it is missing or null. */
static int text_of(const json_t *json, const char *member, bool needed, const char **ret, struct note *why)
{
    const json_t *v = json_object_get(json, member);
    *ret = json_string_value(v);
    if (v != NULL && !json_is_null(v) && *ret == NULL) return wrong(why, member, "is no string");
    if (needed && (*ret == NULL || **ret == '\0')) return wrong(why, member, "is missing");
    return OK;
}

static int read_sentences(struct arena *a, const json_t *json, struct analysis_new *n, struct note *why)
{
    const json_t *list = json_object_get(json, "why");
    int rc = OK;
    if (!json_is_array(list)) return wrong(why, "why", "is no list of {text, quote}");
    n->nwhy = json_array_size(list);
    struct sentence *v = ARENA_ARRAY(a, struct sentence, n->nwhy + 1);
    for (size_t i = 0; rc == OK && i < n->nwhy; i++) {
        rc = text_of(json_array_get(list, i), "text", true, &v[i].text, why);
        if (rc == OK) rc = text_of(json_array_get(list, i), "quote", true, &v[i].quote, why);
    }
    n->why = v;
    return rc;
}

static int read_options(struct arena *a, const json_t *json, struct analysis_new *n, struct note *why)
{
    const json_t *list = json_object_get(json, "options");
    int rc = OK;
    if (list == NULL || json_is_null(list)) return OK;
    if (!json_is_array(list)) return wrong(why, "options", "is no list");
    n->noptions = json_array_size(list);
    struct remedy *v = ARENA_ARRAY(a, struct remedy, n->noptions + 1);
    for (size_t i = 0; rc == OK && i < n->noptions; i++) {
        const json_t *o = json_array_get(list, i);
        v[i].text = json_string_value(o);
        if (v[i].text != NULL) continue;
        rc = text_of(o, "text", true, &v[i].text, why);
        if (rc == OK) rc = text_of(o, "kind", false, &v[i].kind, why);
        if (rc == OK) rc = text_of(o, "url", false, &v[i].url, why);
    }
    n->options = v;
    return rc;
}

static int read_institutional(struct arena *a, const json_t *json, struct analysis_new *n, struct note *why)
{
    const json_t *v = json_object_get(json, "institutional");
    if (v == NULL || json_is_null(v)) return OK;
    if (!json_is_object(v)) return wrong(why, "institutional", "is no object");
    char *text = json_dumps(v, JSON_COMPACT);
    n->institutional = text != NULL ? arena_dupz(a, text) : NULL;
    free(text);
    return OK;
}

static int read_laws(struct arena *a, const json_t *json, const char *member, const struct law_link **ret,
                     size_t *ret_n, struct note *why)
{
    const json_t *list = json_object_get(json, member);
    int rc = OK;
    if (list == NULL) return OK;
    if (!json_is_array(list)) return wrong(why, member, "is no list of {slug, reason}");
    struct law_link *v = ARENA_ARRAY(a, struct law_link, json_array_size(list) + 1);
    for (size_t i = 0; rc == OK && i < json_array_size(list); i++) {
        rc = text_of(json_array_get(list, i), "slug", true, &v[i].slug, why);
        if (rc == OK) rc = text_of(json_array_get(list, i), "reason", true, &v[i].reason, why);
    }
    *ret = v;
    *ret_n = json_array_size(list);
    return rc;
}

static int check_members(const json_t *json, struct note *why)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)json, key, value)
    {
        size_t i = 0;
        const size_t n = sizeof members / sizeof *members;
        while (i < n && strcmp(members[i], key) != 0) i++;
        if (i == n) return wrong(why, key, "is no member of a provision");
    }
    return OK;
}

int entry_read_analysis(struct arena *a, const json_t *json, struct entry *ret, struct note *why)
{
    struct entry e = {0};
    if (!json_is_object(json)) {
        note_set(why, "it is no JSON object");
        return ERR_BAD_INPUT;
    }
    int rc = check_members(json, why);
    if (rc == OK) rc = text_of(json, "title", false, &e.provision.title, why);
    if (rc == OK) rc = text_of(json, "severity", false, &e.provision.severity, why);
    if (rc == OK) rc = text_of(json, "what", true, &e.analysis.what, why);
    if (rc == OK) rc = text_of(json, "impact", false, &e.analysis.impact, why);
    if (rc == OK) rc = text_of(json, "author", false, &e.analysis.author, why);
    if (rc == OK) rc = read_sentences(a, json, &e.analysis, why);
    if (rc == OK) rc = read_options(a, json, &e.analysis, why);
    if (rc == OK) rc = read_institutional(a, json, &e.analysis, why);
    if (rc == OK) *ret = e;
    return rc;
}

static bool is_sha256(const char *hex)
{
    return strlen(hex) == 64 && strspn(hex, "0123456789abcdef") == 64;
}

int entry_read(struct arena *a, const json_t *json, struct entry *ret, struct note *why)
{
    struct entry e;
    struct provision_new *p = &e.provision;
    int rc = entry_read_analysis(a, json, &e, why);
    if (rc == OK) rc = text_of(json, "platform", true, &e.platform, why);
    if (rc == OK) rc = text_of(json, "document", true, &e.document, why);
    if (rc == OK) rc = text_of(json, "clause", false, &e.clause, why);
    if (rc == OK && e.clause != NULL && !is_sha256(e.clause)) rc = wrong(why, "clause", "is no SHA-256 in hexadecimal");
    if (rc == OK) rc = text_of(json, "quote", e.clause == NULL, &e.quote, why);
    if (rc == OK) rc = text_of(json, "clause_type", true, &p->clause_type, why);
    if (rc == OK) rc = text_of(json, "slug", false, &p->slug, why);
    if (rc == OK) rc = read_laws(a, json, "regulations", &p->regulations, &p->nregulations, why);
    if (rc == OK) rc = read_laws(a, json, "agencies", &p->agencies, &p->nagencies, why);
    if (rc == OK) p->regulations_of_type = json_object_get(json, "regulations") == NULL;
    if (rc == OK) *ret = e;
    return rc;
}
