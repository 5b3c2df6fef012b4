/* robots.txt and the URLs of strangers. The first line of the input is the path asked for, the rest the file. Claims: a
 * normalised URL is a fixed point; /robots.txt itself is always allowed. */
#include "bytes.h"
#include "net/robots.h"
#include "net/url.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str rest = input(&a, data, size), path;
    if (!str_next(&rest, '\n', &path)) path = STR("/");
    struct robots *r;
    robots_parse(a, rest, ROBOTS_PRODUCT, &r);
    (void)robots_allows(r, path);
    CLAIM(robots_allows(r, STR("/robots.txt")));
    CLAIM(robots_crawl_delay_us(r) >= -1); /* -1: none asked for */
    struct note why = {0};
    struct url u, again;
    if (url_parse(a, str_dupz(a, path), &u, &why) == OK) {
        CLAIM(url_parse(a, u.text, &again, &why) == OK);
        CLAIM(str_eq(strz(again.text), strz(u.text)) && again.port == u.port && u.target[0] == '/');
    }
    return 0;
}
