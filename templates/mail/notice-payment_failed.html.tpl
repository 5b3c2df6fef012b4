{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">What happens next, and when.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>Your payment for {{TIER}} did not go through</h1>
<p>{{#RETRY}}It is tried again on {{RETRY}}; you need not do anything if the card is good by then.{{/RETRY}}{{#NO_RETRY}}It is not tried again by itself.{{/NO_RETRY}}</p>
<p>{{#OVER}}Until it is paid you have the smallest tier, and what is over its limit is paused, not deleted.{{/OVER}}{{#NO_OVER}}Until <strong>{{ENDS}}</strong> nothing changes. If it is not paid by then, you have the smallest tier, and what is over its limit is paused, not deleted.{{/NO_OVER}} As soon as it is paid, all of it comes back.</p>
<p><a class="button" href="{{URL}}">{{#PAY_URL}}Pay now, or with another card{{/PAY_URL}}{{#NO_PAY_URL}}Your payments{{/NO_PAY_URL}}</a></p>
{{>parts/notice_foot}}
