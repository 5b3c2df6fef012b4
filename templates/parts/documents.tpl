{{%AUTOESCAPE context="HTML"}}
{{#ANY_DOCUMENTS}}<ul class="rows">{{/ANY_DOCUMENTS}}
{{#DOCUMENTS}}<li>
<p class="head"><a href="{{DOCUMENTS_URL}}">{{DOCUMENTS_TITLE}}</a></p>
<p class="meta"><span>{{DOCUMENTS_KIND_TITLE}}</span>{{#DOCUMENTS_VERSION}}<span>version {{DOCUMENTS_VERSION}}, observed since <time datetime="{{DOCUMENTS_CURRENT_SINCE}}">{{DOCUMENTS_CURRENT_SINCE:x-day}}</time></span>{{/DOCUMENTS_VERSION}}{{#DOCUMENTS_VERIFIED_AT}}<span>last verified <time datetime="{{DOCUMENTS_VERIFIED_AT}}">{{DOCUMENTS_VERIFIED_AT:x-ago}}</time></span>{{/DOCUMENTS_VERIFIED_AT}}</p>
{{#DOCUMENTS_STATE_IS_WAITING}}<p class="soft">Not fetched yet.</p>{{/DOCUMENTS_STATE_IS_WAITING}}
{{#DOCUMENTS_STATE_IS_UNREAD}}<p class="soft">Could not be read so far: {{DOCUMENTS_REASON}} (last tried <time datetime="{{DOCUMENTS_CHECKED_AT}}">{{DOCUMENTS_CHECKED_AT:x-time}}</time>).</p>{{/DOCUMENTS_STATE_IS_UNREAD}}
{{#DOCUMENTS_STATE_IS_STALE}}<p class="soft">The latest check failed: {{DOCUMENTS_REASON}} (<time datetime="{{DOCUMENTS_CHECKED_AT}}">{{DOCUMENTS_CHECKED_AT:x-time}}</time>).</p>{{/DOCUMENTS_STATE_IS_STALE}}
{{#DOCUMENTS_STATE_IS_PAUSED}}<p class="soft">Checks are paused until an operator has looked: {{DOCUMENTS_REASON}}.</p>{{/DOCUMENTS_STATE_IS_PAUSED}}
</li>{{/DOCUMENTS}}
{{#ANY_DOCUMENTS}}</ul>{{/ANY_DOCUMENTS}}
