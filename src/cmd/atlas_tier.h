/* `atlas tier …`: what is offered, since when, to how many, for what price. What a tier has is in sql/seed/010_tiers.sql. */
#ifndef ATLAS_CMD_ATLAS_TIER_H
#define ATLAS_CMD_ATLAS_TIER_H

int atlas_tier(int argc, char **argv);

#endif
