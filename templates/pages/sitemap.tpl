{{%AUTOESCAPE context="HTML"}}
<?xml version="1.0" encoding="utf-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{#PARTS}}<sitemap><loc>{{PARTS_URL}}</loc>{{#PARTS_CHANGED}}<lastmod>{{PARTS_CHANGED}}</lastmod>{{/PARTS_CHANGED}}</sitemap>
{{/PARTS}}
</sitemapindex>
