/* What lies beside a page for other eyes than a browser's: the PDF for paper and files, the picture for shared links.
 * Both are made of what the page's own query gave, so what the viewer's tier may see is decided already. */
#ifndef ATLAS_WEB_PRINTED_H
#define ATLAS_WEB_PRINTED_H

#include "web/exchange.h"

/* The reply's body, the page as HTML, becomes its PDF. A page that is too long is told so: 413. */
MUST_USE int printed_pdf(struct exchange *x, const struct node *root);
/* The picture of a page: headline, place, severity, date, by the table of the pages that have one. */
MUST_USE int printed_picture(struct exchange *x, const char *page, const struct node *root);

#endif
