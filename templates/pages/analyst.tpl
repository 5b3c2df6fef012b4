{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
{{#SUGGESTED}}<p>Suggestions of people that wait: <strong>{{SUGGESTED}}</strong>. <code>atlas suggestion list</code>.</p>{{/SUGGESTED}}
<p>{{OPEN:x-int}} open proposals{{#PLATFORM_SLUG}} of <strong>{{PLATFORM_SLUG}}</strong>{{/PLATFORM_SLUG}}: clauses of current versions, the surest first. A proposal is the classifier’s opinion; nothing is public before you publish it.</p>
<form class="filters" action="/analyst/" method="get">
<div><label for="type">Clause type</label>
<select id="type" name="type"><option value="">All clause types</option>{{#TYPES}}<option value="{{TYPES_SLUG}}"{{#TYPES_SELECTED}} selected{{/TYPES_SELECTED}}>{{TYPES_TITLE}}</option>{{/TYPES}}</select></div>
<div><label for="platform">Platform</label>
<input type="text" id="platform" name="platform" value="{{PLATFORM_SLUG}}" maxlength="120" placeholder="all platforms"></div>
<button type="submit">Show</button>
</form>
{{#ANY_PROPOSALS}}<ul class="rows" data-keys>{{/ANY_PROPOSALS}}
{{#PROPOSALS}}<li>
<p class="head"><a href="{{PROPOSALS_DRAFT_URL}}">{{PROPOSALS_TYPE_TITLE}}: {{PROPOSALS_CLAUSE_TITLE}}</a> <span class="badge badge-{{PROPOSALS_SEVERITY}}">{{PROPOSALS_SEVERITY}} severity</span></p>
<blockquote dir="auto"><p>{{PROPOSALS_EXCERPT}}</p></blockquote>
<p class="meta"><span>{{PROPOSALS_SCORE}} % sure, by “{{PROPOSALS_WORDS}}”</span><span><a href="{{PROPOSALS_PLATFORM_URL}}">{{PROPOSALS_PLATFORM_NAME}}</a></span><span><a href="{{PROPOSALS_DOCUMENT_URL}}">{{PROPOSALS_DOCUMENT_TITLE}}</a></span><span><a href="{{PROPOSALS_CLAUSE_URL}}">in its place</a></span><span><a href="{{PROPOSALS_TYPE_URL}}">{{PROPOSALS_TYPE_TITLE}}</a></span>{{#PROPOSALS_PATH}}<span>{{PROPOSALS_PATH}}</span>{{/PROPOSALS_PATH}}</p>
<div class="actions"><a class="btn" data-key="a" href="{{PROPOSALS_DRAFT_URL}}">Write a provision</a>
<form action="/analyst/refuse" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="clause" value="{{PROPOSALS_NUMBER}}">
<input type="hidden" name="clause_type" value="{{PROPOSALS_TYPE}}">
<button type="submit" class="quiet" data-key="r">Refuse: it is not {{PROPOSALS_TYPE_TITLE}}</button>
</form></div>
</li>{{/PROPOSALS}}
{{#ANY_PROPOSALS}}</ul>{{/ANY_PROPOSALS}}
{{#NO_PROPOSALS}}<p class="soft">No open proposal here. New versions bring new ones; <code>atlas analyst propose</code> derives all of them anew.</p>{{/NO_PROPOSALS}}
{{>parts/pager}}
{{>parts/foot}}
