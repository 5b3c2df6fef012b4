/* "Report a mistake", and a publisher's request for removal: open to everybody, counted by network. */
#include "base/clock.h"
#include "base/utf8.h"
#include "store/rate.h"
#include "store/report.h"
#include "web/form.h"
#include "web/forms.h"

enum { REPORTS_PER_NETWORK = 10 }; /* an hour */
#define HOUR_US (3600 * USEC_PER_SEC)

/* Long texts are no form_field. Characters are counted by the database; four bytes each at most. */
static struct str text(struct exchange *x, const char *name, size_t characters, struct complaints *c)
{
    struct str v = str_trim(pairs_get(&x->rq.form, name));
    if (v.p == NULL) return str_of("", 0);
    size_t n = utf8_count(v);
    if (n > characters)
        complaints_add(c, name, arena_printf(x->arena, "This has %zu characters; %zu are the most.", n, characters));
    return v;
}

static const char *word(struct exchange *x, const char *name, size_t characters, struct complaints *c)
{
    struct str v = text(x, name, characters, c);
    return v.n > 0 ? str_dupz(x->arena, v) : NULL;
}

static void read_report(struct exchange *x, struct report *r, struct complaints *c)
{
    *r = (struct report){.kind = str_eqz(form_field(x, "kind"), "removal") ? REPORT_REMOVAL : REPORT_MISTAKE,
                         .of_record = word(x, "record", 24, c),
                         .body = text(x, "body", REPORT_BODY_MAX, c),
                         .words = text(x, "words", REPORT_WORDS_MAX, c),
                         .organisation = word(x, "organisation", 200, c),
                         .contact = word(x, "contact", 254, c)};
    if (r->body.n < REPORT_BODY_MIN)
        complaints_add(c, "body", "Say in a sentence or two what is wrong, or what you ask for and why.");
    if (r->kind != REPORT_REMOVAL) return;
    if (r->of_record == NULL)
        complaints_add(c, "record", "Name the record that should be removed, by its identifier CA-….");
    if (r->organisation == NULL) complaints_add(c, "organisation", "Say which publisher you speak for.");
    if (r->contact == NULL)
        complaints_add(c, "contact",
                       "Give an address at which you can be asked; a request for removal is not decided without.");
}

static json_t *back(struct exchange *x, const char *name)
{
    struct str v = pairs_get(&x->rq.form, name);
    return json_stringn(v.p != NULL ? v.p : "", v.n);
}

static int again(struct exchange *x, struct complaints *c)
{
    int rc = page_show(x, "report",
                       json_pack("{s:o,s:o,s:i,s:b,s:{s:o,s:o,s:o,s:o,s:o}}", "errors", c->by_field, "error_list",
                                 c->list, "status", 422, "removal", str_eqz(form_field(x, "kind"), "removal"), "values",
                                 "record", back(x, "record"), "body", back(x, "body"), "words", back(x, "words"),
                                 "organisation", back(x, "organisation"), "contact", back(x, "contact")));
    *c = (struct complaints){0};
    return rc;
}

int form_report(struct exchange *x)
{
    struct store *st;
    struct report r;
    struct complaints c = {0};
    const char *key;
    int64_t n;
    int rc = site_store(x->site, &st);
    if (rc != OK) return rc;
    read_report(x, &r, &c);
    if (r.of_record != NULL && c.n == 0) {
        rc = report_record(st, r.of_record);
        if (rc == ERR_NOT_FOUND)
            complaints_add(&c, "record",
                           "There is no record of that identifier. Copy it from the record’s page, or leave it out.");
        if (rc != OK && rc != ERR_NOT_FOUND) return rc;
    }
    if (c.n > 0) return again(x, &c);
    rc = rate_hit(st, "report", x->rq.address_prefix, x->rq.now_us, HOUR_US, &n);
    if (rc == OK && n > REPORTS_PER_NETWORK) {
        error_show(x, 429,
                   "There were many reports from your network in this hour. Your words are not lost: go back, and send "
                   "them later.");
        return OK;
    }
    if (rc == OK) rc = report_add(st, x->arena, &r, x->rq.now_us, &key);
    if (rc == OK) see_other(x, arena_printf(x->arena, "/report/%s/?done=reported", key));
    return rc;
}
