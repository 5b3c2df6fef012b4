/* The differences of words (token.h). Word edits of two texts are lists of runs: joining '=' and '-' gives the old
 * bytes, joining '=' and '+' the new ones; a word is never split.
 *
 * Algorithm: common ends off; tokens that the other side does not have set aside; Myers, "An O(ND) Difference Algorithm
 * and Its Variations" (1986), linear space (section 4b), over interned numbers. Own code, not libgit2's: xdiff compares
 * lines, so every word would have to be written out as a line, hashed and mapped back, it cannot keep words apart that
 * moved, and it has no ceiling on its cost that the caller hears of. Here the cost is capped: a search that runs long
 * takes a good middle instead of the best, and where the budget of steps is used up the rest counts as replaced, and
 * `capped` says so. */
#ifndef ATLAS_TEXT_WORDDIFF_H
#define ATLAS_TEXT_WORDDIFF_H

#include "text/token.h"

struct word_edit {
    char op; /* '=', '-', '+' */
    struct str text;
};

struct word_edits {
    struct word_edit *v;
    size_t n;
    bool capped;
};

void words_diff(struct arena *a, struct str old_text, struct str new_text, struct word_edits *ret);

/* The same, but the words in the ranges `apart` (ascending, of either text) match nothing: they moved elsewhere. What
 * is needed to find the runs is larger than the runs, and of no use behind them: it lies in `room`, which the caller
 * may reset then. */
struct text_range {
    size_t at, n;
};
struct apart {
    const struct text_range *v;
    size_t n;
};
void words_diff_apart(struct arena *a, struct arena *room, struct str old_text, struct apart old_apart,
                      struct str new_text, struct apart new_apart, struct word_edits *ret);

/* Myers over two sequences of numbers: gone[i] and come[j] are set to 1 where element i of x was deleted, j of y
 * inserted (they must be zeroed; what stays 0 pairs up in order). A number from `limit` on matches nothing. Returns
 * whether the cost cap was met. What lies in `room` is of no use behind it. */
bool sequence_diff(struct arena *room, const uint32_t *x, size_t nx, const uint32_t *y, size_t ny, uint32_t limit,
                   uint8_t *gone, uint8_t *come);

#endif
