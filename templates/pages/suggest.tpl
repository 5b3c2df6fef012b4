{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
<p>Name one document by which a service governs people: its terms, its privacy policy, its rules. We look whether the page can be read, then the operator decides whether it is watched from now on. You get a mail with the answer, and where your tier has room the platform is put on your watchlist.</p>
{{>parts/problems}}
{{#ANY_KNOWN}}<div class="notice"><p>This document is watched already:</p><ul>{{/ANY_KNOWN}}{{#KNOWN}}<li><a href="{{KNOWN_URL}}">{{KNOWN_NAME}}</a></li>{{/KNOWN}}{{#ANY_KNOWN}}</ul></div>{{/ANY_KNOWN}}
{{#NO_KNOWN}}{{#ANY_NEAR}}<div class="notice"><p>It may be one of these, which are watched already:</p><ul>{{/ANY_NEAR}}{{#NEAR}}<li><a href="{{NEAR_URL}}">{{NEAR_NAME}}</a></li>{{/NEAR}}{{#ANY_NEAR}}</ul></div>{{/ANY_NEAR}}{{/NO_KNOWN}}
<form action="/suggest" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<div class="field"><label for="url">Address of the document</label>
<p class="hint" id="url-hint">For example https://www.example.com/legal/terms</p>{{#ERRORS}}{{#ERRORS_URL}}<p class="field-error" id="url-error">{{ERRORS_URL}}</p>{{/ERRORS_URL}}{{/ERRORS}}
<input type="text" inputmode="url" id="url" name="url" value="{{VALUES_URL}}" maxlength="1024" required autocomplete="off" spellcheck="false" aria-describedby="url-hint"></div>
{{#NO_KNOWN}}{{#ANY_NEAR}}<div class="choice"><input type="checkbox" id="other" name="other" value="yes"><label for="other">It is another platform, or another document of it</label></div>{{/ANY_NEAR}}{{/NO_KNOWN}}
<div class="field"><label for="name">Name of the platform (may stay empty)</label>{{#ERRORS}}{{#ERRORS_NAME}}<p class="field-error" id="name-error">{{ERRORS_NAME}}</p>{{/ERRORS_NAME}}{{/ERRORS}}
<input type="text" id="name" name="name" value="{{VALUES_NAME}}" maxlength="100"></div>
<div class="field"><label for="note">A word to the operator (may stay empty)</label>{{#ERRORS}}{{#ERRORS_NOTE}}<p class="field-error" id="note-error">{{ERRORS_NOTE}}</p>{{/ERRORS_NOTE}}{{/ERRORS}}
<input type="text" id="note" name="note" value="{{VALUES_NOTE}}" maxlength="500"></div>
<p><button type="submit">Suggest it</button></p>
</form>
{{#ANY_SUGGESTIONS}}<h2>What you suggested</h2>
<ul class="rows">{{/ANY_SUGGESTIONS}}
{{#SUGGESTIONS}}<li><p class="head">{{#SUGGESTIONS_NAME}}{{SUGGESTIONS_NAME}}: {{/SUGGESTIONS_NAME}}{{SUGGESTIONS_ADDRESS}}</p>
<p>{{#SUGGESTIONS_ANSWER_IS_ACCEPTED}}<strong>Accepted.</strong> {{#SUGGESTIONS_DOCUMENT}}It is watched as <a href="{{DOCUMENT_URL}}">{{DOCUMENT_NAME}}</a>.{{/SUGGESTIONS_DOCUMENT}}{{/SUGGESTIONS_ANSWER_IS_ACCEPTED}}{{#SUGGESTIONS_ANSWER_IS_DECLINED}}<strong>Declined</strong>: {{SUGGESTIONS_WHY}}{{/SUGGESTIONS_ANSWER_IS_DECLINED}}{{#NO_SUGGESTIONS_ANSWER}}{{#SUGGESTIONS_STATE_IS_ASKED}}The page will be looked at within minutes.{{/SUGGESTIONS_STATE_IS_ASKED}}{{#SUGGESTIONS_STATE_IS_CLAIMED}}The page is being looked at.{{/SUGGESTIONS_STATE_IS_CLAIMED}}{{#SUGGESTIONS_STATE_IS_FINE}}The page can be read and looks like such a document{{#SUGGESTIONS_FOUND}} (“{{SUGGESTIONS_FOUND}}”{{#SUGGESTIONS_WORDS}}, {{SUGGESTIONS_WORDS:x-int}} words{{/SUGGESTIONS_WORDS}}){{/SUGGESTIONS_FOUND}}. The operator decides.{{/SUGGESTIONS_STATE_IS_FINE}}{{#SUGGESTIONS_STATE_IS_DOUBTFUL}}The page can be read, but may not be such a document: {{SUGGESTIONS_REASON}}. The operator decides.{{/SUGGESTIONS_STATE_IS_DOUBTFUL}}{{#SUGGESTIONS_STATE_IS_REFUSED}}The page could not be taken: {{SUGGESTIONS_REASON}}. The operator sees it all the same; perhaps you know a better address.{{/SUGGESTIONS_STATE_IS_REFUSED}}{{/NO_SUGGESTIONS_ANSWER}}</p>
<p class="meta">suggested <time datetime="{{SUGGESTIONS_AT}}">{{SUGGESTIONS_AT:x-time}}</time></p></li>{{/SUGGESTIONS}}
{{#ANY_SUGGESTIONS}}</ul>{{/ANY_SUGGESTIONS}}
{{>parts/foot}}
