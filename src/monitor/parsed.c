#include "monitor/parsed.h"

#include "base/utf8.h"

bool parsed_fits(const struct parsed_text *p, const struct text_result *t)
{
    size_t bytes = 0, old = 0;
    bool words = utf8_valid(t->headline) && utf8_valid(t->summary_json) && utf8_valid(t->reason);
    for (size_t i = 0; i < t->nclauses; i++) {
        const struct parsed_clause *c = &t->clauses[i];
        bytes += c->length;
        words = words && utf8_valid(c->title) && c->title.n > 0 && utf8_valid(c->label);
        for (size_t k = 0; k < c->nheadings; k++) words = words && utf8_valid(c->headings[k]);
    }
    for (size_t i = 0; i < t->nold; i++) old += t->old[i].length;
    for (size_t i = 0; i < t->nitems; i++) words = words && utf8_valid(t->items[i].reason);
    for (size_t i = 0; i < t->ndates; i++) words = words && utf8_valid(t->dates[i].quote) && t->dates[i].quote.n > 0;
    return words && (!t->becomes_current || (bytes == p->text.n && (!t->compared || old == p->current->text.n)));
}

static const struct clause_new *clauses_of(struct arena *a, const struct text_result *t)
{
    struct clause_new *v = ARENA_ARRAY(a, struct clause_new, t->nclauses);
    for (size_t i = 0; i < t->nclauses; i++) {
        const struct parsed_clause *p = &t->clauses[i];
        v[i] = (struct clause_new){.offset = p->offset, .length = p->length, .kind = clause_kind_name(p->kind), .label = str_dupz(a, p->label),
                                   .title = str_dupz(a, p->title), .headings = p->headings, .nheadings = p->nheadings, .old = p->old};
    }
    return v;
}

static const struct item_new *items_of(struct arena *a, const struct text_result *t)
{
    struct item_new *v = ARENA_ARRAY(a, struct item_new, t->nitems);
    for (size_t i = 0; i < t->nitems; i++) {
        const struct parsed_item *p = &t->items[i];
        v[i] = (struct item_new){.kind = item_kind_name(p->kind), .reason = str_dupz(a, p->reason), .cosmetic = p->cosmetic,
                                 .old_clause = p->old_clause, .new_clause = p->new_clause, .similarity = p->similarity};
    }
    return v;
}

static const struct date_new *dates_of(struct arena *a, const struct text_result *t)
{
    struct date_new *v = ARENA_ARRAY(a, struct date_new, t->ndates);
    for (size_t i = 0; i < t->ndates; i++)
        v[i] = (struct date_new){.kind = date_basis_name(t->dates[i].basis), .basis = str_dupz(a, t->dates[i].quote), .year = t->dates[i].year,
                                 .month = t->dates[i].month, .day = t->dates[i].day};
    return v;
}

static const size_t *offsets_of(struct arena *a, const struct text_result *t)
{
    size_t *v = ARENA_ARRAY(a, size_t, t->nold);
    for (size_t i = 0; i < t->nold; i++) v[i] = t->old[i].offset;
    return v;
}

void parsed_version(struct arena *a, const struct parsed_text *p, const struct text_result *t, struct version_new *ret)
{
    *ret = (struct version_new){.text = p->text, .sha = p->sha, .title = p->title, .language = p->language,
                                .from = p->current->id != 0 ? p->current : NULL, .clauses = clauses_of(a, t), .nclauses = t->nclauses,
                                .old_offsets = offsets_of(a, t), .nold = t->nold, .change_kind = "change", .headline = str_dupz(a, t->headline),
                                .summary_json = str_dupz(a, t->summary_json), .severity = severity_name(t->severity), .capped = t->capped, .unsure = t->unsure,
                                .items = items_of(a, t), .nitems = t->nitems, .dates = dates_of(a, t), .ndates = t->ndates};
    if (t->outcome == OUTCOME_COSMETIC) ret->change_kind = "cosmetic";
    if (t->outcome != OUTCOME_REVERSAL) return;
    ret->change_kind = "reversal";
    ret->unsure = false; /* it was seen several times */
    ret->existing_id = p->known_id;
    ret->headline = arena_printf(a, "%s returns to an earlier text of its %s", p->platform, p->document);
}
