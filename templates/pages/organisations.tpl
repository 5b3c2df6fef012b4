{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
<p class="lede">Several people on one watchlist: everybody in an organisation sees it and is told what changes.</p>
{{#ANY_INVITATIONS}}<div id="invitation">{{/ANY_INVITATIONS}}{{#INVITATIONS}}<form class="panel" action="/organisations/answer" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="invitation" value="{{INVITATIONS_NUMBER}}">
<h2 class="h3">{{INVITATIONS_BY}} invites you to {{INVITATIONS_ORGANISATION}}</h2>
<p>You would {{#INVITATIONS_ROLE_IS_OWNER}}be one of its owners: change its watchlist and say who is in it{{/INVITATIONS_ROLE_IS_OWNER}}{{#INVITATIONS_ROLE_IS_MEMBER}}be a member: see its watchlist and change it{{/INVITATIONS_ROLE_IS_MEMBER}}{{#INVITATIONS_ROLE_IS_VIEWER}}read its watchlist{{/INVITATIONS_ROLE_IS_VIEWER}}, and be told what changes. The others in it see your address. Your own watchlist stays your own. The invitation is good until <time datetime="{{INVITATIONS_UNTIL}}">{{INVITATIONS_UNTIL:x-day}}</time>.</p>
<p><button type="submit" name="answer" value="accept">Join {{INVITATIONS_ORGANISATION}}</button> <button type="submit" name="answer" value="decline" class="quiet">Decline</button></p>
</form>{{/INVITATIONS}}{{#ANY_INVITATIONS}}</div>{{/ANY_INVITATIONS}}
<h2>Yours</h2>
{{#ORGANISATIONS}}<section class="panel">
<h3><a href="/organisation/{{ORGANISATIONS_NUMBER}}/">{{ORGANISATIONS_NAME}}</a></h3>
<p>{{#ORGANISATIONS_ROLE_IS_OWNER}}You are an owner{{#ORGANISATIONS_CARRIES}} and carry it: your tier is its tier{{/ORGANISATIONS_CARRIES}}.{{/ORGANISATIONS_ROLE_IS_OWNER}}{{#ORGANISATIONS_ROLE_IS_MEMBER}}You are a member.{{/ORGANISATIONS_ROLE_IS_MEMBER}}{{#ORGANISATIONS_ROLE_IS_VIEWER}}You are a viewer.{{/ORGANISATIONS_ROLE_IS_VIEWER}} {{ORGANISATIONS_PEOPLE}}, {{ORGANISATIONS_WATCHES}} on the <a href="/watchlist/?list={{ORGANISATIONS_NUMBER}}">watchlist of {{ORGANISATIONS_NAME}}</a>.</p>
</section>{{/ORGANISATIONS}}
{{#NO_ORGANISATIONS}}<p class="soft">You are in none. An owner invites people by their address; an invitation to {{ADDRESS}} appears here.</p>{{/NO_ORGANISATIONS}}
{{#NO_CARRIES}}<h2>Make one</h2>
{{#MAY_MAKE}}<form action="/organisations/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="name">Name</label>
<p class="hint" id="name-hint">People see it in their invitation.</p>{{#ERRORS}}{{#ERRORS_NAME}}<p class="field-error" id="name-error">{{ERRORS_NAME}}</p>{{/ERRORS_NAME}}{{/ERRORS}}
<input id="name" name="name" type="text" value="{{VALUES_NAME}}" maxlength="80" autocomplete="organization" aria-describedby="name-hint" required></div>
<p><button type="submit">Make the organisation</button></p>
</form>{{/MAY_MAKE}}
{{#NO_MAY_MAKE}}<p id="name">A common watchlist is part of {{#TIERS}}{{TIERS}}{{/TIERS}}{{#NO_TIERS}}no tier at present{{/NO_TIERS}}: <a href="/pricing/">compare them</a>, or <a href="/account/#tier">try one</a>, without a card.</p>{{/NO_MAY_MAKE}}{{/NO_CARRIES}}
{{>parts/foot}}
