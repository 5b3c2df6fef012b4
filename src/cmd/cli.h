/* What the commands of `atlas` share: exit codes, configuration, the store, sentences on stderr. Contract of the command
 * line (scripts depend on it): data on stdout, words on stderr, FILE `-` is stdin, exit 0 done, 1 failed, 2 usage, 3 the
 * input is not what it claims. `--config FILE` anywhere before `--` is taken out by main(). */
#ifndef ATLAS_CMD_CLI_H
#define ATLAS_CMD_CLI_H

#include "base/buf.h"
#include "base/conf.h"
#include "store/db.h"

enum exit_code { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_INPUT = 3 };

struct cli {
    struct arena arena;   /* lives as long as the command; a command that needs a ceiling of its own inits it first */
    struct conf *conf;
    struct store *store;  /* NULL until cli_open_store */
    int64_t now_us;       /* one instant for the whole command */
};

/* Both say on stderr what is wrong and return an exit code; EXIT_DONE is 0. cli_open_store does cli_open first. */
int cli_open(struct cli *c);
int cli_open_store(struct cli *c);
void cli_close(struct cli *c);

const char *cli_share_dir(struct cli *c); /* folder with templates/ and sql/ */
int cli_fail(const char *command, int err, const char *fmt, ...) PRINTF(3, 4); /* prints; exit code that fits err */
int cli_usage(const char *usage, bool asked); /* to stdout and 0 when asked for, else to stderr and 2 */
/* The whole of a file, or of stdin for "-", as a slice in the arena, NUL behind it. Says on stderr what failed. */
int cli_read(struct cli *c, const char *path, size_t max_bytes, struct str *ret);
struct cli_verb {
    const char *name;
    int (*run)(struct cli *c, int argc, char **argv); /* argv[0] is the verb; the store is open */
};
/* `atlas COMMAND VERB …` of commands that all work on the database: opens it, runs the verb, closes. argv[0] is the command. */
int cli_run_verb(const struct cli_verb *verbs, size_t n, const char *usage, int argc, char **argv);

const char *cli_operator(void); /* the system user who runs the command: the name in the security log and the desk's record */
bool cli_progress(void); /* stderr is a terminal: long work shows where it is */

#endif
