/* What an analysis must be before it is published. The rest of provisions needs a database: tests/cmd. */
#include "store/provision.h"
#include "../tap.h"
#include "text/quote.h"

#include <string.h>

static struct arena a;
static const char clause[] = "We may end your account at any time \xE2\x80\x9Cwith or without cause\xE2\x80\x9D. You "
                             "get 30 days\xE2\x80\x99 notice.";

static struct analysis_new good(void)
{
    static const struct sentence why[] = {{"The decision is the provider's alone.", "at any time"},
                                          {"There is notice.", "You  get 30 days' notice"}};
    static const struct remedy options[] = {{"Export your data first.", NULL, NULL},
                                            {"Object.", "form", "https://example.org/object"}};
    return (struct analysis_new){
        .what = "Says when an account ends.", .why = why, .nwhy = 2, .options = options, .noptions = 2};
}

static void refused(struct analysis_new n, const char *says)
{
    struct note why = {""};
    int rc = analysis_check(&a, quote_fold(&a, strz(clause)), &n, &why);
    ok(rc == ERR_BAD_INPUT && strstr(why.text, says) != NULL, "refused: %s", why.text);
}

static struct analysis_new with(struct sentence s)
{
    struct sentence *v = ARENA_ARRAY(&a, struct sentence, 2);
    struct analysis_new n = good();
    v[0] = n.why[0];
    v[1] = s;
    n.why = v;
    return n;
}

int main(void)
{
    struct note why = {""};
    arena_init(&a, 1 << 20);
    struct analysis_new n = good();
    ok(analysis_check(&a, quote_fold(&a, strz(clause)), &n, &why) == OK, "each sentence with words of the clause %s",
       why.text);
    ok(analysis_check(&a, quote_fold(&a, strz(clause)), &(struct analysis_new){.what = "x", .why = n.why, .nwhy = 2},
                      &why) == OK,
       "impact and options may be missing");
    n.what = " ";
    refused(n, "what the clause is");
    n = good();
    n.nwhy = 0;
    refused(n, "no sentence");
    refused(with((struct sentence){"", "at any time"}), "sentence 2");
    refused(with((struct sentence){"It is hard.", NULL}), "sentence 2 of the analysis quotes nothing");
    refused(with((struct sentence){"It is hard.", "\n"}), "quotes nothing");
    refused(with((struct sentence){"It is hard.", "at any hour"}), "at any hour");
    refused(with((struct sentence){"It is hard.", "3"}), "do not stand");
    n = good();
    n.options = &(struct remedy){"", NULL, NULL};
    n.noptions = 1;
    refused(n, "option 1 is empty");
    n.options = &(struct remedy){"Click", "link", "javascript:alert(1)"};
    refused(n, "address");
    n.options = &(struct remedy){"Click", "link", "//other.example/"};
    refused(n, "address");
    arena_release(&a);
    return done();
}
