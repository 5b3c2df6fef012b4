{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#RETURNED}}<div class="panel" id="returned">
<h2>Mail to you does not arrive</h2>
{{#RETURNED_COMPLAINT}}<p>Since <time datetime="{{RETURNED_SINCE}}">{{RETURNED_SINCE:x-day}}</time> we send nothing to {{ADDRESS}}: a mail of ours was marked as spam there. Digest and alerts were turned off.</p>{{/RETURNED_COMPLAINT}}
{{#NO_RETURNED_COMPLAINT}}<p>Since <time datetime="{{RETURNED_SINCE}}">{{RETURNED_SINCE:x-day}}</time> we send nothing to {{ADDRESS}}: mail came back from there more than once. The other side said: <q>{{RETURNED_REASON}}</q></p>{{/NO_RETURNED_COMPLAINT}}
<p>If the address is wrong, <a href="/account/address/">change it</a>. If the mailbox takes mail again, say so; a mail to it follows at once, and when that comes back too, we stop again.</p>
<form action="/account/mail/again" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<p><button type="submit">Send to this address again</button></p>
</form>
</div>{{/RETURNED}}
<dl class="facts">
<div><dt>Address</dt><dd>{{ADDRESS}} (<a href="/account/address/">change</a>)</dd></div>
<div><dt>Account since</dt><dd><time datetime="{{SINCE}}">{{SINCE:x-day}}</time></dd></div>
<div><dt>Tier</dt><dd>{{TIER_NAME}}: {{TIER_DESCRIPTION}} {{#PLATFORM_LIMIT}}Up to {{PLATFORM_LIMIT}}.{{/PLATFORM_LIMIT}}{{#NO_PLATFORM_LIMIT}}Any number of platforms.{{/NO_PLATFORM_LIMIT}}{{#TRIAL_ENDS}} Trial until <time datetime="{{TRIAL_ENDS}}">{{TRIAL_ENDS:x-time}}</time>; then the smallest tier again, and what is over its limit is paused, not deleted.{{/TRIAL_ENDS}}{{#GIVEN}}{{#GIVEN_UNTIL}} Until <time datetime="{{GIVEN_UNTIL}}">{{GIVEN_UNTIL:x-time}}</time>.{{/GIVEN_UNTIL}}{{#GIVEN_INVOICE}} Invoice: {{GIVEN_INVOICE}}.{{/GIVEN_INVOICE}}{{/GIVEN}}{{#EARLIER}} You keep it as it was when you began, though it is offered differently today.{{/EARLIER}}</dd></div>
</dl>
<ul class="tools">
<li><a href="/watchlist/">Your watchlist</a></li>
<li><a href="/organisations/">Organisations: a watchlist for several people</a></li>
<li><a href="/account/security/">Password, second factor, logins</a></li>
<li><a href="/account/webhooks/">Webhooks</a></li>
<li><a href="/account/feed/">Feed of your watchlist</a></li>
{{#SITE_PAYING}}<li><a href="/account/billing/">Payments</a></li>
{{/SITE_PAYING}}<li><a href="/account/data/">Your data: copy, delete</a></li>
</ul>

<h2>Mail</h2>
<form action="/account/mail" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="choice"><input id="digest" name="digest" type="checkbox" value="on"{{#VALUES}}{{#VALUES_DIGEST}} checked{{/VALUES_DIGEST}}{{/VALUES}}{{#NO_VALUES}}{{#DIGEST}} checked{{/DIGEST}}{{/NO_VALUES}}><label for="digest">Write once a week when something I watch has changed</label></div>
<div class="choice"><input id="digest_empty" name="digest_empty" type="checkbox" value="on"{{#VALUES}}{{#VALUES_DIGEST_EMPTY}} checked{{/VALUES_DIGEST_EMPTY}}{{/VALUES}}{{#NO_VALUES}}{{#DIGEST_EMPTY}} checked{{/DIGEST_EMPTY}}{{/NO_VALUES}}><label for="digest_empty">Also write in a week without a change: one line, with the number of documents checked</label></div>
<div class="field"><label for="day">Day of the weekly digest</label>{{#ERRORS}}{{#ERRORS_DAY}}<p class="field-error" id="day-error">{{ERRORS_DAY}}</p>{{/ERRORS_DAY}}{{/ERRORS}}
<select id="day" name="day">{{#DAYS}}<option value="{{DAYS_NUMBER}}"{{#DAYS_SELECTED}} selected{{/DAYS_SELECTED}}>{{DAYS_NAME}}</option>{{/DAYS}}</select></div>
<div class="field"><label for="hour">Hour</label>{{#ERRORS}}{{#ERRORS_HOUR}}<p class="field-error" id="hour-error">{{ERRORS_HOUR}}</p>{{/ERRORS_HOUR}}{{/ERRORS}}
<select id="hour" name="hour">{{#HOURS}}<option value="{{HOURS_NUMBER}}"{{#HOURS_SELECTED}} selected{{/HOURS_SELECTED}}>{{HOURS_NAME}}</option>{{/HOURS}}</select></div>
<div class="field"><label for="zone">Time zone</label>
<p class="hint" id="zone-hint">An IANA name, like Europe/Berlin</p>{{#ERRORS}}{{#ERRORS_ZONE}}<p class="field-error" id="zone-error">{{ERRORS_ZONE}}</p>{{/ERRORS_ZONE}}{{/ERRORS}}
<input id="zone" name="zone" type="text" list="zones" value="{{#VALUES_ZONE}}{{VALUES_ZONE}}{{/VALUES_ZONE}}{{#NO_VALUES_ZONE}}{{ZONE}}{{/NO_VALUES_ZONE}}" maxlength="64" autocapitalize="none" spellcheck="false" aria-describedby="zone-hint" required>
<datalist id="zones">{{#ZONES}}<option value="{{ZONES_VALUE}}"></option>{{/ZONES}}</datalist></div>
<h3>Quiet hours</h3>
<p class="hint">No alert arrives in these hours of your time zone; it comes when they end, a critical one too, and several come in one mail. Mail that you asked for a moment ago comes at once.</p>
<div class="field"><label for="quiet_from">From</label>{{#ERRORS}}{{#ERRORS_QUIET_FROM}}<p class="field-error" id="quiet_from-error">{{ERRORS_QUIET_FROM}}</p>{{/ERRORS_QUIET_FROM}}{{/ERRORS}}
<select id="quiet_from" name="quiet_from"><option value="">Not set</option>{{#QUIET_FROM_HOURS}}<option value="{{QUIET_FROM_HOURS_NUMBER}}"{{#QUIET_FROM_HOURS_SELECTED}} selected{{/QUIET_FROM_HOURS_SELECTED}}>{{QUIET_FROM_HOURS_NAME}}</option>{{/QUIET_FROM_HOURS}}</select></div>
<div class="field"><label for="quiet_to">Until</label>
<select id="quiet_to" name="quiet_to"><option value="">Not set</option>{{#QUIET_TO_HOURS}}<option value="{{QUIET_TO_HOURS_NUMBER}}"{{#QUIET_TO_HOURS_SELECTED}} selected{{/QUIET_TO_HOURS_SELECTED}}>{{QUIET_TO_HOURS_NAME}}</option>{{/QUIET_TO_HOURS}}</select></div>
<p><button type="submit">Save</button></p>
</form>

{{#ANY_TRIALS}}<h2 id="tier">Try a larger tier</h2>
<p>Without a card. A trial ends by itself and falls back to the smallest tier. One trial of each tier for a person.</p>{{#ERRORS}}{{#ERRORS_TIER}}<p class="field-error" id="tier-error">{{ERRORS_TIER}}</p>{{/ERRORS_TIER}}{{/ERRORS}}{{/ANY_TRIALS}}
{{#TRIALS}}<form class="panel" action="/account/trial" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="tier" value="{{TRIALS_SLUG}}">
<p><strong>{{TRIALS_NAME}}</strong>: {{TRIALS_DESCRIPTION}}</p>
<p><button type="submit" class="quiet">Try {{TRIALS_NAME}} for {{TRIALS_DAYS}} days</button></p>
</form>{{/TRIALS}}

<div class="actions">
<form action="/logout" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<button type="submit">Log out</button>
</form>
</div>
{{>parts/foot}}
