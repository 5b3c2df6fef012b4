#include "monitor/webhook_body.h"

#include "base/clock.h"
#include "base/utf8.h"

#include <stdlib.h>

static const char *text_in(const json_t *o, const char *key)
{
    const char *z = json_string_value(json_object_get(o, key));
    return z != NULL ? z : "";
}

static json_t *copy(const json_t *o, const char *key)
{
    json_t *v = json_object_get(o, key);
    return v != NULL ? json_incref(v) : json_null();
}

/* ---- standard ---------------------------------------------------------------------------------------------------------- */

static json_t *watch_of(struct arena *a, const struct webhook_event *e)
{
    if (e->watch == NULL) return json_null();
    return json_pack("{s:o,s:o,s:s}", "id", copy(e->watch, "id"), "name", copy(e->watch, "name"), "url",
                     arena_printf(a, "%s%s", e->base, text_in(e->watch, "url")));
}

static json_t *change_data(struct arena *a, const struct webhook_event *e)
{
    const json_t *c = e->change;
    json_t *o = json_object();
    static const char *const as_they_are[] = {"id", "url", "headline", "severity", "kind"};
    for (size_t i = 0; i < sizeof as_they_are / sizeof *as_they_are; i++) json_object_set_new(o, as_they_are[i], copy(c, as_they_are[i]));
    json_object_set_new(o, "platform", json_pack("{s:o,s:o}", "name", copy(c, "platform"), "url", copy(c, "platform_url")));
    json_object_set_new(o, "document", json_pack("{s:s?,s:o,s:o}", "id", e->document, "title", copy(c, "document"), "url", copy(c, "document_url")));
    json_object_set_new(o, "dates", json_pack("{s:o,s:o,s:o}", "published", copy(c, "published"), "effective", copy(c, "effective"), "observed", copy(c, "observed_at")));
    json_object_set_new(o, "summary", copy(c, "bullets"));
    json_object_set_new(o, "calls", copy(c, "calls"));
    json_object_set_new(o, "redline_url", copy(c, "redline_url"));
    json_object_set_new(o, "watch", watch_of(a, e));
    return o;
}

static json_t *standard(struct arena *a, const struct webhook_event *e)
{
    char at[CLOCK_RFC3339_SIZE];
    json_t *data = e->change != NULL ? change_data(a, e)
                                     : json_pack("{s:I,s:s}", "endpoint", (json_int_t)e->endpoint, "text", "A test: your endpoint was reached.");
    return json_pack("{s:s,s:s,s:o}", "type", e->type, "timestamp", clock_rfc3339(e->at_us, at), "data", data);
}

/* ---- slack ------------------------------------------------------------------------------------------------------------- */

const char *slack_text(struct arena *a, struct str text, size_t most)
{
    struct buf b;
    size_t units = 0, at = 0, whole = 0; /* whole: bytes of b that leave room for "…" */
    buf_init(&b, text.n * 5 + 16);
    while (at < text.n) {
        size_t n;
        uint32_t c = utf8_next(text.p + at, text.n - at, &n);
        struct str piece = c == '&' ? STR("&amp;") : c == '<' ? STR("&lt;") : c == '>' ? STR("&gt;") : str_of(text.p + at, n);
        units += piece.n > 1 && c < 0x80 ? piece.n : c > 0xFFFF ? 2 : 1;
        if (units > most) break;
        buf_str(&b, piece);
        if (units < most) whole = b.n;
        at += n;
    }
    if (at < text.n) {
        buf_truncate(&b, whole);
        if (most > 0) buf_strz(&b, "\xE2\x80\xA6");
    }
    const char *z = b.n > 0 ? str_dupz(a, buf_view(&b)) : arena_dupz(a, "");
    buf_release(&b);
    return z;
}

static const char *mrkdwn(struct arena *a, const char *z) { return slack_text(a, strz(z), 300); }

static json_t *section(const char *text)
{
    return json_pack("{s:s,s:{s:s,s:s}}", "type", "section", "text", "type", "mrkdwn", "text", text);
}

/* One line a point, as many as fit. */
static const char *points(struct arena *a, const json_t *bullets)
{
    const char *all = "";
    for (size_t i = 0; i < json_array_size(bullets); i++) {
        const char *line = arena_printf(a, "%s\xE2\x80\xA2 %s", i > 0 ? "\n" : "", mrkdwn(a, text_in(json_array_get(bullets, i), "text")));
        if (strlen(all) + strlen(line) > SLACK_SECTION_MAX) break; /* bytes: never fewer than what is counted */
        all = arena_printf(a, "%s%s", all, line);
    }
    return all;
}

/* A header is plain text: nothing in it is a sign, so nothing is escaped. */
static const char *header_text(struct arena *a, const char *headline)
{
    struct str s = strz(headline);
    size_t cut = utf8_cut(s, SLACK_HEADER_MAX);
    return cut == s.n ? headline : arena_printf(a, STR_FMT "\xE2\x80\xA6", STR_ARG(str_upto(s, utf8_cut(s, SLACK_HEADER_MAX - 1))));
}

static json_t *slack_change(struct arena *a, const struct webhook_event *e)
{
    const json_t *c = e->change;
    const char *platform = mrkdwn(a, text_in(c, "platform")), *document = mrkdwn(a, text_in(c, "document"));
    const char *said = points(a, json_object_get(c, "bullets")), *severity = text_in(c, "severity");
    const json_t *effective = json_array_get(json_object_get(c, "effective"), 0);
    json_t *blocks = json_array();
    json_array_append_new(blocks, json_pack("{s:s,s:{s:s,s:s}}", "type", "header", "text", "type", "plain_text", "text", header_text(a, text_in(c, "headline"))));
    json_array_append_new(blocks, section(arena_printf(a, "<%s|%s>, <%s|%s>: *%s* severity, observed %.10s%s%s", text_in(c, "platform_url"), platform,
                                                       text_in(c, "document_url"), document, severity, text_in(c, "observed_at"),
                                                       effective != NULL ? ", in effect from " : "", text_in(effective, "day"))));
    if (said[0] != '\0') json_array_append_new(blocks, section(said));
    json_array_append_new(blocks, section(arena_printf(a, "<%s|What changed> \xC2\xB7 <%s|The redline>", text_in(c, "url"), text_in(c, "redline_url"))));
    const char *text = arena_printf(a, "%s, %s: %s (%s severity)", platform, document, mrkdwn(a, text_in(c, "headline")), severity);
    return json_pack("{s:s,s:o}", "text", text, "blocks", blocks);
}

static json_t *slack(struct arena *a, const struct webhook_event *e)
{
    if (e->change != NULL) return slack_change(a, e);
    const char *text = arena_printf(a, "A test from %s: your endpoint was reached.", mrkdwn(a, e->site));
    return json_pack("{s:s,s:[o]}", "text", text, "blocks", section(text));
}

const char *webhook_body(struct arena *a, const struct webhook_event *e)
{
    json_t *o = strcmp(e->format, "slack") == 0 ? slack(a, e) : standard(a, e);
    json_t *more = json_object_get(json_object_get(o, "data"), "summary");
    char *text = o != NULL ? json_dumps(o, JSON_COMPACT) : NULL;
    while (text != NULL && strlen(text) > WEBHOOK_BODY_MAX && json_array_size(more) > 0) {
        json_array_remove(more, json_array_size(more) - 1);
        free(text);
        text = json_dumps(o, JSON_COMPACT);
    }
    const char *z = text != NULL && strlen(text) <= WEBHOOK_BODY_MAX ? arena_dupz(a, text) : NULL;
    free(text);
    json_decref(o);
    return z;
}

/* ---- answers -------------------------------------------------------------------------------------------------------------- */

/* Statuses by which a server says that it will not take what was sent. */
static bool about_content(int status)
{
    static const int list[] = {400, 405, 406, 413, 414, 415, 422};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (list[i] == status) return true;
    return false;
}

enum webhook_fate webhook_fate(struct arena *a, const struct fetch_result *r, const char **ret_reason)
{
    *ret_reason = NULL;
    if (r->status / 100 == 2 && (r->outcome == FETCH_OK || r->outcome == FETCH_HTTP_ERROR)) return WEBHOOK_DELIVERED;
    if (r->outcome == FETCH_DENIED) {
        *ret_reason = "Not sent: the address leads into a private, local or reserved network, or to a port other than 80 and 443.";
        return WEBHOOK_REFUSED;
    }
    if (r->status / 100 == 3) {
        *ret_reason = arena_printf(a, "Answered %d, a redirect, and redirects are not followed. Enter the address that it leads to.", r->status);
        return WEBHOOK_REFUSED;
    }
    if (r->status == 410) {
        *ret_reason = "Answered 410: the endpoint is gone for good.";
        return WEBHOOK_GONE;
    }
    if (r->outcome == FETCH_TIMEOUT) *ret_reason = "There was no whole answer in time, which is 10 seconds at most.";
    else *ret_reason = arena_printf(a, "Failed: %.400s", r->reason);
    return about_content(r->status) ? WEBHOOK_REFUSED : WEBHOOK_LATER;
}

const char *webhook_answer(struct arena *a, struct str body)
{
    struct buf b;
    if (body.n == 0) return NULL;
    buf_init(&b, 4 * WEBHOOK_ANSWER_MAX);
    utf8_repair(&b, str_upto(body, utf8_cut(body, WEBHOOK_ANSWER_MAX)));
    for (size_t i = 0; i < b.n; i++)
        if ((unsigned char)b.p[i] < ' ' || b.p[i] == 127) b.p[i] = ' ';
    const char *z = str_dupz(a, str_trim(buf_view(&b)));
    buf_release(&b);
    return z[0] != '\0' ? z : NULL;
}
