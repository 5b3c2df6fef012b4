{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
<p class="meta"><span><a href="{{PLATFORM_URL}}">{{PLATFORM_NAME}}</a></span><span><a href="{{DOCUMENT_URL}}">{{DOCUMENT_TITLE}}</a></span><span><a href="{{ADDRESS}}" rel="noreferrer nofollow">{{ADDRESS}}</a></span></p>
<p>Source {{NUMBER}}: <strong>{{OUTCOME}}</strong>{{#QUARANTINED}}, quarantined{{/QUARANTINED}}{{#REASON}}: {{REASON}}{{/REASON}}</p>
<p class="meta">{{#CHECKED_AT}}<span>last checked <time datetime="{{CHECKED_AT}}">{{CHECKED_AT:x-time}}</time></span>{{/CHECKED_AT}}<span>{{#VERIFIED_AT}}last verified <time datetime="{{VERIFIED_AT}}">{{VERIFIED_AT:x-time}}</time>{{/VERIFIED_AT}}{{#NO_VERIFIED_AT}}never verified{{/NO_VERIFIED_AT}}</span><span>no usable page {{FAILURES}} in a row</span></p>
{{>parts/problems}}
{{#HELD}}<section aria-labelledby="held">
<h2 id="held">The text that is held</h2>
<p>Since <time datetime="{{HELD_SINCE}}">{{HELD_SINCE:x-time}}</time>, {{HELD_TIMES}} in a row; {{HELD_LENGTH:x-int}} bytes, SHA-256 <code>{{HELD_SHA256}}</code>{{#HELD_CUT}}; only its beginning is shown{{/HELD_CUT}}.</p>
<pre tabindex="0">{{HELD_TEXT:pre_escape}}</pre>
<form action="/analyst/source/{{NUMBER}}/judge" method="post" class="actions">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="sha256" value="{{HELD_SHA256}}">
<button type="submit" name="decision" value="accept">Accept: this is the document</button>
<button type="submit" name="decision" value="refuse" class="quiet">Refuse: it is not</button>
</form>
</section>{{/HELD}}
<form action="/analyst/source/{{NUMBER}}/select" method="post" id="form">
<h2>Which part of the page</h2>
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="select">Select</label>
<p class="hint" id="select-hint">A CSS selector a line, or a range as JSON. Empty: the document’s body is found by itself.</p>{{#ERRORS}}{{#ERRORS_SELECT}}<p class="field-error" id="select-error">{{ERRORS_SELECT}}</p>{{/ERRORS_SELECT}}{{/ERRORS}}
<textarea id="select" name="select" rows="4" maxlength="4000" aria-describedby="select-hint">{{VALUES_SELECT:pre_escape}}</textarea></div>
<div class="field"><label for="remove">Remove</label>
<p class="hint" id="remove-hint">Taken away before.</p>{{#ERRORS}}{{#ERRORS_REMOVE}}<p class="field-error" id="remove-error">{{ERRORS_REMOVE}}</p>{{/ERRORS_REMOVE}}{{/ERRORS}}
<textarea id="remove" name="remove" rows="4" maxlength="4000" aria-describedby="remove-hint">{{VALUES_REMOVE:pre_escape}}</textarea></div>
<p><button type="submit">Read the page anew with these</button></p>
</form>
{{#ANY_VERDICTS}}<h2>Decided before</h2>
<ul>{{/ANY_VERDICTS}}{{#VERDICTS}}<li>{{VERDICTS_DECISION}} by {{VERDICTS_BY}}, <time datetime="{{VERDICTS_AT}}">{{VERDICTS_AT:x-time}}</time>: <code>{{VERDICTS_SHA256}}</code></li>{{/VERDICTS}}{{#ANY_VERDICTS}}</ul>{{/ANY_VERDICTS}}
{{#ANY_EDITS}}<h2>Edited before</h2>
<ul>{{/ANY_EDITS}}{{#EDITS}}<li>by {{EDITS_BY}}, <time datetime="{{EDITS_AT}}">{{EDITS_AT:x-time}}</time>: <code>{{EDITS_BEFORE}}</code> became <code>{{EDITS_AFTER}}</code></li>{{/EDITS}}{{#ANY_EDITS}}</ul>{{/ANY_EDITS}}
{{>parts/foot}}
