{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{BY}} invites you to {{ORGANISATION}}.</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
<h1>You are invited to share a watchlist</h1>
<p>{{BY}} invites you to <strong>{{ORGANISATION}}</strong>, {{#ROLE_IS_OWNER}}as one of its owners{{/ROLE_IS_OWNER}}{{#ROLE_IS_MEMBER}}as a member{{/ROLE_IS_MEMBER}}{{#ROLE_IS_VIEWER}}as a viewer{{/ROLE_IS_VIEWER}}: several people who follow the same platforms at {{SITE_NAME}} and are told when their terms change.</p>
<p>To answer, log in with this address, or sign up with it first; the invitation lies on the page behind the button for {{DAYS}} days. If you know neither the person nor the organisation, do nothing.</p>
<p><a class="button" href="{{URL}}">Answer the invitation</a></p>
{{>parts/notice_foot}}
