/* What reading a page costs, beside gumbo's parse alone: CPU milliseconds, each the best of three a page, summed.
 *
 *     parse extract  pages on standard input, a line each: FILE, tab, DECLARATION or nothing. Prints ours
 * (extract_page: decode, parse, select, Markdown, canonical form) and gumbo's (gumbo_parse and its freeing, of the same
 * bytes) parse alone    FILE a line; prints gumbo's alone, one run each: what a replay of the files is held against
 *
 * Reading files is not counted. tests/bench/run builds and reads it. */
#include "text/extract.h"

#include <gumbo.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 3, LINE_MAX_BYTES = 8192 };

static double cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct str read_file(struct arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL || fseek(f, 0, SEEK_END) != 0) exit(2);
    long n = ftell(f);
    char *p = arena_alloc(a, (size_t)n + 1);
    rewind(f);
    if (n < 0 || fread(p, 1, (size_t)n, f) != (size_t)n) exit(2);
    fclose(f);
    return str_of(p, (size_t)n);
}

static double gumbo_ms(struct str page)
{
    double start = cpu_ms();
    GumboOutput *out = gumbo_parse_with_options(&kGumboDefaultOptions, page.p, page.n);
    gumbo_destroy_output(&kGumboDefaultOptions, out);
    return cpu_ms() - start;
}

/* Pages that do not hold what their declaration selects cost what they cost: they are not left out. */
static double extract_ms(struct str page, const struct source_declaration *d)
{
    struct arena a;
    struct extraction x;
    struct note why;
    double start = cpu_ms();
    arena_init(&a, (size_t)1 << 30);
    int rc = extract_page(&a, page, STR("text/html"), STR("https://a.example/"), d, &x, &why);
    arena_release(&a);
    (void)rc;
    return cpu_ms() - start;
}

static double best(double x, double y) { return x < y ? x : y; }

static void measure(char *line, bool extract, double *ours, double *gumbo)
{
    struct arena a;
    struct note why = {0};
    struct declaration *d = NULL;
    const struct source_declaration *source = NULL;
    line[strcspn(line, "\n")] = '\0';
    char *declaration = strchr(line, '\t');
    if (declaration != NULL) *declaration++ = '\0';
    arena_init(&a, (size_t)1 << 30);
    struct str page = read_file(&a, line);
    if (declaration != NULL && *declaration != '\0' &&
        declaration_parse(&a, read_file(&a, declaration), &d, &why) == OK && d->nterms > 0)
        source = &d->terms[0].sources[0];
    double parse = gumbo_ms(page), whole = 0;
    if (extract) {
        whole = extract_ms(page, source);
        for (int i = 1; i < ROUNDS; i++) {
            parse = best(parse, gumbo_ms(page));
            whole = best(whole, extract_ms(page, source));
        }
    }
    *ours += whole;
    *gumbo += parse;
    arena_release(&a);
}

int main(int argc, char **argv)
{
    static char line[LINE_MAX_BYTES];
    bool extract = argc > 1 && strcmp(argv[1], "extract") == 0;
    double ours = 0, gumbo = 0;
    if (argc != 2) return 2;
    while (fgets(line, sizeof line, stdin) != NULL) measure(line, extract, &ours, &gumbo);
    printf("%.3f %.3f\n", ours, gumbo);
    return 0;
}
