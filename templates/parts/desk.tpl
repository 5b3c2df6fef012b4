{{%AUTOESCAPE context="HTML"}}
<nav aria-label="Queues of the desk"><ul class="tools">{{#QUEUES}}<li><a href="{{QUEUES_URL}}"{{#QUEUES_HERE}} aria-current="page"{{/QUEUES_HERE}}>{{#QUEUES_HERE}}<strong>{{/QUEUES_HERE}}{{QUEUES_NAME}} ({{QUEUES_N:x-int}}){{#QUEUES_HERE}}</strong>{{/QUEUES_HERE}}</a></li>{{/QUEUES}}<li><a href="/analyst/record/">Who did what</a></li></ul></nav>
<p class="hint" id="keys" hidden>Keys: <kbd>j</kbd> next, <kbd>k</kbd> previous, <kbd>Enter</kbd> open, <kbd>a</kbd> the entry’s first button, <kbd>r</kbd> its second.</p>
