{{%AUTOESCAPE context="HTML"}}
{{#ANY_MAPPED}}<ul class="rows">{{/ANY_MAPPED}}
{{#MAPPED}}<li><p class="head"><a href="{{MAPPED_URL}}">{{MAPPED_TITLE}}</a> <span class="badge badge-{{MAPPED_SEVERITY}}">{{MAPPED_SEVERITY}} severity</span></p><p>{{MAPPED_REASON}}</p><p class="meta"><span>{{MAPPED_PLATFORM_NAME}}</span><span>{{MAPPED_DOCUMENT_TITLE}}</span></p></li>{{/MAPPED}}
{{#ANY_MAPPED}}</ul>{{/ANY_MAPPED}}
