/* A watchlist in bulk: a pasted list or a CSV file is shown with what it would do, and put on the watchlist when that is
 * confirmed; the watchlist as CSV. Between the two nothing is kept: the page carries the lines. */
#include "base/clock.h"
#include "store/rate.h"
#include "store/watch.h"
#include "text/csv.h"
#include "web/form.h"
#include "web/form_watch.h"
#include "web/forms.h"
#include "web/watch_lines.h"

#include <inttypes.h>
#include <stdlib.h>

#define COLUMNS "name,threshold,channel,note\r\n"
enum { LISTS_AN_HOUR = 60 };

/* Whether the person did it too often in this hour; the reply is made then. Each of the three costs as much as a list is long. */
static int often(struct exchange *x, struct store *st, const char *bucket, bool *ret)
{
    int64_t n;
    int rc = rate_hit(st, bucket, arena_printf(x->arena, "%" PRId64, x->viewer.account_id), x->rq.now_us, 3600 * USEC_PER_SEC, &n);
    if (rc == OK) *ret = form_over(x, n, LISTS_AN_HOUR, "That were many lists in this hour. Wait a little, and go on with the next one then.");
    return rc;
}

static int again(struct exchange *x, const char *sentence)
{
    struct complaints c = {0};
    complaints_add(&c, "names", sentence);
    return form_again(x, "watchlist_import", &c, NULL);
}

/* The lines as JSON text in the arena. ERR_LIMIT, ERR_BAD_INPUT: why is a sentence for the person. */
static int lines_of(struct exchange *x, const struct str *texts, size_t n, struct str *ret, struct note *why)
{
    json_t *lines = json_array();
    int rc = OK;
    for (size_t i = 0; rc == OK && i < n; i++) rc = watch_lines_read(x->arena, texts[i], lines, why);
    if (rc == OK && json_array_size(lines) == 0) {
        note_set(why, "The list is empty: paste some names or addresses, or choose a file that holds them.");
        rc = ERR_BAD_INPUT;
    }
    char *text = rc == OK ? json_dumps(lines, JSON_COMPACT) : NULL;
    json_decref(lines);
    if (rc == OK && text == NULL) return ERR_IO;
    if (rc == OK) *ret = strz(arena_dupz(x->arena, text));
    free(text);
    return rc;
}

static size_t longest_choice(json_t *choices)
{
    size_t i, most = 0;
    json_t *one;
    json_array_foreach(choices, i, one)
    {
        size_t n = json_string_length(json_object_get(one, "value"));
        if (n > most) most = n;
    }
    return most;
}

/* Whether all that the page offers can be ticked and sent: the text of `ticked` stays within WATCH_TEXT_MAX, and what a browser
 * puts around the at most two hundred lines and twenty choices fits between that and UPLOAD_MAX. */
static bool could_come_back(json_t *listed)
{
    size_t i, n = sizeof COLUMNS - 1 + json_string_length(json_object_get(json_object_get(listed, "rest"), "text"));
    json_t *one;
    json_array_foreach(json_object_get(listed, "lines"), i, one) n += json_string_length(json_object_get(one, "value")) + 2;
    json_array_foreach(json_object_get(listed, "unclear"), i, one) n += longest_choice(json_object_get(one, "choices")) + 2;
    return n <= WATCH_TEXT_MAX;
}

int form_watch_preview(struct exchange *x)
{
    struct store *st;
    struct watchlist l;
    struct note why;
    struct str lines, found, texts[] = {pairs_get(&x->rq.form, "names"), pairs_get(&x->rq.form, "file")};
    bool over = false;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = form_watchlist(x, &l);
    if (rc == OK) rc = often(x, st, "import", &over);
    if (rc != OK || over) return rc;
    rc = lines_of(x, texts, 2, &lines, &why);
    if (rc == ERR_LIMIT || rc == ERR_BAD_INPUT) return again(x, why.text);
    if (rc == OK) rc = watch_list_preview(st, x->arena, &l, lines, x->site->base_url, x->rq.now_us, &found);
    if (rc != OK) return rc;
    json_t *listed = json_loadb(found.p, found.n, 0, NULL);
    if (listed == NULL) return ERR_IO;
    if (could_come_back(listed)) return page_show(x, "watchlist_import", json_pack("{s:o}", "listed", listed));
    json_decref(listed);
    return again(x, "The list is too long to be confirmed at once: with the settings of each line and its notes it passes 512 kB. Send it in parts, or with shorter notes.");
}

/* The lines that were ticked, under the names of their columns; the rest where its tick says so. Empty: none. ERR_LIMIT: more than
 * a list may be long, which no page of ours offers. */
static int ticked(struct exchange *x, struct str *ret)
{
    struct buf b;
    buf_init(&b, WATCH_TEXT_MAX);
    buf_strz(&b, COLUMNS);
    size_t head = b.n;
    for (size_t i = 0; i < x->rq.form.n; i++) {
        const struct pair *f = &x->rq.form.v[i];
        bool line = str_eqz(f->name, "line") || str_starts(f->name, STR("choice-"));
        if (line && f->value.n > 0) buf_str(&b, f->value), buf_strz(&b, "\r\n");
    }
    if (form_field(x, "rest").n > 0) buf_str(&b, pairs_get(&x->rq.form, "rest_lines"));
    int rc = buf_failed(&b) ? ERR_LIMIT : OK;
    *ret = rc == OK && b.n > head ? str_of(arena_dup(x->arena, b.p, b.n), b.n) : str_of(NULL, 0);
    buf_release(&b);
    return rc;
}

int form_watch_import(struct exchange *x)
{
    struct store *st;
    struct watchlist l;
    struct note why;
    struct watch_listed done;
    struct str lines, text;
    bool over = false;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = form_watchlist(x, &l);
    if (rc == OK) rc = often(x, st, "import-add", &over);
    if (rc != OK || over) return rc;
    if (ticked(x, &text) != OK) return again(x, "What was ticked is longer than 512 kB, so nothing was added. Send the list in parts.");
    if (text.n == 0) return again(x, "Nothing was ticked, so nothing was added.");
    rc = lines_of(x, &text, 1, &lines, &why);
    if (rc == ERR_LIMIT || rc == ERR_BAD_INPUT) return again(x, why.text);
    if (rc == OK) rc = watch_list_add(st, &l, lines, x->site->base_url, x->rq.now_us, &done);
    if (rc == ERR_DENIED) return again(x, "This watchlist cannot be added to: your role in the organisation reads only.");
    if (rc != OK) return rc;
    const char *list = l.organisation_id != 0 ? arena_printf(x->arena, "list=%" PRId64 "&", l.organisation_id) : "";
    see_other(x, arena_printf(x->arena, "/watchlist/?%sdone=imported&added=%" PRId64 "&already=%" PRId64 "&over=%" PRId64, list, done.added,
                              done.already, done.over));
    return OK;
}

int form_watch_export(struct exchange *x)
{
    struct store *st;
    struct rows r = {0};
    struct watchlist l = {.account_id = x->viewer.account_id};
    struct buf *out = &x->reply.body;
    char day[CLOCK_RFC3339_SIZE];
    bool over = false;
    struct str list = pairs_get(&x->rq.query, "list");
    int rc = site_store(x->site, &st);
    if (rc == OK && list.n > 0 && str_int(list, 1, INT64_MAX, &l.organisation_id) != OK) rc = ERR_NOT_FOUND;
    if (rc == OK) rc = often(x, st, "watchlist-csv", &over);
    if (rc != OK || over) return rc;
    rc = watch_list_rows(st, &l, x->site->base_url, &r);
    if (rc != OK) return rc;
    for (int k = 0; k < WATCH_COLUMNS; k++) csv_add(out, strz(watch_columns[k]), k == 0);
    buf_strz(out, "\r\n");
    for (size_t i = 0; i < rows_n(&r); i++) {
        for (int k = 0; k < WATCH_COLUMNS; k++) csv_add(out, row_str(&r, i, k), k == 0);
        buf_strz(out, "\r\n");
    }
    rows_free(&r);
    x->reply.type = "text/csv; charset=utf-8; header=present";
    reply_header(&x->reply, "Content-Disposition",
                 arena_printf(x->arena, "attachment; filename=\"watchlist-%.10s.csv\"", clock_rfc3339(x->rq.now_us, day)));
    return buf_failed(out) ? ERR_LIMIT : OK;
}
