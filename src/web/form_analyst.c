#include "web/form_analyst.h"

#include "store/analyst.h"
#include "store/drafting.h"
#include "store/proposal.h"
#include "store/remarks.h"
#include "web/form.h"

enum { SENTENCES = 12, OPTIONS = 6, TEXT_MAX = 4000 };

/* A field as typed, without the blanks around it. Longer than any of ours is a complaint, not a cut; c NULL: it is for being
 * shown again, in whatever length. */
static const char *field(struct exchange *x, const char *name, struct complaints *c)
{
    struct str v = str_trim(pairs_get(&x->rq.form, name));
    if (v.n <= TEXT_MAX || c == NULL) return str_dupz(x->arena, v);
    complaints_add(c, name, "This is too long: 4000 bytes at most.");
    return "";
}

static const char *numbered(struct exchange *x, const char *name, size_t i, struct complaints *c)
{
    return field(x, arena_printf(x->arena, "%s_%zu", name, i + 1), c);
}

static bool chosen(struct exchange *x, const char *action) { return str_eqz(form_field(x, "action"), action); }
/* Enter in a field presses the first button. */
static bool publishing(struct exchange *x) { return chosen(x, "publish") || form_field(x, "action").n == 0; }

struct typed { /* the form, read */
    struct provision_new provision;
    struct analysis_new analysis;
    struct sentence why[SENTENCES];
    struct remedy options[OPTIONS];
    const char *correction;
    struct complaints complaints; /* what keeps it from being published */
    struct remarks remarks;
    const char **doubles;
    size_t ndoubles;
};

/* Pairs of empty fields are left out, half of a pair is a complaint. A draft may lack what publishing asks for. */
static void read_sentences(struct exchange *x, struct typed *t)
{
    struct analysis_new *n = &t->analysis;
    struct complaints *c = &t->complaints;
    for (size_t i = 0; i < SENTENCES; i++) {
        struct sentence s = {numbered(x, "text", i, c), numbered(x, "quote", i, c)};
        if (s.text[0] == '\0' && s.quote[0] == '\0') continue;
        if (s.text[0] == '\0')
            complaints_add(c, arena_printf(x->arena, "text_%zu", i + 1),
                           "There are quoted words without a sentence. Write it, or clear the words.");
        if (s.quote[0] == '\0')
            complaints_add(c, arena_printf(x->arena, "quote_%zu", i + 1),
                           "The sentence quotes nothing. Copy the words of the clause that it rests on.");
        t->why[n->nwhy++] = s;
    }
}

static void read_form(struct exchange *x, struct typed *t)
{
    struct analysis_new *n = &t->analysis;
    struct complaints *c = &t->complaints;
    t->provision = (struct provision_new){.title = field(x, "title", c),
                                          .clause_type = field(x, "clause_type", c),
                                          .severity = field(x, "severity", c),
                                          .regulations_of_type = true};
    *n = (struct analysis_new){.what = field(x, "what", c),
                               .why = t->why,
                               .options = t->options,
                               .impact = field(x, "impact", c),
                               .who = {.account_id = x->viewer.account_id}};
    t->correction = field(x, "correction", c);
    if (form_field(x, "help").n > 0) n->help = field(x, "help", c);
    if (n->impact[0] == '\0') n->impact = NULL;
    if (t->provision.title[0] == '\0') complaints_add(c, "title", "Give it a title.");
    size_t nameless = c->n;
    if (n->what[0] == '\0') complaints_add(c, "what", "Say in one sentence what the clause is.");
    read_sentences(x, t);
    for (size_t i = 0; i < OPTIONS; i++) {
        struct remedy o = {numbered(x, "option", i, c), numbered(x, "kind", i, c), numbered(x, "url", i, c)};
        if (o.kind[0] == '\0') o.kind = NULL;
        if (o.url[0] == '\0') o.url = NULL;
        if (o.text[0] != '\0') t->options[n->noptions++] = o;
    }
    if (n->nwhy == 0 && c->n == nameless && publishing(x))
        complaints_add(c, "text_1", "Write at least one sentence, with the words that it rests on.");
}

/* ---- remarks --------------------------------------------------------------------------------------------------------
 */

static int look_over(struct exchange *x, struct store *st, const struct clause_place *at, const char *own,
                     struct typed *t)
{
    provision_remarks(x->arena, &t->provision, &t->analysis, &t->remarks);
    return provision_doubles(st, x->arena, at, &t->provision, own, &t->doubles, &t->ndoubles);
}

/* "sentence 2" is the form's field text_2. */
static const char *field_of(struct exchange *x, const char *remarked)
{
    struct str number = strz(remarked);
    if (str_starts(number, STR("sentence "))) return arena_printf(x->arena, "text_%s", remarked + strlen("sentence "));
    if (str_starts(number, STR("option "))) return arena_printf(x->arena, "option_%s", remarked + strlen("option "));
    return remarked;
}

static json_t *remarks_json(struct exchange *x, const struct typed *t)
{
    json_t *list = json_array();
    for (size_t i = 0; i < t->remarks.n; i++)
        json_array_append_new(list, json_pack("{s:s,s:s,s:s}", "field", field_of(x, t->remarks.v[i].field), "where",
                                              t->remarks.v[i].field, "text", t->remarks.v[i].text));
    for (size_t i = 0; i < t->ndoubles; i++)
        json_array_append_new(list,
                              json_pack("{s:s,s:s,s:s}", "field", "title", "where", "title", "text", t->doubles[i]));
    return list;
}

static const char *remarks_line(struct exchange *x, const struct typed *t)
{
    const char *line =
        t->analysis.help != NULL ? arena_printf(x->arena, "Begun with drafting help of %s.", t->analysis.help) : NULL;
    for (size_t i = 0; i < t->remarks.n + t->ndoubles; i++) {
        const char *one = i < t->remarks.n ? t->remarks.v[i].text : t->doubles[i - t->remarks.n];
        line = arena_printf(x->arena, "%s %s",
                            line == NULL ? "Passed over:"
                            : i == 0     ? arena_printf(x->arena, "%s Passed over:", line)
                                         : line,
                            one);
    }
    return line;
}

/* ---- the form again
 * ---------------------------------------------------------------------------------------------------
 */

static json_t *typed_back(struct exchange *x, const char *name) { return json_string(field(x, name, NULL)); }

static json_t *sentences_back(struct exchange *x, const struct clause_place *at, const struct complaints *c)
{
    json_t *list = json_array();
    for (size_t i = 0; i < SENTENCES && pairs_get(&x->rq.form, arena_printf(x->arena, "text_%zu", i + 1)).p != NULL;
         i++) {
        const char *text = numbered(x, "text", i, NULL), *quote = numbered(x, "quote", i, NULL);
        bool stands = clause_says(x->arena, at, quote);
        json_t *wrong_text = json_object_get(c->by_field, arena_printf(x->arena, "text_%zu", i + 1));
        json_t *wrong_quote = json_object_get(c->by_field, arena_printf(x->arena, "quote_%zu", i + 1));
        json_array_append_new(list, json_pack("{s:i,s:s,s:s,s:b,s:O?,s:O?}", "n", (int)i + 1, "text", text, "quote",
                                              quote, "missed", quote[0] != '\0' && !stands, "text_error", wrong_text,
                                              "quote_error", wrong_quote));
    }
    return list;
}

static json_t *options_back(struct exchange *x)
{
    json_t *list = json_array();
    for (size_t i = 0; i < OPTIONS && pairs_get(&x->rq.form, arena_printf(x->arena, "option_%zu", i + 1)).p != NULL;
         i++)
        json_array_append_new(list,
                              json_pack("{s:i,s:s,s:s,s:s}", "n", (int)i + 1, "text", numbered(x, "option", i, NULL),
                                        "url", numbered(x, "url", i, NULL), "kind", numbered(x, "kind", i, NULL)));
    return list;
}

static json_t *preview_json(struct exchange *x, const struct clause_place *at, const struct typed *t)
{
    const struct analysis_new *n = &t->analysis;
    json_t *why = json_array(), *options = json_array();
    for (size_t i = 0; i < n->nwhy; i++) {
        bool stands = clause_says(x->arena, at, n->why[i].quote);
        json_array_append_new(
            why, json_pack("{s:s,s:s,s:b}", "text", n->why[i].text, "quote", n->why[i].quote, "stands", stands));
    }
    for (size_t i = 0; i < n->noptions; i++)
        json_array_append_new(options, json_pack("{s:s,s:s*}", "text", n->options[i].text, "url", n->options[i].url));
    return json_pack("{s:s,s:s,s:s,s:o,s:s,s:o,s:s?}", "title", t->provision.title, "severity", t->provision.severity,
                     "what", n->what, "why", why, "impact", n->impact != NULL ? n->impact : "", "options", options,
                     "author", n->author);
}

/* The page with what was typed: complaints (given up) with 422, remarks, and a preview where there is one. */
static int again(struct exchange *x, const char *page, const struct clause_place *at, struct typed *t, bool preview)
{
    struct complaints *c = &t->complaints;
    json_t *extra =
        json_pack("{s:{s:o,s:o,s:o,s:o},s:s?,s:o,s:o,s:o,s:b,s:o}", "values", "title", typed_back(x, "title"), "what",
                  typed_back(x, "what"), "impact", typed_back(x, "impact"), "correction", typed_back(x, "correction"),
                  "helped", t->analysis.help, "sentences", sentences_back(x, at, c), "options", options_back(x),
                  "remarks", remarks_json(x, t), "automatic", t->analysis.author == NULL, "preview",
                  preview ? preview_json(x, at, t) : json_null());
    if (c->n > 0) {
        json_object_set_new(extra, "errors", c->by_field);
        json_object_set_new(extra, "error_list", c->list);
    }
    if (!preview) json_object_set_new(extra, "status", json_integer(422));
    *c = (struct complaints){0};
    return page_show(x, page, extra);
}

/* ---- acts
 * ---------------------------------------------------------------------------------------------------------------
 */

struct place {                 /* what the form is about: a clause, or a provision that is there */
    const char *page, *record; /* record: NULL for a clause */
    struct clause_place at;
};

STMT(form_clause_of, 1, "SELECT clause_id FROM provision WHERE record_id = $1 AND state <> 'withdrawn'");

static int find_place(struct exchange *x, struct store *st, struct place *p, struct note *why)
{
    int64_t id;
    struct str record = pairs_get(&x->rq.params, "record");
    *p = (struct place){.page = record.p != NULL ? "analyst_provision" : "analyst_clause"};
    if (record.p != NULL) p->record = str_dupz(x->arena, record);
    int rc = OK;
    if (p->record != NULL)
        rc = db_int(st, &form_clause_of, &id, A_TEXT(p->record));
    else if (str_int(pairs_get(&x->rq.params, "clause"), 1, INT64_MAX, &id) != OK)
        rc = ERR_NOT_FOUND;
    if (rc != OK) return rc;
    rc = clause_at(st, x->arena, id, &p->at, why);
    return rc == ERR_NOT_FOUND && p->record != NULL ? OK
                                                    : rc; /* gone: a draft can still be kept, and the page says it */
}

static int save(struct exchange *x, struct store *st, const struct place *p, const struct typed *t, struct note *why)
{
    const char *record = p->record;
    int rc = record != NULL
                 ? provision_save(st, record, &t->provision, &t->analysis, x->rq.now_us, why)
                 : provision_draft(st, x->arena, &p->at, &t->provision, &t->analysis, x->rq.now_us, &record, why);
    if (rc == OK) see_other(x, arena_printf(x->arena, "/analyst/provision/%s/?done=drafted", record));
    return rc;
}

static int publish(struct exchange *x, struct store *st, const struct place *p, struct typed *t, struct note *why)
{
    enum put_outcome outcome;
    t->analysis.remarks = remarks_line(x, t);
    int rc = p->record != NULL
                 ? provision_publish(st, p->record, &t->provision, &t->analysis, t->correction, x->rq.now_us, why)
                 : provision_put(st, &p->at, &t->provision, &t->analysis, x->rq.now_us, PUT_NEW_ONLY, &outcome, why);
    if (rc == OK)
        see_other(x, p->record != NULL ? arena_printf(x->arena, "/analyst/provision/%s/?done=published", p->record)
                                       : "/analyst/?done=published");
    return rc;
}

static int act(struct exchange *x, struct store *st, const struct place *p, struct typed *t)
{
    struct note why = {""};
    bool publish_now = publishing(x);
    if (publish_now && (x->viewer.rights & DESK_PUBLISH) == 0) {
        error_show(
            x, 403,
            "Your role at the desk writes drafts; somebody else publishes them. Go back and save it as a draft.");
        return OK;
    }
    if (chosen(x, "preview")) return again(x, p->page, &p->at, t, true);
    bool named = json_object_get(t->complaints.by_field, "title") == NULL;
    if (publish_now ? t->complaints.n > 0 : !named) return again(x, p->page, &p->at, t, false);
    if (publish_now && t->remarks.n + t->ndoubles > 0 && form_field(x, "anyway").n == 0)
        return again(x, p->page, &p->at, t, false);
    int rc = publish_now ? publish(x, st, p, t, &why) : save(x, st, p, t, &why);
    if (rc != ERR_BAD_INPUT && rc != ERR_CONFLICT && rc != ERR_NOT_FOUND) return rc;
    complaints_add(&t->complaints, "form", why.text);
    return again(x, p->page, &p->at, t, false);
}

static void forget(struct complaints *c)
{
    json_decref(c->by_field);
    json_decref(c->list);
}

static int handle(struct exchange *x)
{
    struct store *st;
    struct place p;
    struct typed t = {0};
    struct note why = {""};
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = find_place(x, st, &p, &why);
    if (rc != OK) return rc;
    read_form(x, &t);
    if (!str_eqz(form_field(x, "byline"), "automatic"))
        rc = analyst_byline(st, x->arena, x->viewer.account_id, &t.analysis.author);
    if (rc == OK) rc = look_over(x, st, &p.at, p.record, &t);
    if (rc == OK) rc = act(x, st, &p, &t);
    forget(&t.complaints);
    return rc;
}

int form_analyst_clause(struct exchange *x) { return handle(x); }

int form_analyst_provision(struct exchange *x)
{
    struct store *st;
    struct note why = {""};
    struct desk_actor who = {.account_id = x->viewer.account_id};
    if (!chosen(x, "drop")) return handle(x);
    const char *record = str_dupz(x->arena, pairs_get(&x->rq.params, "record"));
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = provision_drop(st, record, &who, x->rq.now_us, &why);
    if (rc == OK) see_other(x, "/analyst/drafts/?done=dropped");
    return rc;
}

int form_analyst_refuse(struct exchange *x)
{
    struct store *st;
    int64_t clause_id;
    struct desk_actor who = {.account_id = x->viewer.account_id};
    const char *type = field(x, "clause_type", NULL);
    if (str_int(form_field(x, "clause"), 1, INT64_MAX, &clause_id) != OK) return ERR_NOT_FOUND;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = store_begin(st);
    if (rc != OK) return rc;
    rc = proposal_refuse(st, clause_id, type);
    if (rc == OK)
        rc = desk_note(st, &who, DESK_WRITE, "proposal refused", NULL,
                       arena_printf(x->arena, "clause %lld: %s", (long long)clause_id, type), x->rq.now_us);
    rc = store_end(st, rc);
    if (rc == ERR_NOT_FOUND) rc = OK; /* not open any more: which was asked for */
    if (rc == OK) see_other(x, "/analyst/?done=refused");
    return rc;
}

int form_analyst_help(struct exchange *x)
{
    struct store *st;
    int64_t clause_id;
    struct desk_actor who = {.account_id = x->viewer.account_id};
    const char *type = field(x, "clause_type", NULL);
    if (conf_text(x->site->conf, CONF_DRAFT_URL)[0] == '\0') return ERR_NOT_FOUND;
    if (str_int(pairs_get(&x->rq.params, "clause"), 1, INT64_MAX, &clause_id) != OK) return ERR_NOT_FOUND;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = drafting_ask(st, clause_id, type, &who, x->rq.now_us);
    if (rc == ERR_LIMIT) {
        error_show(x, 429, "Twenty questions are waiting for an answer already. Try again when some are answered.");
        return OK;
    }
    if (rc == OK)
        see_other(x, arena_printf(x->arena, "/analyst/clause/%lld/?type=%s&done=help-asked", (long long)clause_id,
                                  percent_encoded(x->arena, strz(type))));
    return rc;
}
