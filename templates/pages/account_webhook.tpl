{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#SECRET}}<div class="panel">
<h2>The new secret</h2>
<p>It is shown now and never again. Until the old one ends, messages are signed with both.</p>
<p><code>{{SECRET}}</code></p>
</div>{{/SECRET}}
{{#OFF_AT}}<p class="notice notice-bad"><strong>Switched off <time datetime="{{OFF_AT}}">{{OFF_AT:x-time}}</time>.</strong> {{OFF_REASON}} When it is mended, send a test and switch it on again.</p>{{/OFF_AT}}
{{#NO_ALLOWED}}<p class="notice">Your tier has no webhooks: nothing new is sent. <a href="/pricing/">Compare the tiers</a></p>{{/NO_ALLOWED}}
<dl class="facts">
<div><dt>Address</dt><dd><code>{{ADDRESS}}</code></dd></div>
<div><dt>Format</dt><dd>{{#FORMAT_IS_STANDARD}}Standard Webhooks{{/FORMAT_IS_STANDARD}}{{#FORMAT_IS_SLACK}}Slack{{/FORMAT_IS_SLACK}}</dd></div>
<div><dt>Added</dt><dd><time datetime="{{SINCE}}">{{SINCE:x-time}}</time></dd></div>
{{#FAILING_SINCE}}<div><dt>Only failures since</dt><dd><time datetime="{{FAILING_SINCE}}">{{FAILING_SINCE:x-time}}</time>; after five days it is switched off</dd></div>{{/FAILING_SINCE}}
</dl>
{{#ALLOWED}}<div class="actions">
<form action="{{URL}}test" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<button type="submit">Send a test event</button>
</form>
</div>
<h2>Settings</h2>
<form action="{{URL}}" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="choice"><input id="active" name="active" type="checkbox" value="on"{{#ACTIVE}} checked{{/ACTIVE}}><label for="active">Send events to this endpoint</label></div>
<div class="field"><label for="threshold">Which events</label>
<select id="threshold" name="threshold"><option value="low">every change that a watch tells of</option><option value="high"{{#THRESHOLD_IS_HIGH}} selected{{/THRESHOLD_IS_HIGH}}>of those, high severity and above</option><option value="critical"{{#THRESHOLD_IS_CRITICAL}} selected{{/THRESHOLD_IS_CRITICAL}}>of those, critical severity only</option></select></div>
<p><button type="submit">Save</button></p>
</form>{{/ALLOWED}}

<h2 id="log">Log</h2>
<p>The newest fifty messages, the last attempt of each. An event that fails is tried again for three days, at growing intervals; later ones wait for it. What is sent again has the same <code>webhook-id</code>.</p>
{{#ANY_MESSAGES}}<table class="reflow">
<thead><tr><th scope="col">When</th><th scope="col">Event</th><th scope="col">State</th><th scope="col">Answer</th><th scope="col">Attempts</th><th scope="col">Again</th></tr></thead>
<tbody>{{/ANY_MESSAGES}}{{#MESSAGES}}<tr><th scope="row"><time datetime="{{MESSAGES_AT}}">{{MESSAGES_AT:x-time}}</time></th><td data-label="Event">{{MESSAGES_TYPE}}{{#MESSAGES_CHANGE_ID}}<br><a href="{{MESSAGES_CHANGE_URL}}">{{MESSAGES_CHANGE_ID}}</a>{{/MESSAGES_CHANGE_ID}}<br><span class="soft small">{{MESSAGES_ID}}</span></td><td data-label="State">{{#MESSAGES_STATE_IS_DELIVERED}}Delivered{{/MESSAGES_STATE_IS_DELIVERED}}{{#MESSAGES_STATE_IS_FAILED}}<strong>Failed</strong>{{/MESSAGES_STATE_IS_FAILED}}{{#MESSAGES_STATE_IS_WAITING}}Waiting{{/MESSAGES_STATE_IS_WAITING}}{{#MESSAGES_STATE_IS_AGAIN}}To be tried again{{/MESSAGES_STATE_IS_AGAIN}}{{#MESSAGES_REASON}}<br><span class="small">{{MESSAGES_REASON}}</span>{{/MESSAGES_REASON}}</td><td data-label="Answer">{{#MESSAGES_STATUS}}{{MESSAGES_STATUS}}{{/MESSAGES_STATUS}}{{#NO_MESSAGES_STATUS}}None{{/NO_MESSAGES_STATUS}}{{#MESSAGES_DURATION}}, {{MESSAGES_DURATION}} ms{{/MESSAGES_DURATION}}{{#MESSAGES_ANSWER}}<br><code>{{MESSAGES_ANSWER}}</code>{{/MESSAGES_ANSWER}}</td><td data-label="Attempts">{{#MESSAGES_ATTEMPTS}}{{MESSAGES_ATTEMPTS}}{{#MESSAGES_TRIED_AT}}, last <time datetime="{{MESSAGES_TRIED_AT}}">{{MESSAGES_TRIED_AT:x-time}}</time>{{/MESSAGES_TRIED_AT}}{{/MESSAGES_ATTEMPTS}}{{#NO_MESSAGES_ATTEMPTS}}None yet{{/NO_MESSAGES_ATTEMPTS}}{{#MESSAGES_NEXT_AT}}<br>Next try <time datetime="{{MESSAGES_NEXT_AT}}">{{MESSAGES_NEXT_AT:x-time}}</time>{{/MESSAGES_NEXT_AT}}</td><td data-label="Again">{{#ALLOWED}}{{#MESSAGES_ACT}}<form action="{{URL}}again" method="post"><input type="hidden" name="csrf" value="{{FORM_CSRF}}"><input type="hidden" name="message" value="{{MESSAGES_NUMBER}}"><button type="submit" class="quiet">Send {{MESSAGES_ACT}}<span class="hidden-text">: {{MESSAGES_ID}}</span></button></form>{{/MESSAGES_ACT}}{{/ALLOWED}}</td></tr>{{/MESSAGES}}{{#ANY_MESSAGES}}</tbody>
</table>{{/ANY_MESSAGES}}
{{#NO_MESSAGES}}<p class="soft">Nothing has been sent yet. A test shows whether the endpoint is reached.</p>{{/NO_MESSAGES}}

{{#FORMAT_IS_STANDARD}}<h2>For the receiver</h2>
<p>Each message is a POST with three headers, after <a href="https://www.standardwebhooks.com/" rel="noopener">Standard Webhooks</a>, for which there are libraries in most languages:</p>
{{#EXAMPLE}}<pre>webhook-id: {{EXAMPLE_ID}}
webhook-timestamp: {{EXAMPLE_SECOND}}
webhook-signature: v1,…</pre>
<p>What is signed is the id, the timestamp and the body as it came, with a dot between. For this endpoint, for example:</p>
<pre>{{EXAMPLE_ID}}.{{EXAMPLE_SECOND}}.{{EXAMPLE_BODY}}</pre>{{/EXAMPLE}}
<ol>
<li>Compute HMAC-SHA-256 of that text. The key is what stands behind <code>whsec_</code> in the secret, decoded from base64.</li>
<li>Write it in base64 and compare it with what stands behind <code>v1,</code>, in constant time. While a secret is being replaced there are two signatures with a space between: one of them must fit.</li>
<li>Refuse a timestamp that is more than five minutes off, and an id that you have dealt with: the same event may arrive twice.</li>
<li>Answer with a 2xx status within ten seconds. 410 switches the endpoint off; a redirect is a failure.</li>
</ol>{{/FORMAT_IS_STANDARD}}

{{#FORMAT_IS_STANDARD}}{{#ALLOWED}}<h2>A new secret</h2>
{{#OLD_UNTIL}}<p>An old secret signs beside the new one until <time datetime="{{OLD_UNTIL}}">{{OLD_UNTIL:x-time}}</time>.</p>{{/OLD_UNTIL}}
<form action="{{URL}}secret" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<p>The present one goes on signing beside it for 24 hours, so that the receiver can be changed in between.</p>
<p><button type="submit" class="quiet">Make a new secret</button></p>
</form>{{/ALLOWED}}{{/FORMAT_IS_STANDARD}}

<h2>Delete</h2>
<details>
<summary>Delete this endpoint</summary>
<form action="{{URL}}delete" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<p>Its log and its secret go with it, and what waits is not sent. Really delete it?</p>
<p><button type="submit" class="danger">Yes, delete the endpoint</button></p>
</form>
</details>
{{>parts/foot}}
