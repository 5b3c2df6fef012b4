{{%AUTOESCAPE context="HTML"}}
<div class="foot soft">
{{#UNSUBSCRIBE_URL}}<p><a href="{{UNSUBSCRIBE_URL}}">Unsubscribe with one click</a> · <a href="{{SITE_BASE}}/watchlist/">your watchlist</a> · <a href="{{SITE_BASE}}/account/">your account</a></p>{{/UNSUBSCRIBE_URL}}
<p><a href="{{SITE_BASE}}/">{{SITE_NAME}}</a>, run by {{SITE_OPERATOR}}. It keeps record of what platforms change in their terms. It is not affiliated with them and gives no legal advice.</p>
</div>
</td></tr></tbody></table>
</body>
</html>
