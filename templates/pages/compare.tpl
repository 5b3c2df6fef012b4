{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">Compare</p>
<h1>{{TITLE}}</h1>
<p class="lede">{{DEFINITION}}</p>
{{#ANY_UNKNOWN}}<p class="notice notice-bad">No platform on record is called {{/ANY_UNKNOWN}}{{#UNKNOWN}}“{{UNKNOWN_VALUE}}” {{/UNKNOWN}}{{#ANY_UNKNOWN}}. <a href="/platforms/">Look in the registry</a></p>{{/ANY_UNKNOWN}}
{{#TOO_MANY}}<p class="notice">Six platforms stand side by side at most; the first six are shown.</p>{{/TOO_MANY}}
{{#ALONE}}<p class="notice">A comparison takes two: choose one more below.</p>{{/ALONE}}
{{#ANY_COLUMNS}}<div class="cols beside">{{/ANY_COLUMNS}}
{{#COLUMNS}}<section aria-labelledby="p-{{COLUMNS_ID}}">
<h2 id="p-{{COLUMNS_ID}}"><a href="{{COLUMNS_URL}}">{{COLUMNS_NAME}}</a></h2>
{{#COLUMNS_INVENTED}}<p class="meta"><span class="badge">invented</span></p>{{/COLUMNS_INVENTED}}
{{#COLUMNS_PROVISIONS}}<h3><a href="{{PROVISIONS_URL}}">{{PROVISIONS_TITLE}}</a></h3>
<p class="meta"><span class="badge badge-{{PROVISIONS_SEVERITY}}">{{PROVISIONS_SEVERITY}} severity</span> <span><a href="{{PROVISIONS_DOCUMENT_URL}}">{{PROVISIONS_DOCUMENT_TITLE}}</a></span></p>
{{#PROVISIONS_GONE}}<p class="notice">The current text no longer has this clause.</p>{{/PROVISIONS_GONE}}
{{#PROVISIONS_WHAT}}<p>{{PROVISIONS_WHAT}}</p>{{/PROVISIONS_WHAT}}
{{#PROVISIONS_EXCERPT}}<blockquote class="quote" dir="auto"><p>{{PROVISIONS_EXCERPT}}</p></blockquote>{{/PROVISIONS_EXCERPT}}{{/COLUMNS_PROVISIONS}}
{{#COLUMNS_STATE_IS_PROPOSED}}<p class="soft">Found by rules, not yet reviewed by a person:</p>{{/COLUMNS_STATE_IS_PROPOSED}}
{{#COLUMNS_PROPOSALS}}<h3><a href="{{PROPOSALS_URL}}">{{PROPOSALS_TITLE}}</a></h3>
<p class="meta">{{PROPOSALS_DOCUMENT_TITLE}}</p>
<blockquote class="quote" dir="auto"><p>{{PROPOSALS_EXCERPT}}</p></blockquote>{{/COLUMNS_PROPOSALS}}
{{#COLUMNS_STATE_IS_NONE}}<p><strong>No such clause found</strong>{{#COLUMNS_AS_OF}} (as of <time datetime="{{COLUMNS_AS_OF}}">{{COLUMNS_AS_OF:x-day}}</time>){{/COLUMNS_AS_OF}}. That is not proof that there is none.</p>{{/COLUMNS_STATE_IS_NONE}}
{{#COLUMNS_STATE_IS_UNREAD}}<p><strong>Nothing to compare.</strong> No document of {{COLUMNS_NAME}} in which such a clause could stand has been read.</p>{{/COLUMNS_STATE_IS_UNREAD}}
{{#ANY_COLUMNS_DOCUMENTS}}<p class="small soft">Read{{#COLUMNS_AS_OF}}, last verified <time datetime="{{COLUMNS_AS_OF}}">{{COLUMNS_AS_OF:x-ago}}</time>{{/COLUMNS_AS_OF}}: {{/ANY_COLUMNS_DOCUMENTS}}{{#COLUMNS_DOCUMENTS}}<a href="{{DOCUMENTS_URL}}">{{DOCUMENTS_TITLE}}</a>{{#COLUMNS_DOCUMENTS_separator}}, {{/COLUMNS_DOCUMENTS_separator}}{{/COLUMNS_DOCUMENTS}}{{#ANY_COLUMNS_DOCUMENTS}}</p>{{/ANY_COLUMNS_DOCUMENTS}}
<p class="small no-print"><a href="{{COLUMNS_REMOVE_URL}}">Take {{COLUMNS_NAME}} out</a></p>
</section>{{/COLUMNS}}
{{#ANY_COLUMNS}}</div>{{/ANY_COLUMNS}}
<section class="no-print" aria-labelledby="choose">
<h2 id="choose">Choose platforms</h2>
{{#NO_SLUGS}}<p>Two to six.{{#GRAVEST_URL}} <a href="{{GRAVEST_URL}}">Those with the gravest clauses of this type</a>{{/GRAVEST_URL}}</p>{{/NO_SLUGS}}
{{#ANY_HOLDERS}}<form action="{{PATH_URL}}" method="get">
<fieldset><legend>Platforms where such a clause is on record</legend>
<div class="ticks">{{/ANY_HOLDERS}}
{{#HOLDERS}}<div class="choice"><input type="checkbox" id="with-{{HOLDERS_SLUG}}" name="platforms" value="{{HOLDERS_SLUG}}"{{#HOLDERS_CHOSEN}} checked{{/HOLDERS_CHOSEN}}><label for="with-{{HOLDERS_SLUG}}">{{HOLDERS_NAME}}{{#HOLDERS_INVENTED}} (invented){{/HOLDERS_INVENTED}}</label></div>{{/HOLDERS}}
{{#ANY_HOLDERS}}</div></fieldset>
<button type="submit">Compare these</button>
</form>{{/ANY_HOLDERS}}
{{#NO_HOLDERS}}<p class="soft">No clause of this type is on record yet. Platforms can still be named, to see what was read.</p>{{/NO_HOLDERS}}
{{#NO_FULL}}<form class="filters" action="{{PATH_URL}}" method="get">
{{#SLUGS}}<input type="hidden" name="platforms" value="{{SLUGS}}">{{/SLUGS}}
<div><label for="add">Another platform, by its name in the registry</label><input id="add" name="add" type="text" maxlength="120" autocapitalize="none" spellcheck="false"></div>
<button type="submit">Add</button>
</form>{{/NO_FULL}}
<p><a href="{{TYPE_URL}}">{{TYPE_TITLE}}: definition, adoption and all provisions</a></p>
<p class="small soft">Read on <time datetime="{{DAY}}">{{DAY:x-day}}</time>. “No such clause found” is said of the current texts of documents in which the type can stand, as far as they were read and sorted.</p>
</section>
{{>parts/foot}}
