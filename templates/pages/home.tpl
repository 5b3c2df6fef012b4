{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
<p class="lede">{{SITE_NAME}} keeps every version of the documents by which platforms govern their users, says in plain words what the clauses that matter do, and tells you the day one changes.</p>
<form class="seek" action="/search" method="get" role="search">
<label class="hidden-text" for="q">Search documents, provisions and changes</label>
<input id="q" name="q" type="search" maxlength="500" placeholder="A word, a “phrase”, a platform">
<button type="submit">Search</button>
</form>
{{#STATS}}<dl class="stats">
<div><dt>platforms</dt><dd>{{STATS_PLATFORMS:x-int}}</dd></div>
<div><dt>documents watched</dt><dd>{{STATS_DOCUMENTS:x-int}}</dd></div>
<div><dt>read at least once</dt><dd>{{STATS_READ:x-int}}</dd></div>
<div><dt>provisions explained</dt><dd>{{STATS_PROVISIONS:x-int}}</dd></div>
<div><dt>changes observed in the last 30 days</dt><dd><a href="{{RECENT_URL}}">{{STATS_RECENT:x-int}}</a></dd></div>
</dl>{{/STATS}}
{{#NO_VIEWER}}<section class="panel" aria-labelledby="join">
<h2 id="join">Be told when it changes</h2>
<p>Follow one platform for free: a weekly digest by mail, no card. An address and a confirmation are all it takes.</p>
<p class="actions"><a class="btn" href="/signup">Create a free account</a> <a href="/pricing/">Compare the tiers</a></p>
</section>{{/NO_VIEWER}}
<div class="cols">
<section aria-labelledby="latest">
<h2 id="latest">Latest changes</h2>
{{>parts/changes}}
{{#NO_CHANGES}}<p class="soft">No change has been observed yet. The first versions of documents are recorded as they are read; a change needs two.</p>{{/NO_CHANGES}}
<p><a href="/changes/">All changes</a></p>
</section>
<section aria-labelledby="explained">
<h2 id="explained">Explained lately</h2>
{{>parts/provisions}}
{{#NO_PROVISIONS}}<p class="soft">No provision has been published yet.</p>{{/NO_PROVISIONS}}
</section>
</div>
{{#ANY_TYPES}}<section aria-labelledby="types">
<h2 id="types">By type of clause</h2>
<ul class="tools">{{/ANY_TYPES}}
{{#TYPES}}<li><a href="{{TYPES_URL}}">{{TYPES_TITLE}} ({{TYPES_PLATFORMS}})</a></li>{{/TYPES}}
{{#ANY_TYPES}}</ul>
<p class="soft small">In brackets: platforms where a clause of the type is on record.</p>
</section>{{/ANY_TYPES}}
{{>parts/foot}}
