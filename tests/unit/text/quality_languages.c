#include "text/quality.h"

#include "../tap.h"

/* More pages in a document's place and more short documents, of other kinds and in more languages than quality.c,
 * written before the judge had seen any of them. All invented. At first sight 31 of the 42 wrong pages of the first
 * round were refused and 33 of its 36 documents accepted; of the second round, which tries to deceive, 7 of 15 and 11
 * of 16. */

static struct arena a;

struct sample {
    const char *kind, *title, *text;
};

static const struct sample wrong[] = {
    {"consent wall, de", "Ihre Privatsphäre",
     "Wir und unsere 214 Partner speichern und/oder greifen auf Informationen auf einem Gerät zu, z. B. Cookies, und "
     "verarbeiten personenbezogene Daten. Mit einem Klick auf „Zustimmen und weiter“ willigen Sie ein. Oder lesen Sie "
     "werbefrei mit dem Pur-Abo für 4,99 Euro im Monat. Zustimmen und weiter. Pur-Abo abschließen. Bereits Abonnent? "
     "Hier einloggen."},
    {"consent wall, fr", "Le respect de votre vie privée",
     "Nous et nos partenaires utilisons des cookies pour mesurer l'audience et personnaliser les publicités. Vous "
     "pouvez accepter, refuser ou paramétrer vos choix à tout moment. Continuer sans accepter. Paramétrer. Accepter et "
     "fermer. Voir nos partenaires."},
    {"consent wall, es", "Tu privacidad nos importa",
     "Nosotros y nuestros socios almacenamos o accedemos a información en un dispositivo, como cookies. Pulsa Aceptar "
     "y continuar para navegar gratis, o Rechazar y suscribirse para leer sin publicidad. Configurar preferencias. "
     "Aceptar y continuar. Ya soy suscriptor."},
    {"consent wall, it", "Informativa",
     "Noi e terze parti selezionate utilizziamo cookie o tecnologie simili. Per continuare a leggere gratis accetta i "
     "cookie, oppure abbonati. Accetta e continua. Rifiuta e abbonati. Scopri di più e personalizza."},
    {"consent wall, pl", "Szanujemy Twoją prywatność",
     "Wraz z naszymi partnerami przechowujemy informacje na urządzeniu i uzyskujemy do nich dostęp. Kliknij „Przejdź "
     "do serwisu”, aby wyrazić zgodę. Ustawienia zaawansowane. Nie zgadzam się. Przejdź do serwisu."},
    {"consent wall, pt", "Valorizamos a sua privacidade",
     "Utilizamos cookies para melhorar a sua experiência, analisar o tráfego e mostrar anúncios. Aceitar tudo. "
     "Rejeitar tudo. Gerir opções. Lista de parceiros."},
    {"consent wall, nl", "Cookies toestaan?",
     "Met jouw toestemming plaatsen wij en onze partners cookies om de site te verbeteren en advertenties te tonen. "
     "Alles accepteren. Alleen noodzakelijke cookies. Voorkeuren aanpassen. Alles weigeren."},
    {"consent wall, ja", "クッキーの設定",
     "当サイトでは、利便性の向上と分析のためにCookieを使用しています。「すべて許可する」をクリックすると、Cookieの使用"
     "に同意したことになります。すべて許可する。すべて拒否する。設定を管理する。"},
    {"captcha, zh", "安全验证", "请完成安全验证后继续访问。拖动下方滑块完成拼图。验证失败，请重试。刷新。"},
    {"soft 404, fr", "Oups !",
     "Oups ! Cette page n'existe pas ou n'existe plus. Vérifiez l'adresse saisie ou revenez à l'accueil. Nos rubriques "
     ": nouveautés, magasins, aide."},
    {"soft 404, es", "Error",
     "Lo sentimos, la página que buscas ya no está disponible. Puede que la dirección haya cambiado. Volver al inicio. "
     "Buscar en la web. Lo más visto: moda, hogar, viajes."},
    {"soft 404, it", "Pagina inesistente",
     "Spiacenti, la pagina che stai cercando non esiste o è stata spostata. Torna alla home page oppure usa la ricerca "
     "qui sopra."},
    {"soft 404, pl", "404",
     "Ups! Nie znaleźliśmy takiej strony. Być może adres jest błędny albo strona została usunięta. Wróć na stronę "
     "główną."},
    {"soft 404, pt", "Página não encontrada",
     "A página que procura não existe, foi removida ou mudou de nome. Voltar à página inicial. Sugestões: novidades, "
     "promoções, lojas."},
    {"soft 404, nl", "Helaas",
     "Helaas, deze pagina bestaat niet (meer). Controleer het adres of ga terug naar de homepage. Misschien zocht je: "
     "fietsen, helmen, sloten."},
    {"soft 404, ja", "ページが見つかりません",
     "お探しのページは見つかりませんでした。一時的にアクセスできない状態か、移動もしくは削除された可能性があります。ト"
     "ップページへ戻る。"},
    {"soft 404, zh", "页面不存在", "抱歉，您访问的页面不存在或已被删除。请检查网址是否正确，或返回首页。"},
    {"login wall, es", "Inicia sesión",
     "Inicia sesión para continuar. Correo electrónico. Contraseña. ¿Olvidaste tu contraseña? ¿No tienes cuenta? "
     "Regístrate gratis."},
    {"login wall, pl", "Zaloguj się",
     "Zaloguj się, aby zobaczyć tę stronę. Adres e-mail. Hasło. Nie pamiętasz hasła? Nie masz konta? Załóż konto."},
    {"login wall, ja", "ログイン",
     "続けるにはログインしてください。メールアドレス。パスワード。パスワードをお忘れの方。新規会員登録はこちら。"},
    {"maintenance, de", "Wartungsarbeiten",
     "Unsere Seite wird gerade gewartet. Wir sind in Kürze wieder für Sie da. Bitte versuchen Sie es später noch "
     "einmal."},
    {"enable JavaScript, it", "Attivare JavaScript",
     "Per visualizzare questa pagina è necessario abilitare JavaScript nel browser. Segui le istruzioni del tuo "
     "browser e ricarica la pagina."},
    {"region wall, fr", "Contenu indisponible",
     "Ce contenu n'est pas disponible dans votre pays. Si vous utilisez un VPN, désactivez-le et réessayez."},
    {"help article", "Change your password",
     "Change your password\n\n1.  Open Settings and tap your profile picture.\n2.  Tap Security, then Change "
     "password.\n3.  Type the current password once and the new one twice.\n4.  Tap Save. A green tick shows that it "
     "worked.\n\nIf the button is grey, restart the app. Was this article helpful? Still stuck? Chat with support."},
    {"press release", "Example opens in Lisbon",
     "Example opens in Lisbon\n\nLISBON, 4 May. Example, the maker of folding bikes, today opened its first shop in "
     "Portugal. The shop on the river front has 300 square metres and a café. \"Lisbon has hills, and our riders love "
     "hills,\" said Maria Exemplo, chief executive. The company was founded in 2009, employs 140 people and sold "
     "60,000 bikes last year. Media contact: press office."},
    {"dictionary entry", "serendipity: meaning",
     "serendipity\n\nnoun [ U ]. UK /ˌser.ənˈdɪp.ə.ti/. The lucky tendency to find interesting or valuable things by "
     "chance. Examples: There is a real element of serendipity in archaeology. Synonyms: chance, luck, fluke. Word of "
     "the day. Translate into Spanish, French, Japanese. Browse: serenade, serene, serf, sergeant."},
    {"sports results", "Results, round 12",
     "Round 12\n\n| Home | Away | Score |\n| --- | --- | --- |\n| Rovers | United | 2:1 |\n| Albion | Athletic | 0:0 "
     "|\n| Harriers | Wanderers | 3:4 |\n\nTable after twelve rounds: Wanderers 28, Rovers 25, Athletic 21. Next round "
     "on Saturday at three. Top scorers: Diaz 11, Okafor 9, Lind 8."},
    {"hotel booking, de", "Hotel am See",
     "Hotel am See\n\n4 Sterne, 132 Zimmer, 300 Meter bis zum Strand. Doppelzimmer ab 89 € pro Nacht, Frühstück "
     "inklusive. Anreise wählen. Abreise wählen. 2 Erwachsene, 1 Zimmer. Verfügbarkeit prüfen. Gästebewertung 8,7 von "
     "10. Beliebt: Sauna, Hallenbad, Fahrradverleih. Ähnliche Unterkünfte in der Nähe."},
    {"news, es", "Lluvias en el norte",
     "Las lluvias dejan carreteras cortadas en el norte\n\nLas fuertes lluvias de la madrugada han dejado varias "
     "carreteras cortadas y a cientos de vecinos sin luz. Los bomberos atendieron más de sesenta avisos en la capital. "
     "El alcalde pidió prudencia a los conductores. Se espera que el tiempo mejore el domingo, con sol en la costa y "
     "nieblas en el interior."},
    {"recipe, fr", "Tarte aux pommes",
     "Tarte aux pommes\n\nPréparation 20 minutes, cuisson 40 minutes. Étalez la pâte dans un moule beurré. Épluchez "
     "les pommes, coupez-les en fines lamelles et disposez-les en rosace. Saupoudrez de sucre et de cannelle. "
     "Enfournez à 180 degrés. Servez tiède avec une boule de glace à la vanille. Commentaires : délicieuse, toute la "
     "famille en a repris !"},
    {"shop, ja", "新着商品",
     "新着商品一覧。コットンシャツ 3,980円 カートに入れる。デニムパンツ 6,480円 カートに入れる。キャンバストート "
     "2,200円 カートに入れる。送料無料キャンペーン実施中。ランキング。お気に入りに追加。レビュー128件。"},
    {"shop, zh", "热卖商品",
     "热卖商品。无线耳机 ¥299 加入购物车。运动手环 ¥159 加入购物车。充电宝 ¥89 立即购买。满减优惠，全场包邮。商品评价 "
     "2.3万条。猜你喜欢。"},
    {"course list", "Courses",
     "Evening courses\n\nWatercolour for beginners, Tuesdays 18:30, eight evenings. Bread baking, Thursdays 19:00. "
     "Italian A1, Mondays 18:00, room 4. Chair yoga, Fridays 9:00. Photography walk, Saturday 14 March. Seats left: 6. "
     "Teachers: Anna, Piotr, Lucia. Directions and parking. Ask for the printed programme at the desk."},
    {"directory", "Team",
     "Our team\n\nAda Sample, founder. Likes maps and long trains. Ben Muster, engineering. Builds keyboards at night. "
     "Chloé Exemple, design. Draws birds. Dario Esempio, sales. Runs marathons. Ewa Przykład, people. Bakes on "
     "Fridays. Fumi Rei, finance. Collects stamps. Come and meet everyone at the summer party."},
    {"travel blog", "Three days in Porto",
     "Three days in Porto\n\nWe landed late and walked straight to the river. The houses climb the slope in every "
     "colour, and the bridges light up at night. On the second day a tram took us to the sea, where the wind was "
     "strong and the fish was cheap. Bring good shoes. The last morning went to books and custard tarts. Would we go "
     "back? In a heartbeat."},
    {"investor figures", "Quarterly results",
     "Second quarter results\n\nRevenue rose 12 % to 84 million euros. Operating profit was 9 million, after 7 million "
     "a year ago. The number of active stores grew to 412. For the full year the company expects growth of between 10 "
     "and 14 %. Conference call today at 15:00. Replay on the web site. Financial calendar: third quarter on 6 "
     "November."},
    {"survey", "Tell us what you think",
     "Tell us what you think\n\nHow likely are you to recommend the app to a friend? 0 1 2 3 4 5 6 7 8 9 10. What did "
     "you like best? Speed. Looks. Price. Other. How often do you open the app? Every day. Once a week. Less. How old "
     "are you? 18-24. 25-34. 35-44. 45 or more. Next. Question 1 of 6. Thank you for taking part!"},
    {"queue page", "You are in line",
     "You are now in line. When it is your turn, you will have 10 minutes to enter the website. Number of people ahead "
     "of you: 4,312. Your estimated wait time is more than an hour. Do not refresh this page or you will lose your "
     "place."},
    {"age gate", "Are you 18?",
     "You must be 18 years or older to enter this site. Please enter your date of birth. Day. Month. Year. Enter. "
     "Leave. Remember me on this device."},
    {"browser too old", "Update your browser",
     "It looks like you are using an old browser. To get the best out of this site, please update to a newer version "
     "of Chrome, Firefox, Edge or Safari. Why update? Newer browsers are faster and safer."},
    {"redirect page", "Redirecting",
     "You are being redirected. If nothing happens within a few seconds, click here to continue."},
    {"server index", "Index of /",
     "Index of /legal. Name. Last modified. Size. Parent Directory. archive/ 2023-02-01 10:11. logo.png 2021-06-09 "
     "08:00 12K. old.html 2019-01-02 09:30 4K. robots.txt 2018-03-03 11:45 1K. Apache/2.4 Server at example.test Port "
     "443."},
    {"news about law", "Parliament passes data law",
     "Parliament passes data law\n\nLawmakers voted on Thursday to tighten the rules on how shops may use customer "
     "data. The law, which takes effect next year, gives people the right to see what is stored about them. Opposition "
     "members called it a missed chance. \"It is a beginning,\" said the minister after the vote. Consumer groups "
     "cheered outside the building. The debate had lasted eleven hours."},
    {"job ad", "Privacy counsel",
     "Privacy counsel, Dublin\n\nWe are looking for a lawyer with five years of experience in data protection. You "
     "will review contracts, answer questions from product teams and run trainings. You bring a sharp pen and a sense "
     "of humour. We offer 28 days of holiday, a bike and a canteen. Apply with a CV by 30 June. Interviews are held by "
     "video."},
    {"software product page", "Contracts in minutes",
     "Contracts in minutes, not weeks\n\nDraft, sign and store agreements in one place. Templates for every team. "
     "Trusted by 4,000 companies. See how Anna's team closed deals twice as fast. Book a demo. Start free. "
     "Integrations with the tools that you use. Plans from $19. What our customers say. Watch the two-minute tour."},
    {"forum on refunds", "Anyone got money back?",
     "Anyone got money back?\n\nkira88: ordered in March, cancelled the same day, still waiting lol. tomtom: took them "
     "six weeks with me, keep calling. kira88: ugh thanks. mod: moved this to the shopping board. lea: got mine after "
     "I posted on their page, 14 likes. Reply. Quote. Page 1 of 3."},
    {"quiz", "How well do you know the GDPR?",
     "How well do you know the GDPR?\n\nQuestion 1 of 8. Which year did it start? 2016. 2018. 2020. Question 2 of 8. "
     "Who looks after it in Spain? Pick one. Your score will be shown at the end. Share with friends! Played 12,411 "
     "times. More quizzes: capitals, flags, cheese."},
    {"podcast notes", "Episode 41: reading the fine print",
     "Episode 41: reading the fine print\n\nThis week we read the terms of three apps aloud so that you need not. "
     "Guest: a comedian. Listen on every platform. Chapters: 00:00 hello, 04:10 the longest sentence, 21:30 listener "
     "mail. Music by the band next door. Subscribe so that you never miss an episode. Leave five stars."},
    {"settings help", "Where are my privacy settings?",
     "Where are my privacy settings?\n\nTap the three dots at the top, then Settings, then Privacy. There you can "
     "switch the map on and off, hide your birthday and choose who sees your photos. On a tablet the dots are at the "
     "bottom. Screenshots below. Was this helpful? Yes. No. Related articles: hide my photo, block a person."},
    {"school page", "Term dates",
     "Term dates\n\nAutumn term begins on Monday 2 September. Half term is from 21 to 25 October. Spring term begins "
     "on 6 January. Summer term ends on 18 July with sports day. Parents' evenings: 12 November and 4 March. The "
     "school shop sells ties and bags. Lunch menus are put up each Friday."},
    {"news, de", "Verkehr",
     "Sperrung der Brücke bis Freitag\n\nDie alte Brücke über den Fluss bleibt bis Freitag gesperrt. Nach dem Unfall "
     "vom Dienstag müssen zwei Träger getauscht werden. Pendler brauchen Geduld: Die Umleitung führt über die "
     "Nordstraße. Der Bus der Linie 7 fährt alle zwanzig Minuten. Am Wochenende soll das Stadtfest wie geplant "
     "stattfinden."},
    {"help, es", "Cómo cambiar la foto",
     "Cómo cambiar la foto de perfil\n\n1.  Abre la aplicación y toca tu nombre.\n2.  Pulsa el lápiz y elige una "
     "imagen.\n3.  Recorta y guarda.\n\nLa nueva foto tarda unos minutos en verse. ¿Te ha servido este artículo? Sí. "
     "No. Otros temas: cambiar el idioma, añadir amigos."},
    {"event, it", "Concerto",
     "Concerto in piazza\n\nSabato sera alle 21 la banda del paese suona in piazza con ospiti da tutta la regione. "
     "Ingresso libero, sedie fino a esaurimento. In caso di pioggia si va in palestra. Stand con panini e gelato dalle "
     "19. Parcheggio dietro la scuola."},
    {"company, ja", "会社概要",
     "会社概要。創業1987年。従業員120名。本社は京都市。主な製品は木製の家具と照明です。ショールームは土曜日も営業してい"
     "ます。最新のカタログは店頭でご覧いただけます。アクセスは駅から徒歩五分。"},
};

static const struct sample right[] = {
    {"AGB, de", "AGB",
     "Allgemeine Geschäftsbedingungen\n\n§ 1 Geltungsbereich. Für alle Bestellungen über unseren Shop gelten die "
     "nachfolgenden AGB. § 2 Vertragsschluss. Mit Anklicken des Buttons „Kaufen“ geben Sie eine verbindliche "
     "Bestellung ab. § 3 Eigentumsvorbehalt. Bis zur vollständigen Bezahlung bleibt die Ware unser Eigentum. § 4 "
     "Gewährleistung. Es gelten die gesetzlichen Mängelhaftungsrechte."},
    {"cookie notice, de", "Cookie-Richtlinie",
     "Cookie-Richtlinie\n\nDiese Website verwendet nur technisch notwendige Cookies. Das Sitzungs-Cookie wird "
     "gelöscht, wenn Sie den Browser schließen. Cookies von Drittanbietern setzen wir nicht ein. Sie können das "
     "Speichern von Cookies in Ihrem Browser verhindern; einige Funktionen stehen dann nicht zur Verfügung."},
    {"terms, fr", "Conditions générales d'utilisation",
     "Conditions générales d'utilisation\n\nEn créant un compte, vous acceptez les présentes conditions. Il est "
     "interdit de publier des contenus illicites ou de porter atteinte aux droits d'autrui. Nous pouvons suspendre un "
     "compte en cas de manquement. Les présentes sont soumises au droit français ; tout litige relève des tribunaux de "
     "Lyon."},
    {"cookies, fr", "Politique cookies",
     "Politique relative aux cookies\n\nNous déposons deux cookies. Le premier garde votre session ouverte, le second "
     "mémorise la langue choisie. Aucun n'est transmis à des tiers. Vous pouvez les supprimer depuis les réglages de "
     "votre navigateur. Leur durée de conservation est de six mois."},
    {"refunds, es", "Política de devoluciones",
     "Política de devoluciones\n\nDispone de 14 días naturales desde la recepción del pedido para desistir del "
     "contrato. El producto debe devolverse sin usar y en su embalaje original. Reembolsaremos el importe por el mismo "
     "medio de pago. Los gastos de devolución corren a cargo del cliente, salvo que el artículo sea defectuoso."},
    {"privacy, it", "Privacy",
     "Informativa privacy\n\nI dati raccolti con il modulo di contatto servono solo a rispondere alle richieste e sono "
     "conservati per dodici mesi. La base giuridica è il consenso, che può essere revocato in qualsiasi momento. "
     "L'interessato può esercitare i diritti previsti dagli articoli 15-22 del GDPR e proporre reclamo al Garante."},
    {"privacy, pl", "Polityka prywatności",
     "Polityka prywatności\n\nAdministratorem danych jest Przykład S.A. Dane przetwarzamy w celu realizacji zamówień i "
     "przechowujemy przez pięć lat. Przysługuje Państwu prawo dostępu do danych, ich sprostowania oraz usunięcia. "
     "Skargę można wnieść do Prezesa Urzędu Ochrony Danych Osobowych."},
    {"terms, pt", "Termos de uso",
     "Termos de uso\n\nAo utilizar este aplicativo, você concorda com estes termos. É proibido copiar, vender ou "
     "alterar o conteúdo sem autorização. Podemos encerrar contas que violem as regras. Não nos responsabilizamos por "
     "danos causados por terceiros. Aplica-se a lei brasileira e fica eleito o foro de São Paulo."},
    {"privacy, nl", "Privacyverklaring",
     "Privacyverklaring\n\nWij verwerken uw naam en e-mailadres om uw bestelling af te handelen. De gegevens worden na "
     "zeven jaar verwijderd. U heeft recht op inzage, rectificatie en verwijdering. Een klacht kunt u indienen bij de "
     "Autoriteit Persoonsgegevens. Wij verstrekken geen gegevens aan derden."},
    {"returns, nl", "Retourneren",
     "Retourvoorwaarden\n\nJe mag een artikel binnen 30 dagen terugsturen als het ongebruikt is. Het aankoopbedrag "
     "storten wij binnen 14 dagen terug. De verzendkosten van de retourzending zijn voor eigen rekening, tenzij het "
     "artikel defect is. Op maat gemaakte producten kunnen niet worden geretourneerd."},
    {"terms, ja", "利用規約",
     "利用規約\n\n第1条（適用）本規約は、当社が提供するサービスの利用条件を定めるものです。第2条（禁止事項）利用者は、"
     "法令に違反する行為、第三者の権利を侵害する行為をしてはなりません。第3条（免責）当社は、本サービスの中断により生じ"
     "た損害について責任を負いません。第4条（準拠法）本規約は日本法に準拠します。"},
    {"privacy, ja", "プライバシーポリシー",
     "プライバシーポリシー\n\n当社は、お客様の氏名、住所、メールアドレスを商品の発送のために取得します。取得した個人情"
     "報は、法令に基づく場合を除き、本人の同意なく第三者に提供しません。開示、訂正、削除のご請求は、下記の窓口までご連"
     "絡ください。"},
    {"terms, zh", "用户协议",
     "用户协议\n\n欢迎使用本平台。您注册账号即表示同意本协议的全部内容。您不得利用本平台从事违法活动，不得侵犯他人合法"
     "权益。如您违反本协议，我们有权暂停或终止向您提供服务。因本协议产生的争议，由本公司所在地人民法院管辖。"},
    {"privacy, zh-Hant", "隱私權政策",
     "隱私權政策\n\n本公司依個人資料保護法蒐集您的姓名及聯絡方式，僅用於處理訂單。除法律另有規定外，我們不會將您的個人"
     "資料提供給第三人。您得隨時請求查詢、更正或刪除您的資料。"},
    {"terms, ko", "이용약관",
     "이용약관\n\n제1조(목적) 이 약관은 회사가 제공하는 서비스의 이용 조건과 절차를 정합니다. 제2조(회원의 의무) "
     "회원은 타인의 개인정보를 도용하거나 법령을 위반하는 행위를 하여서는 안 됩니다. 제3조(책임의 제한) 회사는 "
     "천재지변으로 인한 손해에 대하여 책임을 지지 않습니다."},
    {"privacy, ru", "Политика конфиденциальности",
     "Политика конфиденциальности\n\nМы обрабатываем персональные данные пользователей только с их согласия и в целях "
     "исполнения договора. Данные не передаются третьим лицам, кроме случаев, предусмотренных законом. Пользователь "
     "вправе отозвать согласие и потребовать удаления данных, направив письменный запрос."},
    {"privacy, sv", "Integritetspolicy",
     "Integritetspolicy\n\nVi behandlar ditt namn och din e-postadress för att kunna leverera din beställning. "
     "Uppgifterna sparas i tre år och lämnas inte ut till tredje part. Du har rätt att begära registerutdrag, rättelse "
     "och radering. Klagomål kan lämnas till Integritetsskyddsmyndigheten."},
    {"privacy, da", "Privatlivspolitik",
     "Privatlivspolitik\n\nVi behandler dit navn og din e-mail for at kunne levere din ordre. Oplysningerne gemmes i "
     "fem år og videregives ikke til tredjepart. Du har ret til indsigt, berigtigelse og sletning. Du kan klage til "
     "Datatilsynet, hvis du er utilfreds med vores behandling."},
    {"privacy, cs", "Zásady ochrany osobních údajů",
     "Zásady ochrany osobních údajů\n\nSprávcem osobních údajů je Příklad s.r.o. Údaje zpracováváme za účelem vyřízení "
     "objednávky a uchováváme je po dobu pěti let. Máte právo na přístup k údajům, jejich opravu a výmaz. Stížnost "
     "můžete podat u Úřadu pro ochranu osobních údajů."},
    {"terms, tr", "Kullanım koşulları",
     "Kullanım koşulları\n\nBu siteyi kullanan herkes aşağıdaki koşulları kabul etmiş sayılır. Sitedeki içerik izinsiz "
     "kopyalanamaz ve çoğaltılamaz. Kullanıcı, hesabının güvenliğinden kendisi sorumludur. Şirket, koşulları önceden "
     "bildirmeden değiştirme hakkını saklı tutar. Uyuşmazlıklarda İstanbul mahkemeleri yetkilidir."},
    {"gift card terms", "Gift cards",
     "Gift card terms\n\nGift cards do not expire and cannot be exchanged for cash except where required by law. Lost "
     "or stolen cards will not be replaced. A card may be used only for goods sold by us. We may refuse a card that we "
     "believe was obtained by fraud."},
    {"bug bounty rules", "Bug bounty",
     "Bug bounty rules\n\nTest only accounts that belong to you. Do not run scanners that slow the service down. "
     "Report each flaw once, with the steps to reproduce it, and tell nobody else until it is mended. Rewards are paid "
     "at our sole discretion. Employees and their families are not eligible."},
    {"biometric notice", "Biometrics",
     "Biometric information notice\n\nWhen you verify your identity, our vendor scans the geometry of your face. The "
     "scan is compared with the picture in your passport and destroyed within three days. We never sell or lease it. "
     "You may refuse and verify yourself by post instead."},
    {"state notice", "Notice at collection",
     "Notice at collection for California residents\n\nCategories collected: identifiers, purchase history, "
     "approximate location. Purposes: filling orders, preventing fraud. We do not sell or share these categories. Kept "
     "for: four years. You can exercise your rights to know, correct and delete through the form or by calling us."},
    {"export control", "Export",
     "Export compliance\n\nThe software is subject to export controls of the United States and the European Union. It "
     "may not be exported to embargoed countries or to persons on a list of denied parties. By downloading it you "
     "confirm that you are not located in such a country and are not such a person."},
    {"electronic consent", "E-sign",
     "Consent to electronic records\n\nYou agree that we may send you statements, notices and tax forms by electronic "
     "means instead of on paper. You may withdraw this consent or ask for a paper copy at no charge. To read the "
     "records you need a device that opens PDF files. Keep your address up to date."},
    {"impersonation policy", "Impersonation",
     "Impersonation\n\nPretending to be someone else in a way that confuses people is not allowed. Parody and fan "
     "accounts are fine if the profile says so. Anyone can report an account that poses as them; we may ask for a copy "
     "of an identity card. Accounts that break this rule are closed without warning."},
    {"advertising standards", "Ads",
     "Advertising standards\n\nAdvertisements must be truthful and must not show tobacco, weapons or unproven cures. "
     "Alcohol may be advertised only to adults. Political advertisers have to name who pays. We turn down any "
     "advertisement that misleads, and repeated breaches close the account."},
    {"takedown procedure", "Removals",
     "Notice and takedown\n\nRight holders may ask us to take down material that they own. Write to the agent below, "
     "name the work and its address on our site, and sign. The uploader is told and can object within ten working "
     "days. False statements can make you liable."},
    {"transparency statement", "DSA",
     "Digital Services Act: information\n\nAverage monthly active recipients in the Union: 1.2 million. Single point "
     "of contact for authorities: dsa at example.test, English or German. Legal representative: Example BV, Amsterdam. "
     "Orders received under Article 9: none. Notices under Article 16: 84, of which 61 led to removal."},
    {"subscription terms", "Renewals",
     "Renewals and cancellation\n\nYour plan renews at the end of each month at the price then in force until you "
     "cancel it. Cancel at least 24 hours before the renewal date in your account. We give no money back for months "
     "that have begun. If the price rises, we tell you 30 days before."},
    {"photo release", "Photos",
     "Consent to photographs\n\nBy entering the hall you agree that pictures of you may be taken and printed in our "
     "magazine. You will not be paid for this. If you do not want to be shown, ask for a red wrist band at the "
     "entrance. Parents decide for children under sixteen."},
    {"house rules", "House rules",
     "Library house rules\n\nKeep your voice down. Food stays outside. Dogs wait at the door, except assistance dogs. "
     "Laptops may be used on the first floor only. Whoever damages a book pays for it. The staff may ask anyone who "
     "does not keep to these rules to leave the building."},
    {"donation terms", "Donations",
     "Donation terms\n\nDonations are voluntary and are not refunded once spent. Gifts above 5,000 euros are published "
     "with the donor's name unless the donor objects in writing. We do not accept gifts from parties or candidates. A "
     "receipt for the tax office is sent each January."},
    {"recording notice", "Calls",
     "Call recording notice\n\nCalls to the service line are recorded for training and to settle disputes. Recordings "
     "are deleted after 60 days. Tell the agent at the start if you object; the call then continues without recording. "
     "You can ask for a copy of a call that you made."},
    {"kitchen rules", "Shared kitchen",
     "Rules for the shared kitchen\n\nEveryone may cook between seven and ten. Clean up behind you; what is left out "
     "overnight is thrown away. Nobody may use food marked with another member's name. Break something, tell the "
     "office and pay for it. Three complaints and you lose your key."},
    {"review guidelines", "Review guidelines",
     "Review guidelines\n\nWrite about what you tried yourself. No insults, no names of staff, no links. We take down "
     "reviews that were paid for and may block the account that wrote them. Owners can answer but cannot delete a "
     "review. If yours was removed, write to us and we look again."},
    {"seller fees", "Seller fees",
     "Fees for sellers\n\nYou pay 6 % of the selling price when an item is sold. No fee is due for items that do not "
     "sell. Fees are taken from the payout. If a sale is cancelled by the buyer, we return the fee within five days. "
     "We may change these fees with 30 days' notice by mail."},
    {"data request procedure", "Your data",
     "How to ask for your data\n\nSend the form below or write to our data protection officer. We answer within one "
     "month, or tell you why it takes longer. We need a proof of who you are. The first copy is free of charge. If we "
     "refuse, you may complain to the supervisory authority."},
    {"parental consent", "For parents",
     "Consent of a parent\n\nChildren under 14 need a parent's consent to open an account. We send the parent a "
     "message with a link that is valid for two days. Without consent the account and all data in it are erased. A "
     "parent can look at the child's data and withdraw the consent whenever they like."},
    {"ticket terms", "Tickets",
     "Ticket terms\n\nTickets are valid for the day printed on them. They may not be resold above the printed price. "
     "Latecomers are let in at the interval. If the performance is cancelled you get your money back; travel costs are "
     "not paid. Recording is forbidden. The house may refuse entry."},
    {"mod policy game", "Mods",
     "Modding policy\n\nYou may make and share mods for the game as long as they are free. Mods must not contain our "
     "music, must not be offensive and must not give an unfair advantage online. You keep the rights in what you make. "
     "We can ask you to take a mod down."},
    {"pets", "Pet policy",
     "Pet policy\n\nDogs up to 15 kg are welcome in rooms on the ground floor for 12 euros a night. They must be on a "
     "lead in the corridors and are not allowed in the breakfast room. Guests are liable for damage. Guide dogs stay "
     "free. Please tell us when you book."},
    {"award rules", "Award",
     "Rules of the award\n\nWho may enter: anyone who published a first book last year. How: send three copies by 1 "
     "March. The jury decides alone, and its decision is final. The prize of 5,000 euros is paid within a month. "
     "Jurors do not vote on books of friends. Copies are not sent back."},
    {"Hausordnung, de", "Hausordnung",
     "Hausordnung\n\nRuhezeiten sind von 13 bis 15 Uhr und von 22 bis 7 Uhr einzuhalten. Fahrräder dürfen nicht im "
     "Flur abgestellt werden. Die Haustür ist ab 20 Uhr zu schließen. Für Schäden haftet, wer sie verursacht. Tiere "
     "sind nur mit Zustimmung der Verwaltung erlaubt. Verstöße können zur Kündigung führen."},
    {"retours, fr", "Retours",
     "Retours et remboursements\n\nVous disposez de trente jours pour renvoyer un article. Il doit être neuf et dans "
     "son emballage. Nous remboursons le prix payé sous dix jours après réception. Les frais de retour restent à votre "
     "charge, sauf erreur de notre part. Les cartes cadeaux ne sont pas reprises."},
    {"privacidad, es", "Aviso de privacidad",
     "Aviso de privacidad\n\nRecogemos su nombre y teléfono para gestionar la reserva. Los guardamos un año y no los "
     "cedemos a nadie. Puede pedir que los corrijamos o borremos escribiendo a la dirección indicada. Si no está "
     "conforme, puede reclamar ante la Agencia de Protección de Datos."},
    {"regole, it", "Regolamento",
     "Regolamento della biblioteca\n\nIl prestito dura trenta giorni e può essere rinnovato una volta. Chi restituisce "
     "in ritardo perde il diritto al prestito per un mese. I libri danneggiati devono essere pagati. È vietato "
     "fotografare i manoscritti. Il personale può allontanare chi disturba."},
    {"返品, ja", "返品について",
     "返品・交換について。商品到着後7日以内にご連絡いただいた場合に限り、返品をお受けします。お客様のご都合による返品の"
     "送料はお客様のご負担となります。使用済みの商品、受注生産品の返品はお受けできません。不良品の場合は当社が送料を負"
     "担し、代金を返金いたします。"},
    {"退款, zh", "退款政策",
     "退款政策\n\n您可以在收货后七天内申请退款，商品须保持完好。我们将在收到退货后五个工作日内原路退款。定制商品不支持"
     "退款。因商品质量问题产生的运费由我们承担。如有争议，请联系客服协商解决。"},
};

/* Too close to call: held for the next observations or a person, wrong pages and documents alike. */
static const struct sample held[] = {
    {"legal hub of links", "Legal centre",
     "Legal centre\n\n*   [For shoppers](/a)\n*   [For sellers](/b)\n*   [For developers](/c)\n*   [Press](/d)\n*   "
     "[Older versions](/e)\n*   [Contact](/f)"},
    {"encyclopaedia", "Arbitration",
     "Arbitration in ancient Greece\n\nDisputes between cities were often put before a third city, whose elders heard "
     "both sides. Herodotus tells of a quarrel over an island that was settled in this way. Inscriptions on stone name "
     "the judges and the day. Historians argue about how binding the verdicts were. See also: amphictyony, oracle, "
     "treaty. References. Further reading."},
    {"about us, fr", "Qui sommes-nous",
     "Qui sommes-nous\n\nNée en 2012 dans un garage de Nantes, notre maison fabrique des vélos pliants. Une équipe de "
     "vingt passionnés dessine, soude et peint chaque cadre à la main. Nos ateliers se visitent le samedi. Venez "
     "goûter le café avec nous ! Suivez nos aventures en photos."},
    {"election policy", "Elections",
     "Election integrity\n\nContent that misstates when, where or how to vote is taken down. Threats against voters "
     "and poll workers lead to a permanent ban. Claims of victory before the official count are labelled. Candidates "
     "are held to the same standards as everybody else."},
    {"hosting limits", "Fair use",
     "Fair use\n\nUnlimited plans are meant for normal use by one household. Use above 2 TB in a month may be slowed "
     "down until the month ends. Reselling, mining and public mirrors are not allowed on these plans. We warn you once "
     "before we limit or close a line."},
};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct quality of(const struct sample *s)
{
    struct quality q;
    struct quality_input in = {.http_status = 200, .title = strz(s->title), .text = strz(s->text), .html_bytes = 20000};
    quality_judge(&a, &in, &q);
    return q;
}

static void judge_all(const struct sample *list, size_t n, enum quality_verdict verdict, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        struct quality q = of(&list[i]);
        ok(q.verdict == verdict, "%s: %s \"%s\": %d, %s", name, list[i].kind, list[i].title, q.score, q.reason);
    }
}

static void test_debris(void)
{
    static char text[40000] = "Terms\n=====\n\nYou may not use these terms without our consent. ";
    struct sample s = {"coded data", "Terms", text};
    ok(of(&s).verdict != QUALITY_BAD, "a few words of a document may be one: %s", of(&s).reason);
    memset(text + strlen(text), 'x', sizeof text - strlen(text) - 1);
    ok(of(&s).verdict == QUALITY_BAD, "the same with a word of thirty thousand letters is none: %s", of(&s).reason);
}

static void test_banner_beside_policy(void)
{
    struct sample s = {"cookie policy", "Cookie policy",
                       "Cookie policy\n=============\n\nWe use cookies to keep you logged in. Accepting them is up to "
                       "you; if you refuse, we store only the refusal.\n\nYour consent\n------------\n\nYou may "
                       "withdraw your consent at any time.\n\nManage cookies\n--------------\n\nYou can delete cookies "
                       "in the settings of your browser.\n"};
    ok(of(&s).verdict == QUALITY_GOOD, "headings of a cookie policy are no buttons: %s", of(&s).reason);
}

int main(void)
{
    arena_init(&a, 64u << 20);
    judge_all(wrong, COUNT(wrong), QUALITY_BAD, "refused");
    judge_all(right, COUNT(right), QUALITY_GOOD, "accepted");
    judge_all(held, COUNT(held), QUALITY_DOUBTFUL, "held");
    test_debris();
    test_banner_beside_policy();
    arena_release(&a);
    return done();
}
