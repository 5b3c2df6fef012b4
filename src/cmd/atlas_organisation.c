#include "cmd/atlas_organisation.h"

#include "base/clock.h"
#include "cmd/cli.h"
#include "store/account.h"
#include "store/organisation.h"
#include "store/security.h"

#include <inttypes.h>
#include <stdio.h>

static const char usage[] =
    "usage: atlas organisation list          id, name, who carries it, tier, people, watches, since; tab-separated\n"
    "       atlas organisation show ID       the people in it, a line each: address, role\n"
    "       atlas organisation hand-over ID ADDRESS\n"
    "                                        to another of its owners, whose tier it has then\n"
    "       atlas organisation end ID        its watchlist goes with it; nobody is told\n";

STMT(organisations_list, 1,
     "SELECT o.id, o.name, a.address, t.slug, (SELECT count(*) FROM member m WHERE m.organisation_id = o.id),"
     " (SELECT count(*) FROM watch w WHERE w.organisation_id = o.id), to_char(o.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"
     " FROM organisation o JOIN account a ON a.id = o.carried_by JOIN tier t ON t.id = organisation_tier(o.id, $1) ORDER BY o.id");
STMT(organisation_carrier, 1, "SELECT carried_by FROM organisation WHERE id = $1");

static int list(struct cli *c, int argc, char **argv)
{
    struct rows r;
    (void)argv;
    if (argc != 1) return cli_usage(usage, false);
    if (db_query(c->store, &organisations_list, &r, A_TIME(c->now_us)) != OK) return cli_fail("organisation list", ERR_IO, "%s", store_why(c->store));
    for (size_t i = 0; i < rows_n(&r); i++) {
        for (int col = 0; col < 7; col++) printf("%s%s", row_text(&r, i, col), col < 6 ? "\t" : "\n");
    }
    rows_free(&r);
    return EXIT_DONE;
}

/* The number on the command line and who carries that organisation; says what is wrong. */
static int find(struct cli *c, const char *typed, int64_t *ret_id, int64_t *ret_carrier)
{
    if (str_int(strz(typed), 1, INT64_MAX, ret_id) != OK) return cli_fail("organisation", ERR_BAD_INPUT, "\"%s\" is not a number of `atlas organisation list`", typed);
    int rc = db_int(c->store, &organisation_carrier, ret_carrier, A_INT(*ret_id));
    if (rc == ERR_NOT_FOUND) return cli_fail("organisation", rc, "there is no organisation %s", typed);
    return rc == OK ? EXIT_DONE : cli_fail("organisation", rc, "%s", store_why(c->store));
}

static int show(struct cli *c, int argc, char **argv)
{
    struct person *v = NULL;
    size_t n = 0;
    int64_t id, carrier;
    int code = argc == 2 ? find(c, argv[1], &id, &carrier) : cli_usage(usage, false);
    if (code != EXIT_DONE) return code;
    int rc = organisation_people(c->store, &c->arena, id, &v, &n);
    if (rc != OK) return cli_fail("organisation show", rc, "%s", store_why(c->store));
    for (size_t i = 0; i < n; i++) printf("%s\t%s%s\n", v[i].address, v[i].role, v[i].account_id == carrier ? " (carries it)" : "");
    return EXIT_DONE;
}

static int note(struct cli *c, int64_t account_id, const char *event)
{
    return security_note(c->store, &(struct security_event){.at_us = c->now_us, .account_id = account_id, .actor = cli_operator(), .event = event});
}

static int hand_over(struct cli *c, int argc, char **argv)
{
    struct account a;
    struct str address;
    int64_t id, carrier;
    int code = argc == 3 ? find(c, argv[1], &id, &carrier) : cli_usage(usage, false);
    if (code != EXIT_DONE) return code;
    if (account_address(&c->arena, strz(argv[2]), &address) != OK || account_by_address(c->store, &c->arena, address, &a) != OK)
        return cli_fail("organisation hand-over", ERR_BAD_INPUT, "there is no account %s", argv[2]);
    int rc = organisation_hand_over(c->store, id, carrier, a.id, c->now_us);
    if (rc == ERR_BAD_INPUT) return cli_fail("organisation hand-over", rc, "%s is none of its owners", a.address);
    if (rc == ERR_DENIED) return cli_fail("organisation hand-over", rc, "the tier of %s has no organisations", a.address);
    if (rc == ERR_CONFLICT) return cli_fail("organisation hand-over", rc, "%s carries another organisation", a.address);
    if (rc == OK) rc = note(c, a.id, "carries an organisation");
    if (rc != OK) return cli_fail("organisation hand-over", rc, "%s", store_why(c->store));
    printf("%s carries organisation %" PRId64 "\n", a.address, id);
    return EXIT_DONE;
}

static int end(struct cli *c, int argc, char **argv)
{
    int64_t id, carrier;
    int code = argc == 2 ? find(c, argv[1], &id, &carrier) : cli_usage(usage, false);
    if (code != EXIT_DONE) return code;
    int rc = organisation_end(c->store, id, carrier);
    if (rc == OK) rc = note(c, carrier, "organisation ended");
    if (rc != OK) return cli_fail("organisation end", rc, "%s", store_why(c->store));
    printf("ended organisation %" PRId64 "\n", id);
    return EXIT_DONE;
}

int atlas_organisation(int argc, char **argv)
{
    static const struct cli_verb verbs[] = {{"list", list}, {"show", show}, {"hand-over", hand_over}, {"end", end}};
    return cli_run_verb(verbs, sizeof verbs / sizeof *verbs, usage, argc, argv);
}
