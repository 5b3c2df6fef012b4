{{%AUTOESCAPE context="HTML"}}
<div><dt>Checks</dt><dd>
{{#VERSION}}{{#VERSION_SNAPSHOT}}Snapshot stored, byte for byte. {{/VERSION_SNAPSHOT}}{{#VERSION_REDACTED}}The stored page was taken away for legal reasons ({{VERSION_REDACTED}}); its hash is kept. {{/VERSION_REDACTED}}{{#NO_VERSION_BODY_SHA256}}No snapshot: the text was imported. {{/NO_VERSION_BODY_SHA256}}{{/VERSION}}
{{#HASH_CHECK}}{{#HASH_CHECK_TEXT_OK}}Hash of the text verified{{/HASH_CHECK_TEXT_OK}}{{#NO_HASH_CHECK_TEXT_OK}}<strong>The hash of the text did not match</strong>{{/NO_HASH_CHECK_TEXT_OK}}{{#HASH_CHECK_CAPTURE_OK}}, hash of the page verified{{/HASH_CHECK_CAPTURE_OK}}{{#HASH_CHECK_CAPTURE_BAD}}, <strong>the hash of the page did not match</strong>{{/HASH_CHECK_CAPTURE_BAD}}: re-computed from the stored bytes on <time datetime="{{HASH_CHECK_CHECKED_AT}}">{{HASH_CHECK_CHECKED_AT:x-time}}</time>.{{/HASH_CHECK}}
{{#NO_HASH_CHECK}}The hashes have not been re-computed yet.{{/NO_HASH_CHECK}}
</dd></div>
