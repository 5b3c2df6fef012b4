#include "cmd/cli.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
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
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    struct buf b;
    char chunk[65536];
    ssize_t n = -1;
    buf_init(&b, max_bytes);
    while (fd >= 0 && !buf_failed(&b) && (n = read(fd, chunk, sizeof chunk)) > 0) buf_add(&b, chunk, (size_t)n);
    int code = EXIT_DONE;
    if (buf_failed(&b)) {
        fprintf(stderr, "atlas: %s is larger than %zu bytes, the limit\n", path, max_bytes);
        code = EXIT_INPUT;
    } else if (n < 0) {
        fprintf(stderr, "atlas: %s cannot be read: %s\n", path, strerror(errno));
        code = EXIT_FAILED;
    } else {
        *ret = str_of(arena_dup(&c->arena, b.p, b.n), b.n);
    }
    if (fd >= 0 && !standard) close(fd);
    buf_release(&b);
    return code;
}

bool cli_progress(void)
{
    return isatty(STDERR_FILENO) == 1;
}
