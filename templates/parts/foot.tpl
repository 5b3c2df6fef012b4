{{%AUTOESCAPE context="HTML"}}
</main>
</div>
<footer class="site-foot">
<div class="wrap">
<nav aria-label="About this site">
<ul>
<li><a href="/methodology/">How records are made</a></li>
<li><a href="/corrections/">Corrections</a></li>
<li><a href="/pricing/">Pricing</a></li>
<li><a href="/about/">About</a></li>
<li><a href="/privacy/">Privacy</a></li>
<li><a href="/terms/">Terms</a></li>
<li><a href="/feeds/changes.atom">Atom feed</a></li>
{{#PAGE_JSON_URL}}<li><a href="{{PAGE_JSON_URL}}">This page as JSON</a></li>{{/PAGE_JSON_URL}}
</ul>
</nav>
<p>{{SITE_NAME}} is run by {{SITE_OPERATOR}}. It is not affiliated with any platform named here, and nothing on it is legal advice.{{#SITE_CONTACT}} Contact: <a href="mailto:{{SITE_CONTACT}}">{{SITE_CONTACT}}</a>.{{/SITE_CONTACT}}</p>
</div>
</footer>
</body>
</html>
