/* Two documents' texts, cut at the first byte 0xff, brought into canonical form: identities are carried once, items
 * name clauses that exist, a text against itself has none; and all that is made of it (sides.h). */
#include "sides.h"
#include "text/canonical.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str all = input(&a, data, size);
    claim_pair(a, canonical_text(a, before_cut(all)), canonical_text(a, behind_cut(all)));
    return 0;
}
