#include "text/classify.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "text/phrase.h"

#include <jansson.h>
#include <stdlib.h>

enum { RULE_REASONS_MAX = 4, MODEL_REASONS_MAX = 4, WORDS_BYTES_MAX = 400, TEXT_BYTES_MAX = 64 << 10 };

struct ids {
    uint32_t *v;
    size_t n;
};

struct near_rule {
    struct ids a, b;
    uint32_t within;
};

struct type {
    struct str slug;
    enum severity severity;
    struct ids any, all, none, hints, headings, up, down, low;
    struct near_rule *near;
    size_t nnear;
};

struct classifier {
    struct phrases *phrases;
    struct type *types;
    size_t n;
    const struct weights *weights; /* NULL: rules alone */
    size_t *place;                 /* of each type in the weights; SIZE_MAX: unknown there */
};

size_t classifier_n(const struct classifier *c) { return c->n; }

struct str classifier_slug(const struct classifier *c, size_t type) { return c->types[type].slug; }

int taxonomy_of_seed(struct str sql, struct str *ret)
{
    const struct str mark = STR("$taxonomy$");
    size_t from = str_find(sql, mark);
    if (from == STR_NONE) return ERR_BAD_INPUT;
    struct str rest = str_from(sql, from + mark.n);
    size_t to = str_find(rest, mark);
    if (to == STR_NONE) return ERR_BAD_INPUT;
    *ret = str_upto(rest, to);
    return OK;
}

/* ---- reading the rules
 * --------------------------------------------------------------------------------------------------- */

struct compiler {
    struct arena *arena;
    struct classifier *c;
    struct type *type;
    struct note *why;
};

static int wrong(struct compiler *k, const char *what)
{
    note_set(k->why, "clause type " STR_FMT ": %s", STR_ARG(k->type->slug), what);
    return ERR_BAD_INPUT;
}

static int compile_phrase(struct compiler *k, const json_t *json, uint32_t *ret)
{
    struct note why;
    const char *z = json_string_value(json);
    if (z == NULL) return wrong(k, "a phrase must be a string");
    if (phrases_add(k->c->phrases, strz(z), ret, &why) != OK) return wrong(k, why.text);
    return OK;
}

static int compile_list(struct compiler *k, const json_t *json, struct ids *ret)
{
    int rc = OK;
    if (!json_is_array(json)) return wrong(k, "any, all, none, hints, headings, up, down and low are lists of phrases");
    struct ids ids = {ARENA_ARRAY(k->arena, uint32_t, json_array_size(json) + 1), json_array_size(json)};
    for (size_t i = 0; rc == OK && i < ids.n; i++) rc = compile_phrase(k, json_array_get(json, i), &ids.v[i]);
    *ret = ids;
    return rc;
}

/* A side of a pair: a phrase, or a list of them. */
static int compile_side(struct compiler *k, const json_t *json, struct ids *ret)
{
    if (json_is_array(json)) return compile_list(k, json, ret);
    *ret = (struct ids){ARENA_NEW(k->arena, uint32_t), 1};
    return compile_phrase(k, json, ret->v);
}

static int compile_near(struct compiler *k, const json_t *json)
{
    int rc = OK;
    if (!json_is_array(json)) return wrong(k, "near is a list of {a, b, within}");
    struct type *t = k->type;
    t->near = ARENA_ARRAY(k->arena, struct near_rule, json_array_size(json) + 1);
    for (size_t i = 0; rc == OK && i < json_array_size(json); i++) {
        const json_t *pair = json_array_get(json, i);
        json_int_t within = json_integer_value(json_object_get(pair, "within"));
        if (json_object_size(pair) != 3 || within < 1 || within > 100)
            return wrong(k, "near is {a, b, within: 1 … 100}");
        struct near_rule *n = &t->near[t->nnear++];
        n->within = (uint32_t)within;
        rc = compile_side(k, json_object_get(pair, "a"), &n->a);
        if (rc == OK) rc = compile_side(k, json_object_get(pair, "b"), &n->b);
    }
    return rc;
}

static int compile_rules(struct compiler *k, json_t *rules, bool severity)
{
    struct type *t = k->type;
    const struct {
        const char *name;
        struct ids *ids;
        bool of_severity;
    } lists[] = {{"any", &t->any, false},           {"all", &t->all, false},
                 {"none", &t->none, false},         {"hints", &t->hints, false},
                 {"headings", &t->headings, false}, {"up", &t->up, true},
                 {"down", &t->down, true},          {"low", &t->low, true}};
    const char *key;
    json_t *value;
    int rc = json_is_object(rules) ? OK : wrong(k, "rules and their severity are objects");
    json_object_foreach(rules, key, value)
    {
        size_t i = 0;
        const size_t n = sizeof lists / sizeof *lists;
        while (i < n && (strcmp(lists[i].name, key) != 0 || lists[i].of_severity != severity)) i++;
        if (rc != OK) return rc;
        if (i < n)
            rc = compile_list(k, value, lists[i].ids);
        else if (!severity && strcmp(key, "near") == 0)
            rc = compile_near(k, value);
        else if (!severity && strcmp(key, "severity") == 0)
            rc = compile_rules(k, value, true);
        else
            rc = wrong(k, arena_printf(k->arena, "unknown member \"%s\" of its rules", key));
    }
    return rc;
}

static int compile_type(struct compiler *k, const json_t *json)
{
    const char *slug = json_string_value(json_object_get(json, "slug"));
    const char *severity = json_string_value(json_object_get(json, "severity"));
    json_t *rules = json_object_get(json, "rules");
    k->type->slug = strz(arena_dupz(k->arena, slug != NULL ? slug : "without a slug"));
    if (slug == NULL) return wrong(k, "a slug is missing");
    enum severity s = SEVERITY_LOW;
    while (s < SEVERITY_MAX && (severity == NULL || strcmp(severity_name(s), severity) != 0)) s++;
    if (s == SEVERITY_MAX) return wrong(k, "severity is low, medium, high or critical");
    k->type->severity = s;
    return rules != NULL ? compile_rules(k, rules, false) : OK;
}

int classifier_new(struct arena *a, struct str types_json, struct classifier **ret, struct note *why)
{
    json_error_t e;
    json_t *list = json_loadb(types_json.p != NULL ? types_json.p : "", types_json.n, JSON_REJECT_DUPLICATES, &e);
    int rc = OK;
    if (!json_is_array(list)) {
        note_set(why, "the taxonomy is no JSON list: %s in its line %d", list == NULL ? e.text : "another value",
                 list == NULL ? e.line : 1);
        rc = ERR_BAD_INPUT;
        goto out;
    }
    struct classifier *c = ARENA_NEW(a, struct classifier);
    c->phrases = phrases_new(a);
    c->n = json_array_size(list);
    c->types = ARENA_ARRAY(a, struct type, c->n + 1);
    for (size_t i = 0; rc == OK && i < c->n; i++) {
        struct compiler k = {a, c, &c->types[i], why};
        rc = compile_type(&k, json_array_get(list, i));
    }
    if (rc == OK) *ret = c;
out:
    json_decref(list);
    return rc;
}

void classifier_join(struct classifier *c, struct arena *a, const struct weights *weights)
{
    c->weights = weights;
    c->place = ARENA_ARRAY(a, size_t, c->n + 1);
    for (size_t i = 0; i < c->n && weights != NULL; i++) {
        size_t k = 0;
        while (k < weights_n(weights) && !str_eq(weights_type(weights, k)->slug, c->types[i].slug)) k++;
        c->place[i] = k < weights_n(weights) ? k : SIZE_MAX;
    }
}

/* ---- the judge of the rules
 * ------------------------------------------------------------------------------------------------ */

/* What speaks for a type: a span of words in a sentence. */
struct evidence {
    uint32_t from, to, sentence;
    uint32_t id;               /* pieces of one rule are one piece of the score */
    uint32_t gap_from, gap_to; /* of a pair: what lies between, left out when shown */
};

struct share { /* of the evidence for the type at hand: what one sentence has */
    size_t pieces, by_any;
    uint32_t last; /* id + 1 of the piece counted last */
};

struct opinion { /* of the linear judge on a type: the sentence that is surest of it */
    double score;
    size_t sentence;
};

struct bench { /* one clause before the judges */
    const struct classifier *c;
    struct arena *arena;
    struct str heading_path;
    struct found heading, body;
    bool *blocked;        /* by sentence, of the type at hand */
    struct share *shares; /* likewise */
    VEC(struct evidence) evidence;
    float *rules;          /* by sentence and the model's type; NULL: nobody asks */
    struct opinion *model; /* by type; NULL: there is no linear judge */
};

static size_t present(const struct found *f, const struct ids *ids)
{
    size_t n = 0;
    for (size_t i = 0; i < ids->n; i++) n += f->by_phrase[ids->v[i]] != NULL;
    return n;
}

static void block_sentences(struct bench *b, const struct type *t)
{
    memset(b->blocked, 0, b->body.nsentences * sizeof *b->blocked);
    for (size_t i = 0; i < t->none.n; i++)
        for (const struct occurrence *o = b->body.by_phrase[t->none.v[i]]; o != NULL; o = o->next)
            b->blocked[o->sentence] = true;
}

static void gather_any(struct bench *b, const struct ids *ids)
{
    for (size_t i = 0; i < ids->n; i++)
        for (const struct occurrence *o = b->body.by_phrase[ids->v[i]]; o != NULL; o = o->next)
            if (!b->blocked[o->sentence])
                *vec_push(&b->evidence, b->arena) =
                    (struct evidence){o->from, o->to, o->sentence, (uint32_t)i, o->to, o->to};
}

/* The nearest b around each a; one pair is enough. Both lists are walked once, so a sentence that repeats both words a
 * thousand times costs no more than its words. */
static bool nearest_pair(const struct bench *b, uint32_t one, uint32_t other, uint32_t within, struct evidence *ret)
{
    const struct occurrence *before = NULL, *left = b->body.by_phrase[other], *right = left;
    for (const struct occurrence *o = b->body.by_phrase[one]; o != NULL; o = o->next) {
        for (; left != NULL && left->to <= o->from; left = left->next) before = left;
        while (right != NULL && right->from < o->to) right = right->next;
        const struct occurrence *first = NULL, *second = o;
        if (before != NULL && before->sentence == o->sentence && o->from - before->to <= within) first = before;
        if (right != NULL && right->sentence == o->sentence && right->from - o->to <= within &&
            (first == NULL || right->from - o->to < o->from - first->to)) {
            first = o;
            second = right;
        }
        if (first == NULL || b->blocked[o->sentence]) continue;
        *ret = (struct evidence){.from = first->from,
                                 .to = second->to,
                                 .sentence = o->sentence,
                                 .gap_from = first->to,
                                 .gap_to = second->from};
        return true;
    }
    return false;
}

static void gather_near(struct bench *b, const struct near_rule *n, uint32_t id)
{
    struct evidence e;
    for (size_t i = 0; i < n->a.n; i++) {
        if (b->body.by_phrase[n->a.v[i]] == NULL) continue;
        for (size_t k = 0; k < n->b.n; k++) {
            if (b->body.by_phrase[n->b.v[k]] == NULL || !nearest_pair(b, n->a.v[i], n->b.v[k], n->within, &e)) continue;
            e.id = id;
            *vec_push(&b->evidence, b->arena) = e;
        }
    }
}

static bool all_stand(const struct bench *b, const struct type *t) { return present(&b->body, &t->all) == t->all.n; }

/* Different pieces of evidence by rule, not by place: of the clause, and of each sentence. */
static struct share count_pieces(struct bench *b, size_t nany)
{
    struct share all = {0};
    memset(b->shares, 0, b->body.nsentences * sizeof *b->shares);
    for (size_t i = 0; i < b->evidence.n; i++) {
        const struct evidence *e = &b->evidence.v[i];
        struct share *both[] = {&all, &b->shares[e->sentence]};
        for (size_t k = 0; k < 2; k++) {
            if (both[k]->last == e->id + 1) continue;
            both[k]->last = e->id + 1;
            both[k]->pieces++;
            both[k]->by_any += e->id < nany;
        }
    }
    return all;
}

static double least(double a, double b) { return a < b ? a : b; }

static double strong(const struct share *s, bool heading, size_t hints)
{
    if (s->pieces == 0) return 0;
    return least(0.95, (s->by_any > 0 ? 0.65 : 0.60) + 0.08 * (double)(s->pieces - 1) + (heading ? 0.10 : 0) +
                           0.04 * (double)hints);
}

/* The rules' score for a type. Its evidence is left in b->evidence, and what each sentence has of it in b->shares,
 * whose own scores go to `each` (stride: the number of the model's types) where that is not NULL. */
static double judge_rules(struct bench *b, const struct type *t, float *each, size_t stride)
{
    b->evidence.n = 0;
    if (!all_stand(b, t)) return 0;
    block_sentences(b, t);
    gather_any(b, &t->any);
    for (size_t i = 0; i < t->nnear; i++) gather_near(b, &t->near[i], (uint32_t)(t->any.n + i));
    struct share all = count_pieces(b, t->any.n);
    size_t hints = present(&b->body, &t->hints);
    bool heading = present(&b->heading, &t->headings) > 0;
    double score = strong(&all, heading, hints);
    if (all.pieces == 0 && hints > 0 && hints + heading >= 2) {
        gather_any(b, &t->hints);
        count_pieces(b, 0);
        if (b->evidence.n > 0)
            score = least(0.50, 0.40 + (heading ? 0.05 : 0) + (hints > 2 ? 0.04 * (double)(hints - 2) : 0));
    }
    for (size_t i = 0; each != NULL && score > 0 && i < b->body.nsentences; i++) {
        if (b->shares[i].pieces > 0)
            each[i * stride] = (float)(all.pieces > 0 ? strong(&b->shares[i], heading, hints) : score);
    }
    return score;
}

/* ---- the linear judge
 * ------------------------------------------------------------------------------------------------- */

static void judge_sentence(struct bench *b, size_t sentence, double *margins)
{
    const struct weights *w = b->c->weights;
    struct features f;
    features_of(b->arena, b->heading_path, b->body.sentences[sentence], &f);
    weights_margins(w, &f, b->rules + sentence * weights_n(w), margins);
    for (size_t i = 0; i < b->c->n; i++) {
        if (b->c->place[i] == SIZE_MAX) continue;
        double score = weights_score(weights_type(w, b->c->place[i]), margins[b->c->place[i]]);
        if (score > b->model[i].score) b->model[i] = (struct opinion){score, sentence};
    }
}

static void judge_weights(struct bench *b)
{
    const struct weights *w = b->c->weights;
    b->model = ARENA_ARRAY(b->arena, struct opinion, b->c->n + 1);
    double *margins = ARENA_ARRAY(b->arena, double, weights_n(w) + 1);
    for (size_t i = 0; i < b->body.nsentences; i++) judge_sentence(b, i, margins);
}

/* ---- making hits
 * ------------------------------------------------------------------------------------------------------ */

/* Where the linear judge is full and says no, rules are still heard when they are this sure; under a heading of the
 * type, which the data set that it learned from does not have, when they are fairly sure. The score is an even chance
 * then. */
static const double rules_insist = 0.82, rules_under_heading = 0.70, even_chance = 0.5;

/* The one place where judges meet. 0: no hit. Where the linear judge is full it decides; where it is thin it adds. */
static double combine(const struct weights_type *t, const double by[JUDGE_MAX], bool heading)
{
    double rules = by[JUDGE_RULES] >= CLASSIFY_LEAST ? by[JUDGE_RULES] : 0;
    if (t == NULL) return rules;
    double model = by[JUDGE_MODEL] >= t->threshold ? by[JUDGE_MODEL] : 0;
    if (!t->full) return model > rules ? model : rules;
    return model > 0 || rules < (heading ? rules_under_heading : rules_insist) ? model : even_chance;
}

static enum severity severity_of(const struct bench *b, const struct type *t)
{
    if (present(&b->body, &t->low) > 0) return SEVERITY_LOW;
    int s = (int)t->severity + (present(&b->body, &t->up) > 0) - (present(&b->body, &t->down) > 0);
    return s < SEVERITY_LOW ? SEVERITY_LOW : s >= SEVERITY_MAX ? SEVERITY_CRITICAL : (enum severity)s;
}

/* The bytes from word `from` to the word before `to`. */
static struct str span(const struct bench *b, uint32_t from, uint32_t to)
{
    const struct word *w = b->body.words;
    return str_of(w[from].text.p, (size_t)(w[to - 1].text.p + w[to - 1].text.n - w[from].text.p));
}

static bool shown_before(const struct bench *b, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (b->evidence.v[k].from <= b->evidence.v[i].from && b->evidence.v[i].to <= b->evidence.v[k].to) return true;
    return false;
}

static struct str evidence_words(const struct bench *b, const struct evidence *e)
{
    struct str first = span(b, e->from, e->gap_from);
    if (e->gap_to >= e->to) return first;
    struct str second = span(b, e->gap_to, e->to);
    const char *joined = arena_printf(b->arena, STR_FMT " \xE2\x80\xA6 " STR_FMT, STR_ARG(first), STR_ARG(second));
    return strz(joined);
}

static void add_reason(struct hit *h, struct str words, double weight, enum judge by)
{
    size_t bytes = words.n;
    for (size_t i = 0; i < h->nbecause; i++) bytes += h->because[i].words.n;
    if (h->nbecause < REASONS_MAX && bytes <= WORDS_BYTES_MAX)
        h->because[h->nbecause++] = (struct reason){words, weight, by};
}

static void reasons_of_rules(struct bench *b, struct hit *h)
{
    for (size_t i = 0; i < b->evidence.n && h->nbecause < RULE_REASONS_MAX; i++)
        if (!shown_before(b, i)) add_reason(h, evidence_words(b, &b->evidence.v[i]), 0, JUDGE_RULES);
}

#define PULL_LEAST 0.3 /* of the strongest: a weaker one is not worth showing */

struct pull { /* of a feature towards a type */
    double size;
    uint32_t from, to;
};

static int strongest_first(const void *a, const void *b)
{
    const struct pull *x = a, *y = b;
    if (x->size != y->size) return x->size > y->size ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

static bool overlaps(const struct hit *h, struct str words)
{
    for (size_t i = 0; i < h->nbecause; i++) {
        struct str o = h->because[i].words;
        if (words.p < o.p + o.n && o.p < words.p + words.n) return true;
        if (str_find(o, words) != STR_NONE) return true;
    }
    return false;
}

/* The runs of words that pull the sentence hardest towards the type, and what the rules' part in it is. */
static void reasons_of_weights(struct bench *b, struct hit *h, size_t place, size_t sentence)
{
    const struct weights *w = b->c->weights;
    struct str text = b->body.sentences[sentence];
    double *margins = ARENA_ARRAY(b->arena, double, weights_n(w) + 1), by_rules = 0;
    const float *rules = b->rules + sentence * weights_n(w);
    struct features f;
    features_of(b->arena, b->heading_path, text, &f);
    weights_margins(w, &f, rules, margins);
    for (size_t r = 0; r < weights_n(w); r++) by_rules += weights_of_rule(w, place, r) * (double)rule_value(rules[r]);
    for (size_t i = 0; i < h->nbecause && by_rules > 0; i++) h->because[i].weight = by_rules / (double)h->nbecause;
    struct pull *pulls = ARENA_ARRAY(b->arena, struct pull, f.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < f.n; i++) {
        const struct feature *x = &f.v[i];
        if (x->block != IN_WORDS && x->block != IN_STEMS) continue;
        double size = weights_of(w, place, x->bucket) * (double)x->value;
        if (size > 0) pulls[n++] = (struct pull){size, x->from, x->to};
    }
    qsort(pulls, n, sizeof *pulls, strongest_first);
    for (size_t i = 0, taken = 0; i < n && taken < MODEL_REASONS_MAX && pulls[i].size > PULL_LEAST * pulls[0].size;
         i++) {
        struct str words = str_of(text.p + pulls[i].from, pulls[i].to - pulls[i].from);
        if (overlaps(h, words)) continue;
        add_reason(h, words, pulls[i].size, JUDGE_MODEL);
        taken++;
    }
}

/* Weights to a sum of 1, and the words in one line. */
static void finish_reasons(const struct bench *b, struct hit *h)
{
    struct buf out;
    double sum = 0;
    buf_init(&out, 4 * WORDS_BYTES_MAX);
    for (size_t i = 0; i < h->nbecause; i++) sum += h->because[i].weight;
    for (size_t i = 0; i < h->nbecause; i++) {
        h->because[i].weight = sum > 0 ? h->because[i].weight / sum : 1 / (double)h->nbecause;
        if (i > 0) buf_strz(&out, "; ");
        buf_str(&out, h->because[i].words);
    }
    h->words = str_of(arena_dup(b->arena, out.p != NULL ? out.p : "", out.n), out.n);
    buf_release(&out);
}

/* The sentence with the most evidence, the first of equals. */
static struct str operative(const struct bench *b)
{
    size_t *count = ARENA_ARRAY(b->arena, size_t, b->body.nsentences + 1);
    size_t best = b->evidence.v[0].sentence;
    for (size_t i = 0; i < b->evidence.n; i++) count[b->evidence.v[i].sentence]++;
    for (size_t i = 0; i < b->body.nsentences; i++)
        if (count[i] > count[best] || (count[i] == count[best] && i < best)) best = i;
    return b->body.sentences[best];
}

static void explain(struct bench *b, struct hit *h)
{
    const struct classifier *c = b->c;
    bool rules = judge_rules(b, &c->types[h->type], NULL, 0) >= CLASSIFY_LEAST; /* lays out the evidence again */
    bool model = b->model != NULL && c->place[h->type] != SIZE_MAX && h->score == h->by[JUDGE_MODEL];
    if (rules) reasons_of_rules(b, h);
    if (model) reasons_of_weights(b, h, c->place[h->type], b->model[h->type].sentence);
    h->sentence = model ? b->body.sentences[b->model[h->type].sentence] : operative(b);
    h->severity = severity_of(b, &c->types[h->type]);
    finish_reasons(b, h);
}

static int surest_first(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return x->type < y->type ? -1 : x->type > y->type;
}

static struct bench bench_of(const struct classifier *c, struct arena *a, struct str heading_path, struct str text)
{
    struct bench b = {.c = c, .arena = a};
    b.heading_path = str_upto(heading_path, utf8_cut(heading_path, TEXT_BYTES_MAX));
    phrases_find(c->phrases, a, b.heading_path, &b.heading);
    phrases_find(c->phrases, a, str_upto(text, utf8_cut(text, TEXT_BYTES_MAX)), &b.body);
    b.blocked = ARENA_ARRAY(a, bool, b.body.nsentences + 1);
    b.shares = ARENA_ARRAY(a, struct share, b.body.nsentences + 1);
    return b;
}

void classify_rules(const struct classifier *c, struct arena *a, struct str heading_path, struct str text, float *ret)
{
    struct bench b = bench_of(c, a, heading_path, text);
    for (size_t i = 0; i < c->n; i++) ret[i] = (float)judge_rules(&b, &c->types[i], NULL, 0);
}

void classify_clause(const struct classifier *c, struct arena *a, struct str heading_path, struct str text,
                     struct hits *ret)
{
    struct bench b = bench_of(c, a, heading_path, text);
    VEC(struct hit) hits = {0};
    size_t stride = c->weights != NULL ? weights_n(c->weights) : 0;
    double *rules = ARENA_ARRAY(a, double, c->n + 1);
    if (stride > 0) b.rules = ARENA_ARRAY(a, float, b.body.nsentences *stride + 1);
    for (size_t i = 0; i < c->n; i++) {
        bool wanted = stride > 0 && c->place[i] != SIZE_MAX;
        rules[i] = judge_rules(&b, &c->types[i], wanted ? b.rules + c->place[i] : NULL, stride);
    }
    if (stride > 0) judge_weights(&b);
    for (size_t i = 0; i < c->n; i++) {
        struct hit h = {.type = i, .by = {[JUDGE_RULES] = rules[i]}};
        bool known = stride > 0 && c->place[i] != SIZE_MAX;
        if (known) h.by[JUDGE_MODEL] = b.model[i].score;
        bool heading = present(&b.heading, &c->types[i].headings) > 0;
        h.score = combine(known ? weights_type(c->weights, c->place[i]) : NULL, h.by, heading);
        if (h.score > 0) *vec_push(&hits, a) = h;
    }
    for (size_t i = 0; i < hits.n; i++) explain(&b, &hits.v[i]);
    if (hits.n > 0) qsort(hits.v, hits.n, sizeof *hits.v, surest_first);
    ret->v = hits.v;
    ret->n = hits.n;
}
