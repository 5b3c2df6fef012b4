{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
{{#WITHDRAWN}}<div class="notice notice-bad"><p><strong>This record was withdrawn</strong> on <time datetime="{{WITHDRAWN_AT}}">{{WITHDRAWN_AT:x-day}}</time>: {{WITHDRAWN_REASON}} Its identifier is not used again; what it said is kept below.</p></div>{{/WITHDRAWN}}
{{#CLAUSE_TYPE}}<p class="kicker">{{CLAUSE_TYPE_TITLE}}</p>{{/CLAUSE_TYPE}}
<h1>{{TITLE}}</h1>
<p class="meta"><span class="badge badge-{{SEVERITY}}">{{SEVERITY}} severity</span> {{#ADOPTION}}{{#ADOPTION_UNIQUE}}<span><span class="badge">unique</span></span> {{/ADOPTION_UNIQUE}}<span><a href="{{ADOPTION_LIST_URL}}">{{ADOPTION_PLATFORMS}} of {{ADOPTION_OF}}{{#ADOPTION_INVENTED}} invented{{/ADOPTION_INVENTED}} platforms</a> have this clause type</span> <span>counted <time datetime="{{ADOPTION_DAY}}">{{ADOPTION_DAY:x-day}}</time>, taxonomy edition {{ADOPTION_TAXONOMY}} (<a href="/methodology/#counts">how</a>)</span>{{/ADOPTION}}</p>
<ul class="tools">
{{#SOURCE_URL}}<li><a href="{{SOURCE_URL}}" rel="noopener">View original</a></li>{{/SOURCE_URL}}
<li><a href="#citation">Cite</a></li>
{{#SHARE}}<li><a href="{{SHARE_URL}}" rel="noopener">Share by {{SHARE_NAME}}</a></li>{{/SHARE}}
{{#PAGE_PDF_URL}}<li><a href="{{PAGE_PDF_URL}}" type="application/pdf">PDF</a></li>{{/PAGE_PDF_URL}}
{{#PDF_TIER}}<li><a href="/pricing/">PDF (locked: {{PDF_TIER}} and above)</a></li>{{/PDF_TIER}}
</ul>
<div class="split">
<nav class="side toc" aria-label="On this page">
<h2>On this page</h2>
<ul>
<li><a href="#what">What it is</a></li>
{{#ANY_WHY}}<li><a href="#why">Why it matters</a></li>{{/ANY_WHY}}
{{#RECENT}}<li><a href="#recent">Recent activity</a></li>{{/RECENT}}
{{#STABILITY}}<li><a href="#stability">Clause stability</a></li>{{/STABILITY}}
{{#IMPACT}}<li><a href="#impact">What it means for you</a></li>{{/IMPACT}}
{{#DOCUMENT_IMPACT}}<li><a href="#impact">What the document means for you</a></li>{{/DOCUMENT_IMPACT}}
{{#ANY_OPTIONS}}<li><a href="#options">What you can do</a></li>{{/ANY_OPTIONS}}
{{#ANY_ELSEWHERE}}<li><a href="#elsewhere">Other platforms</a></li>{{/ANY_ELSEWHERE}}
<li><a href="#original">Original clause language</a></li>
{{#INSTITUTIONAL}}<li><a href="#institutional">Institutional analysis</a></li>{{/INSTITUTIONAL}}
{{#ANY_REGULATIONS}}<li><a href="#regulations">Applicable regulations</a></li>{{/ANY_REGULATIONS}}
{{#ANY_AGENCIES}}<li><a href="#agencies">Agencies</a></li>{{/ANY_AGENCIES}}
<li><a href="#details">Document record</a></li>
<li><a href="#citation">Citation record</a></li>
<li><a href="#classification">Classification</a></li>
<li><a href="#questions">Questions and answers</a></li>
</ul>
</nav>
<div>
{{#ANY_CORRECTIONS}}<div class="notice">{{/ANY_CORRECTIONS}}{{#CORRECTIONS}}<p><strong>Corrected</strong> <time datetime="{{CORRECTIONS_AT}}">{{CORRECTIONS_AT:x-day}}</time>: {{CORRECTIONS_WHAT}}</p>{{/CORRECTIONS}}{{#ANY_CORRECTIONS}}</div>{{/ANY_CORRECTIONS}}
{{#PLATFORM}}<div class="panel">
{{#ACTIVITY}}<p>{{PLATFORM_NAME}}: <a href="{{ACTIVITY_URL}}">{{ACTIVITY_COUNT}}</a> observed since <time datetime="{{ACTIVITY_SINCE}}">{{ACTIVITY_SINCE:x-day}}</time>, the last 30 days.</p>{{/ACTIVITY}}
{{#NO_VIEWER}}<p class="actions"><a class="btn" href="/signup?watch={{PLATFORM_SLUG}}">Follow {{PLATFORM_NAME}} by mail</a> <span class="soft">Free, one platform, no card.</span></p>{{/NO_VIEWER}}
</div>{{/PLATFORM}}
{{>parts/watching}}

<section aria-labelledby="what">
<h2 id="what">What it is</h2>
<p class="lede">{{WHAT}}</p>
<p class="small soft">This page says what the document says. Whether a clause can be enforced, and what it means in your case, depends on your country and circumstances; nothing here is legal advice. <a href="/methodology/">How records are made</a></p>
</section>

{{#ANY_WHY}}<section aria-labelledby="why">
<h2 id="why">Why it matters</h2>{{/ANY_WHY}}
{{#WHY}}<p>{{WHY_TEXT}}{{#WHY_QUOTE}} <span class="soft">(“{{WHY_QUOTE}}”)</span>{{/WHY_QUOTE}}</p>{{/WHY}}
{{#ANY_WHY}}{{#VERSION}}<p class="small soft">{{#AUTHOR}}Written by {{AUTHOR}}{{/AUTHOR}}{{#NO_AUTHOR}}Written automatically{{/NO_AUTHOR}} of version {{VERSION_NUMBER}}, <time datetime="{{WRITTEN_AT}}">{{WRITTEN_AT:x-time}}</time>, revision {{REVISION}}.
{{#NEWER}}A newer version exists (<a href="{{NEWER_URL}}">number {{NEWER_NUMBER}}</a>){{#STANDING_IS_UNCHANGED}}; this clause reads the same in it.{{/STANDING_IS_UNCHANGED}}{{#STANDING_IS_REWORDED}}, in which <strong>this clause reads differently</strong>: <a href="{{NEWER_REDLINE_URL}}">compare</a>. The analysis awaits review.{{/STANDING_IS_REWORDED}}{{#STANDING_IS_GONE}}, in which <strong>this clause no longer stands</strong>: <a href="{{NEWER_REDLINE_URL}}">compare</a>.{{/STANDING_IS_GONE}}{{/NEWER}}</p>{{/VERSION}}
</section>{{/ANY_WHY}}

{{#RECENT}}<section aria-labelledby="recent">
<h2 id="recent">Recent activity</h2>
<p class="meta"><span class="badge badge-{{RECENT_SEVERITY}}">{{RECENT_SEVERITY}} severity</span> <span>observed <time datetime="{{RECENT_OBSERVED_AT}}">{{RECENT_OBSERVED_AT:x-day}}</time></span>{{#RECENT_PUBLISHED}}<span>published, as stated, <time datetime="{{RECENT_PUBLISHED}}">{{RECENT_PUBLISHED:x-day}}</time></span>{{/RECENT_PUBLISHED}}{{#RECENT_EFFECTIVE}}<span>effective, as stated, <time datetime="{{RECENT_EFFECTIVE}}">{{RECENT_EFFECTIVE:x-day}}</time></span>{{/RECENT_EFFECTIVE}}</p>
<p>The document changed: <a href="{{RECENT_URL}}">{{RECENT_HEADLINE}}</a></p>
<p>{{#RECENT_TOUCHED_IS_UNTOUCHED}}<strong>This clause was not touched.</strong>{{/RECENT_TOUCHED_IS_UNTOUCHED}}{{#RECENT_TOUCHED_IS_COSMETIC}}<strong>This clause’s words were not touched</strong>; only its number or place changed.{{/RECENT_TOUCHED_IS_COSMETIC}}{{#RECENT_TOUCHED_IS_MODIFIED}}<strong>This clause was changed.</strong>{{/RECENT_TOUCHED_IS_MODIFIED}}{{#RECENT_TOUCHED_IS_ADDED}}<strong>This clause was added.</strong>{{/RECENT_TOUCHED_IS_ADDED}}{{#RECENT_TOUCHED_IS_REMOVED}}<strong>This clause was removed.</strong>{{/RECENT_TOUCHED_IS_REMOVED}}{{#RECENT_TOUCHED_IS_MOVED}}<strong>This clause was moved.</strong>{{/RECENT_TOUCHED_IS_MOVED}}{{#RECENT_TOUCHED_IS_SPLIT}}<strong>This clause was split.</strong>{{/RECENT_TOUCHED_IS_SPLIT}}{{#RECENT_TOUCHED_IS_MERGED}}<strong>This clause was merged with another.</strong>{{/RECENT_TOUCHED_IS_MERGED}}{{#RECENT_TOUCHED_IS_RETITLED}}<strong>This clause’s heading was changed.</strong>{{/RECENT_TOUCHED_IS_RETITLED}}{{#RECENT_TOUCHED_IS_RENUMBERED}}<strong>This clause was renumbered.</strong>{{/RECENT_TOUCHED_IS_RENUMBERED}}</p>
</section>{{/RECENT}}

{{#STABILITY}}<section aria-labelledby="stability">
<h2 id="stability">Clause stability</h2>
<p>{{#STABILITY_LABEL_IS_NEW}}New: watched for less than a month.{{/STABILITY_LABEL_IS_NEW}}{{#STABILITY_LABEL_IS_STABLE}}Stable: its words have not changed while we watched.{{/STABILITY_LABEL_IS_STABLE}}{{#STABILITY_LABEL_IS_CHANGED}}Changed: its words have changed while we watched.{{/STABILITY_LABEL_IS_CHANGED}}{{#STABILITY_LABEL_IS_VOLATILE}}Volatile: its words have changed three times or more.{{/STABILITY_LABEL_IS_VOLATILE}}{{#STABILITY_UNTOUCHED}} Changes of the document that did not touch it: {{STABILITY_UNTOUCHED}}.{{/STABILITY_UNTOUCHED}}{{#NO_STABILITY_STANDING}} <strong>It no longer stands in the document.</strong>{{/NO_STABILITY_STANDING}} <a href="/methodology/#clauses">What the labels mean</a></p>
<dl class="stats">
<div><dt>changes of this clause</dt><dd>{{STABILITY_CHANGES}}</dd></div>
<div><dt>full months monitored</dt><dd>{{STABILITY_MONTHS}}</dd></div>
<div><dt>first seen (observed)</dt><dd><time datetime="{{STABILITY_FIRST_SEEN}}">{{STABILITY_FIRST_SEEN:x-day}}</time></dd></div>
<div><dt>last seen (observed)</dt><dd><time datetime="{{STABILITY_LAST_SEEN}}">{{STABILITY_LAST_SEEN:x-day}}</time></dd></div>
</dl>
{{#STABILITY_LINE}}<figure class="line">
<svg viewBox="-8 0 656 32" role="img" aria-label="Time line from {{LINE_SINCE:x-day}} to {{LINE_UNTIL:x-day}}. The figures above and the table below say the same."><rect class="track" x="0" y="14" width="640" height="4"/>{{#LINE_BARS}}<rect class="stood" x="{{BARS_X}}" y="10" width="{{BARS_WIDTH}}" height="12"/>{{/LINE_BARS}}{{#LINE_MARKS}}{{#NO_MARKS_TOUCHED}}<rect class="spared" x="{{MARKS_X}}" y="4" width="2" height="24"/>{{/NO_MARKS_TOUCHED}}{{#MARKS_TOUCHED}}<circle class="touched" cx="{{MARKS_X}}" cy="16" r="8"/>{{/MARKS_TOUCHED}}{{/LINE_MARKS}}</svg>
<p class="ends small soft"><time datetime="{{LINE_SINCE}}">{{LINE_SINCE:x-day}}</time> <time datetime="{{LINE_UNTIL}}">{{LINE_UNTIL:x-day}}</time></p>
<figcaption class="small soft">The document since it was first tracked. Bar: this clause stood in it. Dot: its words changed. Upright line: the document changed and this clause did not.</figcaption>
</figure>{{/STABILITY_LINE}}
{{#ANY_STABILITY_ROWS}}<table class="reflow"><caption>Changes of this clause, newest first</caption>
<thead><tr><th scope="col">Observed</th><th scope="col">Change</th></tr></thead>
<tbody>{{/ANY_STABILITY_ROWS}}
{{#STABILITY_ROWS}}<tr><th scope="row"><time datetime="{{ROWS_OBSERVED_AT}}">{{ROWS_OBSERVED_AT:x-day}}</time></th><td><a href="{{ROWS_URL}}">{{ROWS_HEADLINE}}</a> <span class="badge badge-{{ROWS_SEVERITY}}">{{ROWS_SEVERITY}}</span></td></tr>{{/STABILITY_ROWS}}
{{#ANY_STABILITY_ROWS}}</tbody></table>{{/ANY_STABILITY_ROWS}}
</section>{{/STABILITY}}

{{#IMPACT}}<section aria-labelledby="impact">
<h2 id="impact">What it means for you</h2>
<p>{{IMPACT}}</p>
</section>{{/IMPACT}}
{{#DOCUMENT_IMPACT}}<section aria-labelledby="impact">
<h2 id="impact">What the document means for you</h2>
<p class="small soft">Of this clause by itself nothing is recorded. This was written of another one of the document, <a href="{{DOCUMENT_IMPACT_URL}}">{{DOCUMENT_IMPACT_TITLE}}</a>:</p>
<p>{{DOCUMENT_IMPACT_TEXT}}</p>
</section>{{/DOCUMENT_IMPACT}}
{{#ANY_OPTIONS}}<section aria-labelledby="options">
<h2 id="options">What you can do</h2>
<ul>{{/ANY_OPTIONS}}
{{#OPTIONS}}<li>{{OPTIONS_TEXT}}{{#OPTIONS_URL}} <a href="{{OPTIONS_URL}}" rel="noopener">{{OPTIONS_KIND}}</a>{{/OPTIONS_URL}}</li>{{/OPTIONS}}
{{#ANY_OPTIONS}}</ul>
</section>{{/ANY_OPTIONS}}

{{#ANY_ELSEWHERE}}<section aria-labelledby="elsewhere">
<h2 id="elsewhere">How other platforms handle this</h2>
<ul class="rows">{{/ANY_ELSEWHERE}}
{{#ELSEWHERE}}<li>
<p class="head"><a href="{{ELSEWHERE_PLATFORM_URL}}">{{ELSEWHERE_PLATFORM_NAME}}</a>: <a href="{{ELSEWHERE_URL}}">{{ELSEWHERE_TITLE}}</a></p>
<p class="meta"><span class="badge badge-{{ELSEWHERE_SEVERITY}}">{{ELSEWHERE_SEVERITY}} severity</span> <span>match {{ELSEWHERE_STRENGTH}} %</span></p>
<blockquote class="quote" dir="auto"><p>{{ELSEWHERE_EXCERPT}}</p></blockquote>
</li>{{/ELSEWHERE}}
{{#ANY_ELSEWHERE}}</ul>
<p><span class="soft small">Match: the share of letter groups that the two clauses have in common.</span></p>
</section>{{/ANY_ELSEWHERE}}
{{#CLAUSE_TYPE}}<ul class="tools"><li><a href="{{CLAUSE_TYPE_URL}}">All platforms with this clause type</a></li><li><a href="{{COMPARE_URL}}">Compare {{#PLATFORM}}{{PLATFORM_NAME}} {{/PLATFORM}}with others</a></li></ul>{{/CLAUSE_TYPE}}

<section aria-labelledby="original">
<h2 id="original">Original clause language</h2>
{{#ANY_PATH}}<p class="meta">{{/ANY_PATH}}{{#PATH}}<span>{{PATH_VALUE}}</span>{{/PATH}}{{#ANY_PATH}}</p>{{/ANY_PATH}}
<blockquote class="quote" dir="auto"{{#LANGUAGE}} lang="{{LANGUAGE}}"{{/LANGUAGE}}>{{>parts/blocks}}</blockquote>
<p class="small">{{#VERSION}}{{#CLAUSE}}As in <a href="{{CLAUSE_URL}}">version {{VERSION_NUMBER}}, at this clause</a>.{{/CLAUSE}}{{/VERSION}}{{#STANDING_IS_REWORDED}} <strong>The current version words it differently.</strong>{{/STANDING_IS_REWORDED}}{{#STANDING_IS_GONE}} <strong>The current version no longer has it.</strong>{{/STANDING_IS_GONE}}</p>
</section>

{{#INSTITUTIONAL}}<section aria-labelledby="institutional">
<h2 id="institutional">Institutional analysis</h2>
{{#INSTITUTIONAL_FRAMEWORK}}<h3>Regulatory framework</h3>
<p>{{INSTITUTIONAL_FRAMEWORK}}</p>{{/INSTITUTIONAL_FRAMEWORK}}
{{#INSTITUTIONAL_ENFORCEMENT}}<h3>Enforcement risk</h3>
<p>{{INSTITUTIONAL_ENFORCEMENT}}</p>{{/INSTITUTIONAL_ENFORCEMENT}}
{{#ANY_INSTITUTIONAL_DILIGENCE}}<h3>Due diligence</h3>
<ul>{{/ANY_INSTITUTIONAL_DILIGENCE}}{{#INSTITUTIONAL_DILIGENCE}}<li>{{DILIGENCE_VALUE}}</li>{{/INSTITUTIONAL_DILIGENCE}}{{#ANY_INSTITUTIONAL_DILIGENCE}}</ul>{{/ANY_INSTITUTIONAL_DILIGENCE}}
</section>{{/INSTITUTIONAL}}
{{#INSTITUTIONAL_TIER}}<section class="panel locked" aria-labelledby="locked">
<h2 id="locked">Institutional analysis (locked)</h2>
<p>Regulatory framework, enforcement risk and due-diligence items of this clause are part of {{INSTITUTIONAL_TIER}}. All facts about the document stand on this page for everybody. <a href="/pricing/">What each tier has</a></p>
</section>{{/INSTITUTIONAL_TIER}}
{{#ANY_REGULATIONS}}<section aria-labelledby="regulations">
<h2 id="regulations">Applicable regulations</h2>
<ul class="rows">{{/ANY_REGULATIONS}}
{{#REGULATIONS}}<li><p class="head"><a href="{{REGULATIONS_URL}}">{{REGULATIONS_SHORT_NAME}}</a> <span class="soft">{{REGULATIONS_NAME}}, {{REGULATIONS_JURISDICTION}}</span></p><p>{{REGULATIONS_REASON}}</p></li>{{/REGULATIONS}}
{{#ANY_REGULATIONS}}</ul>
</section>{{/ANY_REGULATIONS}}
{{#ANY_AGENCIES}}<section aria-labelledby="agencies">
<h2 id="agencies">Agencies</h2>
<ul class="rows">{{/ANY_AGENCIES}}
{{#AGENCIES}}<li><p class="head"><a href="{{AGENCIES_URL}}">{{AGENCIES_SHORT_NAME}}</a> <span class="soft">{{AGENCIES_NAME}}, {{AGENCIES_JURISDICTION}}</span></p><p>{{AGENCIES_REASON}}</p>{{#AGENCIES_COMPLAINT_URL}}<p><a href="{{AGENCIES_COMPLAINT_URL}}" rel="noopener">File a complaint with {{AGENCIES_SHORT_NAME}}</a></p>{{/AGENCIES_COMPLAINT_URL}}</li>{{/AGENCIES}}
{{#ANY_AGENCIES}}</ul>
</section>{{/ANY_AGENCIES}}

<section aria-labelledby="details">
<h2 id="details">Document record</h2>
<dl class="facts">
{{#DOCUMENT}}<div><dt>Document</dt><dd><a href="{{DOCUMENT_URL}}">{{DOCUMENT_TITLE}}</a></dd></div>
{{#PLATFORM}}<div><dt>Platform</dt><dd><a href="{{PLATFORM_URL}}">{{PLATFORM_NAME}}</a></dd></div>{{/PLATFORM}}
<div><dt>Document’s last change (observed)</dt><dd>{{#DOCUMENT_CHANGED_AT}}<time datetime="{{DOCUMENT_CHANGED_AT}}">{{DOCUMENT_CHANGED_AT:x-time}}</time>{{/DOCUMENT_CHANGED_AT}}{{#NO_DOCUMENT_CHANGED_AT}}none since it was first tracked{{/NO_DOCUMENT_CHANGED_AT}} (<a href="{{DOCUMENT_HISTORY_URL}}">history</a>)</dd></div>
<div><dt>First tracked</dt><dd><time datetime="{{DOCUMENT_FIRST_AT}}">{{DOCUMENT_FIRST_AT:x-time}}</time></dd></div>
<div><dt>Last verified</dt><dd>{{>parts/freshness}}</dd></div>
<div><dt>Record ID</dt><dd><a href="{{PERMANENT_URL}}">{{ID}}</a></dd></div>
<div><dt>Document ID</dt><dd>{{DOCUMENT_ID}}</dd></div>{{/DOCUMENT}}
{{>parts/evidence}}
{{#CLAUSE}}<div><dt>SHA-256 of this clause</dt><dd><span class="hash">{{CLAUSE_SHA256}}</span> <span class="soft">(“{{CLAUSE_TITLE}}”: {{CLAUSE_LENGTH}} bytes at byte {{CLAUSE_OFFSET}} of the version’s text)</span></dd></div>{{/CLAUSE}}
<div><dt>Analysis written</dt><dd><time datetime="{{WRITTEN_AT}}">{{WRITTEN_AT:x-time}}</time> (<a href="/methodology/">method</a>)</dd></div>
{{>parts/checks}}
</dl>
</section>

{{#CITATION}}<section aria-labelledby="citation">
<h2 id="citation">Citation record</h2>
<pre class="copy">{{CITATION_PLAIN:pre_escape}}</pre>
<details>
<summary>BibTeX</summary>
<pre class="copy">{{CITATION_BIBTEX:pre_escape}}</pre>
</details>
<details>
<summary>CSL-JSON</summary>
<pre class="copy">{{CITATION_CSL:pre_escape}}</pre>
</details>
<p class="small soft">What is promised: the identifier is never given to another record, the version’s text stays at its address byte for byte, and a record that is withdrawn says so there. The date accessed is the day this page was made.</p>
</section>{{/CITATION}}

<section aria-labelledby="classification">
<h2 id="classification">Classification</h2>
<dl class="facts">
<div><dt>Severity</dt><dd>{{SEVERITY}}</dd></div>
{{#CLAUSE_TYPE}}<div><dt>Clause type</dt><dd><a href="{{CLAUSE_TYPE_URL}}">{{CLAUSE_TYPE_TITLE}}</a>: {{CLAUSE_TYPE_DEFINITION}}</dd></div>
<div><dt>Family</dt><dd><a href="{{CLAUSE_TYPE_FAMILY_URL}}">{{CLAUSE_TYPE_FAMILY}}</a></dd></div>{{/CLAUSE_TYPE}}
</dl>
{{#ANY_SIBLINGS}}<h3>Other provisions of this document</h3>
<ul>{{/ANY_SIBLINGS}}
{{#SIBLINGS}}<li><a href="{{SIBLINGS_URL}}">{{SIBLINGS_TITLE}}</a> <span class="badge badge-{{SIBLINGS_SEVERITY}}">{{SIBLINGS_SEVERITY}}</span></li>{{/SIBLINGS}}
{{#ANY_SIBLINGS}}</ul>{{/ANY_SIBLINGS}}
<p><a href="/report?record={{ID}}">Report a mistake</a> in {{ID}}{{#VIEWER}}{{#VIEWER_ANALYST}}, <a href="/analyst/provision/{{ID}}/">open it at the desk</a>{{/VIEWER_ANALYST}}{{/VIEWER}}</p>
</section>

{{#PLATFORM}}<section aria-labelledby="monitoring">
<h2 id="monitoring">Be told when it changes</h2>
<ul>{{#TIERS}}<li>{{TIERS_NAME}}: {{#TIERS_LIMIT}}platforms: {{TIERS_LIMIT}}{{/TIERS_LIMIT}}{{#NO_TIERS_LIMIT}}every platform{{/NO_TIERS_LIMIT}}, weekly digest{{#TIERS_ALERTS}} and same-day alerts{{/TIERS_ALERTS}}{{#TIERS_TRIAL}}; {{TIERS_TRIAL}} days’ trial without a card{{/TIERS_TRIAL}}</li>{{/TIERS}}</ul>
<p><a href="/pricing/">All that each tier has</a></p>
</section>
<section aria-labelledby="questions">
<h2 id="questions">Questions and answers</h2>
<h3>What does this clause do?</h3>
<p>{{WHAT}}</p>
{{#IMPACT}}<h3>How does it affect you?</h3>
<p>{{IMPACT}}</p>{{/IMPACT}}
<h3>Is {{SITE_NAME}} affiliated with {{PLATFORM_NAME}}?</h3>
<p>No. {{SITE_NAME}} watches published documents by itself. {{PLATFORM_NAME}} neither runs, pays nor endorses it.</p>
</section>{{/PLATFORM}}
</div>
</div>
{{>parts/foot}}
