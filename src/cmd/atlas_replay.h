/* `atlas replay`: captures of one document, one after the other, through extraction, judging and comparison. */
#ifndef ATLAS_CMD_ATLAS_REPLAY_H
#define ATLAS_CMD_ATLAS_REPLAY_H

int atlas_replay(int argc, char **argv); /* argv[0] is "replay"; the exit code */

#endif
