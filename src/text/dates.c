#include "text/dates.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "text/block.h"

enum { YEAR_MIN = 1970, YEAR_MAX = 2099, QUOTE_MAX = 200, CONTEXT_BYTES = 140, AFTER_BYTES = 70 };

const char *date_basis_name(enum date_basis basis)
{
    static const char *const names[DATE_BASIS_MAX] = {"published", "effective", "updated"};
    return names[basis];
}

struct month_name {
    struct str name;
    int month;
};

#define W(lit)                                                                                                         \
    {                                                                                                                  \
        lit, sizeof(lit) - 1                                                                                           \
    }

/* Whole words; where a name is the start of another the longer one comes first. Lower case. */
static const struct month_name names[] = {
    {W("january"), 1},    {W("janvier"), 1},       {W("januari"), 1},      {W("januar"), 1},     {W("jänner"), 1},
    {W("janeiro"), 1},    {W("enero"), 1},         {W("gennaio"), 1},      {W("stycznia"), 1},   {W("styczeń"), 1},
    {W("jan"), 1},        {W("february"), 2},      {W("februari"), 2},     {W("februar"), 2},    {W("février"), 2},
    {W("febrero"), 2},    {W("fevereiro"), 2},     {W("febbraio"), 2},     {W("lutego"), 2},     {W("luty"), 2},
    {W("feb"), 2},        {W("march"), 3},         {W("märz"), 3},         {W("mars"), 3},       {W("marzo"), 3},
    {W("março"), 3},      {W("maart"), 3},         {W("marca"), 3},        {W("marzec"), 3},     {W("mar"), 3},
    {W("april"), 4},      {W("avril"), 4},         {W("abril"), 4},        {W("aprile"), 4},     {W("kwietnia"), 4},
    {W("kwiecień"), 4},   {W("apr"), 4},           {W("may"), 5},          {W("mai"), 5},        {W("mayo"), 5},
    {W("maio"), 5},       {W("maggio"), 5},        {W("mei"), 5},          {W("maja"), 5},       {W("maj"), 5},
    {W("june"), 6},       {W("juni"), 6},          {W("juin"), 6},         {W("junio"), 6},      {W("junho"), 6},
    {W("giugno"), 6},     {W("czerwca"), 6},       {W("czerwiec"), 6},     {W("jun"), 6},        {W("july"), 7},
    {W("juli"), 7},       {W("juillet"), 7},       {W("julio"), 7},        {W("julho"), 7},      {W("luglio"), 7},
    {W("lipca"), 7},      {W("lipiec"), 7},        {W("jul"), 7},          {W("august"), 8},     {W("augusti"), 8},
    {W("augustus"), 8},   {W("août"), 8},          {W("agosto"), 8},       {W("sierpnia"), 8},   {W("sierpień"), 8},
    {W("aug"), 8},        {W("september"), 9},     {W("septembre"), 9},    {W("septiembre"), 9}, {W("setembro"), 9},
    {W("settembre"), 9},  {W("września"), 9},      {W("wrzesień"), 9},     {W("sept"), 9},       {W("sep"), 9},
    {W("october"), 10},   {W("oktober"), 10},      {W("octobre"), 10},     {W("octubre"), 10},   {W("outubro"), 10},
    {W("ottobre"), 10},   {W("października"), 10}, {W("październik"), 10}, {W("oct"), 10},       {W("okt"), 10},
    {W("november"), 11},  {W("novembre"), 11},     {W("noviembre"), 11},   {W("novembro"), 11},  {W("listopada"), 11},
    {W("listopad"), 11},  {W("nov"), 11},          {W("december"), 12},    {W("dezember"), 12},  {W("décembre"), 12},
    {W("diciembre"), 12}, {W("dezembro"), 12},     {W("dicembre"), 12},    {W("grudnia"), 12},   {W("grudzień"), 12},
    {W("dec"), 12},       {W("dez"), 12},
};

static bool word_ends(struct str s, size_t i)
{
    return i >= s.n || (!ascii_alnum(s.p[i]) && (unsigned char)s.p[i] < 0xC3);
}

static size_t month_at(struct str s, int *ret)
{
    if (s.n == 0 || !(ascii_alpha(s.p[0]))) return 0;
    char first = ascii_lower(s.p[0]);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str name = names[i].name;
        if (name.p[0] != first || s.n < name.n || !word_ends(s, name.n) || !str_ascii_ieq(str_upto(s, name.n), name))
            continue;
        *ret = names[i].month;
        return name.n + (name.n < s.n && s.p[name.n] == '.' && name.n <= 4);
    }
    return 0;
}

static size_t digits_at(struct str s, size_t i, size_t max, int *ret)
{
    size_t n = 0;
    int value = 0;
    while (i + n < s.n && n < max && ascii_digit(s.p[i + n])) value = value * 10 + (s.p[i + n++] - '0');
    if (n == 0 || (i + n < s.n && ascii_digit(s.p[i + n]))) return 0;
    *ret = value;
    return n;
}

/* Blanks, and between day, month and year also a comma or one of the small words "of", "de", "del", "di". */
static size_t joint_at(struct str s, size_t i)
{
    static const char *const words[] = {"of ", "de ", "del ", "di ", "the "};
    size_t at = i;
    if (i < s.n && s.p[i] == ',') i++;
    for (;;) {
        if (i < s.n && s.p[i] == ' ')
            i++;
        else if (i + 1 < s.n && s.p[i] == '\xC2' && s.p[i + 1] == '\xA0')
            i += 2;
        else
            break;
    }
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (str_ascii_ieq(str_upto(str_from(s, i), strlen(words[w])), strz(words[w]))) i += strlen(words[w]);
    return i - at;
}

static size_t ordinal_at(struct str s, size_t i)
{
    static const char *const ends[] = {"st", "nd", "rd", "th", "er", "º", "."};
    for (size_t e = 0; e < sizeof ends / sizeof *ends; e++) {
        size_t n = strlen(ends[e]);
        if (str_ascii_ieq(str_upto(str_from(s, i), n), strz(ends[e])) && (n == 1 || word_ends(s, i + n))) return n;
    }
    return 0;
}

struct found {
    int year, month, day;
    bool ambiguous, has_day;
};

/* "June 6, 2024", "June 2024" */
static size_t month_first(struct str s, struct found *f)
{
    size_t n = month_at(s, &f->month), day, year;
    if (n == 0) return 0;
    size_t i = n + joint_at(s, n);
    if (i == n) return 0;
    if ((year = digits_at(s, i, 4, &f->year)) == 4) return i + year;
    if ((day = digits_at(s, i, 2, &f->day)) == 0) return 0;
    i += day;
    i += ordinal_at(s, i);
    size_t joint = joint_at(s, i);
    if (joint == 0 || (year = digits_at(s, i + joint, 4, &f->year)) != 4) return 0;
    f->has_day = true;
    return i + joint + year;
}

/* "6 June 2024", "6. Juni 2024", "6 de junio de 2024" */
static size_t day_first(struct str s, struct found *f)
{
    size_t i = digits_at(s, 0, 2, &f->day), n;
    if (i == 0) return 0;
    i += ordinal_at(s, i);
    n = joint_at(s, i);
    if (n == 0 && (i >= s.n || s.p[i] != '-')) return 0;
    i += n > 0 ? n : 1;
    if ((n = month_at(str_from(s, i), &f->month)) == 0) return 0;
    i += n;
    n = joint_at(s, i);
    if (n == 0 && (i >= s.n || s.p[i] != '-')) return 0;
    i += n > 0 ? n : 1;
    if ((n = digits_at(s, i, 4, &f->year)) != 4) return 0;
    f->has_day = true;
    return i + n;
}

/* "2024-06-06", "2024/06/06", "2024年6月6日" */
static size_t year_first(struct str s, struct found *f)
{
    if (digits_at(s, 0, 4, &f->year) != 4) return 0;
    size_t i = 4, n;
    bool cjk = str_starts(str_from(s, i), STR("年"));
    char mark = i < s.n ? s.p[i] : '\0';
    if (!cjk && mark != '-' && mark != '/' && mark != '.') return 0;
    i += cjk ? 3 : 1;
    if ((n = digits_at(s, i, 2, &f->month)) == 0) return 0;
    i += n;
    if (i >= s.n || (cjk ? !str_starts(str_from(s, i), STR("月")) : s.p[i] != mark)) return 0;
    i += cjk ? 3 : 1;
    if ((n = digits_at(s, i, 2, &f->day)) == 0) return 0;
    i += n;
    f->has_day = true;
    return i + (cjk && str_starts(str_from(s, i), STR("日")) ? 3 : 0);
}

/* "06.06.2024", "6/6/2024", "06-06-2024": day first with dots; with slashes by what is possible. */
static size_t numeric(struct str s, struct found *f)
{
    int x, y;
    size_t i = digits_at(s, 0, 2, &x), n;
    if (i == 0 || i >= s.n || strchr("./-", s.p[i]) == NULL) return 0;
    char mark = s.p[i++];
    if ((n = digits_at(s, i, 2, &y)) == 0) return 0;
    i += n;
    if (i >= s.n || s.p[i] != mark) return 0;
    i++;
    if ((n = digits_at(s, i, 4, &f->year)) != 4) return 0;
    if (i + n + 1 < s.n && s.p[i + n] == mark && ascii_digit(s.p[i + n + 1])) return 0; /* a version number */
    bool month_leads = y > 12;
    f->ambiguous = mark != '.' && x <= 12 && y <= 12 && x != y;
    f->day = month_leads ? y : x;
    f->month = month_leads ? x : y;
    f->has_day = true;
    return i + n;
}

size_t date_match(struct str s, int *year, int *month, int *day, bool *ambiguous)
{
    static size_t (*const forms[])(struct str, struct found *) = {month_first, day_first, year_first, numeric};
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        struct found f = {0};
        size_t n = forms[k](s, &f);
        if (n == 0 || f.year < YEAR_MIN || f.year > YEAR_MAX || (!f.has_day && day != NULL)) continue;
        if (!civil_date_valid(f.year, f.month, f.has_day ? f.day : 1)) continue;
        if (year != NULL) *year = f.year;
        if (month != NULL) *month = f.month;
        if (day != NULL) *day = f.day;
        if (ambiguous != NULL) *ambiguous = f.ambiguous;
        return n;
    }
    return 0;
}

/* ---- what a date is the date of -----------------------------------------------------------------------------------
 */

struct basis_word {
    const char *word;
    enum date_basis basis;
};

static const struct basis_word basis_words[] = {
    {"effective", DATE_EFFECTIVE},       {"in force", DATE_EFFECTIVE},
    {"into force", DATE_EFFECTIVE},      {"take effect", DATE_EFFECTIVE},
    {"takes effect", DATE_EFFECTIVE},    {"into effect", DATE_EFFECTIVE},
    {"in effect", DATE_EFFECTIVE},       {"applies from", DATE_EFFECTIVE},
    {"apply from", DATE_EFFECTIVE},      {"starting", DATE_EFFECTIVE},
    {"valid from", DATE_EFFECTIVE},      {"valid as of", DATE_EFFECTIVE},
    {"gültig ab", DATE_EFFECTIVE},       {"in kraft", DATE_EFFECTIVE},
    {"wirksam", DATE_EFFECTIVE},         {"vigueur", DATE_EFFECTIVE},
    {"vigor", DATE_EFFECTIVE},           {"vigencia", DATE_EFFECTIVE},
    {"efectiv", DATE_EFFECTIVE},         {"vigore", DATE_EFFECTIVE},
    {"obowiązuj", DATE_EFFECTIVE},       {"ingangsdatum", DATE_EFFECTIVE},
    {"van kracht", DATE_EFFECTIVE},      {"gäller från", DATE_EFFECTIVE},
    {"updated", DATE_UPDATED},           {"update", DATE_UPDATED},
    {"revised", DATE_UPDATED},           {"revision", DATE_UPDATED},
    {"modified", DATE_UPDATED},          {"modification", DATE_UPDATED},
    {"amended", DATE_UPDATED},           {"last changed", DATE_UPDATED},
    {"aktualisiert", DATE_UPDATED},      {"stand:", DATE_UPDATED},
    {"geändert", DATE_UPDATED},          {"mise à jour", DATE_UPDATED},
    {"modifié", DATE_UPDATED},           {"actualiz", DATE_UPDATED},
    {"modificación", DATE_UPDATED},      {"aggiornat", DATE_UPDATED},
    {"aggiornamento", DATE_UPDATED},     {"atualiza", DATE_UPDATED},
    {"bijgewerkt", DATE_UPDATED},        {"gewijzigd", DATE_UPDATED},
    {"aktualizac", DATE_UPDATED},        {"uppdaterad", DATE_UPDATED},
    {"senast ändrad", DATE_UPDATED},     {"published", DATE_PUBLISHED},
    {"posted", DATE_PUBLISHED},          {"release date", DATE_PUBLISHED},
    {"released", DATE_PUBLISHED},        {"version date", DATE_PUBLISHED},
    {"version is from", DATE_PUBLISHED}, {"announced", DATE_PUBLISHED},
    {"issued", DATE_PUBLISHED},          {"veröffentlicht", DATE_PUBLISHED},
    {"publié", DATE_PUBLISHED},          {"publicad", DATE_PUBLISHED},
    {"pubblicat", DATE_PUBLISHED},       {"opublikowan", DATE_PUBLISHED},
    {"gepubliceerd", DATE_PUBLISHED},    {"publicerad", DATE_PUBLISHED},
};

/* The sentence or line around a date: from the last sentence end or line break before it to the next behind. */
static struct str sentence_around(struct str text, size_t at, size_t n)
{
    size_t from = at, to = at + n;
    while (from > 0 && at - from < CONTEXT_BYTES && text.p[from - 1] != '\n' &&
           !(from >= 2 && text.p[from - 1] == ' ' && strchr(".!?", text.p[from - 2]) != NULL))
        from--;
    while (to < text.n && to - at < CONTEXT_BYTES && text.p[to] != '\n' &&
           !(strchr(".!?", text.p[to]) != NULL && (to + 1 == text.n || ascii_space(text.p[to + 1]))))
        to++;
    while (from < at && ((unsigned char)text.p[from] & 0xC0) == 0x80) from++;
    while (to < text.n && ((unsigned char)text.p[to] & 0xC0) == 0x80) to++;
    return str_of(text.p + from, to - from);
}

static size_t last_find(struct str s, struct str what)
{
    size_t at = STR_NONE;
    for (size_t from = 0;;) {
        size_t i = str_ascii_ifind(str_from(s, from), what);
        if (i == STR_NONE) return at;
        at = from + i;
        from = at + 1;
    }
}

/* The basis word nearest before the date decides; without one, the first close behind it. */
static bool basis_of(struct str before, struct str after, enum date_basis *ret)
{
    size_t best = STR_NONE;
    for (size_t w = 0; w < sizeof basis_words / sizeof *basis_words; w++) {
        size_t at = last_find(before, strz(basis_words[w].word));
        if (at == STR_NONE || (best != STR_NONE && at <= best)) continue;
        best = at;
        *ret = basis_words[w].basis;
    }
    if (best != STR_NONE) return true;
    after = str_upto(after, AFTER_BYTES);
    for (size_t w = 0; w < sizeof basis_words / sizeof *basis_words; w++) {
        size_t at = str_ascii_ifind(after, strz(basis_words[w].word));
        if (at == STR_NONE || (best != STR_NONE && at >= best)) continue;
        best = at;
        *ret = basis_words[w].basis;
    }
    return best != STR_NONE;
}

/* "**Last updated**" on the line above a date that stands alone. */
static struct str line_before(struct str text, size_t at)
{
    while (at > 0 && text.p[at - 1] != '\n') at--;
    size_t end = at;
    while (end > 0 && ascii_space(text.p[end - 1])) end--;
    size_t from = end;
    while (from > 0 && text.p[from - 1] != '\n' && end - from < CONTEXT_BYTES) from--;
    return str_of(text.p + from, end - from);
}

static bool known_date(const struct stated_date *v, size_t n, const struct stated_date *d)
{
    for (size_t i = 0; i < n; i++)
        if (v[i].basis == d->basis && v[i].year == d->year && v[i].month == d->month && v[i].day == d->day) return true;
    return false;
}

enum { DATES_MAX = 64 }; /* a page of dates is a table, not a policy that states its own */

/* The next four digits in a row from i on; the text's end where there are none. */
static size_t next_year(struct str text, size_t i)
{
    for (size_t run = 0; i < text.n; i++) {
        run = ascii_digit(text.p[i]) ? run + 1 : 0;
        if (run == 4) return i - 3;
    }
    return text.n;
}

enum { DATE_BYTES = 48 }; /* from a date's start to its year, at most */

void dates_find(struct arena *a, struct str text, struct stated_dates *ret)
{
    VEC(struct stated_date) v = {0};
    size_t year = next_year(text, 0);
    for (size_t i = 0; i < text.n && v.n < DATES_MAX;) {
        if (i > year) year = next_year(text, i);
        if (year - i > DATE_BYTES) { /* no date begins before */
            i = year - DATE_BYTES;
            continue;
        }
        bool inside = i >= 2 && strchr("./-", text.p[i - 1]) != NULL && ascii_digit(text.p[i - 2]);
        bool starts = (i == 0 || word_ends(text, i - 1)) && ascii_alnum(text.p[i]) && !inside;
        struct stated_date d = {.at = i};
        size_t n = starts ? date_match(str_from(text, i), &d.year, &d.month, &d.day, &d.ambiguous) : 0;
        if (n == 0) {
            i++;
            continue;
        }
        struct str s = sentence_around(text, i, n);
        struct str before = str_of(s.p, (size_t)(text.p + i - s.p)), after = str_from(s, before.n + n);
        bool alone = str_trim(before).n <= 2 && str_trim(after).n <= 2;
        if (basis_of(before, after, &d.basis) || (alone && basis_of(line_before(text, i), (struct str){0}, &d.basis))) {
            struct str plain = block_plain(a, s);
            d.quote = str_upto(plain, utf8_cut(plain, QUOTE_MAX));
            if (!known_date(v.v, v.n, &d)) *vec_push(&v, a) = d;
        }
        i += n;
    }
    *ret = (struct stated_dates){v.v, v.n};
}
