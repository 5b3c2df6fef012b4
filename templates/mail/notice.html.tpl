{{%AUTOESCAPE context="HTML"}}
{{>parts/mail_head}}
<p class="preheader">{{#WHAT_IS_EXISTS}}You have an account already.{{/WHAT_IS_EXISTS}}{{#WHAT_IS_PASSWORD}}If it was not you, choose a new one now.{{/WHAT_IS_PASSWORD}}{{#WHAT_IS_LOGIN}}The link works once, for {{EXPIRES_MINUTES}} minutes.{{/WHAT_IS_LOGIN}}{{#WHAT_IS_MOVE}}One click makes this the address of your account.{{/WHAT_IS_MOVE}}{{#WHAT_IS_MOVING}}If it was not you, take it back.{{/WHAT_IS_MOVING}}{{#WHAT_IS_MOVED}}{{NEW_ADDRESS}} is the address of your account now.{{/WHAT_IS_MOVED}}{{#WHAT_IS_UNDONE}}Set a new password now.{{/WHAT_IS_UNDONE}}{{#WHAT_IS_LEAVING}}Until {{AT:x-day}} you can keep it by logging in.{{/WHAT_IS_LEAVING}}{{#WHAT_IS_FACTOR_ON}}Logging in takes a code from now on.{{/WHAT_IS_FACTOR_ON}}{{#WHAT_IS_FACTOR_OFF}}The password alone opens your account now.{{/WHAT_IS_FACTOR_OFF}}{{#WHAT_IS_WEBHOOK_OFF}}{{REASON}}{{/WHAT_IS_WEBHOOK_OFF}}{{#WHAT_IS_RECOVERY}}{{CODES_LEFT}} are left.{{/WHAT_IS_RECOVERY}}{{#WHAT_IS_INVITED}}{{BY}} invites you to {{ORGANISATION}}.{{/WHAT_IS_INVITED}}{{#WHAT_IS_REMOVED}}Your own watchlist is as it was.{{/WHAT_IS_REMOVED}}{{#WHAT_IS_CARRIES}}Your tier is its tier from now on.{{/WHAT_IS_CARRIES}}{{#WHAT_IS_ENDED}}Your own watchlist is as it was.{{/WHAT_IS_ENDED}}{{#WHAT_IS_TIER_BEGUN}}{{#TRIAL}}Until {{ENDS}}, without a card.{{/TRIAL}}{{#NO_TRIAL}}Thank you.{{/NO_TRIAL}}{{/WHAT_IS_TIER_BEGUN}}{{#WHAT_IS_TIER_ENDS}}On {{ENDS}}. You need not do anything.{{/WHAT_IS_TIER_ENDS}}{{#WHAT_IS_TIER_ENDED}}{{#PAUSED_COUNT}}Paused, not deleted: {{PAUSED_COUNT}}.{{/PAUSED_COUNT}}{{#NO_PAUSED_COUNT}}Nothing had to be paused.{{/NO_PAUSED_COUNT}}{{/WHAT_IS_TIER_ENDED}}{{#WHAT_IS_PAYMENT_FAILED}}What happens next, and when.{{/WHAT_IS_PAYMENT_FAILED}}{{#WHAT_IS_AGAIN}}That you read this shows that it works.{{/WHAT_IS_AGAIN}}{{#WHAT_IS_ACCEPTED}}The page is on our list.{{/WHAT_IS_ACCEPTED}}{{#WHAT_IS_DECLINED}}The operator says why.{{/WHAT_IS_DECLINED}}</p>
<table role="presentation"><tbody><tr><td class="page">
<p class="brand">{{SITE_NAME}}</p>
{{#WHAT_IS_EXISTS}}
<h1>You have an account already</h1>
<p>Somebody, perhaps you, tried to use this address at {{SITE_NAME}} for a new account. It has an account already, so nothing was changed.</p>
<p>If you do not remember the password, choose a new one:</p>
<p><a class="button" href="{{URL}}">Choose a new password</a></p>
{{/WHAT_IS_EXISTS}}
{{#WHAT_IS_PASSWORD}}
<h1>Your password was changed</h1>
<p>The password of your account at {{SITE_NAME}} was changed, and every other login has ended.</p>
<p>If it was not you, choose a new one now and tell the operator:</p>
<p><a class="button" href="{{URL}}">Choose a new password</a></p>
{{/WHAT_IS_PASSWORD}}
{{#WHAT_IS_LOGIN}}
<h1>Log in to {{SITE_NAME}}</h1>
<p>Somebody, we hope you, asked for a link to log in. It works once, for {{EXPIRES_MINUTES}} minutes, in the browser in which it was asked for.</p>
<p><a class="button" href="{{URL}}">Log in</a></p>
{{/WHAT_IS_LOGIN}}
{{#WHAT_IS_MOVE}}
<h1>Confirm your new address</h1>
<p>An account at {{SITE_NAME}} is to get this address. If the account is yours, confirm it within {{EXPIRES_HOURS}} hours; if you do not know of it, do nothing.</p>
<p><a class="button" href="{{URL}}">Use this address</a></p>
{{/WHAT_IS_MOVE}}
{{#WHAT_IS_MOVING}}
<h1>Your address is about to change</h1>
<p>Somebody with access to your account at {{SITE_NAME}} asked to change its address to <strong>{{NEW_ADDRESS}}</strong>. That happens when the link in that mailbox is used.</p>
<p>If it was not you, take it back, within {{DAYS}} days, even if the change is made by then:</p>
<p><a class="button" href="{{URL}}">This was not me</a></p>
{{/WHAT_IS_MOVING}}
{{#WHAT_IS_MOVED}}
<h1>Your account has another address</h1>
<p><strong>{{NEW_ADDRESS}}</strong> is the address of your account at {{SITE_NAME}} now, and mail goes there.</p>
<p>{{#UNDO}}If it was not you, take it back within {{DAYS}} days. Every login ends then:{{/UNDO}}{{#NO_UNDO}}Your account:{{/NO_UNDO}}</p>
<p><a class="button" href="{{URL}}">{{#UNDO}}This was not me{{/UNDO}}{{#NO_UNDO}}Your account{{/NO_UNDO}}</a></p>
{{/WHAT_IS_MOVED}}
{{#WHAT_IS_UNDONE}}
<h1>The change of your address was taken back</h1>
<p>This is the address of your account at {{SITE_NAME}} again, and every login has ended.</p>
<p>Somebody had access to your account: set a new password now.</p>
<p><a class="button" href="{{URL}}">Choose a new password</a></p>
{{/WHAT_IS_UNDONE}}
{{#WHAT_IS_LEAVING}}
<h1>Your account will be deleted</h1>
<p>Your account at {{SITE_NAME}} was closed, as was asked for on its page. On {{AT:x-time}} everything in it is removed.</p>
<p>To keep it, log in before then. If it was not you who asked, log in and change your password:</p>
<p><a class="button" href="{{URL}}">Log in and keep the account</a></p>
{{/WHAT_IS_LEAVING}}
{{#WHAT_IS_FACTOR_ON}}
<h1>The second factor is on</h1>
<p>From now on, logging in to your account at {{SITE_NAME}} takes your password and a code. All other logins have ended.</p>
<p>If it was not you, write to the operator at once, and look here while you can:</p>
<p><a class="button" href="{{URL}}">Security of your account</a></p>
{{/WHAT_IS_FACTOR_ON}}
{{#WHAT_IS_FACTOR_OFF}}
<h1>The second factor is off</h1>
<p>The second factor of your account at {{SITE_NAME}} was turned off: the password alone opens it now.</p>
<p>If it was not you, change the password and turn it on again:</p>
<p><a class="button" href="{{URL}}">Security of your account</a></p>
{{/WHAT_IS_FACTOR_OFF}}
{{#WHAT_IS_RECOVERY}}
<h1>A recovery code was used</h1>
<p>Somebody logged in to your account at {{SITE_NAME}} with a recovery code. {{CODES_LEFT}} are left.</p>
<p>If it was not you, make new codes and change your password:</p>
<p><a class="button" href="{{URL}}">Recovery codes</a></p>
{{/WHAT_IS_RECOVERY}}
{{#WHAT_IS_INVITED}}
<h1>You are invited to share a watchlist</h1>
<p>{{BY}} invites you to <strong>{{ORGANISATION}}</strong>, {{#ROLE_IS_OWNER}}as one of its owners{{/ROLE_IS_OWNER}}{{#ROLE_IS_MEMBER}}as a member{{/ROLE_IS_MEMBER}}{{#ROLE_IS_VIEWER}}to read along{{/ROLE_IS_VIEWER}}: several people who follow the same platforms at {{SITE_NAME}} and are told when their terms change.</p>
<p>To answer, log in with this address, or sign up with it first; the invitation lies there for {{DAYS}} days. If you know neither the person nor the organisation, do nothing.</p>
<p><a class="button" href="{{URL}}">Answer the invitation</a></p>
{{/WHAT_IS_INVITED}}
{{#WHAT_IS_REMOVED}}
<h1>You are no longer in {{ORGANISATION}}</h1>
<p>{{BY}} took you out of <strong>{{ORGANISATION}}</strong> at {{SITE_NAME}}. You no longer see its watchlist and get no mail of it. Your own account and watchlist are as they were.</p>
<p><a class="button" href="{{URL}}">Your organisations</a></p>
{{/WHAT_IS_REMOVED}}
{{#WHAT_IS_CARRIES}}
<h1>You carry {{ORGANISATION}} from now on</h1>
<p>{{BY}} handed <strong>{{ORGANISATION}}</strong> over to you at {{SITE_NAME}}: your tier is its tier from now on. Nothing is charged for it; if you do not want to carry it, hand it on or end it.</p>
<p><a class="button" href="{{URL}}">Your organisations</a></p>
{{/WHAT_IS_CARRIES}}
{{#WHAT_IS_ENDED}}
<h1>{{ORGANISATION}} has ended</h1>
<p>{{BY}} ended <strong>{{ORGANISATION}}</strong> at {{SITE_NAME}}. Its watchlist is gone and no mail of it comes any more. Your own account and watchlist are as they were.</p>
<p><a class="button" href="{{URL}}">Your organisations</a></p>
{{/WHAT_IS_ENDED}}
{{#WHAT_IS_WEBHOOK_OFF}}
<h1>A webhook of yours is switched off</h1>
<p>Nothing is sent any more to the endpoint at <strong>{{ENDPOINT}}</strong>. {{REASON}}</p>
<p>Its page shows what was sent and what was answered. When the endpoint is mended, send a test from there and switch it on again; what it missed can be sent from its log.</p>
<p><a class="button" href="{{URL}}">Look at the log</a></p>
{{/WHAT_IS_WEBHOOK_OFF}}
{{#WHAT_IS_TIER_BEGUN}}
<h1>{{#TRIAL}}Your trial of {{TIER}} has begun{{/TRIAL}}{{#NO_TRIAL}}{{TIER}} has begun{{/NO_TRIAL}}</h1>
<p>{{DESCRIPTION}} {{#LIMIT}}You can watch up to {{LIMIT}} platforms.{{/LIMIT}}{{#NO_LIMIT}}You can watch any number of platforms.{{/NO_LIMIT}}</p>
{{#RESUMED}}<p>What was paused on your watchlist is watched again: {{RESUMED}}.</p>{{/RESUMED}}
{{#TRIAL}}<p>It lasts until <strong>{{ENDS}}</strong> and ends by itself: no card, no charge, nothing to cancel. You are told three days before. What is over the limit of {{AFTER}} is then paused, not deleted.</p>{{/TRIAL}}
{{#NO_TRIAL}}<p>It goes on until you end it, on the page of your payments.{{#INVOICE}} Invoice: {{INVOICE}}.{{/INVOICE}}</p>{{/NO_TRIAL}}
<p><a class="button" href="{{URL}}">Your watchlist</a></p>
{{/WHAT_IS_TIER_BEGUN}}
{{#WHAT_IS_TIER_ENDS}}
<h1>Your trial of {{TIER}} ends soon</h1>
<p>It ends on <strong>{{ENDS}}</strong>, by itself. Then you have {{AFTER}} again, which watches {{AFTER_ROOM}}.</p>
{{#PAUSED_COUNT}}<p>These will be paused, not deleted:</p>
<ul>{{#PAUSED}}<li>{{PAUSED_VALUE}}</li>{{/PAUSED}}{{#PAUSED_MORE}}<li>and {{PAUSED_MORE}} more</li>{{/PAUSED_MORE}}</ul>
<p>The oldest stay. If you would rather keep others, remove some from your watchlist before that day.</p>{{/PAUSED_COUNT}}
{{#NO_PAUSED_COUNT}}<p>All that you watch now has room there; nothing will be paused.</p>{{/NO_PAUSED_COUNT}}
<p><a class="button" href="{{URL}}">{{#BILLING}}Keep {{TIER}}{{/BILLING}}{{#NO_BILLING}}Tiers and trials{{/NO_BILLING}}</a></p>
{{/WHAT_IS_TIER_ENDS}}
{{#WHAT_IS_TIER_ENDED}}
<h1>{{#TRIAL}}Your trial of {{TIER}} has ended{{/TRIAL}}{{#NO_TRIAL}}{{TIER}} has ended{{/NO_TRIAL}}</h1>
<p>It ended on {{ENDS}}. You have {{AFTER}} now, which watches {{AFTER_ROOM}}.</p>
{{#PAUSED_COUNT}}<p>Paused, not deleted; nothing is told of them until they are watched again:</p>
<ul>{{#PAUSED}}<li>{{PAUSED_VALUE}}</li>{{/PAUSED}}{{#PAUSED_MORE}}<li>and {{PAUSED_MORE}} more</li>{{/PAUSED_MORE}}</ul>
<p>They come back by themselves as soon as you have a tier with room for them. To have one of them now, remove what is watched in its place and resume it on your watchlist.</p>{{/PAUSED_COUNT}}
{{#NO_PAUSED_COUNT}}<p>All that you watch has room there; nothing was paused.</p>{{/NO_PAUSED_COUNT}}
<p><a class="button" href="{{URL}}">{{#BILLING}}Take {{TIER}} again{{/BILLING}}{{#NO_BILLING}}Tiers and trials{{/NO_BILLING}}</a></p>
{{/WHAT_IS_TIER_ENDED}}
{{#WHAT_IS_PAYMENT_FAILED}}
<h1>Your payment for {{TIER}} did not go through</h1>
<p>{{#RETRY}}It is tried again on {{RETRY}}; you need not do anything if the card is good by then.{{/RETRY}}{{#NO_RETRY}}It is not tried again by itself.{{/NO_RETRY}}</p>
<p>{{#OVER}}Until it is paid you have the free tier, and what is over its limit is paused, not deleted.{{/OVER}}{{#NO_OVER}}Until <strong>{{ENDS}}</strong> nothing changes. If it is not paid by then, you have the free tier, and what is over its limit is paused, not deleted.{{/NO_OVER}} As soon as it is paid, all of it comes back.</p>
<p><a class="button" href="{{URL}}">{{#PAY_URL}}Pay now, or with another card{{/PAY_URL}}{{#NO_PAY_URL}}Your payments{{/NO_PAY_URL}}</a></p>
{{/WHAT_IS_PAYMENT_FAILED}}
{{#WHAT_IS_AGAIN}}
<h1>Mail to this address arrives again</h1>
<p>Mail from {{SITE_NAME}} to this address had come back or was marked as spam, and we had stopped. You said that it works again; that you read this shows it.</p>
<p>Which mail you get is on your account’s page:</p>
<p><a class="button" href="{{URL}}">Your account</a></p>
{{/WHAT_IS_AGAIN}}
{{#WHAT_IS_ACCEPTED}}
<h1>Your suggestion is watched from now on</h1>
<p>The page that you suggested is on the list of {{SITE_NAME}}: {{ADDRESS}}</p>
<p>{{#WATCHED}}It is on your watchlist: you are told when it changes.{{/WATCHED}}{{#NO_WATCHED}}Your tier has no room for it on your watchlist. Take something off, or choose a larger tier, to be told when it changes.{{/NO_WATCHED}}</p>
<p><a class="button" href="{{URL}}">Your watchlist</a></p>
{{/WHAT_IS_ACCEPTED}}
{{#WHAT_IS_DECLINED}}
<h1>Your suggestion is not taken up</h1>
<p>You suggested this page to {{SITE_NAME}}: {{ADDRESS}}</p>
<p>The operator does not take it up: {{WHY}}</p>
<p><a class="button" href="{{URL}}">What you suggested</a></p>
{{/WHAT_IS_DECLINED}}
<p class="soft">If the button does not work, open this address:<br><a href="{{URL}}">{{URL}}</a></p>
{{#PREFIX}}<p class="soft">The request came from the network {{PREFIX}}.</p>{{/PREFIX}}
{{>parts/mail_foot}}
