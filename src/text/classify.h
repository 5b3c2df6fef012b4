/* Classification: which clause types a passage is of, how sure, how severe, and by which words. Pure, English first.
 *
 * Two judges. The readable rules of sql/seed/030_clause_types.sql, and the linear judge of text/model.h, which was
 * trained on labelled sentences and takes the rules' scores as evidence among the rest; without it the rules decide
 * alone. They meet in one place (classify.c, combine). Both judge sentence by sentence within one clause: a clause is of
 * a type when one of its sentences is, and the surest of them is the operative one.
 *
 * A rule:
 *   any       phrases; one in a sentence is evidence
 *   near      {a, b, within}: evidence where both stand in one sentence, in either order, with at most `within` words
 *             between them; a and b are each a phrase or a list of phrases, any of which will do
 *   none      phrases; a sentence with one of them gives no evidence
 *   all       phrases; without each of them somewhere in the clause there is no hit
 *   hints     weaker phrases: two different ones in a clause, or one under a heading of the type, are a weak hit, and
 *             each makes a hit surer
 *   headings  phrases looked for in the heading path; they make a hit surer and are never one alone
 *   severity  {up, down, low}: phrases in the clause that make the proposed severity one step more or less than the
 *             type's; both together cancel out; with a phrase of `low` it is low, whatever else stands there
 * How a phrase is written: text/phrase.h.
 *
 * Scores of the rules: evidence by `any` 0.65, by `near` alone 0.60; each further different piece +0.08, heading +0.10,
 * each hint +0.04; at most 0.95. A weak hit 0.40, heading +0.05, each hint above the second +0.04; at most 0.50. Scores
 * of the linear judge are calibrated: of the sentences with 0.7, about 70 % are of the type. */
#ifndef ATLAS_TEXT_CLASSIFY_H
#define ATLAS_TEXT_CLASSIFY_H

#include "base/str.h"
#include "text/model.h"
#include "text/summary.h" /* enum severity */

enum judge { JUDGE_RULES, JUDGE_MODEL, JUDGE_MAX };

#define CLASSIFY_LEAST 0.40 /* of the rules: a lower score is no hit */
enum { REASONS_MAX = 8 };

struct reason { /* words that speak for a type, and how much they count beside the others (a sum of 1) */
    struct str words;
    double weight;
    enum judge by;
};

struct hit {
    size_t type;            /* index: classifier_slug, the order of the list given */
    double score;           /* above 0, at most 1 */
    double by[JUDGE_MAX];   /* what each judge said; 0: nothing */
    enum severity severity; /* proposed; an analyst decides */
    struct reason because[REASONS_MAX];
    size_t nbecause;
    struct str words;    /* the same, as they stand in the passage: "exclusive jurisdiction; courts … Dublin" */
    struct str sentence; /* the operative one; a slice of the passage */
};

struct hits { /* surest first; equal scores in the order of the types */
    struct hit *v;
    size_t n;
};

struct classifier; /* opaque; never changes after classifier_new and classifier_join */

/* From a JSON list of {slug, severity, rules}; other members are ignored. Lives in the arena. ERR_BAD_INPUT: why names
 * the type and what is wrong in it; an unknown member of `rules` is wrong. */
MUST_USE int classifier_new(struct arena *a, struct str types_json, struct classifier **ret, struct note *why);
/* Lets the linear judge take part; NULL: rules alone. weights must live as long as the classifier. Before first use. */
void classifier_join(struct classifier *c, struct arena *a, const struct weights *weights);
size_t classifier_n(const struct classifier *c);
struct str classifier_slug(const struct classifier *c, size_t type);

/* text is the clause as read: without its headings and without marks. heading_path may be empty. Of a
 * longer text the first 64 KiB are judged: what is longer is no clause. */
void classify_clause(const struct classifier *c, struct arena *a, struct str heading_path, struct str text,
                     struct hits *ret);

/* What the rules alone say of a clause: a score for each type, 0 for none. For training. */
void classify_rules(const struct classifier *c, struct arena *a, struct str heading_path, struct str text, float *ret);

/* The JSON list in the text of sql/seed/030_clause_types.sql: what stands between its two $taxonomy$ marks.
 * ERR_BAD_INPUT: there are not two. */
MUST_USE int taxonomy_of_seed(struct str sql, struct str *ret);

#endif
