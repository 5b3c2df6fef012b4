/* A delivery as the message that travels: its two texts from templates/mail/KIND.{txt,html}.tpl (of a notice:
 * notice-WHAT), its headers, its MIME form. Pure: the same delivery gives the same bytes, at the first try, at the tenth, and for `atlas mail show`.
 *
 * Templates see the delivery's payload, besides `mail_title` (the subject, at most 70 characters), `unsubscribe_url` and the
 * object `site` {name, base, operator, contact}. The text part is filled to 72 columns afterwards (message_fill), so templates need not count. */
#ifndef ATLAS_MONITOR_MESSAGE_H
#define ATLAS_MONITOR_MESSAGE_H

#include "base/conf.h"
#include "store/delivery.h"
#include "view/view.h"

enum { MESSAGE_COLUMNS = 72, MESSAGE_BODY_MAX = 1 << 20, MESSAGE_HTML_MAX = 60000 };

struct sender { /* who mail comes from, for the life of the program; all from the configuration */
    const char *site, *base, *operator_name, *contact, *from;
    const char *domain; /* of `from`: that of Message-IDs and List-Ids */
    const char *bounce; /* that mail comes back to; each is sent from one of its own, made of it (net/bounce.h); "": `from` */
};
struct sender sender_of(const struct conf *c);

/* Both texts, in the arena. Where the HTML would have more than MESSAGE_HTML_MAX bytes (mail readers cut it off then), fewer
 * changes and passages are shown, in both, and counted among the rest. Texts stored with the delivery are taken as they are. ERR_BAD_INPUT: the payload is no JSON
 * object, or there is no template of that kind. */
MUST_USE int message_render(const struct view *v, const struct sender *s, struct arena *a, const struct delivery *d,
                            struct str *ret_text, struct str *ret_html, struct note *why);

/* The whole message with CRLF line ends, appended to out. ERR_BAD_INPUT: a header would hold a control character. */
MUST_USE int message_build(const struct sender *s, struct arena *a, const struct delivery *d, struct str text,
                           struct str html, struct buf *out, struct note *why);

/* Fills lines longer than `columns` at spaces, keeping the first line's indentation (and a list mark's width) on the
 * lines that follow; blank lines in a row become one; ends with one newline. A word longer than a line, such as an
 * address of a page, stays whole. Columns are characters, not bytes. */
void message_fill(struct str text, unsigned columns, struct buf *out);

#endif
