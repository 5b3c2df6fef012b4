/* Commands that take in much at once. argv[0] of each is its own name: "declarations", "versions", "provisions". */
#ifndef ATLAS_CMD_ATLAS_IMPORT_H
#define ATLAS_CMD_ATLAS_IMPORT_H

int atlas_import(int argc, char **argv);              /* finds the one of these that is meant */
int atlas_import_declarations(int argc, char **argv); /* what is to be watched: Open Terms Archive declarations */
int atlas_import_versions(int argc, char **argv);     /* what was seen elsewhere: a history of texts */
int atlas_import_provisions(int argc, char **argv);   /* what is to be said about clauses */

#endif
