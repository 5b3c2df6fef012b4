#include "monitor/suggest.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "net/polite.h"
#include "net/robots.h"
#include "store/cycle.h"
#include "store/suggestion.h"

#include <stdlib.h>

enum { ARENA_MAX = 64 << 20 };
#define MARGIN_US (60 * USEC_PER_SEC) /* for what lies between the steps */
#define PAUSE_US (2 * USEC_PER_SEC)

enum stage { IDLE, ROBOTS, PAGE, PARSING };

struct page_seen { /* what is needed of an answer to say what was found and when the host may be asked again */
    const char *url; /* in the arena; NULL: none */
    int status;
    int64_t retry_after_us;
};

struct suggester {
    struct suggester_settings set;
    struct store *st;
    struct fetcher *fetcher;
    struct arena arena; /* of the one in hand */
    enum stage stage;
    struct suggestion_claimed in_hand;
    struct url url;
    struct robots *robots; /* NULL: none */
    struct robots_news news;
    bool news_there;
    struct page_seen page; /* while its text is parsed */
    int64_t look_at_us;    /* by the monotonic clock: not before, the database is asked for another one */
};

int suggester_new(const struct suggester_settings *set, struct store *st, struct suggester **ret, struct note *why)
{
    struct suggester *s = calloc(1, sizeof *s);
    if (s == NULL) return ERR_LIMIT;
    *s = (struct suggester){.set = *set, .st = st};
    struct fetch_settings fs = {.guard = set->guard,
                                .user_agent = set->user_agent,
                                .max_bytes = set->max_bytes,
                                .timeout_ms = set->timeout_ms,
                                .parallel = 2}; /* the page is asked for while the robots file is still held */
    int rc = fetcher_new(&fs, &s->fetcher, why);
    if (rc != OK) {
        free(s);
        return rc;
    }
    arena_init(&s->arena, ARENA_MAX);
    *ret = s;
    return OK;
}

void suggester_free(struct suggester *s)
{
    if (s == NULL) return;
    fetcher_free(s->fetcher);
    arena_release(&s->arena);
    free(s);
}

/* ---- the end of one ------------------------------------------------------------------------------------------------- */

static int64_t rest_us(const struct suggester *s)
{
    return polite_delay_us(s->robots != NULL ? robots_crawl_delay_us(s->robots) : -1, s->set.host_delay_us);
}

static struct page_seen seen(struct suggester *s, const struct fetch_result *r)
{
    return (struct page_seen){r->url != NULL ? arena_dupz(&s->arena, r->url) : NULL, r->status, r->retry_after_us};
}

/* Notes the finding and gives the host back; last: the host's last answer, or NULL where it was not asked. */
static int finish(struct suggester *s, const struct suggestion_finding *f, const struct page_seen *last)
{
    int64_t now = clock_now_us();
    s->stage = IDLE;
    s->look_at_us = 0; /* there may be another */
    int rc = suggestion_found(s->st, s->in_hand.id, f, now);
    if (s->url.origin == NULL) return rc;
    int64_t next = last != NULL ? polite_next_us(now, rest_us(s), last->status, last->retry_after_us) : now;
    int gave = cycle_release(s->st, s->set.owner, s->url.origin, now, next, s->news_there ? &s->news : NULL);
    return rc != OK ? rc : gave;
}

/* Which inner address a name has is nobody's business. */
#define DENIED "the address leads into a private, local or reserved network, or to a port other than 80 and 443"

static int refuse(struct suggester *s, const char *reason, const struct fetch_result *r)
{
    struct page_seen last = r != NULL ? seen(s, r) : (struct page_seen){0};
    if (r != NULL && r->outcome == FETCH_DENIED) reason = DENIED;
    return finish(s, &(struct suggestion_finding){.state = "refused", .reason = strz(reason), .final_url = last.url}, r != NULL ? &last : NULL);
}

/* ---- its steps -------------------------------------------------------------------------------------------------------- */

static int start_page(struct suggester *s)
{
    if (s->robots != NULL && !robots_allows(s->robots, strz(s->url.target))) return refuse(s, "the site's robots.txt asks not to fetch this page", NULL);
    struct fetch_request rq = {.url = s->url.text};
    s->stage = PAGE;
    return fetcher_start(s->fetcher, &rq);
}

/* Until the robots file and the page have come, each at its slowest, and the text was parsed. */
static int64_t lease_until(const struct suggester *s, int64_t now)
{
    return now + 2 * s->set.timeout_ms * 1000 + s->set.parse_deadline_us + MARGIN_US;
}

static int put_off(struct suggester *s, int64_t until)
{
    s->look_at_us = 0; /* another may not have to wait */
    return suggestion_wait(s->st, s->in_hand.id, until);
}

static int take_up(struct suggester *s)
{
    struct note why;
    struct host_lease lease;
    int64_t now = clock_now_us(), until;
    arena_reset(&s->arena);
    s->robots = NULL;
    s->news_there = false;
    s->url = (struct url){0};
    s->look_at_us = clock_mono_us() + PAUSE_US;
    int rc = suggestion_claim(s->st, &s->arena, now, lease_until(s, now), &s->in_hand);
    if (rc != OK) return rc == ERR_NOT_FOUND ? OK : rc;
    struct url u;
    if (url_parse(&s->arena, s->in_hand.url, &u, &why) != OK) return refuse(s, why.text, NULL);
    rc = host_lease_take(s->st, &s->arena, u.origin, s->set.owner, now, lease_until(s, now), &lease, &until);
    if (rc == ERR_CONFLICT) return put_off(s, until);
    if (rc != OK) return rc;
    s->url = u;
    if (lease.robots_good_at_us != CLOCK_NONE && now - lease.robots_good_at_us < ROBOTS_FRESH_US) {
        if (!lease.robots_none) robots_parse(&s->arena, lease.robots_body, ROBOTS_PRODUCT, &s->robots);
        return start_page(s);
    }
    struct fetch_request rq = {.url = arena_printf(&s->arena, "%s/robots.txt", u.origin), .max_bytes = ROBOTS_BYTES_MAX, .head_of_body = true};
    s->stage = ROBOTS;
    return fetcher_start(s->fetcher, &rq);
}

static int on_robots(struct suggester *s, const struct fetch_result *r)
{
    enum robots_verdict v = robots_verdict(r->outcome, r->status, -1);
    if (v == ROBOTS_DISALLOW_ALL && (r->outcome == FETCH_DENIED || r->outcome == FETCH_UNREACHABLE)) return refuse(s, r->reason, r);
    if (v == ROBOTS_DISALLOW_ALL) return refuse(s, r->outcome == FETCH_DENIED ? DENIED : arena_printf(&s->arena, "the site's robots.txt cannot be read, so nothing is fetched: %s", r->reason), r);
    s->news_there = true;
    s->news = (struct robots_news){.status = v == ROBOTS_RULES ? r->status : 404, .good = true};
    if (v == ROBOTS_RULES) {
        size_t n = r->body.n < ROBOTS_BYTES_MAX ? r->body.n : ROBOTS_BYTES_MAX;
        s->news.body = str_of(arena_dup(&s->arena, r->body.p, n), n);
        robots_parse(&s->arena, s->news.body, ROBOTS_PRODUCT, &s->robots);
    }
    return start_page(s);
}

static int on_page(struct suggester *s, const struct fetch_result *r)
{
    if (r->outcome != FETCH_OK) return refuse(s, r->reason[0] != '\0' ? r->reason : "the server gave no page", r);
    struct page_job job = {.body = r->body, .content_type = r->content_type, .url = strz(r->url), .declaration = STR("{}"), .headers = r->head, .http_status = r->status};
    int rc = parser_page(s->set.pool, &job, clock_mono_us() + s->set.parse_deadline_us, s);
    if (rc != OK) return refuse(s, "its text could not be looked at now; suggest it again later", r);
    s->page = seen(s, r);
    s->stage = PARSING;
    return OK;
}

static int64_t words_of(struct str text)
{
    int64_t n = 0;
    for (size_t i = 0; i < text.n; i++) n += !ascii_space(text.p[i]) && (i == 0 || ascii_space(text.p[i - 1]));
    return n;
}

static int on_parsed(struct suggester *s, const struct parse_result *p)
{
    static const char *const states[] = {[QUALITY_GOOD] = "fine", [QUALITY_DOUBTFUL] = "doubtful", [QUALITY_BAD] = "refused"};
    const struct page_result *g = &p->page;
    bool read = p->status == PARSE_DONE && g->text.n > 0 && utf8_valid(g->text) && utf8_valid(g->title) && utf8_valid(g->quality_reason);
    struct str failure = p->status == PARSE_DIED ? p->why : g->failure;
    struct suggestion_finding f = {.state = "refused", .reason = utf8_valid(failure) && failure.n > 0 ? failure : STR("no text was found in it"), .final_url = s->page.url};
    if (read)
        f = (struct suggestion_finding){.state = states[g->quality],
                                        .reason = g->quality == QUALITY_GOOD ? str_of("", 0) : g->quality_reason,
                                        .title = g->title,
                                        .words = words_of(g->text),
                                        .final_url = s->page.url};
    return finish(s, &f, &s->page);
}

static int take_fetched(struct suggester *s)
{
    struct fetch_result *r;
    int rc = OK;
    while (rc == OK && fetcher_next(s->fetcher, &r)) {
        rc = s->stage == ROBOTS ? on_robots(s, r) : on_page(s, r);
        fetch_done(s->fetcher, r);
    }
    return rc;
}

static int take_parsed(struct suggester *s, int wait_ms)
{
    struct parse_result p;
    struct pollfd fds[4];
    poll(fds, parser_fds(s->set.pool, fds, 4), wait_ms);
    return parser_next(s->set.pool, clock_mono_us(), &s->arena, &p) ? on_parsed(s, &p) : OK;
}

/* After a failure: what was in hand is looked at again when its leases end. */
static void let_go(struct suggester *s)
{
    s->stage = IDLE;
    s->look_at_us = clock_mono_us() + PAUSE_US;
}

int suggester_turn(struct suggester *s, int wait_ms, bool *ret_busy)
{
    int rc = OK;
    if (s->stage == IDLE && clock_mono_us() >= s->look_at_us) rc = take_up(s);
    if (rc == OK && (s->stage == ROBOTS || s->stage == PAGE)) rc = fetcher_poll(s->fetcher, wait_ms, NULL, 0);
    if (rc == OK) rc = take_fetched(s);
    if (rc == OK && s->stage == PARSING) rc = take_parsed(s, wait_ms);
    if (rc != OK) let_go(s);
    *ret_busy = s->stage != IDLE || s->look_at_us == 0;
    return rc;
}
