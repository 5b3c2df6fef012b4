{{%AUTOESCAPE context="HTML"}}
{{#ANY_PROVISIONS}}<ul class="rows">{{/ANY_PROVISIONS}}
{{#PROVISIONS}}<li>
<p class="head"><a href="{{PROVISIONS_URL}}">{{PROVISIONS_TITLE}}</a> <span class="badge badge-{{PROVISIONS_SEVERITY}}">{{PROVISIONS_SEVERITY}} severity</span></p>
{{#PROVISIONS_WHAT}}<p>{{PROVISIONS_WHAT}}</p>{{/PROVISIONS_WHAT}}
<p class="meta"><span><a href="{{PROVISIONS_PLATFORM_URL}}">{{PROVISIONS_PLATFORM_NAME}}</a></span><span><a href="{{PROVISIONS_DOCUMENT_URL}}">{{PROVISIONS_DOCUMENT_TITLE}}</a></span><span><a href="{{PROVISIONS_TYPE_URL}}">{{PROVISIONS_TYPE_TITLE}}</a></span></p>
</li>{{/PROVISIONS}}
{{#ANY_PROVISIONS}}</ul>{{/ANY_PROVISIONS}}
