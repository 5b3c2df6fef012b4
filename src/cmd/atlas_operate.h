/* Commands of the operator: schema and health. */
#ifndef ATLAS_CMD_ATLAS_OPERATE_H
#define ATLAS_CMD_ATLAS_OPERATE_H

int atlas_migrate(int argc, char **argv);
int atlas_doctor(int argc, char **argv);

#endif
