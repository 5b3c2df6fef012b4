#include "text/plausible.h"

#include "base/map.h"
#include "base/utf8.h"
#include "text/markdown.h"

/* Stems: a word counts that begins with one (ends with it too where the stem ends with '.'). */

struct language {
    const char *name;
    const char *common;     /* whole words that give the language away */
    const char *governing;  /* stems */
    const char *addressing; /* whole words */
};

/* clang-format off */
static const struct language languages[] = {
    {"en", "the and of to in or for is that with by this any not are be from as on will",
     "agree. agreement agrees accept acceptable. access accountab accordance affiliat amend appeal applicab arbitrat authoriz authoris "
     "behalf binding breach cancel children claim. claims collect comply complian compliance condition confidential consent. consents "
     "controller. controllers cookie copyright court cure damages data. data-subject delet disclaim disclos dispute effective. eligib "
     "enforce entitl exempt exercise exclud gdpr govern guideline harass hereby herein hereunder impressum imprint. indemn infring "
     "information. intellectual jurisdiction law. laws lawful legal. legally legislation legitimate liab licens licence likeness "
     "limitation malware minor. minors misuse modif moderat notice. notices notif obligat opt. opt-out owner ownership party. parties "
     "penalt permission permit personal. personally phishing policies policy. portability privacy. processor processing prohibit "
     "prosecut protect provision pursuant recipient refund. refunds reimburse regulation regulat remed. removal reproduce "
     "responsib restrict retain retention reserve reserves revoke right. rights safeguard sanction secur sell. severab "
     "share. shares shared statut strictly sub-processor subprocessor subject. submit suspend. suspended suspension tax. terminat "
     "term. terms third. third-party trademark transfer. transferred transmit treat. unauthor unenforceable unlawful "
     "unsolicited user. users user-generated verif vendor violat voluntar vulnerab waive warrant withdraw written warranty accessib "
     "conform wcag complaint complain discriminat fraud impersonat illegal hateful hate. spam abus harm. harmful respons "
     "rule. rules conduct ban. banned contractor purchase. deliver. delivery customer. customers "
     "allowed forbidden refuse entry. erase fee. fees paid payable payout chargeable valid. expire cancelled cancellation returned. "
     "renew threat authorit recipients account. accounts offensive final. objects. unused",
     "you your yours we our ours us may must shall will cannot should if unless"},
    {"de", "der die und das nicht mit von für den des ist zu auf werden oder im dem eine durch sich",
     "agb anbieter anspr anwendbar auftragsverarbeit auskunft ausgeschlossen beding berechtig berichtig beschwerde bestimmung betroffen "
     "cookie daten dritt dsgvo einwillig erheb erklär erlaub gesetz genehmig gericht gewähr haft hinweis impressum inhalt kündig "
     "leistung lizenz löschung mitteil nutz pflicht personenbezogen privat recht richtlinie rückgabe schadens schutz sicherheit speicher "
     "tmg umsatzsteuer unterlassen untersag urheber verantwort verarbeit verbot vereinbar verletz verpflicht vertrag verwend verstoß "
     "vorschrift weitergabe widerruf widerspruch zustimm zweck zugriff erstatt gebühr frist. kosten. verboten gestattet",
     "sie ihr ihre ihren ihnen wir uns unser unsere unseren dürfen darf muss müssen kann können soll"},
    {"fr", "le la les des et de du une est en que pour dans par sur avec ou au qui ne vous",
     "abonn. accept accès applica arbitr autoris caractère collect compte. conditions confidential conform consent contrat cookie données "
     "droit effac engag finalité garanti hébergeur informations interdi juridi légal légaux licence loi. lois mentions modifi "
     "notifi obligat partenaire personnel politique propriété protec prestat rectif réclam règlement résili respons rétract "
     "sécurité sous-trait tiers traitement transfer tribunal util viol rembours renvoy retour frais délai résilier charge. interdit "
     "repris",
     "vous votre vos nous notre nos devez doit doivent peut peuvent pouvez"},
    {"es", "el la los las de y en que del para por una con se su al es no o como",
     "acept acceso acuerdo aplicab autoriz condicion confidencial consent contrato cookie cumpl datos derecho divulg elimin encargad "
     "finalidad garant indemn informa jurisdic ley. leyes legal legitim licencia modific notific oblig personal polític privacidad "
     "prohib propiedad protec reclam rectific reembols respons seguridad servicio tercero término trata transfer tribunal usuario uso. "
     "viol vigent devol gasto. gastos plazo cancel reembols multa sanci",
     "usted su sus nosotros nuestro nuestra nuestros debe deben puede pueden podrá podemos"},
    {"it", "il la di e che per del della in con non si un una le dei gli o da al",
     "accett accesso accord applica autorizz condizion conform conserva consenso contratt cookie cancella dati diritt divulg dirett "
     "finalità garant garanzi giurisdiz indennizz informa informativa interess legal legge leggi legittim licenza limita modific notific "
     "obblig personal policy privacy proprietà protezione recesso reclam regolament respons revoca riservat rettific sicurezza servizi "
     "termin terz titolare tratta trasfer utent utilizz viet viola rimbors restitu spese. sanzion danneggi",
     "lei tuo tua tuoi tue suo sua suoi voi vostro noi nostro nostra nostri deve devono può possono potrà"},
    {"pt", "os as de que do da em para por com uma não se dos das no na ao pela são",
     "aceit acesso acordo aplic autoriz condiç confidencial consent contrat cookie cumpr dados direito divulg elimin finalidade garant "
     "indeniz inform jurisdi lei. leis legal legítim licença modific notific obriga pessoa polític privacidade proib propriedade proteç "
     "reclam retific reembols devol prazo taxa. taxas responsa segurança serviço terceir termo trata transfer tribunal usuári utiliza viol",
     "você seu sua seus suas nós nosso nossa nossos deve devem pode podem poderá"},
    {"nl", "de het een en van in op te dat voor met is zijn niet aan door of bij worden die",
     "aansprakelijk akkoord algemene bewaar beleid bepaling beveilig bezwaar cookie derde doeleind gebruik gegeven geschil garantie "
     "inbreuk informatie intrek klacht licentie opzeg overeenkom persoon privacy recht rechter rechtbank toestem toegang toepass "
     "verantwoord verboden verplicht verstrek verwerk verwijder voorwaarde wet. wetgeving wijzig retour terugbetal kosten. annule",
     "u uw je jouw wij we ons onze moet moeten mag mogen kan kunnen"},
    {"pl", "na do się nie że oraz lub jest o dla przez od po za są przy jak",
     "administrator bezpiecze. cookie danych dane. dostęp gwaranc informac konsument korzyst licencj naru obowiąz ochron odpowiedzial "
     "odstąp osobow polityk praw przetwarz regulamin reklamac rodo sąd skarg świadcz umow usług użytkown ustaw warunk wycof zgod zakaz "
     "zastrze zgodn zwrot opłat kar. kosztów",
     "ty twój twoje twoich państwa my nasz nasze naszych może mogą musi należy"},
    {"sv", "och att det som en för av är på med den inte till om ett kan har vi du eller",
     "ansvar avtal behandl behörig cookie dataskydd dina. garanti godkänn gäller information integritet klagomål lag. lagar licens "
     "personuppgift policy radera rätt rättighet samtyck skydd säkerhet tillstånd tredje tvist uppgift upphör villkor överens avgift återbetal ångerrätt förbjud",
     "du din ditt dina vi vår vårt våra får måste ska kan"},
    /* Known by sight only: so that they are not taken for another, and not judged by its words. */
    {"hu", "az és hogy nem is egy vagy ha meg már csak által pedig valamint jelen", NULL, NULL},
    {"cs", "na se je že do pro nebo jsou za od jako podle této při", NULL, NULL},
    {"sk", "na sa je že do pre alebo sú za od ako podľa tejto pri", NULL, NULL},
    {"ro", "și în de la cu pe nu este sau care din pentru să prin ca sunt dumneavoastră", NULL, NULL},
    {"da", "og at det som en for af er på med den ikke til om et kan har vi du eller", NULL, NULL},
    {"no", "og at det som en for av er på med den ikke til om et kan har vi du eller", NULL, NULL},
    {"lt", "ir yra kad su iš ar į arba bei tai kaip dėl nuo šių apie", NULL, NULL},
    {"tr", "ve bir bu için ile da de veya olarak olan gibi daha çok her kadar", NULL, NULL},
    {"fi", "ja on ei että se tai voi kun ovat sekä jos mukaan joka niiden tämä",
     "ehdot ehtoj eväste henkilötie käsittel käyttö käyttäj laki lain. oikeu palvelu rekister suostumu sopimu tieto tietoj tietosuoj "
     "turvall vastuu velvolli yksityisyy",
     "sinun sinä me meidän voit voimme tulee"},
};

enum { LANGUAGES = sizeof languages / sizeof *languages };
_Static_assert(LANGUAGES <= 32, "a language is a bit of a map value");

/* Scripts without spaces and others: pieces of text, counted wherever they stand. */
static const struct {
    const char *lang, *pieces;
} scripts[] = {
    {"zh", "隐私 隱私 条款 條款 协议 協議 个人信息 個人資料 用户 用戶 服务 服務 权利 權利 责任 責任 法律 同意 禁止 处理 數據 数据 信息 安全 收集 使用 提供 您 我们 我們 不得 应当 退款 退货 承担 争议 費用 费用 未成年"},
    {"ja", "利用規約 プライバシー 個人情報 個人データ 規約 ポリシー お客様 ユーザー 当社 権利 責任 法律 同意 禁止 提供 取得 利用 情報 契約 保護 開示 第三者 本サービス 返品 返金 負担 手数料 料金 解約 未成年"},
    {"ko", "약관 개인정보 이용자 회사 서비스 권리 책임 법률 동의 금지 처리 제공 수집 이용 정보 보호 제3자 회원 규정 환불 취소 요금 미성년"},
    {"ru", "персональн данны соглаш услови политик конфиденц пользовател обработ прав закон ответствен соглас запрещ третьи сервис услуг обязан хранен"},
    {"ar", "الخصوصية الشروط البيانات الشخصية المستخدم الخدمة الحقوق القانون الموافقة سياسة المعلومات"},
};

/* Words of pages that are something else. Whole words or, with '.', exactly that; in any language of the list. */
static const char *const other_words =
    "cart basket checkout wishlist bestseller sale. coupon shipping add-to-cart pricing upgrade trending watch playlist followers "
    "likes retweet comments reply. replies newsletter subscribe signup sign-up login. password. forgot username results. sort filter "
    "next. previous page. homepage blog posts. posted author episode podcast read-more webinar careers hiring jobs apply-now "
    "operational uptime outage incident. degraded maintenance latency benchmark tokens context-window model. models input. output. "
    "demo testimonials download. features integrations roadmap changelog release. released beta. preview. tutorial quickstart sdk. "
    "npm. install. said. minister voted interviews cv. apply. tap. swipe screenshot screenshots helpful. quiz trivia menus "
    "autumn weekend warenkorb kasse anmelden passwort panier connexion carrito";

/* clang-format on */

/* ---- lists ------------------------------------------------------------------------------------------------------- */

/* A list taken apart, its stems by their first byte. */
struct stem {
    const char *p;
    uint16_t n;
    bool whole;
    uint16_t next; /* of the same first byte, as index + 1 */
};

struct stems {
    struct stem *v;
    uint16_t n;
    uint16_t head[256];
};

/* whole: every entry is a whole word, not only those that end with '.'. */
static struct stems stems_of(struct arena *a, const char *list, bool whole)
{
    struct stems s = {.v = ARENA_ARRAY(a, struct stem, strlen(list) / 2 + 1)};
    for (const char *p = list; *p != '\0';) {
        size_t n = strcspn(p, " ");
        bool dot = p[n - 1] == '.';
        uint16_t *head = &s.head[(uint8_t)p[0]];
        s.v[s.n++] = (struct stem){p, (uint16_t)(n - dot), dot || whole, *head};
        *head = s.n;
        p += n + (p[n] == ' ');
    }
    return s;
}

static bool stem_in(const struct stems *s, struct str w)
{
    for (uint16_t i = s->head[(uint8_t)w.p[0]]; i != 0; i = s->v[i - 1].next) {
        const struct stem *k = &s->v[i - 1];
        if (k->n <= w.n && (!k->whole || k->n == w.n) && memcmp(k->p, w.p, k->n) == 0) return true;
    }
    return false;
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

struct words {
    struct str *v;
    size_t n;
    size_t prose;
    size_t prices;
};

static bool word_char(char c) { return ascii_alnum(c) || c == '-' || (uint8_t)c >= 0xC3; }

/* Lower case for ASCII and for the letters of Latin-1 that the lists use. */
static void lower(char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        p[i] = ascii_lower(p[i]);
        if ((uint8_t)p[i] == 0xC3 && i + 1 < n && (uint8_t)p[i + 1] >= 0x80 && (uint8_t)p[i + 1] <= 0x9E)
            p[i + 1] = (char)(p[i + 1] + 0x20);
    }
}

static struct words split_words(struct arena *a, struct str text)
{
    struct words w = {.v = ARENA_ARRAY(a, struct str, PLAUSIBLE_WORDS)};
    char *p = arena_dup(a, text.p != NULL ? text.p : "", text.n);
    lower(p, text.n);
    size_t line_words = 0;
    for (size_t i = 0; i < text.n && w.n < PLAUSIBLE_WORDS;) {
        if (p[i] == '\n') {
            if (line_words >= 10) w.prose += line_words;
            line_words = 0;
        }
        if (!word_char(p[i]) || p[i] == '-') {
            w.prices += p[i] == '$' && i + 1 < text.n && ascii_digit(p[i + 1]);
            i++;
            continue;
        }
        size_t from = i;
        while (i < text.n && (word_char(p[i]) || ((uint8_t)p[i] & 0xC0) == 0x80)) i++;
        w.v[w.n++] = str_of(p + from, i - from);
        line_words++;
    }
    if (line_words >= 10) w.prose += line_words;
    return w;
}

/* ---- scripts ----------------------------------------------------------------------------------------------------- */

struct census {
    size_t latin, han, kana, hangul, cyrillic, arabic, rest;
};

static struct census count_scripts(struct str s)
{
    struct census c = {0};
    for (size_t i = 0, n; i < s.n; i += n) {
        uint32_t ch = utf8_next(s.p + i, s.n - i, &n);
        if (ch < 0x250)
            c.latin += ch > 0xBF || ascii_alpha((char)ch);
        else if (ch >= 0x3040 && ch <= 0x30FF)
            c.kana++;
        else if (ch >= 0x4E00 && ch <= 0x9FFF)
            c.han++;
        else if (ch >= 0xAC00 && ch <= 0xD7A3)
            c.hangul++;
        else if (ch >= 0x400 && ch <= 0x52F)
            c.cyrillic++;
        else if (ch >= 0x600 && ch <= 0x6FF)
            c.arabic++;
        else if (ch >= 0x370 && (ch < 0x2000 || ch > 0x2BFF))
            c.rest++;
    }
    return c;
}

static const char *script_language(const struct census *c)
{
    size_t all = c->latin + c->han + c->kana + c->hangul + c->cyrillic + c->arabic + c->rest;
    if (c->kana * 10 > all) return "ja";
    if (c->hangul * 3 > all) return "ko";
    if (c->han * 4 > all) return "zh";
    if (c->cyrillic * 2 > all) return "ru";
    if (c->arabic * 2 > all) return "ar";
    return c->latin * 2 > all ? "latin" : "";
}

static size_t count_pieces(struct str s, const char *pieces)
{
    size_t found = 0;
    for (const char *p = pieces; *p != '\0';) {
        size_t n = strcspn(p, " ");
        struct str rest = s;
        for (size_t at; (at = str_find(rest, str_of(p, n))) != STR_NONE; found++) rest = str_from(rest, at + n);
        p += n + (p[n] == ' ');
    }
    return found;
}

static struct plausible measure_script(struct str s, const char *lang, const struct census *c)
{
    struct plausible m = {.lang = lang};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        if (strcmp(scripts[i].lang, lang) != 0) continue;
        bool spaced = c->cyrillic > c->han || c->arabic > c->han;
        m.words = spaced ? (c->cyrillic + c->arabic) / 6 : (c->han + c->kana + c->hangul) / 2;
        m.governing = count_pieces(s, scripts[i].pieces);
        m.prose = m.words;
        m.judged = true;
    }
    return m;
}

/* ---- measuring --------------------------------------------------------------------------------------------------- */

/* The language whose common words stand thickest. Sure from one in twelve on; below, down to one in thirty, it is a
 * list of things in that language and no prose: its words can be judged, but it names no language. */
static const struct language *guess_language(struct arena *a, const struct words *w, bool *ret_sure)
{
    struct map common; /* word → the languages that have it, a bit each */
    map_init(&common, a);
    for (size_t l = 0; l < LANGUAGES; l++) {
        struct str rest = strz(languages[l].common), word;
        while (str_next(&rest, ' ', &word)) *map_put(&common, word, NULL) |= (uintptr_t)1 << l;
    }
    size_t hits[LANGUAGES] = {0}, looked = w->n < 1500 ? w->n : 1500, most = 0, second = 0;
    for (size_t i = 0; i < looked; i++) {
        const uintptr_t *in = map_get(&common, w->v[i]);
        for (size_t l = 0; in != NULL && l < LANGUAGES; l++) hits[l] += *in >> l & 1;
    }
    const struct language *best = NULL;
    for (size_t l = 0; l < LANGUAGES; l++) {
        if (hits[l] > most) {
            second = most;
            most = hits[l];
            best = &languages[l];
        } else if (hits[l] > second) {
            second = hits[l];
        }
    }
    *ret_sure = best != NULL && most * 12 >= looked && most * 4 >= second * 5;
    return *ret_sure || most * 30 >= looked ? best : NULL;
}

static struct plausible measure_words(struct arena *a, struct str text)
{
    struct words w = split_words(a, text);
    bool sure;
    const struct language *l = guess_language(a, &w, &sure);
    struct plausible m = {.words = w.n, .prose = w.prose, .lang = sure ? l->name : "", .other = w.prices};
    m.judged = l != NULL ? l->governing != NULL : w.n < 60;
    if (l == NULL || l->governing == NULL) l = &languages[0];
    struct stems governing = stems_of(a, l->governing, false), addressing = stems_of(a, l->addressing, true);
    struct stems other = stems_of(a, other_words, false);
    for (size_t i = 0; i < w.n; i++) {
        m.governing += stem_in(&governing, w.v[i]);
        m.addressing += stem_in(&addressing, w.v[i]);
        m.other += stem_in(&other, w.v[i]);
    }
    return m;
}

struct plausible plausible_measure(struct arena *a, struct str markdown)
{
    struct str text = markdown_plain(a, str_upto(markdown, (size_t)PLAUSIBLE_WORDS * 16));
    struct census c = count_scripts(text);
    const char *script = script_language(&c);
    struct plausible m = strcmp(script, "latin") == 0 ? measure_words(a, text) : measure_script(text, script, &c);
    if (m.words > 0)
        m.likeness = (int)((200 * (int64_t)m.governing + 100 * (int64_t)m.addressing - 400 * (int64_t)m.other) /
                           (int64_t)m.words);
    return m;
}
