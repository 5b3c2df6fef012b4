#include "monitor/message.h"

#include "base/clock.h"
#include "base/utf8.h"
#include "monitor/subject.h"
#include "net/mime.h"

#include <inttypes.h>
#include <stdlib.h>

enum { FIELDS_MAX = 16, TITLE_MAX = 70 };

struct sender sender_of(const struct conf *c)
{
    const char *from = conf_text(c, CONF_MAIL_FROM), *at = strrchr(from, '@');
    return (struct sender){.site = conf_text(c, CONF_SITE_NAME),
                           .base = conf_text(c, CONF_BASE_URL),
                           .operator_name = conf_text(c, CONF_OPERATOR),
                           .contact = conf_text(c, CONF_CONTACT),
                           .from = from,
                           .bounce = conf_text(c, CONF_MAIL_BOUNCE),
                           .domain = at != NULL && at[1] != '\0' ? at + 1 : "localhost"};
}

/* ---- the text part's lines ---------------------------------------------------------------------------------------- */

/* How far the lines behind a first line are set in: its spaces, and the mark "- " or "* " of a list entry. */
static size_t indentation(struct str line)
{
    size_t n = 0;
    while (n < line.n && line.p[n] == ' ') n++;
    if (n + 1 < line.n && (line.p[n] == '-' || line.p[n] == '*') && line.p[n + 1] == ' ') n += 2;
    return n;
}

static void fill_line(struct str line, unsigned columns, struct buf *out)
{
    size_t indent = indentation(line), at = 0;
    struct str rest = line, word;
    if (utf8_count(line) <= columns) {
        buf_str(out, line);
        buf_char(out, '\n');
        return;
    }
    buf_str(out, str_upto(line, indent));
    rest = str_from(line, indent);
    at = indent;
    bool first = true;
    while (str_next(&rest, ' ', &word)) {
        if (word.n == 0) continue;
        size_t wide = utf8_count(word);
        if (!first && at + 1 + wide > columns) {
            buf_char(out, '\n');
            for (size_t i = 0; i < indent; i++) buf_char(out, ' ');
            at = indent;
            first = true;
        }
        if (!first) buf_char(out, ' ');
        buf_str(out, word);
        at += wide + (first ? 0 : 1);
        first = false;
    }
    buf_char(out, '\n');
}

void message_fill(struct str text, unsigned columns, struct buf *out)
{
    struct str line;
    bool begun = false, blank = false;
    while (str_next(&text, '\n', &line)) {
        while (line.n > 0 && ascii_space(line.p[line.n - 1])) line.n--;
        if (line.n == 0) {
            blank = true;
            continue;
        }
        if (begun && blank) buf_char(out, '\n');
        blank = false;
        begun = true;
        fill_line(line, columns, out);
    }
}

/* ---- the two texts ------------------------------------------------------------------------------------------------- */

static json_t *payload_of(const struct sender *s, struct arena *a, const struct delivery *d)
{
    json_t *root = json_loads(d->payload, 0, NULL);
    if (!json_is_object(root)) {
        json_decref(root);
        return NULL;
    }
    json_object_set_new(root, "mail_title", json_string(subject_cut(a, strz(d->subject), TITLE_MAX)));
    json_object_set_new(root, "site", json_pack("{s:s, s:s, s:s, s:s}", "name", s->site, "base", s->base, "operator",
                                                s->operator_name, "contact", s->contact));
    if (d->unsubscribe_url != NULL) json_object_set_new(root, "unsubscribe_url", json_string(d->unsubscribe_url));
    return root;
}

static int render(const struct view *v, struct arena *a, const char *name, json_t *root, bool fill, struct str *ret)
{
    struct buf raw, filled;
    buf_init(&raw, MESSAGE_BODY_MAX);
    buf_init(&filled, MESSAGE_BODY_MAX);
    int rc = view_render(v, name, root, &raw);
    if (rc == OK && fill) message_fill(buf_view(&raw), MESSAGE_COLUMNS, &filled);
    struct buf *b = fill ? &filled : &raw;
    if (rc == OK && buf_failed(b)) rc = ERR_LIMIT;
    if (rc == OK) *ret = str_of(arena_dup(a, b->n > 0 ? b->p : "", b->n), b->n);
    buf_release(&raw);
    buf_release(&filled);
    return rc;
}

static bool drop_last(json_t *list)
{
    return json_array_size(list) > 0 && json_array_remove(list, json_array_size(list) - 1) == 0;
}

static void count_more(json_t *object, const char *key)
{
    json_object_set_new(object, key, json_integer(json_integer_value(json_object_get(object, key)) + 1));
}

/* Takes the least important thing out of a list, and counts it among those that are not shown. Of changes one stays; of that
 * one, its bullets and passages go. */
static bool shrink(json_t *root)
{
    json_t *platforms = json_object_get(root, "platforms"), *changes = json_object_get(root, "changes");
    json_t *last = json_array_get(platforms, json_array_size(platforms) - 1), *one = json_array_get(changes, 0);
    json_t *of_last = json_object_get(last, "changes");
    if (json_array_size(platforms) > 1 || json_array_size(of_last) > 1) {
        drop_last(of_last);
        if (json_array_size(of_last) == 0) drop_last(platforms);
        count_more(root, "more");
    } else if (json_array_size(changes) > 1) {
        drop_last(changes);
        count_more(root, "more");
    } else if (drop_last(json_object_get(root, "provisions"))) {
        count_more(root, "more_provisions");
    } else if (json_array_size(json_object_get(one, "passages")) > 0) {
        json_object_set_new(one, "excerpt_cut", json_true());
        return drop_last(json_object_get(one, "passages"));
    } else if (drop_last(json_object_get(one, "bullets"))) {
        count_more(one, "more_bullets");
    } else {
        return drop_last(json_object_get(root, "ahead"));
    }
    return true;
}

/* Templates of a mail: its kind, or of a notice the sort it says it is. */
static const char *template_of(struct arena *a, const struct delivery *d, const json_t *root)
{
    const char *what = json_string_value(json_object_get(root, "what"));
    if (strcmp(d->kind, "notice") != 0 || what == NULL) return d->kind;
    return arena_printf(a, "notice-%s", what);
}

int message_render(const struct view *v, const struct sender *s, struct arena *a, const struct delivery *d,
                   struct str *ret_text, struct str *ret_html, struct note *why)
{
    if (d->text != NULL) {
        *ret_text = strz(d->text);
        *ret_html = strz(d->html);
        return OK;
    }
    json_t *root = payload_of(s, a, d);
    if (root == NULL) {
        note_set(why, "the payload is no JSON object");
        return ERR_BAD_INPUT;
    }
    const char *name = template_of(a, d, root);
    struct str text, html;
    int rc;
    do rc = render(v, a, arena_printf(a, "mail/%s.html", name), root, false, &html);
    while (rc == OK && html.n > MESSAGE_HTML_MAX && shrink(root));
    if (rc == OK) rc = render(v, a, arena_printf(a, "mail/%s.txt", name), root, true, &text);
    json_decref(root);
    if (rc != OK) {
        note_set(why, "the texts of kind %s cannot be made: %s", name, err_name(rc));
        return rc == ERR_NOT_FOUND ? ERR_BAD_INPUT : rc;
    }
    *ret_text = text;
    *ret_html = html;
    return OK;
}

/* ---- headers ------------------------------------------------------------------------------------------------------- */

struct fields {
    struct mime_field v[FIELDS_MAX];
    size_t n;
};

static void add(struct fields *f, enum mime_kind kind, const char *name, const char *value, const char *address)
{
    if (f->n == FIELDS_MAX) bug("more than %d header fields", FIELDS_MAX);
    f->v[f->n++] = (struct mime_field){kind, name, strz(value), strz(address)};
}

/* What stands between the first two dots of a Message-ID: the ISO week of a digest, the change of an alert. */
static struct str period_of(const char *message_id)
{
    struct str rest = strz(message_id), kind, period = STR("");
    if (!str_next(&rest, '.', &kind) || !str_next(&rest, '.', &period)) return STR("none");
    return period;
}

/* The two mails that a person can do without. Kinds that answer what a person did a minute ago are no list. */
static void add_list(struct fields *f, const struct sender *s, struct arena *a, const struct delivery *d)
{
    bool digest = strcmp(d->kind, "digest") == 0;
    if (!digest && strcmp(d->kind, "alert") != 0) return;
    add(f, MIME_TOKENS, "List-Id", arena_printf(a, "<%s.%s>", digest ? "digest" : "alerts", s->domain), NULL);
    if (d->unsubscribe_url == NULL) return;
    add(f, MIME_TOKENS, "List-Unsubscribe", arena_printf(a, "<%s>", d->unsubscribe_url), NULL);
    add(f, MIME_TOKENS, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", NULL);
}

/* Alerts about one document hang together in a mail reader: all of them answer a first message that was never sent. */
static void add_thread(struct fields *f, const struct sender *s, struct arena *a, const struct delivery *d)
{
    json_t *root = json_loads(d->payload, 0, NULL);
    const char *thread = json_string_value(json_object_get(root, "thread"));
    if (thread != NULL) {
        const char *first = arena_printf(a, "<%s@%s>", thread, s->domain);
        add(f, MIME_TOKENS, "In-Reply-To", first, NULL);
        add(f, MIME_TOKENS, "References", first, NULL);
    }
    json_decref(root);
}

int message_build(const struct sender *s, struct arena *a, const struct delivery *d, struct str text, struct str html,
                  struct buf *out, struct note *why)
{
    struct fields f = {.n = 0};
    char date[CLOCK_MAIL_SIZE];
    struct str period = period_of(d->message_id);
    add(&f, MIME_MAILBOX, "From", s->site, s->from);
    add(&f, MIME_MAILBOX, "To", "", d->address);
    add(&f, MIME_TEXT, "Subject", d->subject, NULL);
    add(&f, MIME_TOKENS, "Date", clock_mail(d->created_at_us, date), NULL);
    add(&f, MIME_TOKENS, "Message-ID", d->message_id, NULL);
    add_thread(&f, s, a, d);
    add(&f, MIME_TOKENS, "Auto-Submitted", "auto-generated", NULL);
    add(&f, MIME_TOKENS, "Feedback-ID", arena_printf(a, STR_FMT ":%s:clause-atlas", STR_ARG(period), d->kind), NULL);
    add_list(&f, s, a, d);
    struct mime_message m = {.fields = f.v, .nfields = f.n, .text = text, .html = html, .seed = strz(d->message_id)};
    return mime_build(&m, out, why);
}
