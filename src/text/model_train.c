#include "text/model_train.h"

#include "base/vec.h"

#include <linear.h>
#include <math.h>
#include <stdlib.h>

enum {
    PARTS = 4, /* of the cross-validation */
    IDF_MAX = 255,
    SEEN_LEAST = 2,       /* a bucket in fewer examples is left out */
    FULL_WEIGHTS = 40000, /* kept of a full type, the heaviest */
    THIN_WEIGHTS = 1200,
    SILENT_EVERY = 4 /* of the data set's sentences on which a thin type's rules are silent, this share is a negative */
};
static const double cost = 1.0, rarity_power = 0.5, stop_at = 0.01;

/* ---- reading examples
 * ------------------------------------------------------------------------------------------------ */

static struct example *example_add(struct arena *a, const struct classifier *c, struct examples *e)
{
    if (e->n == e->cap) e->v = vec_grow(a, e->v, &e->cap, sizeof *e->v);
    struct example *x = &e->v[e->n++];
    *x = (struct example){.is = ARENA_ARRAY(a, bool, classifier_n(c) + 1)};
    return x;
}

static bool listed(struct str list, struct str word)
{
    struct str one;
    while (str_next(&list, ',', &one))
        if (str_eq(str_trim(one), word)) return true;
    return false;
}

static size_t type_index(const struct classifier *c, struct str slug)
{
    size_t i = 0;
    while (i < classifier_n(c) && !str_eq(classifier_slug(c, i), slug)) i++;
    return i;
}

/* The corpus' tags: letters for the type, a digit for how fair it was found, which is not asked here. */
static const struct {
    const char *tag, *slug;
} tag_slugs[] = {{"a", "arbitration"},         {"ch", "unilateral-change"},       {"cr", "content-removal"},
                 {"j", "jurisdiction"},        {"law", "choice-of-law"},          {"ltd", "limitation-of-liability"},
                 {"pinc", "privacy-included"}, {"ter", "unilateral-termination"}, {"use", "contract-by-using"}};

static void mark_tags(const struct classifier *c, struct str tags, bool *is)
{
    struct str tag;
    while (str_next(&tags, ',', &tag)) {
        while (tag.n > 0 && ascii_digit(tag.p[tag.n - 1])) tag.n--;
        for (size_t i = 0; i < sizeof tag_slugs / sizeof *tag_slugs; i++) {
            size_t type = str_eqz(tag, tag_slugs[i].tag) ? type_index(c, strz(tag_slugs[i].slug)) : classifier_n(c);
            if (type < classifier_n(c)) is[type] = true;
        }
    }
}

int examples_claudette(struct arena *a, const struct classifier *c, struct str tsv, struct str leave_out,
                       struct examples *add, struct note *why)
{
    struct str line;
    if (add->marked == NULL) add->marked = ARENA_ARRAY(a, bool, classifier_n(c) + 1);
    for (size_t i = 0; i < sizeof tag_slugs / sizeof *tag_slugs; i++)
        add->marked[type_index(c, strz(tag_slugs[i].slug))] = true;
    for (size_t number = 1; str_next(&tsv, '\n', &line); number++) {
        struct str document, place, tags;
        if (line.n == 0) continue;
        if (!str_next(&line, '\t', &document) || !str_next(&line, '\t', &place) || !str_next(&line, '\t', &tags)) {
            note_set(why, "line %zu is not document, line, tags, sentence", number);
            return ERR_BAD_INPUT;
        }
        if (listed(leave_out, document)) continue;
        struct example *x = example_add(a, c, add);
        x->group = document;
        x->text = line;
        x->whole = true;
        mark_tags(c, tags, x->is);
    }
    return OK;
}

int examples_own(struct arena *a, const struct classifier *c, struct str tsv, struct examples *add, struct note *why)
{
    struct str line, types, heading, slug;
    for (size_t number = 1; str_next(&tsv, '\n', &line); number++) {
        if (line.n == 0 || line.p[0] == '#') continue;
        if (!str_next(&line, '\t', &types) || !str_next(&line, '\t', &heading) || str_trim(line).n == 0) {
            note_set(why, "line %zu is not types, heading, sentence", number);
            return ERR_BAD_INPUT;
        }
        struct example *x = example_add(a, c, add);
        *x = (struct example){.group = line, .heading = heading, .text = line, .is = x->is};
        while (str_next(&types, ',', &slug)) {
            size_t type = type_index(c, slug);
            if (type == classifier_n(c) && !str_eqz(slug, "-")) {
                note_set(why, "line %zu: there is no clause type \"" STR_FMT "\"", number, STR_ARG(slug));
                return ERR_BAD_INPUT;
            }
            x->is[type] = true;
        }
    }
    return OK;
}

/* ---- the vectors
 * ----------------------------------------------------------------------------------------------------- */

struct trainer {
    struct arena *arena;
    const struct classifier *c;
    const struct examples *e;
    const struct training *how;
    struct feature_node **x; /* of each example, liblinear's form: index from 1 */
    float **rules;           /* of each example, by type */
    unsigned *part;          /* of each example */
    uint8_t *idf;
    int width; /* the bias' index */
};

static unsigned part_of(struct str group) { return (unsigned)(str_hash(group) >> 17) % PARTS; }

static void find_idf(struct trainer *t, const struct features *f)
{
    size_t n = t->e->n;
    uint32_t *seen = ARENA_ARRAY(t->arena, uint32_t, FEATURE_BUCKETS);
    t->idf = ARENA_ARRAY(t->arena, uint8_t, FEATURE_BUCKETS);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < f[i].n; k++) seen[f[i].v[k].bucket]++;
    for (size_t b = 0; b < FEATURE_BUCKETS; b++) {
        double idf = IDF_UNIT * (log((double)(1 + n) / (double)(1 + seen[b])) + 1);
        if (seen[b] >= SEEN_LEAST) t->idf[b] = (uint8_t)(idf > IDF_MAX ? IDF_MAX : idf + 0.5);
    }
}

static int by_index(const void *a, const void *b)
{
    const struct feature_node *x = a, *y = b;
    return (x->index > y->index) - (x->index < y->index);
}

static struct feature_node *vector_of(struct trainer *t, struct features *f, const float *rules)
{
    size_t n = 0;
    struct feature_node *x = ARENA_ARRAY(t->arena, struct feature_node, f->n + classifier_n(t->c) + 2);
    features_weigh(f, t->idf);
    for (size_t k = 0; k < f->n; k++)
        if (f->v[k].value > 0) x[n++] = (struct feature_node){(int)f->v[k].bucket + 1, (double)f->v[k].value};
    qsort(x, n, sizeof *x, by_index);
    for (size_t r = 0; r < classifier_n(t->c); r++)
        if (rules[r] >= RULE_LEAST)
            x[n++] = (struct feature_node){FEATURE_BUCKETS + (int)r + 1, (double)rule_value(rules[r])};
    x[n++] = (struct feature_node){t->width, 1};
    x[n].index = -1;
    return x;
}

static void make_vectors(struct trainer *t)
{
    size_t n = t->e->n;
    struct features *f = ARENA_ARRAY(t->arena, struct features, n + 1);
    t->x = ARENA_ARRAY(t->arena, struct feature_node *, n + 1);
    t->rules = ARENA_ARRAY(t->arena, float *, n + 1);
    t->part = ARENA_ARRAY(t->arena, unsigned, n + 1);
    t->width = FEATURE_BUCKETS + (int)classifier_n(t->c) + 1;
    for (size_t i = 0; i < n; i++) {
        const struct example *e = &t->e->v[i];
        features_of(t->arena, e->heading, e->text, &f[i]);
        t->rules[i] = ARENA_ARRAY(t->arena, float, classifier_n(t->c) + 1);
        classify_rules(t->c, t->arena, e->heading, e->text, t->rules[i]);
        t->part[i] = part_of(e->group);
    }
    find_idf(t, f);
    for (size_t i = 0; i < n; i++) t->x[i] = vector_of(t, &f[i], t->rules[i]);
}

/* ---- one type
 * -------------------------------------------------------------------------------------------------------- */

struct lesson { /* the examples that say something of a type, in order */
    size_t type;
    size_t *of;
    double *y; /* 1, -1 */
    size_t n, positive;
};

static bool full_type(const struct trainer *t, size_t type) { return t->e->marked != NULL && t->e->marked[type]; }

static bool says(const struct trainer *t, size_t example, size_t type)
{
    const struct example *e = &t->e->v[example];
    if (!e->whole || full_type(t, type)) return true;
    return example % SILENT_EVERY == 0 && t->rules[example][type] < RULE_LEAST;
}

static struct lesson lesson_of(struct trainer *t, size_t type)
{
    struct lesson l = {.type = type};
    l.of = ARENA_ARRAY(t->arena, size_t, t->e->n + 1);
    l.y = ARENA_ARRAY(t->arena, double, t->e->n + 1);
    for (size_t i = 0; i < t->e->n; i++) {
        if (!says(t, i, type)) continue;
        l.positive += t->e->v[i].is[type];
        l.y[l.n] = t->e->v[i].is[type] ? 1 : -1;
        l.of[l.n++] = i;
    }
    return l;
}

static void quiet(const char *line) { (void)line; }

/* w: width + 1 numbers by liblinear's index. part: the one to leave out; PARTS: none. */
static bool learn(struct trainer *t, const struct lesson *l, unsigned part, double *w)
{
    struct problem p = {.n = t->width, .bias = -1};
    size_t positive = 0;
    p.y = ARENA_ARRAY(t->arena, double, l->n + 1);
    p.x = ARENA_ARRAY(t->arena, struct feature_node *, l->n + 1);
    for (size_t i = 0; i < l->n; i++) {
        if (t->part[l->of[i]] == part) continue;
        positive += l->y[i] > 0;
        p.y[p.l] = l->y[i];
        p.x[p.l++] = t->x[l->of[i]];
    }
    memset(w, 0, ((size_t)t->width + 1) * sizeof *w);
    if (positive == 0 || positive == (size_t)p.l) return false;
    int label = 1;
    double rarity = pow((double)((size_t)p.l - positive) / (double)positive, rarity_power);
    struct parameter how = {.solver_type = L2R_L2LOSS_SVC_DUAL,
                            .eps = stop_at,
                            .C = cost,
                            .nr_weight = 1,
                            .weight_label = &label,
                            .weight = &rarity,
                            .p = 0.1};
    struct model *m = train(&p, &how);
    double sign = m->label[0] == 1 ? 1 : -1;
    for (int i = 1; i <= m->nr_feature; i++) w[i] = sign * m->w[i - 1];
    free_and_destroy_model(&m);
    return true;
}

static double margin_of(const struct feature_node *x, const double *w)
{
    double sum = 0;
    for (; x->index != -1; x++) sum += w[x->index] * x->value;
    return sum;
}

/* ---- sigmoid and threshold
 * ------------------------------------------------------------------------------------------- */

struct judged { /* margins of sentences that the weights had not seen */
    double *margin;
    bool *is;
    size_t n, positive;
};

struct sigmoid {
    double slope, offset;
};

/* The log-likelihood's fall, its gradient and curvature at a sigmoid. */
struct platt {
    double value, g1, g2, h11, h22, h21;
};

static struct platt platt_at(const struct judged *j, struct sigmoid s)
{
    double hi = ((double)j->positive + 1) / ((double)j->positive + 2), lo = 1 / ((double)(j->n - j->positive) + 2);
    struct platt at = {.h11 = 1e-12, .h22 = 1e-12};
    for (size_t i = 0; i < j->n; i++) {
        double target = j->is[i] ? hi : lo, x = j->margin[i], z = x * s.slope + s.offset;
        double p = z >= 0 ? exp(-z) / (1 + exp(-z)) : 1 / (1 + exp(z)), d = target - p, d2 = p * (1 - p);
        at.value += z >= 0 ? target * z + log1p(exp(-z)) : (target - 1) * z + log1p(exp(z));
        at.h11 += x * x * d2;
        at.h22 += d2;
        at.h21 += x * d2;
        at.g1 += x * d;
        at.g2 += d;
    }
    return at;
}

/* Newton's method with backtracking: Lin, Lin, Weng, "A note on Platt's probabilistic outputs" (2007). */
static struct sigmoid platt_fit(const struct judged *j)
{
    struct sigmoid s = {0, log(((double)(j->n - j->positive) + 1) / ((double)j->positive + 1))};
    struct platt at = platt_at(j, s);
    for (int turn = 0; turn < 100 && (fabs(at.g1) > 1e-5 || fabs(at.g2) > 1e-5); turn++) {
        double det = at.h11 * at.h22 - at.h21 * at.h21;
        double d1 = -(at.h22 * at.g1 - at.h21 * at.g2) / det, d2 = -(at.h11 * at.g2 - at.h21 * at.g1) / det;
        double descent = at.g1 * d1 + at.g2 * d2, step = 1;
        for (; step >= 1e-10; step /= 2) {
            struct sigmoid to = {s.slope + step * d1, s.offset + step * d2};
            struct platt there = platt_at(j, to);
            if (there.value >= at.value + 1e-4 * step * descent) continue;
            s = to;
            at = there;
            break;
        }
        if (step < 1e-10) break;
    }
    return s;
}

struct ranked {
    double margin;
    bool is;
};

static int highest_first(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->margin != y->margin) return x->margin > y->margin ? -1 : 1;
    return (int)x->is - (int)y->is;
}

static double best_f1(struct arena *a, const struct judged *j)
{
    struct ranked *r = ARENA_ARRAY(a, struct ranked, j->n + 1);
    double best = 0;
    size_t hits = 0;
    for (size_t i = 0; i < j->n; i++) r[i] = (struct ranked){j->margin[i], j->is[i]};
    qsort(r, j->n, sizeof *r, highest_first);
    for (size_t i = 0; i < j->n; i++) {
        hits += r[i].is;
        double f1 = 2 * (double)hits / (double)(i + 1 + j->positive);
        if (f1 > best) best = f1;
    }
    return best;
}

/* Adds what cross-validation says of a lesson's examples. */
static void judge_unseen(struct trainer *t, const struct lesson *l, double *w, struct judged *j)
{
    for (unsigned part = 0; part < PARTS; part++) {
        if (!learn(t, l, part, w)) continue;
        for (size_t i = 0; i < l->n; i++) {
            if (t->part[l->of[i]] != part) continue;
            j->margin[j->n] = margin_of(t->x[l->of[i]], w);
            j->is[j->n++] = l->y[i] > 0;
            j->positive += l->y[i] > 0;
        }
    }
}

static struct judged judged_room(struct trainer *t, size_t n)
{
    return (struct judged){.margin = ARENA_ARRAY(t->arena, double, n + 1), .is = ARENA_ARRAY(t->arena, bool, n + 1)};
}

static void calibrate(struct trainer *t, const struct judged *j, struct weights_type *type)
{
    struct sigmoid s = platt_fit(j);
    type->slope = s.slope;
    type->offset = s.offset;
    type->threshold = best_f1(t->arena, j) / 2;
}

/* ---- weights to bytes
 * ------------------------------------------------------------------------------------------------ */

struct heavy {
    double size;
    uint32_t bucket;
};

static int heaviest_first(const void *a, const void *b)
{
    const struct heavy *x = a, *y = b;
    if (x->size != y->size) return x->size > y->size ? -1 : 1;
    return (x->bucket > y->bucket) - (x->bucket < y->bucket);
}

static int by_bucket(const void *a, const void *b)
{
    const struct heavy *x = a, *y = b;
    return (x->bucket > y->bucket) - (x->bucket < y->bucket);
}

static void keep_weights(struct trainer *t, const double *w, size_t most, struct weights_row *row)
{
    size_t n = 0, width = (size_t)t->width;
    struct heavy *h = ARENA_ARRAY(t->arena, struct heavy, width);
    for (size_t i = 1; i < width; i++)
        if (fabs(w[i]) > 0) h[n++] = (struct heavy){fabs(w[i]), (uint32_t)i - 1};
    qsort(h, n, sizeof *h, heaviest_first);
    row->type.bias = w[width];
    row->scale = n > 0 ? h[0].size / 127 : 1;
    if (n > most) n = most;
    while (n > 0 && h[n - 1].size < row->scale / 2) n--;
    qsort(h, n, sizeof *h, by_bucket);
    uint32_t *bucket = ARENA_ARRAY(t->arena, uint32_t, n + 1);
    int8_t *weight = ARENA_ARRAY(t->arena, int8_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        bucket[i] = h[i].bucket;
        weight[i] = (int8_t)lround(w[h[i].bucket + 1] / row->scale);
    }
    row->bucket = bucket;
    row->weight = weight;
    row->n = n;
}

static void told(const struct trainer *t, const struct weights_row *row, const struct lesson *l)
{
    if (t->how->progress != NULL)
        t->how->progress(t->how->of, row->type.slug, row->type.full, l->positive, 2 * row->type.threshold);
}

static void train_full(struct trainer *t, const struct lesson *l, double *w, struct weights_row *row)
{
    struct judged j = judged_room(t, l->n);
    judge_unseen(t, l, w, &j);
    calibrate(t, &j, &row->type);
    if (!learn(t, l, PARTS, w)) return;
    keep_weights(t, w, FULL_WEIGHTS, row);
    told(t, row, l);
}

static void train_thin(struct trainer *t, const struct lesson *lessons, double *w, struct weights_row *rows)
{
    struct weights_type shared = {.slope = 0};
    size_t n = 0, types = classifier_n(t->c);
    for (size_t i = 0; i < types; i++) n += lessons[i].n;
    struct judged j = judged_room(t, n);
    for (size_t i = 0; i < types; i++)
        if (!rows[i].type.full) judge_unseen(t, &lessons[i], w, &j);
    if (j.positive == 0) return;
    calibrate(t, &j, &shared);
    for (size_t i = 0; i < types; i++) {
        if (rows[i].type.full || !learn(t, &lessons[i], PARTS, w)) continue;
        keep_weights(t, w, THIN_WEIGHTS, &rows[i]);
        rows[i].type.slope = shared.slope;
        rows[i].type.offset = shared.offset;
        rows[i].type.threshold = shared.threshold;
        told(t, &rows[i], &lessons[i]);
    }
}

int model_train(struct arena *a, const struct classifier *c, const struct examples *e, const char *told_json,
                const struct training *how, struct buf *ret, struct note *why)
{
    struct trainer t = {.arena = a, .c = c, .e = e, .how = how};
    size_t n = classifier_n(c);
    if (e->n == 0 || n > MODEL_TYPES_MAX) {
        note_set(why, e->n == 0 ? "there is nothing to learn from" : "there are too many clause types");
        return ERR_BAD_INPUT;
    }
    set_print_string_function(quiet);
    make_vectors(&t);
    struct weights_row *rows = ARENA_ARRAY(a, struct weights_row, n);
    struct lesson *lessons = ARENA_ARRAY(a, struct lesson, n);
    double *w = ARENA_ARRAY(a, double, (size_t)t.width + 1);
    for (size_t i = 0; i < n; i++) {
        rows[i].scale = 1;
        rows[i].type = (struct weights_type){
            .slug = classifier_slug(c, i), .full = full_type(&t, i), .bias = -1, .slope = -1, .threshold = 1};
        if (!rows[i].type.full && how->full_only) continue;
        lessons[i] = lesson_of(&t, i);
        if (rows[i].type.full) train_full(&t, &lessons[i], w, &rows[i]);
    }
    if (!how->full_only) train_thin(&t, lessons, w, rows);
    return weights_write(told_json, t.idf, rows, n, ret);
}
