/* Pages and mails: templates of templates/{pages,mail}, rendered from JSON. What a marker means is in view/walk.h.
 *
 * A template is named by its path without the last suffix: "pages/home", "mail/digest.html", "mail/digest.txt". Files
 * called *.txt.tpl are plain text: no escaping, blank lines kept; every other file begins with its AUTOESCAPE line.
 * `{{>parts/NAME}}` is replaced by the text of templates/parts/NAME.tpl when the set is loaded, at most 3 deep: a part
 * sees the names of where it stands. Modifiers of ours: x-day, x-time, x-ago, x-int (view/words.h). The top-level
 * member `jsonld` of the JSON reaches the template as one string, {{JSONLD:none}}, with < > & as \u003c \u003e \u0026.
 *
 * Lifetime: all templates are loaded at once and never change; a reload loads a second set and frees the first. One
 * process renders one page at a time. */
#ifndef ATLAS_VIEW_VIEW_H
#define ATLAS_VIEW_VIEW_H

#include "base/buf.h"
#include "view/node.h"

struct view;

/* dir holds pages/, mail/ and parts/. Any template that does not parse fails the whole set; the note names it. */
MUST_USE int view_load(const char *dir, struct view **ret, struct note *why);
void view_free(struct view *v); /* NULL is fine */

/* Appends the page to out. ERR_NOT_FOUND: no such template. ERR_LIMIT: out has met its ceiling. The root is an object;
 * its member jsonld becomes the string shown, in the arena. */
MUST_USE int view_show(const struct view *v, struct arena *a, const char *name, struct node *root, struct buf *out);
/* The same from a jansson value, for what C puts together itself. */
MUST_USE int view_render(const struct view *v, const char *name, const json_t *root, struct buf *out);

bool view_has(const struct view *v, const char *name);
bool view_shows_ages(const struct view *v, const char *name); /* uses x-ago: its bytes depend on the hour */
uint64_t view_hash(const struct view *v); /* of all texts: part of ETags, so that a new template set is a new page */

/* The markers of a template with its parts, in order, for tests/check-templates: a line each,
 * `kind<TAB>name<TAB>enclosing sections, joined by /<TAB>modifiers`; kind is value or section. */
MUST_USE int view_names(const struct view *v, const char *name, struct buf *out);
/* The template's text with its parts spliced in. Lives as long as the view. */
MUST_USE int view_text(const struct view *v, const char *name, struct str *ret);

#endif
