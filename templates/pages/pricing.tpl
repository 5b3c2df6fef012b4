{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>Pricing</h1>
<p class="lede">Every record, redline, hash and citation on {{SITE_NAME}} can be read without an account and without paying. Tiers are about being told, and about analysis for people who answer for it.</p>
{{#ANY_TIERS}}<table class="reflow"><caption>Tiers</caption>
<thead><tr><th scope="col">Tier</th><th scope="col">Platforms</th><th scope="col">What it has</th><th scope="col">Trial</th>{{#SITE_PAYING}}<th scope="col">Price</th>{{/SITE_PAYING}}</tr></thead>
<tbody>{{/ANY_TIERS}}
{{#TIERS}}<tr id="{{TIERS_ID}}"><th scope="row">{{TIERS_NAME}}{{#TIERS_FORMER}}<br><span class="soft small">formerly {{TIERS_FORMER}}</span>{{/TIERS_FORMER}}</th><td data-label="Platforms">{{#TIERS_LIMIT}}{{TIERS_LIMIT}}{{/TIERS_LIMIT}}{{#NO_TIERS_LIMIT}}all{{/NO_TIERS_LIMIT}}</td><td data-label="What it has">{{TIERS_DESCRIPTION}}<ul>{{#TIERS_FEATURES}}<li>{{FEATURES_VALUE}}</li>{{/TIERS_FEATURES}}</ul></td><td data-label="Trial">{{#TIERS_TRIAL}}{{TIERS_TRIAL}} days, no card{{/TIERS_TRIAL}}{{#NO_TIERS_TRIAL}}none needed{{/NO_TIERS_TRIAL}}</td>{{#SITE_PAYING}}<td data-label="Price">{{#TIERS_PRICES}}{{PRICES_AMOUNT}} {{PRICES_CURRENCY}} a {{PRICES_PERIOD}}<br>{{/TIERS_PRICES}}{{#NO_TIERS_PRICES}}{{#TIERS_LOWEST}}free of charge{{/TIERS_LOWEST}}{{#NO_TIERS_LOWEST}}not sold here{{/NO_TIERS_LOWEST}}{{/NO_TIERS_PRICES}}</td>{{/SITE_PAYING}}</tr>{{/TIERS}}
{{#ANY_TIERS}}</tbody></table>{{/ANY_TIERS}}
<p class="actions">{{#NO_VIEWER}}<a class="btn" href="/signup">Create a free account</a>{{/NO_VIEWER}}{{#VIEWER}}<a class="btn" href="/account/">Your account</a>{{/VIEWER}}</p>
<h2>How a trial ends</h2>
<p>By itself. You fall back to the smallest tier, without a payment and without having to cancel. What is over its limit is paused, not deleted, and you are told by mail before and after. {{#NO_SITE_PAYING}}No card is asked for at any point. To keep a tier after its trial, write to {{#SITE_CONTACT}}<a href="mailto:{{SITE_CONTACT}}">{{SITE_CONTACT}}</a>{{/SITE_CONTACT}}{{#NO_SITE_CONTACT}}{{SITE_OPERATOR}}{{/NO_SITE_CONTACT}}.{{/NO_SITE_PAYING}}{{#SITE_PAYING}}No card is asked for. Who wants to go on orders the tier on the page of their account.{{/SITE_PAYING}}</p>
{{>parts/foot}}
