{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">Agency, {{JURISDICTION}}</p>
<h1>{{NAME}}</h1>
<p class="lede">{{COVERS}}</p>
{{#COMPLAINT_URL}}<p class="actions"><a class="btn btn-quiet" href="{{COMPLAINT_URL}}" rel="noopener">File a complaint</a></p>{{/COMPLAINT_URL}}
<h2>Provisions it is named at</h2>
{{#NO_MAPPED}}<p class="soft">None so far.</p>{{/NO_MAPPED}}
{{>parts/mapped}}
{{>parts/pager}}
{{>parts/foot}}
