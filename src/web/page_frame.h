/* What every page shows besides its own JSON: site, page, viewer, flash, form. */
#ifndef ATLAS_WEB_PAGE_FRAME_H
#define ATLAS_WEB_PAGE_FRAME_H

#include "web/exchange.h"

/* Sets the frame's members of an object. noindex: search engines are asked to pass. */
void page_add_frame(struct exchange *x, json_t *root, bool noindex);

#endif
