{{%AUTOESCAPE context="HTML"}}
{{#PAGER}}<nav class="pager" aria-label="Pages of this list">
{{#PAGER_PREV_URL}}<a class="btn btn-quiet" rel="prev" href="{{PAGER_PREV_URL}}">Previous page</a>{{/PAGER_PREV_URL}}
<span>Page {{PAGER_PAGE}}</span>
{{#PAGER_NEXT_URL}}<a class="btn btn-quiet" rel="next" href="{{PAGER_NEXT_URL}}">Next page</a>{{/PAGER_NEXT_URL}}
</nav>{{/PAGER}}
