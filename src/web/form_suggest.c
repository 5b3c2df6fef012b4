/* "Suggest a platform": a row that the worker looks at and the operator answers. */
#include "base/utf8.h"
#include "store/suggestion.h"
#include "web/form.h"
#include "web/forms.h"

/* An address as people type it; one without a scheme gets one. */
static struct str address(struct exchange *x)
{
    struct str typed = str_trim(form_field(x, "url"));
    if (typed.n == 0 || str_find(typed, STR("://")) != STR_NONE || str_find_char(typed, '.') == STR_NONE) return typed;
    return strz(arena_printf(x->arena, "https://" STR_FMT, STR_ARG(typed)));
}

static struct str words(struct exchange *x, const char *field, size_t most, struct complaints *c)
{
    struct str v = str_trim(form_field(x, field));
    if (utf8_count(v) > most) complaints_add(c, field, arena_printf(x->arena, "%zu characters are the most here. Shorten it.", most));
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
    int rc = site_store(x->site, &st);
    if (!is_address(url)) complaints_add(&c, "url", "Give the address of a page, such as https://www.example.com/legal/terms.");
    if (rc == OK && c.n == 0) rc = complain_of_known(x, st, url, &c);
    if (rc == OK && c.n == 0) rc = suggestion_add(st, x->viewer.account_id, url, name, note, x->rq.now_us);
    if (rc == ERR_LIMIT) complaints_add(&c, "url", "You have suggested ten platforms within a day, which is the most. Send this one tomorrow.");
    else if (rc != OK) return rc;
    if (c.n > 0) return form_again(x, "suggest", &c, "url", "name", "note", NULL);
    see_other(x, "/suggest?done=suggested");
    return OK;
}
