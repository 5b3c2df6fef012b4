{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
<p>An Atom feed of the newest changes that reach your watches, for a feed reader. It has an address that only you know and needs no login: whoever has the address can read the feed, so treat it like a password.</p>
{{#MADE_URL}}<div class="panel">
<h2>The address of your feed</h2>
<p>It is shown now and never again: put it into your feed reader.</p>
<p><code>{{MADE_URL}}</code></p>
</div>{{/MADE_URL}}
{{#SINCE}}<p>You have an address since <time datetime="{{SINCE}}">{{SINCE:x-time}}</time>. A new one ends it at once.</p>{{/SINCE}}
{{#NO_SINCE}}<p>You have none yet.</p>{{/NO_SINCE}}
<div class="actions">
<form action="/account/feed/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<button type="submit">{{#SINCE}}Make a new address{{/SINCE}}{{#NO_SINCE}}Make an address{{/NO_SINCE}}</button>
</form>
{{#SINCE}}<form action="/account/feed/end" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<button type="submit" class="quiet">End the feed</button>
</form>{{/SINCE}}
</div>
{{>parts/foot}}
