-- robots.txt: records are for everybody; accounts and endless comparisons are not for crawlers.
-- params: @base
SELECT jsonb_build_object('text', E'User-agent: *\nDisallow: /account/\nDisallow: /watchlist/\nDisallow: /feeds/watchlist/\nDisallow: /login\nDisallow: /signup\nDisallow: /confirm\nDisallow: /reset\n'
  'Disallow: /unsubscribe\nDisallow: /search\nDisallow: /compare/*?\nDisallow: /version/*/check\nDisallow: /*/diff/\n\nSitemap: ' || $1 || E'/sitemap.xml\n')
