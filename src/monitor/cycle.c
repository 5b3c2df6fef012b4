#include "monitor/cycle.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "crypt/random.h"
#include "monitor/parsed.h"
#include "net/polite.h"
#include "net/robots.h"
#include "store/desk.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>

enum { BATCH_MAX = 500, BATCH_BODIES_MAX = 8, POLL_FDS_MAX = 64, HOST_ARENA_MAX = 16 << 20, JOB_ARENA_MAX = 256 << 20, TEXT_MAX = 16 << 20, ETAG_MAX = 400 };
#define BATCH_AGE_US USEC_PER_SEC
#define CLAIM_PAUSE_US (USEC_PER_SEC / 2)          /* between two looks that found nothing */
#define FULL_FETCH_US (7 * USEC_PER_DAY)           /* 304s lie: a whole page at least weekly */
#define HELD_RECHECK_US (3600 * USEC_PER_SEC)      /* a doubtful text is looked at again soon */

/* One due source on its way through the steps. */
enum stage { STAGE_DUE, STAGE_FETCHING, STAGE_RENDER, STAGE_FETCHED, STAGE_PAGE, STAGE_EXTRACTED, STAGE_TEXT, STAGE_BATCHED, STAGE_DONE };
struct work {
    struct cycle *cycle;
    struct host_work *host;
    const struct due_source *src;
    enum stage stage;
    struct arena arena;           /* texts of this page; empty until it is parsed */
    struct fetch_result *fetched; /* held while its body is needed */
    struct render_result *rendered; /* the same of a browser's document, which then stands for the body; else NULL */
    struct observation obs;
    struct capture capture;
    bool keep_capture;
    struct sha256 body_sha, text_sha;
    struct current_version current;
    int64_t known_id;
    struct str text;              /* of the document */
    struct page_result page;
};

/* A claimed host. Its sources are fetched one after the other; what was fetched may be parsed meanwhile. */
struct host_work {
    struct host_work *next;
    struct arena arena;
    struct claim claim;
    struct work *works;
    size_t fetched, done;        /* sources begun; sources recorded */
    bool busy;                   /* a request is on the wire, or a browser loads a page */
    struct work *render;         /* fetched, and to be loaded in a browser next; else NULL */
    bool robots_wanted, robots_news;
    struct robots *robots;       /* NULL: everything is allowed */
    const char *no_robots;       /* the file cannot be had, and so nothing is fetched: a sentence; else NULL */
    struct robots_news news;
    int64_t ready_mono_us;       /* not before */
    int64_t until_mono_us;       /* no request begins after half the lease: the rest is given back to be claimed anew */
    bool enough;
    int64_t delay_us;
    int64_t next_request_us;     /* by the clock, for whoever claims the host next */
};

struct cycle {
    struct cycle_settings set;
    struct store *st;
    struct fetcher *fetcher;
    struct parser_pool *pool;
    cycle_told_fn *told;
    void *user;
    struct host_work *hosts;
    unsigned nhosts;
    struct arena claim_arena;
    VEC(struct work *) waiting;  /* fetched or extracted, for a parser child */
    struct arena lists;          /* memory of waiting and batch */
    VEC(struct work *) batch;
    size_t batch_bodies;
    int64_t batch_since_us;
    bool stopping, drained, walls_told;
    int64_t look_again_us;       /* monotonic */
    int64_t count[OBSERVED_MAX];
};

int cycle_new(const struct cycle_settings *s, struct store *st, struct fetcher *f, struct parser_pool *p, cycle_told_fn *told,
              void *user, struct cycle **ret)
{
    struct cycle *c = calloc(1, sizeof *c);
    if (c == NULL) return ERR_LIMIT;
    c->set = *s;
    c->st = st;
    c->fetcher = f;
    c->pool = p;
    c->told = told;
    c->user = user;
    arena_init(&c->claim_arena, 256 << 20);
    arena_init(&c->lists, 1 << 20);
    *ret = c;
    return OK;
}

static void work_release(struct cycle *c, struct work *w)
{
    if (w->rendered != NULL) render_done(w->rendered);
    w->rendered = NULL;
    if (w->fetched != NULL) fetch_done(c->fetcher, w->fetched);
    w->fetched = NULL;
    arena_release(&w->arena);
}

static void host_free(struct cycle *c, struct host_work *h)
{
    for (size_t i = 0; i < h->claim.nsources; i++) work_release(c, &h->works[i]);
    arena_release(&h->arena);
    free(h);
}

void cycle_free(struct cycle *c)
{
    if (c == NULL) return;
    for (struct host_work *h = c->hosts, *next; h != NULL; h = next) {
        next = h->next;
        host_free(c, h);
    }
    arena_release(&c->claim_arena);
    arena_release(&c->lists);
    free(c);
}

void cycle_stop(struct cycle *c) { c->stopping = true; }
int64_t cycle_count(const struct cycle *c, enum observed o) { return c->count[o]; }
bool cycle_idle(const struct cycle *c) { return c->nhosts == 0 && (c->drained || c->stopping); }

/* ---- claims --------------------------------------------------------------------------------------------------------------- */

static struct due_source *copy_sources(struct arena *a, const struct due_source *v, size_t n)
{
    struct due_source *out = ARENA_ARRAY(a, struct due_source, n);
    for (size_t i = 0; i < n; i++) {
        const char **text[] = {&out[i].url, &out[i].declaration_json, &out[i].etag, &out[i].last_modified, &out[i].document_title, &out[i].platform_name};
        out[i] = v[i];
        for (size_t k = 0; k < sizeof text / sizeof *text; k++)
            if (*text[k] != NULL) *text[k] = arena_dupz(a, *text[k]);
    }
    return out;
}

/* What the host's stored robots file says, or that it must be asked for first: after a day, and after each try that failed. */
static void host_robots(struct host_work *h, int64_t now_us)
{
    const struct claim *c = &h->claim;
    bool good = c->robots_known && c->robots_at_us == c->robots_good_at_us;
    h->robots_wanted = !good || now_us - c->robots_at_us >= ROBOTS_FRESH_US;
    if (!h->robots_wanted && c->robots_status < 300) robots_parse(&h->arena, c->robots_body, ROBOTS_PRODUCT, &h->robots);
}

static void host_take(struct cycle *c, const struct claim *claim, int64_t now_us)
{
    struct host_work *h = calloc(1, sizeof *h);
    if (h == NULL) bug("no memory for a host");
    arena_init(&h->arena, HOST_ARENA_MAX);
    h->claim = *claim;
    h->claim.origin = arena_dupz(&h->arena, claim->origin);
    h->claim.robots_body = str_of(arena_dup(&h->arena, claim->robots_body.p, claim->robots_body.n), claim->robots_body.n);
    h->claim.sources = copy_sources(&h->arena, claim->sources, claim->nsources);
    h->works = ARENA_ARRAY(&h->arena, struct work, claim->nsources);
    for (size_t i = 0; i < claim->nsources; i++) {
        h->works[i] = (struct work){.cycle = c, .host = h, .src = &h->claim.sources[i]};
        arena_init(&h->works[i].arena, JOB_ARENA_MAX);
    }
    h->next_request_us = now_us;
    h->until_mono_us = clock_mono_us() + c->set.lease_us / 2;
    host_robots(h, now_us);
    h->delay_us = polite_delay_us(h->robots != NULL ? robots_crawl_delay_us(h->robots) : -1, c->set.host_delay_us);
    h->next = c->hosts;
    c->hosts = h;
    c->nhosts++;
}

/* So many sources of a host that half the lease covers their delays. */
static unsigned per_host(const struct cycle *c)
{
    if (c->set.host_delay_us == 0) return 64;
    int64_t n = c->set.lease_us / 2 / c->set.host_delay_us;
    return n < 1 ? 1 : n > 8 ? 8 : (unsigned)n;
}

static int claim_more(struct cycle *c, int64_t mono_us)
{
    struct claim *v;
    size_t n;
    if (c->stopping || c->nhosts >= c->set.parallel || mono_us < c->look_again_us) return OK;
    int64_t now = clock_now_us();
    arena_reset(&c->claim_arena);
    int rc = cycle_claim(c->st, &c->claim_arena, c->set.owner, now, now + c->set.lease_us, c->set.parallel - c->nhosts, per_host(c), &v, &n);
    if (rc != OK) return rc;
    for (size_t i = 0; i < n; i++) host_take(c, &v[i], now);
    c->drained = n == 0;
    c->look_again_us = n > 0 ? 0 : mono_us + CLAIM_PAUSE_US;
    return OK;
}

/* ---- recording ------------------------------------------------------------------------------------------------------------- */

static struct str body_of(const struct work *w)
{
    return w->rendered != NULL ? w->rendered->body : w->fetched->body;
}

static struct str type_of(const struct work *w)
{
    return w->rendered != NULL ? STR("text/html; charset=utf-8") : w->fetched->content_type;
}

static void tell(struct cycle *c, const struct work *w)
{
    c->count[w->obs.outcome]++;
    c->told(c->user, &(struct cycle_line){.platform = w->src->platform_name, .document = w->src->document_title, .url = w->src->url,
                                          .reason = w->obs.reason, .outcome = w->obs.outcome, .http_status = w->obs.http_status,
                                          .bytes = w->fetched != NULL ? body_of(w).n : 0, .duration_ms = w->obs.duration_ms});
}

static void work_done(struct cycle *c, struct work *w)
{
    work_release(c, w);
    w->stage = STAGE_DONE;
    w->host->done++;
}

static int batch_flush(struct cycle *c)
{
    if (c->batch.n == 0) return OK;
    struct arena a;
    size_t n = c->batch.n, written = 0;
    arena_init(&a, 4 << 20);
    struct observation *v = ARENA_ARRAY(&a, struct observation, n);
    const struct capture **captures = ARENA_ARRAY(&a, const struct capture *, n);
    for (size_t i = 0; i < n; i++) {
        v[i] = c->batch.v[i]->obs;
        captures[i] = c->batch.v[i]->keep_capture ? &c->batch.v[i]->capture : NULL;
    }
    int rc = cycle_record(c->st, c->set.owner, v, captures, n, &written);
    arena_release(&a);
    if (rc != OK) return rc;
    if (written < n) log_warn("%zu of %zu observations were not recorded: their leases were over", n - written, n);
    for (size_t i = 0; i < n; i++) work_done(c, c->batch.v[i]);
    c->batch.n = 0;
    c->batch_bodies = 0;
    return OK;
}

static void batch_add(struct cycle *c, struct work *w)
{
    if (c->batch.n == 0) c->batch_since_us = clock_mono_us();
    *vec_push(&c->batch, &c->lists) = w;
    w->stage = STAGE_BATCHED;
    tell(c, w);
    if (w->keep_capture) c->batch_bodies++;
    else work_release(c, w);
}

static bool batch_due(const struct cycle *c, int64_t mono_us)
{
    return c->batch.n >= BATCH_MAX || c->batch_bodies >= BATCH_BODIES_MAX || (c->batch.n > 0 && mono_us - c->batch_since_us >= BATCH_AGE_US);
}

static int64_t interval_us(const struct work *w)
{
    return w->src->interval_s > 0 ? w->src->interval_s * USEC_PER_SEC : w->cycle->set.interval_us;
}

static int64_t retry_due(const struct work *w)
{
    uint32_t jitter;
    random_bytes(&jitter, sizeof jitter);
    int64_t at = retry_next(&retry_fetch, w->obs.observed_at_us, w->src->failures + 1, jitter);
    int64_t regular = w->obs.observed_at_us + interval_us(w);
    return w->src->failures < 3 && at > regular ? regular : at;
}

static void observe(struct work *w, enum observed outcome, const char *reason)
{
    struct observation *o = &w->obs;
    o->outcome = outcome;
    o->reason = reason;
    o->next_due_us = o->observed_at_us + interval_us(w);
    if (outcome == OBSERVED_HELD && HELD_RECHECK_US < interval_us(w)) o->next_due_us = o->observed_at_us + HELD_RECHECK_US;
    if (outcome == OBSERVED_FAILED) o->next_due_us = retry_due(w);
}

/* A body that is kept as a capture: every one that is not, byte for byte, the one before. */
static const char *redirects_json(struct arena *a, const struct fetch_result *r)
{
    json_t *hops = json_array();
    for (size_t i = 0; i + 1 < r->nhops; i++)
        json_array_append_new(hops, json_pack("{s:s, s:i, s:s}", "url", r->hops[i].url, "status", r->hops[i].status, "peer", r->hops[i].peer));
    char *text = json_dumps(hops, JSON_COMPACT);
    const char *ret = arena_dupz(a, text != NULL ? text : "[]");
    free(text);
    json_decref(hops);
    return ret;
}

/* Of a rendered page the head is that of the fetch before it, and a line says who made the body. */
static struct str head_of(struct work *w)
{
    const struct fetch_result *r = w->fetched;
    if (w->rendered == NULL) return r->head;
    return strz(arena_printf(&w->arena, STR_FMT "\r\nX-Rendered-By: %s\r\n", STR_ARG(str_trim(r->head)), renderer_name(w->cycle->set.renderer)));
}

static void keep_capture(struct work *w)
{
    const struct fetch_result *r = w->fetched;
    w->keep_capture = true;
    w->capture = (struct capture){.source_id = w->src->source_id, .captured_at_us = w->obs.observed_at_us, .body = body_of(w), .sha256 = w->body_sha,
                                  .http_status = r->status, .url = w->src->url, .final_url = r->url, .peer_address = r->peer,
                                  .redirects_json = redirects_json(&w->arena, r), .headers = head_of(w), .content_type = type_of(w)};
}

/* What can be sent back later: of a reasonable length, and text. */
static const char *validator(struct arena *a, struct str value)
{
    return str_dupz(a, value.n <= ETAG_MAX && utf8_valid(value) ? value : str_of("", 0));
}

static bool validators_differ(const struct work *w)
{
    const struct fetch_result *r = w->fetched;
    return !str_eqz(r->etag, w->src->etag != NULL ? w->src->etag : "") ||
           !str_eqz(r->last_modified, w->src->last_modified != NULL ? w->src->last_modified : "");
}

static void keep_validators(struct work *w)
{
    const struct fetch_result *r = w->fetched;
    w->obs.etag = validator(&w->host->arena, r->etag);
    w->obs.last_modified = validator(&w->host->arena, r->last_modified);
}

/* ---- step 1: fetched --------------------------------------------------------------------------------------------------------- */

/* What is read from it was fetched, or made by its scripts, as the source wants and this machine can. */
static bool in_browser(const struct cycle *c, const struct due_source *s)
{
    return s->browser && c->set.renderer != NULL;
}

static void on_source_fetched(struct cycle *c, struct work *w, struct fetch_result *r)
{
    struct observation *o = &w->obs;
    w->fetched = r;
    *o = (struct observation){.source_id = w->src->source_id, .document_id = w->src->document_id, .due_slot_us = w->src->due_slot_us,
                              .observed_at_us = clock_now_us(), .http_status = r->status, .duration_ms = (r->ended_us - r->started_us) / 1000,
                              .watch = w->src->watch};
    if (o->duration_ms < 0) o->duration_ms = 0; /* a clock that was set back, or stands still in a replay */
    if (r->outcome == FETCH_OK) {
        sha256_of(r->body, &w->body_sha);
        o->full_fetch = true;
    }
    if (r->outcome == FETCH_OK && in_browser(c, w->src)) { /* the shell may be the same and its text another */
        w->stage = STAGE_RENDER;
        w->host->render = w;
        return;
    }
    bool same = r->outcome == FETCH_NOT_MODIFIED || (r->outcome == FETCH_OK && w->src->have_body && sha256_eq(&w->body_sha, &w->src->body_sha));
    if (same && w->src->have_text) {
        o->verified = true;
        o->watch = (struct watch_state){0};
        if (r->outcome == FETCH_OK && validators_differ(w)) keep_validators(w);
        observe(w, OBSERVED_UNCHANGED, NULL);
        batch_add(c, w);
    } else if (r->outcome == FETCH_OK) {
        w->stage = STAGE_FETCHED;
        *vec_push(&c->waiting, &c->lists) = w;
    } else {
        observe(w, OBSERVED_FAILED, arena_dupz(&w->host->arena, r->reason[0] != '\0' ? r->reason : "the server said nothing new to a first request"));
        batch_add(c, w);
    }
}

static void on_robots_fetched(struct cycle *c, struct host_work *h, struct fetch_result *r)
{
    int64_t now = clock_now_us();
    struct claim *claim = &h->claim;
    int64_t copy_age = claim->robots_good_at_us != CLOCK_NONE ? now - claim->robots_good_at_us : -1;
    enum robots_verdict v = robots_verdict(r->outcome, r->status, copy_age);
    h->robots_wanted = false;
    h->robots_news = true;
    h->news = (struct robots_news){.status = r->outcome == FETCH_OK || r->outcome == FETCH_HTTP_ERROR ? r->status : 0,
                                   .good = v == ROBOTS_RULES || v == ROBOTS_ALLOW_ALL};
    if (v == ROBOTS_ALLOW_ALL && h->news.status == 0) h->news.status = 404; /* redirects without end count as "none" */
    if (v == ROBOTS_RULES) {
        size_t n = r->body.n < ROBOTS_BYTES_MAX ? r->body.n : ROBOTS_BYTES_MAX;
        h->news.body = str_of(arena_dup(&h->arena, r->body.p, n), n);
        robots_parse(&h->arena, h->news.body, ROBOTS_PRODUCT, &h->robots);
    } else if (v == ROBOTS_COPY) {
        robots_parse(&h->arena, claim->robots_body, ROBOTS_PRODUCT, &h->robots);
    }
    if (v == ROBOTS_DISALLOW_ALL)
        h->no_robots = arena_printf(&h->arena, "the site's robots.txt cannot be read, so nothing is fetched: %s", r->reason);
    h->delay_us = polite_delay_us(h->robots != NULL ? robots_crawl_delay_us(h->robots) : -1, c->set.host_delay_us);
}

/* The host may be asked again after its delay, or when it says (429, 503). */
static void host_rest(struct host_work *h, const struct fetch_result *r)
{
    int64_t now = clock_now_us(), next = polite_next_us(now, h->delay_us, r->status, r->retry_after_us);
    h->busy = false;
    h->next_request_us = next;
    h->ready_mono_us = clock_mono_us() + (next - now);
}

static void take_fetched(struct cycle *c)
{
    struct fetch_result *r;
    while (fetcher_next(c->fetcher, &r)) {
        struct work *w = r->cookie;
        struct host_work *h = w->host;
        if (!h->robots_wanted) {
            host_rest(h, r);
            on_source_fetched(c, w, r);
        } else { /* its Crawl-delay counts from now on */
            on_robots_fetched(c, h, r);
            host_rest(h, r);
            fetch_done(c->fetcher, r);
        }
    }
}

/* ---- step 1, in a browser -------------------------------------------------------------------------------------------------------- */

static void not_rendered(struct cycle *c, struct work *w, const char *reason)
{
    observe(w, OBSERVED_FAILED, arena_dupz(&w->host->arena, reason));
    batch_add(c, w);
}

/* The page was asked for once already, to see that it is there and what it says of itself; this is the second request. */
static int start_render(struct cycle *c, struct host_work *h)
{
    struct work *w = h->render;
    if (!c->walls_told && renderer_walls(c->set.renderer)[0] != '\0') log_warn("%s", renderer_walls(c->set.renderer));
    c->walls_told = true;
    int rc = renderer_start(c->set.renderer, w->fetched->url, w);
    if (rc == ERR_LIMIT) return rc;
    h->render = NULL;
    h->busy = rc == OK;
    if (rc != OK) not_rendered(c, w, "the browser cannot be started");
    return OK;
}

/* No time is left for it: the host's delay is long, or the worker stops. In the second case the source is given back. */
static void drop_render(struct cycle *c, struct host_work *h)
{
    struct work *w = h->render;
    h->render = NULL;
    if (!c->stopping) {
        not_rendered(c, w, "the site's delay between requests leaves no time for a browser");
        return;
    }
    work_release(c, w);
    w->stage = STAGE_DUE;
    h->fetched--;
}

static void on_rendered(struct cycle *c, struct work *w, struct render_result *r)
{
    w->obs.duration_ms += r->duration_ms;
    if (!r->good) {
        not_rendered(c, w, r->reason);
        render_done(r);
        return;
    }
    w->rendered = r;
    sha256_of(r->body, &w->body_sha);
    if (w->src->have_text && w->src->have_body && sha256_eq(&w->body_sha, &w->src->body_sha)) {
        w->obs.verified = true;
        w->obs.watch = (struct watch_state){0};
        observe(w, OBSERVED_UNCHANGED, NULL);
        batch_add(c, w);
        return;
    }
    w->stage = STAGE_FETCHED;
    *vec_push(&c->waiting, &c->lists) = w;
}

static void take_rendered(struct cycle *c, int64_t mono_us)
{
    struct render_result *r;
    while (c->set.renderer != NULL && renderer_next(c->set.renderer, mono_us, &r)) {
        struct work *w = r->cookie;
        host_rest(w->host, &(struct fetch_result){.status = 200, .retry_after_us = -1});
        on_rendered(c, w, r);
    }
}

/* ---- steps 2 and 3: extracted and judged ---------------------------------------------------------------------------------------- */

static int give_page(struct cycle *c, struct work *w)
{
    int rc = version_current(c->st, w->src->document_id, &w->arena, true, &w->current);
    if (rc != OK) return rc;
    struct fetch_result *r = w->fetched;
    struct page_job job = {.body = body_of(w), .content_type = type_of(w), .url = strz(r->url), .declaration = strz(w->src->declaration_json),
                           .headers = r->head, .previous_text = w->src->parts ? str_of("", 0) : w->current.text,
                           .previous_lang = strz(w->current.language), .http_status = r->status};
    rc = parser_page(c->pool, &job, clock_mono_us() + c->set.parse_deadline_us, w);
    if (rc == OK) w->stage = STAGE_PAGE;
    return rc;
}

static void finish(struct cycle *c, struct work *w, enum observed outcome, const char *reason)
{
    observe(w, outcome, reason);
    keep_capture(w);
    batch_add(c, w);
}

/* The database is there and does not do it: a damaged row, or a text that it does not take. Trying the same again would be for
 * ever, and in the way of everything else; the observation says why, and the page is looked at again when it is due. */
static void give_up(struct cycle *c, struct work *w, int rc)
{
    log_error("document=%" PRId64 " cannot be compared: %s: %s", w->src->document_id, err_name(rc), store_why(c->st));
    finish(c, w, OBSERVED_FAILED, arena_printf(&w->arena, "the database could not give what the page is compared with: %s", store_why(c->st)));
}

static void on_unchanged(struct cycle *c, struct work *w)
{
    w->obs.verified = true;
    w->obs.version_id = w->current.id;
    w->obs.watch = (struct watch_state){0};
    w->obs.text_sha = &w->text_sha;
    w->obs.body_sha = &w->body_sha;
    keep_validators(w);
    finish(c, w, OBSERVED_UNCHANGED, NULL);
}

/* Another page of the same document that is in hand too: what it says is not known yet. */
static bool part_in_hand(const struct work *w)
{
    const struct host_work *h = w->host;
    for (size_t i = 0; i < h->claim.nsources; i++) {
        const struct work *o = &h->works[i];
        if (o != w && o->src->document_id == w->src->document_id && o->stage != STAGE_BATCHED && o->stage != STAGE_DONE) return true;
    }
    return false;
}

/* The document's text with this source's part in its place. false: a part is missing, and the observation says so. Of parts
 * in hand together the last one makes the version: a section that moves from one page to the other was never gone. */
static int join(struct cycle *c, struct work *w, bool *ret_whole)
{
    *ret_whole = true;
    w->text = w->page.text;
    if (!w->src->parts) return OK;
    w->obs.part_text = str_dupz(&w->arena, w->page.text);
    if (part_in_hand(w)) {
        *ret_whole = false;
        finish(c, w, OBSERVED_HELD, "another part of this document is being fetched");
        return OK;
    }
    int rc = batch_flush(c); /* the other parts may be in it */
    if (rc != OK) return rc;
    rc = document_join_parts(c->st, &w->arena, w->src->document_id, w->src->source_id, w->page.text, &w->text);
    if (rc != ERR_NOT_FOUND && rc != ERR_LIMIT) return rc;
    *ret_whole = false;
    if (rc == ERR_LIMIT) {
        finish(c, w, OBSERVED_REFUSED, "the parts of this document are too long together");
        return OK;
    }
    finish(c, w, OBSERVED_HELD, "another part of this document has not been fetched yet");
    return OK;
}

/* A source that wants a browser and got none is told what is missing, where its text is doubted. */
static const char *refusal(struct work *w, struct str reason)
{
    if (w->src->browser && w->rendered == NULL)
        return arena_printf(&w->arena, STR_FMT "; this page needs a browser, and none is installed on the worker's machine: install chromium", STR_ARG(reason));
    return str_dupz(&w->arena, reason);
}

static bool page_readable(const struct page_result *p)
{
    return utf8_valid(p->text) && utf8_valid(p->title) && utf8_valid(p->lang) && utf8_valid(p->failure) && utf8_valid(p->quality_reason);
}

static int on_page(struct cycle *c, struct work *w, const struct page_result *page)
{
    w->page = *page;
    if (!page_readable(page)) {
        finish(c, w, OBSERVED_REFUSED, "the parser gave a text that is not UTF-8");
        return OK;
    }
    if (page->text.n == 0 || page->text.n > TEXT_MAX) {
        finish(c, w, OBSERVED_REFUSED, refusal(w, page->text.n == 0 ? page->failure : STR("its text is longer than 16 MiB, and no document is")));
        return OK;
    }
    bool whole;
    int rc = join(c, w, &whole);
    if (rc != OK || !whole) return rc;
    sha256_of(w->text, &w->text_sha);
    if (w->current.id != 0 && sha256_eq(&w->text_sha, &w->current.sha) && page->quality != QUALITY_BAD) {
        on_unchanged(c, w);
        return OK;
    }
    rc = version_find(c->st, w->src->document_id, &w->text_sha, &w->known_id);
    w->stage = STAGE_EXTRACTED;
    if (rc == OK) *vec_push(&c->waiting, &c->lists) = w;
    return rc;
}

/* ---- steps 4 to 6: decided, compared, recorded --------------------------------------------------------------------------------------- */

/* A person's word about this very text comes before the judge's: accepted, it is as good as one that two observations
 * agreed on. */
static void take_word(struct text_job *job)
{
    job->sighting.quality = VERDICT_GOOD;
    job->sighting.quality_reason = NULL;
    job->state.held = job->sighting.key;
    job->state.held_count = job->thresholds.confirm;
}

static int give_text(struct cycle *c, struct work *w)
{
    enum ruling ruling;
    int rc = ruling_find(c->st, w->src->source_id, &w->text_sha, &ruling);
    if (rc != OK) return rc;
    if (ruling == RULING_REFUSE) {
        w->obs.watch = (struct watch_state){0};
        finish(c, w, OBSERVED_REFUSED, "this text was refused at the desk");
        return OK;
    }
    struct text_job job = {.sighting = {.text = w->text, .quality = (enum verdict)w->page.quality,
                                        .quality_reason = str_dupz(&w->arena, w->page.quality_reason),
                                        .have_current = w->current.id != 0, .current = w->current.text, .known = w->known_id != 0},
                           .state = w->src->watch, .thresholds = THRESHOLDS_DEFAULT, .document = strz(w->src->document_title),
                           .platform = strz(w->src->platform_name)};
    memcpy(job.sighting.key.byte, w->text_sha.byte, sizeof job.sighting.key.byte);
    if (ruling == RULING_ACCEPT) take_word(&job);
    rc = parser_text(c->pool, &job, clock_mono_us() + c->set.parse_deadline_us, w);
    if (rc == OK) w->stage = STAGE_TEXT;
    return rc;
}

static const char *z(struct arena *a, struct str s)
{
    return str_dupz(a, s);
}

static struct parsed_text parsed_of(struct work *w)
{
    return (struct parsed_text){.text = w->text, .sha = w->text_sha, .title = z(&w->arena, w->page.title), .language = z(&w->arena, w->page.lang),
                                .current = &w->current, .known_id = w->known_id, .document = w->src->document_title,
                                .platform = w->src->platform_name};
}

static const enum observed observed_of[OUTCOME_MAX] = {
    [OUTCOME_FIRST] = OBSERVED_FIRST, [OUTCOME_UNCHANGED] = OBSERVED_UNCHANGED, [OUTCOME_VARIANT] = OBSERVED_VARIANT,
    [OUTCOME_REVERSAL] = OBSERVED_REVERSAL, [OUTCOME_COSMETIC] = OBSERVED_COSMETIC, [OUTCOME_CHANGE] = OBSERVED_CHANGE,
    [OUTCOME_HELD] = OBSERVED_HELD, [OUTCOME_REFUSED] = OBSERVED_REFUSED};

/* The database refused the text for a reason of its own, or another version came in between. Nothing of it was written: the
 * capture is kept, and the observation says why, so that the slot is over and the page is looked at again later. */
static void on_not_recorded(struct cycle *c, struct work *w, int rc)
{
    log_error("document=%" PRId64 " was not recorded: %s: %s", w->src->document_id, err_name(rc), store_why(c->st));
    struct observation *o = &w->obs;
    const struct observation failed = {.source_id = o->source_id, .document_id = o->document_id, .due_slot_us = o->due_slot_us, .full_fetch = o->full_fetch,
                                       .observed_at_us = o->observed_at_us, .http_status = o->http_status, .duration_ms = o->duration_ms,
                                       .watch = w->src->watch};
    *o = failed;
    finish(c, w, OBSERVED_FAILED, rc == ERR_CONFLICT ? "another text of this document was recorded at the same moment" :
           arena_printf(&w->arena, "the database refused the new text: %s", store_why(c->st)));
}

/* A new current version: a transaction of its own. */
static int record_version(struct cycle *c, struct work *w, const struct parsed_text *p, const struct text_result *t)
{
    struct version_new v;
    struct version_written done;
    parsed_version(&w->arena, p, t, &v);
    w->obs.verified = w->obs.changed = true;
    w->obs.text_sha = &w->text_sha;
    w->obs.body_sha = &w->body_sha;
    keep_validators(w);
    keep_capture(w);
    int rc = version_record(c->st, c->set.owner, &w->obs, &w->capture, w->src->document_id, &v, &done);
    if (rc == ERR_IO) return rc;
    if (rc == ERR_NOT_FOUND) { /* whoever has the claim now looks at the page: it may be we ourselves, with another piece of work */
        log_warn("document=%" PRId64 " was not recorded: its lease was over", w->src->document_id);
        work_done(c, w);
        return OK;
    }
    if (rc != OK) {
        on_not_recorded(c, w, rc);
        return OK;
    }
    tell(c, w);
    if (done.change_id != 0)
        log_info("recorded document=%" PRId64 " version=%" PRId64 " change=%" PRId64 " alerts=%zu", w->src->document_id, done.version_id, done.change_id, done.alerts);
    work_done(c, w);
    return OK;
}

static int on_text(struct cycle *c, struct work *w, const struct text_result *t)
{
    const struct parsed_text p = parsed_of(w);
    if (!parsed_fits(&p, t)) {
        finish(c, w, OBSERVED_REFUSED, "the parser's answer does not fit the text");
        return OK;
    }
    w->obs.watch = t->state;
    bool doubted = t->outcome == OUTCOME_REFUSED || t->outcome == OUTCOME_HELD;
    observe(w, observed_of[t->outcome], doubted ? refusal(w, t->reason) : z(&w->arena, t->reason));
    if (t->becomes_current) return record_version(c, w, &p, t);
    if (t->outcome == OUTCOME_VARIANT) w->obs.version_id = w->known_id;
    if (t->outcome == OUTCOME_HELD) {
        w->obs.held_text = w->text;
        w->obs.held_sha = &w->text_sha;
    }
    keep_capture(w);
    batch_add(c, w);
    return OK;
}

static int take_parsed(struct cycle *c, int64_t mono_us)
{
    struct arena a;
    struct parse_result r;
    int rc = OK;
    arena_init(&a, JOB_ARENA_MAX);
    while (rc == OK && parser_next(c->pool, mono_us, &a, &r)) {
        struct work *w = r.cookie;
        if (r.status == PARSE_DIED) {
            w->obs.parser_died = true;
            finish(c, w, OBSERVED_FAILED, z(&w->arena, r.why));
        } else if (r.is_page) {
            struct str *keep[] = {&r.page.text, &r.page.title, &r.page.lang, &r.page.failure, &r.page.quality_reason};
            for (size_t i = 0; i < sizeof keep / sizeof *keep; i++) keep[i]->p = z(&w->arena, *keep[i]);
            rc = on_page(c, w, &r.page);
        } else {
            rc = on_text(c, w, &r.text);
        }
        if (rc != OK && rc != ERR_IO) {
            give_up(c, w, rc);
            rc = OK;
        }
        if (rc != OK) { /* the database is away: the step is done again when it is back */
            w->stage = r.is_page ? STAGE_FETCHED : STAGE_EXTRACTED;
            *vec_push(&c->waiting, &c->lists) = w;
        }
        arena_reset(&a);
    }
    arena_release(&a);
    return rc;
}

static int give_parsers(struct cycle *c)
{
    size_t done = 0;
    int rc = OK;
    for (; rc == OK && done < c->waiting.n && parser_idle(c->pool); done++) {
        struct work *w = c->waiting.v[done];
        rc = w->stage == STAGE_EXTRACTED ? give_text(c, w) : give_page(c, w);
        if (rc == ERR_LIMIT) { /* larger than a message may be */
            finish(c, w, OBSERVED_REFUSED, "the page is too large to be parsed");
            rc = OK;
        } else if (rc != OK && rc != ERR_IO) {
            give_up(c, w, rc);
            rc = OK;
        }
        if (rc != OK) break;
    }
    if (done > 0) memmove(c->waiting.v, c->waiting.v + done, (c->waiting.n - done) * sizeof *c->waiting.v);
    c->waiting.n -= done;
    return rc;
}

/* ---- starting requests, giving hosts back ------------------------------------------------------------------------------------------------ */

static int start_robots(struct cycle *c, struct host_work *h)
{
    struct fetch_request rq = {.url = arena_printf(&h->arena, "%s/robots.txt", h->claim.origin), .max_bytes = ROBOTS_BYTES_MAX, .head_of_body = true,
                               .cookie = &h->works[0]};
    return fetcher_start(c->fetcher, &rq);
}

static bool robots_refuse(struct host_work *h, const struct due_source *s)
{
    struct url u;
    struct note why;
    if (h->no_robots != NULL) return true;
    if (h->robots == NULL || url_parse(&h->arena, s->url, &u, &why) != OK) return false;
    return !robots_allows(h->robots, strz(u.target));
}

static int start_source(struct cycle *c, struct host_work *h, struct work *w)
{
    const struct due_source *s = w->src;
    int64_t now = clock_now_us();
    if (robots_refuse(h, s)) {
        w->obs = (struct observation){.source_id = s->source_id, .document_id = s->document_id, .due_slot_us = s->due_slot_us, .observed_at_us = now,
                                      .watch = s->watch};
        observe(w, OBSERVED_FAILED, h->no_robots != NULL ? h->no_robots : "the site's robots.txt asks not to fetch this page");
        h->fetched++;
        batch_add(c, w);
        return OK;
    }
    bool conditional = s->have_text && !in_browser(c, s) && s->full_fetch_us != CLOCK_NONE && now - s->full_fetch_us < FULL_FETCH_US;
    struct fetch_request rq = {.url = s->url, .etag = conditional ? s->etag : NULL, .last_modified = conditional ? s->last_modified : NULL, .cookie = w};
    int rc = fetcher_start(c->fetcher, &rq);
    if (rc == ERR_BAD_INPUT) { /* a stored validator that cannot be sent: ask without it */
        rq.etag = rq.last_modified = NULL;
        rc = fetcher_start(c->fetcher, &rq);
    }
    if (rc != OK) return rc;
    w->stage = STAGE_FETCHING;
    h->busy = true;
    h->fetched++;
    return OK;
}

static int start_requests(struct cycle *c, int64_t mono_us, int *wait_ms)
{
    for (struct host_work *h = c->hosts; h != NULL; h = h->next) {
        while (!h->busy && (h->robots_wanted || h->render != NULL || h->fetched < h->claim.nsources)) {
            int64_t begin = h->ready_mono_us > mono_us ? h->ready_mono_us : mono_us;
            h->enough = begin > h->until_mono_us;
            if (h->render != NULL && (h->enough || c->stopping)) drop_render(c, h);
            if (h->enough || c->stopping || fetcher_room(c->fetcher) == 0) break;
            if (h->ready_mono_us > mono_us) {
                int64_t ms = (h->ready_mono_us - mono_us) / 1000 + 1;
                if (ms < *wait_ms) *wait_ms = (int)ms;
                break;
            }
            int rc = h->claim.nsources == 0 ? OK : h->robots_wanted ? start_robots(c, h) :
                     h->render != NULL ? start_render(c, h) : start_source(c, h, &h->works[h->fetched]);
            if (rc == ERR_LIMIT) break;
            if (rc != OK) return rc;
            if (h->robots_wanted) h->busy = h->claim.nsources > 0;
            if (h->claim.nsources == 0) h->robots_wanted = false;
        }
    }
    return OK;
}

/* Hosts of which everything is recorded; when stopping, or when the lease leaves no time for more (a long Crawl-delay, a
 * Retry-After, a slow server), also those of which nothing is in hand. */
static int release_hosts(struct cycle *c)
{
    for (struct host_work **at = &c->hosts; *at != NULL;) {
        struct host_work *h = *at;
        bool over = h->done == h->fetched && !h->busy && (c->stopping || h->enough || (h->fetched == h->claim.nsources && !h->robots_wanted));
        if (!over) {
            at = &h->next;
            continue;
        }
        int rc = cycle_release(c->st, c->set.owner, h->claim.origin, clock_now_us(), h->next_request_us, h->robots_news ? &h->news : NULL);
        if (rc != OK) return rc;
        *at = h->next;
        c->nhosts--;
        host_free(c, h);
    }
    return OK;
}

/* Waits for all that the loop listens to. */
static int wait_for_news(struct cycle *c, int wait_ms)
{
    struct pollfd fds[POLL_FDS_MAX];
    unsigned n = parser_fds(c->pool, fds, POLL_FDS_MAX - RENDER_MAX);
    if (c->set.renderer != NULL) n += renderer_fds(c->set.renderer, fds + n, RENDER_MAX);
    return fetcher_poll(c->fetcher, wait_ms, fds, n);
}

static bool in_hand(const struct cycle *c)
{
    return fetcher_running(c->fetcher) + parser_busy(c->pool) > 0 || (c->set.renderer != NULL && renderer_running(c->set.renderer) > 0);
}

int cycle_turn(struct cycle *c, int wait_ms)
{
    int64_t mono = clock_mono_us();
    int rc = claim_more(c, mono);
    if (rc == OK) rc = start_requests(c, mono, &wait_ms);
    if (rc == OK) rc = give_parsers(c);
    if (rc != OK) return rc;
    if (c->nhosts == 0 && c->drained && wait_ms > 500) wait_ms = 500;
    if (c->batch.n > 0 && wait_ms > 50) wait_ms = in_hand(c) ? 50 : 0;
    if (c->nhosts > 0 || !c->stopping) rc = wait_for_news(c, wait_ms);
    if (rc != OK) return rc;
    mono = clock_mono_us();
    take_fetched(c);
    take_rendered(c, mono);
    rc = take_parsed(c, mono);
    if (rc == OK) rc = give_parsers(c);
    bool nothing_else = !in_hand(c) && c->waiting.n == 0;
    if (rc == OK && (batch_due(c, mono) || nothing_else)) rc = batch_flush(c);
    if (rc == OK) rc = release_hosts(c);
    return rc;
}

int cycle_give_back(struct cycle *c)
{
    int rc = batch_flush(c);
    for (struct host_work *h = c->hosts; rc == OK && h != NULL; h = h->next)
        rc = cycle_release(c->st, c->set.owner, h->claim.origin, clock_now_us(), h->next_request_us, h->robots_news ? &h->news : NULL);
    return rc;
}
