/* `atlas account …`: what an operator does with accounts. */
#ifndef ATLAS_CMD_ATLAS_ACCOUNT_H
#define ATLAS_CMD_ATLAS_ACCOUNT_H

int atlas_account(int argc, char **argv);

#endif
