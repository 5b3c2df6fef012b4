/* `atlas organisation list|show|hand-over|end`: people who share a watchlist, for the operator. */
#ifndef ATLAS_CMD_ATLAS_ORGANISATION_H
#define ATLAS_CMD_ATLAS_ORGANISATION_H

int atlas_organisation(int argc, char **argv);

#endif
