{{#WHAT_IS_EXISTS}}You have an account already

Somebody, perhaps you, tried to use this address at {{SITE_NAME}} for a new account. It has an account already, so nothing was changed.

If you do not remember the password, choose a new one:
{{/WHAT_IS_EXISTS}}{{#WHAT_IS_PASSWORD}}Your password was changed

The password of your account at {{SITE_NAME}} was changed, and every other login has ended.

If it was not you, choose a new one now and tell the operator:
{{/WHAT_IS_PASSWORD}}{{#WHAT_IS_LOGIN}}Log in to {{SITE_NAME}}

Somebody, we hope you, asked for a link to log in. It works once, for {{EXPIRES_MINUTES}} minutes, in the browser in which it was asked for.
{{/WHAT_IS_LOGIN}}{{#WHAT_IS_MOVE}}Confirm your new address

An account at {{SITE_NAME}} is to get this address. If the account is yours, confirm it within {{EXPIRES_HOURS}} hours; if you do not know of it, do nothing.
{{/WHAT_IS_MOVE}}{{#WHAT_IS_MOVING}}Your address is about to change

Somebody with access to your account at {{SITE_NAME}} asked to change its address to {{NEW_ADDRESS}}. That happens when the link in that mailbox is used.

If it was not you, take it back, within {{DAYS}} days, even if the change is made by then:
{{/WHAT_IS_MOVING}}{{#WHAT_IS_MOVED}}Your account has another address

{{NEW_ADDRESS}} is the address of your account at {{SITE_NAME}} now, and mail goes there.

{{#UNDO}}If it was not you, take it back within {{DAYS}} days. Every login ends then:{{/UNDO}}{{#NO_UNDO}}Your account:{{/NO_UNDO}}
{{/WHAT_IS_MOVED}}{{#WHAT_IS_UNDONE}}The change of your address was taken back

This is the address of your account at {{SITE_NAME}} again, and every login has ended.

Somebody had access to your account: set a new password now.
{{/WHAT_IS_UNDONE}}{{#WHAT_IS_LEAVING}}Your account will be deleted

Your account at {{SITE_NAME}} was closed, as was asked for on its page. On {{AT:x-time}} everything in it is removed.

To keep it, log in before then. If it was not you who asked, log in and change your password:
{{/WHAT_IS_LEAVING}}{{#WHAT_IS_FACTOR_ON}}The second factor is on

From now on, logging in to your account at {{SITE_NAME}} takes your password and a code. All other logins have ended.

If it was not you, write to the operator at once, and look here while you can:
{{/WHAT_IS_FACTOR_ON}}{{#WHAT_IS_FACTOR_OFF}}The second factor is off

The second factor of your account at {{SITE_NAME}} was turned off: the password alone opens it now.

If it was not you, change the password and turn it on again:
{{/WHAT_IS_FACTOR_OFF}}{{#WHAT_IS_RECOVERY}}A recovery code was used

Somebody logged in to your account at {{SITE_NAME}} with a recovery code. {{CODES_LEFT}} are left.

If it was not you, make new codes and change your password:
{{/WHAT_IS_RECOVERY}}{{#WHAT_IS_INVITED}}You are invited to share a watchlist

{{BY}} invites you to {{ORGANISATION}}, {{#ROLE_IS_OWNER}}as one of its owners{{/ROLE_IS_OWNER}}{{#ROLE_IS_MEMBER}}as a member{{/ROLE_IS_MEMBER}}{{#ROLE_IS_VIEWER}}to read along{{/ROLE_IS_VIEWER}}: several people who follow the same platforms at {{SITE_NAME}} and are told when their terms change.

To answer, log in with this address, or sign up with it first; the invitation lies on the page below for {{DAYS}} days. If you know neither the person nor the organisation, do nothing.
{{/WHAT_IS_INVITED}}{{#WHAT_IS_REMOVED}}You are no longer in {{ORGANISATION}}

{{BY}} took you out of {{ORGANISATION}} at {{SITE_NAME}}. You no longer see its watchlist and get no mail of it. Your own account and watchlist are as they were.
{{/WHAT_IS_REMOVED}}{{#WHAT_IS_CARRIES}}You carry {{ORGANISATION}} from now on

{{BY}} handed {{ORGANISATION}} over to you at {{SITE_NAME}}: your tier is its tier from now on. Nothing is charged for it; if you do not want to carry it, hand it on or end it.
{{/WHAT_IS_CARRIES}}{{#WHAT_IS_ENDED}}{{ORGANISATION}} has ended

{{BY}} ended {{ORGANISATION}} at {{SITE_NAME}}. Its watchlist is gone and no mail of it comes any more. Your own account and watchlist are as they were.
{{/WHAT_IS_ENDED}}{{#WHAT_IS_WEBHOOK_OFF}}A webhook of yours is switched off

Nothing is sent any more to the endpoint at {{ENDPOINT}}. {{REASON}}

Its page shows what was sent and what was answered. When the endpoint is mended, send a test from there and switch it on again; what it missed can be sent from its log:
{{/WHAT_IS_WEBHOOK_OFF}}{{#WHAT_IS_TIER_BEGUN}}{{#TRIAL}}Your trial of {{TIER}} has begun{{/TRIAL}}{{#NO_TRIAL}}{{TIER}} has begun{{/NO_TRIAL}}

{{DESCRIPTION}} {{#LIMIT}}You can watch up to {{LIMIT}} platforms.{{/LIMIT}}{{#NO_LIMIT}}You can watch any number of platforms.{{/NO_LIMIT}}
{{#RESUMED}}
What was paused on your watchlist is watched again: {{RESUMED}}.
{{/RESUMED}}{{#TRIAL}}
It lasts until {{ENDS}} and ends by itself: no card, no charge, nothing to cancel. You are told three days before. What is over the limit of {{AFTER}} is then paused, not deleted.
{{/TRIAL}}{{#NO_TRIAL}}
It goes on until you end it, on the page of your payments.{{#INVOICE}} Invoice: {{INVOICE}}.{{/INVOICE}}
{{/NO_TRIAL}}
Your watchlist:
{{/WHAT_IS_TIER_BEGUN}}{{#WHAT_IS_TIER_ENDS}}Your trial of {{TIER}} ends soon

It ends on {{ENDS}}, by itself. Then you have {{AFTER}} again, which watches {{AFTER_ROOM}}.
{{#PAUSED_COUNT}}
These will be paused, not deleted:

{{#PAUSED}}- {{PAUSED_VALUE}}
{{/PAUSED}}{{#PAUSED_MORE}}- and {{PAUSED_MORE}} more
{{/PAUSED_MORE}}
The oldest stay. If you would rather keep others, remove some from your watchlist before that day.
{{/PAUSED_COUNT}}{{#NO_PAUSED_COUNT}}
All that you watch now has room there; nothing will be paused.
{{/NO_PAUSED_COUNT}}
{{#BILLING}}To keep {{TIER}}:{{/BILLING}}{{#NO_BILLING}}Tiers and trials:{{/NO_BILLING}}
{{/WHAT_IS_TIER_ENDS}}{{#WHAT_IS_TIER_ENDED}}{{#TRIAL}}Your trial of {{TIER}} has ended{{/TRIAL}}{{#NO_TRIAL}}{{TIER}} has ended{{/NO_TRIAL}}

It ended on {{ENDS}}. You have {{AFTER}} now, which watches {{AFTER_ROOM}}.
{{#PAUSED_COUNT}}
Paused, not deleted; nothing is told of them until they are watched again:

{{#PAUSED}}- {{PAUSED_VALUE}}
{{/PAUSED}}{{#PAUSED_MORE}}- and {{PAUSED_MORE}} more
{{/PAUSED_MORE}}
They come back by themselves as soon as you have a tier with room for them. To have one of them now, remove what is watched in its place and resume it on your watchlist.
{{/PAUSED_COUNT}}{{#NO_PAUSED_COUNT}}
All that you watch has room there; nothing was paused.
{{/NO_PAUSED_COUNT}}
{{#BILLING}}To take {{TIER}} again:{{/BILLING}}{{#NO_BILLING}}Tiers and trials:{{/NO_BILLING}}
{{/WHAT_IS_TIER_ENDED}}{{#WHAT_IS_PAYMENT_FAILED}}Your payment for {{TIER}} did not go through

{{#RETRY}}It is tried again on {{RETRY}}; you need not do anything if the card is good by then.{{/RETRY}}{{#NO_RETRY}}It is not tried again by itself.{{/NO_RETRY}}

{{#OVER}}Until it is paid you have the free tier, and what is over its limit is paused, not deleted.{{/OVER}}{{#NO_OVER}}Until {{ENDS}} nothing changes. If it is not paid by then, you have the free tier, and what is over its limit is paused, not deleted.{{/NO_OVER}} As soon as it is paid, all of it comes back.

{{#PAY_URL}}To pay now, or with another card:{{/PAY_URL}}{{#NO_PAY_URL}}Your payments:{{/NO_PAY_URL}}
{{/WHAT_IS_PAYMENT_FAILED}}{{#WHAT_IS_AGAIN}}Mail to this address arrives again

Mail from {{SITE_NAME}} to this address had come back or was marked as spam, and we had stopped. You said that it works again; that you read this shows it.

Which mail you get is on your account's page:
{{/WHAT_IS_AGAIN}}{{#WHAT_IS_ACCEPTED}}Your suggestion is watched from now on

The page that you suggested is on the list of {{SITE_NAME}}:
{{ADDRESS}}

{{#WATCHED}}It is on your watchlist: you are told when it changes.{{/WATCHED}}{{#NO_WATCHED}}Your tier has no room for it on your watchlist. Take something off, or choose a larger tier, to be told when it changes.{{/NO_WATCHED}}
{{/WHAT_IS_ACCEPTED}}{{#WHAT_IS_DECLINED}}Your suggestion is not taken up

You suggested this page to {{SITE_NAME}}:
{{ADDRESS}}

The operator does not take it up: {{WHY}}

What you suggested, and what became of it:
{{/WHAT_IS_DECLINED}}
{{URL}}

{{#PREFIX}}The request came from the network {{PREFIX}}.
{{/PREFIX}}
--
{{SITE_NAME}}, run by {{SITE_OPERATOR}}
{{SITE_BASE}}/
