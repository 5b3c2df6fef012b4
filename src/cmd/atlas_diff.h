/* `atlas clauses`: a canonical text from a file to its clauses. `atlas diff`: two texts to change items and a redline.
 */
#ifndef ATLAS_CMD_ATLAS_DIFF_H
#define ATLAS_CMD_ATLAS_DIFF_H

int atlas_clauses(int argc, char **argv); /* argv[0] is "clauses"; the exit code */
int atlas_diff(int argc, char **argv);    /* argv[0] is "diff"; the exit code */

#endif
