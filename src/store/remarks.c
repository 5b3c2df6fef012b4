#include "store/remarks.h"

void provision_remarks(struct arena *a, const struct provision_new *p, const struct analysis_new *n, struct remarks *ret)
{
    *ret = (struct remarks){0};
    wording_check(a, "title", WORDING_TITLE, strz(p->title), ret);
    wording_check(a, "what", WORDING_ONE, strz(n->what), ret);
    for (size_t i = 0; i < n->nwhy; i++) wording_check(a, arena_printf(a, "sentence %zu", i + 1), WORDING_SENTENCE, strz(n->why[i].text), ret);
    wording_check(a, "impact", WORDING_ADVICE, strz(n->impact), ret);
    for (size_t i = 0; i < n->noptions; i++) wording_check(a, arena_printf(a, "option %zu", i + 1), WORDING_ADVICE, strz(n->options[i].text), ret);
}
