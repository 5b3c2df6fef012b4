/* What the desk does with forms, on the command line: one act a call, or a file of them (`atlas analyst batch`). Acts
 * are signed with the operator's system user. */
#ifndef ATLAS_CMD_ATLAS_DESK_H
#define ATLAS_CMD_ATLAS_DESK_H

#include "cmd/cli.h"

extern const char desk_usage[];

/* argv[0] is the verb. *ret_known: whether it is one of the desk's; if not, nothing was done. The store is opened. */
int desk_run(struct cli *c, int argc, char **argv, bool *ret_known);

/* Acts of a file, one a line, verb and arguments between tabs; those that are refused are named on stderr, the others
 * done. */
int desk_batch(struct cli *c, const char *file);

#endif
