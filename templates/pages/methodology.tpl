{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
<p class="lede">What is shown here can be traced back to bytes that a platform’s server sent. This page says how, step by step, and where judgement begins.</p>
<div class="split">
<nav class="side toc" aria-label="On this page">
<h2>On this page</h2>
<ul>
<li><a href="#observing">Observing</a></li>
<li><a href="#versions">Captures, versions and hashes</a></li>
<li><a href="#clauses">Clauses</a></li>
<li><a href="#changes">Changes</a></li>
<li><a href="#dates">Three dates</a></li>
<li><a href="#provisions">Provisions and analyses</a></li>
<li><a href="#severity">Severity</a></li>
<li><a href="#counts">Counts and comparisons</a></li>
<li><a href="#limits">What is not claimed</a></li>
</ul>
</nav>
<div>
<h2 id="observing">Observing</h2>
<p>Each document has one or more sources: addresses at which the platform publishes it. They are asked again and again, politely: the platform’s robots file is obeyed, one request at a time goes to a host, and a page that has not changed is not sent twice. Every attempt is written down with its outcome, also when it fails.</p>
<p>Not every page that comes back is the document. An error page, a wall against robots, a cookie banner, an empty shell or a page unlike anything seen before at that address is refused as a version or held until it is confirmed. The attempt is kept, and nothing is published from it.</p>
<h2 id="versions">Captures, versions and hashes</h2>
<p>A <strong>capture</strong> is the page exactly as received. From it the document’s text is taken and brought into a canonical form: marks that no reader sees, such as invisible characters or tracking parameters in links, are taken out; words, numbers and punctuation stay. A <strong>version</strong> is one distinct canonical text. The rules of the canonical form are numbered, and the number is part of each version’s record.</p>
<p>Three hashes are kept apart, and each says what it is of: the captured page, the version’s whole text, a single clause. All are SHA-256 in full length. A version’s exact text is served at its address, so anybody can compute the second and third from it. “Verified” next to a hash means that we computed it again from the stored bytes at the time given, and nothing else.</p>
<p>Texts that were imported rather than captured by us say that their capture is missing.</p>
<h2 id="clauses">Clauses</h2>
<p>A version is divided into clauses: paragraphs, list items, table rows and definitions that are small enough to cite. Put together in order they are the version’s text again, byte for byte. A clause keeps its identity when the text around it changes, when it moves, or when it is renumbered. First and last seen, and the number of changes of a clause, follow from the versions in which it stands.</p>
<dl class="facts">
<div><dt>New</dt><dd>Observed for less than one full month, without a change.</dd></div>
<div><dt>Stable</dt><dd>Observed for a month or more, without a change.</dd></div>
<div><dt>Changed</dt><dd>Its words changed once or twice since it was first seen.</dd></div>
<div><dt>Volatile</dt><dd>Its words changed three times or more.</dd></div>
</dl>
<p>Counted are changes of substance that touch the clause itself. Its arrival, a mere move, another number and changes of the rest of the document are none. Months are full months between the first time it was seen and the last time a text that has it was verified.</p>
<h2 id="changes">Changes</h2>
<p>Two versions are compared clause by clause. A difference is <strong>wording only</strong> when it lies in spacing, in the target of a link, in a section number, in the date of the last update or in the order of a list; everything else is a change of substance. A number is never wording only: 30 days and 10 days are different things. A clause that merely moved is listed as moved. A page that flips between two texts is not reported until one of them holds.</p>
<p>Headlines and lists are made by rules from the difference itself, without guessing at intentions.</p>
<h2 id="dates">Three dates</h2>
<dl class="facts">
<div><dt>Published or announced</dt><dd>The day on which the platform says that it published the text. Shown with the words it was read from.</dd></div>
<div><dt>Effective</dt><dd>The day from which the platform says that it applies. It may lie ahead.</dd></div>
<div><dt>Observed</dt><dd>When we first saw it. The platform may have shown it earlier: after the last verification of the text before.</dd></div>
</dl>
<p><strong>Last verified</strong> is the last check that found the page saying exactly this. A failed check does not count as a verification, and failures are shown.</p>
<h2 id="provisions">Provisions and analyses</h2>
<p>A provision is a published record about one clause: what type it is of, how severe it is, what it does and why that matters. Each analysis names its author, or says that it was written automatically, and the version it speaks of. Its sentences rest on words of the clause. When the clause changes, the record says that it awaits review; when only the rest of the document changes, the record says that the clause was not touched.</p>
<h2 id="severity">Severity</h2>
<dl class="facts">
<div><dt>Low</dt><dd>Usual, and of little consequence for most people.</dd></div>
<div><dt>Medium</dt><dd>Takes away something people expect, or asks for attention at some time.</dd></div>
<div><dt>High</dt><dd>Takes away a right, a remedy or control over one’s own data or work, with a way out or within limits.</dd></div>
<div><dt>Critical</dt><dd>The same without a way out, or with consequences that cannot be undone.</dd></div>
</dl>
<p>Severity grades what the words do, not whether they are unusual or lawful. This is edition 1 of the rubric.</p>
<h2 id="counts">Counts and comparisons</h2>
<p>“k of N platforms have this clause type” is counted when the page is made, on the day and with the edition of the taxonomy that stand beside it.</p>
<dl class="facts">
<div><dt>N</dt><dd>Platforms with at least one readable document, that is one with a current version, of a kind in which the type can stand. Each clause type’s page names those kinds.</dd></div>
<div><dt>k</dt><dd>Those of them where a clause of the type stands in a current version: as a published provision, or found by rules and accepted by a person.</dd></div>
<div><dt>Unique</dt><dd>Said only where k is 1, on the page of the one platform that has it.</dd></div>
</dl>
<p>The list behind k is on the page of the clause type. A count falls when a provision is withdrawn, a clause goes with a new version, or a document can no longer be followed; N rises as documents are read for the first time. A platform that is not counted has not been shown to lack the clause. Invented platforms are counted by themselves.</p>
<p>A comparison says “no such clause found” of a platform when none is on record in the current texts of those documents, with the day of their oldest verification; where rules have found a passage that nobody has reviewed yet, it shows that instead.</p>
<p>Clauses are sorted by readable rules, one set a clause type, and by a statistical model of words that weighs them; every finding names the words that led to it, the type’s list of rules and the model by their versions. It is a machine’s opinion until a person has published it, and a change of rules or model never alters what was published. The model was trained on sentences of our own and on the CLAUDETTE corpus (<a href="https://doi.org/10.1007/s10506-024-09398-7">Galassi, Lagioia, Jabłonowska and Lippi, 2024</a>), licensed under <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.</p>
<p>“How other platforms handle this” lists provisions of the same clause type on other platforms whose clauses have at least 42 per cent of their three-letter groups in common with this one. That is a measure of like wording, not of like effect, and the percentage is shown so that you can judge.</p>
<h2 id="limits">What is not claimed</h2>
<p>A capture shows what a server answered to us, at a time, from a place. Other people may have been shown other texts. A hash proves that a text is the one recorded, not that an analysis of it is right. Nothing here says whether a clause can be enforced.</p>
<p>Mistakes are corrected in the open: <a href="/corrections/">corrections, and how to report one</a>.</p>
</div>
</div>
{{>parts/foot}}
