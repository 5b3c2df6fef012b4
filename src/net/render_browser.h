/* The process that stands around one browser: its proxy, its parent, its end. Private to render.c and render_browser.c. */
#ifndef ATLAS_NET_RENDER_BROWSER_H
#define ATLAS_NET_RENDER_BROWSER_H

#include "net/render.h"

struct render_page {
    const struct render_settings *set; /* zeros replaced by their defaults */
    const char *program, *url, *profile;
    bool sandbox; /* the browser's own works here */
};

/* First byte of the answer: the document follows, or a sentence. */
enum { RENDER_ANSWER_DOCUMENT = 'D', RENDER_ANSWER_SENTENCE = 'S' };

/* Loads the page and writes the answer to fd, the only descriptor that stays open. In a fresh child of the worker. */
NORETURN void render_page_run(const struct render_page *page, int fd);

/* What a browser of ours becomes before it is one: no longer root, low in priority, few resources. */
void render_give_up_rights(void);

/* A network namespace with loopback only; a user namespace as well where we are not root. false: the system has none. */
bool render_enter_network(void);

#endif
