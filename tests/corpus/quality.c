/* Judges captures described on stdin, one JSON object a line: status, headers (object), title, bytes, text or
 * text_file, previous or previous_file. Prints "score authentic verdict reason" a line. Driven by extract.py. */
#include "text/quality.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static struct str text_of(struct arena *a, const json_t *o, const char *name, const char *file_name)
{
    const char *z = json_string_value(json_object_get(o, name)),
               *path = json_string_value(json_object_get(o, file_name));
    if (z != NULL) return strz(arena_dupz(a, z));
    FILE *f = path != NULL ? fopen(path, "rb") : NULL;
    if (f == NULL) return STR("");
    char *p = arena_alloc(a, 8u << 20);
    size_t n = fread(p, 1, 8u << 20, f);
    fclose(f);
    return str_of(p, n);
}

int main(void)
{
    static char line[1 << 20];
    while (fgets(line, sizeof line, stdin) != NULL) {
        json_t *o = json_loads(line, 0, NULL);
        struct arena a;
        arena_init(&a, 256u << 20);
        struct quality_input in = {
            .http_status = (int)json_integer_value(json_object_get(o, "status")),
            .headers = text_of(&a, o, "headers", ""),
            .title = text_of(&a, o, "title", ""),
            .html_bytes = (size_t)json_integer_value(json_object_get(o, "bytes")),
            .text = text_of(&a, o, "text", "text_file"),
            .previous_text = text_of(&a, o, "previous", "previous_file"),
        };
        struct quality q;
        quality_judge(&a, &in, &q);
        printf("%d\t%d\t%s\t%s\n", q.score, q.authentic, quality_verdict_name(q.verdict), q.reason);
        arena_release(&a);
        json_decref(o);
    }
    return 0;
}
