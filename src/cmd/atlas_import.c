#include "cmd/atlas_import.h"

#include "cmd/cli.h"

#include <string.h>

static const char usage[] = "usage: atlas import declarations DIR [--dry-run]   what is to be watched: Open Terms Archive declarations\n"
                            "       atlas import versions DIR [--dry-run]       what was seen elsewhere: a history of texts\n"
                            "       atlas import provisions FILE [--dry-run]    what is to be said about clauses: published in bulk\n"
                            "\n"
                            "Importing the same again does nothing. `atlas import versions --help` and so on tell the formats.\n";

int atlas_import(int argc, char **argv)
{
    if (argc < 2 || strcmp(argv[1], "--help") == 0) return cli_usage(usage, argc == 2);
    if (strcmp(argv[1], "declarations") == 0) return atlas_import_declarations(argc - 1, argv + 1);
    if (strcmp(argv[1], "versions") == 0) return atlas_import_versions(argc - 1, argv + 1);
    if (strcmp(argv[1], "provisions") == 0) return atlas_import_provisions(argc - 1, argv + 1);
    return cli_usage(usage, false);
}
