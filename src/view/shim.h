/* ctemplate behind C: its headers are C++ only. Nothing here throws; an exception becomes ERR_IO. The templates belong
 * to us, not to ctemplate's global cache, so a reload compiles a new set and frees the old one, and nothing is shared.
 *
 * A template asks for its values while it is expanded (view/walk.h): no dictionary is built. */
#ifndef ATLAS_VIEW_SHIM_H
#define ATLAS_VIEW_SHIM_H

#ifdef __cplusplus
extern "C" {
#define SHIM_NOEXCEPT noexcept
#else
#define SHIM_NOEXCEPT
#endif

#include "base/buf.h"
#include "view/node.h"

struct shim_template;

/* blank_lines: kept as written (text mail); else lines that hold only a section marker, or nothing, go. */
MUST_USE int shim_compile(struct str text, bool blank_lines, struct shim_template **ret) SHIM_NOEXCEPT;
void shim_free(struct shim_template *t) SHIM_NOEXCEPT; /* NULL is fine */

/* Appends to out. ERR_LIMIT: out has met its ceiling. now_us is what "3 hours ago" counts from. */
MUST_USE int shim_expand(const struct shim_template *t, const struct node *root, int64_t now_us,
                         struct buf *out) SHIM_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
