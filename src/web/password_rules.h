/* Which passwords are taken (TRUST.md S1): 15 to 256 characters, any composition, nothing cut off; not what guessers
 * try first. The block list is not a list of whole passwords but of what they are made of: common words, names,
 * keyboard runs, dates, counted and repeated characters. A candidate that is nothing but one or two of these, however
 * spelt ("P@ssw0rd…"), repeated or numbered, is refused, and so is anything shorter that is only said again; so is one made of this service's name or of the person's own
 * address. The words give over a hundred thousand blocked passwords of 15 characters and more. */
#ifndef ATLAS_WEB_PASSWORD_RULES_H
#define ATLAS_WEB_PASSWORD_RULES_H

#include "base/str.h"

enum { PASSWORD_MIN = 15, PASSWORD_MAX = 256 }; /* characters */

/* NULL: fine. Else the sentence to show. address: the person's own (may be empty); site: the name of the service. */
const char *password_refusal(struct arena *a, struct str password, struct str address, const char *site);

#endif
