{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<p class="kicker">{{ID}}</p>
<h1>Verify the hashes</h1>
<p>Each night the hashes of every version are computed anew from the stored bytes: of the captured page, of the whole text, and of each clause. You can have that done for this version now. A worker does it within moments; nothing is stored but the result and its time.</p>
<dl class="facts">
{{>parts/evidence}}
{{>parts/checks}}
</dl>
{{#VERSION}}{{#VERSION_ASKED_AT}}<p class="notice">Asked for at <time datetime="{{VERSION_ASKED_AT}}">{{VERSION_ASKED_AT:x-time}}</time>, and waiting for a worker. <a href="{{VERSION_CHECK_URL}}">Look again</a></p>{{/VERSION_ASKED_AT}}
{{#NO_VERSION_ASKED_AT}}<form action="{{VERSION_CHECK_URL}}" method="post" class="actions">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<button type="submit">Compute them now</button>
</form>{{/NO_VERSION_ASKED_AT}}
<p>Or do it yourself: <a href="{{VERSION_TEXT_URL}}">the exact text</a>{{#VERSION_CAPTURE_URL}}, <a href="{{VERSION_CAPTURE_URL}}">the page as received</a>{{/VERSION_CAPTURE_URL}}, and <code>sha256sum</code>.</p>
<p><a href="{{VERSION_URL}}">Back to {{VERSION_ID}}</a></p>{{/VERSION}}
{{>parts/foot}}
