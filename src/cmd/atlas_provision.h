/* Commands about knowledge: classifying passages, editing provisions, exporting tables. */
#ifndef ATLAS_CMD_ATLAS_PROVISION_H
#define ATLAS_CMD_ATLAS_PROVISION_H

int atlas_classify(int argc, char **argv);          /* atlas_classify.c; needs no database */
int atlas_export(int argc, char **argv);            /* atlas_export.c */
int atlas_export_drafts(int argc, char **argv);     /* atlas_export_drafts.c; argv[0] is "drafts" */
int atlas_analyst(int argc, char **argv);           /* atlas_analyst.c */

#endif
