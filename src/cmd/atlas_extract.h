/* `atlas extract`: a page from a file to its canonical text on stdout. */
#ifndef ATLAS_CMD_ATLAS_EXTRACT_H
#define ATLAS_CMD_ATLAS_EXTRACT_H

int atlas_extract(int argc, char **argv); /* argv[0] is "extract"; the exit code */

#endif
