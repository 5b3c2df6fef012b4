/* The desk's smaller acts on one record, each a form of its own: laws, likeness, withdrawal, "still right", triage of
 * changes, matches of clauses, answers to reports. Guards and rights of the route have passed when they run. What is
 * refused shows the page again, 422, with the reason on top. */
#ifndef ATLAS_WEB_FORM_RECORD_H
#define ATLAS_WEB_FORM_RECORD_H

struct exchange;

int form_record_law(struct exchange *x);      /* POST /analyst/provision/:record/law */
int form_record_unlike(struct exchange *x);   /* POST /analyst/provision/:record/unlike */
int form_record_withdraw(struct exchange *x); /* POST /analyst/provision/:record/withdraw */
int form_record_reaffirm(struct exchange *x); /* POST /analyst/provision/:record/reaffirm */
int form_record_sort(struct exchange *x);     /* POST /analyst/change/:change/sort */
int form_record_match(struct exchange *x);    /* POST /analyst/change/:change/match */
int form_record_answer(struct exchange *x);   /* POST /analyst/report/:report/answer */

#endif
