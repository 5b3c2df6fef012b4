/* atlas-worker: watches sources, sends mail and webhooks. Forks, before anything else is opened, the zygote of its parser
 * children and, when it runs for ever, a process for mail and one for webhooks, so that neither a slow relay nor a slow endpoint
 * holds up a fetch, or the other. */
#include "base/arena.h"
#include "base/clock.h"
#include "base/conf.h"
#include "base/file.h"
#include "base/log.h"
#include "monitor/checkout.h"
#include "monitor/cycle.h"
#include "monitor/drafting.h"
#include "monitor/mail.h"
#include "monitor/sandbox.h"
#include "monitor/suggest.h"
#include "monitor/upkeep.h"
#include "monitor/webhook.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STOP_GRACE_S = 10, PARSE_DEADLINE_S = 20, BROWSERS = 2, MAIL_PAUSE_MS = 1000, RETRY_PAUSE_MS = 1000, UPKEEP_PAUSE_S = 10, FORK_PAUSE_S = 5, WEBHOOKS_WAIT_MS = 500 };

static volatile sig_atomic_t stop_asked;

static void on_signal(int sig)
{
    (void)sig;
    stop_asked = 1;
}

enum beside { MAILER, WEBHOOKS, NBESIDE }; /* the processes beside this one */

struct worker {
    struct arena arena;
    struct conf *conf;
    struct store *store;
    struct fetcher *fetcher;
    struct parser_pool *pool, *suggest_pool;
    struct renderer *renderer; /* NULL: no browser is installed */
    struct cycle *cycle;
    struct upkeep *upkeep;
    struct drafter *drafter; /* NULL: drafting help is off */
    struct checkout *checkout; /* NULL: tiers cannot be paid for */
    struct suggester *suggester;
    int64_t upkeep_at_us; /* not before, by the monotonic clock */
    int64_t stop_at_us;   /* by the monotonic clock: when the grace is over; 0: nobody asked to stop */
    const char *share, *owner;
    struct guard guard;
    bool once;
    pid_t beside[NBESIDE]; /* -1: could not be started; 0: none with --once */
    int64_t fork_at_us;    /* by the monotonic clock: not before, what could not be started is tried again */
};

static int fail(const char *what, const struct note *why)
{
    log_error("%s: %s", what, why->text);
    return 1;
}

/* ---- what `--once` prints ----------------------------------------------------------------------------------------------- */

static void print_line(void *user, const struct cycle_line *l)
{
    const struct worker *w = user;
    if (w->once)
        printf("%-18.18s %-32.32s %-10s %3d %8zu B %5" PRId64 " ms  %s\n", l->platform, l->document, observed_name(l->outcome), l->http_status,
               l->bytes, l->duration_ms, l->reason != NULL ? l->reason : "");
    else if (l->outcome != OBSERVED_UNCHANGED)
        log_info("%s: %s / %s: %s", observed_name(l->outcome), l->platform, l->document, l->reason != NULL ? l->reason : l->url);
}

static void print_totals(const struct worker *w)
{
    int64_t all = 0;
    for (int o = 0; o < OBSERVED_MAX; o++) all += cycle_count(w->cycle, (enum observed)o);
    printf("%" PRId64 " checked", all);
    for (int o = 0; o < OBSERVED_MAX; o++)
        if (cycle_count(w->cycle, (enum observed)o) > 0) printf(", %" PRId64 " %s", cycle_count(w->cycle, (enum observed)o), observed_name((enum observed)o));
    putchar('\n');
}

/* ---- set-up ----------------------------------------------------------------------------------------------------------------- */

/* Drafting help, where an endpoint is configured. */
static int open_drafter(struct worker *w, const char *user_agent)
{
    struct note why;
    struct str key = {0};
    const char *file = conf_text(w->conf, CONF_DRAFT_KEY_FILE);
    struct drafter_settings ds = {.url = conf_text(w->conf, CONF_DRAFT_URL), .model = conf_text(w->conf, CONF_DRAFT_MODEL), .user_agent = user_agent, .guard = &w->guard};
    if (ds.url[0] == '\0') return 0;
    if (file[0] != '\0' && file_read(&w->arena, file, 4096, &key, &why) != OK) return fail("ATLAS_DRAFT_KEY_FILE", &why);
    if (key.p != NULL) ds.key = str_dupz(&w->arena, str_trim(key));
    return drafter_new(&ds, w->store, &w->drafter, &why) == OK ? 0 : fail("drafting help", &why);
}

static int open_suggester(struct worker *w, const struct fetch_settings *fs)
{
    struct note why;
    struct suggester_settings ss = {.owner = arena_printf(&w->arena, "%s:suggest", w->owner), .user_agent = fs->user_agent, .guard = &w->guard, .max_bytes = fs->max_bytes,
                                    .timeout_ms = fs->timeout_ms, .host_delay_us = conf_int(w->conf, CONF_HOST_DELAY_MS) * 1000,
                                    .parse_deadline_us = PARSE_DEADLINE_S * USEC_PER_SEC, .pool = w->suggest_pool};
    return suggester_new(&ss, w->store, &w->suggester, &why) == OK ? 0 : fail("suggestions", &why);
}

/* Paying by Stripe Checkout, where a key is configured. */
static int open_checkout(struct worker *w, const char *user_agent)
{
    struct note why;
    struct str key;
    const char *file = conf_text(w->conf, CONF_STRIPE_KEY_FILE);
    if (file[0] == '\0') return 0;
    if (file_read(&w->arena, file, 4096, &key, &why) != OK) return fail("ATLAS_STRIPE_KEY_FILE", &why);
    struct checkout_settings cs = {.api = conf_text(w->conf, CONF_STRIPE_API), .key = str_dupz(&w->arena, str_trim(key)), .base_url = conf_text(w->conf, CONF_BASE_URL),
                                   .user_agent = user_agent, .guard = &w->guard};
    return checkout_new(&cs, w->store, &w->checkout, &why) == OK ? 0 : fail("checkout", &why);
}

static int open_guard(struct worker *w)
{
    struct note why;
    int rc = guard_parse_allow(&w->arena, strz(conf_text(w->conf, CONF_FETCH_ALLOW)), &w->guard, &why);
    if (rc != OK) return fail("ATLAS_FETCH_ALLOW", &why);
    if (w->guard.npairs > 0 && conf_int(w->conf, CONF_DEMO) == 0) {
        note_set(&why, "it opens the fetch gate to inner addresses; remove it, or say ATLAS_DEMO=1 if this is a demonstration");
        return fail("ATLAS_FETCH_ALLOW", &why);
    }
    return 0;
}

static int open_all(struct worker *w)
{
    struct note why;
    if (store_open(conf_text(w->conf, CONF_DB), 60000, &w->store, &why) != OK) return fail("database", &why);
    struct fetch_settings fs = {.guard = &w->guard, .user_agent = fetch_user_agent(&w->arena, conf_text(w->conf, CONF_BASE_URL), conf_text(w->conf, CONF_CONTACT)),
                                .max_bytes = (size_t)conf_int(w->conf, CONF_FETCH_MAX_BYTES), .timeout_ms = conf_int(w->conf, CONF_FETCH_TIMEOUT_S) * 1000,
                                .parallel = (unsigned)conf_int(w->conf, CONF_FETCH_PARALLEL)};
    if (fetcher_new(&fs, &w->fetcher, &why) != OK) return fail("fetcher", &why);
    struct render_settings rs = {.guard = &w->guard, .user_agent = fs.user_agent, .max_bytes = fs.max_bytes, .timeout_ms = fs.timeout_ms, .parallel = BROWSERS};
    if (renderer_new(&rs, &w->renderer, &why) != OK) w->renderer = NULL; /* sources that want one say so, and `atlas doctor` */
    struct cycle_settings cs = {.owner = w->owner, .host_delay_us = conf_int(w->conf, CONF_HOST_DELAY_MS) * 1000,
                                .interval_us = conf_int(w->conf, CONF_CHECK_INTERVAL_S) * USEC_PER_SEC, .lease_us = conf_int(w->conf, CONF_LEASE_S) * USEC_PER_SEC,
                                .parallel = (unsigned)conf_int(w->conf, CONF_FETCH_PARALLEL), .parse_deadline_us = PARSE_DEADLINE_S * USEC_PER_SEC, .renderer = w->renderer};
    if (cycle_new(&cs, w->store, w->fetcher, w->pool, print_line, w, &w->cycle) != OK) return 1;
    if (open_drafter(w, fs.user_agent) != 0 || open_checkout(w, fs.user_agent) != 0 || open_suggester(w, &fs) != 0) return 1;
    return upkeep_new(w->store, w->conf, w->share, &w->upkeep, &why) == OK ? 0 : fail("taxonomy", &why);
}

/* ---- the mailer's process ------------------------------------------------------------------------------------------------------ */

static int run_mailer(struct worker *w)
{
    struct note why;
    struct mailer *m = NULL;
    int rc = mailer_new(w->conf, w->share, w->owner, &m, &why);
    if (rc != OK) return fail("mailer", &why);
    mailer_stop_on(m, &stop_asked);
    while (!stop_asked) {
        rc = mailer_turn(m);
        if (rc != OK) log_warn("mail: %s; trying again", err_name(rc));
        if (!stop_asked) poll(NULL, 0, MAIL_PAUSE_MS);
    }
    mailer_free(m);
    return 0;
}

/* ---- the process of the webhooks ---------------------------------------------------------------------------------------------- */

static int run_webhooks(struct worker *w)
{
    struct note why;
    struct webhook_sender *ws = NULL;
    bool busy = false;
    int rc = webhook_sender_new(w->conf, &w->guard, w->owner, &ws, &why);
    if (rc != OK) return fail("webhooks", &why);
    while (!stop_asked || busy) {
        rc = webhook_sender_turn(ws, WEBHOOKS_WAIT_MS, &stop_asked, &busy);
        if (rc != OK) log_warn("webhooks: %s; trying again", err_name(rc));
        if (rc != OK || (!busy && !stop_asked)) poll(NULL, 0, RETRY_PAUSE_MS);
    }
    webhook_sender_free(ws);
    return 0;
}

/* ---- the processes beside this one ----------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    int (*run)(struct worker *w);
} beside[NBESIDE] = {[MAILER] = {"atlas-mailer", run_mailer}, [WEBHOOKS] = {"atlas-webhooks", run_webhooks}};

static void start_beside(struct worker *w, enum beside b)
{
    pid_t parent = getpid();
    w->beside[b] = fork();
    if (w->beside[b] < 0) {
        log_error("the process %s cannot be started, next try in %d s: %s", beside[b].name, FORK_PAUSE_S, strerror(errno));
        w->fork_at_us = clock_mono_us() + FORK_PAUSE_S * USEC_PER_SEC;
    }
    if (w->beside[b] != 0) return;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) _exit(0);
    prctl(PR_SET_NAME, beside[b].name); /* as ps and top show it */
    log_open(beside[b].name, LOG_INFO);
    _exit(beside[b].run(w));
}

/* One that died is replaced: what it had in hand comes back when its leases end. So is one that could not be started. */
static void watch_beside(struct worker *w)
{
    int status;
    for (enum beside b = 0; b < NBESIDE && !w->once && !stop_asked; b++) {
        if (w->beside[b] > 0 && waitpid(w->beside[b], &status, WNOHANG) == w->beside[b]) {
            log_warn("the process %s ended (status %d) and is started again", beside[b].name, status);
            start_beside(w, b);
        } else if (w->beside[b] < 0 && clock_mono_us() >= w->fork_at_us) {
            start_beside(w, b);
        }
    }
}

static void stop_beside(struct worker *w)
{
    for (enum beside b = 0; b < NBESIDE; b++)
        if (w->beside[b] > 0) kill(w->beside[b], SIGTERM);
}

/* They were asked to stop when the worker was. A relay or an endpoint that hangs does not hold all: what was in hand is sent
 * again under the same name, Message-ID or webhook-id. */
static void end_beside(struct worker *w)
{
    if (w->stop_at_us == 0) stop_beside(w);
    for (enum beside b = 0; b < NBESIDE; b++) {
        while (w->beside[b] > 0 && waitpid(w->beside[b], NULL, WNOHANG) == 0) {
            if (clock_mono_us() > w->stop_at_us) kill(w->beside[b], SIGKILL);
            poll(NULL, 0, 20);
        }
    }
}

/* ---- running ---------------------------------------------------------------------------------------------------------------------- */

/* Between turns of the cycle, and for all that is due at the end of `--once`. */
static void keep_up(struct worker *w, bool all)
{
    bool more = true;
    int rc = OK;
    if (!all && clock_mono_us() < w->upkeep_at_us) return;
    do rc = upkeep_turn(w->upkeep, &more);
    while (rc == OK && more && all && !stop_asked);
    if (rc != OK) log_warn("upkeep: %s: %s; trying again", err_name(rc), store_why(w->store));
    w->upkeep_at_us = clock_mono_us() + (rc == OK && more ? 0 : UPKEEP_PAUSE_S * USEC_PER_SEC);
}

/* Beside everything else; with `all`, until no question is left. */
static void help_draft(struct worker *w, bool all)
{
    bool busy = false;
    int rc;
    if (w->drafter == NULL) return;
    do rc = drafter_turn(w->drafter, all ? 1000 : 0, &busy);
    while (rc == OK && busy && all && !stop_asked);
    if (rc != OK) log_warn("drafting help: %s: %s; trying again", err_name(rc), store_why(w->store));
}

/* The same for what people suggest. */
static void look_at_suggestions(struct worker *w, bool all)
{
    bool busy = false;
    int rc;
    do rc = suggester_turn(w->suggester, all ? 1000 : 0, &busy);
    while (rc == OK && busy && all && !stop_asked);
    if (rc != OK) log_warn("suggestions: %s: %s; trying again", err_name(rc), store_why(w->store));
}

/* The same for orders and wishes about payments. */
static void help_pay(struct worker *w, bool all)
{
    bool busy = false;
    int rc;
    if (w->checkout == NULL) return;
    do rc = checkout_turn(w->checkout, all ? 1000 : 0, &busy);
    while (rc == OK && busy && all && !stop_asked);
    if (rc != OK) log_warn("checkout: %s: %s; trying again", err_name(rc), store_why(w->store));
}

static int run(struct worker *w)
{
    for (;;) {
        int rc = cycle_turn(w->cycle, 1000);
        if (rc != OK) {
            log_warn("cycle: %s: %s; trying again", err_name(rc), store_why(w->store));
            if (w->once) return 1;
            poll(NULL, 0, RETRY_PAUSE_MS);
        }
        if (!parser_pool_alive(w->pool) || !parser_pool_alive(w->suggest_pool)) {
            log_error("the process that makes the parser children was killed; this one ends too, to be started anew");
            return 1;
        }
        watch_beside(w);
        if (!w->once && w->stop_at_us == 0) keep_up(w, false);
        if (!w->once && w->stop_at_us == 0) help_draft(w, false);
        if (!w->once && w->stop_at_us == 0) help_pay(w, false);
        if (!w->once && w->stop_at_us == 0) look_at_suggestions(w, false);
        if (stop_asked && w->stop_at_us == 0) {
            log_info("stopping: finishing what is in hand");
            cycle_stop(w->cycle);
            stop_beside(w);
            w->stop_at_us = clock_mono_us() + STOP_GRACE_S * USEC_PER_SEC;
        }
        if ((w->once || w->stop_at_us != 0) && cycle_idle(w->cycle)) return 0;
        if (w->stop_at_us != 0 && clock_mono_us() > w->stop_at_us) {
            log_warn("stopped with work in hand; its leases will expire");
            return 0;
        }
    }
}

/* All webhooks that are due; what one of them leads to may be a mail. */
static int send_webhooks(struct worker *w)
{
    struct note why;
    struct webhook_sender *ws = NULL;
    bool busy = false;
    int rc = OK;
    if (webhook_sender_new(w->conf, &w->guard, w->owner, &ws, &why) != OK) return fail("webhooks", &why);
    do rc = webhook_sender_turn(ws, WEBHOOKS_WAIT_MS, &stop_asked, &busy);
    while (rc == OK && busy);
    webhook_sender_print(ws, stdout);
    webhook_sender_free(ws);
    if (rc != OK) log_error("webhooks: %s", err_name(rc));
    return rc == OK ? 0 : 1;
}

/* One cycle, then its webhooks and its mail, until nothing is left that can be done now. */
static int run_once(struct worker *w)
{
    struct note why;
    struct mailer *m = NULL;
    int code = run(w);
    print_totals(w);
    if (code != 0 || stop_asked) return code;
    keep_up(w, true);
    help_draft(w, true);
    help_pay(w, true);
    if (send_webhooks(w) != 0) return 1;
    look_at_suggestions(w, true);
    if (mailer_new(w->conf, w->share, w->owner, &m, &why) != OK) return fail("mailer", &why);
    mailer_stop_on(m, &stop_asked);
    int rc = mailer_turn(m);
    mailer_print(m, stdout);
    mailer_free(m);
    if (rc != OK) log_error("mail: %s", err_name(rc));
    return rc == OK ? 0 : 1;
}

static int parse_options(struct worker *w, int argc, char **argv, const char **config)
{
    static const struct option options[] = {{"once", no_argument, NULL, 'o'}, {"config", required_argument, NULL, 'c'}, {"help", no_argument, NULL, 'h'}, {0}};
    static const char usage[] = "usage: atlas-worker [--once] [--config FILE]\n"
                                "Watches the sources that are due and sends the mail and the webhooks that are queued, for ever, or with\n"
                                "--once until nothing is due; then it prints a table of what happened. SIGTERM finishes what is in hand.\n";
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o == 'o') w->once = true;
        else if (o == 'c') *config = optarg;
        else {
            fputs(usage, o == 'h' ? stdout : stderr);
            return o == 'h' ? 0 : 2;
        }
    }
    if (optind < argc) fputs(usage, stderr);
    return optind < argc ? 2 : -1;
}

static void catch_signals(void)
{
    struct sigaction sa = {.sa_handler = on_signal};
    sigaction(SIGTERM, &sa, NULL);
    sigaction(SIGINT, &sa, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int main(int argc, char **argv)
{
    struct worker w = {0};
    struct note why = {{0}};
    const char *config = NULL;
    char host[128] = "";
    int code = parse_options(&w, argc, argv, &config);
    if (code >= 0) return code;
    mallopt(M_MMAP_THRESHOLD, 256 << 10); /* what one large page needed goes back to the system */
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
    arena_init(&w.arena, 4 << 20);
    log_open("atlas-worker", LOG_INFO);
    if (conf_load(&w.arena, config, &w.conf, &why) != OK) return fail("configuration", &why);
    log_open("atlas-worker", log_level_of(conf_text(w.conf, CONF_LOG)));
    if (conf_text(w.conf, CONF_CLOCK)[0] != '\0') clock_set_file(conf_text(w.conf, CONF_CLOCK));
    catch_signals();
    if (sandbox_self_test(&why) != OK) return fail("the parser children cannot be locked up", &why);
    if (parser_pool_new((unsigned)conf_int(w.conf, CONF_PARSERS), &w.pool, &why) != OK) return fail("parsers", &why);
    if (parser_pool_new(1, &w.suggest_pool, &why) != OK) return fail("parsers", &why);
    w.share = conf_share(&w.arena, w.conf);
    gethostname(host, sizeof host - 1);
    w.owner = arena_printf(&w.arena, "%s:%d", host, (int)getpid());
    code = open_guard(&w);
    for (enum beside b = 0; b < NBESIDE && code == 0 && !w.once; b++) start_beside(&w, b);
    if (code == 0) code = open_all(&w);
    if (code == 0) code = w.once ? run_once(&w) : run(&w);
    if (w.cycle != NULL && cycle_give_back(w.cycle) != OK) log_warn("leases could not be given back; they will expire");
    end_beside(&w);
    upkeep_free(w.upkeep);
    drafter_free(w.drafter);
    checkout_free(w.checkout);
    suggester_free(w.suggester);
    cycle_free(w.cycle);
    renderer_free(w.renderer);
    fetcher_free(w.fetcher);
    parser_pool_free(w.suggest_pool); /* first: its zygote, forked later, holds the other's socket open */
    parser_pool_free(w.pool);
    store_close(w.store);
    arena_release(&w.arena);
    return code;
}
