/* The desk's forms about provisions: one from a clause, a draft, a revision. Guards and rights of the route have passed
 * when they run; the database asks for the right once more (store/provision.h).
 *
 * The form has one page of its own for a clause and one for a provision, and the same fields on both; its buttons are
 * `action`: publish, save (as a draft), preview (nothing is kept), drop. Publishing meets, in this order: complaints
 * about fields, remarks on wording and doubles, which `anyway` passes over, and what the database refuses. */
#ifndef ATLAS_WEB_FORM_ANALYST_H
#define ATLAS_WEB_FORM_ANALYST_H

struct exchange;

int form_analyst_clause(struct exchange *x);    /* POST /analyst/clause/:clause/ */
int form_analyst_provision(struct exchange *x); /* POST /analyst/provision/:record/ */
int form_analyst_refuse(struct exchange *x);    /* POST /analyst/refuse: a proposal */
int form_analyst_help(struct exchange *x);      /* POST /analyst/clause/:clause/help: asks for a draft of words */

#endif
