{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>Platforms</h1>
<form class="filters" action="/platforms/" method="get">
<div><label for="q">Name</label><input id="q" name="q" type="search" maxlength="100" value="{{Q}}"></div>
<div><label for="kind">Kind</label><select id="kind" name="kind"><option value="">All kinds</option>{{#KINDS}}<option value="{{KINDS_SLUG}}"{{#KINDS_SELECTED}} selected{{/KINDS_SELECTED}}>{{KINDS_TITLE}}</option>{{/KINDS}}</select></div>
<div><label for="sort">Sort by</label><select id="sort" name="sort"><option value="">Name</option><option value="changed"{{#SORT_IS_CHANGED}} selected{{/SORT_IS_CHANGED}}>Last change observed</option><option value="provisions"{{#SORT_IS_PROVISIONS}} selected{{/SORT_IS_PROVISIONS}}>Provisions published</option></select></div>
<button type="submit">Show</button>
</form>
<p class="soft">{{TOTAL}}{{#Q}} with “{{Q}}” in the name{{/Q}}{{#KIND}}, of the kind “{{KIND}}”{{/KIND}}.</p>
{{#NO_PLATFORMS}}<p>Nothing fits. <a href="/platforms/">Show all platforms</a></p>{{/NO_PLATFORMS}}
{{#ANY_PLATFORMS}}<table class="reflow">
<thead><tr><th scope="col">Platform</th><th scope="col">Kind</th><th scope="col">Documents read</th><th scope="col">Provisions</th><th scope="col">Last change (observed)</th><th scope="col">Oldest verification</th></tr></thead>
<tbody>{{/ANY_PLATFORMS}}
{{#PLATFORMS}}<tr><th scope="row"><a href="{{PLATFORMS_URL}}">{{PLATFORMS_NAME}}</a>{{#PLATFORMS_INVENTED}} <span class="badge">invented</span>{{/PLATFORMS_INVENTED}}</th><td data-label="Kind">{{PLATFORMS_KIND}}</td><td data-label="Documents read">{{PLATFORMS_READ}} of {{PLATFORMS_DOCUMENTS}}</td><td data-label="Provisions">{{PLATFORMS_PROVISIONS}}</td><td data-label="Last change (observed)">{{#PLATFORMS_CHANGED_AT}}<time datetime="{{PLATFORMS_CHANGED_AT}}">{{PLATFORMS_CHANGED_AT:x-day}}</time>{{/PLATFORMS_CHANGED_AT}}{{#NO_PLATFORMS_CHANGED_AT}}<span class="soft">none</span>{{/NO_PLATFORMS_CHANGED_AT}}</td><td data-label="Oldest verification">{{#PLATFORMS_VERIFIED_AT}}<time datetime="{{PLATFORMS_VERIFIED_AT}}">{{PLATFORMS_VERIFIED_AT:x-ago}}</time>{{/PLATFORMS_VERIFIED_AT}}{{#NO_PLATFORMS_VERIFIED_AT}}<span class="soft">none yet</span>{{/NO_PLATFORMS_VERIFIED_AT}}</td></tr>{{/PLATFORMS}}
{{#ANY_PLATFORMS}}</tbody></table>{{/ANY_PLATFORMS}}
{{>parts/pager}}
{{>parts/foot}}
