#include "base/utf8.h"
#include "base/vec.h"
#include "cmd/atlas_model.h"
#include "cmd/cli.h"
#include "text/similar.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

enum { INPUT_BYTES_MAX = 64 << 20 };
#define WORK_BYTES_MAX ((size_t)2 << 30)

static const char usage[] =
    "usage: atlas similar [--least STRENGTH] FILE [QUERIES]\n"
    "\n"
    "FILE holds a passage per line: platform, tab, text. For each of its lines, or of those of QUERIES, prints the\n"
    "nearest passages of other platforms in FILE, at most three and one a platform, as the provision page does: line,\n"
    "nearest line, strength. Where nothing is near, nothing is printed.\n"
    "\n"
    "  --least STRENGTH   0 to 1 (default 0.42)\n";

struct passage {
    struct str platform;
    struct trigrams trigrams;
};

struct passages {
    struct passage *v;
    size_t n, cap;
};

struct near {
    size_t line;
    double strength;
};

static int read_passages(struct cli *cli, const char *path, struct passages *ret)
{
    struct str text, line, platform;
    int code = cli_read(cli, path, INPUT_BYTES_MAX, &text);
    if (code != EXIT_DONE) return code;
    for (size_t number = 1; str_next(&text, '\n', &line); number++) {
        if (line.n == 0 && text.n == 0) break;
        if (ret->n == ret->cap) ret->v = vec_grow(&cli->arena, ret->v, &ret->cap, sizeof *ret->v);
        if (!utf8_valid(line) || !str_next(&line, '\t', &platform))
            return cli_fail("similar", ERR_BAD_INPUT, "%s, line %zu is not platform, tab, text in UTF-8", path, number);
        struct passage *p = &ret->v[ret->n++];
        p->platform = platform;
        trigrams_of(&cli->arena, line, &p->trigrams);
    }
    return EXIT_DONE;
}

/* Keeps the nearest, the earlier of equals, one a platform. */
static void keep(const struct passages *all, struct near best[SIMILAR_SHOWN], size_t *n, struct near candidate)
{
    size_t at = *n, same = *n;
    for (size_t i = 0; i < *n; i++)
        if (str_eq(all->v[best[i].line].platform, all->v[candidate.line].platform)) same = i;
    if (same < *n && best[same].strength >= candidate.strength) return;
    if (same < *n) {
        memmove(&best[same], &best[same + 1], (*n - same - 1) * sizeof *best);
        at = --*n;
    }
    while (at > 0 && best[at - 1].strength < candidate.strength) at--;
    if (at == SIMILAR_SHOWN) return;
    size_t behind = (*n == SIMILAR_SHOWN ? *n - 1 : *n) - at;
    memmove(&best[at + 1], &best[at], behind * sizeof *best);
    best[at] = candidate;
    if (*n < SIMILAR_SHOWN) ++*n;
}

static void print_nearest(const struct passages *all, const struct passage *query, size_t line, double least)
{
    struct near best[SIMILAR_SHOWN];
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct passage *p = &all->v[i];
        size_t few = p->trigrams.n < query->trigrams.n ? p->trigrams.n : query->trigrams.n;
        size_t many = p->trigrams.n + query->trigrams.n - few;
        if ((double)few < least * (double)many || str_eq(p->platform, query->platform)) continue;
        double strength = trigrams_alike(&p->trigrams, &query->trigrams);
        if (strength >= least) keep(all, best, &n, (struct near){i, strength});
    }
    for (size_t i = 0; i < n; i++) printf("%zu\t%zu\t%.3f\n", line + 1, best[i].line + 1, best[i].strength);
}

int atlas_similar(int argc, char **argv)
{
    static const struct option known[] = {
        {"least", required_argument, NULL, 'l'}, {"help", no_argument, NULL, 'h'}, {NULL, 0, NULL, 0}};
    struct cli cli = {0};
    struct passages all = {0}, queries = {0};
    double least = SIMILAR_LEAST;
    char *end = NULL;
    optind = 1;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c != 'l') return cli_usage(usage, c == 'h');
        least = strtod(optarg, &end);
        if (end == optarg || *end != '\0' || !(least >= 0 && least <= 1)) return cli_usage(usage, false);
    }
    if (argc - optind < 1 || argc - optind > 2) return cli_usage(usage, false);
    arena_init(&cli.arena, WORK_BYTES_MAX);
    int code = cli_open(&cli);
    if (code == EXIT_DONE) code = read_passages(&cli, argv[optind], &all);
    if (code == EXIT_DONE && argc - optind == 2) code = read_passages(&cli, argv[optind + 1], &queries);
    if (argc - optind == 1) queries = all;
    for (size_t i = 0; code == EXIT_DONE && i < queries.n; i++) print_nearest(&all, &queries.v[i], i, least);
    cli_close(&cli);
    return code;
}
