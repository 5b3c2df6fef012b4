{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">Change record {{ID}}</p>
<h1>{{TITLE}}</h1>
<p class="meta"><span class="badge badge-{{SEVERITY}}">{{SEVERITY}} severity</span>{{#KIND_IS_COSMETIC}} <span>wording only: nothing that matters changed</span>{{/KIND_IS_COSMETIC}}{{#KIND_IS_REVERSAL}} <span>return to an earlier text</span>{{/KIND_IS_REVERSAL}}</p>
{{#ANY_CORRECTIONS}}<div class="notice">{{/ANY_CORRECTIONS}}{{#CORRECTIONS}}<p><strong>Corrected</strong> <time datetime="{{CORRECTIONS_AT}}">{{CORRECTIONS_AT:x-day}}</time>: {{CORRECTIONS_WHAT}}</p>{{/CORRECTIONS}}{{#ANY_CORRECTIONS}}</div>{{/ANY_CORRECTIONS}}
{{#CALLS}}<p class="call"><span class="hidden-text">From </span>{{#CALLS_WAS}}“{{CALLS_WAS}}”{{/CALLS_WAS}}{{#NO_CALLS_WAS}}nothing{{/NO_CALLS_WAS}} → <span class="hidden-text">to </span>{{#CALLS_NOW}}“{{CALLS_NOW}}”{{/CALLS_NOW}}{{#NO_CALLS_NOW}}nothing{{/NO_CALLS_NOW}}</p>{{/CALLS}}
<dl class="facts">
{{#PLATFORM}}{{#DOCUMENT}}<div><dt>Document</dt><dd><a href="{{PLATFORM_URL}}">{{PLATFORM_NAME}}</a>, <a href="{{DOCUMENT_URL}}">{{DOCUMENT_TITLE}}</a> ({{DOCUMENT_ID}})</dd></div>{{/DOCUMENT}}{{/PLATFORM}}
<div><dt>Published or announced</dt><dd>{{#PUBLISHED}}<time datetime="{{PUBLISHED_DAY}}">{{PUBLISHED_DAY:x-day}}</time>, {{#PUBLISHED_UPDATED}}stated as “last updated”{{/PUBLISHED_UPDATED}}{{#NO_PUBLISHED_UPDATED}}as stated{{/NO_PUBLISHED_UPDATED}} <span class="soft">(“{{PUBLISHED_BASIS}}”)</span> {{/PUBLISHED}}{{#NO_PUBLISHED}}<span class="soft">not stated in the new text</span>{{/NO_PUBLISHED}}</dd></div>
<div><dt>Effective</dt><dd>{{#EFFECTIVE}}<time datetime="{{EFFECTIVE_DAY}}">{{EFFECTIVE_DAY:x-day}}</time> ({{EFFECTIVE_DAY:x-ago}}), as stated <span class="soft">(“{{EFFECTIVE_BASIS}}”)</span> {{/EFFECTIVE}}{{#NO_EFFECTIVE}}<span class="soft">not stated in the new text</span>{{/NO_EFFECTIVE}}</dd></div>
<div><dt>Observed by us</dt><dd><time datetime="{{OBSERVED_AT}}">{{OBSERVED_AT:x-time}}</time></dd></div>
{{#FROM}}<div><dt>From</dt><dd><a href="{{FROM_URL}}">version {{FROM_NUMBER}}</a>, {{FROM_ID}}, first observed <time datetime="{{FROM_SEEN_AT}}">{{FROM_SEEN_AT:x-time}}</time><br><span class="soft small">SHA-256 of the version’s text:</span> <span class="hash">{{FROM_SHA256}}</span></dd></div>{{/FROM}}
{{#TO}}<div><dt>To</dt><dd><a href="{{TO_URL}}">version {{TO_NUMBER}}</a>, {{TO_ID}}, first observed <time datetime="{{TO_SEEN_AT}}">{{TO_SEEN_AT:x-time}}</time><br><span class="soft small">SHA-256 of the version’s text:</span> <span class="hash">{{TO_SHA256}}</span></dd></div>{{/TO}}
{{#ANY_REASONS}}<div><dt>Why this severity</dt><dd><ul class="plain">{{/ANY_REASONS}}{{#REASONS}}<li>{{REASONS_VALUE}}</li>{{/REASONS}}{{#ANY_REASONS}}</ul></dd></div>{{/ANY_REASONS}}
</dl>
{{#PLATFORM}}<p class="actions">{{#VIEWER}}<a class="btn btn-quiet" href="/watchlist/?add={{PLATFORM_SLUG}}">Watch {{PLATFORM_NAME}}</a>{{/VIEWER}}{{#NO_VIEWER}}<a class="btn btn-quiet" href="/signup?watch={{PLATFORM_SLUG}}">Follow {{PLATFORM_NAME}} by mail</a>{{/NO_VIEWER}} <a href="{{REDLINE_URL}}">The redline by itself</a>{{#PAGE_PDF_URL}} <a href="{{PAGE_PDF_URL}}" type="application/pdf">PDF</a>{{/PAGE_PDF_URL}}{{#PDF_TIER}} <a href="/pricing/">PDF (locked: {{PDF_TIER}} and above)</a>{{/PDF_TIER}}</p>{{/PLATFORM}}

{{#CAPPED}}<p class="notice">These texts are so large or so different that the comparison stopped at its limit: what is listed is right, but may be coarser than need be.</p>{{/CAPPED}}
{{#ANY_ADDED}}<section aria-labelledby="added"><h2 id="added">Added</h2><ul>{{/ANY_ADDED}}
{{#ADDED}}<li><a href="#{{ADDED_PLACE}}">{{ADDED_TITLE}}</a>{{#ADDED_PROVISIONS}} <br>Concerns <a href="{{PROVISIONS_URL}}">{{PROVISIONS_TITLE}}</a>{{/ADDED_PROVISIONS}}</li>{{/ADDED}}
{{#ANY_ADDED}}</ul></section>{{/ANY_ADDED}}
{{#ANY_REMOVED}}<section aria-labelledby="removed"><h2 id="removed">Removed</h2><ul>{{/ANY_REMOVED}}
{{#REMOVED}}<li><a href="#{{REMOVED_PLACE}}">{{REMOVED_TITLE}}</a>{{#REMOVED_PROVISIONS}} <br>Concerns <a href="{{PROVISIONS_URL}}">{{PROVISIONS_TITLE}}</a>{{/REMOVED_PROVISIONS}}</li>{{/REMOVED}}
{{#ANY_REMOVED}}</ul></section>{{/ANY_REMOVED}}
{{#ANY_CHANGED}}<section aria-labelledby="changed"><h2 id="changed">Changed</h2><ul>{{/ANY_CHANGED}}
{{#CHANGED}}<li><a href="#{{CHANGED_PLACE}}">{{CHANGED_TITLE}}</a>{{#NO_CHANGED_COSMETIC}}: {{CHANGED_REASON}}{{/NO_CHANGED_COSMETIC}}{{#CHANGED_KIND_IS_RENUMBERED}}: renumbered {{CHANGED_LABEL_OLD}} → {{CHANGED_LABEL_NEW}}{{/CHANGED_KIND_IS_RENUMBERED}}{{#CHANGED_KIND_IS_SPLIT}} (split){{/CHANGED_KIND_IS_SPLIT}}{{#CHANGED_KIND_IS_MERGED}} (merged){{/CHANGED_KIND_IS_MERGED}}{{#CHANGED_COSMETIC}} <span class="soft">(no change of meaning: {{CHANGED_REASON}})</span>{{/CHANGED_COSMETIC}}{{#CHANGED_PROVISIONS}} <br>Concerns <a href="{{PROVISIONS_URL}}">{{PROVISIONS_TITLE}}</a>{{/CHANGED_PROVISIONS}}</li>{{/CHANGED}}
{{#ANY_CHANGED}}</ul></section>{{/ANY_CHANGED}}
{{#ANY_MOVED}}<section aria-labelledby="moved"><h2 id="moved">Moved</h2><ul>{{/ANY_MOVED}}
{{#MOVED}}<li><a href="#{{MOVED_PLACE}}">{{MOVED_TITLE}}</a></li>{{/MOVED}}
{{#ANY_MOVED}}</ul></section>{{/ANY_MOVED}}
<section aria-labelledby="untouched">
<h2 id="untouched">Not touched</h2>
<p>{{UNTOUCHED}} of the new version stand as they stood.</p>
{{#ANY_SPARED}}<p>Among them or changed in number or place only, the clauses of these provisions:</p>
<ul>{{/ANY_SPARED}}
{{#SPARED}}<li><a href="{{SPARED_URL}}">{{SPARED_TITLE}}</a>: this clause was not touched</li>{{/SPARED}}
{{#ANY_SPARED}}</ul>{{/ANY_SPARED}}
</section>
<section class="sheet" aria-labelledby="redline">
<h2 id="redline">Redline</h2>
{{>parts/redline}}
</section>
{{>parts/report_link}}
{{#VIEWER}}{{#VIEWER_ANALYST}}<p class="actions"><a class="btn btn-quiet" href="/analyst/change/{{ID}}/">At the desk: sort it, or correct a match</a></p>{{/VIEWER_ANALYST}}{{/VIEWER}}
{{>parts/foot}}
