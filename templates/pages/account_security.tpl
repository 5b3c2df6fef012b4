{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
<h2>Second factor</h2>
{{#FACTOR_SINCE}}<p>On since <time datetime="{{FACTOR_SINCE}}">{{FACTOR_SINCE:x-day}}</time>. Recovery codes left: {{CODES_LEFT}}. <a href="/account/second-factor/">New codes, or turn it off</a></p>{{/FACTOR_SINCE}}
{{#NO_FACTOR_SINCE}}<p>Off: the password alone opens the account. <a href="/account/second-factor/">Set it up</a></p>{{/NO_FACTOR_SINCE}}

<h2>Password</h2>
{{#HAS_PASSWORD}}<form action="/account/password" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="username" value="{{ADDRESS}}" autocomplete="username">
<div class="field"><label for="current">Present password</label>{{#ERRORS}}{{#ERRORS_CURRENT}}<p class="field-error" id="current-error">{{ERRORS_CURRENT}}</p>{{/ERRORS_CURRENT}}{{/ERRORS}}
<input id="current" name="current" type="password" maxlength="256" autocomplete="current-password" required></div>
<div class="field"><label for="password">New password</label>
<p class="hint" id="password-hint">At least 15 characters. All other logins end.</p>{{#ERRORS}}{{#ERRORS_PASSWORD}}<p class="field-error" id="password-error">{{ERRORS_PASSWORD}}</p>{{/ERRORS_PASSWORD}}{{/ERRORS}}
<input id="password" name="password" type="password" maxlength="256" autocomplete="new-password" aria-describedby="password-hint" required></div>
<p><button type="submit" class="quiet">Change the password</button></p>
</form>{{/HAS_PASSWORD}}
{{#NO_HAS_PASSWORD}}<p>Your account has none. <a href="/reset">Set one</a></p>{{/NO_HAS_PASSWORD}}

<h2>Logins</h2>
{{#LOGINS}}<form class="panel" action="/account/revoke" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="login" value="{{LOGINS_LOGIN}}">
<p>{{#LOGINS_HERE}}<strong>This one.</strong> {{/LOGINS_HERE}}{{#LOGINS_VIEWED_BY}}<strong>The operator ({{LOGINS_VIEWED_BY}}) looks at your account and can change nothing.</strong> {{/LOGINS_VIEWED_BY}}Since <time datetime="{{LOGINS_SINCE}}">{{LOGINS_SINCE:x-time}}</time>, used <time datetime="{{LOGINS_USED}}">{{LOGINS_USED:x-ago}}</time>, from {{LOGINS_NETWORK}}{{#LOGINS_AGENT}}, {{LOGINS_AGENT}}{{/LOGINS_AGENT}}</p>
<p><button type="submit" class="quiet">End this login</button></p>
</form>{{/LOGINS}}
<form action="/account/revoke-all" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<p><button type="submit" class="quiet">Log out everywhere</button></p>
</form>

<h2>What happened</h2>
<p>The last hundred events of this account. A network is the first part of an internet address: roughly, a place.</p>
{{#ANY_EVENTS}}<table class="reflow">
<thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">From where</th><th scope="col">With what</th></tr></thead>
<tbody>{{/ANY_EVENTS}}{{#EVENTS}}<tr><th scope="row"><time datetime="{{EVENTS_AT}}">{{EVENTS_AT:x-time}}</time></th><td data-label="What">{{EVENTS_EVENT}}{{#EVENTS_DETAIL}}: {{EVENTS_DETAIL}}{{/EVENTS_DETAIL}}</td><td data-label="From where">{{#EVENTS_OPERATOR}}The operator’s command line{{/EVENTS_OPERATOR}}{{EVENTS_NETWORK}}</td><td data-label="With what">{{EVENTS_AGENT}}</td></tr>{{/EVENTS}}{{#ANY_EVENTS}}</tbody>
</table>{{/ANY_EVENTS}}
{{#NO_EVENTS}}<p>Nothing yet.</p>{{/NO_EVENTS}}
{{>parts/foot}}
