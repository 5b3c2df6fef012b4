#include "text/url.h"

#include "../tap.h"

static struct arena arena;

static void leads(const char *from, const char *to, const char *what)
{
    struct str once = url_direct(&arena, strz(from));
    ok(str_eqz(once, to), "%s: " STR_FMT, what, STR_ARG(once));
    ok(str_eq(url_direct(&arena, once), once), "and it holds");
}

static void stays(const char *url, const char *what) { leads(url, url, what); }

static void resolves(const char *base, const char *href, const char *to)
{
    struct str got = {0};
    int rc = url_resolve(&arena, strz(base), strz(href), &got);
    ok(to != NULL ? rc == OK && str_eqz(got, to) : rc == ERR_BAD_INPUT, "%s on %s: " STR_FMT, href, base, STR_ARG(got));
}

int main(void)
{
    arena_init(&arena, 4u << 20);
    leads("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fterms%3Fa%3D1%26b%3D2&h=AT0x",
          "https://example.org/terms?a=1&b=2", "a social network's");
    leads("https://www.google.com/url?q=https://example.org/privacy/&sa=D&ust=15075&usg=AFQ",
          "https://example.org/privacy/", "a search engine's");
    leads("https://www.google.com/url?sa=t&url=https%3A%2F%2Fexample.org%2F", "https://example.org/",
          "under its other name");
    leads("https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fa&data=05%7C01",
          "https://example.org/a", "a mail service's");
    leads("https://l.instagram.com/"
          "?u=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fexample.org%252F%26h%3D1&e=2",
          "https://example.org/", "one inside another");
    leads("https://www.google.com/url?q=https://example.org/a%2520b_%28c%29", "https://example.org/a%20b_%28c%29",
          "brackets stay encoded");
    stays("https://example.org/l.php?u=https%3A%2F%2Fexample.com%2F", "another host");
    stays("https://www.google.com/search?q=https://example.org/", "another path");
    stays("https://l.facebook.com/l.php?h=AT0x", "no address");
    stays("https://l.facebook.com/l.php?u=javascript%3Aalert(1)", "no address of the web");
    stays("https://www.google.com/url?q=/relative", "a relative one");
    stays("mailto:a@example.org?u=https://example.org", "mail");
    stays("", "nothing");
    stays("https://fakesafelinks.protection.outlook.com.example/?url=https%3A%2F%2Fexample.org%2F",
          "a host that ends otherwise");
    ok(str_eqz(url_without_tracking(&arena, STR("https://example.org/a?utm_source=x&b=2#c")),
               "https://example.org/a?b=2#c"),
       "tracking goes, the rest stays");
    resolves("https://example.org/a/b", "../c", "https://example.org/c");
    resolves("https://example.org/a/b", "HTTPS://EXAMPLE.com:443/x y", "https://example.com/x%20y");
    resolves("", "/c", NULL);
    resolves("", "http:host/a", "http://host/a");
    resolves("", "http:/host\\a", "http://host/a");
    resolves("", "http:[c\\31 ]", NULL);
    arena_release(&arena);
    return done();
}
