{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{#ANY_ERROR_LIST}}<div class="error-summary" role="alert" aria-labelledby="problem">
<h2 id="problem">There is a problem</h2>
<ul>{{/ANY_ERROR_LIST}}{{#ERROR_LIST}}<li><a href="#{{ERROR_LIST_FIELD}}">{{ERROR_LIST_TEXT}}</a></li>{{/ERROR_LIST}}{{#ANY_ERROR_LIST}}</ul>
</div>{{/ANY_ERROR_LIST}}
<dl class="facts">
<div><dt>Address</dt><dd>{{ADDRESS}}</dd></div>
<div><dt>Account since</dt><dd><time datetime="{{SINCE}}">{{SINCE:x-day}}</time></dd></div>
<div><dt>Tier</dt><dd>{{TIER_NAME}}: {{TIER_DESCRIPTION}} {{#PLATFORM_LIMIT}}Up to {{PLATFORM_LIMIT}} platforms.{{/PLATFORM_LIMIT}}{{#NO_PLATFORM_LIMIT}}Any number of platforms.{{/NO_PLATFORM_LIMIT}}{{#TRIAL_ENDS}} Trial until <time datetime="{{TRIAL_ENDS}}">{{TRIAL_ENDS:x-time}}</time>; then Free again, and what is over its limit is paused, not deleted.{{/TRIAL_ENDS}}</dd></div>
</dl>
<p><a href="/watchlist/">Your watchlist</a></p>

<h2>Weekly digest</h2>
<form action="/account/mail" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="choice"><input id="digest" name="digest" type="checkbox" value="on"{{#DIGEST}} checked{{/DIGEST}}><label for="digest">Write once a week when something I watch has changed</label></div>
<div class="field"><label for="day">Day</label>{{#ERRORS}}{{#ERRORS_DAY}}<p class="field-error" id="day-error">{{ERRORS_DAY}}</p>{{/ERRORS_DAY}}{{/ERRORS}}
<select id="day" name="day">{{#DAYS}}<option value="{{DAYS_NUMBER}}"{{#DAYS_SELECTED}} selected{{/DAYS_SELECTED}}>{{DAYS_NAME}}</option>{{/DAYS}}</select></div>
<div class="field"><label for="hour">Hour</label>{{#ERRORS}}{{#ERRORS_HOUR}}<p class="field-error" id="hour-error">{{ERRORS_HOUR}}</p>{{/ERRORS_HOUR}}{{/ERRORS}}
<select id="hour" name="hour">{{#HOURS}}<option value="{{HOURS_NUMBER}}"{{#HOURS_SELECTED}} selected{{/HOURS_SELECTED}}>{{HOURS_NAME}}</option>{{/HOURS}}</select></div>
<div class="field"><label for="zone">Time zone</label>
<p class="hint" id="zone-hint">An IANA name, like Europe/Berlin</p>{{#ERRORS}}{{#ERRORS_ZONE}}<p class="field-error" id="zone-error">{{ERRORS_ZONE}}</p>{{/ERRORS_ZONE}}{{/ERRORS}}
<input id="zone" name="zone" list="zones" value="{{#VALUES_ZONE}}{{VALUES_ZONE}}{{/VALUES_ZONE}}{{#NO_VALUES_ZONE}}{{ZONE}}{{/NO_VALUES_ZONE}}" maxlength="64" autocapitalize="none" spellcheck="false" aria-describedby="zone-hint" required>
<datalist id="zones">{{#ZONES}}<option value="{{ZONES_VALUE}}"></option>{{/ZONES}}</datalist></div>
<p><button type="submit">Save</button></p>
</form>

{{#ANY_TRIALS}}<h2 id="tier">Try a larger tier</h2>
<p>Without a card. A trial ends by itself and falls back to Free. One trial of each tier.</p>{{#ERRORS}}{{#ERRORS_TIER}}<p class="field-error" id="tier-error">{{ERRORS_TIER}}</p>{{/ERRORS_TIER}}{{/ERRORS}}{{/ANY_TRIALS}}
{{#TRIALS}}<form class="panel" action="/account/trial" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="tier" value="{{TRIALS_SLUG}}">
<p><strong>{{TRIALS_NAME}}</strong>: {{TRIALS_DESCRIPTION}}</p>
<p><button type="submit" class="quiet">Try {{TRIALS_NAME}} for {{TRIALS_DAYS}} days</button></p>
</form>{{/TRIALS}}

<h2>Password</h2>
<form action="/account/password" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="username" value="{{ADDRESS}}" autocomplete="username">
<div class="field"><label for="current">Present password</label>{{#ERRORS}}{{#ERRORS_CURRENT}}<p class="field-error" id="current-error">{{ERRORS_CURRENT}}</p>{{/ERRORS_CURRENT}}{{/ERRORS}}
<input id="current" name="current" type="password" maxlength="256" autocomplete="current-password" required></div>
<div class="field"><label for="password">New password</label>
<p class="hint" id="password-hint">At least 15 characters. All other logins end.</p>{{#ERRORS}}{{#ERRORS_PASSWORD}}<p class="field-error" id="password-error">{{ERRORS_PASSWORD}}</p>{{/ERRORS_PASSWORD}}{{/ERRORS}}
<input id="password" name="password" type="password" maxlength="256" autocomplete="new-password" aria-describedby="password-hint" required></div>
<p><button type="submit" class="quiet">Change the password</button></p>
</form>

<h2>Logins</h2>
{{#LOGINS}}<form class="panel" action="/account/revoke" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="login" value="{{LOGINS_LOGIN}}">
<p>{{#LOGINS_HERE}}<strong>This one.</strong> {{/LOGINS_HERE}}Since <time datetime="{{LOGINS_SINCE}}">{{LOGINS_SINCE:x-time}}</time>, used <time datetime="{{LOGINS_USED}}">{{LOGINS_USED:x-ago}}</time>, from {{LOGINS_NETWORK}}{{#LOGINS_AGENT}}, {{LOGINS_AGENT}}{{/LOGINS_AGENT}}</p>
<p><button type="submit" class="quiet">End this login</button></p>
</form>{{/LOGINS}}
<div class="actions">
<form action="/logout" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<button type="submit">Log out</button>
</form>
<form action="/account/revoke-all" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<button type="submit" class="quiet">Log out everywhere</button>
</form>
</div>
{{>parts/foot}}
