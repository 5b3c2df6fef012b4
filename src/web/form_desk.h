/* The handlers of the queue of held and refused sources. The guards NEED_ACCOUNT, NEED_ANALYST and NEED_CSRF have
 * passed when they run; the database asks for the role once more (store/desk.h). */
#ifndef ATLAS_WEB_FORM_DESK_H
#define ATLAS_WEB_FORM_DESK_H

struct exchange;

int form_desk_judge(struct exchange *x);  /* POST /analyst/source/:source/judge */
int form_desk_select(struct exchange *x); /* POST /analyst/source/:source/select */

#endif
