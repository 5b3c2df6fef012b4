/* atlas: the command line of Clause Atlas. Finds the command and hands over; each command is a function of its own file. */
#include "cmd/atlas_account.h"
#include "cmd/atlas_diff.h"
#include "cmd/atlas_extract.h"
#include "cmd/atlas_import.h"
#include "cmd/atlas_mail.h"
#include "cmd/atlas_model.h"
#include "cmd/atlas_operate.h"
#include "cmd/atlas_organisation.h"
#include "cmd/atlas_provision.h"
#include "cmd/atlas_registry.h"
#include "cmd/atlas_replay.h"
#include "cmd/atlas_tier.h"
#include "cmd/atlas_suggestion.h"
#include "cmd/cli.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static const struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *help;
} commands[] = {
    {"migrate", atlas_migrate, "bring the database's schema to the newest"},
    {"doctor", atlas_doctor, "check everything an operator can have wrong, with the mend"},
    {"platform", atlas_platform, "add, list or show platforms"},
    {"document", atlas_document, "add, list or show documents of a platform"},
    {"preview", atlas_preview, "what would be kept of a page, without keeping it"},
    {"import", atlas_import, "declarations, versions or provisions in bulk"},
    {"export", atlas_export, "records as CSV"},
    {"extract", atlas_extract, "page → canonical text"},
    {"clauses", atlas_clauses, "canonical text → clauses"},
    {"diff", atlas_diff, "what changed between two texts"},
    {"classify", atlas_classify, "passages → clause types"},
    {"model", atlas_model, "train and show the linear judge of clause types"},
    {"similar", atlas_similar, "passages → the nearest ones of other platforms"},
    {"replay", atlas_replay, "what the worker would make of a folder of captures or texts"},
    {"account", atlas_account, "create, list, show and administer accounts"},
    {"organisation", atlas_organisation, "people who share a watchlist: list, show, hand over, end"},
    {"tier", atlas_tier, "what is offered, since when, and for what price"},
    {"analyst", atlas_analyst, "analysts, proposals and provisions"},
    {"suggestion", atlas_suggestion, "platforms that people suggest: list, show, accept, refuse"},
    {"mail", atlas_mail, "the outbox: list, show; what came back"},
};
enum { NCOMMANDS = sizeof commands / sizeof *commands };

static int print_commands(FILE *out)
{
    fputs("usage: atlas [--config FILE] COMMAND …\n\n", out);
    for (size_t i = 0; i < NCOMMANDS; i++) fprintf(out, "  %-12s %s\n", commands[i].name, commands[i].help);
    fputs("\n`atlas COMMAND --help` tells more; atlas(1) tells all. Exit codes: 0 done, 1 failed, 2 usage,\n"
          "3 the input is not what it claims.\n", out);
    return out == stdout ? EXIT_DONE : EXIT_USAGE;
}

/* `--config FILE` and `--config=FILE` may stand anywhere before `--`: taken out here, so that no command need know it. */
static int take_config(int argc, char **argv)
{
    int n = 1;
    bool over = false;
    for (int i = 1; i < argc; i++) {
        over = over || strcmp(argv[i], "--") == 0;
        if (!over && strcmp(argv[i], "--config") == 0 && i + 1 < argc) setenv("ATLAS_CONFIG", argv[++i], 1);
        else if (!over && strncmp(argv[i], "--config=", 9) == 0) setenv("ATLAS_CONFIG", argv[i] + 9, 1);
        else argv[n++] = argv[i];
    }
    argv[n] = NULL;
    return n;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN);
    argc = take_config(argc, argv);
    if (argc < 2) return print_commands(stderr);
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) return print_commands(stdout);
    for (size_t i = 0; i < NCOMMANDS; i++) {
        if (strcmp(argv[1], commands[i].name) != 0) continue;
        int code = commands[i].run(argc - 1, argv + 1);
        if (fflush(stdout) == 0 && !ferror(stdout)) return code;
        fprintf(stderr, "atlas: what was to be written could not be written\n");
        return EXIT_FAILED;
    }
    fprintf(stderr, "atlas: there is no command \"%s\"\n", argv[1]);
    return print_commands(stderr);
}
