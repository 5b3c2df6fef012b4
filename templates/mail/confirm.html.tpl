{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">Press the button to finish signing up.{{#PLATFORM}} You will then follow {{PLATFORM}}.{{/PLATFORM}}</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Confirm your address</h1>
<p>Somebody, we hope you, signed up at {{SITE_NAME}} with this address{{#PLATFORM}} to be told when the documents of <strong>{{PLATFORM}}</strong> change{{/PLATFORM}}.</p>
<p><a class="button" href="{{URL}}">Confirm this address</a></p>
<p>You will be asked for the password that you chose. The link works for {{EXPIRES_HOURS}} hours. If the button does not work, open this address:<br><a href="{{URL}}">{{URL}}</a></p>
<p class="soft">{{#PREFIX}}The request came from the network {{PREFIX}}. {{/PREFIX}}If it was not you, do nothing: without your confirmation you will get no mail from us.</p>
{{>parts/mail_foot}}
