{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
<p>You have the tier {{TIER_NAME}}. Payments are made on a page of Stripe; no card number reaches this site.</p>
{{#ORDERS}}<section class="panel" aria-labelledby="order">
<h2 class="h3" id="order">Your order: {{ORDERS_TIER}}, {{ORDERS_AMOUNT}} {{ORDERS_CURRENCY}} a {{ORDERS_PERIOD}}</h2>
{{#ORDERS_STATE_IS_ASKED}}<p>The payment page is being made. {{#ORDERS_REASON}}{{ORDERS_REASON}} {{/ORDERS_REASON}}<a href="/account/billing/">Look again</a></p>{{/ORDERS_STATE_IS_ASKED}}
{{#ORDERS_STATE_IS_READY}}{{#ORDERS_URL}}<p><a class="btn" href="{{ORDERS_URL}}" rel="noreferrer">Pay at Stripe</a></p>
<p>The link is good until <time datetime="{{ORDERS_EXPIRES}}">{{ORDERS_EXPIRES:x-time}}</time>; nothing is charged before you confirm there. Have you paid? <a href="/account/billing/">Look again</a></p>{{/ORDERS_URL}}
{{#NO_ORDERS_URL}}<p>The link has expired. If you have paid, this page says so within minutes. <a href="/account/billing/">Look again</a></p>{{/NO_ORDERS_URL}}{{/ORDERS_STATE_IS_READY}}
{{#ORDERS_STATE_IS_CONFIRMING}}<p>The payment is on its way; the tier begins when it has arrived. <a href="/account/billing/">Look again</a></p>{{/ORDERS_STATE_IS_CONFIRMING}}
{{#ORDERS_STATE_IS_FAILED}}<p>It came to nothing. {{ORDERS_REASON}} You can order again below.</p>{{/ORDERS_STATE_IS_FAILED}}
{{#ORDERS_STATE_IS_EXPIRED}}<p>The link was not used and has expired. Nothing was charged. You can order again below.</p>{{/ORDERS_STATE_IS_EXPIRED}}
<p class="soft">Ordered <time datetime="{{ORDERS_AT}}">{{ORDERS_AT:x-time}}</time>.</p>
</section>{{/ORDERS}}
{{#PAID}}<section class="panel">
<h2 class="h3">{{PAID_TIER}}, paid until <time datetime="{{PAID_UNTIL}}">{{PAID_UNTIL:x-day}}</time></h2>
{{#PAID_FAILED}}<p class="notice notice-bad">The payment of <time datetime="{{PAID_FAILED}}">{{PAID_FAILED:x-day}}</time> did not go through. {{#PAID_RETRY}}It is tried again on <time datetime="{{PAID_RETRY}}">{{PAID_RETRY:x-day}}</time>. {{/PAID_RETRY}}You keep the tier until <time datetime="{{PAID_KEPT_UNTIL}}">{{PAID_KEPT_UNTIL:x-day}}</time>; after that it comes back with the payment. {{#PAID_PAY_URL}}<a href="{{PAID_PAY_URL}}" rel="noreferrer">Pay now, or with another card</a>{{/PAID_PAY_URL}}</p>{{/PAID_FAILED}}
{{#PAID_INVOICE}}<p>Invoice: {{PAID_INVOICE}}</p>{{/PAID_INVOICE}}
{{#PAID_ENDS}}<p>{{#PAID_FAILED}}It is not renewed any more. Until Stripe gives up the payment that failed, it may still go through; it then pays for its own period and no other.{{/PAID_FAILED}}{{#NO_PAID_FAILED}}It ends then, and nothing more is charged.{{/NO_PAID_FAILED}}{{#PAID_WAITING}} Stripe has not confirmed that yet; it is asked until it does.{{#PAID_REASON}} {{PAID_REASON}}{{/PAID_REASON}}{{/PAID_WAITING}}</p>
<form action="/account/billing/keep" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<p><button type="submit" class="quiet">Keep it going</button></p>
</form>{{/PAID_ENDS}}
{{#NO_PAID_ENDS}}<p>It goes on by itself until you end it.{{#PAID_WAITING}} Stripe has not confirmed that yet; it is asked until it does.{{#PAID_REASON}} {{PAID_REASON}}{{/PAID_REASON}}{{/PAID_WAITING}}</p>
<form action="/account/billing/end" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<p><button type="submit" class="quiet">End it with the paid time</button></p>
</form>{{/NO_PAID_ENDS}}
</section>{{/PAID}}
{{#ANY_OFFERS}}<h2>Order</h2>
<p>What you pay for goes on until you end it here; it then lasts as long as it is paid. A smaller tier that you pay for ends with its paid time when a larger one begins.</p>{{/ANY_OFFERS}}
{{#OFFERS}}<section class="panel">
<h3>{{OFFERS_NAME}}</h3>
<p>{{OFFERS_DESCRIPTION}}</p>
{{#OFFERS_PRICES}}<form action="/account/billing/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="tier" value="{{OFFERS_SLUG}}">
<input type="hidden" name="period" value="{{PRICES_PERIOD}}">
<p><button type="submit" class="quiet">Order {{OFFERS_NAME}} for {{PRICES_AMOUNT}} {{PRICES_CURRENCY}} a {{PRICES_PERIOD}}</button></p>
</form>{{/OFFERS_PRICES}}
</section>{{/OFFERS}}
{{#ANY_HAD}}<h2>What you have had</h2>
<table class="reflow"><thead><tr><th scope="col">Tier</th><th scope="col">As</th><th scope="col">From</th><th scope="col">Until</th><th scope="col">Invoice</th></tr></thead>
<tbody>{{/ANY_HAD}}{{#HAD}}<tr><th scope="row">{{HAD_TIER}}</th><td data-label="As">{{#HAD_KIND_IS_TRIAL}}trial{{/HAD_KIND_IS_TRIAL}}{{#HAD_KIND_IS_PAID}}paid at Stripe{{/HAD_KIND_IS_PAID}}{{#HAD_KIND_IS_MANUAL}}given by the operator{{/HAD_KIND_IS_MANUAL}}</td><td data-label="From"><time datetime="{{HAD_SINCE}}">{{HAD_SINCE:x-day}}</time></td><td data-label="Until">{{#HAD_UNTIL}}<time datetime="{{HAD_UNTIL}}">{{HAD_UNTIL:x-day}}</time>{{/HAD_UNTIL}}{{#NO_HAD_UNTIL}}open{{/NO_HAD_UNTIL}}</td><td data-label="Invoice">{{#HAD_INVOICE}}{{HAD_INVOICE}}{{/HAD_INVOICE}}{{#NO_HAD_INVOICE}}none{{/NO_HAD_INVOICE}}</td></tr>{{/HAD}}{{#ANY_HAD}}</tbody></table>{{/ANY_HAD}}
{{>parts/foot}}
