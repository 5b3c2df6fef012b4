#include "text/model.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>

#define MAGIC "clause-atlas-model 1\n"
enum { VERSION_DIGITS = 16, BUCKETS_MAX = FEATURE_BUCKETS + MODEL_TYPES_MAX };

struct weight {
    uint16_t type;
    float w;
};

struct weights {
    struct str told;
    char version[VERSION_DIGITS + 1];
    struct weights_type *types;
    size_t n;
    uint8_t *idf;
    uint32_t *start; /* of each bucket's list in v; BUCKETS_MAX + 1 */
    struct weight *v;
};

size_t weights_n(const struct weights *w) { return w->n; }

const struct weights_type *weights_type(const struct weights *w, size_t type) { return &w->types[type]; }

struct str weights_version(const struct weights *w) { return strz(w->version); }

struct str weights_told(const struct weights *w) { return w->told; }

/* ---- writing
 * --------------------------------------------------------------------------------------------------------- */

static void put_number(struct buf *b, uint32_t n)
{
    for (; n >= 0x80; n >>= 7) buf_char(b, (char)(n | 0x80));
    buf_char(b, (char)n);
}

static json_t *type_json(const struct weights_row *r)
{
    const struct weights_type *t = &r->type;
    json_t *o = json_object();
    json_object_set_new(o, "slug", json_stringn(t->slug.p, t->slug.n));
    json_object_set_new(o, "full", json_boolean(t->full));
    json_object_set_new(o, "bias", json_real(t->bias));
    json_object_set_new(o, "slope", json_real(t->slope));
    json_object_set_new(o, "offset", json_real(t->offset));
    json_object_set_new(o, "threshold", json_real(t->threshold));
    json_object_set_new(o, "scale", json_real(r->scale));
    return o;
}

int weights_write(const char *told_json, const uint8_t *idf, const struct weights_row *rows, size_t n, struct buf *ret)
{
    json_t *told = json_loads(told_json, 0, NULL), *types = json_array();
    for (size_t i = 0; i < n; i++) json_array_append_new(types, type_json(&rows[i]));
    json_object_set_new(told, "types", types);
    char *line = json_dumps(told, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(9));
    json_decref(told);
    if (line == NULL) return ERR_LIMIT;
    buf_strz(ret, MAGIC);
    buf_strz(ret, line);
    buf_char(ret, '\n');
    free(line);
    uint32_t last = 0, known = 0;
    for (uint32_t b = 0; b < FEATURE_BUCKETS; b++) known += idf[b] != 0;
    put_number(ret, known);
    for (uint32_t b = 0; b < FEATURE_BUCKETS; b++) {
        if (idf[b] == 0) continue;
        put_number(ret, b - last);
        buf_char(ret, (char)idf[b]);
        last = b;
    }
    for (size_t i = 0; i < n; i++) {
        put_number(ret, (uint32_t)rows[i].n);
        last = 0;
        for (size_t k = 0; k < rows[i].n; k++) {
            put_number(ret, rows[i].bucket[k] - last);
            buf_char(ret, (char)rows[i].weight[k]);
            last = rows[i].bucket[k];
        }
    }
    return buf_failed(ret) ? ERR_LIMIT : OK;
}

/* ---- reading
 * --------------------------------------------------------------------------------------------------------- */

struct source { /* bytes not yet read; `bad` once they were not what they should be */
    struct str rest;
    bool bad;
};

static uint8_t byte(struct source *s)
{
    if (s->rest.n == 0) s->bad = true;
    if (s->bad) return 0;
    uint8_t c = (uint8_t)s->rest.p[0];
    s->rest = str_from(s->rest, 1);
    return c;
}

static uint32_t number(struct source *s)
{
    uint32_t n = 0;
    for (unsigned shift = 0; shift < 32; shift += 7) {
        uint8_t c = byte(s);
        n |= (uint32_t)(c & 0x7F) << shift;
        if (c < 0x80) return n;
    }
    s->bad = true;
    return 0;
}

static uint32_t next_bucket(struct source *s, uint32_t *last, uint32_t limit)
{
    uint32_t step = number(s);
    if (step >= limit || *last + step >= limit) s->bad = true;
    if (!s->bad) *last += step;
    return *last;
}

static bool number_of(const json_t *o, const char *key, double *ret)
{
    const json_t *v = json_object_get(o, key);
    *ret = json_number_value(v);
    return json_is_number(v) && isfinite(*ret);
}

static bool read_type(struct arena *a, const json_t *o, struct weights_type *t, double *ret_scale)
{
    const char *slug = json_string_value(json_object_get(o, "slug"));
    if (slug == NULL) return false;
    t->slug = strz(arena_dupz(a, slug));
    t->full = json_is_true(json_object_get(o, "full"));
    return number_of(o, "bias", &t->bias) && number_of(o, "slope", &t->slope) && number_of(o, "offset", &t->offset) &&
           number_of(o, "threshold", &t->threshold) && number_of(o, "scale", ret_scale);
}

static bool read_told(struct arena *a, struct weights *w, double *scale)
{
    json_t *o = json_loadb(w->told.p, w->told.n, 0, NULL);
    const json_t *types = json_object_get(o, "types");
    w->n = json_array_size(types);
    bool good = w->n > 0 && w->n <= MODEL_TYPES_MAX;
    if (good) w->types = ARENA_ARRAY(a, struct weights_type, w->n);
    for (size_t i = 0; good && i < w->n; i++) good = read_type(a, json_array_get(types, i), &w->types[i], &scale[i]);
    json_decref(o);
    return good;
}

/* Twice over the lists: first how long each bucket's list is, then its entries; so that a bucket's types lie together.
 */
static void read_lists(struct weights *w, struct source s, const double *scale, bool fill)
{
    for (size_t t = 0; t < w->n && !s.bad; t++) {
        uint32_t n = number(&s), last = 0;
        for (uint32_t k = 0; k < n && !s.bad; k++) {
            uint32_t bucket = next_bucket(&s, &last, BUCKETS_MAX);
            int8_t weight = (int8_t)byte(&s);
            if (fill)
                w->v[w->start[bucket]++] = (struct weight){(uint16_t)t, (float)((double)weight * scale[t])};
            else if (!s.bad)
                w->start[bucket]++;
        }
    }
    if (s.bad || s.rest.n > 0) w->n = 0;
}

static void read_weights(struct arena *a, struct weights *w, struct source s, const double *scale)
{
    uint32_t all = 0;
    w->start = ARENA_ARRAY(a, uint32_t, BUCKETS_MAX + 1);
    read_lists(w, s, scale, false);
    for (size_t b = 0; b <= BUCKETS_MAX; b++) {
        uint32_t n = w->start[b];
        w->start[b] = all;
        all += n;
    }
    w->v = ARENA_ARRAY(a, struct weight, all + 1);
    if (w->n == 0) return;
    read_lists(w, s, scale, true);
    for (size_t b = BUCKETS_MAX; b > 0; b--) w->start[b] = w->start[b - 1]; /* each stands where the next one began */
    w->start[0] = 0;
}

int weights_read(struct arena *a, struct str file, struct weights **ret, struct note *why)
{
    double scale[MODEL_TYPES_MAX];
    struct weights *w = ARENA_NEW(a, struct weights);
    struct source s = {str_from(file, sizeof MAGIC - 1), false};
    uint32_t last = 0;
    note_set(why, "this is no model of this program, or a damaged one");
    if (!str_starts(file, STR(MAGIC)) || file.n > MODEL_BYTES_MAX || !str_next(&s.rest, '\n', &w->told))
        return ERR_BAD_INPUT;
    if (!read_told(a, w, scale)) return ERR_BAD_INPUT;
    w->idf = ARENA_ARRAY(a, uint8_t, FEATURE_BUCKETS);
    for (uint32_t n = number(&s); n > 0 && !s.bad; n--) {
        uint32_t bucket = next_bucket(&s, &last, FEATURE_BUCKETS);
        w->idf[bucket] = byte(&s);
    }
    if (s.bad) return ERR_BAD_INPUT;
    read_weights(a, w, s, scale);
    if (w->n == 0) return ERR_BAD_INPUT;
    snprintf(w->version, sizeof w->version, "%016" PRIx64, str_hash(file));
    *ret = w;
    return OK;
}

/* ---- judging
 * --------------------------------------------------------------------------------------------------------- */

static void add_bucket(const struct weights *w, uint32_t bucket, float value, double *margins)
{
    for (uint32_t i = w->start[bucket]; i < w->start[bucket + 1]; i++)
        margins[w->v[i].type] += (double)(w->v[i].w * value);
}

void weights_margins(const struct weights *w, struct features *f, const float *rules, double *ret)
{
    features_weigh(f, w->idf);
    for (size_t t = 0; t < w->n; t++) ret[t] = w->types[t].bias;
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].value > 0) add_bucket(w, f->v[i].bucket, f->v[i].value, ret);
    for (size_t t = 0; t < w->n; t++)
        if (rules[t] >= RULE_LEAST) add_bucket(w, FEATURE_BUCKETS + (uint32_t)t, rule_value(rules[t]), ret);
}

double weights_score(const struct weights_type *t, double margin)
{
    return 1 / (1 + exp(t->slope * margin + t->offset));
}

double weights_of(const struct weights *w, size_t type, uint32_t bucket)
{
    for (uint32_t i = w->start[bucket]; i < w->start[bucket + 1]; i++)
        if (w->v[i].type == type) return (double)w->v[i].w;
    return 0;
}

double weights_of_rule(const struct weights *w, size_t type, size_t rule)
{
    return weights_of(w, type, FEATURE_BUCKETS + (uint32_t)rule);
}
