#include "cmd/atlas_tier.h"

#include "cmd/cli.h"
#include "store/tier.h"

#include <stdio.h>

static const char usage[] =
    "usage: atlas tier list                  slug, name, former names, platforms, trial days, accounts, prices; tab-separated\n"
    "       atlas tier show TIER             its revisions, newest first: since, until, name, platforms, features, trial days,\n"
    "                                        accounts that have it\n"
    "       atlas tier price TIER month|year PRICE_ID AMOUNT CURRENCY\n"
    "                                        sells it by Stripe Checkout at that price, shown as AMOUNT CURRENCY\n"
    "       atlas tier price TIER month|year --remove\n"
    "\n"
    "TIER is a slug, a name or a former name. What a tier has is data in sql/seed/010_tiers.sql; `atlas migrate` makes a new\n"
    "revision of what was changed there, and who has the old one keeps it.\n";

static int print_rows(struct rows *r, int columns)
{
    for (size_t i = 0; i < rows_n(r); i++)
        for (int k = 0; k < columns; k++) printf("%s%c", row_text(r, i, k), k + 1 < columns ? '\t' : '\n');
    rows_free(r);
    return EXIT_DONE;
}

static int failed(struct cli *c, const char *command, int rc) { return cli_fail(command, rc, "%s", store_why(c->store)); }

static int no_tier(const char *command, const char *word)
{
    return cli_fail(command, ERR_NOT_FOUND, "there is no tier %s; `atlas tier list` names them", word);
}

static int list(struct cli *c, int argc, char **argv)
{
    struct rows r;
    (void)argv;
    if (argc != 1) return cli_usage(usage, false);
    int rc = tier_list(c->store, c->now_us, &r);
    return rc == OK ? print_rows(&r, 7) : failed(c, "tier list", rc);
}

static int show(struct cli *c, int argc, char **argv)
{
    struct rows r;
    if (argc != 2) return cli_usage(usage, false);
    int rc = tier_revisions(c->store, strz(argv[1]), c->now_us, &r);
    if (rc != OK) return failed(c, "tier show", rc);
    return rows_n(&r) > 0 ? print_rows(&r, 7) : no_tier("tier show", argv[1]);
}

static int price(struct cli *c, int argc, char **argv)
{
    bool drop = argc == 4 && strcmp(argv[3], "--remove") == 0;
    if (argc != 6 && !drop) return cli_usage(usage, false);
    struct tier_price p = {.tier = strz(argv[1]), .period = argv[2]};
    if (!drop) p.external_id = argv[3], p.amount = argv[4], p.currency = argv[5];
    int rc = tier_set_price(c->store, &p, c->now_us);
    if (rc == ERR_NOT_FOUND)
        return drop ? cli_fail("tier price", rc, "%s has no price a %s", argv[1], argv[2]) : no_tier("tier price", argv[1]);
    if (rc == ERR_BAD_INPUT)
        return cli_fail("tier price", rc, "expected month or year, a price of Stripe (price_…), an amount like 9.00 and a currency like EUR: %s", store_why(c->store));
    if (rc != OK) return failed(c, "tier price", rc);
    if (drop) printf("%s is not sold by the %s any more\n", argv[1], argv[2]);
    else printf("%s costs %s %s a %s\n", argv[1], argv[4], argv[5], argv[2]);
    return EXIT_DONE;
}

int atlas_tier(int argc, char **argv)
{
    static const struct cli_verb verbs[] = {{"list", list}, {"show", show}, {"price", price}};
    return cli_run_verb(verbs, sizeof verbs / sizeof *verbs, usage, argc, argv);
}
