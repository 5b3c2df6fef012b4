{{%AUTOESCAPE context="HTML"}}
{{>parts/feed}}
