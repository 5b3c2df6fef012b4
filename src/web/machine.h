/* Answers for machines that are no pages. */
#ifndef ATLAS_WEB_MACHINE_H
#define ATLAS_WEB_MACHINE_H

struct exchange;

/* "ok" where the database answers; else the usual 503. */
int machine_healthz(struct exchange *x);

#endif
