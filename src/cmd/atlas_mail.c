#include "cmd/atlas_mail.h"

#include "base/clock.h"
#include "cmd/cli.h"
#include "monitor/message.h"
#include "monitor/returns.h"
#include "net/bounce.h"
#include "store/bounce.h"
#include "store/security.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <sysexits.h>

static const char usage[] =
    "usage: atlas mail list [--state STATE] [--account ADDRESS]\n"
    "       atlas mail show ID\n"
    "       atlas mail bounce FILE\n"
    "       atlas mail suppressed [--lift ADDRESS]\n"
    "The outbox. `list` prints id, kind, address, state and subject, separated by tabs, a line each, the newest last;\n"
    "STATE is pending, claimed, sent, failed or suppressed. `show` prints a whole message as it was or would be sent.\n"
    "`bounce` takes one message that came back (- is stdin, for a relay's pipe; its envelope recipient stands in Delivered-To,\n"
    "X-Original-To or To) and prints what it is: hard, soft, delayed, complaint, or other, which is ignored (so is what is larger\n"
    "than 1 MiB); where it cannot be noted, exit 75 asks the relay to come again. `suppressed` prints the addresses that get no mail: address, since,\n"
    "hard bounces, reason, separated by tabs; --lift lets one have mail again.\n";

static const char *const states[] = {"pending", "claimed", "sent", "failed", "suppressed"};

static bool state_known(const char *state)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(state, states[i]) == 0) return true;
    return false;
}

static int run_list(struct cli *c, const char *state, const char *address)
{
    struct deliveries all;
    if (state != NULL && !state_known(state)) {
        fprintf(stderr, "atlas mail: there is no state \"%s\"\n", state);
        return EXIT_USAGE;
    }
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = delivery_list(c->store, &c->arena, state, address, &all);
    if (rc != OK) return cli_fail("mail", rc, "%s", store_why(c->store));
    for (size_t i = 0; i < all.n; i++)
        printf("%" PRId64 "\t%s\t%s\t%s\t%s\n", all.v[i].id, all.v[i].kind, all.v[i].address, all.v[i].state, all.v[i].subject);
    return EXIT_DONE;
}

static int print_message(struct cli *c, const struct view *v, const struct delivery *d)
{
    struct sender s = sender_of(c->conf);
    struct str text, html;
    struct note why = {{0}};
    struct buf out;
    buf_init(&out, 4 << 20);
    int rc = message_render(v, &s, &c->arena, d, &text, &html, &why);
    if (rc == OK) rc = message_build(&s, &c->arena, d, text, html, &out, &why);
    if (rc == OK) fwrite(out.p, 1, out.n, stdout);
    buf_release(&out);
    return rc == OK ? EXIT_DONE : cli_fail("mail", ERR_IO, "delivery %" PRId64 ": %s", d->id, why.text);
}

static int run_show(struct cli *c, const char *typed)
{
    int64_t id;
    struct delivery d;
    struct view *v = NULL;
    struct note why;
    if (str_int(strz(typed), 1, INT64_MAX, &id) != OK) return cli_usage(usage, false);
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    int rc = delivery_get(c->store, &c->arena, id, &d);
    if (rc == ERR_NOT_FOUND) return cli_fail("mail", rc, "there is no delivery %s; `atlas mail list` shows them", typed);
    if (rc != OK) return cli_fail("mail", rc, "%s", store_why(c->store));
    rc = view_load(arena_printf(&c->arena, "%s/templates", cli_share_dir(c)), &v, &why);
    if (rc != OK) return cli_fail("mail", ERR_IO, "%s", why.text);
    code = print_message(c, v, &d);
    view_free(v);
    if (strcmp(d.state, "sent") == 0) fputs("atlas mail: it was sent; links that only its reader may use were removed from our copy then\n", stderr);
    return code;
}

/* ---- what came back -------------------------------------------------------------------------------------------------------- */

static int note_bounce(struct cli *c, struct str message)
{
    bool new_to_us;
    const char *kind, *base = conf_text(c->conf, CONF_MAIL_BOUNCE);
    if (!bounce_base_valid(strz(base))) return cli_fail("mail", ERR_BAD_INPUT, "ATLAS_MAIL_BOUNCE is \"%s\"; set the address that mail comes back to", base);
    if (cli_open_store(c) != EXIT_DONE) return EXIT_FAILED;
    int rc = returns_take(c->store, &c->arena, message, base, &new_to_us, &kind);
    if (rc != OK) return cli_fail("mail", rc, "%s", store_why(c->store));
    printf("%s%s\n", kind, new_to_us || strcmp(kind, "other") == 0 ? "" : "\tknown already");
    return EXIT_DONE;
}

/* A relay that runs this in a pipe sends a bounce of the bounce on any failure but EX_TEMPFAIL, and comes again on that: time
 * for the operator to mend what is wrong. What is too large would be so again, and is no bounce that we know. */
static int run_bounce(struct cli *c, const char *path)
{
    struct str message;
    int code = cli_read(c, path, BOUNCE_BYTES_MAX, &message);
    if (code == EXIT_INPUT) return puts("other") < 0 ? EX_TEMPFAIL : EXIT_DONE;
    if (code == EXIT_DONE) code = cli_open(c);
    if (code == EXIT_DONE) code = note_bounce(c, message);
    return code == EXIT_DONE ? EXIT_DONE : EX_TEMPFAIL;
}

static int list_suppressed(struct cli *c)
{
    struct suppression *v = NULL;
    size_t n = 0;
    char at[CLOCK_RFC3339_SIZE];
    int rc = suppression_list(c->store, &c->arena, &v, &n);
    if (rc != OK) return cli_fail("mail", rc, "%s", store_why(c->store));
    for (size_t i = 0; i < n; i++) printf("%s\t%s\t%d\t%s\n", v[i].address, clock_rfc3339(v[i].since_us, at), v[i].hard_bounces, v[i].reason);
    return EXIT_DONE;
}

static int lift(struct cli *c, const char *address)
{
    int64_t account = 0;
    int rc = store_begin(c->store);
    if (rc == OK) rc = suppression_end(c->store, strz(address), &account);
    if (rc == OK && account != 0)
        rc = security_note(c->store, &(struct security_event){.at_us = c->now_us, .account_id = account, .actor = cli_operator(),
                                                              .event = "mail to the address taken up again"});
    rc = store_end(c->store, rc);
    if (rc == ERR_NOT_FOUND) return cli_fail("mail", rc, "%s is not suppressed; `atlas mail suppressed` lists what is", address);
    return rc == OK ? EXIT_DONE : cli_fail("mail", rc, "%s", store_why(c->store));
}

static int run_suppressed(struct cli *c, const char *address)
{
    int code = cli_open_store(c);
    if (code != EXIT_DONE) return code;
    return address != NULL ? lift(c, address) : list_suppressed(c);
}

int atlas_mail(int argc, char **argv)
{
    static const struct option options[] = {{"state", required_argument, NULL, 's'}, {"account", required_argument, NULL, 'a'}, {"lift", required_argument, NULL, 'l'},
                                            {"help", no_argument, NULL, 'h'}, {0}};
    const char *state = NULL, *address = NULL, *lifted = NULL;
    struct cli c = {0};
    optind = 0;
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o == 's') state = optarg;
        else if (o == 'a') address = optarg;
        else if (o == 'l') lifted = optarg;
        else return cli_usage(usage, o == 'h');
    }
    const char *verb = optind < argc ? argv[optind] : "";
    int left = argc - optind, code;
    bool filtered = state != NULL || address != NULL;
    arena_init(&c.arena, 256 << 20);
    if (strcmp(verb, "list") == 0 && left == 1 && lifted == NULL) code = run_list(&c, state, address);
    else if (strcmp(verb, "show") == 0 && left == 2 && !filtered && lifted == NULL) code = run_show(&c, argv[optind + 1]);
    else if (strcmp(verb, "bounce") == 0 && left == 2 && !filtered && lifted == NULL) code = run_bounce(&c, argv[optind + 1]);
    else if (strcmp(verb, "suppressed") == 0 && left == 1 && !filtered) code = run_suppressed(&c, lifted);
    else code = cli_usage(usage, false);
    cli_close(&c);
    return code;
}
