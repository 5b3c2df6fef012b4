/* The editor's lint: what it remarks on, and what it lets pass. */
#include "text/wording.h"
#include "../tap.h"

#include <string.h>

static struct arena a;

static const char *said(enum wording_kind kind, const char *text)
{
    struct remarks r = {0};
    wording_check(&a, "f", kind, strz(text), &r);
    return r.n > 0 ? r.v[0].text : "";
}

static void remarked(enum wording_kind kind, const char *text, const char *part)
{
    const char *got = said(kind, text);
    ok(strstr(got, part) != NULL && got[0] != '\0', "%s", text);
}

static void passes(enum wording_kind kind, const char *text)
{
    ok(said(kind, text)[0] == '\0', "%s", text);
}

int main(void)
{
    char many[700] = "";
    arena_init(&a, 1 << 20);
    remarked(WORDING_TITLE, "Unfair arbitration", "“Unfair” is a judgement");
    remarked(WORDING_SENTENCE, "The clause sneakily adds a fee.", "“sneakily” is a judgement");
    remarked(WORDING_SENTENCE, "Unfortunately the way out is short.", "what to feel");
    remarked(WORDING_SENTENCE, "Obviously nobody reads it.", "certainty");
    remarked(WORDING_SENTENCE, "This violates the law of Germany.", "only a court");
    remarked(WORDING_SENTENCE, "The waiver is unenforceable in France.", "only a court");
    remarked(WORDING_TITLE, "Larkfield will share data", "present tense");
    remarked(WORDING_ONE, "Deadlines were shortened.", "present tense");
    remarked(WORDING_SENTENCE, "We may end the contract.", "name who is meant");
    remarked(WORDING_SENTENCE, "Users should delete their accounts.", "what to do");
    remarked(WORDING_SENTENCE, "A person keeps statutory rights.", "say of which country");
    remarked(WORDING_ADVICE, "Complain to the regulator.", "say of which country");
    remarked(WORDING_TITLE, "Disputes go to an arbitrator.", "full stop");
    remarked(WORDING_ONE, "It sends disputes to an arbitrator. It also waives class actions.", "one sentence");
    remarked(WORDING_SENTENCE, "A person loses the court. The way out lasts 30 days.", "several sentences");
    for (int i = 0; i < 46; i++) strcat(many, i > 0 ? " word" : "Word");
    remarked(WORDING_SENTENCE, many, "46 words");
    for (int i = 0; i < 10; i++) strcat(many, " more");
    remarked(WORDING_TITLE, many, "characters");
    passes(WORDING_TITLE, "Disputes go to a private arbitrator");
    passes(WORDING_TITLE, "Posts train models unless switched off");
    passes(WORDING_SENTENCE, "A person cannot bring a dispute before a court.");
    passes(WORDING_SENTENCE, "Statutory rights in Germany stay as they are.");
    passes(WORDING_SENTENCE, "Selling illegal goods is forbidden.");
    passes(WORDING_SENTENCE, "The company is in the US, e.g. Delaware, No. 4 Main Street.");
    passes(WORDING_SENTENCE, "The platform power to decide is wide, and a powerful one."); /* no word inside a word */
    passes(WORDING_ADVICE, "You should write within 30 days; the contract will end.");
    passes(WORDING_ONE, "Posts may be used to train models.");
    passes(WORDING_TITLE, "");
    passes(WORDING_TITLE, "  ");
    struct remarks r = {0};
    for (int i = 0; i < 100; i++) wording_check(&a, "f", WORDING_SENTENCE, STR("An unfair and obviously greedy one."), &r);
    ok(r.n == WORDING_REMARKS_MAX, "remarks are bounded");
    arena_release(&a);
    return done();
}
