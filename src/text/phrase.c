#include "text/phrase.h"

#include "base/map.h"
#include "base/vec.h"

enum { PHRASE_TOKENS_MAX = 12, VARIANTS_MAX = 27, STEM_MAX = 24 };

/* A pattern word of the dictionary, and the tokens it stands in. */
struct entry {
    VEC(uint32_t) tokens;
};

struct phrase {
    uint32_t token[PHRASE_TOKENS_MAX];
    uint32_t n;
};

struct token {
    size_t weight;          /* length of its shortest word: a long one is rare */
    VEC(uint32_t) anchored; /* phrases that are tried where this token stands */
};

struct anchor { /* which token of a phrase is its rarest */
    uint32_t at;
};

struct phrases {
    struct arena *arena;
    struct map ids;          /* pattern → id + 1 */
    struct map token_ids;    /* token text → index + 1 */
    struct map whole, stems; /* dictionary word → entry */
    VEC(struct phrase) v;
    VEC(struct anchor) anchors;
    VEC(struct token) tokens;
    bool stem_length[STEM_MAX + 1]; /* which lengths of stems exist */
};

struct phrases *phrases_new(struct arena *a)
{
    struct phrases *p = ARENA_NEW(a, struct phrases);
    p->arena = a;
    map_init(&p->ids, a);
    map_init(&p->token_ids, a);
    map_init(&p->whole, a);
    map_init(&p->stems, a);
    return p;
}

size_t phrases_n(const struct phrases *p) { return p->v.n; }

/* ---- building
 * --------------------------------------------------------------------------------------------------------- */

static void entry_add(struct phrases *p, struct map *m, struct str word, uint32_t token)
{
    uintptr_t *slot = map_put(m, word, NULL);
    if (*slot == 0) *slot = (uintptr_t)ARENA_NEW(p->arena, struct entry);
    struct entry *e = (struct entry *)*slot;
    *vec_push(&e->tokens, p->arena) = token;
}

/* One word of a token, without `?`: into the dictionary. */
static void word_add(struct phrases *p, struct str word, uint32_t token)
{
    bool stem = word.p[word.n - 1] == '*';
    if (stem) word.n--;
    if (stem) p->stem_length[word.n] = true;
    entry_add(p, stem ? &p->stems : &p->whole, word, token);
}

/* `?` becomes s, z and c in turn. */
static void variants_add(struct phrases *p, struct str word, uint32_t token)
{
    struct str open[VARIANTS_MAX] = {word};
    size_t n = 1;
    for (size_t i = 0; i < n;) {
        size_t at = str_find_char(open[i], '?');
        if (at == STR_NONE) {
            i++;
            continue;
        }
        struct str w = open[i];
        const char *letter = "szc";
        for (size_t k = 0; k < 3; k++) {
            char *copy = arena_dup(p->arena, w.p, w.n);
            copy[at] = letter[k];
            open[k == 0 ? i : n++] = str_of(copy, w.n);
        }
    }
    for (size_t i = 0; i < n; i++) word_add(p, open[i], token);
}

static bool word_valid(struct str w)
{
    size_t unknown = 0;
    size_t n = w.n > 0 && w.p[w.n - 1] == '*' ? w.n - 1 : w.n;
    for (size_t i = 0; i < n; i++) {
        char c = w.p[i];
        unknown += c == '?';
        if (!ascii_digit(c) && !(c >= 'a' && c <= 'z') && c != '?') return false;
    }
    return n >= (n < w.n ? 3u : 1u) && n <= STEM_MAX && unknown <= 2;
}

static int token_add(struct phrases *p, struct str text, uint32_t *ret)
{
    struct str rest = text, word;
    for (struct str r = text, w; str_next(&r, '|', &w);)
        if (!word_valid(w)) return ERR_BAD_INPUT;
    bool fresh;
    uintptr_t *slot = map_put(&p->token_ids, text, &fresh);
    if (fresh) {
        *slot = p->tokens.n + 1;
        struct token *t = vec_push(&p->tokens, p->arena);
        t->weight = SIZE_MAX;
        uint32_t id = (uint32_t)*slot - 1;
        while (str_next(&rest, '|', &word)) {
            if (word.n < t->weight) t->weight = word.n;
            variants_add(p, word, id);
        }
    }
    *ret = (uint32_t)*slot - 1;
    return OK;
}

int phrases_add(struct phrases *p, struct str pattern, uint32_t *ret, struct note *why)
{
    uintptr_t *known = map_get(&p->ids, pattern);
    if (known != NULL) {
        *ret = (uint32_t)*known - 1;
        return OK;
    }
    struct phrase ph = {.n = 0};
    uint32_t rarest = 0;
    pattern = strz(str_dupz(p->arena, pattern));
    for (struct str rest = pattern, text; str_next(&rest, ' ', &text); ph.n++) {
        if (ph.n == PHRASE_TOKENS_MAX || token_add(p, text, &ph.token[ph.n]) != OK) {
            note_set(why, "\"" STR_FMT "\" is no phrase: lower-case words with one space between, a|b, s?, stem*",
                     STR_ARG(pattern));
            return ERR_BAD_INPUT;
        }
        if (p->tokens.v[ph.token[ph.n]].weight > p->tokens.v[ph.token[rarest]].weight) rarest = ph.n;
    }
    if (ph.n == 0) {
        note_set(why, "an empty phrase");
        return ERR_BAD_INPUT;
    }
    uint32_t id = (uint32_t)p->v.n;
    *vec_push(&p->v, p->arena) = ph;
    vec_push(&p->anchors, p->arena)->at = rarest;
    *vec_push(&p->tokens.v[ph.token[rarest]].anchored, p->arena) = id;
    *map_put(&p->ids, pattern, NULL) = id + 1;
    *ret = id;
    return OK;
}

/* ---- words and sentences
 * ------------------------------------------------------------------------------------------------ */

struct reader {
    struct arena *arena;
    struct str text;
    size_t at;
    VEC(struct word) words;
    VEC(struct str) folded; /* each word in its folded form */
    VEC(struct str) sentences;
    size_t sentence_start;
    char *fold; /* room for the folded words: never more bytes than the passage */
};

/* The length of the apostrophe at p: ASCII or U+2019. 0: none. */
static size_t apostrophe(const char *p, size_t n)
{
    if (n >= 1 && *p == '\'') return 1;
    return n >= 3 && memcmp(p, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

/* The length of the letter or digit at p, 0 where it is neither. General punctuation and signs of Latin-1 are neither.
 */
static size_t letter(const char *p, size_t n)
{
    unsigned char c = (unsigned char)*p;
    if (c < 0x80) return ascii_alnum(*p) ? 1 : 0;
    if (n >= 3 && c == 0xE2 && ((unsigned char)p[1] == 0x80 || (unsigned char)p[1] == 0x81)) return 0;
    if (n >= 2 && c == 0xC2) return 0;
    return 1;
}

static bool abbreviation(struct str word)
{
    static const char *const known[] = {"inc", "ltd", "co", "corp", "eg", "ie", "etc",
                                        "no",  "art", "vs", "st",   "mr", "ms", "sec"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eqz(word, known[i])) return true;
    return word.n == 1 && ascii_alpha(word.p[0]);
}

static void sentence_close(struct reader *r, size_t end)
{
    *vec_push(&r->sentences, r->arena) = str_trim(str_of(r->text.p + r->sentence_start, end - r->sentence_start));
    r->sentence_start = end;
}

/* From the end of a word to the next one; closes the sentence on the way. */
static void gap(struct reader *r)
{
    struct str t = r->text;
    bool stop = false;
    size_t words_before = r->words.n;
    bool short_word = words_before > 0 && abbreviation(r->folded.v[words_before - 1]);
    for (; r->at < t.n && letter(t.p + r->at, t.n - r->at) == 0; r->at++) {
        char c = t.p[r->at];
        bool mark = c == '.' || c == '!' || c == '?';
        if (mark && !short_word) stop = true;
        if (!stop && c != '\n') continue;
        bool open = words_before > 0 && r->words.v[words_before - 1].sentence == r->sentences.n;
        if (open && (c == '\n' || ascii_space(c))) {
            sentence_close(r, r->at);
            stop = false;
        }
    }
}

static void word_read(struct reader *r)
{
    struct str t = r->text;
    size_t start = r->at, n = 0;
    char *fold = r->fold;
    for (size_t step; r->at < t.n; r->at += step) {
        size_t left = t.n - r->at, mark = apostrophe(t.p + r->at, left);
        step = letter(t.p + r->at, left);
        if (step != 0) {
            fold[n++] = ascii_lower(t.p[r->at]);
            continue;
        }
        if (mark == 0 && n == 1 && ascii_alpha(fold[0]) && t.p[r->at] == '-') mark = 1;
        if (mark == 0 || mark >= left || letter(t.p + r->at + mark, left - mark) == 0) break;
        step = mark;
    }
    struct word *w = vec_push(&r->words, r->arena);
    w->text = str_of(t.p + start, r->at - start);
    w->sentence = (uint32_t)r->sentences.n;
    *vec_push(&r->folded, r->arena) = str_of(fold, n);
    r->fold += n;
}

static void read_words(struct reader *r)
{
    r->fold = arena_alloc(r->arena, r->text.n + 1);
    gap(r);
    while (r->at < r->text.n) {
        word_read(r);
        gap(r);
    }
    if (r->words.n > 0 && r->words.v[r->words.n - 1].sentence == r->sentences.n) sentence_close(r, r->text.n);
}

/* ---- finding
 * ------------------------------------------------------------------------------------------------------------- */

struct tokens { /* that a word is one of */
    const struct entry **of;
    size_t n;
};

static void tokens_of(const struct phrases *p, struct arena *a, struct str word, struct tokens *ret)
{
    const struct entry *of[STEM_MAX + 1];
    size_t n = 0;
    const uintptr_t *slot = map_get(&p->whole, word);
    if (slot != NULL) of[n++] = (const struct entry *)*slot;
    for (size_t stem = 3; stem <= word.n && stem <= STEM_MAX; stem++) {
        if (!p->stem_length[stem] || (slot = map_get(&p->stems, str_upto(word, stem))) == NULL) continue;
        of[n++] = (const struct entry *)*slot;
    }
    if (n == 0) return;
    ret->of = ARENA_ARRAY(a, const struct entry *, n);
    ret->n = n;
    memcpy(ret->of, of, n * sizeof *of);
}

static bool tokens_have(const struct tokens *t, uint32_t token)
{
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < t->of[i]->tokens.n; k++)
            if (t->of[i]->tokens.v[k] == token) return true;
    return false;
}

struct search {
    const struct phrases *set;
    struct arena *arena;
    const struct tokens *tokens; /* of each word */
    struct found *found;
    struct occurrence **last; /* of each phrase */
};

static void try_phrase(struct search *s, uint32_t id, size_t at)
{
    const struct phrase *ph = &s->set->v.v[id];
    size_t lead = s->set->anchors.v[id].at;
    const struct word *words = s->found->words;
    if (at < lead || at - lead + ph->n > s->found->nwords) return;
    size_t from = at - lead;
    if (words[from].sentence != words[from + ph->n - 1].sentence) return;
    for (size_t i = 0; i < ph->n; i++)
        if (i != lead && !tokens_have(&s->tokens[from + i], ph->token[i])) return;
    if (s->last[id] != NULL && s->last[id]->from == from) return; /* two stems of one word */
    struct occurrence *o = ARENA_NEW(s->arena, struct occurrence);
    *o = (struct occurrence){(uint32_t)from, (uint32_t)from + ph->n, words[from].sentence, NULL};
    if (s->last[id] != NULL)
        s->last[id]->next = o;
    else
        s->found->by_phrase[id] = o;
    s->last[id] = o;
}

static void try_word(struct search *s, size_t at)
{
    const struct tokens *t = &s->tokens[at];
    for (size_t i = 0; i < t->n; i++)
        for (size_t k = 0; k < t->of[i]->tokens.n; k++) {
            const struct token *token = &s->set->tokens.v[t->of[i]->tokens.v[k]];
            for (size_t m = 0; m < token->anchored.n; m++) try_phrase(s, token->anchored.v[m], at);
        }
}

void phrases_find(const struct phrases *p, struct arena *a, struct str passage, struct found *ret)
{
    struct reader r = {.arena = a, .text = passage};
    read_words(&r);
    *ret = (struct found){
        .words = r.words.v, .nwords = r.words.n, .sentences = r.sentences.v, .nsentences = r.sentences.n};
    ret->by_phrase = ARENA_ARRAY(a, const struct occurrence *, p->v.n + 1);
    struct tokens *tokens = ARENA_ARRAY(a, struct tokens, r.words.n + 1);
    for (size_t i = 0; i < r.words.n; i++) tokens_of(p, a, r.folded.v[i], &tokens[i]);
    struct search s = {p, a, tokens, ret, ARENA_ARRAY(a, struct occurrence *, p->v.n + 1)};
    for (size_t i = 0; i < r.words.n; i++) try_word(&s, i);
}
