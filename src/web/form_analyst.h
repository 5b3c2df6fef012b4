/* The handlers of the analyst's desk. The guards NEED_ACCOUNT, NEED_ANALYST and NEED_CSRF have passed when they run. */
#ifndef ATLAS_WEB_FORM_ANALYST_H
#define ATLAS_WEB_FORM_ANALYST_H

struct exchange;

int form_analyst_publish(struct exchange *x); /* POST /analyst/clause/:clause/ */
int form_analyst_refuse(struct exchange *x);  /* POST /analyst/refuse */

#endif
