#include "cmd/cli.h"

#include "base/clock.h"
#include "base/file.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ARENA_MAX = 256 << 20 };

int cli_open(struct cli *c)
{
    struct note why;
    if (c->conf != NULL) return EXIT_DONE;
    if (c->arena.max_bytes == 0) arena_init(&c->arena, ARENA_MAX);
    if (conf_load(&c->arena, NULL, &c->conf, &why) != OK) {
        fprintf(stderr, "atlas: %s\n", why.text);
        return EXIT_FAILED;
    }
    if (conf_text(c->conf, CONF_CLOCK)[0] != '\0') clock_set_file(conf_text(c->conf, CONF_CLOCK));
    c->now_us = clock_now_us();
    return EXIT_DONE;
}

int cli_open_store(struct cli *c)
{
    struct note why;
    int code = cli_open(c);
    if (code != EXIT_DONE || c->store != NULL) return code;
    if (conf_text(c->conf, CONF_DB)[0] == '\0') {
        fprintf(stderr, "atlas: no database is configured: set ATLAS_DB, or run `make up`, which writes var/atlas.conf\n");
        return EXIT_FAILED;
    }
    if (store_open(conf_text(c->conf, CONF_DB), 0, &c->store, &why) != OK) {
        fprintf(stderr, "atlas: %s\n", why.text);
        return EXIT_FAILED;
    }
    return EXIT_DONE;
}

void cli_close(struct cli *c)
{
    store_close(c->store);
    c->store = NULL;
    arena_release(&c->arena);
}

const char *cli_share_dir(struct cli *c)
{
    return conf_share(&c->arena, c->conf);
}

int cli_fail(const char *command, int err, const char *fmt, ...)
{
    va_list ap;
    fprintf(stderr, "atlas %s: ", command);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    return err == ERR_BAD_INPUT ? EXIT_INPUT : EXIT_FAILED;
}

int cli_usage(const char *usage, bool asked)
{
    fputs(usage, asked ? stdout : stderr);
    return asked ? EXIT_DONE : EXIT_USAGE;
}

int cli_read(struct cli *c, const char *path, size_t max_bytes, struct str *ret)
{
    struct note why;
    int rc = file_read(&c->arena, path, max_bytes, ret, &why);
    if (rc != OK) fprintf(stderr, "atlas: %s\n", why.text);
    return rc == OK ? EXIT_DONE : rc == ERR_LIMIT ? EXIT_INPUT : EXIT_FAILED;
}

int cli_run_verb(const struct cli_verb *verbs, size_t n, const char *usage, int argc, char **argv)
{
    struct cli c = {0};
    if (argc < 2) return cli_usage(usage, false);
    if (strcmp(argv[1], "--help") == 0) return cli_usage(usage, true);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(argv[1], verbs[i].name) != 0) continue;
        int code = cli_open_store(&c);
        if (code == EXIT_DONE) code = verbs[i].run(&c, argc - 1, argv + 1);
        cli_close(&c);
        return code;
    }
    return cli_usage(usage, false);
}

const char *cli_operator(void)
{
    const struct passwd *user = getpwuid(getuid());
    return user != NULL ? user->pw_name : "operator";
}

bool cli_progress(void)
{
    return isatty(STDERR_FILENO) == 1;
}
