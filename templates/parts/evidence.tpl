{{%AUTOESCAPE context="HTML"}}
{{#VERSION}}<div><dt>Version cited</dt><dd><a href="{{VERSION_URL}}">{{VERSION_ID}}</a>, number {{VERSION_NUMBER}} of the document, {{VERSION_BYTES:x-int}} bytes (<a href="{{VERSION_TEXT_URL}}">its exact text</a>)</dd></div>
<div><dt>Captured</dt><dd>{{#VERSION_CAPTURED_AT}}<time datetime="{{VERSION_CAPTURED_AT}}">{{VERSION_CAPTURED_AT:x-time}}</time>{{/VERSION_CAPTURED_AT}}{{#NO_VERSION_CAPTURED_AT}}Missing: this text was imported (dated <time datetime="{{VERSION_IMPORTED_AT}}">{{VERSION_IMPORTED_AT:x-time}}</time>), not captured by us{{/NO_VERSION_CAPTURED_AT}}</dd></div>
{{#VERSION_SOURCE_URL}}<div><dt>Source</dt><dd><a href="{{VERSION_SOURCE_URL}}" rel="noopener">{{VERSION_SOURCE_URL}}</a></dd></div>{{/VERSION_SOURCE_URL}}
{{#VERSION_ARCHIVE_URL}}<div><dt>Web archive</dt><dd><a href="{{VERSION_ARCHIVE_URL}}" rel="noopener">the copy nearest to the capture</a>, where the archive has one</dd></div>{{/VERSION_ARCHIVE_URL}}
{{#VERSION_BODY_SHA256}}<div><dt>SHA-256 of the captured page</dt><dd class="hash">{{VERSION_BODY_SHA256}}</dd></div>{{/VERSION_BODY_SHA256}}
<div><dt>SHA-256 of the version’s text</dt><dd><span class="hash">{{VERSION_SHA256}}</span> <span class="soft">(whole document, canonical text, rules {{VERSION_CANONICALISER}})</span></dd></div>{{/VERSION}}
