{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">History</p>
<h1>{{TITLE}}</h1>
{{#DOCUMENT}}<p class="meta">Last verified: {{>parts/freshness}}</p>
<p>A text is verified each time a check finds the page saying just that. Between “last verified” of one version and “first observed” of the next the page may have changed at any moment.</p>
{{#UNREAD}}<p class="notice notice-bad">That is no day up to today, or no two versions of this document. Days are written 2026-03-06; versions are counted from 1.</p>{{/UNREAD}}
{{#ANY_STAYS}}<div class="cols no-print">
<form class="filters" action="{{PAGE_PATH}}" method="get">
<div><label for="day">The text of a day</label><input id="day" name="day" type="date" min="{{FIRST}}" max="{{TODAY}}" required></div>
<button type="submit">Read</button>
</form>
{{#SEVERAL}}<form class="filters" action="{{PAGE_PATH}}" method="get">
<div><label for="old">Redline from version</label><input id="old" name="old" type="number" min="1" max="{{LATEST}}" required></div>
<div><label for="new">to version</label><input id="new" name="new" type="number" min="1" max="{{LATEST}}" value="{{LATEST}}" required></div>
<button type="submit">Compare</button>
</form>{{/SEVERAL}}
</div>{{/ANY_STAYS}}
<p class="small soft">Such a text has an address of its own, for ever: <code>{{DOCUMENT_URL}}@2026-03-06/</code>.</p>{{/DOCUMENT}}
{{#NO_STAYS}}<p class="notice">No version is on record yet.</p>{{/NO_STAYS}}
{{#ANY_STAYS}}<table class="reflow"><caption>Versions, newest first</caption>
<thead><tr><th scope="col">Version</th><th scope="col">First observed</th><th scope="col">Last verified</th><th scope="col">What changed</th><th scope="col">Hashes</th></tr></thead>
<tbody>{{/ANY_STAYS}}
{{#STAYS}}<tr><th scope="row"><a href="{{STAYS_URL}}">Version {{STAYS_NUMBER}}</a>{{#STAYS_CURRENT}} (current){{/STAYS_CURRENT}}<br><span class="soft small">{{STAYS_WORDS:x-int}} words{{#STAYS_IMPORTED}}; imported, no capture{{/STAYS_IMPORTED}}</span></th>
<td data-label="First observed"><time datetime="{{STAYS_SINCE}}">{{STAYS_SINCE:x-time}}</time></td>
<td data-label="Last verified">{{#STAYS_UNTIL}}<time datetime="{{STAYS_UNTIL}}">{{STAYS_UNTIL:x-time}}</time>{{/STAYS_UNTIL}}</td>
<td data-label="What changed">{{#STAYS_CHANGE_URL}}<a href="{{STAYS_CHANGE_URL}}">{{STAYS_HEADLINE}}</a> <span class="badge badge-{{STAYS_SEVERITY}}">{{STAYS_SEVERITY}}</span>{{#STAYS_COSMETIC}}<br><span class="soft small">nothing that matters: {{STAYS_COSMETIC}}</span>{{/STAYS_COSMETIC}}{{/STAYS_CHANGE_URL}}{{#NO_STAYS_CHANGE_URL}}<span class="soft">first on record</span>{{/NO_STAYS_CHANGE_URL}}{{#STAYS_REDLINE_URL}} <a href="{{STAYS_REDLINE_URL}}">Redline</a>{{/STAYS_REDLINE_URL}}</td>
<td data-label="Hashes">{{#STAYS_HASH_OK}}verified{{/STAYS_HASH_OK}}{{#STAYS_HASH_BAD}}<strong>did not match</strong>{{/STAYS_HASH_BAD}}{{#STAYS_CHECKED_AT}} <time datetime="{{STAYS_CHECKED_AT}}">{{STAYS_CHECKED_AT:x-day}}</time>{{/STAYS_CHECKED_AT}}{{#NO_STAYS_CHECKED_AT}}<span class="soft">not re-computed yet</span>{{/NO_STAYS_CHECKED_AT}}</td></tr>{{/STAYS}}
{{#ANY_STAYS}}</tbody></table>{{/ANY_STAYS}}
{{>parts/pager}}
{{#ANY_VARIANTS}}<h2>Texts shown in passing</h2>
<p>The page also showed these earlier texts now and then, never long enough to count as a return to them.</p>
<ul>{{/ANY_VARIANTS}}
{{#VARIANTS}}<li><a href="{{VARIANTS_URL}}">Version {{VARIANTS_NUMBER}}</a>, seen {{VARIANTS_SIGHTINGS}} between <time datetime="{{VARIANTS_FIRST_SEEN}}">{{VARIANTS_FIRST_SEEN:x-day}}</time> and <time datetime="{{VARIANTS_LAST_SEEN}}">{{VARIANTS_LAST_SEEN:x-day}}</time></li>{{/VARIANTS}}
{{#ANY_VARIANTS}}</ul>{{/ANY_VARIANTS}}
{{>parts/foot}}
