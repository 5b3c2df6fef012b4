{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">The page is on our list.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Your suggestion is watched from now on</h1>
<p>The page that you suggested is on the list of {{SITE_NAME}}: {{ADDRESS}}</p>
<p>{{#WATCHED}}It is on your watchlist: you are told when it changes.{{/WATCHED}}{{#NO_WATCHED}}Your tier has no room for it on your watchlist. Take something off, or choose a larger tier, to be told when it changes.{{/NO_WATCHED}}</p>
<p><a class="button" href="{{URL}}">Your watchlist</a></p>
{{>parts/notice_foot}}
