{{%AUTOESCAPE context="HTML"}}
<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{{#ADDRESSES}}<url><loc>{{ADDRESSES_URL}}</loc>{{#ADDRESSES_CHANGED}}<lastmod>{{ADDRESSES_CHANGED}}</lastmod>{{/ADDRESSES_CHANGED}}</url>
{{/ADDRESSES}}
</urlset>
