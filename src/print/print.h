/* Printed forms of a page, made in a process apart: what the web calls. Limits stand in print.c. */
#ifndef ATLAS_PRINT_PRINT_H
#define ATLAS_PRINT_PRINT_H

#include "print/pdf.h"
#include "print/picture.h"

/* Errors as pdf_make, picture_make and apart_run say. */
MUST_USE int print_pdf(const struct pdf_job *job, struct buf *out, struct note *why);
MUST_USE int print_picture(const struct picture_job *job, struct buf *out, struct note *why);

#endif
