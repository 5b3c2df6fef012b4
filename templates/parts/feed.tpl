{{%AUTOESCAPE context="HTML"}}
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>{{FEED_ID}}</id>
<title>{{TITLE}}</title>
<updated>{{UPDATED}}</updated>
<author><name>{{SITE_NAME}}</name></author>
<link rel="self" type="application/atom+xml" href="{{SELF_URL}}"/>
<link rel="alternate" type="text/html" href="{{LIST_URL}}"/>
{{#ENTRIES}}<entry>
<id>{{ENTRIES_TAG}}</id>
<title>{{ENTRIES_HEADLINE}}</title>
<updated>{{ENTRIES_OBSERVED_AT}}</updated>
<link rel="alternate" type="text/html" href="{{ENTRIES_URL}}"/>
<category term="{{ENTRIES_SEVERITY}}" label="{{ENTRIES_SEVERITY}} severity"/>
<summary>{{ENTRIES_SUMMARY}}</summary>
</entry>{{/ENTRIES}}
</feed>
