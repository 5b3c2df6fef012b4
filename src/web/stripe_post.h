/* What machines of others send us, signed. */
#ifndef ATLAS_WEB_STRIPE_POST_H
#define ATLAS_WEB_STRIPE_POST_H

struct exchange;

/* POST /billing/stripe: an event of the payment provider. Nothing in it is looked at before its signature is right
 * (crypt/signature.h). It is kept as a row for the worker and answered with 200, also when it is there already; so the
 * provider sends again only what was not kept. 400: forged, older than five minutes, or no event. */
int stripe_post(struct exchange *x);

#endif
