/* Cosmetic or substantive: whether a careful reader would call the difference of two passages a change.
 *
 * Cosmetic: white space, markup, escapes; link targets; look-alike characters (quotes, dashes, spaces); a "last
 * updated" line, known by its place and form; a section number and references that follow it; the order of list
 * entries; page furniture (menus, copyright lines, "copy link"); punctuation, and capitals in headings; an e-mail
 * address that the page hides from machines; another address in a URL, shown as text or not (it is a link change:
 * `links`). Substantive: everything else, and always: a digit, an amount, a deadline, a negation, may and must, a
 * party, an effective date, a list entry that came or went.
 *
 * Pure: the same two passages always get the same answer. Language: date lines and furniture know the usual European
 * languages; what is not recognised is a change. */
#ifndef ATLAS_TEXT_NOISE_H
#define ATLAS_TEXT_NOISE_H

#include "base/str.h"

struct judgement {
    bool cosmetic;
    const char *reason; /* a short phrase: "only white space and markup", "“not” was added", "30 → 10" */
    bool links;         /* a link's target changed, tracking parameters aside */
    bool renumbered;    /* a leading number changed */
    bool same_words;    /* as noise_same_words says */
};

/* Where a passage stands; furniture and date lines depend on it. */
struct place {
    bool near_top;                          /* among the first clauses */
    bool near_bottom;                       /* among the last */
    struct str heading;                     /* the nearest heading's words */
    const struct renumbering *renumberings; /* clauses that kept their words and changed their number; may be NULL */
    size_t nrenumberings;
};

struct renumbering {
    struct str was, is; /* "4.2", "5.2" */
};

/* Two forms of one passage, or one that came (old empty) or went (new empty). */
void noise_judge(struct arena *a, struct str old_text, struct str new_text, struct place where, struct judgement *ret);

/* Two passages, or whole texts, that read the same: equal words in equal order when marks, link targets, white space,
 * punctuation and look-alike characters are taken away. Numbers before the words count as marks. */
bool noise_same_words(struct arena *a, struct str old_text, struct str new_text);

/* One line or short paragraph that only says when the document was last changed or published; not one that says from
 * when it is in force. */
bool noise_date_line(struct str line);

/* "section", "clauses", "§": what announces the number of a part of a document. */
bool noise_reference_word(struct str word);

#endif
