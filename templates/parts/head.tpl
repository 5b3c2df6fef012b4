{{%AUTOESCAPE context="HTML"}}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{#TAB}}{{TAB}}{{/TAB}}{{#NO_TAB}}{{TITLE}}{{/NO_TAB}} – {{SITE_NAME}}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{{#DESCRIPTION}}<meta name="description" content="{{DESCRIPTION}}">{{/DESCRIPTION}}
{{#PAGE_NOINDEX}}<meta name="robots" content="noindex">{{/PAGE_NOINDEX}}
{{#PAGE_CANONICAL}}<link rel="canonical" href="{{PAGE_CANONICAL}}">{{/PAGE_CANONICAL}}
{{#PAGE_JSON_URL}}<link rel="alternate" type="application/json" href="{{PAGE_JSON_URL}}" title="This page as JSON">{{/PAGE_JSON_URL}}
{{#FEED_URL}}<link rel="alternate" type="application/atom+xml" href="{{FEED_URL}}" title="Changes: {{TITLE}}">{{/FEED_URL}}
<link rel="alternate" type="application/atom+xml" href="/feeds/changes.atom" title="Changes">
<meta property="og:site_name" content="{{SITE_NAME}}">
<meta property="og:type" content="website">
<meta property="og:title" content="{{TITLE}}">
{{#DESCRIPTION}}<meta property="og:description" content="{{DESCRIPTION}}">{{/DESCRIPTION}}
{{#PAGE_CANONICAL}}<meta property="og:url" content="{{PAGE_CANONICAL}}">{{/PAGE_CANONICAL}}
{{#PAGE_PICTURE_URL}}<meta property="og:image" content="{{PAGE_PICTURE_URL}}">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="{{TITLE}}">
<meta name="twitter:card" content="summary_large_image">{{/PAGE_PICTURE_URL}}
{{#PAGE_PDF_URL}}<link rel="alternate" type="application/pdf" href="{{PAGE_PDF_URL}}" title="This page as PDF">{{/PAGE_PDF_URL}}
<link rel="icon" href="/static/icon.svg?v={{SITE_EDITION}}" type="image/svg+xml">
<link rel="stylesheet" href="/static/atlas.css?v={{SITE_EDITION}}">
<script src="/static/atlas.js?v={{SITE_EDITION}}" defer></script>
{{#JSONLD}}<script type="application/ld+json">{{JSONLD:none}}</script>{{/JSONLD}}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="site-head">
<div class="wrap">
<a class="brand" href="/"><svg aria-hidden="true" viewBox="0 0 32 32" width="28" height="28"><path d="M5 5h9v22H5zM18 5h9v6h-9zM18 14h9v6h-9zM18 23h9v4h-9z" fill="currentColor"/></svg> {{SITE_NAME}}</a>
<nav class="site-nav" aria-label="Main">
<ul>
<li><a href="/platforms/">Platforms</a></li>
<li><a href="/changes/">Changes</a></li>
<li><a href="/clause-types/">Clause types</a></li>
<li><a href="/search">Search</a></li>
{{#VIEWER}}<li class="apart"><a href="/watchlist/">Watchlist</a></li>
{{#VIEWER_ANALYST}}<li><a href="/analyst/">Desk</a></li>{{/VIEWER_ANALYST}}
<li><a href="/account/">Account</a></li>{{/VIEWER}}
{{#NO_VIEWER}}<li class="apart"><a href="/login">Log in</a></li>
<li><a href="/signup">Sign up</a></li>{{/NO_VIEWER}}
</ul>
</nav>
</div>
</header>
<div class="wrap">
{{#ANY_CRUMBS}}<nav class="crumbs" aria-label="Breadcrumb"><ol>{{#CRUMBS}}<li>{{#CRUMBS_URL}}<a href="{{CRUMBS_URL}}">{{CRUMBS_NAME}}</a>{{/CRUMBS_URL}}{{#NO_CRUMBS_URL}}<span aria-current="page">{{CRUMBS_NAME}}</span>{{/NO_CRUMBS_URL}}</li>{{/CRUMBS}}</ol></nav>{{/ANY_CRUMBS}}
<main id="main" tabindex="-1">
{{#VIEWER}}{{#VIEWER_VIEWED_BY}}<form class="banner" action="/logout" method="post"><input type="hidden" name="csrf" value="{{FORM_CSRF}}"><p><strong>You, {{VIEWER_VIEWED_BY}}, look at the account {{VIEWER_ADDRESS}} as the operator.</strong> Nothing can be changed, and its owner sees that you were here.</p>{{#FORM_CSRF}}<p><button type="submit" class="quiet">End the view</button></p>{{/FORM_CSRF}}</form>{{/VIEWER_VIEWED_BY}}{{/VIEWER}}
{{#ANY_FLASH}}<div class="flashes" role="status">{{#FLASH}}<p class="flash{{#FLASH_KIND_IS_ERROR}} flash-error{{/FLASH_KIND_IS_ERROR}}">{{FLASH_TEXT}}</p>{{/FLASH}}</div>{{/ANY_FLASH}}
{{#INVENTED}}<p class="banner"><strong>Invented platform.</strong> It was made up to demonstrate {{SITE_NAME}}: the company does not exist and nobody is bound by these texts.</p>{{/INVENTED}}
