/* atlas suggestion: platforms that people suggest (store/suggestion.h). */
#ifndef ATLAS_CMD_ATLAS_SUGGESTION_H
#define ATLAS_CMD_ATLAS_SUGGESTION_H

int atlas_suggestion(int argc, char **argv);

#endif
