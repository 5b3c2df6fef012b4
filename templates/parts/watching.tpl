{{%AUTOESCAPE context="HTML"}}
{{#VIEWER}}{{#ANY_WATCHING}}<div class="panel watching">{{/ANY_WATCHING}}
{{#WATCHING}}
{{#WATCHING_ON}}<div class="actions"><p>{{#ON_ORGANISATION}}{{ON_ORGANISATION}} watches{{/ON_ORGANISATION}}{{#NO_ON_ORGANISATION}}You watch{{/NO_ON_ORGANISATION}} <strong>{{WATCHING_NAME}}</strong>: {{ON_TELLS}}.{{#ON_PAUSED}} It is <strong>paused</strong>: over what the tier has.{{/ON_PAUSED}} <a href="{{ON_URL}}">{{#ON_MAY_CHANGE}}Change how it tells{{/ON_MAY_CHANGE}}{{#NO_ON_MAY_CHANGE}}On the watchlist{{/NO_ON_MAY_CHANGE}}</a></p>
{{#ON_MAY_CHANGE}}{{#NO_VIEWER_VIEWED_BY}}<form action="/watchlist/remove" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="list" value="{{ON_LIST}}">
<input type="hidden" name="watch" value="{{ON_NUMBER}}">
<input type="hidden" name="next" value="{{PAGE_PATH}}">
<button type="submit" class="quiet">Stop watching<span class="hidden-text"> {{WATCHING_NAME}}{{#ON_ORGANISATION}} for {{ON_ORGANISATION}}{{/ON_ORGANISATION}}</span></button>
</form>{{/NO_VIEWER_VIEWED_BY}}{{/ON_MAY_CHANGE}}</div>{{/WATCHING_ON}}
{{#NO_VIEWER_VIEWED_BY}}{{#ANY_WATCHING_FREE}}<div class="actions"><form class="watch-add" action="/watchlist/" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="add" value="{{WATCHING_ADD}}">
<input type="hidden" name="next" value="{{PAGE_PATH}}">
{{#WATCHING_CHOOSE}}<label for="list-{{WATCHING_ADD}}">Watchlist<span class="hidden-text"> for {{WATCHING_NAME}}</span></label> <select id="list-{{WATCHING_ADD}}" name="list">{{/WATCHING_CHOOSE}}{{/ANY_WATCHING_FREE}}{{#WATCHING_FREE}}{{#WATCHING_CHOOSE}}<option value="{{FREE_LIST}}">{{#FREE_ORGANISATION}}{{FREE_ORGANISATION}}{{/FREE_ORGANISATION}}{{#NO_FREE_ORGANISATION}}your own{{/NO_FREE_ORGANISATION}}</option>{{/WATCHING_CHOOSE}}{{#NO_WATCHING_CHOOSE}}<input type="hidden" name="list" value="{{FREE_LIST}}">{{/NO_WATCHING_CHOOSE}}{{/WATCHING_FREE}}{{#ANY_WATCHING_FREE}}{{#WATCHING_CHOOSE}}</select>{{/WATCHING_CHOOSE}}
<button type="submit">Watch {{WATCHING_NAME}}</button>
</form>
{{#WATCHING_UNDO}}<form action="/watchlist/undo" method="post">
<input type="hidden" name="csrf" value="{{FORM_CSRF}}">
<input type="hidden" name="list" value="{{UNDO_LIST}}">
<input type="hidden" name="removed" value="{{UNDO_NUMBER}}">
<input type="hidden" name="next" value="{{PAGE_PATH}}">
<button type="submit" class="quiet">Undo the removal{{#UNDO_ORGANISATION}} for {{UNDO_ORGANISATION}}{{/UNDO_ORGANISATION}}<span class="hidden-text"> of {{WATCHING_NAME}}</span></button>
</form>{{/WATCHING_UNDO}}</div>{{/ANY_WATCHING_FREE}}{{/NO_VIEWER_VIEWED_BY}}
{{#WATCHING_LOCKED}}<p class="soft">Watching {{WATCHING_NAME}} by itself is part of <a href="/pricing/">larger tiers</a>; the trials need no card.</p>{{/WATCHING_LOCKED}}
{{/WATCHING}}
{{#ANY_WATCHING}}</div>{{/ANY_WATCHING}}{{/VIEWER}}
