/* "Suggest a platform": a row that the worker looks at and the operator answers. */
#include "base/clock.h"
#include "base/utf8.h"
#include "store/rate.h"
#include "store/suggestion.h"
#include "web/form.h"
#include "web/forms.h"

#include <inttypes.h>

enum { FORMS_AN_HOUR = 60 }; /* each is looked up among all sources */

/* An address as people type it; one without a scheme gets one. */
static struct str address(struct exchange *x)
{
    struct str typed = str_trim(form_field(x, "url"));
    if (typed.n == 0 || str_find(typed, STR("://")) != STR_NONE || str_find_char(typed, '.') == STR_NONE) return typed;
    return strz(arena_printf(x->arena, "https://" STR_FMT, STR_ARG(typed)));
}

/* Whoever reads it at a terminal would send it what a person typed. */
static bool has_control(struct str s)
{
    for (size_t i = 0, n; i < s.n; i += n) {
        uint32_t ch = utf8_next(s.p + i, s.n - i, &n);
        if (ch < 0x20 || (ch >= 0x7F && ch < 0xA0)) return true;
    }
    return false;
}

static struct str words(struct exchange *x, const char *field, size_t most, struct complaints *c)
{
    struct str v = str_trim(form_field(x, field));
    if (utf8_count(v) > most) complaints_add(c, field, arena_printf(x->arena, "%zu characters are the most here. Shorten it.", most));
    if (has_control(v)) complaints_add(c, field, "There is a character in it that cannot be seen, such as a tab or a line end. Type it anew.");
    return v;
}

static bool is_address(struct str s)
{
    if (!str_starts(s, STR("https://")) && !str_starts(s, STR("http://"))) return false;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7F) return false;
    return s.n <= SUGGESTION_URL_MAX && str_find_char(s, '.') != STR_NONE;
}

static int complain_of_known(struct exchange *x, struct store *st, struct str url, struct complaints *c)
{
    enum suggestion_known known;
    int rc = suggestion_known(st, x->viewer.account_id, url, &known);
    if (rc != OK) return rc;
    if (known == SUGGESTION_WATCHED) complaints_add(c, "url", "This document is watched already. Follow the link above the form, and watch it there.");
    if (known == SUGGESTION_ASKED) complaints_add(c, "url", "You have suggested it already. What becomes of it stands below.");
    if (known == SUGGESTION_HOST && form_field(x, "other").n == 0)
        complaints_add(c, "url", "A platform with this address is watched already. If you mean another one, or another document of it, tick the box and send the form again.");
    return OK;
}

int form_suggest(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    struct str url = address(x), name = words(x, "name", SUGGESTION_NAME_MAX, &c), note = words(x, "note", SUGGESTION_NOTE_MAX, &c);
    int64_t n;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = rate_hit(st, "suggest", arena_printf(x->arena, "%" PRId64, x->viewer.account_id), x->rq.now_us, 3600 * USEC_PER_SEC, &n);
    if (rc != OK || form_over(x, n, FORMS_AN_HOUR, "You have sent many addresses in this hour. Wait a little, and send the next one then.")) return rc;
    if (!is_address(url)) complaints_add(&c, "url", "Give the address of a page, such as https://www.example.com/legal/terms.");
    if (c.n == 0) rc = complain_of_known(x, st, url, &c);
    if (rc == OK && c.n == 0) rc = suggestion_add(st, x->viewer.account_id, url, name, note, x->rq.now_us);
    if (rc == ERR_LIMIT) complaints_add(&c, "url", "You have suggested ten platforms within a day, which is the most. Send this one tomorrow.");
    else if (rc != OK) return rc;
    if (c.n > 0) return form_again(x, "suggest", &c, "url", "name", "note", NULL);
    see_other(x, "/suggest?done=suggested");
    return OK;
}
