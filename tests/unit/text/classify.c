/* Classification: what each part of a rule does, what is refused, and what the taxonomy that ships says of sentences
 * written for this test. */
#include "text/classify.h"
#include "../tap.h"
#include "base/buf.h"
#include "base/clock.h"

#include <string.h>

static struct arena a;
static struct classifier *c;
static struct hits hits;

static int compile(const char *json, struct note *why) { return classifier_new(&a, strz(json), &c, why); }

static const struct hit *hit(const char *headings, const char *text, const char *slug)
{
    classify_clause(c, &a, strz(headings), strz(text), &hits);
    for (size_t i = 0; i < hits.n; i++)
        if (str_eqz(classifier_slug(c, hits.v[i].type), slug)) return &hits.v[i];
    return NULL;
}

static void refused(const char *json, const char *says)
{
    struct note why = {""};
    struct classifier *before = c;
    int rc = compile(json, &why);
    ok(rc == ERR_BAD_INPUT && c == before && strstr(why.text, says) != NULL, "refused: %s", why.text);
}

static void parts_of_rules(void)
{
    struct note why = {""};
    int rc = compile(
        "[{\"slug\":\"x\",\"severity\":\"medium\",\"title\":\"ignored\",\"rules\":{"
        "\"any\":[\"alpha\",\"beta\"],\"near\":[{\"a\":\"gamma\",\"b\":[\"delta\",\"epsilon zeta\"],\"within\":2}],"
        "\"none\":[\"never\"],\"hints\":[\"hint one\",\"hint two\",\"hint three\"],\"headings\":[\"letters\"],"
        "\"severity\":{\"up\":[\"worse\"],\"down\":[\"better\"]}}},"
        "{\"slug\":\"y\",\"severity\":\"critical\",\"rules\":{\"any\":[\"alpha\"],\"all\":[\"omega\",\"psi|chi\"],"
        "\"severity\":{\"up\":[\"worse\"]}}},{\"slug\":\"z\",\"severity\":\"low\"}]",
        &why);
    if (!ok(rc == OK, "rules compile %s", why.text)) return;
    ok(classifier_n(c) == 3, "three types");
    const struct hit *h = hit("", "Say alpha here.", "x");
    ok(h != NULL && h->score > 0.64 && h->score < 0.66 && h->by[JUDGE_RULES] == h->score, "`any` is a hit");
    ok(h != NULL && str_eqz(h->words, "alpha") && str_eqz(h->sentence, "Say alpha here."),
       "with its words and its sentence");
    ok(hit("", "Say nothing.", "x") == NULL && hits.n == 0, "nothing is none");
    h = hit("", "alpha and beta", "x");
    ok(h != NULL && h->score > 0.72 && h->score < 0.74, "a second piece makes it surer");
    h = hit("", "alpha and alpha", "x");
    ok(h != NULL && h->score < 0.66, "the same piece again does not");
    h = hit("Greek Letters", "alpha", "x");
    ok(h != NULL && h->score > 0.74 && h->score < 0.76, "a heading makes it surer");
    ok(hit("alpha letters", "Nothing.", "x") == NULL, "and is none alone");
    h = hit("", "gamma one two delta", "x");
    ok(h != NULL && str_eqz(h->words, "gamma \xE2\x80\xA6 delta") && h->score > 0.59 && h->score < 0.61,
       "`near` is a hit and shows its pair");
    ok(hit("", "epsilon zeta, then gamma", "x") != NULL, "in either order, with a list on one side");
    ok(hit("", "gamma one two three delta", "x") == NULL, "too far is none");
    ok(hit("", "gamma. Delta", "x") == NULL, "across sentences is none");
    ok(hit("", "Never alpha.", "x") == NULL, "`none` takes its sentence away");
    h = hit("", "Never alpha. But alpha too.", "x");
    ok(h != NULL && str_eqz(h->sentence, "But alpha too."), "and no other");
    ok(hit("", "hint one", "x") == NULL, "one hint is none");
    h = hit("", "hint one and hint two", "x");
    ok(h != NULL && h->score > 0.39 && h->score < 0.41, "two are a weak hit");
    ok(hit("letters", "hint one", "x") != NULL, "so is one under a heading of the type");
    ok(hit("", "alpha omega", "y") == NULL && hit("", "alpha omega chi", "y") != NULL,
       "`all` wants each of its phrases");
    h = hit("", "alpha worse", "x");
    ok(h != NULL && h->severity == SEVERITY_HIGH, "`up` raises the severity");
    h = hit("", "alpha better", "x");
    ok(h != NULL && h->severity == SEVERITY_LOW, "`down` lowers it");
    h = hit("", "alpha worse better", "x");
    ok(h != NULL && h->severity == SEVERITY_MEDIUM, "both cancel out");
    h = hit("", "alpha omega psi worse", "y");
    ok(h != NULL && h->severity == SEVERITY_CRITICAL, "there is nothing above critical");
    ok(hits.n == 2 && hits.v[0].type == 0 && hits.v[1].type == 1, "equal scores keep the order of the types");
}

static void bad_rules(void)
{
    refused("", "no JSON list");
    refused("{}", "no JSON list");
    refused("[{\"severity\":\"low\"}]", "slug");
    refused("[{\"slug\":\"x\",\"severity\":\"grave\"}]", "x: severity");
    refused("[{\"slug\":\"x\",\"severity\":\"low\",\"rules\":[]}]", "objects");
    refused("[{\"slug\":\"x\",\"severity\":\"low\",\"rules\":{\"anny\":[]}}]", "anny");
    refused("[{\"slug\":\"x\",\"severity\":\"low\",\"rules\":{\"up\":[]}}]", "up");
    refused("[{\"slug\":\"x\",\"severity\":\"low\",\"rules\":{\"any\":\"one\"}}]", "lists");
    refused("[{\"slug\":\"x\",\"severity\":\"low\",\"rules\":{\"any\":[1]}}]", "string");
    refused("[{\"slug\":\"x\",\"severity\":\"low\",\"rules\":{\"any\":[\"Bad!\"]}}]", "Bad!");
    refused("[{\"slug\":\"x\",\"severity\":\"low\",\"rules\":{\"near\":[{\"a\":\"one\",\"b\":\"two\"}]}}]", "within");
    refused("[{\"slug\":\"x\",\"severity\":\"low\",\"rules\":{\"near\":[{\"a\":\"one\",\"b\":\"two\",\"within\":0}]}}]",
            "within");
}

static const struct {
    const char *type, *text;
} examples[] = {
    {"arbitration", "Any dispute shall be settled by final and binding arbitration administered by a neutral body."},
    {"class-action-waiver", "You agree to bring claims only in your individual capacity and not as a class member in "
                            "any purported class action."},
    {"unilateral-change", "We reserve the right to modify these terms at any time at our sole discretion."},
    {"content-removal", "We may remove any content that we find objectionable, without prior notice."},
    {"jurisdiction", "The courts located in Oslo shall have exclusive jurisdiction over any claim."},
    {"choice-of-law", "These terms are governed by the laws of Norway, without regard to conflict of law rules."},
    {"limitation-of-liability", "In no event shall we be liable for indirect or consequential damages."},
    {"privacy-included", "By using the service you agree to our privacy policy, which is incorporated by reference."},
    {"unilateral-termination", "We may terminate your account at any time, for any reason or no reason."},
    {"contract-by-using", "By accessing the site you agree to be bound by these terms."},
    {"indemnity", "You will indemnify and hold us harmless from any claim that arises from your conduct."},
    {"content-licence", "You grant us a worldwide, perpetual, royalty-free licence to use the content you post."},
    {"ai-training", "We use conversations to train our models unless you opt out."},
    {"data-retention", "We retain personal data for as long as necessary and delete logs after 90 days."},
    {"data-sharing", "We share personal information with advertisers and other business partners."},
    {"data-sale", "We do not sell your personal information."},
    {"data-transfer",
     "Your data is transferred to countries outside the European Economic Area under standard contractual clauses."},
    {"minors",
     "You must be at least 13 years old; if you are under the age of majority, a parent or guardian must agree."},
    {"auto-renewal", "Your subscription will automatically renew each month until you cancel."},
    {"refunds", "All fees are non-refundable."},
    {"government-use", "U.S. Government end users receive the software as commercial computer software."},
    {"elections", "Do not use the service for political campaigning or to mislead voters."},
    {"account-suspension", "We may suspend your account while we look into a report."},
    {"security-incident", "We will tell you of a personal data breach without undue delay."},
    {"ip-infringement", "Send notices of infringement under the DMCA to our copyright agent."},
    {"prohibited-use", "You agree not to use the service for any unlawful purpose."},
    {"disclaimer-of-warranty", "The service is provided \"as is\" without warranties of any kind."},
};

/* Sentences of no type that the words of rules might mislead to. */
static const char *const innocent[] = {
    "Our kitchen bakes bread every morning.",
    "The table below lists the colours in which the lamp is sold in shops.",
    "Chapter two tells the history of the company and of its founders.",
    "Thank you for reading this far.",
    "The weather in spring is mild and the days grow longer.",
};

static void shipped(void)
{
    static char sql[1 << 20];
    struct note why = {""};
    struct str json;
    FILE *f = fopen("sql/seed/030_clause_types.sql", "rb");
    size_t n = f != NULL ? fread(sql, 1, sizeof sql - 1, f) : 0;
    if (f != NULL) fclose(f);
    if (!ok(n > 0, "the taxonomy is there")) return;
    if (!ok(taxonomy_of_seed(str_of(sql, n), &json) == OK, "it stands between its marks")) return;
    if (!ok(classifier_new(&a, json, &c, &why) == OK, "it compiles %s", why.text)) return;
    ok(classifier_n(c) >= 80, "at least eighty types (%zu)", classifier_n(c));
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        const struct hit *h = hit("", examples[i].text, examples[i].type);
        ok(h != NULL && h->score >= 0.6 && h->words.n > 0, "%s: " STR_FMT, examples[i].type,
           STR_ARG(h != NULL ? h->words : STR("not found")));
    }
    for (size_t i = 0; i < sizeof innocent / sizeof *innocent; i++)
        ok(hit("", innocent[i], "") == NULL && hits.n == 0, "of no type: %s", innocent[i]);
}

/* 0.5 ms a clause is the bar; a clause here is some 200 words. Ten times that is a broken build, not a slow machine. */
static void speed(void)
{
    struct arena room;
    struct buf text;
    buf_init(&text, 8000);
    for (size_t i = 0; i < 8; i++) buf_strz(&text, examples[i].text);
    arena_init(&room, 16 << 20);
    int64_t start_us = clock_mono_us();
    for (int i = 0; i < 200; i++) {
        classify_clause(c, &room, STR("Terms / Disputes"), buf_view(&text), &hits);
        arena_reset(&room);
    }
    double ms = (double)(clock_mono_us() - start_us) / 1e3 / 200;
    ok(ms < 5, "a clause takes %.3f ms", ms);
    arena_release(&room);
    buf_release(&text);
}

static void hostile(void)
{
    static char text[600000];
    for (size_t i = 0; i + 6 < sizeof text; i += 6) memcpy(text + i, "class ", 6);
    classify_clause(c, &a, STR(""), str_of(text, sizeof text - 1), &hits);
    ok(true, "a hundred thousand words that a rule waits for");
    memset(text, 'x', sizeof text - 1);
    classify_clause(c, &a, str_of(text, sizeof text - 1), str_of(text, sizeof text - 1), &hits);
    ok(hits.n == 0, "one word of half a megabyte");
}

int main(void)
{
    arena_init(&a, 512u << 20);
    struct str none;
    ok(taxonomy_of_seed(STR("no mark"), &none) == ERR_BAD_INPUT &&
           taxonomy_of_seed(STR("$taxonomy$ one"), &none) == ERR_BAD_INPUT,
       "a seed without two marks is refused");
    parts_of_rules();
    bad_rules();
    shipped();
    speed();
    hostile();
    arena_release(&a);
    return done();
}
