-- The taxonomy: clause types with the rules that propose them. One JSON list between the two dollar marks is the only
-- place where it stands: this statement loads it, and `atlas classify`, which needs no database, reads the same text from
-- this file. Raise taxonomy_version (at the end) with every change of meaning: proposals are then derived anew.
--
-- Rules (src/text/classify.h has the exact meaning). Phrases are lower-case words; `terminat*` is any word that begins so,
-- `may|can` either word, `licen?e` with s, z or c; hyphens and slashes part words, apostrophes vanish: "opt-out" is `opt out`, "don't" is `dont`.
--   any       one of these in a sentence is a hit
--   near      a hit too: a and b (each a phrase or a list of them) in one sentence, at most `within` words between
--   all       each of these must stand somewhere in the clause, or there is no hit
--   none      a sentence with one of these is no hit
--   hints     weaker words: two of them in a clause, or one under a heading of the type, are a weak hit
--   headings  words of headings that make a hit surer
--   severity  up, down: words in the clause that make it one step more or less severe than usual; low: make it low
INSERT INTO clause_type (slug, title, family, definition, severity, kinds, rules, taxonomy_version)
SELECT slug, title, family, definition, severity, coalesce(kinds, '{}'), rules, 2
  FROM jsonb_to_recordset($taxonomy$
[
{"slug": "arbitration", "title": "Binding arbitration", "family": "Dispute resolution", "severity": "high",
 "definition": "Disputes go to a private arbitrator instead of a court.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers", "payments"],
 "rules": {
  "any": ["binding arbitration", "by arbitration", "through arbitration", "to arbitrate", "submit* to arbitration", "in arbitration", "arbitration agreement", "agreement to arbitrate", "arbitral tribunal"],
  "near": [{"a": "arbitration|arbitrat*|arbitral", "b": "dispute*|claim*|controvers*|resol*|settle*|waive*|court*", "within": 8}],
  "none": ["arbitrary", "arbitrarily"],
  "hints": ["arbitrator*", "arbitration"],
  "headings": ["arbitration", "dispute*"],
  "severity": {"up": ["waive* the|your|any right*", "final and binding", "waive* jury", "class action*"],
               "down": ["opt out of arbitration", "opt out of this arbitration", "not required to arbitrate", "voluntary arbitration", "may choose arbitration"]}}},

{"slug": "class-action-waiver", "title": "Class action waiver", "family": "Dispute resolution", "severity": "high",
 "definition": "People may bring claims only each for themselves, not together with others.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers", "payments"],
 "rules": {
  "any": ["class action waiver", "waiver of class action*", "class member in any", "only on an individual basis", "no class action*", "no class or representative"],
  "near": [{"a": "class action*|arbitration*|proceeding*|wide", "b": "waive*|not|only|agree*|prohibit*", "within": 20},
           {"a": "representative action*|proceeding*|capacity", "b": "waive*|not|only|class", "within": 16},
           {"a": "class or|and collective|consolidated|representative", "b": "waive*|not|only|agree*", "within": 20}],
  "headings": ["class action*", "class waiver", "arbitration"],
  "severity": {"up": ["jury trial", "waive*"], "down": ["opt out"]}}},

{"slug": "jury-trial-waiver", "title": "Jury trial waiver", "family": "Dispute resolution", "severity": "medium",
 "definition": "The right to have a jury decide a claim is given up.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers"],
 "rules": {
  "near": [{"a": "jury", "b": ["waive*|no|not", "giving up", "give up", "right to"], "within": 14}],
  "headings": ["jury", "arbitration"]}},

{"slug": "informal-resolution", "title": "Informal resolution first", "family": "Dispute resolution", "severity": "low",
 "definition": "A complaint has to be raised and negotiated before a claim may be brought.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers"],
 "rules": {
  "any": ["informal dispute resolution", "resolve* informally", "informal* resol*", "informal* negotiat*", "notice of dispute"],
  "near": [{"a": ["before", "prior to"], "b": "filing|commencing|initiating|bringing|starting|formal", "within": 6}],
  "all": ["dispute*|claim*|complaint*"],
  "headings": ["informal", "dispute*"]}},

{"slug": "claim-time-limit", "title": "Time limit for claims", "family": "Dispute resolution", "severity": "medium",
 "definition": "A claim is lost when it is not brought within a stated time.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers"],
 "rules": {
  "any": ["permanently barred", "forever barred", "time limit* to|for file|filing|bring|bringing"],
  "near": [{"a": ["claim*|action|lawsuit|proceeding*", "cause of action"], "b": "within one|1|two|2|six|6|ninety|90", "within": 20},
           {"a": "cause of action", "b": "accrue*|arose|arise*", "within": 14}],
  "all": ["year*|month*|day*"],
  "none": ["refund*", "respond*", "notify us"],
  "headings": ["time limit*", "limitation* on claim*", "dispute*"],
  "severity": {"up": ["six 6 months", "six months", "ninety days", "90 days"]}}},

{"slug": "jurisdiction", "title": "Place of jurisdiction", "family": "Governing law", "severity": "medium",
 "definition": "Names the courts, and often the city, where claims have to be brought.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers", "data-processing", "payments"],
 "rules": {
  "any": ["exclusive jurisdiction", "personal jurisdiction", "exclusive venue", "jurisdiction and venue", "venue for", "venue in", "jurisdiction of the", "forum for", "competent court*", "non exclusive jurisdiction", "place of jurisdiction", "legal proceedings in", "bring proceedings in", "courts of the country"],
  "near": [{"a": "court*", "b": ["located|county|situated|district", "state or federal", "federal or state", "city of", "shall have|hear", "will have", "have jurisdiction"], "within": 10},
           {"a": "court*", "b": "brought|litigat*|heard", "within": 12},
           {"a": "courts", "b": "of england|ireland|california|luxembourg|delaware|germany|singapore|finland|sweden|france|italy|new|your|the", "within": 2}],
  "none": ["court order*", "order of a court", "small claims court", "not in court", "not in a court", "in court or before", "jury"],
  "headings": ["jurisdiction", "governing law", "venue", "dispute*", "applicable law"],
  "severity": {"up": ["waive* any objection*", "waive* any and all objection*"], "down": ["your local court*", "courts of your", "where you live", "your place of residence", "your country of residence", "courts of the country"]}}},

{"slug": "choice-of-law", "title": "Choice of law", "family": "Governing law", "severity": "low",
 "definition": "Names the country or state whose law decides about the agreement.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers", "data-processing", "payments"],
 "rules": {
  "any": ["governed by the law*", "governed by and construed", "governed and construed", "governed by and interpreted", "conflict* of law*", "laws of conflict*", "choice of law", "subject to the laws of", "international sale of goods", "in accordance with the laws of", "law of the state of"],
  "near": [{"a": "governed|govern|governing|interpreted|construed", "b": ["law of", "laws of", "law*"], "within": 10},
           {"a": ["law applies", "laws apply", "law shall apply", "law will apply", "law is applicable", "law of"], "b": "terms|agreement|contract*|dispute*|conditions|relationship", "within": 14}],
  "none": ["required by law", "permitted by law", "permitted by applicable law", "applicable laws and regulations", "comply with"],
  "headings": ["governing law", "applicable law", "choice of law", "jurisdiction"],
  "severity": {"down": ["mandatory consumer", "mandatory provision*", "country where you live", "your country of residence"]}}},

{"slug": "limitation-of-liability", "title": "Limitation of liability", "family": "Liability", "severity": "high",
 "definition": "The provider excludes or reduces what it has to pay for harm it causes.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers", "payments", "service-level", "acceptable-use", "community-guidelines"],
 "rules": {
  "any": ["not be liable", "not liable", "no liability", "not be held liable|responsible", "not be responsible", "we|company are|is not responsible", "wont|cannot be responsible|liable", "not responsible for", "no responsibility", "not accept responsibility|liability", "disclaim* any|all liability|responsibility", "disclaim* any|all and all liability|responsibility", "consequential|incidental|punitive|exemplary|direct|special damages", "liability shall|will be|is limited", "exclude* liability", "at your own risk", "sole risk", "own risk and", "neither responsible nor liable", "cannot be held", "without liability", "without any liability", "release us", "only direct damages", "only liable for|if|where|in|to", "liable only", "unlimited liability", "limit our|its liability", "shall|will|be liable for any|loss|losses|damage*|indirect"],
  "near": [{"a": "liability|liabilities", "b": "exclude*|exceed|cap|aggregate|disclaim*|no|limited|without", "within": 8},
           {"a": "liable|responsible|responsibility", "b": ["not|never|neither|nor|wont", "no event", "no circumstances"], "within": 5},
           {"a": ["compensation", "damages", "compensate", "remedy"], "b": ["limited to", "not exceed", "no greater than", "sole and exclusive", "exclusive remedy", "maximum"], "within": 12},
           {"a": "release", "b": "claims|liability|damages", "within": 10}],
  "none": ["you are responsible for", "you are solely responsible", "you will be liable", "you shall be liable", "you are not liable", "you are not responsible", "you will not be liable", "do not allow limitations|the|exclusion*"],
  "headings": ["liability", "limitation*", "disclaimer*"],
  "severity": {"up": ["negligence", "personal injury", "death", "under no circumstances", "even if advised", "even if we have been advised"],
               "down": ["nothing in these terms", "does not exclude", "do not exclude", "gross negligence", "intent or", "to the extent caused"]}}},

{"slug": "liability-cap", "title": "Liability cap", "family": "Liability", "severity": "medium",
 "definition": "What the provider pays at most is a stated sum or the fees of a stated time.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers", "payments", "data-processing"],
 "rules": {
  "near": [{"a": "liability|liable", "b": ["exceed|maximum|aggregate", "greater of", "amount* paid", "amount you paid", "fees paid"], "within": 30}],
  "all": ["paid|usd|eur|dollars|euros|amount*|fees|100|50"],
  "headings": ["liability", "limitation*"],
  "severity": {"up": ["100", "50", "one hundred", "fifty", "10"]}}},

{"slug": "disclaimer-of-warranty", "title": "No warranty", "family": "Liability", "severity": "medium",
 "definition": "The service is offered as it is, without a promise that it works or suits a purpose.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers", "service-level", "ai-policy"],
 "rules": {
  "any": ["as is", "as available", "disclaim* all|any|and warrant*", "disclaim* any and all", "without warrant*", "without any warrant*", "no warrant*", "no representation*", "merchantability", "fitness for a particular", "warranties of any kind", "do|does not warrant", "do|does not guarantee", "makes no guarantee*", "not guaranteed"],
  "near": [{"a": "warrant*|guarantee*", "b": "disclaim*|no|not|without|exclude*", "within": 8}],
  "none": ["you represent and warrant", "as is necessary", "as is reasonably", "as is required"],
  "headings": ["warrant*", "disclaimer*", "as is"],
  "severity": {"down": ["statutory right*", "consumer guarantee*", "reasonable skill and care"]}}},

{"slug": "force-majeure", "title": "Force majeure", "family": "Liability", "severity": "low",
 "definition": "Nobody answers for delay or failure that events beyond control have caused.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "service-level", "sellers"],
 "rules": {
  "any": ["force majeure", "act* of god", "beyond our|its|their|the|your reasonable control", "beyond our|its|the control"],
  "headings": ["force majeure"]}},

{"slug": "third-party-services", "title": "Third-party services and links", "family": "Liability", "severity": "low",
 "definition": "The provider does not answer for sites, apps or services of others that it links to or works with.",
 "kinds": ["terms", "privacy", "commercial-terms", "developer-terms", "community-guidelines"],
 "rules": {
  "near": [{"a": "third party site*|website*|service*|link*|content|product*|application*|app*", "b": ["endorse*", "not responsible", "no control", "not control", "own terms", "not liable", "privacy practices"], "within": 24},
           {"a": "link* to other|external|third", "b": ["endorse*", "not responsible", "no control", "not control"], "within": 30}],
  "headings": ["third party", "links", "external"]}},

{"slug": "indemnity", "title": "Indemnity by the user", "family": "Indemnity", "severity": "high",
 "definition": "The user pays the provider's losses and lawyers when a third party makes a claim over the user's conduct.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers", "acceptable-use"],
 "rules": {
  "any": ["you shall|must|will compensate", "compensate us|the for claims", "pay us back", "indemnif*", "hold harmless", "hold us harmless", "indemnit*"],
  "near": [{"a": "defend", "b": "claim*|harmless|losses", "within": 14}],
  "headings": ["indemni*"],
  "severity": {"up": ["attorney*|legal|lawyers fees", "any and all", "arising out of or"], "down": ["we will indemnify", "we will defend", "mutual*", "to the extent"]}}},

{"slug": "provider-indemnity", "title": "Indemnity by the provider", "family": "Indemnity", "severity": "low",
 "definition": "The provider defends customers against claims over its service, within stated limits.",
 "kinds": ["commercial-terms", "developer-terms", "terms", "ai-policy"],
 "rules": {
  "any": ["we will defend you|customer", "we will indemnify", "we agree to indemnify", "will defend customer", "will indemnify customer", "indemnification by us", "defend and indemnify customer|you"],
  "headings": ["indemni*"]}},

{"slug": "content-licence", "title": "Licence to user content", "family": "Content and licence", "severity": "medium",
 "definition": "The user gives the provider rights to use what the user uploads or posts.",
 "kinds": ["terms", "community-guidelines", "developer-terms", "commercial-terms", "monetisation"],
 "rules": {
  "any": ["licence|license also lets", "licence|license lets us", "lets us use|show|copy", "licen?e to use|host|store|reproduce your content", "royalty free"],
  "near": [{"a": "grant*|give*", "b": "us|licen?e|licensed", "within": 10},
           {"a": "licen?e", "b": ["submission*|worldwide|sublicens*|perpetual|irrevocable", "your content", "user content"], "within": 20}],
  "all": ["content|submi*|post*|upload*|material*|input*|contribution*|works"],
  "none": ["we grant you", "grants you", "granted a limited", "you are granted", "hereby grants to you", "grant you a", "give you a"],
  "headings": ["licen?e*", "your content", "user content", "user generated", "intellectual property"],
  "severity": {"low": ["solely to operate", "only to provide", "only for the purpose of providing", "solely for the purpose of providing"], "up": ["perpetual", "irrevocable", "sublicens*", "sub licens*", "any purpose", "commercial* exploit*", "derivative works", "sell"], "down": ["solely to provide", "only to provide", "limited purpose", "ends when you delete", "for the sole purpose"]}}},

{"slug": "content-ownership", "title": "Users own their content", "family": "Content and licence", "severity": "low",
 "definition": "Says that what users create or upload stays theirs.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "community-guidelines", "ai-policy"],
 "rules": {
  "any": ["you retain ownership", "you retain all", "you retain your", "you own your content", "remains yours", "you keep ownership", "do|does not claim ownership", "claim* no ownership", "your content stays yours", "you own the output*", "you own all"],
  "near": [{"a": "retain|keep|own", "b": ["output|copyright", "your content", "user content", "customer data"], "within": 10}],
  "headings": ["ownership", "your content"]}},

{"slug": "moral-rights-waiver", "title": "Moral rights waiver", "family": "Content and licence", "severity": "medium",
 "definition": "Authors give up the right to be named or to object to changes of their work.",
 "kinds": ["terms", "community-guidelines", "monetisation", "commercial-terms"],
 "rules": {
  "any": ["moral right*", "right of attribution", "rights of attribution", "droit moral"],
  "headings": ["moral rights", "licen?e*"]}},

{"slug": "feedback-licence", "title": "Free use of feedback", "family": "Content and licence", "severity": "low",
 "definition": "Suggestions that users send may be used without payment or thanks.",
 "kinds": ["terms", "commercial-terms", "developer-terms"],
 "rules": {
  "near": [{"a": "feedback|suggestion*|ideas", "b": ["without|compensat*|obligation|own|assign*|licen?e", "free to use", "any purpose"], "within": 24}],
  "headings": ["feedback", "suggestion*", "ideas"],
  "severity": {"up": ["assign", "become our property", "exclusive property"]}}},

{"slug": "service-ip", "title": "Provider's intellectual property", "family": "Content and licence", "severity": "low",
 "definition": "The service, its marks and its content belong to the provider and may be used only as licensed.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "brand"],
 "rules": {
  "any": ["all right title and interest", "all rights title and interest", "all rights not expressly granted", "limited non exclusive", "revocable licen?e", "our intellectual property", "exclusive property of"],
  "near": [{"a": ["trademark*|logos|copyright*", "service marks"], "b": ["our|property|owned|licensors", "prior written"], "within": 14}],
  "headings": ["intellectual property", "trademark*", "ownership", "proprietary", "licen?e"]}},

{"slug": "ip-infringement", "title": "Copyright complaints", "family": "Content and licence", "severity": "low",
 "definition": "How to report infringing material and what happens to it and to those who post it.",
 "kinds": ["terms", "copyright", "community-guidelines", "acceptable-use", "sellers"],
 "rules": {
  "any": ["the likeness of a", "rights owner*", "right* holder*", "dmca", "digital millennium", "copyright agent", "notice* of infringement", "infringement notice*", "counter notice*", "counter notification*", "repeat infringer*", "takedown notice*", "notice and takedown", "copyright infringement", "claims of infringement"],
  "near": [{"a": "infring*", "b": ["copyright|remove*|report*", "intellectual property", "rights of others"], "within": 12}],
  "headings": ["copyright", "dmca", "infringement", "intellectual property"]}},

{"slug": "publicity", "title": "Use of name, likeness and logo", "family": "Content and licence", "severity": "medium",
 "definition": "The provider may use a customer's name, logo or likeness, for instance in advertising.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "monetisation"],
 "rules": {
  "any": ["name and likeness", "name or likeness", "likeness and", "right* of publicity", "profile picture*", "identify you as a customer"],
  "near": [{"a": "name|names|logo*|trademark*|voice|image", "b": ["promot*|publicity|marketing|advertis*", "customer list*"], "within": 14}],
  "all": ["we|us|our|grant*|agree*|consent"],
  "none": ["you may not use our", "do not use our"],
  "headings": ["publicity", "promotion*", "likeness"]}},

{"slug": "content-removal", "title": "Removal of content", "family": "Moderation and enforcement", "severity": "medium",
 "definition": "The provider may take down, refuse or edit what users post.",
 "kinds": ["terms", "community-guidelines", "acceptable-use", "copyright", "developer-terms", "sellers", "monetisation", "advertising"],
 "rules": {
  "near": [{"a": ["remov*|delet*|refus*|edit|block|filter|reject|withdraw|monitor|screen", "take down", "disable access to", "restrict access to"],
            "b": "content|material*|post*|listing*|review*|submission*|message*|photo*|video*|communication*", "within": 8},
           {"a": ["removal", "decision*"], "b": ["reason*|appeal*|object", "post", "content"], "within": 10}],
  "all": ["we|our|us|right|reserve*|may|discretion|will|company|every"],
  "none": ["you may delete", "you can delete", "you may remove", "you can remove", "request deletion", "personal data", "personal information", "cookies", "you may not", "you agree not", "you must not", "you shall not", "do not remove", "not to remove", "proprietary notice*", "no obligation to"],
  "hints": ["sole discretion", "reserve* the right", "objectionable", "without prior notice", "repeat infringer*"],
  "headings": ["removal", "moderation", "enforcement", "content", "monitoring"],
  "severity": {"up": ["any reason", "no reason", "without notice", "without prior notice", "sole discretion", "without liability"], "down": ["appeal*", "statement of reasons", "notify you", "counter notice*", "how to object"]}}},

{"slug": "account-suspension", "title": "Suspension of accounts", "family": "Moderation and enforcement", "severity": "medium",
 "definition": "The provider may lock an account or limit what it can do.",
 "kinds": ["terms", "community-guidelines", "acceptable-use", "commercial-terms", "developer-terms", "sellers", "payments", "monetisation"],
 "rules": {
  "any": ["account suspension", "suspension of your account|access", "disabled accounts", "second strike", "strikes", "closes the account"],
  "near": [{"a": "suspend*|suspension|disable*|restrict*|limit*|deactivat*|block*|ban|banned|lock*", "b": ["account*|user*|membership", "your access", "access to the", "your use"], "within": 8}],
  "all": ["we|our|us|right|company|may|will|shall"],
  "none": ["you may deactivate", "you can deactivate", "cookies", "limit* liability", "access to personal"],
  "headings": ["suspension", "enforcement", "terminat*", "account", "measures", "strikes"],
  "hints": ["measure*", "appeal", "warning*"],
  "severity": {"up": ["any reason", "no reason", "without notice", "without prior notice", "sole discretion", "permanently"], "down": ["appeal*", "prior notice will", "we will notify", "reasonable notice"]}}},

{"slug": "appeals", "title": "Appeals and complaints", "family": "Moderation and enforcement", "severity": "low",
 "definition": "How a person can contest a decision about content or an account.",
 "kinds": ["terms", "community-guidelines", "acceptable-use", "safety", "sellers", "copyright"],
 "rules": {
  "any": ["appeal a|the|this|our|your decision*", "appeal* process", "right to appeal", "can|may appeal", "internal complaint*", "out of court dispute settlement", "statement of reasons", "submit an appeal"],
  "near": [{"a": "appeal*|contest|challenge|dispute", "b": ["decision*|suspension|removal", "action we"], "within": 10}],
  "headings": ["appeal*", "complaint*", "redress"]}},

{"slug": "reporting-abuse", "title": "Reporting abuse", "family": "Moderation and enforcement", "severity": "low",
 "definition": "How illegal or harmful content can be reported to the provider.",
 "kinds": ["terms", "community-guidelines", "acceptable-use", "safety", "copyright"],
 "rules": {
  "any": ["report abuse", "report* violation*", "report illegal content", "notice and action", "trusted flagger*", "report* content that", "report* inappropriate"],
  "near": [{"a": "report", "b": "abuse|illegal|violat*|harmful", "within": 8}],
  "headings": ["report*", "abuse"]}},

{"slug": "content-monitoring", "title": "Monitoring of content and messages", "family": "Moderation and enforcement", "severity": "high",
 "definition": "The provider may read, scan or review what users send or store, by machine or by people.",
 "kinds": ["terms", "privacy", "community-guidelines", "acceptable-use", "developer-terms", "commercial-terms"],
 "rules": {
  "any": ["human review*", "reviewed by humans", "reviewed by our", "scan your content", "automated scan*"],
  "near": [{"a": "monitor*|scan*|screen*|review*|read|inspect*|analy?e*", "b": ["messages|communications|conversations|chats|inputs|prompts|email*|private", "your content", "user content"], "within": 8}],
  "all": ["we|our|us|right|may|systems|providers|staff|employees"],
  "none": ["review* these", "please read", "read this", "reviews you|posted", "do not monitor", "does not monitor"],
  "headings": ["monitor*", "moderation", "enforcement", "safety"],
  "severity": {"low": ["not monitor", "not read", "cannot read", "end to end", "not look at", "not access"], "up": ["employees", "human*", "private messages"], "down": ["no obligation to monitor", "not obliged to monitor", "anonymi?ed", "with your permission"]}}},

{"slug": "unilateral-termination", "title": "Termination by the provider", "family": "Account termination", "severity": "high",
 "definition": "The provider may end the agreement or close an account on its own decision.",
 "kinds": ["terms", "community-guidelines", "acceptable-use", "commercial-terms", "developer-terms", "sellers", "monetisation", "payments"],
 "rules": {
  "any": ["terminate your account|access|right|use|membership|user|accounts", "terminate accounts", "terminate or suspend", "suspend or terminate", "suspend* and|or terminat*", "terminat* or suspen*", "discontinue your", "cancel your account", "termination of your account|access|user|membership", "close your account", "close accounts", "we close the|your account", "closes the account", "banned from", "ban* your account", "revoke your access|licence|license|right*", "end this agreement", "we may end", "suspend your account|access|use", "account suspended|terminated|closed|limited|banned"],
  "near": [{"a": "terminat*|suspend*|disable*|deactivat*|delet*|revok*|ban|banned|block*", "b": ["your account*", "your access", "your user account", "your use", "access to the", "user account*", "accounts of", "accounts"], "within": 8},
           {"a": "terminat*|discontinu*|suspend*|close", "b": ["this agreement|contract", "these terms", "your account|access|membership|license|licence|right", "account|accounts"], "within": 8},
           {"a": ["may|can terminat*|suspend|discontinue|withdraw", "right to terminat*|suspend|discontinue|withdraw|refuse"], "b": ["any time", "any reason", "no reason", "without notice", "without prior notice", "sole discretion", "our discretion", "immediately", "without cause"], "within": 22}],
  "all": ["we|us|our|company|reserve*|provider|may|right|will|result"],
  "none": ["you may terminate", "you can terminate", "you may cancel", "you can cancel", "survive*", "you may close", "you can close", "you may deactivate", "by you at any time", "if you wish to", "if you want to", "how to", "you terminate", "you close", "after termination", "upon termination", "following termination", "notify us", "password"],
  "headings": ["terminat*", "suspension", "cancellation", "closing", "end of"],
  "severity": {"low": ["you may|can terminate", "you may|can cancel", "you may|can delete", "you may|can close", "delete your account at any time", "you can stop"], "up": ["any reason or no reason", "for any reason", "without notice", "without prior notice", "without cause", "without a reason", "no liability"], "down": ["reasonable notice", "30 days", "thirty days", "opportunity to", "material breach", "appeal*"]}}},

{"slug": "user-termination", "title": "Leaving the service", "family": "Account termination", "severity": "low",
 "definition": "How a person can close the account or end the agreement.",
 "kinds": ["terms", "privacy", "commercial-terms", "developer-terms"],
 "rules": {
  "any": ["you may|can terminate", "you may|can close", "you may|can deactivate", "you may|can delete your account", "delete your account", "close your account", "stop using our|the service*"],
  "headings": ["terminat*", "cancel*", "deleting", "closing"]}},

{"slug": "termination-effects", "title": "What remains after the end", "family": "Account termination", "severity": "low",
 "definition": "Which duties survive the end of the agreement and what happens to content and data then.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "data-processing"],
 "rules": {
  "any": ["survive* terminat*|the|any|expir*", "shall survive", "will survive", "upon termination", "effect of termination", "following termination"],
  "headings": ["terminat*", "survival"],
  "severity": {"up": ["forfeit*", "no obligation to return", "permanently delete*"]}}},

{"slug": "inactive-accounts", "title": "Inactive accounts", "family": "Account termination", "severity": "medium",
 "definition": "Accounts that are not used for a stated time may be closed or charged.",
 "kinds": ["terms", "privacy", "payments", "community-guidelines"],
 "rules": {
  "near": [{"a": ["inactiv*|dormant", "not logged in", "not used"], "b": "account*|delete*|terminat*|remove*|reclaim*|username*", "within": 12}],
  "headings": ["inactiv*", "dormant"],
  "severity": {"up": ["forfeit*", "fee"]}}},

{"slug": "unilateral-change", "title": "Changes to the terms", "family": "Changes to terms", "severity": "medium",
 "definition": "The provider may change the terms on its own decision.",
 "rules": {
  "any": ["reserve* the right to change|modify|amend|update|revise|alter|add|replace", "right at any time to change|modify", "right to change|modify|amend|update|revise|alter", "may modify|change|update|revise|amend these|this|our|the terms|agreement|policy|policies|conditions|guidelines|notice|contract|services|service", "subject to change", "may be changed|modified|amended|updated|revised", "may change from time", "will be effective when|upon|immediately", "posting the revised|updated|modified|amended|new", "periodically review", "check back", "review the|these|this terms|agreement|policy|page periodically|regularly|frequently"],
  "near": [{"a": ["may|can modify|change|amend|update|revise|replace|alter|adjust|discontinue|supplement", "may from time to time", "may at any time", "may occasionally|periodically", "can at any time", "sole discretion", "from time to time"],
            "b": ["terms|agreement|policy|policies|conditions|guidelines|notice|contract|tos|eula", "features|functionality|fees|prices|pricing|price"], "within": 9},
           {"a": ["we modify|change|amend|update|revise", "modifications|changes|amendments|revisions|updates to"], "b": ["these|this|the|our terms|agreement|policy", "effective", "posted|posting"], "within": 10}],
  "all": ["we|our|reserve*|may|right|will|company|time|change"],
  "none": ["you may change", "you can change", "you may update", "you can update", "update your", "change your", "you may not modify|alter|change", "you agree not", "exchange*", "only in writing", "by a writing", "in writing signed", "alter any", "you modify", "law* may"],
  "headings": ["chang*", "modification*", "amendment*", "update*"],
  "severity": {"low": ["30 days", "thirty days", "at least 14 days", "two months"], "up": ["without notice", "without prior notice", "sole discretion", "effective immediately", "without liability"], "down": ["30 days", "thirty days", "14 days", "advance notice", "before they take effect", "before the changes", "terminate the agreement", "your consent", "reject the changes"]}}},

{"slug": "change-notice", "title": "Notice of changes", "family": "Changes to terms", "severity": "low",
 "definition": "How, and how long before, people are told that the terms change.",
 "rules": {
  "any": ["notify you of changes|any", "notice of material changes", "notice of any changes", "days before the change*", "prior notice of change*"],
  "near": [{"a": ["notify|notif*", "inform you", "let you know", "advance notice", "prior notice", "email you"], "b": "change*|update*|modif*|amend*|revis*", "within": 12}],
  "all": ["terms|policy|agreement|notice|conditions|guidelines"],
  "none": ["security breach", "notify us"],
  "headings": ["chang*", "modification*", "update*"],
  "severity": {"up": ["by posting", "your responsibility to", "check back", "periodically"]}}},

{"slug": "contract-by-using", "title": "Acceptance by using", "family": "Changes to terms", "severity": "medium",
 "definition": "Merely using the service counts as agreeing to the terms or to a change of them.",
 "rules": {
  "any": ["your use of the service* constitutes", "constitute* your acceptance|agreement|consent", "constitute* acceptance", "constitute* an acceptance", "deemed to have accepted|agreed", "deemed acceptance", "implies acceptance", "you say yes", "accept these terms by"],
  "near": [{"a": "by using|accessing|visiting|continuing|browsing|downloading|installing|registering|creating|signing|opening|ordering", "b": ["agree* to be|these|the|this|our|all|follow", "accept*", "bound", "agree* that you"], "within": 24},
           {"a": ["continued use", "continue to use|access", "continuing to use|access", "when you use", "keep using", "use of the services|service|site|website|platform"], "b": ["agree* to", "accept*", "bound", "means you", "consent*"], "within": 20}],
  "all": ["terms|agreement|conditions|policy|policies|contract|guidelines|tos|notice|eula|changes"],
  "none": ["arbitrat*", "if you do not agree"],
  "headings": ["acceptance", "agreement", "chang*"],
  "severity": {"up": ["even if you have not read", "whether or not you", "visiting|browsing|looking"]}}},

{"slug": "service-changes", "title": "Changes to the service", "family": "Changes to terms", "severity": "low",
 "definition": "Features, or the whole service, may be changed or stopped.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "service-level", "payments"],
 "rules": {
  "near": [{"a": ["modify|change|discontinu*|suspend|withdraw|alter|cease|sunset", "stop providing"], "b": ["services|features|functionality|product*|site|website|app|api|platform", "the service*", "our service*"], "within": 8}],
  "all": ["we|us|our|reserve*|company|may"],
  "none": ["you may not", "you may discontinue", "these terms", "discontinue use"],
  "headings": ["chang*", "service*", "availability", "modification*"],
  "severity": {"up": ["without notice", "without liability", "any reason"], "down": ["notice", "transition", "refund*"]}}},

{"slug": "privacy-included", "title": "Privacy policy made part of the contract", "family": "Data collection", "severity": "low",
 "definition": "By accepting the terms people also accept the privacy policy or consent to the data use described there.",
 "kinds": ["terms", "community-guidelines", "developer-terms", "commercial-terms"],
 "rules": {
  "near": [{"a": "privacy policy|notice|statement|terms", "b": ["you agree|consent|accept|acknowledge", "agree to the|our|be|these|all", "consent to", "incorporated|incorporates", "by reference", "part of these|this|the|our", "form* part", "you are agreeing", "includes our", "also agree"], "within": 16},
           {"a": ["by using|accessing|registering|accepting|submitting"], "b": ["collect|collection|process|processing|store your|of personal|information|data", "data practices", "privacy policy|notice|statement"], "within": 20},
           {"a": ["we share|collect|use your|name"], "b": ["delivery address", "telephone number", "privacy notice"], "within": 12}],
  "none": ["conflict", "inconsistenc*", "as defined in"],
  "headings": ["privacy", "personal data", "your data"]}},

{"slug": "data-collection", "title": "Data that is collected", "family": "Data collection", "severity": "low",
 "definition": "Says which data about people is collected, and from where.",
 "kinds": ["privacy", "cookies", "terms", "data-processing", "ai-policy"],
 "rules": {
  "any": ["information we collect", "data we collect", "we collect information", "we collect personal", "we collect the following", "we may collect", "we automatically collect", "we also collect", "information you provide", "automatically collect*"],
  "near": [{"a": "collect*|gather*|receive", "b": "information|data", "within": 6}],
  "none": ["do not collect", "does not collect", "you may not", "you agree not"],
  "headings": ["collect*", "what information", "information we", "data we"],
  "severity": {"up": ["contacts", "precise", "third parties", "microphone", "camera"]}}},

{"slug": "data-from-others", "title": "Data from other sources", "family": "Data collection", "severity": "medium",
 "definition": "Data about people is obtained from brokers, partners, public sources or other users.",
 "kinds": ["privacy", "cookies", "ai-policy"],
 "rules": {
  "any": ["data brokers", "publicly available sources", "publicly available information", "information from other sources", "information from third parties", "obtained from third parties"],
  "near": [{"a": "receive|obtain|collect|acquire", "b": ["from third parties", "from other sources", "from partners", "from advertisers", "from other users", "from public"], "within": 12}],
  "headings": ["other sources", "third parties", "third party"],
  "severity": {"low": ["not collect", "not combine"]}}},

{"slug": "location-data", "title": "Location data", "family": "Data collection", "severity": "medium",
 "definition": "Where a person or device is, is collected or used.",
 "kinds": ["privacy", "terms", "cookies", "developer-terms"],
 "rules": {
  "any": ["geolocation", "geo location", "location data", "location information", "precise location", "gps", "your location", "approximate location", "location based"],
  "none": ["located in", "storage location*"],
  "headings": ["location"],
  "severity": {"low": ["not collect", "not store", "not track"], "up": ["precise", "gps", "background", "even when"], "down": ["approximate", "with your permission", "turn off", "consent"]}}},

{"slug": "sensitive-data", "title": "Sensitive data", "family": "Data collection", "severity": "high",
 "definition": "Data about health, belief, sexuality, origin or the like is collected or excluded.",
 "kinds": ["privacy", "terms", "data-processing", "developer-terms", "ai-policy"],
 "rules": {
  "any": ["sensitive personal", "sensitive data", "sensitive information", "special categor* of", "sexual orientation", "religious beliefs|or", "racial or ethnic", "ethnic origin", "health data", "health information", "protected health", "political opinions", "trade union membership", "genetic data"],
  "headings": ["sensitive", "special categor*", "health"],
  "severity": {"low": ["not collect", "do not send", "please not"], "down": ["do not collect", "do not process", "do not send", "please do not"]}}},

{"slug": "biometric-data", "title": "Biometric data", "family": "Data collection", "severity": "high",
 "definition": "Faces, voices, fingerprints or other bodily features are used to recognise people.",
 "kinds": ["privacy", "terms", "acceptable-use", "developer-terms", "ai-policy"],
 "rules": {
  "any": ["biometric*", "facial recognition", "face recognition", "faceprint*", "voiceprint*", "fingerprint data", "face geometry", "facial geometry"],
  "headings": ["biometric*"],
  "severity": {"low": ["not collect", "not store"], "up": ["identify*", "share*"], "down": ["do not collect", "does not use"]}}},

{"slug": "tracking", "title": "Cookies and tracking", "family": "Data collection", "severity": "medium",
 "definition": "Cookies, pixels or similar means follow what people do.",
 "kinds": ["privacy", "cookies", "terms", "advertising"],
 "rules": {
  "any": ["use* cookies", "cookies and similar", "web beacon*", "tracking pixel*", "pixel tags", "tracking technolog*", "device fingerprint*", "browser fingerprint*", "third party cookies", "session replay", "local storage"],
  "hints": ["cookies", "cookie", "pixels", "analytics"],
  "headings": ["cookie*", "tracking", "technologies"],
  "severity": {"low": ["not track", "no tracking", "session cookie*", "not use cookies", "not use any cookies", "without cookies"], "up": ["third party", "across", "fingerprint*", "session replay", "advertis*"], "down": ["strictly necessary", "essential cookies", "session cookies", "do not use"]}}},

{"slug": "do-not-track", "title": "Opt-out signals", "family": "Data collection", "severity": "low",
 "definition": "Whether signals such as Do Not Track or Global Privacy Control are honoured.",
 "kinds": ["privacy", "cookies"],
 "rules": {
  "any": ["do not track", "dnt", "global privacy control", "gpc", "opt out preference signal*"],
  "headings": ["do not track", "opt out"],
  "severity": {"up": ["do not respond", "not respond", "do not honor", "ignore*", "not currently"], "down": ["we honor", "we recogni?e", "we respond"]}}},

{"slug": "targeted-advertising", "title": "Targeted advertising", "family": "Data sharing", "severity": "medium",
 "definition": "Data about people decides which advertising they see, here or elsewhere.",
 "kinds": ["privacy", "cookies", "terms", "advertising"],
 "rules": {
  "any": ["targeted ad|ads|advertis*", "personali?ed ad|ads|advertis*", "interest based ad|ads|advertis*", "behavioral ad|ads|advertis*", "behavioural ad|ads|advertis*", "cross context", "tailored ad|ads|advertis*", "relevant ad|ads|advertis*", "retarget*", "custom audience*", "advertising networks", "advertising partners"],
  "near": [{"a": "advertis*|ads", "b": "target*|interests|personali?e*|tailor*|profile*", "within": 10}],
  "headings": ["advertis*", "ads", "marketing"],
  "severity": {"low": ["opt out of", "no advertis*", "not use your data for advertis*", "not show"], "up": ["share*", "sell*", "third part*", "across"], "down": ["opt out", "do not use", "do not serve", "consent"]}}},

{"slug": "data-sharing", "title": "Sharing of data", "family": "Data sharing", "severity": "medium",
 "definition": "Data about people is given to others: partners, affiliates, service providers.",
 "kinds": ["privacy", "cookies", "terms", "data-processing", "developer-terms"],
 "rules": {
  "any": ["we disclose personal", "we share the", "we share your name", "categories of recipient*", "receive* your data", "share your personal", "share your information", "disclose your personal", "disclose your information", "share personal information|data", "we share information", "we may share", "we may disclose", "with whom we share"],
  "near": [{"a": ["share*|disclos*|provide|transfer*", "make available"], "b": ["partners|affiliates|vendors|advertisers", "third parties", "third party", "service providers", "other companies", "business partners"], "within": 14}],
  "all": ["information|data|personal|details"],
  "none": ["do not share", "does not share", "will not share", "not disclose", "confidential information", "password*"],
  "headings": ["shar*", "disclos*", "third part*", "recipients"],
  "severity": {"low": ["not share", "not disclose", "never share", "not pass", "not provided to", "not be shared", "not disclosed", "not transfer"], "up": ["advertis*", "marketing", "business partners", "any purpose", "own purposes"], "down": ["on our behalf", "with your consent", "anonymi?ed", "aggregated", "only to the extent"]}}},

{"slug": "data-sale", "title": "Sale of data", "family": "Data sharing", "severity": "high",
 "definition": "Whether data about people is sold, or shared for money's worth, and how to object.",
 "kinds": ["privacy", "cookies", "terms", "data-processing"],
 "rules": {
  "any": ["sale of personal", "sale of your personal", "sell your personal", "sell personal", "do not sell", "sell or share", "selling or sharing", "sale or sharing", "sell your data", "sell your information", "sell data", "sale of data"],
  "near": [{"a": "sell*|sale|sold|rent*", "b": ["personal information", "personal data", "your information", "your data"], "within": 8}],
  "none": ["sale of assets", "sale of all", "merger*"],
  "headings": ["sale", "sell", "california", "ccpa"],
  "severity": {"low": ["not sell", "not sold", "never sell", "never sold", "not rent", "no sale of"], "up": ["we sell", "we may sell", "have sold", "is considered a sale", "considered a sale"], "down": ["do not sell", "does not sell", "never sell", "will not sell", "not sold", "dont sell"]}}},

{"slug": "law-enforcement", "title": "Disclosure to authorities", "family": "Data sharing", "severity": "medium",
 "definition": "When data is handed to police, courts or other authorities.",
 "kinds": ["privacy", "terms", "safety", "data-processing", "community-guidelines", "commercial-terms"],
 "rules": {
  "any": ["law enforcement", "subpoena*", "court order*", "legal process", "government request*", "search warrant*", "public authorities", "government authorities", "comply with legal obligation*", "governmental authorit*"],
  "all": ["disclos*|shar*|provid*|information|data|request*|respond*|access*|report*"],
  "headings": ["law enforcement", "legal", "disclos*", "government"],
  "severity": {"low": ["transparency report", "notify you before", "inform you before", "not voluntarily", "challenge"], "up": ["without notice", "good faith", "sole discretion", "we believe", "voluntar*"], "down": ["notify you", "valid legal", "challenge", "narrow*"]}}},

{"slug": "business-transfer", "title": "Data in a sale of the company", "family": "Data sharing", "severity": "medium",
 "definition": "Data about people passes on when the company is sold, merges or becomes insolvent.",
 "kinds": ["privacy", "cookies", "terms", "data-processing"],
 "rules": {
  "any": ["business transfer*", "change of control", "sale of assets", "sale of all or", "corporate transaction*"],
  "near": [{"a": "merger*|acquisition*|acquired|bankruptcy|reorgani?ation|insolvency", "b": "information|data|transfer*|assets", "within": 24}],
  "all": ["information|data|personal"],
  "headings": ["business transfer*", "merger*", "corporate"],
  "severity": {"down": ["notify you", "bound by this", "honor"]}}},

{"slug": "data-transfer", "title": "Transfer across borders", "family": "Data sharing", "severity": "medium",
 "definition": "Data is moved to or stored in other countries, with or without named safeguards.",
 "kinds": ["privacy", "data-processing", "terms", "commercial-terms", "subprocessors"],
 "rules": {
  "any": ["international transfer*", "standard contractual clauses", "cross border", "adequacy decision", "privacy framework", "privacy shield", "outside the european", "outside the eea", "outside of the eea", "outside your country", "outside of your country", "binding corporate rules", "international data transfer*"],
  "near": [{"a": "transfer*|stor*|process*", "b": ["other countries", "countries outside", "united states", "another country", "country other"], "within": 14}],
  "all": ["data|information|personal"],
  "headings": ["transfer*", "international", "where we"],
  "severity": {"up": ["may not have the same", "different data protection", "less protective", "you consent"], "down": ["standard contractual", "adequacy", "appropriate safeguards"]}}},

{"slug": "subprocessors", "title": "Subprocessors", "family": "Data sharing", "severity": "low",
 "definition": "Which other firms process customers' data for the provider, and how changes of them are told.",
 "kinds": ["data-processing", "privacy", "commercial-terms", "subprocessors"],
 "rules": {
  "any": ["subprocessor*", "sub processor*"],
  "headings": ["subprocess*", "sub process*"],
  "severity": {"up": ["general authori*", "without consent"], "down": ["object to", "right to object", "prior written consent"]}}},

{"slug": "marketing-messages", "title": "Marketing messages", "family": "Data sharing", "severity": "low",
 "definition": "Advertising by e-mail, text message or telephone, and how to stop it.",
 "kinds": ["privacy", "terms", "commercial-terms", "sellers"],
 "rules": {
  "any": ["promotional email*|message*|communication*", "marketing email*|message*|communication*", "unsubscribe", "direct marketing", "marketing purposes", "text messages", "newsletter*"],
  "headings": ["marketing", "communication*", "promotion*"],
  "severity": {"up": ["autodial*", "even if", "do not call"], "down": ["opt out", "unsubscribe", "consent"]}}},

{"slug": "data-retention", "title": "Retention of data", "family": "Retention", "severity": "medium",
 "definition": "How long data is kept, and by what measure.",
 "kinds": ["privacy", "cookies", "data-processing", "terms", "commercial-terms", "developer-terms", "ai-policy"],
 "rules": {
  "any": ["within 30|60|90 days", "removed from our storage|systems", "deleted within", "retention period*", "data retention", "as long as necessary", "as long as is necessary", "as long as your account", "as long as we", "retain your", "we retain", "retained for", "no longer than necessary", "longer than necessary"],
  "near": [{"a": "retain*|retention|keep|kept|stor*", "b": ["days|months|years|period|until", "as long as"], "within": 14},
           {"a": "delet*|eras*", "b": "within|after", "within": 8}],
  "all": ["information|data|content|logs|inputs|outputs|records|conversations|cookie*"],
  "none": ["you retain", "retain counsel"],
  "headings": ["retention", "retain", "how long", "storage"],
  "severity": {"low": ["no longer than", "only as long", "only for as long", "not longer than", "deleted after", "minimum necessary", "delete* within", "not store", "not retain", "not log"], "up": ["indefinitely", "perpetual*", "after you delete", "after deletion", "even after", "even if you delete"], "down": ["30 days", "14 days", "7 days", "delete your", "securely delete"]}}},

{"slug": "data-rights", "title": "Rights over one's data", "family": "Retention", "severity": "low",
 "definition": "How a person can see, correct, delete or take away the data, or object to its use.",
 "kinds": ["privacy", "cookies", "data-processing", "terms"],
 "rules": {
  "any": ["right to access", "right of access", "right to erasure", "right to rectif*", "right to delete", "right to deletion", "right to correct", "right to object", "right to restrict*", "data portability", "right to know", "data subject right*", "data subject request*", "request deletion", "request access to", "lodge a complaint", "withdraw your consent", "right to be forgotten", "your privacy rights"],
  "near": [{"a": "access|correct|delete|rectify|erase", "b": ["your personal data", "your personal information", "your data"], "within": 8}],
  "none": ["we may access", "you may not"],
  "headings": ["your rights", "your choices", "rights", "choices"],
  "severity": {"up": ["may charge", "may deny", "may refuse"]}}},

{"slug": "data-portability", "title": "Export of one's data", "family": "Retention", "severity": "low",
 "definition": "Whether a person can take content or data along, and for how long after leaving.",
 "kinds": ["privacy", "terms", "commercial-terms", "data-processing"],
 "rules": {
  "any": ["data portability", "export your", "download your data|information|content", "download a copy", "machine readable format", "export of customer data", "retrieve your content|data"],
  "headings": ["export*", "portability", "download*"]}},

{"slug": "ai-training", "title": "Training of AI on user data", "family": "AI training and AI use", "severity": "high",
 "definition": "Whether content or data of users is used to train or improve machine learning models.",
 "kinds": ["terms", "privacy", "commercial-terms", "developer-terms", "data-processing", "ai-policy", "community-guidelines"],
 "rules": {
  "any": ["train our models", "train ai", "training our models", "model training", "train machine learning", "training of ai", "ai training", "train our ai", "used for training", "training data", "train generative"],
  "near": [{"a": ["train*|training", "fine tun*"], "b": ["model*|ai|algorithm*|systems|software", "machine learning", "artificial intelligence"], "within": 8},
           {"a": "improv*|develop*", "b": ["models|ai", "machine learning", "artificial intelligence"], "within": 8}],
  "none": ["training course*", "trainer*", "train* employees", "train* staff", "compet*"],
  "headings": ["training", "ai", "machine learning", "artificial intelligence", "models"],
  "severity": {"low": ["not use your", "not used to train", "not train"], "up": ["by default", "unless you opt out", "any content", "we may use your", "we use your"], "down": ["do not train", "not use your", "will not use", "not be used to train", "opt in", "with your permission", "do not use", "not train"]}}},

{"slug": "ai-output", "title": "Reliance on AI output", "family": "AI training and AI use", "severity": "medium",
 "definition": "Answers of an AI may be wrong or not unique, and people rely on them at their own risk.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "ai-policy", "acceptable-use"],
 "rules": {
  "any": ["hallucinat*", "artificial intelligence may", "ai generated output*", "generative ai features"],
  "near": [{"a": ["output*|response*|ai|answers", "generated content"], "b": ["accura*|inaccura*|incorrect|unique|rely|reliance|errors|misleading|verify", "human review"], "within": 16}],
  "all": ["ai|output*|model*|artificial|generat*|machine"],
  "none": ["accuracy of your personal"],
  "headings": ["output*", "ai", "accuracy", "generative"]}},

{"slug": "ai-disclosure", "title": "Disclosure of AI", "family": "AI training and AI use", "severity": "low",
 "definition": "People have to be told that they deal with a machine or with content made by one.",
 "kinds": ["acceptable-use", "terms", "developer-terms", "ai-policy", "community-guidelines", "monetisation"],
 "rules": {
  "any": ["disclose that they are interacting", "interacting with an ai", "interacting with ai", "ai generated content", "synthetic media", "deepfake*", "deep fake*", "label* ai", "generated by ai", "made with ai", "watermark*", "human generated"],
  "near": [{"a": "disclos*|label*|inform", "b": ["ai|artificial|synthetic|chatbot*|bot", "automated system"], "within": 10}],
  "headings": ["disclosure", "ai", "synthetic", "transparency"]}},

{"slug": "automated-decisions", "title": "Automated decisions", "family": "AI training and AI use", "severity": "high",
 "definition": "Machines decide about people or rate them, with or without a human who can be asked.",
 "kinds": ["privacy", "terms", "acceptable-use", "developer-terms", "ai-policy", "sellers"],
 "rules": {
  "any": ["automated decision*", "automated individual decision*", "solely automated", "solely on automated", "profiling", "automated processing", "social scoring", "credit scoring"],
  "near": [{"a": "decisions|decision", "b": ["automated|algorithm*|ai", "without human"], "within": 8}],
  "headings": ["automated", "profiling"],
  "severity": {"down": ["do not use automated", "not subject to", "no automated", "do not engage in", "human review", "do not make"]}}},

{"slug": "model-competition", "title": "No competing products or models", "family": "AI training and AI use", "severity": "medium",
 "definition": "The service or its output may not be used to build something that competes with it.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "acceptable-use", "ai-policy"],
 "rules": {
  "near": [{"a": "compet*", "b": "develop*|build*|train*|create|product*|service*|model*|output*", "within": 10},
           {"a": "output*", "b": ["train*", "develop* models"], "within": 8}],
  "all": ["not|prohibit*|without|restrict*|cannot|no"],
  "none": ["competent", "competition law*", "competence"],
  "headings": ["restrict*", "prohibited", "compet*"]}},

{"slug": "prohibited-use", "title": "Prohibited use", "family": "Prohibited use", "severity": "low",
 "definition": "Lists what people may not do with the service.",
 "kinds": ["terms", "acceptable-use", "community-guidelines", "developer-terms", "commercial-terms", "ai-policy", "sellers", "advertising"],
 "rules": {
  "any": ["you agree not to", "you may not use", "you must not use", "you shall not use", "you will not use", "prohibited use*", "prohibited activit*", "prohibited conduct", "you may not do any", "you agree that you will not", "not use the service* to|for", "unlawful purpose*", "illegal purpose*", "illegal activit*", "we prohibit", "strictly prohibited"],
  "hints": ["you may not", "you must not", "you shall not", "do not", "is prohibited", "are prohibited", "unlawful", "illegal", "malware", "viruses"],
  "headings": ["prohibited", "acceptable use", "restrict*", "conduct", "misuse", "you may not", "disallowed"]}},

{"slug": "scraping", "title": "No scraping or automated access", "family": "Prohibited use", "severity": "medium",
 "definition": "Robots, crawlers and other automated collection are forbidden or limited.",
 "kinds": ["terms", "acceptable-use", "community-guidelines", "developer-terms", "commercial-terms"],
 "rules": {
  "any": ["scrap*", "crawl*", "spider*", "automated means", "automatic means", "automated script*", "data mining", "screen scrap*", "harvest* bots|data|information|email*|content", "robots", "automated query|queries|access|extraction"],
  "all": ["not|prohibit*|without|cannot|never|no|except|refrain"],
  "none": ["we use robots", "vacuum"],
  "headings": ["restrict*", "prohibited", "scrap*", "automat*", "misuse"]}},

{"slug": "reverse-engineering", "title": "No reverse engineering", "family": "Prohibited use", "severity": "low",
 "definition": "Taking the software apart to see how it works is forbidden.",
 "kinds": ["terms", "acceptable-use", "developer-terms", "commercial-terms"],
 "rules": {
  "any": ["reverse engineer*", "decompil*", "disassembl*", "derive the source code", "reverse assemble"],
  "headings": ["restrict*", "prohibited", "licen?e"]}},

{"slug": "security-abuse", "title": "No attacks on systems", "family": "Prohibited use", "severity": "low",
 "definition": "Breaking in, probing, overloading or spreading malicious code is forbidden.",
 "kinds": ["terms", "acceptable-use", "community-guidelines", "developer-terms", "commercial-terms", "ai-policy"],
 "rules": {
  "any": ["unauthori?ed access", "denial of service", "ddos", "malware", "malicious code", "malicious software", "phishing", "ransomware", "circumvent* security|any|technical|access|our|the|safety|safeguards", "probe scan or test", "penetration test*", "trojan*", "bypass* any|safety|protective|our|the"],
  "all": ["not|prohibit*|without|cannot|never|no|violat*|disallow*"],
  "none": ["protect* your", "from unauthori?ed", "against unauthori?ed", "prevent unauthori?ed", "free of", "free from"],
  "headings": ["prohibited", "restrict*", "security", "cyber*", "abuse", "misuse"]}},

{"slug": "harmful-content", "title": "Harmful content", "family": "Prohibited use", "severity": "low",
 "definition": "Hateful, violent, harassing, sexual or otherwise harmful content is forbidden or limited.",
 "kinds": ["terms", "acceptable-use", "community-guidelines", "developer-terms", "ai-policy", "sellers", "advertising", "monetisation", "safety"],
 "rules": {
  "any": ["hate speech", "hateful", "harass*", "bully*", "pornograph*", "obscene", "defamatory", "libel*", "sexually explicit", "sexual content", "graphic violence", "self harm", "suicide", "violent extremis*", "terroris*", "incite* violence", "promot* violence", "threaten*", "doxx*", "abusive"],
  "all": ["not|prohibit*|remove*|without|cannot|never|no|violat*|disallow*|forbid*|against"],
  "headings": ["prohibited", "harm*", "hate", "violence", "harassment", "adult", "conduct", "safety", "content"]}},

{"slug": "misinformation", "title": "Misinformation and deception", "family": "Prohibited use", "severity": "low",
 "definition": "False claims, impersonation, fraud or manipulation are forbidden.",
 "kinds": ["terms", "acceptable-use", "community-guidelines", "ai-policy", "advertising", "sellers", "monetisation", "developer-terms"],
 "rules": {
  "any": ["misinformation", "disinformation", "impersonat*", "fake account*", "fake reviews", "false information", "misleading information", "coordinated inauthentic", "inauthentic behavio*", "influence operations", "fraudulent", "scam*", "spam", "pyramid scheme*", "manipulated media"],
  "all": ["not|prohibit*|remove*|without|cannot|never|no|violat*|disallow*|forbid*|against"],
  "none": ["fraudulent transaction* on your", "protect* against fraud*", "prevent fraud*", "detect*"],
  "headings": ["misinformation", "fraud", "spam", "impersonation", "deception", "prohibited", "integrity", "authenticity"]}},

{"slug": "high-risk-use", "title": "High-risk use", "family": "Prohibited use", "severity": "medium",
 "definition": "Use for medical, legal, financial or safety-critical ends is excluded or tied to conditions.",
 "kinds": ["terms", "acceptable-use", "developer-terms", "commercial-terms", "ai-policy"],
 "rules": {
  "any": ["high risk", "critical infrastructure", "life support", "nuclear facilit*", "air traffic control", "medical advice", "legal advice", "financial advice", "emergency services", "professional advice", "safety critical", "qualified professional", "investment advice"],
  "headings": ["high risk", "restrict*", "prohibited", "regulated", "advice", "disclaimer*"]}},

{"slug": "weapons", "title": "Weapons and dangerous goods", "family": "Prohibited use", "severity": "medium",
 "definition": "Use for weapons, explosives, drugs or dangerous materials is forbidden or limited.",
 "kinds": ["terms", "acceptable-use", "community-guidelines", "ai-policy", "sellers", "advertising", "developer-terms", "payments"],
 "rules": {
  "any": ["weapon*", "firearm*", "explosive*", "ammunition", "biological|chemical|nuclear agents|weapon*|materials", "cbrn", "illegal drugs", "controlled substance*", "narcotic*"],
  "headings": ["weapon*", "dangerous", "regulated", "prohibited", "restricted"]}},

{"slug": "surveillance-use", "title": "Surveillance", "family": "Prohibited use", "severity": "medium",
 "definition": "Use to watch, track or identify people is forbidden or limited.",
 "kinds": ["terms", "acceptable-use", "community-guidelines", "ai-policy", "developer-terms"],
 "rules": {
  "any": ["surveillance", "stalk*", "facial recognition database*", "predictive policing", "spyware", "track individuals"],
  "all": ["not|prohibit*|without|cannot|never|no|disallow*|forbid*"],
  "headings": ["surveillance", "privacy", "prohibited", "tracking"]}},

{"slug": "elections", "title": "Elections and politics", "family": "Elections", "severity": "medium",
 "definition": "Political campaigning, election content or influence on voters is forbidden or limited.",
 "kinds": ["terms", "acceptable-use", "community-guidelines", "ai-policy", "advertising", "developer-terms", "monetisation"],
 "rules": {
  "any": ["election integrity", "elections", "electoral", "voter*", "voting", "political campaign*", "political advertis*", "political ads", "political content", "democratic process*", "campaign material*", "lobbying", "candidates for"],
  "none": ["voting rights|securities|stock|shares", "election to|of remedies", "your election", "elect* to arbitrate"],
  "headings": ["election*", "political", "civic", "voting"]}},

{"slug": "government-use", "title": "Government and military use", "family": "Government use", "severity": "low",
 "definition": "Special terms or limits for public bodies, the military or intelligence services.",
 "kinds": ["terms", "acceptable-use", "commercial-terms", "developer-terms", "ai-policy"],
 "rules": {
  "any": ["operate weapons", "select or engage targets", "law enforcement use", "governments or", "government end user*", "u s government", "us government", "commercial computer software", "government agenc* use", "federal acquisition", "dfars", "military", "national security", "intelligence agenc*", "public sector customer*", "government customer*", "government entit*", "armed forces"],
  "none": ["government issued", "government request*", "embargo*", "list of prohibited"],
  "headings": ["government", "military", "federal"],
  "severity": {"up": ["exempt*", "tailor*", "exception*", "permit*"]}}},

{"slug": "export-controls", "title": "Export control and sanctions", "family": "Government use", "severity": "low",
 "definition": "People in sanctioned countries or on sanctions lists may not use the service.",
 "kinds": ["terms", "acceptable-use", "commercial-terms", "developer-terms", "payments"],
 "rules": {
  "any": ["export control*", "export law*", "export regulation*", "export administration", "embargo*", "economic sanctions", "trade sanctions", "sanctioned countr*", "specially designated nationals", "ofac", "denied person*"],
  "headings": ["export", "sanctions", "trade"]}},

{"slug": "minors", "title": "Age limit and minors", "family": "Minors", "severity": "medium",
 "definition": "From what age people may use the service, and what holds for children and parents.",
 "kinds": ["terms", "privacy", "community-guidelines", "acceptable-use", "cookies", "developer-terms", "ai-policy", "commercial-terms"],
 "rules": {
  "any": ["aged 16|17|13|14|15|18", "a person under", "members under", "supervision of an|the adult|parent", "years of age", "years old", "under 13", "under the age", "under age", "minimum age", "age of majority", "parental consent", "parent or guardian", "parent or legal guardian", "legal guardian", "children under", "at least 13|16|18|14", "childrens privacy", "coppa", "age verification", "age assurance", "legal age"],
  "none": ["account is", "records older"],
  "headings": ["child*", "age", "minors", "eligibility", "teen*", "parent*"],
  "severity": {"up": ["we may collect", "knowingly collect*", "advertis*", "identification"], "down": ["do not knowingly", "not directed to|at", "not intended for"]}}},

{"slug": "child-safety", "title": "Protection of children", "family": "Minors", "severity": "high",
 "definition": "Content or conduct that exploits or endangers children is forbidden and reported.",
 "kinds": ["terms", "community-guidelines", "acceptable-use", "safety", "ai-policy", "developer-terms"],
 "rules": {
  "any": ["csam", "csae", "child sexual", "child exploitation", "child abuse", "exploit* minors|children", "exploitation of minors|children", "sexuali?e* minors|children", "sexuali?ation of minors|children", "grooming", "missing and exploited", "ncmec", "child safety", "child endangerment"],
  "headings": ["child*", "minors", "csam"]}},

{"slug": "auto-renewal", "title": "Automatic renewal", "family": "Payment and renewal", "severity": "high",
 "definition": "A subscription goes on and is charged again unless it is cancelled in time.",
 "kinds": ["terms", "commercial-terms", "payments", "developer-terms", "monetisation"],
 "rules": {
  "any": ["renews by itself", "charge you for the next", "goes on until you cancel", "automatic* renew*", "auto renew*", "autorenew*", "renew* automatically", "recurring basis", "recurring charge*", "recurring payment*", "recurring billing", "will renew", "successive renewal", "renew* for successive|additional|subsequent"],
  "near": [{"a": "subscription*|membership*|term|plan", "b": ["renew*", "continue* until"], "within": 10}],
  "headings": ["renew*", "subscription*", "billing", "cancel*"],
  "severity": {"up": ["non refundable", "nonrefundable", "without notice", "then current", "annual*"], "down": ["remind*", "notify you", "cancel at any time", "cancel anytime"]}}},

{"slug": "cancellation", "title": "Cancelling a subscription", "family": "Payment and renewal", "severity": "low",
 "definition": "How, and by when, a paid subscription can be ended.",
 "kinds": ["terms", "commercial-terms", "payments", "developer-terms"],
 "rules": {
  "near": [{"a": "cancel*|withdraw*", "b": "subscription*|membership*|renewal|order*|plan|contract|purchase", "within": 10}],
  "none": ["we may cancel", "reserve the right to cancel", "we reserve"],
  "headings": ["cancel*", "subscription*", "withdrawal"],
  "severity": {"up": ["fee", "early termination", "in writing", "days before"]}}},

{"slug": "refunds", "title": "Refunds", "family": "Payment and renewal", "severity": "medium",
 "definition": "Whether and when money is given back.",
 "kinds": ["terms", "commercial-terms", "payments", "sellers", "developer-terms", "monetisation", "service-level"],
 "rules": {
  "any": ["are final", "do not return money", "not return money", "give the money back", "refund*", "non refundable", "nonrefundable", "money back", "right of withdrawal", "withdrawal right"],
  "headings": ["refund*", "payment*", "cancel*", "return*", "billing"],
  "severity": {"up": ["no refund*", "non refundable", "nonrefundable", "not refund*", "not be refunded", "not entitled to"], "down": ["full refund", "money back", "right of withdrawal", "14 days", "pro rat*"]}}},

{"slug": "price-changes", "title": "Price changes", "family": "Payment and renewal", "severity": "medium",
 "definition": "Prices may be changed, with or without notice.",
 "kinds": ["terms", "commercial-terms", "payments", "developer-terms", "sellers"],
 "rules": {
  "near": [{"a": "price*|pricing|fee|fees|rates", "b": "change*|increase*|modify|adjust*|raise", "within": 8}],
  "all": ["we|our|us|may|reserve*|right"],
  "headings": ["price*", "pricing", "fees", "payment*", "billing"],
  "severity": {"up": ["without notice", "any time", "sole discretion"], "down": ["notice", "30 days", "cancel"]}}},

{"slug": "free-trial", "title": "Free trial that turns into a paid plan", "family": "Payment and renewal", "severity": "medium",
 "definition": "A trial is charged when it ends, unless it is cancelled before.",
 "kinds": ["terms", "commercial-terms", "payments", "developer-terms"],
 "rules": {
  "any": ["free trial*", "trial period", "promotional trial*", "trial subscription*"],
  "headings": ["trial*", "promotion*"],
  "severity": {"up": ["automatically", "charge*", "payment method"], "down": ["no credit card", "remind*"]}}},

{"slug": "payment-authorisation", "title": "Charges to the payment method", "family": "Payment and renewal", "severity": "low",
 "definition": "What may be charged, when, and what follows when payment fails.",
 "kinds": ["terms", "commercial-terms", "payments", "developer-terms", "sellers"],
 "rules": {
  "any": ["authori?e us to charge", "charge your payment method", "charge your credit card", "late fee*", "interest at", "past due", "overdue", "payment method on file", "responsible for all taxes", "responsible for any taxes", "chargeback*"],
  "near": [{"a": "charge*|bill*", "b": ["payment method", "credit card", "card on file"], "within": 10}],
  "headings": ["payment*", "billing", "fees", "taxes"]}},

{"slug": "virtual-currency", "title": "Credits and virtual currency", "family": "Payment and renewal", "severity": "medium",
 "definition": "Credits, coins or virtual goods have no value of their own and can be withdrawn or expire.",
 "kinds": ["terms", "payments", "commercial-terms", "monetisation", "developer-terms"],
 "rules": {
  "any": ["virtual currenc*", "virtual item*", "virtual good*", "in game currency", "virtual credits", "virtual coins", "no cash value", "no monetary value", "prepaid credits", "gift card*", "credits expire", "unused credits"],
  "headings": ["virtual", "credits", "coins", "gift card*"],
  "severity": {"up": ["forfeit*", "expire*", "no refund*"]}}},

{"slug": "account-security", "title": "Responsibility for the account", "family": "Security", "severity": "low",
 "definition": "People answer for their password and for what happens under their account.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "acceptable-use"],
 "rules": {
  "any": ["responsible for all activit*", "responsible for any activit*", "activities that occur under", "activity that occurs under", "confidentiality of your account|password|login|credentials", "safeguard* your password", "keep your password", "unauthori?ed use of your account", "share your account", "account credentials", "responsible for maintaining the"],
  "headings": ["account*", "password*", "registration", "security"]}},

{"slug": "security-measures", "title": "Security measures", "family": "Security", "severity": "low",
 "definition": "How data is protected, and what is not promised about it.",
 "kinds": ["privacy", "data-processing", "commercial-terms", "terms", "developer-terms", "safety"],
 "rules": {
  "any": ["technical and organi?ational", "security measures", "reasonable security", "appropriate security", "administrative technical and physical", "encrypt*", "industry standard security", "iso 27001", "soc 2", "cannot guarantee the security", "100 secure", "completely secure", "reasonable safeguards", "appropriate safeguards"],
  "none": ["circumvent*", "you may not", "you agree not"],
  "headings": ["security", "protect*", "safeguard*"]}},

{"slug": "security-incident", "title": "Notice of security incidents", "family": "Security", "severity": "medium",
 "definition": "Whether and how soon people are told when data has leaked.",
 "kinds": ["privacy", "data-processing", "commercial-terms", "terms", "developer-terms", "safety"],
 "rules": {
  "any": ["into the wrong hands", "data leak*", "unauthori?ed disclosure", "data breach*", "security breach*", "personal data breach*", "security incident*", "breach of security", "breach notification"],
  "headings": ["breach*", "incident*", "security"],
  "severity": {"up": ["not responsible", "not be liable", "no liability"], "down": ["without undue delay", "72 hours", "48 hours", "24 hours"]}}},

{"slug": "vulnerability-disclosure", "title": "Reporting of vulnerabilities", "family": "Security", "severity": "low",
 "definition": "How security researchers can report faults, and whether they are safe from legal action.",
 "kinds": ["safety", "terms", "acceptable-use", "developer-terms"],
 "rules": {
  "any": ["vulnerability disclosure", "responsible disclosure", "bug bounty", "security research*", "report* vulnerabilit*", "safe harbor for", "coordinated disclosure"],
  "headings": ["vulnerabilit*", "bug bounty", "disclosure"]}},

{"slug": "transparency-report", "title": "Transparency", "family": "Transparency", "severity": "low",
 "definition": "What the provider publishes about requests, removals, ranking or advertising.",
 "kinds": ["terms", "privacy", "safety", "community-guidelines", "sellers", "advertising"],
 "rules": {
  "any": ["transparency report*", "recommender system*", "ranking parameters", "main parameters", "ad library", "advertisement repository", "how we rank", "average monthly active recipients"],
  "headings": ["transparency", "ranking", "recommend*"]}},

{"slug": "contact-and-representative", "title": "Contact and representative", "family": "Transparency", "severity": "low",
 "definition": "Who answers: the responsible company, its data protection officer or representative.",
 "kinds": ["privacy", "terms", "notice", "safety", "data-processing"],
 "rules": {
  "any": ["data protection officer", "data controller is", "controller of your", "single point of contact", "legal representative", "eu representative", "uk representative", "grievance officer", "supervisory authority"],
  "headings": ["contact*", "controller", "representative", "who we are"]}},

{"slug": "legal-basis", "title": "Legal basis of processing", "family": "Transparency", "severity": "low",
 "definition": "On what ground of law data is processed.",
 "kinds": ["privacy", "cookies", "data-processing"],
 "rules": {
  "any": ["legitimate interest*", "legal bas*", "lawful bas*", "performance of a contract", "performance of our contract"],
  "headings": ["legal bas*", "lawful bas*", "purposes"],
  "severity": {"up": ["legitimate interest*"]}}},

{"slug": "api-limits", "title": "API limits and keys", "family": "Developer and API terms", "severity": "low",
 "definition": "How much a program may call, how keys are kept, and what may be cached or stored.",
 "kinds": ["developer-terms", "terms", "commercial-terms", "acceptable-use"],
 "rules": {
  "any": ["rate limit*", "api key*", "api call*", "api credentials", "access credentials", "usage limits", "number of requests", "developer credentials", "cache api", "excessive use"],
  "headings": ["api", "limits", "rate", "keys"],
  "severity": {"up": ["without notice", "revoke", "charge*"]}}},

{"slug": "service-level", "title": "Service level", "family": "Developer and API terms", "severity": "low",
 "definition": "Which availability is promised and what is paid when it is missed.",
 "kinds": ["service-level", "commercial-terms", "developer-terms", "terms"],
 "rules": {
  "any": ["service credit*", "uptime", "service level*", "monthly availability", "availability commitment", "scheduled maintenance", "planned maintenance"],
  "headings": ["service level*", "availability", "uptime", "sla"]}},

{"slug": "audit-rights", "title": "Audit rights", "family": "Developer and API terms", "severity": "medium",
 "definition": "One side may inspect the other's records or systems.",
 "kinds": ["developer-terms", "data-processing", "commercial-terms", "terms"],
 "rules": {
  "any": ["audit right*", "right to audit", "conduct an audit", "audit your", "audits and inspections", "audit report*", "on site audit*", "audit of"],
  "near": [{"a": "audit*|inspect*", "b": "compliance|records|controller|customer", "within": 10}],
  "headings": ["audit*", "inspection*"]}},

{"slug": "confidentiality", "title": "Confidentiality", "family": "Developer and API terms", "severity": "low",
 "definition": "What has to be kept secret, by whom and for how long.",
 "kinds": ["commercial-terms", "developer-terms", "data-processing", "terms"],
 "rules": {
  "any": ["confidential information", "receiving party", "disclosing party", "duty of confidentiality", "non disclosure", "strictly confidential", "confidentiality obligation*"],
  "headings": ["confidential*"]}},

{"slug": "assignment", "title": "Transfer of the contract", "family": "Contract in general", "severity": "low",
 "definition": "Who may pass the agreement on to another company or person.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "sellers", "data-processing"],
 "rules": {
  "near": [{"a": "assign*|transfer|delegate", "b": ["agreement|rights|obligations", "these terms"], "within": 10}],
  "all": ["may|not|without|consent|freely|right"],
  "none": ["personal data", "personal information", "assign to us all right*", "intellectual property"],
  "headings": ["assign*", "transfer*", "general", "miscellaneous"],
  "severity": {"up": ["we may assign", "without your consent", "without restriction", "without notice"]}}},

{"slug": "entire-agreement", "title": "Severability and entire agreement", "family": "Contract in general", "severity": "low",
 "definition": "What counts as the agreement, and what stays in force when a part is void.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "data-processing", "sellers"],
 "rules": {
  "any": ["entire agreement", "severab*", "unenforceable", "waiver of such", "not constitute a waiver", "not be deemed a waiver", "order of precedence", "supersede*", "remain in full force"],
  "headings": ["entire agreement", "severab*", "waiver", "general", "miscellaneous"]}},

{"slug": "electronic-notices", "title": "Electronic notices", "family": "Contract in general", "severity": "low",
 "definition": "Notices and contracts by e-mail or on the site count as written ones.",
 "kinds": ["terms", "commercial-terms", "developer-terms", "payments"],
 "rules": {
  "any": ["electronic communications", "communications electronically", "electronic signature*", "notices to you", "communicate with you electronically", "legal notices", "deemed received", "deemed given"],
  "headings": ["notice*", "electronic", "communication*"]}}
]
$taxonomy$) AS t (slug text, title text, family text, definition text, severity text, kinds text[], rules jsonb)
ON CONFLICT (slug) DO UPDATE SET
  title = excluded.title, family = excluded.family, definition = excluded.definition, severity = excluded.severity,
  kinds = excluded.kinds, rules = excluded.rules, taxonomy_version = excluded.taxonomy_version;
