#include "text/nature.h"

#include "../tap.h"

static struct arena arena;

#define INTRO "# Terms\n\nThese terms were written for a test and bind nobody at all.\n\n"
#define END "\n\n## Letters\n\nQuestions about these terms reach us by letter at the address below.\n"

/* The nature of the first item that is not cosmetic, or that the texts were cut differently. */
static void names(const char *was, const char *is, const char *nature)
{
    struct clauses o, n;
    struct alignment al;
    struct str x = strz(arena_printf(&arena, INTRO "%s" END, was)), y = strz(arena_printf(&arena, INTRO "%s" END, is));
    segment_text(&arena, x, &o);
    segment_text(&arena, y, &n);
    align_clauses(&arena, x, &o, y, &n, &al);
    const char *got = NULL;
    for (size_t i = 0; i < al.nitems && got == NULL; i++) got = nature_of(&o, &n, &al.items[i]);
    ok(nature == NULL ? got == NULL : got != NULL && strcmp(got, nature) == 0, "%s: %s",
       nature != NULL ? nature : "no name", got != NULL ? got : "none");
}

int main(void)
{
    arena_init(&arena, 64u << 20);
    names("", "You may not use the service to write letters to strangers.", "new prohibition");
    names("You may not use the service to write letters to strangers.", "", "prohibition removed");
    names("", "You must tell us each year where you keep the key.", "new requirement");
    names("You may copy the recipes of this house for your friends.",
          "You may not copy the recipes of this house for your friends.", "new prohibition");
    names("You may copy the recipes of this house for your friends.",
          "You must copy the recipes of this house for your friends.", "new requirement");
    names("You must copy the recipes of this house for your friends.",
          "You may copy the recipes of this house for your friends.", "requirement removed");
    names("You may copy the recipes of this house for your friends.",
          "You may copy the recipes and the maps of this house for your friends.", "permission widened");
    names("You may copy the recipes of this house for your friends.",
          "You may copy the recipes of this house for your friends if we agree.", "permission narrowed");
    names("You may copy the recipes of this house for your friends if we agree.",
          "You may copy the recipes of this house for your friends.", "permission widened");
    names("“House” means the building in which we keep the books.",
          "“House” means the buildings in which we keep the books.", "definition changed");
    names("We store papers that you hand in at the desk of the house.",
          "We store papers, such as letters, that you hand in at the desk of the house.", "clarified");
    names("We store papers that you hand in at the desk of the house.",
          "We store papers, such as 12 letters, that you hand in at the desk of the house.", NULL);
    names("Parts of the house may not be available to every reader.",
          "Rooms of the house may not be available to each reader.", NULL);
    names("## Keys\n\nWe keep a copy of each key in the safe of the house.",
          "## Safes\n\nWe keep a copy of each key in the safe of the house.", "renamed");
    names("## Keys and lamps\n\nWe keep a copy of each key in the safe of the house.\n\nEach lamp is put out before "
          "the last reader leaves.",
          "## Keys\n\nWe keep a copy of each key in the safe of the house.\n\n## Lamps\n\nEach lamp is put out before "
          "the last reader leaves.",
          "restructured");
    arena_release(&arena);
    return done();
}
