/* Who asks: the login behind the cookie, and the form cookie of those who have none. */
#ifndef ATLAS_WEB_VIEWER_H
#define ATLAS_WEB_VIEWER_H

#include "web/exchange.h"

/* Fills x->viewer and makes the connection show that account's rows and no other's. A cookie that is no login is no
 * error: the viewer is anonymous. ERR_IO: the database is away. */
MUST_USE int viewer_load(struct exchange *x);

/* Opens a login for the account and sets its cookie; the old login, if there was one, ends. viewed_by: the operator whose
 * view it is, else NULL. */
MUST_USE int viewer_log_in(struct exchange *x, struct store *st, int64_t account_id, const char *viewed_by);
/* Makes the connection show the rows of the account that is about to log in. */
MUST_USE int viewer_act_as(struct exchange *x, struct store *st, int64_t account_id);
/* Takes the cookie away. The row is the caller's business. */
void viewer_forget(struct exchange *x);

/* Whether the viewer's tier has a feature, by its name of sql/seed/010_tiers.sql. */
bool viewer_may(const struct viewer *v, const char *feature);

const char *viewer_cookie_name(const struct site *s);
const char *viewer_form_cookie_name(const struct site *s);
/* Holds the token of who has shown a first factor and not yet the second. */
const char *viewer_second_cookie_name(const struct site *s);

/* What only this browser has: its login, or the form cookie of who has none. p NULL: neither. Form tokens are made of it,
 * and links that work in one browser are bound to it. */
struct str viewer_secret(const struct exchange *x);
/* Its SHA-256; false: there is no secret. */
bool viewer_browser(const struct exchange *x, struct sha256 *ret);

#endif
