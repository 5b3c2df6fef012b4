#include "web/request.h"

#include "base/clock.h"
#include "web/multipart.h"

#include <arpa/inet.h>

static struct str param(char *const *envp, const char *name)
{
    size_t n = strlen(name);
    for (; *envp != NULL; envp++)
        if (strncmp(*envp, name, n) == 0 && (*envp)[n] == '=') return strz(*envp + n + 1);
    return str_of(NULL, 0);
}

static enum method method_of(struct str name)
{
    if (str_eqz(name, "GET")) return METHOD_GET;
    if (str_eqz(name, "HEAD")) return METHOD_HEAD;
    if (str_eqz(name, "POST")) return METHOD_POST;
    return METHOD_OTHER;
}

/* The network that limits are counted for: people behind one router share a /24 or a /64, and so do those who can
 * choose any address in it. */
static const char *prefix_of(struct arena *a, struct str address)
{
    unsigned char four[4], six[16];
    char text[INET6_ADDRSTRLEN];
    char *z = str_dupz(a, str_upto(address, sizeof text - 1));
    if (inet_pton(AF_INET, z, four) == 1) return arena_printf(a, "%u.%u.%u.0/24", four[0], four[1], four[2]);
    if (inet_pton(AF_INET6, z, six) != 1) return "local";
    static const unsigned char mapped[12] = {[10] = 0xFF, [11] = 0xFF};
    if (memcmp(six, mapped, sizeof mapped) == 0) return arena_printf(a, "%u.%u.%u.0/24", six[12], six[13], six[14]);
    memset(six + 8, 0, 8);
    return inet_ntop(AF_INET6, six, text, sizeof text) != NULL ? arena_printf(a, "%s/64", text) : "local";
}

struct str request_raw_path(char *const *envp)
{
    struct str target = param(envp, "REQUEST_URI");
    size_t mark = str_find_char(target, '?');
    return mark == STR_NONE ? target : str_upto(target, mark);
}

int request_body_length(char *const *envp, size_t most, size_t *ret, struct note *why)
{
    struct str text = param(envp, "CONTENT_LENGTH");
    int64_t n = 0;
    if (text.n > 0 && str_int(text, 0, INT64_MAX, &n) != OK) {
        note_set(why, "The length of the request is not a number.");
        return 400;
    }
    if (n > (int64_t)most) {
        note_set(why, "A form may hold %zu kB here; this one has more. Send it in parts.", most / 1024);
        return 413;
    }
    *ret = (size_t)n;
    return 0;
}

static void take_wanted(struct request *rq)
{
    static const struct {
        struct str end;
        enum wanted_as as;
    } ends[] = {{STR("/index.json"), AS_JSON}, {STR("/index.pdf"), AS_PDF}, {STR("/og.png"), AS_PICTURE}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (!str_ends(rq->path, ends[i].end)) continue;
        rq->path = str_upto(rq->path, rq->path.n - ends[i].end.n + 1);
        rq->as = ends[i].as;
        return;
    }
}

static int read_target(struct request *rq, struct str target, struct note *why)
{
    if (target.n > TARGET_MAX) {
        note_set(why, "The address is longer than %d characters.", TARGET_MAX);
        return 414;
    }
    size_t mark = str_find_char(target, '?');
    struct str raw = mark == STR_NONE ? target : str_upto(target, mark);
    rq->raw_query = mark == STR_NONE ? str_of(NULL, 0) : str_from(target, mark + 1);
    if (path_decode(rq->arena, raw, &rq->path) != OK || rq->path.n == 0 || rq->path.p[0] != '/') {
        note_set(why, "The address holds bytes that are no text.");
        return 400;
    }
    int rc = pairs_parse(rq->arena, rq->raw_query, &rq->query);
    if (rc != OK) {
        note_set(why, rc == ERR_LIMIT
                          ? "The address has too many parameters."
                          : "The part of the address behind the question mark holds bytes that are no text.");
        return 400;
    }
    take_wanted(rq);
    return 0;
}

bool request_has_type(const struct request *rq, struct str type)
{
    size_t semicolon = str_find_char(rq->content_type, ';');
    return str_ascii_ieq(semicolon == STR_NONE ? rq->content_type : str_trim(str_upto(rq->content_type, semicolon)), type);
}

static int read_form(struct request *rq, struct note *why)
{
    int rc = OK;
    rq->multipart = rq->body.n > 0 && multipart_is(rq->content_type);
    if (rq->multipart) {
        rc = multipart_parse(rq->arena, rq->content_type, rq->body, &rq->form);
        rq->form_unread = rc == ERR_BAD_INPUT;
        if (rq->form_unread) return 0;
    } else {
        rq->form_unread = rq->body.n > 0 && !request_has_type(rq, STR("application/x-www-form-urlencoded"));
        if (!rq->form_unread && rq->body.n > 0) rc = pairs_parse(rq->arena, rq->body, &rq->form);
    }
    if (rc == OK) return 0;
    note_set(why, rc == ERR_LIMIT ? "The form has too many fields." : "The form holds bytes that are no text.");
    return rc == ERR_LIMIT ? 413 : 400;
}

int request_read(struct request *rq, struct arena *a, char *const *envp, struct str body, struct note *why)
{
    *rq = (struct request){.arena = a, .now_us = clock_now_us(), .method = method_of(param(envp, "REQUEST_METHOD"))};
    rq->path = STR("/");
    rq->address_prefix = prefix_of(a, param(envp, "REMOTE_ADDR"));
    rq->origin = param(envp, "HTTP_ORIGIN");
    rq->fetch_site = param(envp, "HTTP_SEC_FETCH_SITE");
    rq->if_none_match = param(envp, "HTTP_IF_NONE_MATCH");
    rq->agent = param(envp, "HTTP_USER_AGENT");
    rq->content_type = param(envp, "CONTENT_TYPE");
    rq->signature = param(envp, "HTTP_STRIPE_SIGNATURE");
    rq->body = body;
    rq->private_listener = str_eqz(param(envp, "ATLAS_PRIVATE"), "1");
    pairs_parse_cookies(param(envp, "HTTP_COOKIE"), &rq->cookies);
    int status = read_target(rq, param(envp, "REQUEST_URI"), why);
    return status == 0 ? read_form(rq, why) : status;
}

bool path_is_local(struct str path)
{
    if (path.n == 0 || path.p[0] != '/' || (path.n > 1 && path.p[1] == '/')) return false;
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] == '\\' || (unsigned char)path.p[i] <= ' ' || path.p[i] == 0x7F) return false;
    return true;
}
