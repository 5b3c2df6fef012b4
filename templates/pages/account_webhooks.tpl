{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
<p>When a change reaches one of your watches, a signed message is sent to an address of yours: to a program that does something with it, or to a chat. It goes out with the change, whatever mail you have chosen.</p>
{{#MADE_URL}}<div class="panel">
<h2>Your endpoint is added</h2>
{{#SECRET}}<p>This is its secret, by which the receiver verifies signatures. It is shown now and never again; a new one can be made at any time.</p>
<p><code>{{SECRET}}</code></p>{{/SECRET}}
<p><a href="{{MADE_URL}}">Send a test</a></p>
</div>{{/MADE_URL}}
{{#NO_ALLOWED}}<p class="notice">{{#TIER_WITH}}Webhooks are part of the tier {{TIER_WITH}} and of those above it.{{/TIER_WITH}}{{#NO_TIER_WITH}}Webhooks are part of no tier at present.{{/NO_TIER_WITH}} <a href="/pricing/">Compare the tiers</a>; the trials need no card.{{#ANY_WEBHOOKS}} Your endpoints stay, and get no new events.{{/ANY_WEBHOOKS}}</p>{{/NO_ALLOWED}}
{{#ANY_WEBHOOKS}}<h2>Your endpoints</h2>{{/ANY_WEBHOOKS}}
{{#WEBHOOKS}}<section class="panel">
<h3><a href="{{WEBHOOKS_URL}}">{{WEBHOOKS_ADDRESS}}</a></h3>
<p>{{#WEBHOOKS_FORMAT_IS_STANDARD}}Standard Webhooks{{/WEBHOOKS_FORMAT_IS_STANDARD}}{{#WEBHOOKS_FORMAT_IS_SLACK}}Slack{{/WEBHOOKS_FORMAT_IS_SLACK}}, {{#WEBHOOKS_THRESHOLD_IS_LOW}}every change{{/WEBHOOKS_THRESHOLD_IS_LOW}}{{#WEBHOOKS_THRESHOLD_IS_HIGH}}high severity and above{{/WEBHOOKS_THRESHOLD_IS_HIGH}}{{#WEBHOOKS_THRESHOLD_IS_CRITICAL}}critical severity only{{/WEBHOOKS_THRESHOLD_IS_CRITICAL}}. {{#WEBHOOKS_ACTIVE}}On.{{/WEBHOOKS_ACTIVE}}{{#NO_WEBHOOKS_ACTIVE}}<strong>Off{{#WEBHOOKS_OFF_AT}} since <time datetime="{{WEBHOOKS_OFF_AT}}">{{WEBHOOKS_OFF_AT:x-time}}</time>{{/WEBHOOKS_OFF_AT}}.</strong> {{WEBHOOKS_OFF_REASON}}{{/NO_WEBHOOKS_ACTIVE}}</p>
<p class="soft">{{#WEBHOOKS_DELIVERED_AT}}Last delivered <time datetime="{{WEBHOOKS_DELIVERED_AT}}">{{WEBHOOKS_DELIVERED_AT:x-ago}}</time>.{{/WEBHOOKS_DELIVERED_AT}}{{#NO_WEBHOOKS_DELIVERED_AT}}Nothing delivered yet.{{/NO_WEBHOOKS_DELIVERED_AT}}{{#WEBHOOKS_WAITING}} {{WEBHOOKS_WAITING}} waiting.{{/WEBHOOKS_WAITING}}{{#WEBHOOKS_FAILING_SINCE}} <strong>Only failures since <time datetime="{{WEBHOOKS_FAILING_SINCE}}">{{WEBHOOKS_FAILING_SINCE:x-time}}</time>.</strong>{{/WEBHOOKS_FAILING_SINCE}}</p>
</section>{{/WEBHOOKS}}
{{#NO_WEBHOOKS}}{{#ALLOWED}}<p class="soft">No endpoint yet.</p>{{/ALLOWED}}{{/NO_WEBHOOKS}}
{{#ALLOWED}}{{#ROOM}}<h2 id="webhook">Add an endpoint</h2>
<form action="/account/webhooks/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="address">Its address</label>
<p class="hint" id="address-hint">Begins with https:// and can be reached from the internet. For Slack, the address of an incoming webhook.</p>{{#ERRORS}}{{#ERRORS_ADDRESS}}<p class="field-error" id="address-error">{{ERRORS_ADDRESS}}</p>{{/ERRORS_ADDRESS}}{{/ERRORS}}
<input id="address" name="address" type="text" inputmode="url" value="{{VALUES_ADDRESS}}" maxlength="1000" autocapitalize="none" spellcheck="false" aria-describedby="address-hint" required></div>
<div class="field"><label for="format">Format</label>
<select id="format" name="format"><option value="standard">Standard Webhooks: JSON, for a program</option><option value="slack"{{#VALUES_FORMAT_IS_SLACK}} selected{{/VALUES_FORMAT_IS_SLACK}}>Slack: for a chat</option></select></div>
<div class="field"><label for="threshold">Which events</label>
<select id="threshold" name="threshold"><option value="low">every change that a watch tells of</option><option value="high"{{#VALUES_THRESHOLD_IS_HIGH}} selected{{/VALUES_THRESHOLD_IS_HIGH}}>of those, high severity and above</option><option value="critical"{{#VALUES_THRESHOLD_IS_CRITICAL}} selected{{/VALUES_THRESHOLD_IS_CRITICAL}}>of those, critical severity only</option></select></div>
<p><button type="submit">Add the endpoint</button></p>
</form>{{/ROOM}}{{#NO_ROOM}}<p class="soft">Ten endpoints are as many as an account can have. Delete one to add another.</p>{{/NO_ROOM}}{{/ALLOWED}}
{{>parts/foot}}
