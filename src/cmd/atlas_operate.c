#include "cmd/atlas_operate.h"

#include "base/file.h"
#include "cmd/cli.h"
#include "monitor/checkout.h"
#include "monitor/sandbox.h"
#include "net/bounce.h"
#include "net/guard.h"
#include "net/render.h"
#include "store/migrate.h"
#include "store/pages.h"
#include "text/model.h"

#include <getopt.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- migrate ------------------------------------------------------------------------------------------------------------ */

static void told(const char *verb, const char *file)
{
    printf("%s %s\n", verb, file);
}

int atlas_migrate(int argc, char **argv)
{
    static const char usage[] = "usage: atlas migrate\n"
                                "Applies the migrations and reference data that the database does not have yet. Needs the role that owns\n"
                                "the database. Two at once do the work once; a second run does nothing.\n";
    struct cli c = {0};
    struct note why;
    bool help = argc == 2 && strcmp(argv[1], "--help") == 0;
    if (argc != 1) return cli_usage(usage, help);
    arena_init(&c.arena, 64 << 20);
    int code = cli_open_store(&c);
    if (code == EXIT_DONE) {
        int rc = migrate_run(c.store, cli_share_dir(&c), c.now_us, told, &why);
        if (rc != OK) code = cli_fail("migrate", ERR_IO, "%s", why.text);
    }
    cli_close(&c);
    return code;
}

/* ---- doctor --------------------------------------------------------------------------------------------------------------- */

struct doctor {
    struct cli cli;
    unsigned bad;
};

static void good(const char *what) { printf("ok    %s\n", what); }

PRINTF(3, 4) static void bad(struct doctor *d, const char *what, const char *fmt, ...)
{
    va_list ap;
    printf("BAD   %s: ", what);
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
    d->bad++;
}

static void check_gate(struct doctor *d)
{
    struct guard g;
    struct note why;
    const char *allow = conf_text(d->cli.conf, CONF_FETCH_ALLOW);
    bool demo = conf_int(d->cli.conf, CONF_DEMO) != 0;
    if (guard_parse_allow(&d->cli.arena, strz(allow), &g, &why) != OK) bad(d, "fetch gate", "ATLAS_FETCH_ALLOW: %s", why.text);
    else if (g.npairs > 0 && !demo) bad(d, "fetch gate", "ATLAS_FETCH_ALLOW opens inner addresses; remove it, or say ATLAS_DEMO=1 if this is a demonstration");
    else good(g.npairs > 0 ? "fetch gate: public addresses, and the demonstration's own" : "fetch gate: public addresses only");
    if (conf_text(d->cli.conf, CONF_CLOCK)[0] != '\0' && !demo) bad(d, "clock", "ATLAS_CLOCK replaces the time; remove it, or say ATLAS_DEMO=1");
}

/* Where mail comes back to, and who reads it. */
static void check_returns(struct doctor *d)
{
    const char *base = conf_text(d->cli.conf, CONF_MAIL_BOUNCE), *box = conf_text(d->cli.conf, CONF_BOUNCE_MAILDIR);
    struct stat s;
    if (base[0] == '\0' && box[0] == '\0') return;
    if (!bounce_base_valid(strz(base)))
        bad(d, "bounces", "ATLAS_MAIL_BOUNCE is \"%s\"; it must be an address like bounces@example.org, its name at most %d characters without +", base, BOUNCE_NAME_MAX);
    else if (box[0] != '\0' && stat(box, &s) != 0) bad(d, "bounces", "the Maildir %s is not there; make it, for the relay to write and the worker to move from", box);
    else good(box[0] != '\0' ? "bounces: read from a Maildir" : "bounces: given to `atlas mail bounce` by the relay");
}

static void check_mail(struct doctor *d)
{
    const char *relay = conf_text(d->cli.conf, CONF_SMTP_URL), *box = conf_text(d->cli.conf, CONF_MAILDIR), *from = conf_text(d->cli.conf, CONF_MAIL_FROM);
    struct stat s;
    if (relay[0] != '\0' && !str_starts(strz(relay), STR("smtp://")) && !str_starts(strz(relay), STR("smtps://")))
        bad(d, "mail", "ATLAS_SMTP_URL is \"%s\"; it must begin with smtp:// or smtps://", relay);
    else if (relay[0] == '\0' && box[0] == '\0') bad(d, "mail", "there is neither a relay (ATLAS_SMTP_URL) nor a Maildir (ATLAS_MAILDIR): nothing can be sent");
    else if (relay[0] == '\0' && stat(box, &s) != 0) bad(d, "mail", "the Maildir %s is not there; make it, writable for the worker's user", box);
    else good(relay[0] != '\0' ? "mail: through a relay" : "mail: into a Maildir");
    size_t at = str_find_char(strz(from), '@');
    if (at == STR_NONE || at == 0 || strz(from).n == at + 1) bad(d, "mail", "ATLAS_MAIL_FROM is \"%s\"; it must be an address", from);
    check_returns(d);
}

/* Its two files belong to two programs; the configuration that this command reads names both. */
static bool stripe_file(struct doctor *d, enum conf_key k)
{
    struct str text;
    struct note why;
    const char *name = conf_row(k)->name, *path = conf_text(d->cli.conf, k);
    int rc = path[0] != '\0' ? file_read(&d->cli.arena, path, 4096, &text, &why) : OK;
    if (path[0] == '\0') bad(d, "payments", "%s is not set, the other file is; name both here, or none to sell nothing by Stripe", name);
    else if (rc != OK) bad(d, "payments", "%s: %s", name, why.text);
    else if (str_trim(text).n == 0) bad(d, "payments", "%s: %s is empty", name, path);
    else return true;
    return false;
}

STMT(doctor_prices, 0, "SELECT count(*) FROM tier_price");

static void check_payments(struct doctor *d)
{
    struct note why;
    int64_t prices = 0;
    const struct conf *c = d->cli.conf;
    const char *api = conf_text(c, CONF_STRIPE_API);
    if (conf_text(c, CONF_STRIPE_KEY_FILE)[0] == '\0' && conf_text(c, CONF_STRIPE_WEBHOOK_SECRET_FILE)[0] == '\0') return;
    bool key = stripe_file(d, CONF_STRIPE_KEY_FILE), secret = stripe_file(d, CONF_STRIPE_WEBHOOK_SECRET_FILE);
    bool there = checkout_api_check(api, conf_text(c, CONF_FETCH_ALLOW)[0] != '\0', &why) == OK;
    if (!there) bad(d, "payments", "ATLAS_STRIPE_API is \"%s\": %s", api, why.text);
    if (db_int(d->cli.store, &doctor_prices, &prices) == OK && prices == 0) bad(d, "payments", "no tier has a price; `atlas tier price` gives it one");
    if (key && secret && there && prices > 0) good("payments: by Stripe");
}

static void check_addresses(struct doctor *d)
{
    struct str base = strz(conf_text(d->cli.conf, CONF_BASE_URL));
    if (!str_starts(base, STR("http://")) && !str_starts(base, STR("https://"))) bad(d, "address", "ATLAS_BASE_URL must begin with https:// (http:// for a trial on one machine)");
    else if (str_ends(base, STR("/"))) bad(d, "address", "ATLAS_BASE_URL must not end with a slash");
    else if (!str_starts(base, STR("https://")) && conf_int(d->cli.conf, CONF_DEMO) == 0) bad(d, "address", "ATLAS_BASE_URL is not https: logins would travel in the clear");
    else good("address of the service");
    if (conf_text(d->cli.conf, CONF_CONTACT)[0] == '\0' && conf_int(d->cli.conf, CONF_DEMO) == 0)
        bad(d, "contact", "ATLAS_CONTACT is empty: sites that are fetched cannot tell whom to ask");
}

static void check_sandbox(struct doctor *d)
{
    struct note why;
    if (sandbox_self_test(&why) == OK) good("parser children: no files, no network, no programs");
    else bad(d, "parser children", "%s; this needs a kernel with seccomp", why.text);
}

static void check_schema(struct doctor *d)
{
    struct note why;
    struct pages *pages;
    size_t pending = 0, n = 0, m = 0;
    char line[120];
    const char *share = cli_share_dir(&d->cli);
    int rc = migrate_pending(d->cli.store, share, &pending, &why);
    if (rc != OK || pending > 0) {
        if (rc == OK) note_set(&why, "%zu migrations are not applied", pending);
        bad(d, "schema", "%s; run `atlas migrate`", why.text);
        return;
    }
    if (db_statements_check(d->cli.store, &n, &why) != OK) bad(d, "schema", "%s", why.text);
    rc = pages_load(&d->cli.arena, arena_printf(&d->cli.arena, "%s/sql/pages", share), &pages, &why);
    if (rc == OK) rc = pages_check(pages, d->cli.store, &m, &why);
    if (rc != OK) bad(d, "pages", "%s", why.text);
    snprintf(line, sizeof line, "schema: newest; %zu statements and %zu page queries fit it", n, m);
    if (d->bad == 0 || rc == OK) good(line);
}

STMT(doctor_stale, 1,
     "SELECT count(*), count(*) FILTER (WHERE ss.quarantined), count(*) FILTER (WHERE ss.next_due < $1::timestamptz - interval '1 day' AND NOT ss.quarantined)"
     " FROM source_state ss JOIN source s ON s.id = ss.source_id WHERE s.active");
STMT(doctor_mail, 1, "SELECT count(*) FROM delivery WHERE state = 'pending' AND created_at < $1::timestamptz - interval '1 day'");

static void check_work(struct doctor *d)
{
    struct rows r;
    int64_t stuck = 0;
    if (db_one(d->cli.store, &doctor_stale, &r, A_TIME(d->cli.now_us)) == OK) {
        if (row_int(&r, 0, 2) > 0) bad(d, "worker", "%lld sources are overdue for more than a day: is atlas-worker running?", (long long)row_int(&r, 0, 2));
        else good("sources are checked in time");
        if (row_int(&r, 0, 1) > 0) bad(d, "sources", "%lld are in quarantine: the parser died on them three times", (long long)row_int(&r, 0, 1));
    }
    rows_free(&r);
    if (db_int(d->cli.store, &doctor_mail, &stuck, A_TIME(d->cli.now_us)) == OK && stuck > 0)
        bad(d, "mail", "%lld mails wait for more than a day: `atlas mail list --state pending` shows the last reply of the relay", (long long)stuck);
}

STMT(doctor_browser, 0, "SELECT count(*) FROM source WHERE active AND render = 'browser'");

static void check_browser(struct doctor *d)
{
    int64_t wanted = 0;
    if (db_int(d->cli.store, &doctor_browser, &wanted) != OK || wanted == 0) return;
    if (render_browser_installed(NULL)) good("a browser for the sources that want one");
    else bad(d, "browser", "%lld sources want one, and none is installed here; where the worker runs: apt install chromium", (long long)wanted);
}

/* A model that is not there is no fault: the rules judge alone. A damaged one stops the worker. */
static void check_model(struct doctor *d)
{
    struct str file;
    struct note why;
    struct weights *w;
    const char *path = arena_printf(&d->cli.arena, "%s/" MODEL_PATH, cli_share_dir(&d->cli));
    int rc = file_read(&d->cli.arena, path, MODEL_BYTES_MAX, &file, &why);
    if (rc == OK) rc = weights_read(&d->cli.arena, file, &w, &why);
    if (rc == OK) printf("ok    model of clause types: version " STR_FMT "\n", STR_ARG(weights_version(w)));
    else if (rc == ERR_NOT_FOUND) printf("ok    clause types are judged by rules alone: there is no %s; `make model` trains one\n", path);
    else bad(d, "model", "%s: %s; restore it from the release, or remove it to go on with rules alone", path, why.text);
}

static int print_settings(void)
{
    for (int k = 0; k < CONF_KEY_MAX; k++) {
        const struct conf_row *r = conf_row((enum conf_key)k);
        printf("%-26s %s%s%s%s\n", r->name, r->help, r->fallback[0] != '\0' ? " [" : "", r->fallback, r->fallback[0] != '\0' ? "]" : "");
    }
    return EXIT_DONE;
}

int atlas_doctor(int argc, char **argv)
{
    static const char usage[] = "usage: atlas doctor [--settings]\n"
                                "Checks configuration, schema, sandbox and work; one line each, with the mend where something is bad.\n"
                                "Exit 1 when something is. --settings lists all settings with their defaults.\n";
    struct doctor d = {0};
    if (argc == 2 && strcmp(argv[1], "--settings") == 0) return print_settings();
    if (argc != 1) return cli_usage(usage, argc == 2 && strcmp(argv[1], "--help") == 0);
    arena_init(&d.cli.arena, 64 << 20);
    int code = cli_open(&d.cli);
    if (code == EXIT_DONE) {
        check_addresses(&d);
        check_model(&d);
        check_gate(&d);
        check_mail(&d);
        check_sandbox(&d);
        code = cli_open_store(&d.cli);
    }
    if (code == EXIT_DONE) {
        check_schema(&d);
        check_work(&d);
        check_browser(&d);
        check_payments(&d);
        code = d.bad > 0 ? EXIT_FAILED : EXIT_DONE;
    }
    cli_close(&d.cli);
    return code;
}
