{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>Privacy notice</h1>
<p class="lede">You can read everything here without an account, and then nothing about you is stored. With an account we store what is needed to log you in and to send you the mail you asked for.</p>
<p class="meta"><span>Edition 2</span> <span>applies to this site, run by {{SITE_OPERATOR}}</span></p>
<h2>What is stored, why, and for how long</h2>
<table class="reflow">
<thead><tr><th scope="col">What</th><th scope="col">Why</th><th scope="col">How long</th></tr></thead>
<tbody>
<tr><th scope="row">Your mail address</th><td data-label="Why">To log you in and to send what you asked for</td><td data-label="How long">Until you delete the account</td></tr>
<tr><th scope="row">Your password, as an argon2id hash</th><td data-label="Why">To log you in. The password itself is not stored</td><td data-label="How long">Until you change it or delete the account</td></tr>
<tr><th scope="row">That you confirmed your address: time, network (not the full address), edition of this text</th><td data-label="Why">To be able to show that you asked for the mail</td><td data-label="How long">Until you delete the account</td></tr>
<tr><th scope="row">What you watch, notes, time zone, digest settings, tier and trial</th><td data-label="Why">To know what to send, and when</td><td data-label="How long">Until you change them or delete the account</td></tr>
<tr><th scope="row">Who shares a watchlist with you in an organisation, their role, and what mail of it they want; the address of whoever is invited</th><td data-label="Why">So that several people can watch together. Everybody in an organisation sees the others’ addresses</td><td data-label="How long">Until you leave it or it ends; an invitation that is not taken: two weeks</td></tr>
<tr><th scope="row">Which trials were had, under a hash of your address</th><td data-label="Why">So that there is one trial of each tier for a person</td><td data-label="How long">As long as there are trials, also after you delete the account; the address itself is not kept</td></tr>
<tr><th scope="row">Which tier you had from when to when{{#SITE_PAYING}}, what you ordered and paid, the numbers of invoices; no name, no card{{/SITE_PAYING}}</th><td data-label="Why">To give you what is yours{{#SITE_PAYING}}, and because accounts must be kept{{/SITE_PAYING}}</td><td data-label="How long">After you delete the account they stay, without your address</td></tr>
<tr><th scope="row">Watches that you removed, with their settings and notes</th><td data-label="Why">So that a removal can be undone</td><td data-label="How long">A day</td></tr>
<tr><th scope="row">Platforms that you suggested: the address, the name and the word to the operator, what the page was found to be, and the answer</th><td data-label="Why">To look at them, to answer you, and not to ask twice</td><td data-label="How long">Until you delete the account</td></tr>
<tr><th scope="row">Logins: start, last use, network (not the full address), browser’s name</th><td data-label="Why">So that you can see and end them</td><td data-label="How long">Until they end or expire</td></tr>
<tr><th scope="row">Mails sent to you, with their delivery status</th><td data-label="Why">To send each once, and to find out why one did not arrive</td><td data-label="How long">Secret links in them: until they are sent. Their text: 30 days. That they were sent: until you delete the account</td></tr>
<tr><th scope="row">Mails that came back: which address, which mail, and in what words the other side said why</th><td data-label="Why">To find out why a mail did not arrive, and to stop sending where none does</td><td data-label="How long">The words: 30 days. That it came back: until you delete the account</td></tr>
<tr><th scope="row">That an address takes no mail or wants none, and since when</th><td data-label="Why">So that nothing more is sent to it</td><td data-label="How long">As long as an account has the address; where none has, also after you delete yours, 180 days from when it was last noted</td></tr>
<tr><th scope="row">Addresses of your webhooks, the secrets they are signed with, and the newest fifty messages to each with the beginning of the answer</th><td data-label="Why">To send them, and to show you what arrived</td><td data-label="How long">Until you delete the webhook or the account; a replaced secret: a day</td></tr>
<tr><th scope="row">The address of your watchlist’s feed, as a hash</th><td data-label="Why">To know whose feed is asked for</td><td data-label="How long">Until you end the feed or delete the account</td></tr>
<tr><th scope="row">The key of your second factor, and recovery codes as hashes</th><td data-label="Why">To check your codes</td><td data-label="How long">Until you turn it off or delete the account</td></tr>
<tr><th scope="row">Security events: logins, refusals, changes of rights, an operator’s look at your account, with the network</th><td data-label="Why">To notice and trace misuse</td><td data-label="How long">As long as the operator must be able to trace it; they hold no content</td></tr>
<tr><th scope="row">Counters of failed attempts, by network</th><td data-label="Why">To slow down guessing</td><td data-label="How long">A day</td></tr>
<tr><th scope="row">The number of wrong passwords for an address, under a hash of the address</th><td data-label="Why">To stop guessing at one account from many networks</td><td data-label="How long">Until you log in, a month at most</td></tr>
<tr><th scope="row">Reports of mistakes, and the address that a publisher leaves with a request for removal</th><td data-label="Why">To check and answer them</td><td data-label="How long">The report: as part of the record’s history. The address: 180 days after the answer</td></tr>
</tbody></table>
<p>“Network” is the first part of an internet address (/24 or /64): enough to recognise a pattern, not enough to name a household.</p>
<h2>What is not done</h2>
<ul>
<li>No tracking, no advertising, no analytics, and nothing on these pages is loaded from elsewhere.</li>
<li>No profile is made of what you read.</li>
<li>Mails hold no images and no hidden counters of opening.</li>
<li>Nothing is sold, rented or shared, and nothing you enter is used to train anything.</li>
</ul>
<h2>Cookies</h2>
<p>Pages without a form set none. A form sets one that protects it against being sent by somebody else in your name; logging in sets one that keeps you logged in, and where a second factor is asked for one that holds for ten minutes that your password was right. They are read by this site only.</p>
<h2>Who else handles it</h2>
<p>The operator’s hosting and mail relay, in order to run the site and carry the mail.{{#SITE_PAYING}} If you pay for a tier you do so on a page of Stripe, which learns what you enter there under its own notice; from us it learns the number of the order and nothing about you.{{/SITE_PAYING}} A web server may keep its own log of requests; the operator decides for how long and answers for it.</p>
<h2>Your choices</h2>
<ul>
<li>Leave the mails by the link in each of them, without logging in.</li>
<li>Change what is watched, or end logins, on <a href="/account/">your account’s page</a>.</li>
<li>Take a copy of everything stored about you, or delete your account, on <a href="/account/data/">the page of your data</a>. Deleting closes the account at once and removes it after 14 days in which you can come back; backups are overwritten in their usual turn. For anything else{{#SITE_CONTACT}}: <a href="mailto:{{SITE_CONTACT}}">{{SITE_CONTACT}}</a>{{/SITE_CONTACT}}{{#NO_SITE_CONTACT}} write to {{SITE_OPERATOR}}{{/NO_SITE_CONTACT}}.</li>
<li>Complain to the data-protection authority where you live.</li>
</ul>
<h2>The legal ground</h2>
<p>Your account and your mails: the agreement you make by signing up. Security events and counters: the interest, ours and yours, in a site that cannot be misused.</p>
<h2>Changes of this notice</h2>
<p>A change gets a new edition number here. If it takes something from you, people with an account are told by mail at least 30 days before it applies, and what was collected before stays under the edition of its time.</p>
{{>parts/foot}}
