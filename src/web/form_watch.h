/* What the forms about watchlists share. */
#ifndef ATLAS_WEB_FORM_WATCH_H
#define ATLAS_WEB_FORM_WATCH_H

#include "store/watch.h"
#include "web/exchange.h"

/* Whose watchlist the form is about: field `list` is an organisation's number; empty: the person's own. ERR_NOT_FOUND: it is no
 * number. What they may not change, the store finds no row of. */
MUST_USE int form_watchlist(struct exchange *x, struct watchlist *ret);

#endif
