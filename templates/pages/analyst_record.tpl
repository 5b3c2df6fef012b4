{{%AUTOESCAPE context="HTML"}}
{{>parts/head}}
<h1>{{TITLE}}</h1>
{{>parts/desk}}
<form class="filters" action="/analyst/record/" method="get">
<div><label for="record">Record</label>
<input type="text" id="record" name="record" value="{{RECORD}}" maxlength="24" placeholder="CA-P-…, CA-C-…, CA-R-…"></div>
<button type="submit">Show</button>
</form>
{{#NO_EVENTS}}<p class="soft">Nothing was done at the desk so far.</p>{{/NO_EVENTS}}
{{#ANY_EVENTS}}<table class="reflow">
<thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Record</th></tr></thead>
<tbody>{{/ANY_EVENTS}}
{{#EVENTS}}<tr><td data-label="When"><time datetime="{{EVENTS_AT}}">{{EVENTS_AT:x-time}}</time></td><td data-label="Who">{{EVENTS_BY}}</td><td data-label="What">{{EVENTS_ACT}}{{#EVENTS_DETAIL}}: <span class="soft">{{EVENTS_DETAIL}}</span>{{/EVENTS_DETAIL}}</td><td data-label="Record">{{#EVENTS_OF}}{{#EVENTS_OF_URL}}<a href="{{EVENTS_OF_URL}}">{{EVENTS_OF}}</a>{{/EVENTS_OF_URL}}{{#NO_EVENTS_OF_URL}}{{EVENTS_OF}}{{/NO_EVENTS_OF_URL}}{{/EVENTS_OF}}</td></tr>{{/EVENTS}}
{{#ANY_EVENTS}}</tbody></table>{{/ANY_EVENTS}}
{{>parts/pager}}
{{>parts/foot}}
