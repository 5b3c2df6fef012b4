/* The analyst's desk: a provision from a clause, and the refusal of a proposal. */
#include "web/form_analyst.h"

#include "store/analyst.h"
#include "store/proposal.h"
#include "store/provision.h"
#include "web/form.h"

enum { SENTENCES = 4, OPTIONS = 3 };

static const char *field(struct exchange *x, const char *name)
{
    return str_dupz(x->arena, str_trim(form_field(x, name)));
}

static const char *numbered(struct exchange *x, const char *name, size_t i)
{
    return field(x, arena_printf(x->arena, "%s_%zu", name, i + 1));
}

struct draft {
    struct provision_new provision;
    struct analysis_new analysis;
    struct sentence why[SENTENCES];
    struct remedy options[OPTIONS];
};

/* What was typed; pairs of empty fields are left out, half of a pair is a complaint. */
static void draft_read(struct exchange *x, struct draft *d, struct complaints *c)
{
    struct analysis_new *n = &d->analysis;
    d->provision = (struct provision_new){.title = field(x, "title"),
                                          .clause_type = field(x, "clause_type"),
                                          .severity = field(x, "severity"),
                                          .regulations_of_type = true};
    *n = (struct analysis_new){
        .what = field(x, "what"), .why = d->why, .options = d->options, .impact = field(x, "impact")};
    if (n->impact[0] == '\0') n->impact = NULL;
    for (size_t i = 0; i < SENTENCES; i++) {
        struct sentence s = {numbered(x, "text", i), numbered(x, "quote", i)};
        if (s.text[0] == '\0' && s.quote[0] == '\0') continue;
        if (s.text[0] == '\0')
            complaints_add(c, arena_printf(x->arena, "text_%zu", i + 1),
                           "There are quoted words without a sentence. Write it, or clear the words.");
        if (s.quote[0] == '\0')
            complaints_add(c, arena_printf(x->arena, "quote_%zu", i + 1),
                           "The sentence quotes nothing. Copy the words of the clause that it rests on.");
        d->why[n->nwhy++] = s;
    }
    for (size_t i = 0; i < OPTIONS; i++) {
        const char *text = numbered(x, "option", i);
        if (text[0] != '\0') d->options[n->noptions++].text = text;
    }
    if (d->provision.title[0] == '\0') complaints_add(c, "title", "Give it a title.");
    if (n->what[0] == '\0') complaints_add(c, "what", "Say in one sentence what the clause is.");
    if (n->nwhy == 0 && c->n == 0)
        complaints_add(c, "text_1", "Write at least one sentence, with the words that it rests on.");
}

static int again(struct exchange *x, struct complaints *c)
{
    return form_again(x, "analyst_clause", c, "title", "what", "impact", "text_1", "quote_1", "text_2", "quote_2",
                      "text_3", "quote_3", "text_4", "quote_4", "option_1", "option_2", "option_3", NULL);
}

static int publish(struct exchange *x, struct store *st, int64_t clause_id, struct draft *d, struct note *why)
{
    struct clause_place at;
    enum put_outcome outcome;
    int rc = clause_at(st, x->arena, clause_id, &at, why);
    if (rc == OK) rc = analyst_byline(st, x->arena, x->viewer.account_id, &d->analysis.author);
    if (rc == OK) rc = provision_put(st, &at, &d->provision, &d->analysis, x->rq.now_us, PUT_NEW_ONLY, &outcome, why);
    return rc;
}

int form_analyst_publish(struct exchange *x)
{
    struct store *st;
    struct draft d = {0};
    struct complaints c = {0};
    struct note why = {""};
    int64_t clause_id;
    if (str_int(pairs_get(&x->rq.params, "clause"), 1, INT64_MAX, &clause_id) != OK) return ERR_NOT_FOUND;
    draft_read(x, &d, &c);
    if (c.n > 0) return again(x, &c);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = publish(x, st, clause_id, &d, &why);
    if (rc == ERR_BAD_INPUT || rc == ERR_CONFLICT) {
        complaints_add(&c, "form", why.text);
        return again(x, &c);
    }
    if (rc == OK) see_other(x, "/analyst/?done=published");
    return rc;
}

int form_analyst_refuse(struct exchange *x)
{
    struct store *st;
    int64_t clause_id;
    if (str_int(form_field(x, "clause"), 1, INT64_MAX, &clause_id) != OK) return ERR_NOT_FOUND;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = proposal_refuse(st, clause_id, field(x, "clause_type"));
    if (rc == ERR_NOT_FOUND) rc = OK; /* not open any more: which was asked for */
    if (rc == OK) see_other(x, "/analyst/?done=refused");
    return rc;
}
