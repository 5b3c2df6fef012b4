{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
<form class="filters" action="/analyst/changes/" method="get">
<div><label for="severity">Severity</label>
<select id="severity" name="severity"><option value="">any</option>{{#LEVELS}}<option value="{{LEVELS_NAME}}"{{#LEVELS_SELECTED}} selected{{/LEVELS_SELECTED}}>{{LEVELS_NAME}}</option>{{/LEVELS}}</select></div>
<div><label for="platform">Platform</label>
<input type="text" id="platform" name="platform" value="{{PLATFORM_SLUG}}" maxlength="120" placeholder="all platforms"></div>
<button type="submit">Show</button>
</form>
{{#NO_CHANGES}}<p class="soft">Nothing new here: every substantive change has been looked at.</p>{{/NO_CHANGES}}
{{#ANY_CHANGES}}<ul class="rows" data-keys>{{/ANY_CHANGES}}
{{#CHANGES}}<li>
<p class="head"><a href="{{CHANGES_URL}}">{{CHANGES_HEADLINE}}</a> <span class="badge badge-{{CHANGES_SEVERITY}}">{{CHANGES_SEVERITY}} severity</span></p>
<p class="meta"><span><a href="{{CHANGES_PLATFORM_URL}}">{{CHANGES_PLATFORM_NAME}}</a></span><span><a href="{{CHANGES_DOCUMENT_URL}}">{{CHANGES_DOCUMENT_TITLE}}</a></span><span>observed <time datetime="{{CHANGES_OBSERVED_AT}}">{{CHANGES_OBSERVED_AT:x-ago}}</time></span><span>{{CHANGES_ITEMS}}</span>{{#CHANGES_TOUCHED}}<span>published provisions touched: {{CHANGES_TOUCHED}}</span>{{/CHANGES_TOUCHED}}<span><a href="{{CHANGES_RECORD_URL}}">redline</a></span></p>
<form action="{{CHANGES_URL}}sort" method="post" class="actions">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
{{>parts/desk_sort}}
</form>
</li>{{/CHANGES}}
{{#ANY_CHANGES}}</ul>{{/ANY_CHANGES}}
{{>parts/pager}}
{{>parts/foot}}
