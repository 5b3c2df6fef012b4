{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
{{#NO_REVIEWS}}<p class="soft">Every published analysis still speaks of the words that stand.</p>{{/NO_REVIEWS}}
{{#ANY_REVIEWS}}<ul class="rows" data-keys>{{/ANY_REVIEWS}}
{{#REVIEWS}}<li>
<p class="head"><a href="{{REVIEWS_URL}}">{{REVIEWS_TITLE}}</a> <span class="badge badge-{{REVIEWS_SEVERITY}}">{{REVIEWS_SEVERITY}} severity</span> <span class="badge">{{#REVIEWS_GONE}}clause gone{{/REVIEWS_GONE}}{{#NO_REVIEWS_GONE}}clause reworded{{/NO_REVIEWS_GONE}}</span></p>
<div class="cols">
<div><p class="kicker">As analysed, version {{REVIEWS_SAID_NUMBER}}</p>
<blockquote dir="auto"><p>{{REVIEWS_WAS}}</p></blockquote></div>
<div><p class="kicker">Now</p>
{{#REVIEWS_NOW}}<blockquote dir="auto"><p>{{REVIEWS_NOW}}</p></blockquote>{{/REVIEWS_NOW}}{{#NO_REVIEWS_NOW}}<p class="soft">It is gone.</p>{{/NO_REVIEWS_NOW}}</div>
</div>
<p class="meta"><span>{{REVIEWS_ID}}</span><span><a href="{{REVIEWS_PLATFORM_URL}}">{{REVIEWS_PLATFORM_NAME}}</a></span><span><a href="{{REVIEWS_DOCUMENT_URL}}">{{REVIEWS_DOCUMENT_TITLE}}</a></span></p>
<div class="actions">{{#NO_REVIEWS_GONE}}<form action="{{REVIEWS_URL}}reaffirm" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<button type="submit" data-key="a">Still right</button>
</form>{{/NO_REVIEWS_GONE}}<a class="btn btn-quiet" data-key="r" href="{{REVIEWS_URL}}">Revise or withdraw</a></div>
</li>{{/REVIEWS}}
{{#ANY_REVIEWS}}</ul>{{/ANY_REVIEWS}}
{{>parts/pager}}
{{>parts/foot}}
