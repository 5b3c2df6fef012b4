{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
<p>Your account has the address <strong>{{ADDRESS}}</strong>.</p>
{{#MOVING}}<p class="notice">A change to <strong>{{MOVING_TO}}</strong> waits for the link in its mailbox, until <time datetime="{{MOVING_UNTIL}}">{{MOVING_UNTIL:x-time}}</time>.</p>{{/MOVING}}
<form action="/account/address/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="address">New address</label>
<p class="hint" id="address-hint">A link goes to it, and a word to the old one, which can take the change back for a week.</p>{{#ERRORS}}{{#ERRORS_ADDRESS}}<p class="field-error" id="address-error">{{ERRORS_ADDRESS}}</p>{{/ERRORS_ADDRESS}}{{/ERRORS}}
<input id="address" name="address" type="email" value="{{VALUES_ADDRESS}}" maxlength="254" autocomplete="email" aria-describedby="address-hint" required></div>
<input type="hidden" name="username" value="{{ADDRESS}}" autocomplete="username">
<div class="field"><label for="current">Your password</label>{{#ERRORS}}{{#ERRORS_CURRENT}}<p class="field-error" id="current-error">{{ERRORS_CURRENT}}</p>{{/ERRORS_CURRENT}}{{/ERRORS}}
<input id="current" name="current" type="password" maxlength="256" autocomplete="current-password" required></div>
<p><button type="submit">Change the address</button></p>
</form>
{{>parts/foot}}
