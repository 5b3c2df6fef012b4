/* Subjects: the fact first, 120 characters, no control character whatever the names hold. */
#include "monitor/subject.h"

#include "base/utf8.h"
#include "../tap.h"

static struct arena arena;

static void same(const char *got, const char *expected)
{
    if (!ok(strcmp(got, expected) == 0, "%s", expected)) printf("# got %s\n", got);
}

static size_t characters(const char *z)
{
    size_t n = 0;
    for (; *z != '\0'; z++) n += ((unsigned char)*z & 0xC0) != 0x80;
    return n;
}

static void counts(void)
{
    const char *names[] = {"Anthropic", "OpenAI"};
    same(subject_of_many(&arena, "Weekly digest: ", &(struct subject_facts){.changes = 2, .high = 1, .names = names, .nnames = 2}),
         "Weekly digest: 2 changes (1 high): Anthropic, OpenAI");
    same(subject_of_many(&arena, "", &(struct subject_facts){.changes = 1, .names = names, .nnames = 1}), "1 change: Anthropic");
    same(subject_of_many(&arena, "", &(struct subject_facts){.changes = 9, .critical = 1, .high = 2, .names = names, .nnames = 1}),
         "9 changes (1 critical, 2 high): Anthropic");
    same(subject_of_many(&arena, "Weekly digest: ", &(struct subject_facts){.provisions = 1, .names = names, .nnames = 2}),
         "Weekly digest: 1 new provision: Anthropic, OpenAI");
    same(subject_of_many(&arena, "", &(struct subject_facts){.changes = 0}), "0 changes");
    same(subject_of_one(&arena, "high", "Example shortens it"), "[High] Example shortens it");
    same(subject_of_none(&arena, "Weekly digest: ", 12, 0), "Weekly digest: no changes, 12 documents checked");
    same(subject_of_none(&arena, "Weekly digest: ", 1, 2), "Weekly digest: no changes, 1 document checked, 2 others could not be read");
    same(subject_of_none(&arena, "", 0, 1), "1 document could not be read");
    same(subject_cut(&arena, STR("a title that is cut at a word"), 20), "a title that is cut…");
    same(subject_cut(&arena, STR("short"), 5), "short");
}

static void hostile(void)
{
    char letters[1000];
    const char *names[300];
    const char *forged[] = {"A\r\nBcc: x@example.org", "B\xe2\x80\xa8" "C\xc2\x85" "D"};
    same(subject_of_many(&arena, "", &(struct subject_facts){.changes = 1, .names = forged, .nnames = 2}),
         "1 change: A  Bcc: x@example.org, B C D");
    same(subject_of_one(&arena, "low", "a\nb\x7f" "c"), "[Low] a b c");
    same(subject_of_one(&arena, "low", "a\xff" "b"), "[Low] a\xef\xbf\xbd" "b");
    for (size_t i = 0; i < 300; i++) names[i] = "Grüße";
    const char *s = subject_of_many(&arena, "", &(struct subject_facts){.changes = 300, .names = names, .nnames = 300});
    ok(characters(s) <= SUBJECT_MAX && utf8_valid(strz(s)) && str_ends(strz(s), STR("Grüße…")), "many names are cut at a word: %s", s);
    for (size_t i = 0; i < sizeof letters - 1; i += 2) memcpy(letters + i, "\xc3\xbc", 2);
    letters[998] = '\0';
    s = subject_of_one(&arena, "critical", letters);
    ok(characters(s) == SUBJECT_MAX && utf8_valid(strz(s)), "one long word is cut at a character");
}

int main(void)
{
    arena_init(&arena, 16 << 20);
    counts();
    hostile();
    arena_release(&arena);
    return done();
}
