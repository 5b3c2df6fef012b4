/* An event of Stripe's webhooks, reduced to what counts for us. Pure. Of checkout sessions, subscriptions and invoices it takes,
 * as `facts`, a JSON object with those of these that are there and well-formed:
 *
 *   order         our token of the order, from the metadata that we gave
 *   subscription  its id at Stripe
 *   paid          payment_status of a session
 *   status        of a subscription; cancel: whether it ends with its period; ended_at
 *   period_end    of a subscription, or the latest of an invoice's lines
 *   invoice       its number; retry_at: when a payment is tried again; pay_url: Stripe's own page to pay it
 *
 * Times are RFC 3339. Both shapes that Stripe has used are read: a period on the subscription or on its items, an invoice's
 * subscription at the top or under `parent`. Of other types nothing is taken. Names and addresses of people never are. */
#ifndef ATLAS_WEB_STRIPE_EVENT_H
#define ATLAS_WEB_STRIPE_EVENT_H

#include "store/billing.h"

/* ERR_BAD_INPUT: no event; why says what is missing. Strings in the arena. */
MUST_USE int stripe_event_read(struct arena *a, struct str body, struct billing_event *ret, struct note *why);

#endif
