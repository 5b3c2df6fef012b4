/* `atlas model`: trains and shows the linear judge that `atlas classify` and the worker ask. `atlas similar`: which
 * passages are alike. Neither needs a database. */
#ifndef ATLAS_CMD_ATLAS_MODEL_H
#define ATLAS_CMD_ATLAS_MODEL_H

int atlas_model(int argc, char **argv);
int atlas_similar(int argc, char **argv);

#endif
