{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>About {{SITE_NAME}}</h1>
<p class="lede">Platforms govern what people may do by documents that hardly anybody reads and that change without notice. {{SITE_NAME}} keeps them, with proof of every version, and tells the people who depend on them what changed.</p>
<h2>Who runs it</h2>
<p>This site is run by {{SITE_OPERATOR}}.{{#SITE_CONTACT}} Write to <a href="mailto:{{SITE_CONTACT}}">{{SITE_CONTACT}}</a>.{{/SITE_CONTACT}} The software can be run by anybody; other sites that use it are not ours.</p>
<h2>Not affiliated</h2>
<p>{{SITE_NAME}} is independent. No platform named here runs, pays or endorses it, and none sees a record before it is published. Names of platforms and titles of documents belong to their owners and are used to say whose documents are meant. Platforms marked as invented do not exist.</p>
<h2>Not legal advice</h2>
<p>Records describe what documents say. Whether a clause binds you, can be enforced, or applies where you live is a question for somebody who knows your case.</p>
<h2>Quoting and reuse</h2>
<p>Each record has an identifier that is never given to another one, and a citation pinned to one version. Any public page is also there as data: add <code>index.json</code> to its address. Changes come as <a href="/feeds/changes.atom">an Atom feed</a>, for all platforms, for one, for a document or a clause type (linked from their pages), or from a severity on (<a href="/feeds/severity/high.atom">high</a>, <a href="/feeds/severity/critical.atom">critical</a>). The bytes of a version, as received and as text, are linked from its page, with what is needed to check them.</p>
<h2 id="security">Security</h2>
<p>If you find a weakness in this site, please tell us first{{#SITE_CONTACT}}: <a href="mailto:{{SITE_CONTACT}}">{{SITE_CONTACT}}</a>{{/SITE_CONTACT}}. Say what you did and what you saw. Nobody who acts in good faith, harms no other person and takes no data will be pursued for looking.</p>
{{>parts/foot}}
