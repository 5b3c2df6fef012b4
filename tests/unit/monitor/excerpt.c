/* The excerpt of a redline: what changed, with a little of what stands around it, in at most fifteen lines. */
#include "monitor/excerpt.h"

#include "base/utf8.h"
#include "../tap.h"

#include <stdlib.h>

static struct arena arena;

static json_t *passage(struct excerpt *room, const char *kind, const char *title, const char *old, const char *new)
{
    struct alert_passage p = {.kind = kind, .title = title, .old = strz(old), .new = strz(new)};
    return excerpt_passage(&arena, &p, room);
}

/* "kept[-deleted-]{+inserted+}" */
static const char *shown(const json_t *p)
{
    struct buf b;
    const json_t *run;
    size_t i;
    buf_init(&b, 1 << 16);
    json_array_foreach(json_object_get(p, "runs"), i, run)
    {
        const char *op = json_string_value(json_object_get(run, "op")), *text = json_string_value(json_object_get(run, "text"));
        buf_printf(&b, op[0] == 'k' ? "%s" : op[0] == 'd' ? "[-%s-]" : "{+%s+}", text);
    }
    const char *ret = arena_dup(&arena, b.n > 0 ? b.p : "", b.n);
    buf_release(&b);
    return ret;
}

static const char *member(const json_t *p, const char *key)
{
    const char *z = json_string_value(json_object_get(p, key));
    return z != NULL ? z : "";
}

static void kinds(void)
{
    struct excerpt room = excerpt_room();
    json_t *p = passage(&room, "modified", "Retention", "We keep it for 30 days.", "We keep it\nfor  90 days.");
    ok(p != NULL && strcmp(shown(p), "We keep it for [-30-]{+90+} days.") == 0, "words, white space aside: %s", shown(p));
    ok(strcmp(member(p, "label"), "Changed") == 0 && strcmp(member(p, "title"), "Retention") == 0, "label and title");
    ok(room.lines == EXCERPT_LINES - 2 && !room.cut, "two lines are used");
    json_decref(p);
    p = passage(&room, "added", "Added words", "", "Added words and more.");
    ok(p != NULL && strcmp(shown(p), "{+Added words and more.+}") == 0 && strcmp(member(p, "label"), "Added") == 0, "an added clause");
    ok(strcmp(member(p, "title"), "") == 0, "a title that repeats the first words is left out");
    json_decref(p);
    p = passage(&room, "removed", "We may…", "We may go.", "");
    ok(p != NULL && strcmp(shown(p), "[-We may go.-]") == 0 && strcmp(member(p, "title"), "") == 0, "a removed clause");
    json_decref(p);
    p = passage(&room, "modified", "t", "*   **We** sell [it](https://a.example/1) to nobody.\n", "*   **We** sell [it](https://a.example/2) to\\_all.\n");
    ok(p != NULL && strcmp(shown(p), "We sell it to[- nobody-]{+_all+}.") == 0, "words without their marks: %s", shown(p));
    json_decref(p);
    ok(passage(&room, "modified", "t", "same  words", "same words") == NULL, "nothing changed but space: nothing shown");
}

static void limits(void)
{
    struct excerpt room = excerpt_room();
    struct buf old, new;
    size_t total = 0, parts = 0;
    buf_init(&old, 1 << 20);
    buf_init(&new, 1 << 20);
    for (int i = 0; i < 2000; i++) {
        buf_printf(&old, "Wörter%d ", i);
        buf_printf(&new, "%s%d ", i % 40 == 0 ? "andere" : "Wörter", i);
    }
    for (int k = 0; k < 20; k++) {
        json_t *p = passage(&room, "modified", "t", old.p, new.p);
        if (p == NULL) continue;
        const char *text = shown(p);
        total += strlen(text);
        parts++;
        ok(utf8_valid(strz(text)) && strstr(text, " … ") != NULL, "what lies between is left out, at words");
        json_decref(p);
    }
    ok(room.cut && parts >= 1 && total < (EXCERPT_LINES + 3) * EXCERPT_COLUMNS, "%zu bytes in %zu passages", total, parts);
    buf_release(&old);
    buf_release(&new);
    room = excerpt_room();
    char *word = arena_alloc(&arena, 5001);
    for (int i = 0; i < 5000; i += 2) memcpy(word + i, "\xc3\xbc", 2);
    json_t *p = passage(&room, "added", "t", "", word);
    ok(p != NULL && utf8_valid(strz(shown(p))) && room.cut, "one endless word is cut at a character");
    json_decref(p);
}

int main(void)
{
    arena_init(&arena, 64 << 20);
    kinds();
    limits();
    arena_release(&arena);
    return done();
}
