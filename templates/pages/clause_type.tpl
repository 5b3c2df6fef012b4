{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker"><a href="{{FAMILY_URL}}">{{FAMILY}}</a></p>
<h1>{{TITLE}}</h1>
<p class="lede">{{DEFINITION}}</p>
<p class="meta"><span>usual severity: <span class="badge badge-{{SEVERITY}}">{{SEVERITY}}</span></span> <span>taxonomy, edition {{TAXONOMY}}</span></p>
<ul class="tools"><li><a href="{{COMPARE_URL}}">Compare platforms</a></li><li><a href="{{FEED_URL}}">Atom feed</a></li></ul>
{{>parts/watching}}
<section aria-labelledby="adoption">
<h2 id="adoption">Adoption</h2>
{{#NO_ADOPTION}}<p class="soft">No document in which it could stand has been read yet, so there is nothing to count.</p>{{/NO_ADOPTION}}
{{#ADOPTION}}<p><strong>{{ADOPTION_PLATFORMS}} of {{ADOPTION_OF}}{{#ADOPTION_INVENTED}} invented{{/ADOPTION_INVENTED}} platforms</strong>{{#ADOPTION_UNIQUE}} (unique so far){{/ADOPTION_UNIQUE}}, counted <time datetime="{{ADOPTION_DAY}}">{{ADOPTION_DAY:x-day}}</time> by edition {{ADOPTION_TAXONOMY}} of the taxonomy</p>
{{#ANY_ADOPTION_HOLDERS}}<ul class="tools">{{/ANY_ADOPTION_HOLDERS}}{{#ADOPTION_HOLDERS}}<li><a href="{{HOLDERS_URL}}">{{HOLDERS_NAME}}</a></li>{{/ADOPTION_HOLDERS}}{{#ANY_ADOPTION_HOLDERS}}</ul>{{/ANY_ADOPTION_HOLDERS}}{{/ADOPTION}}
<p class="small soft">Counted: platforms where a clause of this type stands now, by a published provision or a finding that a person accepted, of all platforms with a readable document in which it could stand{{#KINDS}} ({{KINDS}}){{/KINDS}}. A platform that is not counted has not been shown to lack the clause. <a href="/methodology/#counts">How counts are made, and why they fall</a></p>
</section>
<section aria-labelledby="rubric">
<h2 id="rubric">What makes it more or less severe</h2>
{{#ANY_MORE}}<h3>More</h3>
<ul>{{/ANY_MORE}}{{#MORE}}<li>{{MORE_TEXT}}{{#MORE_EXAMPLE}}: “{{MORE_EXAMPLE}}”{{/MORE_EXAMPLE}}</li>{{/MORE}}{{#ANY_MORE}}</ul>{{/ANY_MORE}}
{{#ANY_LESS}}<h3>Less</h3>
<ul>{{/ANY_LESS}}{{#LESS}}<li>{{LESS_TEXT}}{{#LESS_EXAMPLE}}: “{{LESS_EXAMPLE}}”{{/LESS_EXAMPLE}}</li>{{/LESS}}{{#ANY_LESS}}</ul>{{/ANY_LESS}}
{{#NO_MORE}}{{#NO_LESS}}<p class="soft">No rubric is written for it yet; its usual severity stands for all its clauses.</p>{{/NO_LESS}}{{/NO_MORE}}
<p class="small soft">The examples are invented. {{#ANY_RELATED}}Related types:{{/ANY_RELATED}}{{#RELATED}} <a href="{{RELATED_URL}}">{{RELATED_TITLE}}</a>{{#RELATED_separator}},{{/RELATED_separator}}{{/RELATED}}</p>
</section>
<section aria-labelledby="provisions">
<h2 id="provisions">Provisions</h2>
{{>parts/provisions}}
{{#NO_PROVISIONS}}<p class="soft">None is published yet.</p>{{/NO_PROVISIONS}}
{{>parts/pager}}
</section>
{{#ANY_REGULATIONS}}<section aria-labelledby="regulations">
<h2 id="regulations">Regulations that speak of it</h2>
<ul class="rows">{{/ANY_REGULATIONS}}
{{#REGULATIONS}}<li><p class="head"><a href="{{REGULATIONS_URL}}">{{REGULATIONS_SHORT_NAME}}</a> <span class="soft">{{REGULATIONS_NAME}}, {{REGULATIONS_JURISDICTION}}</span></p><p>{{REGULATIONS_REASON}}</p></li>{{/REGULATIONS}}
{{#ANY_REGULATIONS}}</ul>
</section>{{/ANY_REGULATIONS}}
{{>parts/foot}}
