/* Drafting help: the worker's side (store/drafting.h). Where an endpoint in the manner of OpenAI's chat completions is
 * configured, questions of the desk are put to it through the fetch gate, one at a time, beside all other work and
 * never in its way: each turn returns at once. Off by default; nothing else depends on it.
 *
 * What comes back is a stranger's text: bounded in size and time, taken apart as JSON, cut to what the form holds, and
 * kept as words for a person to judge. Quotes are not believed: the form marks those that do not stand in the clause.
 */
#ifndef ATLAS_MONITOR_DRAFTING_H
#define ATLAS_MONITOR_DRAFTING_H

#include "net/fetch.h"
#include "store/db.h"

struct drafter;

struct drafter_settings {
    const char *url, *model;
    const char *key; /* sent as a bearer token; NULL: none */
    const char *user_agent;
    const struct guard *guard; /* must outlive the drafter */
};

/* ERR_BAD_INPUT: the settings cannot be; why says what. */
MUST_USE int drafter_new(const struct drafter_settings *s, struct store *st, struct drafter **ret, struct note *why);
void drafter_free(struct drafter *d); /* NULL is fine; a question in hand is asked again when its lease ends */
/* Takes up a question, moves it on, waiting wait_ms at most, or notes its answer. *ret_busy: a question is in hand, or
 * another may be waiting; not for an endpoint in trouble, which is asked again later. */
MUST_USE int drafter_turn(struct drafter *d, int wait_ms, bool *ret_busy);

/* ---- pure parts, for the tests ---- */
struct drafting_question; /* store/drafting.h */
const char *drafting_request(struct arena *a, const char *model, const struct drafting_question *q);
/* The body of an answer as {what, impact, sentences}; NULL: why says what is wrong with it. */
const char *drafting_answer(struct arena *a, struct str body, struct note *why);

#endif
