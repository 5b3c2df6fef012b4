#include "cmd/atlas_mail.h"

#include "cmd/cli.h"
#include "monitor/message.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>

static const char usage[] =
    "usage: atlas mail list [--state STATE] [--account ADDRESS]\n"
    "       atlas mail show ID\n"
    "The outbox. `list` prints id, kind, address, state and subject, separated by tabs, a line each, the newest last;\n"
    "STATE is pending, claimed, sent, failed or suppressed. `show` prints a whole message as it was or would be sent.\n";

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
    return code;
}

int atlas_mail(int argc, char **argv)
{
    static const struct option options[] = {{"state", required_argument, NULL, 's'}, {"account", required_argument, NULL, 'a'},
                                            {"help", no_argument, NULL, 'h'}, {0}};
    const char *state = NULL, *address = NULL;
    struct cli c = {0};
    optind = 0;
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (o == 's') state = optarg;
        else if (o == 'a') address = optarg;
        else return cli_usage(usage, o == 'h');
    }
    const char *verb = optind < argc ? argv[optind] : "";
    int left = argc - optind, code;
    arena_init(&c.arena, 256 << 20);
    if (strcmp(verb, "list") == 0 && left == 1) code = run_list(&c, state, address);
    else if (strcmp(verb, "show") == 0 && left == 2 && state == NULL && address == NULL) code = run_show(&c, argv[optind + 1]);
    else code = cli_usage(usage, false);
    cli_close(&c);
    return code;
}
