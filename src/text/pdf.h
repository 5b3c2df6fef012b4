/* The bytes of a PDF as lines of text with their places: what poppler sees, before anything is made of it (paragraphs
 * and headings are pdf_layout.h's). Declarations' selectors do not apply to a PDF: it has no elements, and the
 * reference takes the whole of it too. Link targets are not kept; the document's language is not told by poppler-glib.
 *
 * Poppler is a large parser of hostile bytes, with a past. It is called in the worker's sandboxed children only, and by
 * `atlas extract` on files that the operator names. It allocates outside the arena and cannot be stopped inside a
 * page: what bounds it is the child's memory limit and the worker's deadline, which cost the page and nothing else.
 * Here are bounded: bytes (extract.h), pages, text, and time between two pages.
 *
 * Files, threads, system calls. Poppler opens files for three things. Fonts that are not embedded: only to draw, which
 * is not done here. Its list of encodings (package poppler-data): when the first document is opened. The tables on that
 * list: when a document needs one; they are Chinese, Japanese and Korean character sets that a document names instead of
 * bringing a ToUnicode table of its own. pdf_prepare opens a document that needs the commonest of them before the sandbox
 * closes and keeps it, and the tables with it: those of the four collections, and the encodings UniGB-UCS2-H, GBK-EUC-H,
 * UniJIS-UCS2-H and 90ms-RKSJ-H, as many as poppler keeps. A document in another one (Korean and Taiwanese of old) gives
 * no text in a child and is refused as holding none; `atlas extract` reads it. Without the package none of them does.
 * GLib starts no thread and GIO is not called; a child needs no system call beyond those of monitor/sandbox.c.
 */
#ifndef ATLAS_TEXT_PDF_H
#define ATLAS_TEXT_PDF_H

#include "base/str.h"

enum { PDF_MAX_PAGES = 1000, PDF_MAX_TEXT = 8 << 20, PDF_MAX_LINES = 200 * 1000, PDF_MAX_SECONDS = 15 };

struct pdf_line {          /* as poppler groups them, in its reading order */
    struct str text;       /* UTF-8, never empty, no white space at its ends, no line break inside */
    double x0, y0, x1, y1; /* points from the left and from the top of the page; y grows downwards */
    double size;           /* of the font that most of the line is set in, points */
    bool bold;             /* all of it */
    unsigned page;         /* from 0 */
};

struct pdf_page {
    double width, height;
    size_t first, n; /* its lines */
};

struct pdf {
    struct str title; /* of the metadata, one line; may be empty */
    struct pdf_line *lines;
    size_t nlines;
    struct pdf_page *pages;
    size_t npages;
};

/* ERR_BAD_INPUT: broken, or locked with a password. ERR_LIMIT: too many pages, too much text, too slow. ERR_NOT_FOUND:
 * no text, only pictures or nothing at all. The note is a sentence. */
MUST_USE int pdf_read(struct arena *a, struct str body, struct pdf *ret, struct note *why);

/* Loads what poppler would otherwise open or set up later. For a process that will lose the right to open files, before
 * it does; see above. Once is enough, twice does no harm. */
void pdf_prepare(void);

#endif
