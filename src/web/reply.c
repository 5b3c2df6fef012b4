#include "web/reply.h"

#include <inttypes.h>

void reply_init(struct reply *r, struct arena *a)
{
    *r = (struct reply){.arena = a, .status = 200, .type = "text/html; charset=utf-8", .varies = true};
    buf_init(&r->extra, 8192);
    buf_init(&r->body, REPLY_BODY_MAX);
}

void reply_release(struct reply *r)
{
    buf_release(&r->extra);
    buf_release(&r->body);
}

void reply_clear(struct reply *r)
{
    struct buf extra = r->extra, body = r->body;
    struct arena *a = r->arena;
    reply_init(r, a);
    r->extra = extra;
    r->body = body;
    buf_clear(&r->extra);
    buf_clear(&r->body);
}

static bool plain(const char *value)
{
    for (; *value != '\0'; value++)
        if ((unsigned char)*value < ' ' || *value == 0x7F) return false;
    return true;
}

void reply_header(struct reply *r, const char *name, const char *value)
{
    if (plain(value)) buf_printf(&r->extra, "%s: %s\r\n", name, value);
}

void reply_redirect(struct reply *r, int status, const char *location)
{
    r->status = status;
    r->location = location;
}

void reply_cookie(struct reply *r, const char *name, const char *value, int64_t max_age_s, bool secure)
{
    char *line = arena_printf(r->arena, "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%" PRId64 "%s", name, value,
                              max_age_s, secure ? "; Secure" : "");
    reply_header(r, "Set-Cookie", line);
}

static const char *reason_of(int status)
{
    static const struct {
        int status;
        const char *reason;
    } table[] = {{200, "OK"},
                 {301, "Moved Permanently"},
                 {303, "See Other"},
                 {304, "Not Modified"},
                 {400, "Bad Request"},
                 {403, "Forbidden"},
                 {404, "Not Found"},
                 {405, "Method Not Allowed"},
                 {409, "Conflict"},
                 {410, "Gone"},
                 {413, "Content Too Large"},
                 {414, "URI Too Long"},
                 {415, "Unsupported Media Type"},
                 {422, "Unprocessable Content"},
                 {429, "Too Many Requests"},
                 {500, "Internal Server Error"},
                 {503, "Service Unavailable"}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].status == status) return table[i].reason;
    return "Unknown";
}

static const char *const security_headers =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action "
    "'self'; "
    "base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()\r\n";

static const char *const cache_control[] = {
    [CACHE_NEVER] = "private, no-store",
    [CACHE_OWN] = "private, no-cache",
    [CACHE_SHORT] = "public, max-age=5, stale-while-revalidate=30",
    [CACHE_HOUR] = "public, max-age=3600",
};

void reply_head(const struct reply *r, bool https, struct buf *out)
{
    buf_printf(out, "Status: %d %s\r\n", r->status, reason_of(r->status));
    if (r->status != 304 && r->type != NULL)
        buf_printf(out, "Content-Type: %s\r\nContent-Length: %zu\r\n", r->type, r->body.n);
    if (r->location != NULL && plain(r->location)) buf_printf(out, "Location: %s\r\n", r->location);
    if (r->etag != NULL) buf_printf(out, "ETag: %s\r\n", r->etag);
    buf_printf(out, "Cache-Control: %s\r\n", cache_control[r->cache]);
    if (r->varies) buf_strz(out, "Vary: Cookie\r\n");
    buf_strz(out, security_headers);
    buf_printf(out, "Cross-Origin-Resource-Policy: %s\r\n", r->shared ? "cross-origin" : "same-origin");
    if (https) buf_strz(out, "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n");
    if (r->extra.n > 0) buf_str(out, buf_view(&r->extra));
    buf_strz(out, "\r\n");
}
