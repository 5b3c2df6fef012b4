#include "print/print.h"

#include "print/apart.h"

/* A request may take 20 s in all (web/server.h). */
static const struct apart_limits pdf_limits = {
    .memory_bytes = 768U << 20, .arena_bytes = 192U << 20, .out_bytes = 12U << 20, .cpu_s = 8, .deadline_ms = 12000};
static const struct apart_limits picture_limits = {
    .memory_bytes = 512U << 20, .arena_bytes = 1U << 20, .out_bytes = 2U << 20, .cpu_s = 2, .deadline_ms = 4000};

static int pdf_apart(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    return pdf_make(a, job, out, why);
}
static int picture_apart(struct arena *a, const void *job, struct buf *out, struct note *why)
{
    return picture_make(a, job, out, why);
}

int print_pdf(const struct pdf_job *job, struct buf *out, struct note *why)
{
    return apart_run(&pdf_limits, pdf_apart, job, out, why);
}
int print_picture(const struct picture_job *job, struct buf *out, struct note *why)
{
    return apart_run(&picture_limits, picture_apart, job, out, why);
}
