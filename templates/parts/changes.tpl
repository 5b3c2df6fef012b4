{{%AUTOESCAPE context="HTML"}}
{{#ANY_CHANGES}}<ul class="rows">{{/ANY_CHANGES}}
{{#CHANGES}}<li>
{{#CHANGES_DOCUMENT_TITLE}}<p class="meta">{{#CHANGES_PLATFORM_NAME}}<span><a href="{{CHANGES_PLATFORM_URL}}">{{CHANGES_PLATFORM_NAME}}</a></span>{{/CHANGES_PLATFORM_NAME}}<span><a href="{{CHANGES_DOCUMENT_URL}}">{{CHANGES_DOCUMENT_TITLE}}</a></span></p>{{/CHANGES_DOCUMENT_TITLE}}
<p class="head"><a href="{{CHANGES_URL}}">{{CHANGES_HEADLINE}}</a>{{#CHANGES_UNSEEN}} <span class="badge badge-new">new to you</span>{{/CHANGES_UNSEEN}}</p>
<p class="meta"><span class="badge badge-{{CHANGES_SEVERITY}}">{{CHANGES_SEVERITY}} severity</span>{{#CHANGES_KIND_IS_COSMETIC}} <span>wording only</span>{{/CHANGES_KIND_IS_COSMETIC}}{{#CHANGES_KIND_IS_REVERSAL}} <span>return to an earlier text</span>{{/CHANGES_KIND_IS_REVERSAL}} <span>observed <time datetime="{{CHANGES_OBSERVED_AT}}">{{CHANGES_OBSERVED_AT:x-day}}</time></span>{{#CHANGES_CALLS}} <span>{{#CALLS_WAS}}“{{CALLS_WAS}}”{{/CALLS_WAS}}{{#NO_CALLS_WAS}}nothing{{/NO_CALLS_WAS}} → {{#CALLS_NOW}}“{{CALLS_NOW}}”{{/CALLS_NOW}}{{#NO_CALLS_NOW}}nothing{{/NO_CALLS_NOW}}</span>{{/CHANGES_CALLS}}</p>
</li>{{/CHANGES}}
{{#ANY_CHANGES}}</ul>{{/ANY_CHANGES}}
