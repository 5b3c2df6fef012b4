#include "text/model_feature.h"

#include "base/vec.h"

#include <math.h>
#include <stdlib.h>

enum { STEM_RUN = 3, WORD_RUN = 2, LETTERS = 4, STEM_LEAST = 4, CLASSES_MAX = 32 };

/* How much a block counts beside the others. */
static const float block_weight[IN_MAX] = {1.0F, 1.0F, 1.0F, 0.6F, 0.5F, 0.3F};

/* ---- classes of words: what the clauses of terms are about, in the words that they use for it -----------------------
 */

static const char *const classes[] = {
    "change modify modifies modified modifying modification modifications change changes changed changing amend amends "
    "amended amending amendment amendments update updates updated updating revise revises revised revising revision "
    "revisions alter alters altered altering alteration alterations replace vary",
    "end terminate terminates terminated terminating termination suspend suspends suspended suspending suspension "
    "cancel cancels cancelled canceled discontinue discontinues discontinued deactivate disable disabled disabling "
    "deny revoke restrict restricted close block ban banned limit cease",
    "remove remove removes removed removing removal delete deletes deleted deleting deletion takedown edit screen "
    "refuse reject move",
    "content content contents posting postings post posts submission submissions material materials review reviews "
    "comment comments video videos photo photos",
    "terms terms agreement agreements tos conditions policy policies eula contract guidelines",
    "provider we us our ourselves company provider",
    "user you your yourself yours user users member members customer customers subscriber",
    "service service services site website sites websites app apps application applications platform software product "
    "products",
    "may may can could might reserve reserves reserved right entitled",
    "discretion discretion sole absolute reason anytime",
    "breach violate violates violated violating violation violations breach breaches breached infringe infringes "
    "infringing infringement comply noncompliance misuse abuse suspect suspected fraud fraudulent",
    "account account accounts profile profiles username usernames membership subscription subscriptions licence "
    "license",
    "privacy privacy cookie cookies data personal information",
    "dispute dispute disputes claim claims controversy controversies proceeding proceedings action actions lawsuit "
    "suit "
    "litigation cause",
    "place california delaware york texas washington francisco clara mateo ireland england wales luxembourg germany "
    "singapore netherlands france sweden finland cyprus israel switzerland london dublin county state states kingdom "
    "province republic country residence reside live domicile resident",
    "third third party parties others affiliates suppliers licensors partners",
    "money fee fees price prices charge charges payment payments cost costs amount refund",
    "negation not no never neither nor without none cannot wont isnt arent",
    "notice notice notify notified notification notifying prior advance inform informed",
    "liable liable liability liabilities responsible responsibility risk",
    "damage damage damages loss losses harm injury indirect incidental consequential punitive exemplary special "
    "profits",
    "use use using access accessing continue continued continuing browse browsing visit visiting download downloading "
    "install installing register registering",
    "accept agree agrees accept accepts accepted accepting acceptance acknowledge consent bound constitutes constitute",
    "court court courts jurisdiction venue forum",
    "law law laws govern governed governing construed interpreted",
    "arbitration arbitration arbitrate arbitrator arbitrators arbitral aaa jams",
};
enum { NCLASSES = sizeof classes / sizeof *classes, CLASS_SLOTS = 1024 };

struct class_word {
    struct str word;
    int class;
};

/* A table of all class words, made at the first call; the same for ever. */
static struct class_word class_table[CLASS_SLOTS];
static bool class_table_made;

static struct class_word *class_slot(struct str word)
{
    size_t i = str_hash(word) % CLASS_SLOTS;
    while (class_table[i].word.n > 0 && !str_eq(class_table[i].word, word)) i = (i + 1) % CLASS_SLOTS;
    return &class_table[i];
}

static void class_table_make(void)
{
    for (int k = 0; k < (int)NCLASSES; k++) {
        struct str rest = strz(classes[k]), word;
        for (bool name = true; str_next(&rest, ' ', &word); name = false)
            if (!name) *class_slot(word) = (struct class_word){word, k + 1};
    }
    class_table_made = true;
}

static int class_of(struct str word)
{
    if (!class_table_made) class_table_make();
    return class_slot(word)->class;
}

/* ---- words
 * ----------------------------------------------------------------------------------------------------------- */

struct token {
    struct str folded;   /* lower case, without apostrophes */
    uint32_t word, stem; /* hashes */
    int class;           /* 0: none */
    uint32_t from, to;
};

struct sight { /* a sentence while its features are gathered */
    struct arena *arena;
    VEC(struct token) tokens;
    struct feature *slots;
    size_t nslots, n; /* a power of two */
};

static uint32_t mixed(uint32_t a, uint32_t b)
{
    uint32_t h = (a ^ (b + 0x9E3779B9U + (a << 6) + (a >> 2))) * 0x85EBCA6BU;
    h ^= h >> 13;
    h *= 0xC2B2AE35U;
    return h ^ (h >> 16);
}

static uint32_t hashed(struct str s)
{
    uint64_t h = str_hash(s);
    return (uint32_t)(h ^ (h >> 32));
}

/* A word without its ending, crude and the same for all: only endings that leave STEM_LEAST letters go. */
static struct str stem_of(struct str w)
{
    static const char *const endings[] = {"ations", "ation", "ings", "ing", "ments", "ment", "ies",
                                          "ers",    "er",    "ed",   "es",  "s",     "ly",   "ity"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        struct str e = strz(endings[i]);
        if (w.n >= e.n + STEM_LEAST && str_ends(w, e)) return str_upto(w, w.n - e.n);
    }
    return w;
}

static bool in_word(const char *p, size_t n)
{
    unsigned char c = (unsigned char)*p;
    if (c < 0x80) return ascii_alnum(*p);
    if (n >= 3 && c == 0xE2 && ((unsigned char)p[1] == 0x80 || (unsigned char)p[1] == 0x81)) return false;
    return n < 2 || c != 0xC2;
}

static size_t apostrophe(const char *p, size_t n)
{
    if (n >= 1 && *p == '\'') return 1;
    return n >= 3 && memcmp(p, "\xE2\x80\x99", 3) == 0 ? 3 : 0;
}

static void token_add(struct sight *s, struct str folded, size_t from, size_t to)
{
    struct token *t = vec_push(&s->tokens, s->arena);
    bool digits = true;
    for (size_t i = 0; i < folded.n; i++) digits = digits && ascii_digit(folded.p[i]);
    if (digits) folded = STR("0");
    t->folded = folded;
    t->word = hashed(folded);
    t->class = class_of(folded);
    t->stem = t->class != 0 ? mixed(0xC1A55U, (uint32_t)t->class) : hashed(stem_of(folded));
    t->from = (uint32_t)from;
    t->to = (uint32_t)to;
}

static void read_tokens(struct sight *s, struct str text)
{
    char *fold = arena_alloc(s->arena, text.n + 1);
    for (size_t at = 0; at < text.n;) {
        size_t from = at, n = 0, mark;
        for (; at < text.n; at++) {
            const char *p = text.p + at;
            size_t left = text.n - at;
            if (in_word(p, left))
                fold[n++] = ascii_lower(*p);
            else if (n > 0 && (mark = apostrophe(p, left)) > 0 && mark < left && in_word(p + mark, left - mark))
                at += mark - 1;
            else
                break;
        }
        if (n > 0) token_add(s, str_of(fold, n), from, at);
        fold += n;
        if (at < text.n) at++;
    }
}

/* ---- gathering
 * ------------------------------------------------------------------------------------------------------- */

static void put(struct sight *s, enum feature_block block, uint32_t hash, uint32_t from, uint32_t to)
{
    uint32_t bucket = mixed(hash, 0xB10C0U + (uint32_t)block) >> (32 - FEATURE_BITS);
    size_t i = bucket & (s->nslots - 1);
    while (s->slots[i].count > 0 && s->slots[i].bucket != bucket) i = (i + 1) & (s->nslots - 1);
    if (s->slots[i].count++ > 0) return;
    s->slots[i].bucket = bucket;
    s->slots[i].block = block;
    s->slots[i].from = from;
    s->slots[i].to = to;
    s->n++;
}

static void put_runs(struct sight *s)
{
    for (size_t i = 0; i < s->tokens.n; i++) {
        uint32_t word = 0, stem = 0;
        for (size_t n = 1; n <= STEM_RUN && i + n <= s->tokens.n; n++) {
            const struct token *last = &s->tokens.v[i + n - 1];
            word = mixed(word, last->word);
            stem = mixed(stem, last->stem);
            if (n <= WORD_RUN) put(s, IN_WORDS, word, s->tokens.v[i].from, last->to);
            put(s, IN_STEMS, stem, s->tokens.v[i].from, last->to);
        }
    }
}

static void put_pairs(struct sight *s)
{
    const struct token *first[CLASSES_MAX] = {NULL};
    for (size_t i = s->tokens.n; i-- > 0;)
        if (s->tokens.v[i].class != 0) first[s->tokens.v[i].class] = &s->tokens.v[i];
    for (uint32_t a = 1; a <= NCLASSES; a++)
        for (uint32_t b = a + 1; b <= NCLASSES && first[a] != NULL; b++)
            if (first[b] != NULL) put(s, IN_PAIRS, a * CLASSES_MAX + b, first[a]->from, first[a]->to);
}

/* Over " word word ": each window of LETTERS bytes, shown as the word in which it begins. */
static void put_letters(struct sight *s)
{
    char window[LETTERS + 1];
    size_t have = 0;
    for (size_t i = 0; i < s->tokens.n; i++) {
        const struct token *t = &s->tokens.v[i];
        for (size_t k = 0; k <= t->folded.n; k++) {
            if (have == LETTERS) memmove(window, window + 1, --have);
            window[have++] = k == 0 ? ' ' : t->folded.p[k - 1];
            if (have == LETTERS) put(s, IN_LETTERS, hashed(str_of(window, LETTERS)), t->from, t->to);
        }
    }
}

static void put_shape(struct sight *s, struct str text)
{
    size_t upper = 0, lower = 0;
    uint32_t length = 0;
    struct str trimmed = str_trim(text);
    char last = trimmed.n > 0 ? trimmed.p[trimmed.n - 1] : ' ';
    for (size_t i = 0; i < text.n; i++) {
        upper += text.p[i] >= 'A' && text.p[i] <= 'Z';
        lower += text.p[i] >= 'a' && text.p[i] <= 'z';
    }
    for (size_t n = s->tokens.n; n > 0; n /= 2) length++;
    bool open = last != '.' && last != ';' && last != ':' && last != '!' && last != '?';
    put(s, IN_SHAPE, 100 + length, 0, 0);
    if (upper > lower) put(s, IN_SHAPE, 1, 0, 0);
    if (open && s->tokens.n <= 9) put(s, IN_SHAPE, 2, 0, 0);
    if (last == ':') put(s, IN_SHAPE, 3, 0, 0);
    if (last == '?') put(s, IN_SHAPE, 4, 0, 0);
}

void features_of(struct arena *a, struct str heading_path, struct str sentence, struct features *ret)
{
    struct sight s = {.arena = a}, above = {.arena = a};
    read_tokens(&s, sentence);
    read_tokens(&above, heading_path);
    size_t wanted = 2 * (s.tokens.n * 5 + sentence.n + above.tokens.n + 256);
    for (s.nslots = 1024; s.nslots < wanted; s.nslots *= 2) {
    }
    s.slots = ARENA_ARRAY(a, struct feature, s.nslots);
    put_runs(&s);
    put_pairs(&s);
    put_letters(&s);
    put_shape(&s, sentence);
    for (size_t i = 0; i < above.tokens.n; i++) put(&s, IN_HEADING, above.tokens.v[i].stem, 0, 0);
    *ret = (struct features){ARENA_ARRAY(a, struct feature, s.n + 1), 0};
    for (size_t i = 0; i < s.nslots; i++)
        if (s.slots[i].count > 0) ret->v[ret->n++] = s.slots[i];
}

void features_weigh(struct features *f, const uint8_t *idf)
{
    float square[IN_MAX] = {0}, all = 0;
    for (size_t i = 0; i < f->n; i++) {
        struct feature *x = &f->v[i];
        x->value = (1.0F + logf((float)x->count)) * (float)idf[x->bucket] / IDF_UNIT;
        square[x->block] += x->value * x->value;
    }
    for (int b = 0; b < IN_MAX; b++)
        if (square[b] > 0) all += block_weight[b] * block_weight[b];
    for (size_t i = 0; i < f->n; i++) {
        struct feature *x = &f->v[i];
        if (x->value > 0) x->value *= block_weight[x->block] / sqrtf(square[x->block] * all);
    }
}
