#include "text/quality.h"

#include "../tap.h"

static struct arena a;

struct sample {
    const char *kind, *title, *text;
};

/* Pages that stand in a document's place, or were taken for one. All invented. */
static const struct sample wrong[] = {
    {"challenge", "Just a moment...",
     "Checking your browser before accessing example.test. This process is automatic. Your browser will redirect "
     "shortly."},
    {"challenge", "Security check",
     "example.test needs to review the security of your connection before proceeding. Verify you are human by "
     "completing the action below."},
    {"challenge", "Pardon Our Interruption",
     "As you were browsing something about your browser made us think you were a bot. There are a few reasons this "
     "might happen: you are moving at super-human speed, you have disabled cookies, or a plugin prevents scripts from "
     "running."},
    {"captcha", "Are you a robot?",
     "We have detected unusual traffic from your computer network. To continue, please type the characters you see in "
     "the picture below and press Submit."},
    {"captcha", "Human Verification", "Press & hold to confirm you are a human and not a bot. Reference ID 11-22-33"},
    {"block page", "Access Denied",
     "Access Denied. You don't have permission to access the page on this server. Reference 18.2f3a."},
    {"block page", "Attention Required! | Cloudflare",
     "Sorry, you have been blocked. You are unable to access example.test. Why have I been blocked? This website is "
     "using a security service to protect itself from online attacks. The action you just performed triggered the "
     "security solution. What can I do to resolve this? You can email the site owner to let them know you were "
     "blocked."},
    {"block page", "", "Request unsuccessful. Incapsula incident ID: 1234-5678"},
    {"region wall", "Unavailable",
     "Sorry! This content is not available in your country. If you think that this is a mistake, contact our support "
     "team."},
    {"enable JavaScript", "App", "You need to enable JavaScript to run this app."},
    {"enable JavaScript", "Example",
     "JavaScript is not available. We've detected that JavaScript is disabled in this browser. Please enable "
     "JavaScript or switch to a supported browser to continue."},
    {"empty shell", "Terms of Service", ""},
    {"empty shell", "Privacy Policy", "Loading..."},
    {"cookie banner", "Example",
     "We value your privacy. We and our partners store information on a device. Accept all. Reject all. Manage "
     "preferences."},
    {"cookie banner", "Willkommen",
     "Wir verwenden Cookies auf dieser Seite, um sie besser zu machen. Alle akzeptieren. Alle ablehnen. Einstellungen "
     "verwalten."},
    {"login wall", "Log in",
     "Log in to continue. Email or phone. Password. Forgot password? Not a member yet? Create an account. Continue "
     "with another provider."},
    {"login wall", "Sign in",
     "Welcome back. Please sign in to see this page. Email address. Password. Keep me signed in. Forgotten password? "
     "New here? Join free today."},
    {"soft 404", "Page not found",
     "Page not found. Sorry, we could not find what you were after. Try the search, or go back to the home page. "
     "Popular links: shop, support, stories, careers."},
    {"soft 404", "Oops", "Oops! The page you are looking for doesn't exist or was moved. Take me home."},
    {"soft 404", "Seite nicht gefunden",
     "Seite nicht gefunden. Die angeforderte Seite gibt es hier nicht mehr. Zurück zur Startseite."},
    {"error page", "502 Bad Gateway", "502 Bad Gateway"},
    {"error page", "Error",
     "Something went wrong. Please try again later. If the problem lasts, contact support with error code 0xF00."},
    {"maintenance", "Be right back",
     "We are down for maintenance. Our engineers are polishing things. We expect to be back at 14:00. Follow us for "
     "news."},
    {"parked domain", "example.test",
     "This domain is for sale! Buy this domain today through our brokers. Related searches: cheap flights, car "
     "insurance, online degrees."},
    {"model list", "Models",
     "Models\n======\n\nCompare our latest models. Nova 4 is the flagship model for reasoning. Nova 4 mini is a fast, "
     "low-latency model for chat. Nova vision takes image input. Context window 128k tokens. Input $2.50, output "
     "$10.00 per million tokens. See the model card, benchmarks and pricing. Nova embed turns text into vectors. "
     "Preview models are faster but less tested. Older models: Nova 3, Nova 2."},
    {"cart", "Your cart",
     "Your cart\n=========\n\nBlue ceramic mug, quantity 2, $24.00. Linen tea towel, quantity 1, $12.50. Remove. Save "
     "for later. Subtotal $36.50. Estimated shipping $5.99. Apply coupon. Proceed to checkout. Customers also bought: "
     "wooden spoon, oak board, copper pan. Free shipping on orders over $50."},
    {"search results", "Results for policy",
     "Results for \"policy\"\n\n1,240 results. Sort by relevance. Filter by year. Page 1 of 124. How to write a recipe "
     "book. Ten things to do in Lisbon. The best hiking boots of the year. A short history of the bicycle. Where to "
     "see whales. Next page."},
    {"home page", "Example: make work flow",
     "Make work flow\n==============\n\nExample brings notes, tasks and chat together in one place. Loved by teams "
     "around the world. Get started free. Watch demo. Features. Boards that move as fast as the team does. Automations "
     "that take the busywork out of the day. Integrations with every tool. Pricing. Testimonials. \"A game changer\", "
     "says a designer in Oslo. Sign-up today. Download the app."},
    {"blog index", "Blog",
     "Blog\n====\n\nHow we moved to a new office. Posted by Ann on 3 May. 5 min read. Five tips for better photos. "
     "Posted by Ben on 1 May. 3 min read. Meet the team: Carla. Posted by Ann on 27 April. Comments (4). Older posts. "
     "Subscribe to the newsletter. Popular posts: our summer playlist, the story of the logo, a day in the studio."},
    {"news article", "Storm hits the coast",
     "Storm hits the coast\n\nA storm swept over the northern coast on Tuesday night, with gusts of up to 120 "
     "kilometres an hour. Trees fell on railway lines and several villages were without electricity until morning. "
     "Fishermen said it was the strongest wind in ten years. The harbour of the old town was flooded, and volunteers "
     "filled sandbags until dawn. Forecasters expect calmer weather at the weekend, with sunshine on Saturday and "
     "light rain in the evening."},
    {"status page", "System status",
     "All systems operational. API operational. Dashboard operational. Uploads operational. Uptime over the past 90 "
     "days 99.98 %. Past incidents. 12 May: no incidents. 11 May: elevated latency, resolved. 10 May: no incidents. 9 "
     "May: no incidents. Scheduled: database upgrade on Sunday."},
    {"product page", "Trail shoe",
     "Trail shoe 5\n\nLight, grippy and quick to dry. $129.00. Choose a size: 38 39 40 41 42 43 44. Colour: moss, "
     "sand, night. Add to cart. Add to wishlist. 4.7 stars from 312 reviews. Upper of recycled mesh. Drop 6 mm. Weight "
     "280 g. Reviews: great shoe on wet rock, runs a bit small. Similar shoes: ridge shoe, road shoe, sandal."},
    {"pricing page", "Pricing",
     "Pricing\n=======\n\nFree: $0, for hobby projects, 3 boards, 1 GB. Team: $8 a seat each month, unlimited boards, "
     "100 GB, priority chat. Business: $16 a seat each month, single sign-on, audit log, guest seats. Upgrade any "
     "time. Start a free trial. Compare features. Frequently asked: is there a discount for schools? Yes, half price."},
    {"changelog", "Release notes",
     "Release notes\n=============\n\n2.4.0 released: dark theme, faster start, new icons. 2.3.1: crash on rotation "
     "mended. 2.3.0: beta of the timeline, drag and drop, download as PNG. 2.2.9: small bugs squashed. 2.2.0: new "
     "editor, keyboard shortcuts, twelve emoji. Previous releases on the next page."},
    {"job list", "Careers",
     "Open positions\n\nBackend engineer, Berlin. Apply. Product designer, remote. Apply. Data analyst, Lyon. Apply. "
     "Office cook, Berlin. Apply. We are hiring in three cities. Life at Example: hack days, bikes, long lunches. Meet "
     "people on the team. Jobs by place: Berlin (12), Lyon (3), remote (7)."},
    {"recipe", "Lemon cake",
     "Lemon cake\n\nMix 200 g of butter with the sugar until pale. Add the eggs one at a time, then the flour, the "
     "zest of two lemons and a pinch of salt. Bake for 45 minutes at 170 degrees. Let it cool in the tin. Stir the "
     "juice with icing sugar and pour it over the warm cake. Serves eight. Freezes well. Comments: made this on "
     "Sunday, lovely crumb!"},
    {"video list", "Trending videos",
     "Trending now. Cat plays piano, 1.2M views, 3 days ago. Building a cabin alone, 800K views. Top ten goals of the "
     "week, 640K views, 1 day ago. Watch later. Add to playlist. Slow TV: train to the north, live now. Subscribe. Up "
     "next: the deep sea, episode 4."},
    {"API reference", "API reference",
     "GET /v1/items returns a list of items as JSON. Parameters: limit (integer, default 20), cursor (string). "
     "Example: curl -H 'X-Key: k' https://api.example.test/v1/items. Response 200 with an array of objects: id, name, "
     "created. POST /v1/items creates an item. npm install example-sdk. See the quickstart and the tutorial for "
     "Python, Go and Ruby."},
    {"forum thread", "Which bike lamp?",
     "Which bike lamp?\n\nanna: my old lamp died, what do people ride with in winter? 3 likes. bo: mine has lasted "
     "four years, bought it second hand. carl: go for a dynamo, never look back. 12 likes. dee: dynamo here too, "
     "bright as day on the towpath. Reply. 2 replies hidden. Related threads: gloves below zero, best mudguards, "
     "studded tyres."},
    {"language chooser", "Choose a language",
     "Deutsch. English. Español. Français. Italiano. Nederlands. Polski. Português. Svenska. Türkçe. Dansk. Suomi. "
     "Norsk. Magyar. Choose the place where the parcel goes: Austria, Belgium, Denmark, Finland, France, Germany, "
     "Italy, Spain."},
    {"event calendar", "Events",
     "Events in June\n\n3 June: jazz in the park, 19:00, free. 7 June: flea market, town square. 12 June: open-air "
     "film, bring a blanket. 15 June: city run, 10 km, start at the bridge. 21 June: longest day picnic. 28 June: "
     "choir and strings at the old mill. Tickets at the box office. Previous month. Next month."},
    {"contact form", "Contact us",
     "Contact us\n\nName. Email. Phone. Subject. Message. Send. Call Monday to Friday from nine to five. Our shop is "
     "next to the station. Parking behind the house. Follow along: photos, videos, stories."},
};

/* Short documents that are what they claim to be. All invented. */
static const struct sample right[] = {
    {"imprint", "Impressum",
     "Impressum\n=========\n\nAngaben gemäß § 5 TMG\n\nBeispiel Laden GmbH, Musterweg 1, 12345 Musterstadt. Vertreten "
     "durch die Geschäftsführerin Erika Beispiel. Umsatzsteuer-Identifikationsnummer DE000000000. Verantwortlich für "
     "den Inhalt: Erika Beispiel. Wir übernehmen keine Haftung für Inhalte Dritter."},
    {"imprint", "Legal notice",
     "Legal notice\n\nExample Tools Ltd is registered in England under number 000000. Registered office: 1 Sample "
     "Street, London. VAT number GB 000. Responsible for the content of this site: J. Sample. All rights reserved."},
    {"imprint", "Mentions légales",
     "Mentions légales\n\nLe site est édité par la société Exemple SARL, au capital de 1000 euros. Directrice de la "
     "publication: Mme Exemple. Hébergeur: Nuage SA, 1 rue du Test, Paris. Toute reproduction du contenu est interdite "
     "sans notre accord. Vous disposez d'un droit d'accès et de rectification de vos données."},
    {"imprint", "Aviso legal",
     "Aviso legal\n\nEl titular de este sitio es Ejemplo SL, con domicilio en la calle de la Prueba 1, Madrid. El "
     "usuario acepta las presentes condiciones por el uso del sitio. Los contenidos están protegidos por derechos de "
     "propiedad intelectual. Nos reservamos el derecho de modificar este aviso."},
    {"cookie policy", "Cookie policy",
     "Cookie policy\n=============\n\nWe use cookies to keep you logged in and to remember your settings. We do not "
     "use cookies for advertising. You can delete cookies in your browser at any time; some parts of the service may "
     "then not work. We keep session cookies until you close the browser."},
    {"cookie policy", "Cookie notice",
     "Cookie notice\n\nOur site sets two cookies. The first stores your language and is deleted after one year. The "
     "second protects forms against misuse and is deleted when you close the browser. Neither is shared with third "
     "parties, and neither holds personal data."},
    {"privacy notice", "Privacy",
     "Privacy notice\n\nWe collect your name and email address when you open an account. We use this data to provide "
     "the service and do not sell it. You may ask us for access, correction or deletion at any time. We keep data for "
     "as long as your account exists."},
    {"privacy notice", "Datenschutz",
     "Datenschutzerklärung\n\nWir verarbeiten Ihre personenbezogenen Daten nur, soweit es für die Bereitstellung der "
     "Seite nötig ist. Rechtsgrundlage ist Art. 6 DSGVO. Sie haben das Recht auf Auskunft, Berichtigung und Löschung. "
     "Eine Weitergabe an Dritte findet nicht statt."},
    {"privacy notice", "Informativa",
     "Informativa sulla privacy\n\nTrattiamo i tuoi dati personali per fornire il servizio. Puoi chiedere in ogni "
     "momento l'accesso, la rettifica o la cancellazione dei dati. Non trasferiamo dati a terzi senza il tuo consenso. "
     "Il titolare del trattamento è Esempio Srl."},
    {"privacy notice", "隐私政策",
     "隐私政策\n\n我们重视您的个人信息。我们仅在提供服务所必需的范围内收集和使用您的个人信息。未经您的同意，我们不会向"
     "第三方提供您的信息。您有权查阅、更正或删除您的个人信息。如果您不同意本政策的条款，请停止使用我们的服务。本政策受"
     "法律保护。"},
    {"children's privacy", "Children",
     "Children's privacy\n\nThe service is not directed to children under 13. We do not knowingly collect personal "
     "information from children. If you believe that a child gave us information, contact us and we will delete it."},
    {"refund policy", "Refunds",
     "Refund policy\n\nYou may cancel an order within 14 days of delivery and receive a full refund. Items must be "
     "returned unused. We reimburse the purchase price within ten days after we receive the return. Gift cards are "
     "excluded."},
    {"refund policy", "Widerrufsbelehrung",
     "Widerrufsbelehrung\n\nSie haben das Recht, binnen vierzehn Tagen ohne Angabe von Gründen diesen Vertrag zu "
     "widerrufen. Die Widerrufsfrist beträgt vierzehn Tage ab dem Tag, an dem Sie die Ware erhalten haben. Um Ihr "
     "Widerrufsrecht auszuüben, müssen Sie uns mit einer eindeutigen Erklärung informieren."},
    {"shipping policy", "Shipping policy",
     "Shipping policy\n\nWe ship to customers in the European Union. Delivery takes three to five days. You are "
     "responsible for import duties and taxes. If a parcel is lost, you must tell us within 30 days, and we will send "
     "a replacement or refund the purchase."},
    {"acceptable use", "Acceptable use",
     "Acceptable use policy\n\nYou must not use the service to break the law, to harm others, to send spam or to "
     "distribute malware. You must not attempt to gain unauthorised access to accounts of other users. We may suspend "
     "accounts that violate this policy."},
    {"community rules", "Rules",
     "Community rules\n\n1.  Be respectful: no harassment, no hateful conduct.\n2.  Do not post illegal content or "
     "personal information of others.\n3.  No spam.\n4.  Moderators may remove content and ban users who break these "
     "rules. You may appeal a ban."},
    {"code of conduct", "Code of conduct",
     "Code of conduct\n\nWe pledge to make participation free of harassment for everyone. Unacceptable behaviour "
     "includes insults, threats and publishing private information without permission. Maintainers are responsible for "
     "enforcement and may remove comments that violate this code. Reports are confidential."},
    {"copyright notice", "DMCA",
     "Copyright notice\n\nIf you believe that content infringes your copyright, send a written notice to our agent. "
     "The notice must identify the work, the material claimed to be infringing and its address, and state under "
     "penalty of perjury that you are authorised to act. We terminate accounts of repeat infringers."},
    {"vulnerability disclosure", "Security",
     "Vulnerability disclosure policy\n\nIf you find a vulnerability, report it to us and give us 90 days before you "
     "disclose it. We will not take legal action against research in good faith. You must not access data of other "
     "users, and you must delete data that you obtained by accident."},
    {"accessibility statement", "Accessibility",
     "Accessibility statement\n\nWe want everyone to be able to use this site. It partially conforms to WCAG 2.1 level "
     "AA. Some older documents are not accessible. If you meet a barrier, tell us, and we will respond within five "
     "days. You may complain to the enforcement body."},
    {"sub-processors", "Subprocessors",
     "Subprocessors\n=============\n\nWe use the following subprocessors to process customer data.\n\n| Vendor | "
     "Purpose | Location |\n| --- | --- | --- |\n| Cloud Host Ltd | hosting of data | Ireland |\n| Mail Send Inc | "
     "transfer of notices | United States |\n| Pay Safe BV | payment processing | Netherlands |"},
    {"data processing", "Data processing addendum",
     "Data processing addendum\n\nThe processor shall process personal data only on written instructions of the "
     "controller, ensure confidentiality, and assist the controller in responding to requests of data subjects. The "
     "processor shall notify the controller of a personal data breach without undue delay."},
    {"service level", "SLA",
     "Service level agreement\n\nWe warrant that the service will be available 99.9 % of each month. If we fail to "
     "meet this commitment, you may claim a credit of 10 % of the fees. Claims must be submitted in writing within 30 "
     "days. Credits are your sole remedy under this agreement."},
    {"trademark guidelines", "Brand",
     "Trademark guidelines\n\nOur name and logo are registered trademarks. You may use them to refer to our products "
     "if the use is accurate and does not suggest endorsement. You may not modify the logo. You must not register "
     "names that are confusingly similar. We reserve the right to revoke this permission."},
    {"licence", "Licence",
     "Licence\n\nPermission is granted, free of charge, to any person obtaining a copy of this work to use, copy and "
     "modify it, subject to the following condition: this notice shall be included in all copies. The work is provided "
     "without warranty of any kind, and the authors are not liable for any claim."},
    {"end-user licence", "EULA",
     "End user licence agreement\n\nWe grant you a limited, revocable licence to install one copy of the software for "
     "personal use. You may not reverse engineer, rent or transfer it. The licence terminates if you breach these "
     "terms. The software is provided as is, without warranty."},
    {"warranty", "Warranty",
     "Limited warranty\n\nWe warrant this product against defects for two years from the date of purchase. If a defect "
     "appears, we will repair or replace the product. This warranty does not cover misuse or accidents, and it does "
     "not limit your statutory rights. To make a claim, contact us with proof of purchase."},
    {"API terms", "Developer terms",
     "Developer terms\n\nBy using the API you agree to these terms. You may not share keys, exceed limits or use data "
     "for advertising. You must delete user data when a user asks. We may suspend access that harms the service. These "
     "terms are governed by the laws of Ireland."},
    {"affiliate terms", "Affiliates",
     "Affiliate terms\n\nYou earn a commission on each purchase made through your link. You must disclose to users "
     "that you receive payment. We may withhold payment for fraud and terminate this agreement with written notice of "
     "seven days."},
    {"contest rules", "Official rules",
     "Official rules\n\nNo purchase necessary. The contest is open to legal residents aged 18 or over. Void where "
     "prohibited by law. By entering you agree to these rules and consent to our use of your name. The sponsor is not "
     "liable for lost entries. Winners are responsible for taxes."},
    {"law enforcement", "Law enforcement",
     "Law enforcement guidelines\n\nWe disclose user data only in response to valid legal process. Requests must be in "
     "writing and name the account. We notify affected users before disclosure unless the law prohibits it. In an "
     "emergency we may provide information to prevent harm."},
    {"appeals", "Appeals",
     "Appeals\n\nIf we remove your content or suspend your account, you may appeal within six months. A person who was "
     "not involved in the decision will review it. We inform you of the result and the reasons. You also have the "
     "right to go to an out-of-court dispute settlement body."},
    {"content moderation", "Moderation",
     "Content moderation policy\n\nWe remove content that is illegal, hateful or harmful to minors. Reports are "
     "reviewed by moderators within 24 hours. Users whose content is removed receive a notice that states the rule "
     "violated. Repeat violations lead to suspension of the account."},
    {"arbitration notice", "Disputes",
     "Dispute resolution\n\nYou and we agree to resolve any dispute by binding arbitration and waive the right to a "
     "jury trial or class action. You may opt out within 30 days by written notice. Claims within the jurisdiction of "
     "a small claims court are exempt."},
    {"retention schedule", "Retention",
     "Data retention\n\nWe retain account data until you delete the account. Logs are deleted after 90 days. Payment "
     "records are retained for ten years because tax law requires it. Backups are overwritten after 35 days. You can "
     "request deletion earlier where the law does not prohibit it."},
    {"AI policy", "Use of AI",
     "AI usage policy\n\nYou may not use generated content to deceive others, to impersonate a person or to violate "
     "the rights of third parties. You are responsible for the content that you publish. We do not use your content to "
     "train models without your consent."},
    {"beta terms", "Beta terms",
     "Beta terms\n\nPre-release services are provided as is, without warranty or support. We may modify or terminate "
     "them at any time without liability. You must keep information about them confidential. These terms supplement "
     "our agreement with you and prevail in a conflict."},
    {"modern slavery", "Statement",
     "Modern slavery statement\n\nThis statement is made pursuant to section 54 of the Act. We do not tolerate forced "
     "labour in our business or by our contractors. Vendors must comply with our code, and we reserve the right to "
     "terminate contracts in case of violation. The board approved this statement."},
    {"disclaimer", "Disclaimer",
     "Disclaimer\n\nThe information on this site is provided for general purposes and is not legal advice. We accept "
     "no liability for loss or damages that result from its use. Links to third parties do not imply endorsement, and "
     "we are not responsible for their content."},
    {"change notice", "Updates to our terms",
     "We are updating our terms. The new terms are effective on 1 June. We explain in more detail how we share data "
     "with vendors, and we added a right to appeal. If you do not agree, you may close your account before that date. "
     "By using the service after it you accept the new terms."},
    {"Polish terms", "Regulamin",
     "Regulamin\n\nNiniejszy regulamin określa zasady korzystania z usług oraz prawa i obowiązki użytkownika. "
     "Użytkownik nie może naruszać praw osób trzecich. Administratorem danych osobowych jest Przykład Sp. z o.o. "
     "Reklamacje można składać w terminie 14 dni. Umowa może zostać rozwiązana przez każdą ze stron."},
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct quality judged(struct quality_input in)
{
    struct quality q;
    quality_judge(&a, &in, &q);
    return q;
}

static struct quality of(const struct sample *s)
{
    return judged((struct quality_input){
        .http_status = 200, .title = strz(s->title), .text = strz(s->text), .html_bytes = 20000});
}

static size_t kinds(const struct sample *list, size_t n)
{
    size_t different = 0;
    for (size_t i = 0; i < n; i++) different += i == 0 || strcmp(list[i].kind, list[i - 1].kind) != 0;
    return different;
}

static void test_samples(void)
{
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct quality q = of(&wrong[i]);
        ok(q.verdict == QUALITY_BAD, "refused: %s \"%s\": %d, %s", wrong[i].kind, wrong[i].title, q.score, q.reason);
    }
    for (size_t i = 0; i < COUNT(right); i++) {
        struct quality q = of(&right[i]);
        ok(q.verdict == QUALITY_GOOD, "accepted: %s \"%s\": %d, %s", right[i].kind, right[i].title, q.score, q.reason);
    }
    ok(COUNT(wrong) >= 40 && kinds(wrong, COUNT(wrong)) >= 10, "%zu wrong pages of %zu kinds", COUNT(wrong),
       kinds(wrong, COUNT(wrong)));
    ok(COUNT(right) >= 40 && kinds(right, COUNT(right)) >= 10, "%zu documents of %zu kinds", COUNT(right),
       kinds(right, COUNT(right)));
}

#define TERMS                                                                                                          \
    "Terms of service\n================\n\nBy using the service you agree to these terms. You may not use the "        \
    "service to violate the law or the "                                                                               \
    "rights of others. We may suspend or terminate your account if you breach these terms. The service is provided "   \
    "without warranty of any kind. "                                                                                   \
    "To the extent permitted by law we are not liable for indirect damages. We may modify these terms with 30 days "   \
    "written notice. These terms are "                                                                                 \
    "governed by the laws of Ireland.\n"

static void test_server(void)
{
    struct quality_input in = {.http_status = 200, .text = STR(TERMS), .title = STR("Terms"), .html_bytes = 9000};
    ok(judged(in).verdict == QUALITY_GOOD, "a document with status 200");
    static const int bad[] = {202, 204, 301, 401, 403, 404, 410, 429, 451, 500, 503};
    for (size_t i = 0; i < COUNT(bad); i++) {
        in.http_status = bad[i];
        ok(judged(in).verdict == QUALITY_BAD, "status %d: %s", bad[i], judged(in).reason);
    }
    in.http_status = 404;
    ok(judged(in).authentic >= 50, "\"not found\" is the site's own answer");
    in = (struct quality_input){.http_status = 403, .title = STR("Access Denied"), .html_bytes = 400};
    ok(judged(in).authentic < 50, "a bare refusal is not");
    in = (struct quality_input){
        .http_status = 200, .headers = STR("Server: x\nCF-Mitigated: challenge\n"), .text = STR(TERMS)};
    ok(judged(in).verdict == QUALITY_BAD, "a challenge by header: %s", judged(in).reason);
}

static struct quality beside(const char *text, const char *previous, const char *lang, const char *was)
{
    return judged((struct quality_input){.http_status = 200,
                                         .text = strz(text),
                                         .previous_text = strz(previous),
                                         .title = STR("Terms"),
                                         .lang = strz(lang),
                                         .previous_lang = strz(was)});
}

static void test_history(void)
{
    const char *terms = TERMS, *longer = TERMS "\n" TERMS "\n" TERMS "\n" TERMS;
    ok(beside(terms, terms, "en", "en").verdict == QUALITY_GOOD, "the same text");
    ok(beside(longer, terms, "en", "en").verdict == QUALITY_GOOD, "a longer one");
    struct quality q = beside(terms, longer, "en", "en");
    ok(q.verdict == QUALITY_DOUBTFUL && strstr(q.reason, "shrank") != NULL, "held: %s", q.reason);
    const char *de = "Nutzungsbedingungen\n\nDiese Bedingungen gelten für die Nutzung des Dienstes. Sie dürfen den "
                     "Dienst nicht verwenden, um Rechte Dritter zu verletzen oder "
                     "gegen Gesetze zu verstoßen. Wir können Ihr Konto kündigen, wenn Sie gegen diese Bedingungen "
                     "verstoßen. Eine Haftung für mittelbare Schäden ist ausgeschlossen, "
                     "soweit das Gesetz es erlaubt. Es gilt das Recht der Bundesrepublik Deutschland, und der "
                     "Gerichtsstand ist Berlin, soweit zulässig.";
    q = beside(de, terms, "de", "en");
    ok(q.verdict == QUALITY_DOUBTFUL && strstr(q.reason, "language") != NULL, "held: %s", q.reason);
    q = beside(de, terms, "", "");
    ok(q.verdict == QUALITY_DOUBTFUL && strstr(q.reason, "language") != NULL, "held without the page's word: %s",
       q.reason);
    ok(beside(terms, terms, "en-GB", "en-US").verdict == QUALITY_GOOD, "a variety of a language is no other");
    const char *other = "Privacy notice\n\nWe collect personal data when an account is opened, namely a name, an "
                        "address and payment details. Such data is stored in Norway and "
                        "is never sold. Every person has a right to access, to rectify and to erase personal data, and "
                        "may complain to the supervisory authority. Records "
                        "required by tax legislation are retained for ten years. Cookies are only set with prior "
                        "consent, which can be withdrawn.";
    q = beside(other, terms, "en", "en");
    ok(q.verdict == QUALITY_DOUBTFUL && strstr(q.reason, "common") != NULL, "held: %s", q.reason);
}

int main(void)
{
    arena_init(&a, 256u << 20);
    test_samples();
    test_server();
    test_history();
    arena_release(&a);
    return done();
}
