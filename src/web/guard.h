/* Guards: whether a request may reach its page or handler. Each reads a flag of the route (web/route.h).
 *
 * The form token is HMAC-SHA-256(secret, "form") in base64url, where the secret is the login's cookie, or, for nobody
 * logged in, a form cookie of 256 random bits that lives two hours. Neither can be read by another site, and with the
 * __Host- prefix neither can be set by one.
 *
 * A login that is an operator's view passes no POST but the one that ends it, and no page of the owner alone. */
#ifndef ATLAS_WEB_GUARD_H
#define ATLAS_WEB_GUARD_H

#include "web/exchange.h"

/* True: go on. False: the reply is made. */
bool guard_pass(struct exchange *x);

/* The token for a form of this page; sets the form cookie where it is needed. */
const char *guard_form_token(struct exchange *x);

/* ---- pure parts, for the tests ---- */
const char *form_token_of(struct arena *a, struct str secret);
bool form_token_good(struct arena *a, struct str secret, struct str token);
/* Origin and Sec-Fetch-Site of a POST: both absent is fine (old browsers, the token decides); anything foreign is not.
 */
bool same_origin(struct str origin, struct str fetch_site, const char *own_origin);

#endif
