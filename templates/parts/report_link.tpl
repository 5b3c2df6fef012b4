{{%AUTOESCAPE context="HTML"}}
<p class="no-print"><a href="/report?record={{ID}}">Report a mistake</a> in {{ID}}</p>
