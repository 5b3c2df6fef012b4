/* A capture's text, cut at 0xff into text, last version, title and headers. Claims: the verdict is the score's range,
 * the reason is a text, and the same capture gets the same judgement twice. */
#include "text/quality.h"
#include "bytes.h"
#include "text/canonical.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a;
    struct str rest = input(&a, data, size), part[4] = {{0}};
    for (int i = 0; i < 4 && str_next(&rest, '\xff', &part[i]); i++) {
    }
    struct quality_input in = {.http_status = size % 7 == 0 ? 404 : 200,
                               .text = canonical_text(a, part[0]),
                               .previous_text = canonical_text(a, part[1]),
                               .title = canonical_text(a, part[2]),
                               .headers = part[3],
                               .html_bytes = size};
    struct quality q, again;
    quality_judge(a, &in, &q);
    quality_judge(a, &in, &again);
    CLAIM(q.score >= 0 && q.score <= 100 && q.authentic >= 0 && q.authentic <= 100 && q.reason != NULL &&
          q.reason[0] != '\0');
    CLAIM(q.verdict == (q.score >= 60 ? QUALITY_GOOD : q.score >= 30 ? QUALITY_DOUBTFUL : QUALITY_BAD));
    CLAIM(again.score == q.score && strcmp(again.reason, q.reason) == 0);
    return 0;
}
