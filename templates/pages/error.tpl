{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{HEADING}}</h1>
<p>{{DETAIL}}</p>
{{#TIER}}<p><a href="/pricing/">What each tier has</a>{{#NO_VIEWER}} · <a href="/login?next={{PAGE_PATH}}">Log in</a>{{/NO_VIEWER}} · <a href="{{PAGE_PATH}}">The page itself</a></p>{{/TIER}}
<form class="seek" action="/search" method="get" role="search">
<label class="hidden-text" for="q">Search documents, provisions and changes</label>
<input id="q" name="q" type="search" maxlength="500" placeholder="A word, a “phrase”, a platform">
<button type="submit">Search</button>
</form>
{{#ANY_SUGGESTIONS}}<h2>Did you mean</h2>
<ul>{{/ANY_SUGGESTIONS}}{{#SUGGESTIONS}}<li><a href="{{SUGGESTIONS_URL}}">{{SUGGESTIONS_NAME}}</a></li>{{/SUGGESTIONS}}{{#ANY_SUGGESTIONS}}</ul>{{/ANY_SUGGESTIONS}}
<p><a href="/platforms/">All platforms</a> · <a href="/changes/">Latest changes</a> · <a href="/">Home page</a></p>
{{>parts/foot}}
