/* Two texts as they come, not canonical, ill-formed UTF-8 and all: `atlas diff` takes any file. The input is cut at its
 * first 0xff byte. Claims: the redline gives both texts back, exact and rendered; so do the word edits of two passages;
 * every item has a reason and clauses that exist; the judgement of a passage against itself is cosmetic. */
#include "sides.h"
#include "text/noise.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str all = input(&a, data, size), old_text = before_cut(all), new_text = behind_cut(all);
    struct word_edits e;
    struct judgement j;
    claim_pair(a, old_text, new_text);
    words_diff(a, old_text, new_text, &e);
    claim_edits(&e, old_text, new_text);
    noise_judge(a, old_text, old_text, (struct place){0}, &j);
    CLAIM(j.cosmetic);
    CLAIM(noise_same_words(a, new_text, new_text));
    return 0;
}
