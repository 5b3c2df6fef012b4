/* From the lines of a PDF (pdf.h) to the document they are set from: a tree of headings, paragraphs and lists, for
 * markdown_of, so that a PDF's text has the form of a page's. Pure.
 *
 * What typesetting added is taken back:
 *   - lines are joined to paragraphs, also across columns, pages and footnotes. A line break is a paragraph's end where
 *     the gap is wide, the type changes, a number or bullet begins, or the next word would have fitted on the line;
 *   - a hyphen at a line's end goes where the rest of the word begins small, unless the document writes the word with
 *     its hyphen elsewhere and not without;
 *   - running headers and footers: lines at the top or bottom edge that come back at the same height on half of the
 *     pages, numbers in them aside, and page numbers;
 *   - ligatures become letters.
 *
 * Headings: paragraphs in clearly larger type, levels by size; below them short ones that are all bold or all capitals.
 * List items: what begins with a bullet, nested by indentation; numbered items are paragraphs that keep their number,
 * for it is cited. Tables are not seen: their
 * cells are lines, by row or by column as poppler reads them. */
#ifndef ATLAS_TEXT_PDF_LAYOUT_H
#define ATLAS_TEXT_PDF_LAYOUT_H

#include "text/pdf.h"

struct dom_node;

/* A fragment. Empty where every line was furniture. */
struct dom_node *pdf_layout(struct arena *a, const struct pdf *pdf);

#endif
