/* Commands about what is watched. */
#ifndef ATLAS_CMD_ATLAS_REGISTRY_H
#define ATLAS_CMD_ATLAS_REGISTRY_H

int atlas_platform(int argc, char **argv);
int atlas_document(int argc, char **argv);
int atlas_preview(int argc, char **argv);

#endif
