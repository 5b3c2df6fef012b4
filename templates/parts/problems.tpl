{{%AUTOESCAPE context="HTML"}}
{{#ANY_ERROR_LIST}}<div class="error-summary" role="alert" aria-labelledby="problem">
<h2 id="problem">There is a problem</h2>
<ul>{{/ANY_ERROR_LIST}}{{#ERROR_LIST}}<li><a href="#{{ERROR_LIST_FIELD}}">{{ERROR_LIST_TEXT}}</a></li>{{/ERROR_LIST}}{{#ANY_ERROR_LIST}}</ul>
</div>{{/ANY_ERROR_LIST}}
