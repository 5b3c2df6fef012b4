#include "net/url.h"

#include <curl/curl.h>

/* A part of the URL, or NULL where it has none; curl_free it. */
static char *part(CURLU *u, CURLUPart which, unsigned flags)
{
    char *text = NULL;
    return curl_url_get(u, which, &text, flags) == CURLUE_OK ? text : NULL;
}

/* Letters, digits, '-', '_' and dots, or an IPv6 address in brackets: all that a host can be, and all that survives
 * being written and read again. */
static bool host_readable(const char *host)
{
    struct str s = strz(host);
    bool v6 = s.n > 2 && s.p[0] == '[' && s.p[s.n - 1] == ']';
    if (v6) s = str_of(s.p + 1, s.n - 2);
    for (size_t i = 0; i < s.n; i++)
        if (!ascii_alnum(s.p[i]) && s.p[i] != '.' && (v6 ? s.p[i] != ':' : s.p[i] != '-' && s.p[i] != '_'))
            return false;
    return true;
}

int url_policy(struct Curl_URL *u, struct note *why)
{
    char *scheme = part(u, CURLUPART_SCHEME, 0), *host = part(u, CURLUPART_HOST, 0), *user = part(u, CURLUPART_USER, 0),
         *password = part(u, CURLUPART_PASSWORD, 0), *whole = part(u, CURLUPART_URL, 0);
    int rc = ERR_DENIED;
    if (scheme == NULL || (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
        note_set(why, "only http and https are fetched, not %s", scheme != NULL ? scheme : "this");
    else if (host == NULL || host[0] == '\0')
        note_set(why, "the URL has no host");
    else if (!host_readable(host))
        note_set(why, "the host has odd characters; an international name is written in its xn-- form");
    else if (user != NULL || password != NULL)
        note_set(why, "the URL has a user name or password inside");
    else if (whole == NULL || strlen(whole) > URL_MAX)
        note_set(why, "the URL is longer than %d bytes", URL_MAX);
    else
        rc = OK;
    curl_free(scheme);
    curl_free(host);
    curl_free(user);
    curl_free(password);
    curl_free(whole);
    return rc;
}

static const char *moved(struct arena *a, char *text) /* from libcurl's memory to the arena's */
{
    if (text == NULL) bug("libcurl has no memory for a part of a URL");
    const char *copy = arena_dupz(a, text);
    curl_free(text);
    return copy;
}

const char *url_text(struct arena *a, struct Curl_URL *u)
{
    char *host = part(u, CURLUPART_HOST, 0);
    for (char *p = host; p != NULL && *p != '\0'; p++) *p = ascii_lower(*p);
    CURLUcode c = curl_url_set(u, CURLUPART_HOST, host, 0);
    curl_free(host);
    if (c == CURLUE_OK) c = curl_url_set(u, CURLUPART_FRAGMENT, NULL, 0);
    if (c != CURLUE_OK) bug("a checked URL cannot be written: %s", curl_url_strerror(c));
    return moved(a, part(u, CURLUPART_URL, CURLU_NO_DEFAULT_PORT));
}

static void take_parts(struct arena *a, CURLU *u, struct url *ret)
{
    ret->text = url_text(a, u);
    ret->host = moved(a, part(u, CURLUPART_HOST, 0));
    ret->https = str_starts(strz(ret->text), STR("https:"));
    const char *port = moved(a, part(u, CURLUPART_PORT, CURLU_DEFAULT_PORT));
    int64_t number = 0;
    if (str_int(strz(port), 0, 65535, &number) != OK) bug("libcurl gave the port %s", port);
    ret->port = (uint16_t)number;
    bool usual = ret->port == (ret->https ? 443 : 80);
    ret->origin =
        arena_printf(a, "%s://%s%s%s", ret->https ? "https" : "http", ret->host, usual ? "" : ":", usual ? "" : port);
    const char *path = moved(a, part(u, CURLUPART_PATH, 0));
    char *query = part(u, CURLUPART_QUERY, 0);
    ret->target = query != NULL ? arena_printf(a, "%s?%s", path, query) : path;
    curl_free(query);
}

int url_parse(struct arena *a, const char *text, struct url *ret, struct note *why)
{
    CURLU *u = curl_url();
    if (u == NULL) bug("libcurl has no memory for a URL");
    int rc = ERR_BAD_INPUT;
    CURLUcode c = strlen(text) <= URL_MAX ? curl_url_set(u, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME)
                                          : CURLUE_MALFORMED_INPUT;
    if (c != CURLUE_OK) {
        note_set(why, "not a URL: %s", curl_url_strerror(c));
        goto out;
    }
    rc = url_policy(u, why);
    if (rc == OK) take_parts(a, u, ret);
out:
    curl_url_cleanup(u);
    return rc;
}
