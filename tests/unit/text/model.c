/* The linear judge: what training learns, that its file is read back, that a damaged one is refused, that judging names
 * the words. A small taxonomy and sentences made up here; the real model is measured by tests/corpus/classify.py. */
#include "text/model.h"
#include "../tap.h"
#include "text/classify.h"
#include "text/model_train.h"

#include <stdlib.h>
#include <string.h>

static struct arena a;
static struct classifier *c;
static struct examples examples;
static struct buf file;

static const char taxonomy[] =
    "[{\"slug\":\"arbitration\",\"severity\":\"high\",\"rules\":{\"any\":[\"arbitration\"]}},"
    "{\"slug\":\"unilateral-change\",\"severity\":\"medium\",\"rules\":{\"any\":[\"may change\"]}},"
    "{\"slug\":\"cookies\",\"severity\":\"low\",\"rules\":{\"any\":[\"cookies\"]}}]";

/* Documents that say one thing in changing words, tagged as the corpus tags. */
static struct str corpus(void)
{
    static const char *const change[] = {
        "We reserve the right to modify these terms at any time", "We may amend this agreement without notice",
        "The company can revise the policy whenever it likes", "We may change the rules from time to time"};
    static const char *const arbitrate[] = {"All disputes are settled by arbitration",
                                            "You agree to arbitrate every claim"};
    static const char *const none[] = {"Welcome to our shop",
                                       "Parcels are sent on the same day",
                                       "You may write to us about anything",
                                       "Our office is open from nine to six",
                                       "The garden is behind the house",
                                       "Colours of the pictures may differ"};
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int d = 0; d < 24; d++) {
        for (int i = 0; i < 4; i++) buf_printf(&b, "doc%d\t%d\tch2\t%s in section %d.\n", d, i, change[i], d);
        for (int i = 0; i < 2; i++) buf_printf(&b, "doc%d\t%d\ta1,law2\t%s under number %d.\n", d, i, arbitrate[i], d);
        for (int i = 0; i < 24; i++) buf_printf(&b, "doc%d\t%d\t\t%s, and %d more.\n", d, i, none[i % 6], d);
    }
    struct str s = str_of(arena_dup(&a, b.p, b.n), b.n);
    buf_release(&b);
    return s;
}

static const struct hit *hit(struct hits *hits, const char *text, const char *slug)
{
    classify_clause(c, &a, str_of(NULL, 0), strz(text), hits);
    for (size_t i = 0; i < hits->n; i++)
        if (str_eqz(classifier_slug(c, hits->v[i].type), slug)) return &hits->v[i];
    return NULL;
}

static void reading(void)
{
    struct note why = {""};
    struct examples none = {0};
    ok(examples_claudette(&a, c, corpus(), STR("doc3,doc4"), &examples, &why) == OK, "the corpus' form is read %s",
       why.text);
    ok(examples.n == 22 * 30, "without the documents left out");
    ok(examples.v[0].is[1] && !examples.v[0].is[0] && examples.v[4].is[0] && examples.v[0].whole,
       "tags become types, fair or not");
    ok(examples.marked[0] && examples.marked[1] && !examples.marked[2], "what it does not mark it says nothing of");
    ok(examples_own(&a, c,
                    STR("# words\ncookies\t\tWe set cookies on your device.\ncookies,arbitration\tHead\tCookies, then "
                        "arbitration.\n-\t\tWelcome.\n"),
                    &examples, &why) == OK,
       "so are own sentences %s", why.text);
    ok(examples.n == 22 * 30 + 3 && str_eqz(examples.v[22 * 30 + 1].heading, "Head") && examples.v[22 * 30 + 1].is[0],
       "with headings and several types");
    ok(examples_own(&a, c, STR("biscuits\t\tWe bake.\n"), &none, &why) == ERR_BAD_INPUT &&
           strstr(why.text, "biscuits") != NULL,
       "refused: %s", why.text);
    ok(examples_own(&a, c, STR("cookies\tno third column\n"), &none, &why) == ERR_BAD_INPUT, "refused: %s", why.text);
    ok(examples_claudette(&a, c, STR("doc\t1\n"), STR(""), &none, &why) == ERR_BAD_INPUT, "refused: %s", why.text);
}

static void training(void)
{
    struct note why = {""};
    struct training how = {.full_only = false};
    struct buf none;
    struct examples nothing = {0};
    buf_init(&file, 1 << 24);
    buf_init(&none, 1 << 24);
    ok(model_train(&a, c, &examples, "{\"attribution\":\"whom to thank\"}", &how, &file, &why) == OK, "it learns %s",
       why.text);
    ok(model_train(&a, c, &nothing, "{}", &how, &none, &why) == ERR_BAD_INPUT, "refused: %s", why.text);
    ok(memmem(file.p, file.n, "section", 7) == NULL && memmem(file.p, file.n, "amend", 5) == NULL,
       "no word of the sentences is in the file");
    buf_release(&none);
}

static void judging(void)
{
    struct note why = {""};
    struct weights *w;
    struct hits hits;
    static const char unseen[] = "Good morning. The company may amend the agreement at any time.";
    ok(hit(&hits, unseen, "unilateral-change") == NULL, "the rules alone do not know these words");
    if (!ok(weights_read(&a, buf_view(&file), &w, &why) == OK, "the file is read %s", why.text)) return;
    ok(weights_n(w) == 3 && weights_type(w, 0)->full && !weights_type(w, 2)->full,
       "two types are full and one is thin");
    ok(strstr(str_dupz(&a, weights_told(w)), "whom to thank") != NULL && weights_version(w).n == 16,
       "it says of itself what it was told, and has a version");
    classifier_join(c, &a, w);
    const struct hit *h = hit(&hits, unseen, "unilateral-change");
    ok(h != NULL && h->score > 0.5 && h->score <= 1 && h->by[JUDGE_MODEL] == h->score, "the linear judge does");
    ok(h != NULL && str_eqz(h->sentence, "The company may amend the agreement at any time."),
       "and finds the operative sentence");
    double sum = 0;
    for (size_t i = 0; h != NULL && i < h->nbecause; i++) sum += h->because[i].weight;
    ok(h != NULL && h->nbecause > 0 && sum > 0.999 && sum < 1.001, "its reasons weigh 1 together");
    ok(h != NULL && h->words.n > 0 && strstr(unseen, str_dupz(&a, h->because[0].words)) != NULL,
       "and are words of the passage");
    ok(hit(&hits, "The garden is behind the house.", "unilateral-change") == NULL && hits.n == 0, "nothing is none");
    ok(hit(&hits, "You may write to us about the change of seasons.", "unilateral-change") == NULL,
       "words of the type are not enough");
    h = hit(&hits, "This page sets cookies.", "cookies");
    ok(h != NULL && h->score >= 0.65, "where it is thin, what the rules say holds");
    ok(hit(&hits, "", "cookies") == NULL && hits.n == 0, "an empty passage is nothing");
    classifier_join(c, &a, NULL);
    ok(hit(&hits, unseen, "unilateral-change") == NULL, "without it the rules judge alone again");
}

static void refused(struct str bytes, const char *what)
{
    struct note why = {""};
    struct weights *w = NULL;
    ok(weights_read(&a, bytes, &w, &why) == ERR_BAD_INPUT && w == NULL && why.text[0] != '\0', "refused: %s", what);
}

static void damage(void)
{
    size_t wrong = 0;
    struct weights *w;
    struct note why;
    refused(str_of(NULL, 0), "nothing");
    refused(STR("clause-atlas-model 2\n{}\n"), "another format");
    refused(STR("clause-atlas-model 1\n{\"types\":[]}\n"), "no types");
    refused(STR("clause-atlas-model 1\nnot json\n"), "no JSON");
    refused(str_upto(buf_view(&file), file.n - 1), "a byte short");
    buf_char(&file, 'x');
    refused(buf_view(&file), "a byte too many");
    buf_truncate(&file, file.n - 1);
    for (size_t n = 0; n < file.n; n += file.n / 97 + 1) {
        char *copy = arena_dup(&a, file.p, file.n);
        copy[n] = (char)(copy[n] ^ 0x55);
        wrong += weights_read(&a, str_of(copy, file.n), &w, &why) != OK && why.text[0] == '\0';
        wrong += weights_read(&a, str_of(copy, n), &w, &why) == OK;
    }
    ok(wrong == 0, "bytes turned over are survived, cut files refused with a reason");
}

int main(void)
{
    struct note why = {""};
    arena_init(&a, (size_t)1 << 30);
    if (!ok(classifier_new(&a, strz(taxonomy), &c, &why) == OK, "a taxonomy %s", why.text)) return done();
    reading();
    training();
    judging();
    damage();
    buf_release(&file);
    arena_release(&a);
    return done();
}
