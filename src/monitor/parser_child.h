/* The other side of parser.h: the zygote and the children. Private to the two files. */
#ifndef ATLAS_MONITOR_PARSER_CHILD_H
#define ATLAS_MONITOR_PARSER_CHILD_H

#include "monitor/wire.h"
#include "text/decide.h"

#include <sys/types.h>

enum { PARSER_MESSAGE_MAX = 64 << 20, PARSER_ARENA_MAX = 256 << 20 };
/* What a text's comparison may come to. Real documents have some thousand clauses at most; each becomes a row. */
enum { PARSER_CLAUSES_MAX = 20000, PARSER_TEXT_ANSWER_MAX = 16 << 20 };
enum { JOB_PAGE = 1, JOB_TEXT = 2 };
enum { ZYGOTE_FORK = 'f', ZYGOTE_KILL = 'k' };

struct zygote_answer {
    pid_t pid;
};
struct zygote_kill {
    char what; /* ZYGOTE_KILL */
    pid_t pid;
};

NORETURN void parser_zygote(int fd);

void wire_put_state(struct buf *b, const struct watch_state *s);
void wire_state(struct wire *w, struct watch_state *ret);

#endif
