{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">Regulation, {{JURISDICTION}}</p>
<h1>{{NAME}}</h1>
<p class="lede">{{COVERS}}</p>
{{#OFFICIAL_URL}}<p><a href="{{OFFICIAL_URL}}" rel="noopener">The official text</a></p>{{/OFFICIAL_URL}}
{{#ANY_TYPES}}<h2>Clause types it speaks of</h2>
<ul class="rows">{{/ANY_TYPES}}
{{#TYPES}}<li><p class="head"><a href="{{TYPES_URL}}">{{TYPES_TITLE}}</a></p><p>{{TYPES_REASON}}</p></li>{{/TYPES}}
{{#ANY_TYPES}}</ul>{{/ANY_TYPES}}
<h2>Provisions mapped to it</h2>
{{#NO_MAPPED}}<p class="soft">None so far.</p>{{/NO_MAPPED}}
{{>parts/mapped}}
{{>parts/pager}}
{{>parts/foot}}
