{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>Clause types</h1>
<p class="lede">What clauses do, sorted into types, so that the same thing can be found and compared across platforms.</p>
<p class="soft">{{TOTAL}} types, edition {{EDITION}}. Counted on <time datetime="{{DAY}}">{{DAY:x-day}}</time>: platforms where such a clause stands, of those with a readable document in which it could; invented platforms apart. A platform that is not counted has not been shown to lack the clause. <a href="/methodology/#counts">How counts are made</a></p>
{{#NO_FAMILIES}}<p class="notice">The taxonomy is empty.</p>{{/NO_FAMILIES}}
<div class="cols">
{{#FAMILIES}}<section aria-labelledby="{{FAMILIES_ANCHOR}}">
<h2 id="{{FAMILIES_ANCHOR}}">{{FAMILIES_NAME}}</h2>
<ul class="rows">{{#FAMILIES_TYPES}}<li><p class="head"><a href="{{TYPES_URL}}">{{TYPES_TITLE}}</a></p><p>{{TYPES_DEFINITION}}</p><p class="meta">{{#TYPES_OF}}<span>{{TYPES_PLATFORMS}} of {{TYPES_OF}} platforms</span>{{/TYPES_OF}}{{#NO_TYPES_OF}}<span>nothing to count yet</span>{{/NO_TYPES_OF}}{{#TYPES_INVENTED}} <span>invented: {{TYPES_INVENTED}}</span>{{/TYPES_INVENTED}}</p></li>{{/FAMILIES_TYPES}}</ul>
</section>{{/FAMILIES}}
</div>
{{>parts/foot}}
