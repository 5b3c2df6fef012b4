{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
{{>parts/problems}}
<p><span class="badge">{{STATE}}</span> {{#KIND_IS_REMOVAL}}<span class="badge badge-high">removal asked for</span>{{/KIND_IS_REMOVAL}}</p>
<dl class="facts">
<div><dt>About</dt><dd>{{#OF}}<a href="{{OF_URL}}">{{OF_TITLE}}</a> ({{OF}}){{/OF}}{{#NO_OF}}The site as a whole{{/NO_OF}}{{#EDIT_URL}}, <a href="{{EDIT_URL}}">at the desk</a>{{/EDIT_URL}}</dd></div>
<div><dt>Sent</dt><dd><time datetime="{{AT}}">{{AT:x-time}}</time></dd></div>
{{#ORGANISATION}}<div><dt>Publisher</dt><dd>{{ORGANISATION}}</dd></div>{{/ORGANISATION}}
<div><dt>To be reached at</dt><dd>{{#CONTACT}}{{CONTACT}}{{/CONTACT}}{{#NO_CONTACT}}not given: the sender looks at the report’s own page{{/NO_CONTACT}}</dd></div>
</dl>
<h2>What was sent</h2>
<pre>{{BODY:pre_escape}}</pre>
{{#WORDS}}<p>Words of the document that show it:</p>
<pre>{{WORDS:pre_escape}}</pre>{{/WORDS}}
{{#ANY_ANSWERS}}<h2>Answers</h2>
<ul class="rows">{{/ANY_ANSWERS}}{{#ANSWERS}}<li><p class="head">{{ANSWERS_STATE}}</p><p>{{ANSWERS_NOTE}}</p><p class="meta"><span>{{ANSWERS_BY}}</span><span><time datetime="{{ANSWERS_AT}}">{{ANSWERS_AT:x-time}}</time></span></p></li>{{/ANSWERS}}{{#ANY_ANSWERS}}</ul>{{/ANY_ANSWERS}}
{{#MAY_ANSWER}}<form action="{{URL}}answer" method="post" id="form">
<h2>Answer</h2>
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="state">What became of it</label>
<select id="state" name="state"><option value="open">somebody works on it</option><option value="corrected">corrected</option><option value="withdrawn">the record was withdrawn</option><option value="declined">declined</option></select></div>
<div class="field"><label for="note">Note to the sender</label>
<p class="hint" id="note-hint">With the reason, checked against the text. Correcting and withdrawing are done on the record itself.</p>
<textarea id="note" name="note" rows="4" maxlength="4000" aria-describedby="note-hint" required>{{#TYPED}}{{TYPED_NOTE:pre_escape}}{{/TYPED}}</textarea></div>
<p><button type="submit">Answer</button></p>
</form>{{/MAY_ANSWER}}
{{#NO_MAY_ANSWER}}<p class="soft">Your role at the desk does not decide this: publishers’ requests for removal are a reviewer’s or an operator’s.</p>{{/NO_MAY_ANSWER}}
{{>parts/foot}}
