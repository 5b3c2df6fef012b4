{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">Redline</p>
<h1>{{TITLE}}</h1>
{{#BACKWARDS}}<p class="notice">The newer version stands first here: what is marked as inserted was there before. <a href="{{SWAP_URL}}">In order of time</a></p>{{/BACKWARDS}}
<dl class="facts">
{{#FROM}}<div><dt>From</dt><dd><a href="{{FROM_URL}}">version {{FROM_NUMBER}}</a>, {{FROM_ID}}, first observed <time datetime="{{FROM_SEEN_AT}}">{{FROM_SEEN_AT:x-time}}</time><br><span class="soft small">SHA-256 of the version’s text:</span> <span class="hash">{{FROM_SHA256}}</span></dd></div>{{/FROM}}
{{#TO}}<div><dt>To</dt><dd><a href="{{TO_URL}}">version {{TO_NUMBER}}</a>, {{TO_ID}}, first observed <time datetime="{{TO_SEEN_AT}}">{{TO_SEEN_AT:x-time}}</time><br><span class="soft small">SHA-256 of the version’s text:</span> <span class="hash">{{TO_SHA256}}</span></dd></div>{{/TO}}
</dl>
{{#ANY_RECORDS}}<h2>Change records in between</h2>
<ul>{{/ANY_RECORDS}}
{{#RECORDS}}<li><a href="{{RECORDS_URL}}">{{RECORDS_HEADLINE}}</a>, observed <time datetime="{{RECORDS_OBSERVED_AT}}">{{RECORDS_OBSERVED_AT:x-day}}</time></li>{{/RECORDS}}
{{#ANY_RECORDS}}</ul>{{/ANY_RECORDS}}
{{#ANY_ITEMS}}<h2>Clauses concerned</h2>
<ul>{{/ANY_ITEMS}}
{{#ITEMS}}<li>{{ITEMS_KIND}}: <a href="#{{ITEMS_PLACE}}">{{ITEMS_TITLE}}</a></li>{{/ITEMS}}
{{#ANY_ITEMS}}</ul>{{/ANY_ITEMS}}
<section aria-labelledby="redline">
<h2 id="redline">Redline</h2>
{{>parts/redline}}
</section>
{{>parts/foot}}
