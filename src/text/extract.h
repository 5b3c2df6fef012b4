/* From the bytes of a page to the canonical text of the document in it. Pure: same input, same text, on any machine.
 *
 * The steps: decode (charset.h), parse (dom.h), remove, then select as the declaration says, or find the main content
 * where it does not (mainbody.h), links made absolute, Markdown (markdown.h), canonical form (canonical.h).
 *
 * The text: UTF-8 in NFC, blocks separated by one blank line, one newline at the end. Markdown as the Open Terms
 * Archive writes it, so that its histories and ours are one: headings of level 1 and 2 are underlined with = and -,
 * deeper ones begin with ###; list items begin with `*   ` or `1.  ` and are indented by four spaces a level; table
 * rows begin with `|`; links are [text](url); a line break inside a block is a line break, and nothing else is;
 * Markdown's own characters in text are escaped with a backslash. markdown_plain (markdown.h) takes marks and escapes
 * off for display.
 *
 * A PDF (by its bytes, or its type) goes another way to the same form: pdf.h reads it, pdf_layout.h finds paragraphs and
 * headings; the declaration's selectors do not apply to it.
 *
 * Where this differs from the reference: white space (canonical.h), and tracking parameters of links, unless the
 * declaration itself says which parameters go. */
#ifndef ATLAS_TEXT_EXTRACT_H
#define ATLAS_TEXT_EXTRACT_H

#include "text/declaration.h"

#define EXTRACT_MAX_BYTES ((size_t)16 << 20) /* largest page that is parsed; more is ERR_LIMIT */

struct extraction {
    struct str text;    /* never empty */
    struct str title;   /* of the page, <title>, or of the PDF; may be empty */
    struct str lang;    /* of the page, <html lang>, lower case; may be empty */
    struct str charset; /* what the bytes were decoded from, lower case; empty for a PDF */
    struct str content; /* how the content was found: "selector", "main" or "pdf" */
    size_t links;       /* in the text */
    size_t page_words;  /* of the whole page's visible text, to judge what share was taken */
};

/* body need not be NUL-terminated. content_type is the header's value, may be empty. base_url: where the page was
 * fetched from, may be empty (links then stay as they are). decl NULL or without select: the main content.
 *
 * ERR_NOT_FOUND: a selector matched nothing, or only emptiness; the note names the selector. ERR_BAD_INPUT: not a page,
 * or a selector is malformed. ERR_LIMIT: too large, too deep, or too costly to match. */
MUST_USE int extract_page(struct arena *a, struct str body, struct str content_type, struct str base_url,
                          const struct source_declaration *decl, struct extraction *ret, struct note *why);

#endif
