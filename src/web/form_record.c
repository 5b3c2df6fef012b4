#include "web/form_record.h"

#include "store/analyst.h"
#include "store/provision.h"
#include "store/report.h"
#include "web/form.h"

enum { NOTE_MAX = 4000 }; /* bytes of a reason or an answer */

static const char *param(struct exchange *x, const char *name)
{
    return str_dupz(x->arena, pairs_get(&x->rq.params, name));
}

static const char *field(struct exchange *x, const char *name)
{
    struct str v = str_trim(pairs_get(&x->rq.form, name));
    return v.n <= NOTE_MAX ? str_dupz(x->arena, v) : "";
}

static struct desk_actor viewer_of(const struct exchange *x)
{
    return (struct desk_actor){.account_id = x->viewer.account_id};
}

/* After an act: back to a page that says so, or the page again with the reason on top and the text of the field `typed`
 * (NULL: none) in its place. */
static int finish(struct exchange *x, int rc, const char *why, const char *page, const char *typed, const char *done)
{
    if (rc == OK) see_other(x, done);
    if (rc != ERR_BAD_INPUT && rc != ERR_CONFLICT && rc != ERR_NOT_FOUND) return rc;
    struct complaints c = {0};
    complaints_add(&c, "form", why);
    json_t *again = json_object();
    if (typed != NULL) json_object_set_new(again, typed, json_string(field(x, typed)));
    rc = page_show(
        x, page,
        json_pack("{s:O,s:O,s:o,s:i}", "errors", c.by_field, "error_list", c.list, "typed", again, "status", 422));
    json_decref(c.by_field);
    json_decref(c.list);
    return rc;
}

static const char *editor(struct exchange *x, const char *done)
{
    return arena_printf(x->arena, "/analyst/provision/%s/?done=%s", param(x, "record"), done);
}

int form_record_law(struct exchange *x)
{
    struct store *st;
    struct note why = {""};
    struct desk_actor who = viewer_of(x);
    enum law_kind kind = str_eqz(form_field(x, "kind"), "agency") ? LAW_AGENCY : LAW_REGULATION;
    bool put = str_eqz(form_field(x, "act"), "put");
    int rc = site_store(x->site, &st);
    if (rc != OK) return rc;
    rc = put ? provision_law_put(st, param(x, "record"), kind, field(x, "slug"), field(x, "reason"), &who, x->rq.now_us,
                                 &why)
             : provision_law_take(st, param(x, "record"), kind, field(x, "slug"), field(x, "reason"), &who,
                                  x->rq.now_us, &why);
    return finish(x, rc, why.text, "analyst_provision", NULL, editor(x, put ? "law-put" : "law-taken"));
}

int form_record_unlike(struct exchange *x)
{
    struct store *st;
    struct note why = {""};
    struct desk_actor who = viewer_of(x);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = provision_unlike(st, param(x, "record"), field(x, "other"), &who, x->rq.now_us, &why);
    return finish(x, rc, why.text, "analyst_provision", NULL, editor(x, "unlike"));
}

int form_record_withdraw(struct exchange *x)
{
    struct store *st;
    struct note why = {""};
    struct desk_actor who = viewer_of(x);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = provision_withdraw(st, param(x, "record"), field(x, "reason"), &who, x->rq.now_us, &why);
    return finish(x, rc, why.text, "analyst_provision", "reason", editor(x, "withdrawn"));
}

int form_record_reaffirm(struct exchange *x)
{
    struct store *st;
    const char *name;
    struct note why = {""};
    struct desk_actor who = viewer_of(x);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = analyst_byline(st, x->arena, x->viewer.account_id, &name);
    if (rc == OK) rc = provision_reaffirm(st, param(x, "record"), name, &who, x->rq.now_us, &why);
    return finish(x, rc, why.text, "analyst_provision", NULL, "/analyst/reviews/?done=still");
}

int form_record_sort(struct exchange *x)
{
    struct store *st;
    struct desk_actor who = viewer_of(x);
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = change_sort(st, param(x, "change"), field(x, "verdict"), &who, x->rq.now_us);
    if (rc == OK) see_other(x, "/analyst/changes/?done=sorted");
    return rc;
}

/* ---- matches --------------------------------------------------------------------------------------------------------
 */

int form_record_match(struct exchange *x)
{
    struct store *st;
    struct desk_actor who = viewer_of(x);
    int64_t clause, same_as = 0;
    const char *change = param(x, "change");
    bool fresh = str_eqz(form_field(x, "same_as"), "new");
    if (str_int(form_field(x, "clause"), 1, INT64_MAX, &clause) != OK) return ERR_BAD_INPUT;
    if (!fresh && str_int(form_field(x, "same_as"), 1, INT64_MAX, &same_as) != OK) return ERR_BAD_INPUT;
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = change_match(st, x->arena, change, clause, same_as, &who, x->rq.now_us);
    return finish(x, rc, rc == ERR_BAD_INPUT ? store_why(st) : "", "analyst_change", NULL,
                  arena_printf(x->arena, "/analyst/change/%s/?done=matched", change));
}

/* ---- reports
 * ----------------------------------------------------------------------------------------------------------
 */

int form_record_answer(struct exchange *x)
{
    struct store *st;
    struct desk_actor who = viewer_of(x);
    const char *why = "Choose what became of it, and write a note: the sender reads it.", *note = field(x, "note");
    int rc = site_store(x->site, &st);
    if (rc == OK)
        rc = note[0] == '\0' ? ERR_BAD_INPUT
                             : report_reply(st, param(x, "report"), field(x, "state"), note, &who, x->rq.now_us);
    if (rc == ERR_DENIED) {
        error_show(x, 403, "Publishers’ requests for removal are decided by a reviewer or an operator.");
        return OK;
    }
    return finish(x, rc, why, "analyst_report", "note", "/analyst/reports/?done=answered");
}
