{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#NO_WORKS}}<p class="notice notice-bad">The tier of whoever carries it ({{CARRIER}}, {{TIER}}) has no organisations any more, so its watchlist is paused. Nothing is deleted: a tier that has them, or another carrier, brings it back.</p>{{/NO_WORKS}}
{{#CROWDED}}<p class="notice notice-bad">There are {{USED}} people in it, and the {{TIER}} tier has room for {{MEMBER_LIMIT}}. Its watchlist rests until some have left, or a tier with room for all carries it.</p>{{/CROWDED}}
<dl class="facts">
<div><dt>Carried by</dt><dd>{{CARRIER}}: {{TIER}} tier</dd></div>
<div><dt>People</dt><dd>{{USED}}{{#MEMBER_LIMIT}} of {{MEMBER_LIMIT}}{{/MEMBER_LIMIT}}</dd></div>
<div><dt>Since</dt><dd><time datetime="{{SINCE}}">{{SINCE:x-day}}</time></dd></div>
</dl>
<ul class="tools"><li><a href="/watchlist/?list={{NUMBER}}">Its watchlist</a></li></ul>

<h2 id="people">People</h2>
{{#PEOPLE}}<section class="panel">
<h3>{{PEOPLE_ADDRESS}}{{#PEOPLE_ME}} (you){{/PEOPLE_ME}}</h3>
<p>{{#PEOPLE_ROLE_IS_OWNER}}Owner{{#PEOPLE_CARRIES}}, carries it{{/PEOPLE_CARRIES}}{{/PEOPLE_ROLE_IS_OWNER}}{{#PEOPLE_ROLE_IS_MEMBER}}Member{{/PEOPLE_ROLE_IS_MEMBER}}{{#PEOPLE_ROLE_IS_VIEWER}}Viewer{{/PEOPLE_ROLE_IS_VIEWER}}, since <time datetime="{{PEOPLE_SINCE}}">{{PEOPLE_SINCE:x-day}}</time></p>
{{#OWNER}}{{#NO_PEOPLE_CARRIES}}<div class="actions">
<form action="/organisation/{{NUMBER}}/role" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="person" value="{{PEOPLE_NUMBER}}">
<label for="role-{{PEOPLE_NUMBER}}">Role of {{PEOPLE_ADDRESS}}</label>
<select id="role-{{PEOPLE_NUMBER}}" name="role"><option value="owner"{{#PEOPLE_ROLE_IS_OWNER}} selected{{/PEOPLE_ROLE_IS_OWNER}}>owner</option><option value="member"{{#PEOPLE_ROLE_IS_MEMBER}} selected{{/PEOPLE_ROLE_IS_MEMBER}}>member</option><option value="viewer"{{#PEOPLE_ROLE_IS_VIEWER}} selected{{/PEOPLE_ROLE_IS_VIEWER}}>viewer</option></select>
<button type="submit" class="quiet">Save</button>
</form>
{{#NO_PEOPLE_ME}}<form action="/organisation/{{NUMBER}}/remove" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="person" value="{{PEOPLE_NUMBER}}">
<button type="submit" class="quiet">Take {{PEOPLE_ADDRESS}} out</button>
</form>{{/NO_PEOPLE_ME}}
</div>{{/NO_PEOPLE_CARRIES}}{{/OWNER}}
</section>{{/PEOPLE}}

{{#OWNER}}<h2>Invite</h2>
<form action="/organisation/{{NUMBER}}/invite" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="address">Address</label>{{#ERRORS}}{{#ERRORS_ADDRESS}}<p class="field-error" id="address-error">{{ERRORS_ADDRESS}}</p>{{/ERRORS_ADDRESS}}{{/ERRORS}}
<input id="address" name="address" type="email" value="{{VALUES_ADDRESS}}" maxlength="254" autocomplete="off" required></div>
<div class="field"><label for="role">Role</label>{{#ERRORS}}{{#ERRORS_ROLE}}<p class="field-error" id="role-error">{{ERRORS_ROLE}}</p>{{/ERRORS_ROLE}}{{/ERRORS}}
<select id="role" name="role"><option value="member">member: changes the watchlist</option><option value="viewer"{{#VALUES_ROLE_IS_VIEWER}} selected{{/VALUES_ROLE_IS_VIEWER}}>viewer: reads it</option><option value="owner"{{#VALUES_ROLE_IS_OWNER}} selected{{/VALUES_ROLE_IS_OWNER}}>owner: says who is in it</option></select></div>
<p><button type="submit">Send the invitation</button></p>
</form>
{{#INVITATIONS}}<form class="panel" action="/organisation/{{NUMBER}}/withdraw" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="invitation" value="{{INVITATIONS_NUMBER}}">
<p>{{INVITATIONS_ADDRESS}}, as {{INVITATIONS_ROLE}}, invited <time datetime="{{INVITATIONS_SINCE}}">{{INVITATIONS_SINCE:x-day}}</time>: {{#INVITATIONS_OPEN}}open until <time datetime="{{INVITATIONS_UNTIL}}">{{INVITATIONS_UNTIL:x-day}}</time>{{/INVITATIONS_OPEN}}{{#NO_INVITATIONS_OPEN}}{{INVITATIONS_ANSWER}}{{/NO_INVITATIONS_OPEN}}</p>
{{#INVITATIONS_OPEN}}<p><button type="submit" class="quiet">Take back the invitation of {{INVITATIONS_ADDRESS}}</button></p>{{/INVITATIONS_OPEN}}
</form>{{/INVITATIONS}}

<h2>Name</h2>
<form action="/organisation/{{NUMBER}}/name" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="name">Name of the organisation</label>{{#ERRORS}}{{#ERRORS_NAME}}<p class="field-error" id="name-error">{{ERRORS_NAME}}</p>{{/ERRORS_NAME}}{{/ERRORS}}
<input id="name" name="name" type="text" value="{{#VALUES_NAME}}{{VALUES_NAME}}{{/VALUES_NAME}}{{#NO_VALUES_NAME}}{{TITLE}}{{/NO_VALUES_NAME}}" maxlength="80" autocomplete="organization" required></div>
<p><button type="submit" class="quiet">Rename</button></p>
</form>{{/OWNER}}

<h2>Your mail of it</h2>
<form action="/organisation/{{NUMBER}}/mail" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="choice"><input id="alerts" name="alerts" type="checkbox" value="on"{{#ALERTS}} checked{{/ALERTS}}><label for="alerts">Alerts the same day{{#NO_TIER_ALERTS}} (not in this tier){{/NO_TIER_ALERTS}}</label></div>
<div class="choice"><input id="digest" name="digest" type="checkbox" value="on"{{#DIGEST}} checked{{/DIGEST}}><label for="digest">Its changes in your weekly digest</label></div>
<p><button type="submit" class="quiet">Save your mail</button></p>
</form>

<h2 id="leave">{{#CARRIES}}Hand over, or end{{/CARRIES}}{{#NO_CARRIES}}Leave{{/NO_CARRIES}}</h2>
{{#CARRIES}}{{#ANY_HEIRS}}<form id="carrier" action="/organisation/{{NUMBER}}/hand-over" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<p>Another owner can carry it; that person’s tier is its tier then.</p>
<p><label for="person">To</label> <select id="person" name="person">{{/ANY_HEIRS}}{{#HEIRS}}<option value="{{HEIRS_NUMBER}}">{{HEIRS_ADDRESS}}</option>{{/HEIRS}}{{#ANY_HEIRS}}</select></p>
<p><button type="submit" class="quiet">Hand over</button></p>
</form>{{/ANY_HEIRS}}
{{#NO_HEIRS}}<p>There is no other owner to hand it over to.</p>{{/NO_HEIRS}}
<form action="/organisation/{{NUMBER}}/end" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="username" value="{{ADDRESS}}" autocomplete="username">
<p>Ending it removes its watchlist for everybody, at once and for good.</p>
<div class="field"><label for="current">Your password</label>{{#ERRORS}}{{#ERRORS_CURRENT}}<p class="field-error" id="current-error">{{ERRORS_CURRENT}}</p>{{/ERRORS_CURRENT}}{{/ERRORS}}
<input id="current" name="current" type="password" maxlength="256" autocomplete="current-password" required></div>
<p><button type="submit" class="danger">End the organisation</button></p>
</form>{{/CARRIES}}
{{#NO_CARRIES}}<form action="/organisation/{{NUMBER}}/leave" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<p>You no longer see its watchlist, and no mail of it comes. An owner can invite you again.</p>
<p><button type="submit" class="danger">Leave {{TITLE}}</button></p>
</form>{{/NO_CARRIES}}
{{#MEMBER}}<p class="soft">Members change the watchlist; owners also say who is in the organisation.</p>{{/MEMBER}}
{{>parts/foot}}
