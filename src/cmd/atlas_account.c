#include "cmd/atlas_account.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "cmd/cli.h"
#include "crypt/password.h"
#include "store/account.h"
#include "store/login.h"
#include "store/organisation.h"
#include "store/second_factor.h"
#include "store/security.h"
#include "store/token.h"
#include "store/watch.h"
#include "web/password_rules.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>

enum { INVOICE_MAX = 100 }; /* as the column holds it */

static const char usage[] =
    "usage: atlas account create ADDRESS [--password-file FILE] [--tier TIER]\n"
    "                                        an active account; without a password its owner sets one at /reset\n"
    "       atlas account list               id, address, state, tier, platforms watched, since; tab-separated\n"
    "       atlas account show ADDRESS       the same and more, a line each: name, value\n"
    "       atlas account tier ADDRESS TIER [--until DATE] [--invoice REFERENCE]\n"
    "       atlas account watch ADDRESS PLATFORM…\n"
    "       atlas account unwatch ADDRESS PLATFORM…\n"
    "       atlas account suspend ADDRESS    ends its logins; no mail, no logging in\n"
    "       atlas account resume ADDRESS\n"
    "       atlas account delete ADDRESS     at once: all that is personal goes; records stay\n"
    "       atlas account factor-off ADDRESS turns the second factor off, for who has lost it\n"
    "       atlas account impersonate-view ADDRESS --reason TEXT\n"
    "                                        a link, good for ten minutes, to look at the account for an hour\n"
    "\n"
    "FILE holds the password in its first line; - is stdin. All of it goes into the security log, which the person reads on\n"
    "their account's page.\n";

STMT(accounts_list, 1,
     "SELECT a.id, a.address, a.state, t.slug, (SELECT count(DISTINCT platform_id) FROM watch w WHERE w.account_id = "
     "a.id),"
     " to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
     " FROM account a JOIN tier t ON t.id = account_tier(a.id, $1) WHERE a.state <> 'deleted' ORDER BY a.id");
STMT(account_watches, 1,
     "SELECT p.slug, w.paused_at IS NOT NULL FROM watch w JOIN platform p ON p.id = w.platform_id"
     " WHERE w.account_id = $1 AND w.document_id IS NULL AND w.provision_id IS NULL ORDER BY p.slug");
STMT(account_subscriptions, 1,
     "SELECT concat_ws(' ', t.slug, s.kind, to_char(s.valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD'), coalesce(to_char(s.valid_to AT TIME ZONE 'UTC', 'YYYY-MM-DD'), 'open'), s.invoice)"
     " FROM subscription s JOIN tier t ON t.id = s.tier_id WHERE s.account_id = $1 ORDER BY s.id");
STMT(account_unwatch, 2,
     "DELETE FROM watch w USING platform p WHERE p.id = w.platform_id AND w.account_id = $1 AND p.slug = $2"
     " AND w.document_id IS NULL AND w.provision_id IS NULL RETURNING 1");

STMT(account_resumed, 1, "SELECT resumed FROM subscription WHERE account_id = $1 ORDER BY id DESC LIMIT 1");

static int failed(struct cli *c, const char *command, int rc)
{
    return cli_fail(command, rc, "%s", store_why(c->store));
}

static int note(struct cli *c, int64_t account_id, const char *event, const char *detail)
{
    return security_note(c->store, &(struct security_event){.at_us = c->now_us,
                                                            .account_id = account_id,
                                                            .actor = cli_operator(),
                                                            .event = event,
                                                            .detail = detail});
}

/* The account named on the command line; says what is wrong. */
static int find(struct cli *c, const char *typed, struct account *ret)
{
    struct str address;
    if (account_address(&c->arena, strz(typed), &address) != OK)
        return cli_fail("account", ERR_BAD_INPUT, "\"%s\" is not an e-mail address", typed);
    int rc = account_by_address(c->store, &c->arena, address, ret);
    if (rc == ERR_NOT_FOUND) return cli_fail("account", rc, "there is no account %s", typed);
    return rc == OK ? EXIT_DONE : failed(c, "account", rc);
}

/* ---- create --------------------------------------------------------------------------------------------------------
 */

static int read_password(struct cli *c, const char *file, struct str address, char hash[PASSWORD_HASH_SIZE])
{
    struct str text, line;
    int code = cli_read(c, file, 4096, &text);
    if (code != EXIT_DONE) return code;
    if (!str_next(&text, '\n', &line)) line = STR("");
    const char *refusal = password_refusal(&c->arena, line, address, conf_text(c->conf, CONF_SITE_NAME));
    if (refusal != NULL) return cli_fail("account create", ERR_BAD_INPUT, "the password is not taken: %s", refusal);
    if (password_init(NULL, 1, 0) != OK || password_hash(line, hash) != OK)
        return cli_fail("account create", ERR_LIMIT, "there is no memory to hash the password");
    return EXIT_DONE;
}

static int account_new(struct cli *c, int argc, char **argv)
{
    static const struct option options[] = {
        {"password-file", required_argument, NULL, 'p'}, {"tier", required_argument, NULL, 't'}, {0}};
    const char *file = NULL, *tier = NULL;
    char hash[PASSWORD_HASH_SIZE];
    struct str address;
    int64_t id;
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o == 'p')
            file = optarg;
        else if (o == 't')
            tier = optarg;
        else
            return cli_usage(usage, false);
    }
    if (argc - optind != 1) return cli_usage(usage, false);
    if (account_address(&c->arena, strz(argv[optind]), &address) != OK)
        return cli_fail("account create", ERR_BAD_INPUT, "\"%s\" is not an e-mail address", argv[optind]);
    int code = file != NULL ? read_password(c, file, address, hash) : EXIT_DONE;
    if (code != EXIT_DONE) return code;
    int rc = account_create(c->store, address, file != NULL ? hash : NULL, true, c->now_us, &id);
    if (rc == ERR_CONFLICT)
        return cli_fail("account create", rc, "there is an account " STR_FMT " already", STR_ARG(address));
    if (rc == OK && tier != NULL) rc = account_set_tier(c->store, id, &(struct account_grant){.tier = strz(tier), .until_us = CLOCK_NONE}, c->now_us);
    if (rc == ERR_NOT_FOUND)
        return cli_fail("account create", rc, "the account is there, but there is no tier %s", tier);
    if (rc == OK) rc = note(c, id, "account created", tier);
    if (rc != OK) return failed(c, "account create", rc);
    printf("created " STR_FMT "\n", STR_ARG(address));
    return EXIT_DONE;
}

/* ---- list, show ----------------------------------------------------------------------------------------------------
 */

static int account_list(struct cli *c, int argc, char **argv)
{
    struct rows r;
    (void)argv;
    if (argc != 1) return cli_usage(usage, false);
    int rc = db_query(c->store, &accounts_list, &r, A_TIME(c->now_us));
    if (rc == OK) rc = note(c, 0, "accounts listed", NULL);
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++)
        for (int k = 0; k < 6; k++) printf("%s%c", row_text(&r, i, k), k < 5 ? '\t' : '\n');
    rows_free(&r);
    return rc == OK ? EXIT_DONE : failed(c, "account list", rc);
}

static int account_show(struct cli *c, int argc, char **argv)
{
    struct account a;
    struct login_tier tier;
    struct rows r, had = {0};
    char when[CLOCK_RFC3339_SIZE];
    int code = argc == 2 ? find(c, argv[1], &a) : cli_usage(usage, false);
    if (code != EXIT_DONE) return code;
    int rc = login_tier(c->store, &c->arena, a.id, c->now_us, &tier);
    if (rc == OK) rc = note(c, a.id, "account shown to the operator", NULL);
    if (rc == OK) rc = db_query(c->store, &account_subscriptions, &had, A_INT(a.id));
    if (rc == OK) rc = db_query(c->store, &account_watches, &r, A_INT(a.id));
    if (rc != OK) return failed(c, "account show", rc);
    printf("id\t%" PRId64 "\naddress\t%s\nstate\t%s\ntier\t%s\n", a.id, a.address, a.state, tier.slug);
    printf("since\t%s\n", clock_rfc3339(a.created_at, when));
    if (a.confirmed_at != CLOCK_NONE) printf("confirmed\t%s\n", clock_rfc3339(a.confirmed_at, when));
    if (a.delete_after != CLOCK_NONE) printf("deleted\t%s\n", clock_rfc3339(a.delete_after, when));
    if (a.digest)
        printf("digest\tweekday %d, %02d:00, %s\n", a.digest_day, a.digest_hour, a.zone);
    else
        printf("digest\toff\n");
    for (size_t i = 0; i < rows_n(&had); i++) printf("had\t%s\n", row_text(&had, i, 0));
    for (size_t i = 0; i < rows_n(&r); i++)
        printf("watch\t%s%s\n", row_text(&r, i, 0), row_bool(&r, i, 1) ? " (paused)" : "");
    rows_free(&had);
    rows_free(&r);
    return EXIT_DONE;
}

/* ---- changes -------------------------------------------------------------------------------------------------------
 */

/* What was given is not always what the account then has: something higher may be paid for. */
static int print_tier(struct cli *c, const struct account *a)
{
    struct login_tier has;
    struct rows r;
    int rc = login_tier(c->store, &c->arena, a->id, c->now_us, &has);
    if (rc == OK) rc = db_one(c->store, &account_resumed, &r, A_INT(a->id));
    if (rc != OK) return failed(c, "account tier", rc);
    printf("%s has tier %s\n", a->address, has.slug);
    if (row_int(&r, 0, 0) > 0) printf("%s paused watches are watched again\n", row_text(&r, 0, 0));
    rows_free(&r);
    return EXIT_DONE;
}

/* A day is had to its end; an instant is what it says. */
static int64_t day_of(const char *typed) { return strchr(typed, 'T') == NULL ? USEC_PER_DAY : 0; }

static int account_tier(struct cli *c, int argc, char **argv)
{
    static const struct option options[] = {{"until", required_argument, NULL, 'u'}, {"invoice", required_argument, NULL, 'i'}, {0}};
    struct account a;
    struct account_grant g = {.until_us = CLOCK_NONE};
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o == 'i') g.invoice = optarg;
        else if (o != 'u') return cli_usage(usage, false);
        else if (clock_parse_rfc3339(strz(optarg), &g.until_us) != OK || (g.until_us += day_of(optarg)) <= c->now_us)
            return cli_fail("account tier", ERR_BAD_INPUT, "--until takes a day to come, like 2027-03-06, not \"%s\"", optarg);
    }
    if (g.invoice != NULL && (str_trim(strz(g.invoice)).n == 0 || strlen(g.invoice) > INVOICE_MAX || !utf8_valid(strz(g.invoice))))
        return cli_fail("account tier", ERR_BAD_INPUT, "--invoice takes a reference of 1 to %d bytes of text", INVOICE_MAX);
    int code = argc - optind == 2 ? find(c, argv[optind], &a) : cli_usage(usage, false);
    if (code != EXIT_DONE) return code;
    g.tier = strz(argv[optind + 1]);
    int rc = account_set_tier(c->store, a.id, &g, c->now_us);
    if (rc == ERR_NOT_FOUND) return cli_fail("account tier", rc, "there is no tier %s; `atlas tier list` names them", argv[optind + 1]);
    if (rc == OK)
        rc = note(c, a.id, "tier set", g.invoice != NULL ? arena_printf(&c->arena, "%.200s, invoice %s", argv[optind + 1], g.invoice) : argv[optind + 1]);
    return rc == OK ? print_tier(c, &a) : failed(c, "account tier", rc);
}

static int watch_one(struct cli *c, const struct account *a, const char *slug, bool on)
{
    struct rows r = {0};
    int rc = on ? watch_add(c->store, &(struct watchlist){.account_id = a->id}, strz(slug), c->now_us)
                : db_query(c->store, &account_unwatch, &r, A_INT(a->id), A_TEXT(slug));
    if (!on && rc == OK && rows_n(&r) == 0) rc = ERR_NOT_FOUND;
    rows_free(&r);
    if (rc == OK) rc = note(c, a->id, on ? "watch added by the operator" : "watch removed by the operator", slug);
    if (rc == OK) printf("%s %s %s\n", a->address, on ? "watches" : "no longer watches", slug);
    if (rc == ERR_CONFLICT) printf("%s watches %s already\n", a->address, slug);
    if (rc == OK || rc == ERR_CONFLICT) return EXIT_DONE;
    if (rc == ERR_NOT_FOUND)
        return cli_fail("account watch", rc, on ? "there is no platform %s" : "there is no watch on %s", slug);
    if (rc == ERR_LIMIT)
        return cli_fail("account watch", rc,
                        "%s: the tier's number of platforms is reached; `atlas account tier` changes it", slug);
    return failed(c, "account watch", rc);
}

static int account_watch(struct cli *c, int argc, char **argv)
{
    struct account a;
    int code = argc >= 3 ? find(c, argv[1], &a) : cli_usage(usage, false);
    for (int i = 2; code == EXIT_DONE && i < argc; i++) code = watch_one(c, &a, argv[i], strcmp(argv[0], "watch") == 0);
    return code;
}

static int account_change_state(struct cli *c, int argc, char **argv)
{
    struct account a;
    bool suspend = strcmp(argv[0], "suspend") == 0;
    int code = argc == 2 ? find(c, argv[1], &a) : cli_usage(usage, false);
    if (code != EXIT_DONE) return code;
    if (!suspend && strcmp(a.state, "suspended") != 0)
        return cli_fail("account resume", ERR_CONFLICT, "%s is %s, not suspended", a.address, a.state);
    const char *state = suspend ? "suspended" : a.confirmed_at != CLOCK_NONE ? "active" : "pending";
    int rc = account_set_state(c->store, a.id, state);
    if (rc == OK && suspend) rc = login_end_all(c->store, a.id, c->now_us);
    if (rc == OK && suspend) rc = token_end_all(c->store, a.id, c->now_us);
    if (rc == OK) rc = note(c, a.id, suspend ? "account suspended" : "account resumed", NULL);
    if (rc != OK) return failed(c, "account", rc);
    printf("%s is %s\n", a.address, state);
    return EXIT_DONE;
}

static int account_remove(struct cli *c, int argc, char **argv)
{
    struct account a;
    int code = argc == 2 ? find(c, argv[1], &a) : cli_usage(usage, false);
    if (code != EXIT_DONE) return code;
    struct organisation o;
    int rc = organisation_carried(c->store, &c->arena, a.id, &o);
    if (rc == OK) return cli_fail("account delete", ERR_CONFLICT, "%s carries the organisation %s, which would end with it: hand it over first (`atlas organisation hand-over`)", a.address, o.name);
    if (rc == ERR_NOT_FOUND) rc = account_delete(c->store, a.id);
    if (rc == OK) rc = note(c, a.id, "account deleted", NULL);
    if (rc != OK) return failed(c, "account delete", rc);
    printf("deleted %s\n", a.address);
    return EXIT_DONE;
}

static int account_factor_off(struct cli *c, int argc, char **argv)
{
    struct account a;
    int code = argc == 2 ? find(c, argv[1], &a) : cli_usage(usage, false);
    if (code != EXIT_DONE) return code;
    int rc = second_factor_end(c->store, a.id);
    if (rc == OK) rc = note(c, a.id, "second factor turned off by the operator", NULL);
    if (rc != OK) return failed(c, "account factor-off", rc);
    printf("%s logs in without a second factor\n", a.address);
    return EXIT_DONE;
}

/* ---- the operator's view -------------------------------------------------------------------------------------------
 */

static int account_view(struct cli *c, int argc, char **argv)
{
    static const struct option options[] = {{"reason", required_argument, NULL, 'r'}, {0}};
    struct account a;
    const char *reason = NULL, *token;
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o != 'r') return cli_usage(usage, false);
        reason = optarg;
    }
    if (argc - optind != 1) return cli_usage(usage, false);
    if (reason == NULL || str_trim(strz(reason)).n == 0)
        return cli_fail("account impersonate-view", ERR_BAD_INPUT, "say why with --reason: the person reads it");
    int code = find(c, argv[optind], &a);
    if (code != EXIT_DONE) return code;
    struct token_owner owner = {.account_id = a.id, .address = a.address, .viewed_by = cli_operator()};
    int rc = token_issue(c->store, &c->arena, TOKEN_VIEW, &owner, c->now_us, &token);
    if (rc == OK) rc = note(c, a.id, "view by the operator asked for", reason);
    if (rc != OK) return failed(c, "account impersonate-view", rc);
    printf("%s/login/view?token=%s\n", conf_text(c->conf, CONF_BASE_URL), token);
    return EXIT_DONE;
}

int atlas_account(int argc, char **argv)
{
    static const struct cli_verb verbs[] = {{"create", account_new},
                {"list", account_list},
                {"show", account_show},
                {"tier", account_tier},
                {"watch", account_watch},
                {"unwatch", account_watch},
                {"suspend", account_change_state},
                {"resume", account_change_state},
                {"delete", account_remove},
                {"factor-off", account_factor_off},
                {"impersonate-view", account_view}};
    return cli_run_verb(verbs, sizeof verbs / sizeof *verbs, usage, argc, argv);
}
