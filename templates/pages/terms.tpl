{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>Terms</h1>
<p class="lede">These are the terms between you and {{SITE_OPERATOR}} for {{SITE_NAME}}. They are meant to be read.</p>
<p class="meta"><span>Edition 1</span></p>
<h2>1. Reading</h2>
<p>Anybody may read, quote, link and cite what is here. You accept nothing by reading. Please do not ask for pages faster than a person with patience would; whoever needs much takes the feeds and the data beside each page.</p>
<h2>2. Accounts</h2>
<p>An account needs a mail address that is yours. Choose a password that you use nowhere else. If you think that somebody else uses your account, end all logins on its page and change the password.</p>
<h2>3. Tiers and trials</h2>
<p>What each tier has is on <a href="/pricing/">the pricing page</a>. A trial ends by itself and never turns into a payment. When a tier ends, what is over the limit of the lower one is paused, not deleted.</p>
<h2>4. What you write</h2>
<p>Notes in your watchlist are yours and are shown to nobody else; notes in an organisation’s watchlist are for everybody in it. Reports of mistakes may be quoted, without your name, in a correction.</p>
<h2>5. What we promise</h2>
<ul>
<li>Identifiers are never given to another record, and a version’s text stays at its address.</li>
<li>Records name their sources, dates and hashes, and corrections are made in the open.</li>
<li>We try to notice changes and to tell you the same day. We cannot promise to notice every one: pages can be unreachable, can show other texts to other people, or can change and change back between two checks. Do not let a deadline depend on our mail alone.</li>
</ul>
<h2>6. What we do not promise</h2>
<p>Records are not legal advice. We answer for harm that we cause on purpose or by gross negligence, and wherever the law says that we must; beyond that, not for decisions taken on the basis of a free service.</p>
<h2>7. Ending it</h2>
<p>You may leave at any time, without a reason. We may close an account that is used to attack this site or to harm others; we then say why, and you may object{{#SITE_CONTACT}} by writing to <a href="mailto:{{SITE_CONTACT}}">{{SITE_CONTACT}}</a>{{/SITE_CONTACT}}.</p>
<h2>8. Changes of these terms</h2>
<p>A change gets a new edition number. People with an account are told by mail at least 30 days before it applies, with the difference shown as it is for any other document here, and may leave before then. Silence is not taken for consent to anything that takes a right away.</p>
<h2>9. Disputes</h2>
<p>The law of the operator’s country applies, and where you are a consumer also the protection that the law of your own country gives you. You may go to the courts that are open to you by law: there is no arbitration clause, no waiver of class actions, and no shortened time to sue.</p>
{{>parts/foot}}
