{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/problems}}
{{#LISTED}}<p class="lede">{{LISTED_COUNT}}: {{#LISTED_NEW}}<strong>{{LISTED_FITTING}} of {{LISTED_NEW}} new fit the {{LISTED_TIER_NAME}} tier</strong>{{/LISTED_NEW}}{{#NO_LISTED_NEW}}nothing new{{/NO_LISTED_NEW}}{{#LISTED_WATCHED}}, {{LISTED_WATCHED}} watched already{{/LISTED_WATCHED}}{{#LISTED_AGAIN}}, {{LISTED_AGAIN}} named twice{{/LISTED_AGAIN}}{{#ANY_LISTED_UNCLEAR}}, some to be chosen{{/ANY_LISTED_UNCLEAR}}{{#LISTED_STRANGE_COUNT}}, {{LISTED_STRANGE_COUNT}} not found{{/LISTED_STRANGE_COUNT}}. Nothing is added yet.</p>
{{#LISTED_MOST}}<p class="notice">A watchlist has at most {{LISTED_MOST:x-int}} watches.</p>{{/LISTED_MOST}}
{{#LISTED_OVER}}<p class="notice">{{LISTED_OVER}} more than the tier{{#LISTED_MOST}} or the watchlist{{/LISTED_MOST}} has room for: those are not ticked. Untick others to make room for them, or choose a <a href="/pricing/">larger tier</a>.</p>{{/LISTED_OVER}}
{{#LISTED_LOCKED}}<p class="notice">{{LISTED_LOCKED}} name single provisions or clause types, which are part of <a href="/pricing/">larger tiers</a>; they are left out.</p>{{/LISTED_LOCKED}}
<form action="/watchlist/import/add" method="post" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="list" value="{{ORGANISATION}}">
{{#ANY_LISTED_LINES}}<fieldset class="field"><legend>To be added{{#ORGANISATION_NAME}} to the watchlist of {{ORGANISATION_NAME}}{{/ORGANISATION_NAME}}</legend>{{/ANY_LISTED_LINES}}
{{#LISTED_LINES}}<div class="choice"><input type="checkbox" id="line-{{LINES_NUMBER}}" name="line" value="{{LINES_VALUE}}"{{#LINES_TICKED}} checked{{/LINES_TICKED}}><label for="line-{{LINES_NUMBER}}">{{LINES_NAME}} <span class="soft">{{LINES_TELLS}}</span></label></div>{{/LISTED_LINES}}
{{#LISTED_REST}}<div class="choice"><input type="checkbox" id="rest" name="rest" value="yes"{{#REST_TICKED}} checked{{/REST_TICKED}}><label for="rest">and the other {{REST_COUNT:x-int}}</label></div>
<textarea name="rest_lines" hidden>{{REST_TEXT:pre_escape}}</textarea>{{/LISTED_REST}}
{{#ANY_LISTED_LINES}}</fieldset>{{/ANY_LISTED_LINES}}
{{#LISTED_UNCLEAR}}<fieldset class="field"><legend>Which one is “{{UNCLEAR_WORD}}”?</legend>
{{#UNCLEAR_CHOICES}}<div class="choice"><input type="radio" id="choice-{{UNCLEAR_NUMBER}}-{{CHOICES_NTH}}" name="choice-{{UNCLEAR_NUMBER}}" value="{{CHOICES_VALUE}}"><label for="choice-{{UNCLEAR_NUMBER}}-{{CHOICES_NTH}}">{{CHOICES_NAME}}</label></div>{{/UNCLEAR_CHOICES}}
<div class="choice"><input type="radio" id="choice-{{UNCLEAR_NUMBER}}-none" name="choice-{{UNCLEAR_NUMBER}}" value="" checked><label for="choice-{{UNCLEAR_NUMBER}}-none">none of them</label></div>
</fieldset>{{/LISTED_UNCLEAR}}
{{#LISTED_UNCLEAR_MORE}}<p class="soft">{{LISTED_UNCLEAR_MORE}} more lines fit several things: send them again, with addresses.</p>{{/LISTED_UNCLEAR_MORE}}
<div class="actions"><button type="submit">Add what is ticked</button> <a class="btn btn-quiet" href="/watchlist/{{#ORGANISATION}}?list={{ORGANISATION}}{{/ORGANISATION}}">Leave the watchlist as it is</a></div>
</form>
{{#LISTED_STRANGE_COUNT}}<h2>Not found</h2>
<ul class="rows">{{/LISTED_STRANGE_COUNT}}
{{#LISTED_STRANGE}}<li><p class="head">{{STRANGE_WORD}}</p><p class="meta">{{#ANY_STRANGE_NEAR}}<span>Near it: {{/ANY_STRANGE_NEAR}}{{#STRANGE_NEAR}}<a href="{{NEAR_URL}}">{{NEAR_NAME}}</a>{{#STRANGE_NEAR_separator}}, {{/STRANGE_NEAR_separator}}{{/STRANGE_NEAR}}{{#ANY_STRANGE_NEAR}}</span> {{/ANY_STRANGE_NEAR}}<span><a href="{{STRANGE_URL}}">Suggest it</a></span></p></li>{{/LISTED_STRANGE}}
{{#LISTED_STRANGE_COUNT}}</ul>{{/LISTED_STRANGE_COUNT}}
{{#LISTED_STRANGE_MORE}}<p class="soft">And {{LISTED_STRANGE_MORE:x-int}} more that were not found.</p>{{/LISTED_STRANGE_MORE}}
<h2>Another list</h2>{{/LISTED}}
<form action="/watchlist/import" method="post" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
{{#ANY_LISTS}}<div class="field"><label for="list">On which watchlist</label>
<select id="list" name="list"><option value="">your own</option>{{/ANY_LISTS}}{{#LISTS}}<option value="{{LISTS_NUMBER}}"{{#LISTS_HERE}} selected{{/LISTS_HERE}}>{{LISTS_NAME}}</option>{{/LISTS}}{{#ANY_LISTS}}</select></div>{{/ANY_LISTS}}
<div class="field"><label for="names">Names, slugs or addresses</label>
<p class="hint" id="names-hint">One a line, or with commas or semicolons between. Or a table whose first row names its columns: name, url, platform, document, threshold (all, high, critical), channel (both, digest, alert), note; others are passed over. At most 10,000 lines, 512 kB.</p>
<textarea id="names" name="names" rows="10" aria-describedby="names-hint" spellcheck="false"></textarea></div>
<div class="field"><label for="file">Or a file with them</label>
<p class="hint" id="file-hint">CSV, as spreadsheets save it, or the CSV of a watchlist from here.</p>
<input type="file" id="file" name="file" accept=".csv,.txt,.tsv,text/csv,text/plain" aria-describedby="file-hint"></div>
<p><button type="submit">Show what it would add</button></p>
</form>
<p class="soft">The next page shows what was found, and what was not; nothing is added before you say so.</p>
{{>parts/foot}}
