/* A page of this site as a tagged PDF: what the browser's own print would show, with the structure that a screen reader
 * and a machine read: headings, paragraphs, lists, rows of facts as a table, links, an outline, title and language.
 *
 * Marks of a redline keep their colours, with underline and strike-through, so that nothing is told by colour alone.
 * Header, footer, bars and list marks of a text that brings its own are outside the structure.
 *
 * cairo 1.16 gives content to leaves of the structure alone, and a leaf that is open when a page ends takes the next
 * page's header in. So a paragraph that holds links or goes over a page has Span and Link leaves, each within one page.
 */
#ifndef ATLAS_PRINT_PDF_H
#define ATLAS_PRINT_PDF_H

#include "base/buf.h"

struct pdf_job {
    struct str html;       /* the whole page, as rendered */
    const char *site_name; /* stands at the head of each sheet */
    const char *base_url;  /* what links of this site begin with */
    const char *record;    /* its identifier, at the head too */
    int64_t now_us;        /* the instant it is made at */
};

/* Appends the PDF to out. ERR_BAD_INPUT, ERR_LIMIT: as markup, flow and pages say; ERR_IO: cairo failed. */
MUST_USE int pdf_make(struct arena *a, const struct pdf_job *job, struct buf *out, struct note *why);

/* For the tests: makes the catalogue of cairo's PDF say the language, and that the title is the document's name, by one
 * incremental update (ISO 32000-1, 7.5.6). ERR_BAD_INPUT: not a file as cairo writes it. */
MUST_USE int pdf_add_language(struct buf *pdf, struct str language);

#endif
