{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
<p class="meta"><span><a href="{{PLATFORM_URL}}">{{PLATFORM_NAME}}</a></span><span><a href="{{DOCUMENT_URL}}">{{DOCUMENT_TITLE}}</a>, version {{VERSION_NUMBER}}</span><span><a href="{{CLAUSE_URL}}">in its place</a></span>{{#PATH}}<span>{{PATH}}</span>{{/PATH}}</p>
<section aria-labelledby="clause">
<h2 id="clause">The clause</h2>
<blockquote>
{{>parts/blocks}}
</blockquote>
<p>SHA-256 of the clause: <code>{{SHA256}}</code></p>
{{#ANY_PROPOSALS}}<p>Proposed:</p>
<ul>{{/ANY_PROPOSALS}}{{#PROPOSALS}}<li><a href="{{PROPOSALS_URL}}">{{PROPOSALS_TITLE}}</a>, {{PROPOSALS_SEVERITY}} severity, {{PROPOSALS_SCORE}} % sure, by “{{PROPOSALS_WORDS}}” ({{PROPOSALS_STATE}})</li>{{/PROPOSALS}}{{#ANY_PROPOSALS}}</ul>{{/ANY_PROPOSALS}}
{{#ANY_PROVISIONS}}<p class="notice">Published about this clause already:</p>{{/ANY_PROVISIONS}}
{{>parts/provisions}}
</section>
{{#ANY_ERROR_LIST}}<div class="error-summary" role="alert" aria-labelledby="problem">
<h2 id="problem">There is a problem</h2>
<ul>{{/ANY_ERROR_LIST}}{{#ERROR_LIST}}<li><a href="#{{ERROR_LIST_FIELD}}">{{ERROR_LIST_TEXT}}</a></li>{{/ERROR_LIST}}{{#ANY_ERROR_LIST}}</ul>
</div>{{/ANY_ERROR_LIST}}
<form action="/analyst/clause/{{NUMBER}}/" method="post" id="form">
<h2>The provision</h2>
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="title">Title</label>
<p class="hint" id="title-hint">Neutral, and no more than the clause says.</p>{{#ERRORS}}{{#ERRORS_TITLE}}<p class="field-error" id="title-error">{{ERRORS_TITLE}}</p>{{/ERRORS_TITLE}}{{/ERRORS}}
<input id="title" name="title" value="{{VALUES_TITLE}}" maxlength="150" aria-describedby="title-hint" required></div>
<div class="field"><label for="clause_type">Clause type</label>
<select id="clause_type" name="clause_type">{{#TYPES}}<option value="{{TYPES_SLUG}}"{{#TYPES_SELECTED}} selected{{/TYPES_SELECTED}}>{{TYPES_TITLE}}</option>{{/TYPES}}</select></div>
<div class="field"><label for="severity">Severity</label>
<select id="severity" name="severity">{{#LEVELS}}<option value="{{LEVELS_NAME}}"{{#LEVELS_SELECTED}} selected{{/LEVELS_SELECTED}}>{{LEVELS_NAME}}</option>{{/LEVELS}}</select></div>
<div class="field"><label for="what">What it is</label>
<p class="hint" id="what-hint">One sentence.</p>{{#ERRORS}}{{#ERRORS_WHAT}}<p class="field-error" id="what-error">{{ERRORS_WHAT}}</p>{{/ERRORS_WHAT}}{{/ERRORS}}
<textarea id="what" name="what" rows="2" maxlength="500" aria-describedby="what-hint" required>{{VALUES_WHAT:pre_escape}}</textarea></div>
<h3>Why it matters</h3>
<p class="hint">Each sentence quotes the words of the clause that it rests on; publishing refuses one without.</p>
<fieldset class="field"><legend>Sentence 1</legend>
<label for="text_1">What follows for people</label>{{#ERRORS}}{{#ERRORS_TEXT_1}}<p class="field-error" id="text_1-error">{{ERRORS_TEXT_1}}</p>{{/ERRORS_TEXT_1}}{{/ERRORS}}
<textarea id="text_1" name="text_1" rows="2" maxlength="900">{{VALUES_TEXT_1:pre_escape}}</textarea>
<label for="quote_1">The words of the clause it rests on</label>{{#ERRORS}}{{#ERRORS_QUOTE_1}}<p class="field-error" id="quote_1-error">{{ERRORS_QUOTE_1}}</p>{{/ERRORS_QUOTE_1}}{{/ERRORS}}
<textarea id="quote_1" name="quote_1" rows="2" maxlength="900">{{VALUES_QUOTE_1:pre_escape}}</textarea>
</fieldset>
<fieldset class="field"><legend>Sentence 2</legend>
<label for="text_2">What follows for people</label>{{#ERRORS}}{{#ERRORS_TEXT_2}}<p class="field-error" id="text_2-error">{{ERRORS_TEXT_2}}</p>{{/ERRORS_TEXT_2}}{{/ERRORS}}
<textarea id="text_2" name="text_2" rows="2" maxlength="900">{{VALUES_TEXT_2:pre_escape}}</textarea>
<label for="quote_2">The words of the clause it rests on</label>{{#ERRORS}}{{#ERRORS_QUOTE_2}}<p class="field-error" id="quote_2-error">{{ERRORS_QUOTE_2}}</p>{{/ERRORS_QUOTE_2}}{{/ERRORS}}
<textarea id="quote_2" name="quote_2" rows="2" maxlength="900">{{VALUES_QUOTE_2:pre_escape}}</textarea>
</fieldset>
<fieldset class="field"><legend>Sentence 3</legend>
<label for="text_3">What follows for people</label>{{#ERRORS}}{{#ERRORS_TEXT_3}}<p class="field-error" id="text_3-error">{{ERRORS_TEXT_3}}</p>{{/ERRORS_TEXT_3}}{{/ERRORS}}
<textarea id="text_3" name="text_3" rows="2" maxlength="900">{{VALUES_TEXT_3:pre_escape}}</textarea>
<label for="quote_3">The words of the clause it rests on</label>{{#ERRORS}}{{#ERRORS_QUOTE_3}}<p class="field-error" id="quote_3-error">{{ERRORS_QUOTE_3}}</p>{{/ERRORS_QUOTE_3}}{{/ERRORS}}
<textarea id="quote_3" name="quote_3" rows="2" maxlength="900">{{VALUES_QUOTE_3:pre_escape}}</textarea>
</fieldset>
<fieldset class="field"><legend>Sentence 4</legend>
<label for="text_4">What follows for people</label>{{#ERRORS}}{{#ERRORS_TEXT_4}}<p class="field-error" id="text_4-error">{{ERRORS_TEXT_4}}</p>{{/ERRORS_TEXT_4}}{{/ERRORS}}
<textarea id="text_4" name="text_4" rows="2" maxlength="900">{{VALUES_TEXT_4:pre_escape}}</textarea>
<label for="quote_4">The words of the clause it rests on</label>{{#ERRORS}}{{#ERRORS_QUOTE_4}}<p class="field-error" id="quote_4-error">{{ERRORS_QUOTE_4}}</p>{{/ERRORS_QUOTE_4}}{{/ERRORS}}
<textarea id="quote_4" name="quote_4" rows="2" maxlength="900">{{VALUES_QUOTE_4:pre_escape}}</textarea>
</fieldset>
<div class="field"><label for="impact">Impact on people</label>
<p class="hint" id="impact-hint">May stay empty.</p>
<textarea id="impact" name="impact" rows="3" maxlength="900" aria-describedby="impact-hint">{{VALUES_IMPACT:pre_escape}}</textarea></div>
<fieldset class="field"><legend>What one can do</legend>
<p class="hint">May stay empty; an option a line.</p>
<label for="option_1" class="hidden-text">Option 1</label>
<input id="option_1" name="option_1" value="{{VALUES_OPTION_1}}" maxlength="300">
<label for="option_2" class="hidden-text">Option 2</label>
<input id="option_2" name="option_2" value="{{VALUES_OPTION_2}}" maxlength="300">
<label for="option_3" class="hidden-text">Option 3</label>
<input id="option_3" name="option_3" value="{{VALUES_OPTION_3}}" maxlength="300">
</fieldset>
<p>The regulations that the taxonomy maps to the clause type are taken along, with their reasons. The byline is your name.</p>
<p><button type="submit">Publish</button></p>
</form>
{{>parts/foot}}
