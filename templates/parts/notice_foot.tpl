{{%AUTOESCAPE context="HTML"}}
<p class="soft">If the button does not work, open this address:<br><a href="{{URL}}">{{URL}}</a></p>
{{#PREFIX}}<p class="soft">The request came from the network {{PREFIX}}.</p>{{/PREFIX}}
{{>parts/mail_foot}}
