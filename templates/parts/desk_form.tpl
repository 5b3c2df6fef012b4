{{%AUTOESCAPE context="HTML"}}
{{>parts/problems}}
{{#ANY_REMARKS}}<div class="notice" role="alert">
<p><strong>Remarks before publishing.</strong> Mend them, or publish in spite of them.</p>
<ul>{{/ANY_REMARKS}}{{#REMARKS}}<li><a href="#{{REMARKS_FIELD}}">{{REMARKS_WHERE}}</a>: {{REMARKS_TEXT}}</li>{{/REMARKS}}{{#ANY_REMARKS}}</ul>
</div>{{/ANY_REMARKS}}
{{#PREVIEW}}<section class="panel" aria-labelledby="preview">
<h2 id="preview">Preview: {{PREVIEW_TITLE}}</h2>
<p><span class="badge badge-{{PREVIEW_SEVERITY}}">{{PREVIEW_SEVERITY}} severity</span></p>
<p>{{PREVIEW_WHAT}}</p>
<h3>Why it matters</h3>
{{#PREVIEW_WHY}}<p>{{WHY_TEXT}}</p>
<blockquote><p>“{{WHY_QUOTE}}”</p></blockquote>{{#NO_WHY_STANDS}}<p class="field-error">These words do not stand in the clause.</p>{{/NO_WHY_STANDS}}{{/PREVIEW_WHY}}
<p class="meta">{{#PREVIEW_AUTHOR}}By {{PREVIEW_AUTHOR}}{{/PREVIEW_AUTHOR}}{{#NO_PREVIEW_AUTHOR}}Automatic{{/NO_PREVIEW_AUTHOR}}</p>
{{#PREVIEW_IMPACT}}<h3>Impact on people</h3>
<p>{{PREVIEW_IMPACT}}</p>{{/PREVIEW_IMPACT}}
{{#ANY_PREVIEW_OPTIONS}}<h3>What one can do</h3>
<ul>{{/ANY_PREVIEW_OPTIONS}}{{#PREVIEW_OPTIONS}}<li>{{#OPTIONS_URL}}<a href="{{OPTIONS_URL}}" rel="noreferrer nofollow">{{OPTIONS_TEXT}}</a>{{/OPTIONS_URL}}{{#NO_OPTIONS_URL}}{{OPTIONS_TEXT}}{{/NO_OPTIONS_URL}}</li>{{/PREVIEW_OPTIONS}}{{#ANY_PREVIEW_OPTIONS}}</ul>{{/ANY_PREVIEW_OPTIONS}}
</section>{{/PREVIEW}}
{{#HELPED}}<p class="notice"><strong>Drafted by a machine</strong> ({{HELPED}}): check each sentence against the clause, or write your own. Publishing makes the words yours.</p>{{/HELPED}}
<form action="{{FORM_URL}}" method="post" id="form">
<h2>{{HEADING}}</h2>
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
{{#HELPED}}<input type="hidden" name="help" value="{{HELPED}}">{{/HELPED}}
<div class="field"><label for="title">Title</label>
<p class="hint" id="title-hint">Neutral, present tense, and no more than the clause says.</p>{{#ERRORS}}{{#ERRORS_TITLE}}<p class="field-error" id="title-error">{{ERRORS_TITLE}}</p>{{/ERRORS_TITLE}}{{/ERRORS}}
<input type="text" id="title" name="title" value="{{VALUES_TITLE}}" maxlength="150" aria-describedby="title-hint" required></div>
<div class="cols">
<div class="field"><label for="clause_type">Clause type</label>
<select id="clause_type" name="clause_type">{{#TYPES}}<option value="{{TYPES_SLUG}}"{{#TYPES_SELECTED}} selected{{/TYPES_SELECTED}}>{{TYPES_TITLE}}</option>{{/TYPES}}</select></div>
<div class="field"><label for="severity">Severity</label>
<select id="severity" name="severity">{{#LEVELS}}<option value="{{LEVELS_NAME}}"{{#LEVELS_SELECTED}} selected{{/LEVELS_SELECTED}}>{{LEVELS_NAME}}</option>{{/LEVELS}}</select></div>
<div class="field"><label for="byline">Byline</label>
<select id="byline" name="byline"><option value="me">my name</option><option value="automatic"{{#AUTOMATIC}} selected{{/AUTOMATIC}}>automatic</option></select></div>
</div>
<div class="field"><label for="what">What it is</label>
<p class="hint" id="what-hint">One sentence.</p>{{#ERRORS}}{{#ERRORS_WHAT}}<p class="field-error" id="what-error">{{ERRORS_WHAT}}</p>{{/ERRORS_WHAT}}{{/ERRORS}}
<textarea id="what" name="what" rows="2" maxlength="500" aria-describedby="what-hint">{{VALUES_WHAT:pre_escape}}</textarea></div>
<h3>Why it matters</h3>
<p class="hint">Each sentence quotes the words of the clause that it rests on; publishing refuses one without.</p>
{{#SENTENCES}}<fieldset class="field"><legend>Sentence {{SENTENCES_N}}</legend>
<label for="text_{{SENTENCES_N}}">What follows for people</label>{{#SENTENCES_TEXT_ERROR}}<p class="field-error">{{SENTENCES_TEXT_ERROR}}</p>{{/SENTENCES_TEXT_ERROR}}
<textarea id="text_{{SENTENCES_N}}" name="text_{{SENTENCES_N}}" rows="2" maxlength="900">{{SENTENCES_TEXT:pre_escape}}</textarea>
<label for="quote_{{SENTENCES_N}}">The words of the clause it rests on</label>{{#SENTENCES_QUOTE_ERROR}}<p class="field-error">{{SENTENCES_QUOTE_ERROR}}</p>{{/SENTENCES_QUOTE_ERROR}}{{#SENTENCES_MISSED}}<p class="field-error">These words do not stand in the clause.</p>{{/SENTENCES_MISSED}}
<textarea id="quote_{{SENTENCES_N}}" name="quote_{{SENTENCES_N}}" rows="2" maxlength="900">{{SENTENCES_QUOTE:pre_escape}}</textarea>
</fieldset>{{/SENTENCES}}
<div class="field"><label for="impact">Impact on people</label>
<p class="hint" id="impact-hint">May stay empty.</p>
<textarea id="impact" name="impact" rows="3" maxlength="900" aria-describedby="impact-hint">{{VALUES_IMPACT:pre_escape}}</textarea></div>
<fieldset class="field"><legend>What one can do</legend>
<p class="hint">May stay empty: an option, and where to do it.</p>
{{#OPTIONS}}<div class="cols"><div class="field"><label for="option_{{OPTIONS_N}}">Option {{OPTIONS_N}}</label>
<input type="text" id="option_{{OPTIONS_N}}" name="option_{{OPTIONS_N}}" value="{{OPTIONS_TEXT}}" maxlength="300"></div>
<div class="field"><label for="url_{{OPTIONS_N}}">Its address</label>
<input type="text" id="url_{{OPTIONS_N}}" name="url_{{OPTIONS_N}}" value="{{OPTIONS_URL}}" maxlength="300">
<input type="hidden" name="kind_{{OPTIONS_N}}" value="{{OPTIONS_KIND}}"></div></div>{{/OPTIONS}}
</fieldset>
{{#REVISES}}<div class="field"><label for="correction">What was wrong</label>
<p class="hint" id="correction-hint">Only where a mistake is mended: a sentence for the public corrections.</p>
<textarea id="correction" name="correction" rows="2" maxlength="900" aria-describedby="correction-hint">{{VALUES_CORRECTION:pre_escape}}</textarea></div>{{/REVISES}}
{{#ANY_REMARKS}}<div class="choice"><input type="checkbox" id="anyway" name="anyway" value="1"><label for="anyway">Publish in spite of the remarks; the desk’s record names them</label></div>{{/ANY_REMARKS}}
<div class="actions">
{{#MAY_PUBLISH}}<button type="submit" name="action" value="publish">Publish</button>{{/MAY_PUBLISH}}
<button type="submit" name="action" value="preview" class="quiet">Preview and check</button>
<button type="submit" name="action" value="save" class="quiet">Save as draft</button>
{{#WRITING}}<button type="submit" name="action" value="drop" class="quiet">Throw the draft away</button>{{/WRITING}}
</div>
</form>
