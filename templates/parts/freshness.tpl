{{%AUTOESCAPE context="HTML"}}
{{#DOCUMENT_STATE_IS_WAITING}}Not fetched yet.{{/DOCUMENT_STATE_IS_WAITING}}
{{#DOCUMENT_STATE_IS_UNREAD}}Could not be read so far: {{DOCUMENT_REASON}}. Last tried <time datetime="{{DOCUMENT_CHECKED_AT}}">{{DOCUMENT_CHECKED_AT:x-time}}</time>.{{/DOCUMENT_STATE_IS_UNREAD}}
{{#DOCUMENT_VERIFIED_AT}}<time datetime="{{DOCUMENT_VERIFIED_AT}}">{{DOCUMENT_VERIFIED_AT:x-time}}</time> ({{DOCUMENT_VERIFIED_AT:x-ago}}){{/DOCUMENT_VERIFIED_AT}}
{{#DOCUMENT_STATE_IS_STALE}}. Checks have failed since: {{DOCUMENT_REASON}}; last tried <time datetime="{{DOCUMENT_CHECKED_AT}}">{{DOCUMENT_CHECKED_AT:x-time}}</time>.{{/DOCUMENT_STATE_IS_STALE}}
{{#DOCUMENT_STATE_IS_PAUSED}}. Checks are paused until an operator has looked: {{DOCUMENT_REASON}}.{{/DOCUMENT_STATE_IS_PAUSED}}
