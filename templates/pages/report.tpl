{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{#ABOUT}}<p class="lede">About <a href="{{ABOUT_URL}}">{{ABOUT}}</a> ({{ABOUT_ID}}).</p>{{/ABOUT}}
<p>You need no account, and no name. Somebody reads every report and checks it against the text; what was wrong is corrected in public, and you get a page that shows what became of yours.</p>
{{>parts/problems}}
<form action="/report" method="post" id="form">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<fieldset class="field"><legend>What is it?</legend>
<div class="choice"><input type="radio" id="kind-mistake" name="kind" value="mistake"{{#NO_REMOVAL}} checked{{/NO_REMOVAL}}><label for="kind-mistake">Something is wrong in this record</label></div>
<div class="choice"><input type="radio" id="kind-removal" name="kind" value="removal"{{#REMOVAL}} checked{{/REMOVAL}}><label for="kind-removal">I speak for the publisher of the document and ask for removal</label></div>
</fieldset>
<div class="field"><label for="record">Record</label>
<p class="hint" id="record-hint">Its identifier, CA-…; a report about the site as a whole may leave it empty.</p>{{#ERRORS}}{{#ERRORS_RECORD}}<p class="field-error" id="record-error">{{ERRORS_RECORD}}</p>{{/ERRORS_RECORD}}{{/ERRORS}}
<input type="text" id="record" name="record" value="{{VALUES_RECORD}}" maxlength="24" aria-describedby="record-hint" autocomplete="off"></div>
<div class="field"><label for="body">What is wrong, or what you ask for and why</label>{{#ERRORS}}{{#ERRORS_BODY}}<p class="field-error" id="body-error">{{ERRORS_BODY}}</p>{{/ERRORS_BODY}}{{/ERRORS}}
<textarea id="body" name="body" rows="5" maxlength="4000" required>{{VALUES_BODY:pre_escape}}</textarea></div>
<div class="field"><label for="words">The words of the document that show it</label>
<p class="hint" id="words-hint">May stay empty; a quotation makes checking quick.</p>{{#ERRORS}}{{#ERRORS_WORDS}}<p class="field-error" id="words-error">{{ERRORS_WORDS}}</p>{{/ERRORS_WORDS}}{{/ERRORS}}
<textarea id="words" name="words" rows="3" maxlength="2000" aria-describedby="words-hint">{{VALUES_WORDS:pre_escape}}</textarea></div>
<fieldset class="field"><legend>For publishers</legend>
<p class="hint">Only a request for removal needs these two. They are shown to nobody but the editors.</p>
<label for="organisation">Publisher</label>{{#ERRORS}}{{#ERRORS_ORGANISATION}}<p class="field-error" id="organisation-error">{{ERRORS_ORGANISATION}}</p>{{/ERRORS_ORGANISATION}}{{/ERRORS}}
<input type="text" id="organisation" name="organisation" value="{{VALUES_ORGANISATION}}" maxlength="200" autocomplete="organization">
<label for="contact">Where you can be reached</label>{{#ERRORS}}{{#ERRORS_CONTACT}}<p class="field-error" id="contact-error">{{ERRORS_CONTACT}}</p>{{/ERRORS_CONTACT}}{{/ERRORS}}
<input type="text" id="contact" name="contact" value="{{VALUES_CONTACT}}" maxlength="254" autocomplete="email">
</fieldset>
<p><button type="submit">Send</button></p>
</form>
<p class="soft">Captured texts and their hashes are evidence and are not changed on request. What is said about them can be corrected, re-graded or withdrawn.</p>
{{>parts/foot}}
