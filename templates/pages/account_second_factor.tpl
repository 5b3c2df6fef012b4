{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#ANY_CODES}}<div class="panel"><h2>Your recovery codes</h2>
<p>Each works once, in place of a code. They are shown now and never again: write them down, and keep them where your telephone is not.</p>
<ul class="plain">{{/ANY_CODES}}{{#CODES}}<li><code>{{CODES_VALUE}}</code></li>{{/CODES}}{{#ANY_CODES}}</ul></div>{{/ANY_CODES}}
{{#ON}}<p>It is on since <time datetime="{{SINCE}}">{{SINCE:x-day}}</time>: logging in takes your password and a code. Recovery codes left: {{CODES_LEFT}}.</p>
<h2>New recovery codes</h2>
<p>The old ones stop working.</p>
<form action="/account/second-factor/codes" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="username" value="{{ADDRESS}}" autocomplete="username">
<div class="field"><label for="codes-password">Your password</label>{{#ERRORS}}{{#ERRORS_CURRENT}}<p class="field-error" id="codes-password-error">{{ERRORS_CURRENT}}</p>{{/ERRORS_CURRENT}}{{/ERRORS}}
<input id="codes-password" name="current" type="password" maxlength="256" autocomplete="current-password" required></div>
<p><button type="submit" class="quiet">Make new codes</button></p>
</form>
<h2>Turn it off</h2>
<p>Then the password alone opens the account again.</p>
<form action="/account/second-factor/end" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="username" value="{{ADDRESS}}" autocomplete="username">
<div class="field"><label for="current">Your password</label>{{#ERRORS}}{{#ERRORS_CURRENT}}<p class="field-error" id="current-error">{{ERRORS_CURRENT}}</p>{{/ERRORS_CURRENT}}{{/ERRORS}}
<input id="current" name="current" type="password" maxlength="256" autocomplete="current-password" required></div>
<p><button type="submit" class="danger">Turn it off</button></p>
</form>{{/ON}}
{{#KEY}}<p>Let your program for one-time codes read this picture, or enter the key. It makes six digits every 30 seconds (TOTP, SHA-1).</p>
{{#QR}}{{#QR_PATH}}<p><svg role="img" aria-label="QR code of the key that stands below as text" viewBox="0 0 {{QR_SIZE}} {{QR_SIZE}}" width="240" height="240" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{{QR_SIZE}}v{{QR_SIZE}}H0z"/><path fill="#000" d="{{QR_PATH}}"/></svg></p>{{/QR_PATH}}{{/QR}}
<dl class="facts">
<div><dt>Key</dt><dd><code>{{KEY}}</code></dd></div>
<div><dt>Account</dt><dd>{{SITE_NAME}}: {{ADDRESS}}</dd></div>
</dl>
<form action="/account/second-factor/confirm" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="code">The code that it shows now</label>{{#ERRORS}}{{#ERRORS_CODE}}<p class="field-error" id="code-error">{{ERRORS_CODE}}</p>{{/ERRORS_CODE}}{{/ERRORS}}
<input id="code" name="code" type="text" inputmode="numeric" maxlength="20" autocomplete="one-time-code" required></div>
<p><button type="submit">Turn it on</button></p>
</form>
<p>The key is not right, or lost? Begin again with another one:</p>{{/KEY}}
{{#NO_ON}}{{#NO_KEY}}<p>With a second factor, who learns your password still cannot log in: a program on your telephone or computer shows a code that changes every 30 seconds. It needs no service of ours or anybody’s.</p>{{/NO_KEY}}
<form action="/account/second-factor/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="username" value="{{ADDRESS}}" autocomplete="username">
<div class="field"><label for="current">Your password</label>{{#ERRORS}}{{#ERRORS_CURRENT}}<p class="field-error" id="current-error">{{ERRORS_CURRENT}}</p>{{/ERRORS_CURRENT}}{{/ERRORS}}
<input id="current" name="current" type="password" maxlength="256" autocomplete="current-password" required></div>
<p><button type="submit"{{#KEY}} class="quiet"{{/KEY}}>{{#KEY}}Make another key{{/KEY}}{{#NO_KEY}}Set it up{{/NO_KEY}}</button></p>
</form>{{/NO_ON}}
{{>parts/foot}}
