{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">{{ID}}</p>
<h1>{{HEADLINE}}</h1>
{{>parts/desk}}
{{>parts/problems}}
<p class="meta"><span class="badge badge-{{SEVERITY}}">{{SEVERITY}} severity</span><span>{{KIND}}</span><span><a href="{{PLATFORM_URL}}">{{PLATFORM_NAME}}</a></span><span><a href="{{DOCUMENT_URL}}">{{DOCUMENT_TITLE}}</a></span><span>version {{OLD_NUMBER}} to {{NEW_NUMBER}}</span><span>observed <time datetime="{{OBSERVED_AT}}">{{OBSERVED_AT:x-time}}</time></span><span><a href="{{RECORD_URL}}">record and redline</a></span></p>
{{#SORTED}}<p class="notice">{{SORTED_VERDICT}}, said {{SORTED_BY}}, <time datetime="{{SORTED_AT}}">{{SORTED_AT:x-time}}</time>.</p>{{/SORTED}}
<form action="{{URL}}sort" method="post" class="actions">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
{{>parts/desk_sort}}
{{#SORTED}}<button type="submit" name="verdict" value="open" class="quiet">Back into the queue</button>{{/SORTED}}
</form>
<ul class="rows" data-keys>
{{#ITEMS}}<li>
<p class="head">{{ITEMS_TITLE}} <span class="badge">{{ITEMS_KIND}}</span></p>
<p>{{ITEMS_REASON}}{{#ITEMS_COSMETIC}} <span class="soft">(no change of meaning)</span>{{/ITEMS_COSMETIC}}{{#ITEMS_MATCHED}} <span class="soft">taken for the same clause, {{ITEMS_SIMILARITY}} % alike</span>{{/ITEMS_MATCHED}}</p>
<div class="cols">
<div><p class="kicker">Before</p>
{{#ITEMS_WAS}}<blockquote dir="auto"><p>{{ITEMS_WAS}}</p></blockquote>{{/ITEMS_WAS}}{{#NO_ITEMS_WAS}}<p class="soft">It was not there.</p>{{/NO_ITEMS_WAS}}</div>
<div><p class="kicker">After</p>
{{#ITEMS_NOW}}<blockquote dir="auto"><p>{{ITEMS_NOW}}</p></blockquote>{{/ITEMS_NOW}}{{#NO_ITEMS_NOW}}<p class="soft">It is gone.</p>{{/NO_ITEMS_NOW}}</div>
</div>
{{#ITEMS_PROVISIONS}}<p>Concerns <a href="{{PROVISIONS_URL}}">{{PROVISIONS_TITLE}}</a></p>{{/ITEMS_PROVISIONS}}
{{#ITEMS_DRAFT_URL}}<p><a class="btn btn-quiet" href="{{ITEMS_DRAFT_URL}}">Write a provision</a></p>{{/ITEMS_DRAFT_URL}}
{{#ITEMS_CORRECTED_BY}}<p class="notice">The match was corrected by {{ITEMS_CORRECTED_BY}}, <time datetime="{{ITEMS_CORRECTED_AT}}">{{ITEMS_CORRECTED_AT:x-time}}</time>.</p>{{/ITEMS_CORRECTED_BY}}
{{#ITEMS_STORED}}<details><summary>This match is wrong</summary>
<form action="{{URL}}match" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="clause" value="{{ITEMS_STORED}}">
<div class="field"><label for="same-{{ITEMS_STORED}}">From this version on the clause really is</label>
<select id="same-{{ITEMS_STORED}}" name="same_as"><option value="new">none of the older ones: a clause of its own</option>{{#ITEMS_CHOICES}}<option value="{{CHOICES_VALUE}}">{{CHOICES_NAME}}</option>{{/ITEMS_CHOICES}}</select></div>
<p class="hint">The correction holds for every later version, and the change record’s corrections list it.</p>
<p><button type="submit" class="quiet">Correct the match</button></p>
</form></details>{{/ITEMS_STORED}}
</li>{{/ITEMS}}
</ul>
{{>parts/foot}}
