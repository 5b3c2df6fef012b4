#include "text/quality.h"

#include "base/map.h"
#include "text/markdown.h"
#include "text/plausible.h"

/* Rules in the order of their certainty; each that fires lowers the score to its own and gives the reason. The worst
 * stands. Numbers are of words unless they say otherwise. */

enum { SCORE_GOOD = 60, SCORE_DOUBTFUL = 30 };

/* Sentences on pages that stand in a document's place. `most`: in a longer text the words are about something else (a
 * policy explains captchas, a cookie notice has its buttons). */
struct sign {
    const char *words; /* lower case */
    size_t most;
    int score;
    bool authentic; /* the site's own word (an error, a login), not a wall before it */
    const char *reason;
};

#define CHALLENGE "the page is a challenge that asks for a browser or a person, not the document"
#define BLOCKED "the page says that access is denied"
#define CAPTCHA "the page asks to solve a captcha"
#define SHELL "the page is an empty shell: its content needs a browser with JavaScript"
#define MISSING "the page says that there is no such page"
#define BROKEN "the page is an error message of the server"
#define LOGIN "the page asks to log in"
#define CONSENT "the page is a consent banner, not the document"
#define QUEUE "the page is a waiting room"
#define AGE "the page asks for the reader's age"
#define AWAY "the page says that the site is under maintenance or not there yet"

static const struct sign signs[] = {
    {"checking your browser before accessing", 250, 3, false, CHALLENGE},
    {"checking if the site connection is secure", 250, 3, false, CHALLENGE},
    {"enable javascript and cookies to continue", 250, 3, false, CHALLENGE},
    {"verifying you are human", 250, 3, false, CHALLENGE},
    {"verify you are human", 250, 3, false, CHALLENGE},
    {"verify that you are human", 250, 3, false, CHALLENGE},
    {"verify you are not a robot", 250, 3, false, CHALLENGE},
    {"verifying you are not a bot", 250, 3, false, CHALLENGE},
    {"needs to review the security of your connection", 250, 3, false, CHALLENGE},
    {"just a moment...", 80, 4, false, CHALLENGE},
    {"attention required! | cloudflare", 300, 3, false, CHALLENGE},
    {"why have i been blocked", 300, 3, false, BLOCKED},
    {"ddos protection by", 200, 4, false, CHALLENGE},
    {"cloudflare ray id", 250, 5, false, BLOCKED},
    {"access to this page has been denied", 250, 3, false, BLOCKED},
    {"press & hold to confirm", 250, 3, false, CAPTCHA},
    {"pardon our interruption", 300, 3, false, CHALLENGE},
    {"made us think you were a bot", 300, 3, false, CHALLENGE},
    {"incapsula incident id", 300, 3, false, BLOCKED},
    {"request unsuccessful. incapsula", 300, 3, false, BLOCKED},
    {"you don't have permission to access", 120, 4, false, BLOCKED},
    {"errors.edgesuite.net", 150, 3, false, BLOCKED},
    {"access denied", 90, 6, false, BLOCKED},
    {"access forbidden", 90, 6, false, BLOCKED},
    {"403 forbidden", 90, 6, false, BLOCKED},
    {"request blocked", 120, 5, false, BLOCKED},
    {"the request could not be satisfied", 150, 5, false, BLOCKED},
    {"you have been blocked", 200, 4, false, BLOCKED},
    {"your ip address has been", 120, 6, false, BLOCKED},
    {"not available in your country", 120, 8, false, BLOCKED},
    {"not available in your region", 120, 8, false, BLOCKED},
    {"unusual traffic from your computer", 250, 3, false, CAPTCHA},
    {"unusual activity", 90, 10, false, CAPTCHA},
    {"human verification", 90, 4, false, CAPTCHA},
    {"are you a robot", 120, 4, false, CAPTCHA},
    {"i'm not a robot", 120, 4, false, CAPTCHA},
    {"i am not a robot", 120, 4, false, CAPTCHA},
    {"robot check", 120, 4, false, CAPTCHA},
    {"complete the captcha", 150, 4, false, CAPTCHA},
    {"complete the security check", 150, 4, false, CAPTCHA},
    {"type the characters you see", 150, 4, false, CAPTCHA},
    {"request access", 60, 12, false, BLOCKED},
    {"too many requests", 90, 8, false, "the server says that it was asked too often"},
    {"rate limit exceeded", 90, 8, false, "the server says that it was asked too often"},
    {"enable javascript to run this app", 150, 6, true, SHELL},
    {"please enable javascript", 120, 8, true, SHELL},
    {"enable javascript in your browser", 150, 8, true, SHELL},
    {"requires javascript", 80, 8, true, SHELL},
    {"javascript is required", 80, 8, true, SHELL},
    {"javascript is disabled", 120, 8, true, SHELL},
    {"javascript is not available", 120, 8, true, SHELL},
    {"turn on javascript", 120, 8, true, SHELL},
    {"bitte aktivieren sie javascript", 120, 8, true, SHELL},
    {"veuillez activer javascript", 120, 8, true, SHELL},
    {"your browser is not supported", 120, 10, true, SHELL},
    {"page not found", 250, 8, true, MISSING},
    {"page cannot be found", 200, 8, true, MISSING},
    {"page can't be found", 200, 8, true, MISSING},
    {"page could not be found", 200, 8, true, MISSING},
    {"page you requested", 150, 12, true, MISSING},
    {"page you are looking for", 200, 8, true, MISSING},
    {"page you're looking for", 200, 8, true, MISSING},
    {"page doesn't exist", 150, 8, true, MISSING},
    {"page does not exist", 150, 8, true, MISSING},
    {"page isn't available", 150, 8, true, MISSING},
    {"page is no longer available", 150, 8, true, MISSING},
    {"content isn't available", 150, 8, true, MISSING},
    {"couldn't find that page", 150, 8, true, MISSING},
    {"couldn't find the page", 150, 8, true, MISSING},
    {"can't find the page", 150, 8, true, MISSING},
    {"404 error", 150, 8, true, MISSING},
    {"error 404", 150, 8, true, MISSING},
    {"404 not found", 150, 8, true, MISSING},
    {"seite nicht gefunden", 200, 8, true, MISSING},
    {"page introuvable", 200, 8, true, MISSING},
    {"página no encontrada", 200, 8, true, MISSING},
    {"pagina non trovata", 200, 8, true, MISSING},
    {"pagina niet gevonden", 200, 8, true, MISSING},
    {"something went wrong", 120, 8, true, BROKEN},
    {"internal server error", 120, 8, true, BROKEN},
    {"bad gateway", 90, 8, true, BROKEN},
    {"gateway time-out", 90, 8, true, BROKEN},
    {"gateway timeout", 90, 8, true, BROKEN},
    {"service unavailable", 90, 8, true, BROKEN},
    {"temporarily unavailable", 90, 8, true, BROKEN},
    {"an unexpected error", 120, 8, true, BROKEN},
    {"an error occurred", 90, 10, true, BROKEN},
    {"error establishing a database connection", 120, 5, true, BROKEN},
    {"scheduled maintenance", 120, 10, true, AWAY},
    {"down for maintenance", 120, 8, true, AWAY},
    {"undergoing maintenance", 120, 8, true, AWAY},
    {"be back soon", 80, 12, true, AWAY},
    {"under construction", 80, 10, true, AWAY},
    {"coming soon", 50, 15, true, AWAY},
    {"domain is for sale", 200, 5, true, AWAY},
    {"buy this domain", 200, 5, true, AWAY},
    {"domain name is parked", 200, 5, true, AWAY},
    {"you are now in line", 150, 8, true, QUEUE},
    {"you are in line", 150, 8, true, QUEUE},
    {"estimated wait time", 150, 8, true, QUEUE},
    {"virtual waiting room", 150, 8, true, QUEUE},
    {"number of people ahead of you", 150, 8, true, QUEUE},
    {"enter your date of birth", 90, 8, true, AGE},
    {"confirm your age", 90, 8, true, AGE},
    {"verify your age", 90, 8, true, AGE},
    {"are you of legal age", 90, 8, true, AGE},
    {"old enough to enter", 90, 8, true, AGE},
    {"index of /", 250, 8, true, "the page is a server's list of files"},
    {"log in to continue", 150, 8, true, LOGIN},
    {"login to continue", 150, 8, true, LOGIN},
    {"sign in to continue", 150, 8, true, LOGIN},
    {"you must log in", 150, 8, true, LOGIN},
    {"you must be logged in", 150, 8, true, LOGIN},
    {"please log in", 90, 10, true, LOGIN},
    {"please sign in", 90, 10, true, LOGIN},
    {"forgot your password", 120, 10, true, LOGIN},
    {"forgot password", 120, 10, true, LOGIN},
    {"forgotten password", 120, 10, true, LOGIN},
    {"passwort vergessen", 120, 10, true, LOGIN},
    {"mot de passe oublié", 120, 10, true, LOGIN},
};

/* What the buttons of consent banners say, by stems: a sentence or line of few words with one of them is a button. A
 * banner lets its reader agree and offers something else beside; what it talks of are cookies, partners, privacy. The
 * order matters: “continue without accepting” refuses. */
enum button { BUTTON_NONE, BUTTON_REFUSE, BUTTON_CHOOSE, BUTTON_AGREE, BUTTON_MAX };

static const char *const button_stems[BUTTON_MAX] = {
    [BUTTON_REFUSE] =
        "reject refus declin deny disagree decline sans without ohne ablehn rechaz rifiut rejeit recus odrzu weiger "
        "afwijz avvisa afvis hylk odmít odmiet elutas reddet subscri abo abonn suscri abbon only nur "
        "solo seulement tylko alleen necessary notwend erforderlich noodzak nezbytn "
        "拒否 拒绝 拒絕 거부 отклон Отклон",
    [BUTTON_CHOOSE] =
        "setting preferenc manage customi option choice choose more einstell anpass verwalt auswahl paramétr param "
        "personnalis gérer configur gestion personali impostazion gerir opç definiç ustawien dostosuj zarządz "
        "voorkeur instelling inställning indstilling asetuks nastaven beállít ayar learn partner "
        "設定 设置 設置 管理 선택 설정 настро Настро",
    [BUTTON_AGREE] =
        "accept agree allow akzept zustimm einverstanden erlaub consent ok acept consenti accett acconsent aceit "
        "permit akcept zgadzam zgod przejdź toestaan akkoord godkänn tillåt tillad hyväksy souhlas přijm prijať "
        "elfogad kabul continu weiter 同意 許可 接受 允许 允許 동의 принять Принять соглас Соглас",
};

static const char *const consent_matters =
    "cookie partner privacy privatsph confidentialité privée privacidad privacidade "
    "prywatno クッキー プライバシー 隐私 隱私 쿠키 конфиденц";

/* Titles of documents: a short text under such a title is believed. */
static const char *const document_titles[] = {
    "terms",
    "privacy",
    "policy",
    "policies",
    "agreement",
    "conditions",
    "guidelines",
    "legal",
    "notice",
    "imprint",
    "impressum",
    "datenschutz",
    "nutzungsbedingungen",
    "agb",
    "cookie",
    "rules",
    "disclaimer",
    "statement",
    "license",
    "licence",
    "copyright",
    "dmca",
    "charter",
    "code of conduct",
    "mentions légales",
    "confidentialité",
    "conditions générales",
    "privacidad",
    "términos",
    "aviso legal",
    "informativa",
    "termini",
    "voorwaarden",
    "privacybeleid",
    "regulamin",
    "prywatno",
    "addendum",
    "sub-processor",
    "subprocessor",
    "disclosure",
    "accessibility",
    "refund",
    "consent",
    "warranty",
    "standards",
    "principles",
    "widerruf",
    "returns",
};

/* ---- the judgement in the making --------------------------------------------------------------------------------- */

struct judging {
    struct arena *a;
    const struct quality_input *in;
    struct quality q;
    struct str text;      /* plain, lower case, one line */
    struct str fragments; /* its beginning, a line for each sentence */
    struct str title;     /* lower case */
    struct plausible p;
};

static void lower_to(struct judging *j, int score, const char *reason)
{
    if (score >= j->q.score) return;
    j->q.score = score;
    j->q.reason = reason;
}

static void lower_authentic(struct judging *j, int score)
{
    if (score < j->q.authentic) j->q.authentic = score;
}

static bool says(const struct judging *j, const char *words)
{
    return str_find(j->text, strz(words)) != STR_NONE || str_find(j->title, strz(words)) != STR_NONE;
}

/* ---- the server's side ------------------------------------------------------------------------------------------- */

static bool header_has(struct str headers, const char *name, const char *value)
{
    struct str line;
    while (str_next(&headers, '\n', &line)) {
        size_t colon = str_find_char(line, ':');
        if (colon == STR_NONE || !str_ascii_ieq(str_trim(str_upto(line, colon)), strz(name))) continue;
        if (value == NULL || str_ascii_ifind(str_from(line, colon + 1), strz(value)) != STR_NONE) return true;
    }
    return false;
}

static void judge_headers(struct judging *j)
{
    struct str h = j->in->headers;
    bool waf = header_has(h, "x-amzn-waf-action", NULL) || header_has(h, "cf-mitigated", NULL) ||
               header_has(h, "x-datadome", "protected") || header_has(h, "x-sucuri-block", NULL);
    if (!waf) return;
    lower_to(j, 2, "the server's filter answered with a challenge or a captcha");
    lower_authentic(j, 0);
}

static void judge_status(struct judging *j)
{
    int s = j->in->http_status;
    if (s == 0 || s == 200 || s == 203) return;
    const char *reason = arena_printf(j->a, "the server answered with status %d%s", s,
                                      s == 404 || s == 410               ? ": there is no such page"
                                      : s == 401 || s == 403 || s == 451 ? ": access is denied"
                                      : s == 429                         ? ": it was asked too often"
                                      : s >= 500                         ? ": an error on its side"
                                      : s == 202                         ? ": the page is not ready"
                                                                         : "");
    lower_to(j, s == 206 ? 40 : 5, reason);
    /* A "not found" is the site's own answer; a bare refusal or an error of a few hundred bytes comes from before it.
     */
    bool bare = j->in->html_bytes < 3000;
    if (s == 401 || s == 403 || s == 405 || s == 429 || s == 451 || s == 202) lower_authentic(j, bare ? 15 : 35);
    if (s >= 500) lower_authentic(j, bare ? 30 : 45);
}

/* ---- what the page says ------------------------------------------------------------------------------------------ */

static void judge_emptiness(struct judging *j)
{
    if (j->p.words > 0) return;
    lower_to(j, 5, j->in->html_bytes > 4000 ? SHELL : "there is no text in the page");
    if (j->in->html_bytes == 0 && j->in->http_status != 0) lower_authentic(j, 20);
}

static void judge_signs(struct judging *j)
{
    bool title_stands = false; /* the sign is in the page's title: stronger than the length of the text */
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const struct sign *s = &signs[i];
        title_stands = str_find(j->title, strz(s->words)) != STR_NONE && j->p.words <= 3 * s->most;
        if (!title_stands && (j->p.words > s->most || !says(j, s->words))) continue;
        lower_to(j, s->score, s->reason);
        if (!s->authentic) lower_authentic(j, 10);
    }
}

/* One of the stems of a list begins a word of s. */
static bool begins_word(struct str s, const char *stems)
{
    for (const char *p = stems; *p != '\0';) {
        struct str stem = str_of(p, strcspn(p, " "));
        for (size_t from = 0, at; (at = str_find(str_from(s, from), stem)) != STR_NONE; from += at + 1) {
            size_t i = from + at;
            bool inside = i > 0 && (ascii_alnum(s.p[i - 1]) || (uint8_t)s.p[i - 1] >= 0x80);
            if (!inside || (uint8_t)stem.p[0] >= 0xE3) return true; /* scripts without spaces: anywhere */
        }
        p += stem.n + (p[stem.n] == ' ');
    }
    return false;
}

static enum button button_of(struct str fragment)
{
    size_t words = 0;
    for (size_t i = 0; i < fragment.n; i++)
        words += !ascii_space(fragment.p[i]) && (i == 0 || ascii_space(fragment.p[i - 1]));
    if (words == 0 || words > 5 || fragment.n > 60) return BUTTON_NONE;
    for (enum button b = BUTTON_REFUSE; b < BUTTON_MAX; b++)
        if (begins_word(fragment, button_stems[b])) return b;
    return BUTTON_NONE;
}

static void judge_consent(struct judging *j)
{
    if (j->p.words > 300 || !(begins_word(j->text, consent_matters) || begins_word(j->title, consent_matters))) return;
    size_t seen[BUTTON_MAX] = {0};
    for (size_t i = 0; i < j->fragments.n;) {
        size_t n = 0;
        while (i + n < j->fragments.n && j->fragments.p[i + n] != '\n') n++;
        seen[button_of(str_trim(str_of(j->fragments.p + i, n)))]++;
        i += n + 1;
    }
    size_t buttons = seen[BUTTON_REFUSE] + seen[BUTTON_CHOOSE] + seen[BUTTON_AGREE];
    if (seen[BUTTON_AGREE] > 0 && buttons >= 2 && buttons * 60 >= j->p.words) lower_to(j, 10, CONSENT);
}

/* Runs of letters that no language has: coded data. */
static void judge_debris(struct judging *j)
{
    size_t run = 0, debris = 0;
    for (size_t i = 0; i <= j->text.n; i++) {
        bool code = i < j->text.n && (uint8_t)j->text.p[i] < 0x80 && !ascii_space(j->text.p[i]);
        if (!code && run >= 400) debris += run;
        run = code ? run + 1 : 0;
    }
    if (debris * 2 > j->text.n) lower_to(j, 12, "most of the text is coded data, not words");
}

static bool has_document_title(const struct judging *j)
{
    struct str head = str_upto(j->text, 120); /* the first heading, where the page's title says only the site's name */
    for (size_t i = 0; i < sizeof document_titles / sizeof *document_titles; i++)
        if (str_find(j->title, strz(document_titles[i])) != STR_NONE ||
            str_find(head, strz(document_titles[i])) != STR_NONE)
            return true;
    return false;
}

static void judge_likeness(struct judging *j)
{
    const struct plausible *p = &j->p;
    if (p->words == 0) return;
    bool titled = has_document_title(j);
    if (p->words < 20) {
        lower_to(j, titled && p->words >= 8 ? 35 : 15, arena_printf(j->a, "the text has only %zu words", p->words));
        return;
    }
    if (!p->judged) return;
    int refuse = titled ? 2 : 8, doubt = titled ? 6 : 14;
    const char *why =
        arena_printf(j->a,
                     "the text does not read like a document that governs users: of %zu words %zu are of terms and "
                     "policies, %zu of shops, listings or forms",
                     p->words, p->governing, p->other);
    if (p->likeness < refuse)
        lower_to(j, 20, why);
    else if (p->likeness < doubt)
        lower_to(j, 45, why);
}

/* ---- beside the last version ------------------------------------------------------------------------------------- */

static struct str primary_language(struct str lang)
{
    size_t n = 0;
    while (n < lang.n && ascii_alpha(lang.p[n])) n++;
    return str_upto(lang, n);
}

/* Share of x's runs of four words that are in y too, in percent; the first 4,000 of x are asked. */
static int overlap(struct arena *a, struct str x, struct str y)
{
    struct map seen;
    map_init(&seen, a);
    struct str runs[2] = {y, x};
    size_t total = 0, shared = 0;
    for (int pass = 0; pass < 2; pass++) {
        struct str s = runs[pass];
        size_t start[4] = {0}, n = 0;
        for (size_t i = 0; i < s.n && n < (pass == 0 ? 20000 : 4000);) {
            while (i < s.n && ascii_space(s.p[i])) i++;
            size_t from = i;
            while (i < s.n && !ascii_space(s.p[i])) i++;
            if (i == from) break;
            start[n++ % 4] = from;
            if (n < 4) continue;
            size_t at = start[n % 4];
            struct str run = str_of(s.p + at, i - at);
            if (pass == 0)
                *map_put(&seen, run, NULL) = 1;
            else
                total++, shared += map_get(&seen, run) != NULL;
        }
    }
    return total == 0 ? 100 : (int)(shared * 100 / total);
}

static void judge_history(struct judging *j)
{
    if (j->in->previous_text.n == 0 || str_eq(j->in->previous_text, j->in->text)) return;
    struct plausible was = plausible_measure(j->a, j->in->previous_text);
    size_t now = j->in->text.n, before = j->in->previous_text.n;
    if (was.words >= 60 && now * 10 < before * 3)
        lower_to(j, 35, arena_printf(j->a, "the text shrank to %zu %% of the current version", now * 100 / before));
    struct str was_lang = primary_language(j->in->previous_lang), lang = primary_language(j->in->lang);
    bool said = was_lang.n > 0 && lang.n > 0 && !str_ascii_ieq(was_lang, lang);
    bool seen = was.lang[0] != '\0' && j->p.lang[0] != '\0' && strcmp(was.lang, j->p.lang) != 0;
    if (seen)
        lower_to(j, 38, arena_printf(j->a, "the text's language changed from %s to %s", was.lang, j->p.lang));
    else if (said && (was.lang[0] == '\0' || j->p.lang[0] == '\0'))
        lower_to(j, 45,
                 arena_printf(j->a, "the page's language changed from " STR_FMT " to " STR_FMT, STR_ARG(was_lang),
                              STR_ARG(lang)));
    if (seen || was.words < 60 || j->p.words < 60) return;
    struct str x = str_ascii_lower(j->a, j->in->text), y = str_ascii_lower(j->a, j->in->previous_text);
    int shared = overlap(j->a, x, y);
    if (shared < 3 && overlap(j->a, y, x) < 3)
        lower_to(j, 40, "the text has next to nothing in common with the current version");
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

/* Typographic apostrophes as ASCII ones, so that the lists need one form. */
static struct str readable(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (i + 2 < s.n && memcmp(s.p + i, "\xE2\x80\x99", 3) == 0) {
            p[n++] = '\'';
            i += 2;
        } else {
            p[n++] = s.p[i] == '\n' ? ' ' : ascii_lower(s.p[i]);
        }
    }
    return str_of(p, n);
}

/* A line of its own for each sentence and line, in lower case, without headings. */
static struct str fragments_of(struct arena *a, struct str markdown)
{
    static const char *const ends[] = {".",  "!",  "?",  "|",  ";", "[", "]", "(", ")", "*",
                                       "。", "！", "？", "、", "·", "•", "„", "“", "”"};
    char *p = arena_alloc(a, markdown.n + 1);
    size_t n = 0, last = 0; /* last: where the last line begins */
    struct str line;
    while (str_next(&markdown, '\n', &line)) {
        struct str bare = str_trim(line);
        bool rule = bare.n > 1 && (bare.p[0] == '=' || bare.p[0] == '-') && bare.p[bare.n - 1] == bare.p[0];
        if (rule) n = last; /* it underlines a heading */
        if (rule || bare.n == 0 || bare.p[0] == '#') continue;
        last = n;
        for (size_t i = 0, step; i < line.n; i += step) {
            step = 0;
            for (size_t k = 0; k < sizeof ends / sizeof *ends && step == 0; k++)
                if (str_starts(str_from(line, i), strz(ends[k]))) step = strlen(ends[k]);
            p[n++] = step > 0 ? '\n' : ascii_lower(line.p[i]);
            step += step == 0;
        }
        p[n++] = '\n';
    }
    return str_of(p, n);
}

void quality_judge(struct arena *a, const struct quality_input *in, struct quality *ret)
{
    struct judging j = {
        .a = a, .in = in, .q = {.score = 90, .authentic = 100, .reason = "nothing speaks against this capture"}};
    j.text = readable(a, markdown_plain(a, str_upto(in->text, 64u << 10)));
    j.fragments = fragments_of(a, str_upto(in->text, 8u << 10));
    j.title = readable(a, in->title);
    j.p = plausible_measure(a, in->text);
    judge_status(&j);
    judge_headers(&j);
    judge_emptiness(&j);
    judge_signs(&j);
    judge_consent(&j);
    judge_debris(&j);
    judge_likeness(&j);
    judge_history(&j);
    j.q.verdict = j.q.score >= SCORE_GOOD ? QUALITY_GOOD : j.q.score >= SCORE_DOUBTFUL ? QUALITY_DOUBTFUL : QUALITY_BAD;
    *ret = j.q;
}

const char *quality_verdict_name(enum quality_verdict v)
{
    return v == QUALITY_GOOD ? "good" : v == QUALITY_DOUBTFUL ? "doubtful" : "bad";
}
