/* Organisations: people who share a watchlist. Owners say who is in it; everybody says for themselves what mail of it they
 * want, and may leave. Whoever is not in it, or not an owner where one is needed, gets the page of a missing record or a
 * refusal: what is in an organisation is nobody else's business. */
#include "base/clock.h"
#include "base/utf8.h"
#include "store/account.h"
#include "store/organisation.h"
#include "store/rate.h"
#include "web/form.h"
#include "web/forms.h"

#include <inttypes.h>

enum { INVITATIONS_A_DAY = 40, LETTERS_PER_ADDRESS = 3 };

static int id_of(struct str s, int64_t *ret) { return str_int(s, 1, INT64_MAX, ret) == OK ? OK : ERR_NOT_FOUND; }

static const char *role_of(struct exchange *x)
{
    static const char *const roles[] = {"owner", "member", "viewer"};
    return form_choice(x, "role", roles, 3);
}

/* A name is mailed to strangers in invitations: no address of anything in it, and nothing that breaks a line. */
static const char *name_refusal(struct str name)
{
    if (name.n == 0) return "Give the organisation a name.";
    if (!utf8_valid(name) || utf8_count(name) > ORGANISATION_NAME_MAX) return "A name has at most 80 characters.";
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < ' ' || name.p[i] == 0x7F || name.p[i] == '/' || name.p[i] == '@' || name.p[i] == '<' || name.p[i] == '>')
            return "A name has no slashes, no @ and no angle brackets.";
    return NULL;
}

/* For the security log, which holds no content. */
static const char *numbered(struct exchange *x, int64_t id) { return arena_printf(x->arena, "organisation %" PRId64, id); }

static const char *page_of(struct exchange *x, int64_t id, const char *done)
{
    return arena_printf(x->arena, "/organisation/%" PRId64 "/?done=%s", id, done);
}

/* The organisation of the address, as the viewer sees it. owner: who is none is refused. */
static int enter(struct exchange *x, bool owner, struct store **ret_st, struct organisation *ret)
{
    int64_t id;
    int rc = site_store(x->site, ret_st);
    if (rc == OK) rc = id_of(pairs_get(&x->rq.params, "organisation"), &id);
    if (rc == OK) rc = organisation_see(*ret_st, x->arena, x->viewer.account_id, id, ret);
    return rc == OK && owner && strcmp(ret->role, "owner") != 0 ? ERR_DENIED : rc;
}

static int again(struct exchange *x, const char *field, const char *sentence)
{
    struct complaints c = {0};
    complaints_add(&c, field, sentence);
    return form_again(x, "organisation", &c, "name", "address", "role", NULL);
}

/* A letter to one of its people about what somebody did. */
static int tell(struct exchange *x, struct store *st, const struct organisation *o, const struct person *p, const char *what, const char *subject)
{
    return form_notice(x, st,
                       &(struct notice){.account_id = p->account_id,
                                        .address = p->address,
                                        .what = what,
                                        .subject = subject,
                                        .url = arena_printf(x->arena, "%s/organisations/", x->site->base_url),
                                        .more = json_pack("{s:s,s:s}", "organisation", o->name, "by", x->viewer.address)});
}

/* ---- making one ------------------------------------------------------------------------------------------------------ */

int form_organisation_create(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    struct str name = str_trim(form_field(x, "name"));
    const char *refusal = name_refusal(name);
    int64_t id = 0;
    int rc = site_store(x->site, &st);
    if (rc == OK && refusal == NULL) rc = organisation_create(st, x->viewer.account_id, name, x->rq.now_us, &id);
    if (rc == ERR_DENIED) refusal = "Your tier has no organisations. Pricing says which have; the trials need no card.";
    if (rc == ERR_CONFLICT) refusal = "You carry an organisation already. Hand it over, or end it, to make another.";
    if (refusal != NULL) {
        complaints_add(&c, "name", refusal);
        return form_again(x, "organisations", &c, "name", NULL);
    }
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "organisation made", numbered(x, id));
    if (rc == OK) see_other(x, page_of(x, id, "organisation-made"));
    return rc;
}

int form_organisation_name(struct exchange *x)
{
    struct store *st;
    struct organisation o;
    struct str name = str_trim(form_field(x, "name"));
    const char *refusal = name_refusal(name);
    int rc = enter(x, true, &st, &o);
    if (rc == OK && refusal != NULL) return again(x, "name", refusal);
    if (rc == OK) rc = organisation_rename(st, o.id, name);
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "organisation renamed", numbered(x, o.id));
    if (rc == OK) see_other(x, page_of(x, o.id, "saved"));
    return rc;
}

/* ---- invitations ------------------------------------------------------------------------------------------------------ */

/* The same answer whether or not the address has an account; the letter says what to do in either case. */
static int invite(struct exchange *x, struct store *st, const struct organisation *o, struct invitation *i)
{
    int64_t id, letters;
    const char *address = str_dupz(x->arena, i->address);
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = invitation_add(st, i, x->rq.now_us, &id);
    if (rc == OK) rc = rate_hit(st, "letter", rate_address_key(x->arena, i->address), x->rq.now_us, 3600 * USEC_PER_SEC, &letters);
    if (rc == OK && letters > LETTERS_PER_ADDRESS) rc = ERR_LIMIT;
    if (rc == OK)
        rc = form_notice(x, st,
                         &(struct notice){.address = address,
                                          .what = "invited",
                                          .subject = arena_printf(x->arena, "Invitation to the watchlist of %s", o->name),
                                          .url = arena_printf(x->arena, "%s/organisations/", x->site->base_url),
                                          .key = arena_printf(x->arena, "%" PRId64, id),
                                          .more = json_pack("{s:s,s:s,s:s,s:i}", "organisation", o->name, "by", x->viewer.address, "role",
                                                            i->role, "days", (int)(INVITATION_US / USEC_PER_DAY))});
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "invited to an organisation", numbered(x, o->id));
    return store_end(st, rc);
}

int form_organisation_invite(struct exchange *x)
{
    struct store *st;
    struct organisation o;
    int64_t n;
    struct invitation i = {.invited_by = x->viewer.account_id, .role = role_of(x)};
    int rc = enter(x, true, &st, &o);
    if (rc != OK) return rc;
    i.organisation_id = o.id;
    if (account_address(x->arena, form_field(x, "address"), &i.address) != OK)
        return again(x, "address", "Enter an e-mail address like name@example.org.");
    if (i.role == NULL) return again(x, "role", "Choose a role.");
    const char *key = arena_printf(x->arena, "%" PRId64, x->viewer.account_id);
    rc = rate_hit(st, "invite", key, x->rq.now_us, USEC_PER_DAY, &n);
    if (rc == OK && n > INVITATIONS_A_DAY) return again(x, "address", "That were many invitations for one day. Go on tomorrow.");
    if (rc == OK) rc = invite(x, st, &o, &i);
    if (rc == ERR_CONFLICT) return again(x, "address", "This address is in the organisation, or has an open invitation.");
    if (rc == ERR_LIMIT) return again(x, "address", "This address got several letters within the hour. Try again later.");
    if (rc == OK) see_other(x, page_of(x, o.id, "invited"));
    return rc;
}

int form_organisation_withdraw(struct exchange *x)
{
    struct store *st;
    struct organisation o = {0};
    int64_t id;
    int rc = enter(x, true, &st, &o);
    if (rc == OK) rc = id_of(form_field(x, "invitation"), &id);
    if (rc == OK) rc = invitation_withdraw(st, o.id, id, x->rq.now_us);
    if (rc == OK || (rc == ERR_NOT_FOUND && o.id != 0)) {
        see_other(x, page_of(x, o.id, "withdrawn-invitation")); /* answered meanwhile: the page says how */
        return OK;
    }
    return rc;
}

/* On the page of who is invited. */
int form_organisation_answer(struct exchange *x)
{
    struct store *st;
    struct complaints c = {0};
    int64_t id, organisation = 0;
    bool yes = str_eqz(form_field(x, "answer"), "accept");
    int rc = site_store(x->site, &st);
    if (rc == OK) rc = id_of(form_field(x, "invitation"), &id);
    if (rc == OK)
        rc = yes ? invitation_accept(st, x->viewer.account_id, id, x->rq.now_us, &organisation)
                 : invitation_decline(st, strz(x->viewer.address), id, x->rq.now_us);
    if (rc == ERR_LIMIT) complaints_add(&c, "invitation", "The organisation has no room for another person. Its owner can make some, or take a larger tier.");
    if (rc == ERR_NOT_FOUND) complaints_add(&c, "invitation", "This invitation was taken back, is answered already, or is older than two weeks.");
    if (c.n > 0) return form_again(x, "organisations", &c, NULL);
    if (rc == OK && yes) rc = form_security(x, st, x->viewer.account_id, "joined an organisation", numbered(x, organisation));
    if (rc == OK && yes) see_other(x, arena_printf(x->arena, "/watchlist/?list=%" PRId64 "&done=joined", organisation));
    if (rc == OK && !yes) see_other(x, "/organisations/?done=declined");
    return rc;
}

/* ---- people ------------------------------------------------------------------------------------------------------------ */

/* The person whose row the form is about. */
static int person_of(struct exchange *x, struct store *st, const struct organisation *o, struct person *ret)
{
    struct person *v = NULL;
    size_t n = 0;
    int64_t id;
    int rc = id_of(form_field(x, "person"), &id);
    if (rc == OK) rc = organisation_people(st, x->arena, o->id, &v, &n);
    for (size_t i = 0; rc == OK && i < n; i++)
        if (v[i].account_id == id) {
            *ret = v[i];
            return OK;
        }
    return rc == OK ? ERR_NOT_FOUND : rc;
}

int form_organisation_role(struct exchange *x)
{
    struct store *st;
    struct organisation o;
    struct person p;
    const char *role = role_of(x);
    int rc = enter(x, true, &st, &o);
    if (rc == OK) rc = person_of(x, st, &o, &p);
    if (rc == OK && role == NULL) return again(x, "people", "Choose a role.");
    if (rc == OK) rc = member_set_role(st, o.id, p.account_id, role);
    if (rc == OK) rc = form_security(x, st, p.account_id, arena_printf(x->arena, "%s of an organisation", role), numbered(x, o.id));
    if (rc == ERR_BAD_INPUT) return again(x, "people", "Whoever carries the organisation is an owner. Hand it over first.");
    if (rc == OK) see_other(x, page_of(x, o.id, "saved"));
    return rc;
}

static int take_out(struct exchange *x, struct store *st, const struct organisation *o, const struct person *p)
{
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = member_remove(st, o->id, p->account_id);
    if (rc == OK) rc = tell(x, st, o, p, "removed", arena_printf(x->arena, "You are no longer in %s", o->name));
    if (rc == OK) rc = form_security(x, st, p->account_id, "taken out of an organisation", numbered(x, o->id));
    return store_end(st, rc);
}

int form_organisation_remove(struct exchange *x)
{
    struct store *st;
    struct organisation o = {0};
    struct person p;
    int rc = enter(x, true, &st, &o);
    if (rc == OK) rc = person_of(x, st, &o, &p);
    if (rc == OK) rc = take_out(x, st, &o, &p);
    if ((rc == ERR_NOT_FOUND && o.id != 0) || rc == ERR_BAD_INPUT) return again(x, "people", "That person is not in the organisation, or carries it.");
    if (rc == OK) see_other(x, page_of(x, o.id, "person-removed"));
    return rc;
}

int form_organisation_leave(struct exchange *x)
{
    struct store *st;
    struct organisation o;
    int rc = enter(x, false, &st, &o);
    if (rc == OK && o.carries) return again(x, "leave", "You carry this organisation. Hand it over to another owner, or end it.");
    if (rc == OK) rc = member_remove(st, o.id, x->viewer.account_id);
    if (rc == ERR_BAD_INPUT) rc = ERR_NOT_FOUND; /* handed over to the viewer at this moment */
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "left an organisation", numbered(x, o.id));
    if (rc == OK) see_other(x, "/organisations/?done=left");
    return rc;
}

int form_organisation_mail(struct exchange *x)
{
    struct store *st;
    struct organisation o;
    int rc = enter(x, false, &st, &o);
    if (rc == OK)
        rc = member_set_mail(st, o.id, x->viewer.account_id, str_eqz(form_field(x, "alerts"), "on"), str_eqz(form_field(x, "digest"), "on"));
    if (rc == OK) see_other(x, page_of(x, o.id, "saved"));
    return rc;
}

/* ---- the end, or another carrier ------------------------------------------------------------------------------------------ */

static int give(struct exchange *x, struct store *st, const struct organisation *o, const struct person *p)
{
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = organisation_hand_over(st, o->id, x->viewer.account_id, p->account_id, x->rq.now_us);
    if (rc == OK) rc = tell(x, st, o, p, "carries", arena_printf(x->arena, "You carry %s from now on", o->name));
    if (rc == OK) rc = form_security(x, st, p->account_id, "carries an organisation", numbered(x, o->id));
    return store_end(st, rc);
}

int form_organisation_hand_over(struct exchange *x)
{
    struct store *st;
    struct organisation o;
    struct person p;
    int rc = enter(x, true, &st, &o);
    if (rc == OK && !o.carries) rc = ERR_DENIED;
    if (rc == OK) rc = person_of(x, st, &o, &p);
    if (rc != OK) return rc;
    rc = give(x, st, &o, &p);
    if (rc == ERR_BAD_INPUT) return again(x, "carrier", "Only an owner can carry it. Make that person an owner first.");
    if (rc == ERR_DENIED) return again(x, "carrier", "That person’s tier has no organisations.");
    if (rc == ERR_CONFLICT) return again(x, "carrier", "That person carries another organisation.");
    if (rc == OK) see_other(x, page_of(x, o.id, "handed-over"));
    return rc;
}

static int end(struct exchange *x, struct store *st, const struct organisation *o)
{
    struct person *v = NULL;
    size_t n = 0;
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = organisation_people(st, x->arena, o->id, &v, &n);
    for (size_t i = 0; rc == OK && i < n; i++)
        if (v[i].account_id != x->viewer.account_id) rc = tell(x, st, o, &v[i], "ended", arena_printf(x->arena, "%s has ended", o->name));
    if (rc == OK) rc = organisation_end(st, o->id, x->viewer.account_id);
    if (rc == OK) rc = form_security(x, st, x->viewer.account_id, "organisation ended", numbered(x, o->id));
    return store_end(st, rc);
}

/* It cannot be undone, so the password is asked for. */
int form_organisation_end(struct exchange *x)
{
    struct store *st;
    struct organisation o;
    struct complaints c = {0};
    int rc = enter(x, true, &st, &o);
    if (rc == OK && !o.carries) return ERR_DENIED;
    if (rc == OK) rc = form_password_again(x, st, &c);
    if (rc == ERR_LIMIT) return OK;
    if (c.n > 0) return form_again(x, "organisation", &c, NULL);
    if (rc == OK) rc = end(x, st, &o);
    if (rc == OK) see_other(x, "/organisations/?done=organisation-ended");
    return rc;
}
