{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">{{ID}} <span class="badge">{{STATE}}</span></p>
<h1>{{NAME}}</h1>
{{>parts/desk}}
<p class="meta"><span><a href="{{PLATFORM_URL}}">{{PLATFORM_NAME}}</a></span><span><a href="{{DOCUMENT_URL}}">{{DOCUMENT_TITLE}}</a></span>{{#PAGE_URL}}<span><a href="{{PAGE_URL}}">its page</a></span>{{/PAGE_URL}}{{#SAVED_AT}}<span>being written: saved by {{SAVED_BY}}, <time datetime="{{SAVED_AT}}">{{SAVED_AT:x-time}}</time></span>{{/SAVED_AT}}</p>
{{#WITHDRAWN_REASON}}<p class="notice">Withdrawn <time datetime="{{WITHDRAWN_AT}}">{{WITHDRAWN_AT:x-day}}</time>: {{WITHDRAWN_REASON}}</p>{{/WITHDRAWN_REASON}}
{{#STANDING_IS_REWORDED}}<div class="notice"><p><strong>To review again.</strong> The clause was reworded since version {{SAID_NUMBER}}, of which the analysis speaks. Read it below; revise, or say that all still holds.</p>
<form action="{{FORM_URL}}reaffirm" method="post" class="actions">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<button type="submit">Still right: every quote still stands</button>
</form></div>{{/STANDING_IS_REWORDED}}
{{#STANDING_IS_GONE}}<p class="notice"><strong>To review again.</strong> The clause stands in the current version no more. If it was taken for another one, correct the match on the change record; else withdraw the provision.</p>{{/STANDING_IS_GONE}}
{{#STANDING_IS_UNCHANGED}}<p class="notice">A newer version exists; the words of this clause did not change in it.</p>{{/STANDING_IS_UNCHANGED}}
{{#CLAUSE}}<section aria-labelledby="clause">
<h2 id="clause">The clause now</h2>
<p class="meta"><span><a href="{{CLAUSE_PLACE_URL}}">version {{CLAUSE_NUMBER}}, {{CLAUSE_TITLE}}</a></span>{{#CLAUSE_PATH}}<span>{{CLAUSE_PATH}}</span>{{/CLAUSE_PATH}}</p>
<blockquote class="quote" dir="auto">
{{#CLAUSE_BLOCKS}}{{#BLOCKS_KIND_IS_HEADING}}<p><strong>{{BLOCKS_TEXT}}</strong></p>{{/BLOCKS_KIND_IS_HEADING}}{{#BLOCKS_KIND_IS_ITEM}}<p class="item">{{BLOCKS_TEXT}}</p>{{/BLOCKS_KIND_IS_ITEM}}{{#BLOCKS_KIND_IS_ROW}}<p class="row">{{BLOCKS_TEXT}}</p>{{/BLOCKS_KIND_IS_ROW}}{{#BLOCKS_KIND_IS_PARA}}<p>{{BLOCKS_TEXT}}</p>{{/BLOCKS_KIND_IS_PARA}}{{/CLAUSE_BLOCKS}}
</blockquote>
<p>SHA-256 of the clause: <code>{{CLAUSE_SHA256}}</code></p>
</section>{{/CLAUSE}}
{{#OPEN}}
{{>parts/desk_form}}
<section aria-labelledby="laws">
<h2 id="laws">Regulations and agencies</h2>
{{#NO_LAWS}}<p class="soft">None is put to this provision.</p>{{/NO_LAWS}}
{{#ANY_LAWS}}<ul class="rows">{{/ANY_LAWS}}{{#LAWS}}<li>
<p class="head"><a href="{{LAWS_LAW_URL}}">{{LAWS_SHORT_NAME}}</a> <span class="soft">{{LAWS_KIND}}, {{LAWS_JURISDICTION}}</span></p>
<p>{{LAWS_REASON}}</p>
<form action="{{FORM_URL}}law" method="post" class="seek">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="kind" value="{{LAWS_KIND}}">
<input type="hidden" name="slug" value="{{LAWS_SLUG}}">
<input type="text" name="reason" maxlength="500" required aria-label="Why {{LAWS_SHORT_NAME}} does not apply" placeholder="why it does not apply">
<button type="submit" name="act" value="take" class="quiet">Remove</button>
</form></li>{{/LAWS}}{{#ANY_LAWS}}</ul>{{/ANY_LAWS}}
{{#ANY_PROPOSED}}<h3>Proposed by the clause type</h3>
<ul class="rows">{{/ANY_PROPOSED}}{{#PROPOSED}}<li>
<p class="head"><a href="{{PROPOSED_LAW_URL}}">{{PROPOSED_SHORT_NAME}}</a> <span class="soft">{{PROPOSED_JURISDICTION}}</span></p>
<form action="{{FORM_URL}}law" method="post" class="seek">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="kind" value="regulation">
<input type="hidden" name="slug" value="{{PROPOSED_SLUG}}">
<input type="text" name="reason" maxlength="500" value="{{PROPOSED_REASON}}" required aria-label="Reason for or against {{PROPOSED_SHORT_NAME}}">
<button type="submit" name="act" value="put">Accept</button>
<button type="submit" name="act" value="take" class="quiet">Refuse</button>
</form></li>{{/PROPOSED}}{{#ANY_PROPOSED}}</ul>{{/ANY_PROPOSED}}
<details><summary>Put another regulation or agency</summary>
<form action="{{FORM_URL}}law" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="kind" value="regulation">
<div class="field"><label for="add-regulation">Regulation</label>
<select id="add-regulation" name="slug">{{#REGULATIONS}}<option value="{{REGULATIONS_SLUG}}">{{REGULATIONS_NAME}}</option>{{/REGULATIONS}}</select></div>
<div class="field"><label for="why-regulation">Why it applies</label>
<input type="text" id="why-regulation" name="reason" maxlength="500" required></div>
<p><button type="submit" name="act" value="put" class="quiet">Put this regulation</button></p>
</form>
<form action="{{FORM_URL}}law" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="kind" value="agency">
<div class="field"><label for="add-agency">Agency</label>
<select id="add-agency" name="slug">{{#AGENCIES}}<option value="{{AGENCIES_SLUG}}">{{AGENCIES_NAME}}</option>{{/AGENCIES}}</select></div>
<div class="field"><label for="why-agency">Why it is competent</label>
<input type="text" id="why-agency" name="reason" maxlength="500" required></div>
<p><button type="submit" name="act" value="put" class="quiet">Put this agency</button></p>
</form>
</details>
{{#ANY_REFUSED}}<p>Taken away before:</p>
<ul>{{/ANY_REFUSED}}{{#REFUSED}}<li>{{REFUSED_KIND}} {{REFUSED_SLUG}}: {{REFUSED_REASON}}</li>{{/REFUSED}}{{#ANY_REFUSED}}</ul>{{/ANY_REFUSED}}
</section>
{{#ANY_ALIKE}}<section aria-labelledby="alike">
<h2 id="alike">Taken for alike</h2>
<ul class="rows">{{/ANY_ALIKE}}{{#ALIKE}}<li>
<p class="head"><a href="{{ALIKE_URL}}">{{ALIKE_TITLE}}</a> <span class="soft">{{ALIKE_PLATFORM_NAME}}, {{ALIKE_STRENGTH}} % of the words in common</span></p>
<form action="{{FORM_URL}}unlike" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="other" value="{{ALIKE_ID}}">
<button type="submit" class="quiet">Not alike</button>
</form></li>{{/ALIKE}}{{#ANY_ALIKE}}</ul></section>{{/ANY_ALIKE}}
{{#ANY_UNLIKE}}<p>Said to be not alike:</p>
<ul>{{/ANY_UNLIKE}}{{#UNLIKE}}<li><a href="{{UNLIKE_URL}}">{{UNLIKE_TITLE}}</a>, <time datetime="{{UNLIKE_AT}}">{{UNLIKE_AT:x-day}}</time></li>{{/UNLIKE}}{{#ANY_UNLIKE}}</ul>{{/ANY_UNLIKE}}
{{#REVISES}}{{#MAY_PUBLISH}}<details><summary>Withdraw this provision</summary>
<form action="{{FORM_URL}}withdraw" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="reason">Reason</label>
<p class="hint" id="reason-hint">Public: the record’s address answers with it from then on, and the corrections list it. For good.</p>
<textarea id="reason" name="reason" rows="2" maxlength="900" aria-describedby="reason-hint" required>{{#TYPED}}{{TYPED_REASON:pre_escape}}{{/TYPED}}</textarea></div>
<p><button type="submit" class="danger">Withdraw for good</button></p>
</form></details>{{/MAY_PUBLISH}}{{/REVISES}}
{{/OPEN}}
<section aria-labelledby="history">
<h2 id="history">Who did what</h2>
{{#NO_EVENTS}}<p class="soft">Nothing at the desk yet.</p>{{/NO_EVENTS}}
{{#ANY_EVENTS}}<ul>{{/ANY_EVENTS}}{{#EVENTS}}<li><time datetime="{{EVENTS_AT}}">{{EVENTS_AT:x-time}}</time>, {{EVENTS_BY}}: {{EVENTS_ACT}}{{#EVENTS_DETAIL}} <span class="soft">({{EVENTS_DETAIL}})</span>{{/EVENTS_DETAIL}}</li>{{/EVENTS}}{{#ANY_EVENTS}}</ul>{{/ANY_EVENTS}}
{{#ANY_REVISIONS}}<h3>Analyses</h3>
<ul>{{/ANY_REVISIONS}}{{#REVISIONS}}<li>{{REVISIONS_NUMBER}}: {{REVISIONS_WHAT}} <span class="soft">of <a href="{{REVISIONS_VERSION_URL}}">version {{REVISIONS_VERSION_NUMBER}}</a>, {{#REVISIONS_AUTHOR}}by {{REVISIONS_AUTHOR}}{{/REVISIONS_AUTHOR}}{{#NO_REVISIONS_AUTHOR}}automatic{{/NO_REVISIONS_AUTHOR}}, <time datetime="{{REVISIONS_AT}}">{{REVISIONS_AT:x-time}}</time></span></li>{{/REVISIONS}}{{#ANY_REVISIONS}}</ul>{{/ANY_REVISIONS}}
</section>
{{>parts/foot}}
