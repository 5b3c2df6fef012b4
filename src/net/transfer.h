/* One transfer of the fetch gate: a libcurl handle with its buffers, used again and again. Private to fetch.c,
 * transfer.c and answer.c.
 *
 * States: idle (in fetcher.idle) → running (in the multi handle, hop after hop) → finished (in fetcher's queue) → held
 * by the caller → idle. Each arrow has one function: fetcher_start, finish, fetcher_next, fetch_done. */
#ifndef ATLAS_NET_TRANSFER_H
#define ATLAS_NET_TRANSFER_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/vec.h"
#include "net/fetch.h"

#include <curl/curl.h>

enum cut { /* why our own callback ended a transfer */
           CUT_NONE,
           CUT_ENOUGH, /* head_of_body: that was the head */
           CUT_BODY,
           CUT_HELD,
           CUT_RATIO,
           CUT_HEAD,
};

enum transfer_state { TRANSFER_IDLE, TRANSFER_RUNNING, TRANSFER_FINISHED, TRANSFER_HELD };

struct transfer {
    struct fetch_result r; /* first: fetch_done gets from it to the transfer */
    struct transfer *next; /* in the idle list or the queue of finished ones */
    struct fetcher *fetcher;
    enum transfer_state state;
    CURL *easy;
    CURLU *url; /* of the hop in hand */
    struct curl_slist *lines;
    struct arena arena; /* the strings of the result */
    struct buf head, body;
    size_t held_bytes; /* what body counts for in fetcher.held_bytes */

    struct fetch_request rq; /* strings copied into the arena */
    bool conditional;
    int64_t deadline_us; /* monotonic, of the whole chain */
    VEC(struct fetch_hop) hops;

    /* of the hop in hand */
    const char *url_text;
    enum cut cut;
    size_t head_bytes; /* also of interim answers and trailers, which head does not keep */
    bool head_ended;
    bool socket_opened, request_sent;
    const char *refused; /* the guard's ground, and the address */
    char refused_address[GUARD_ADDRESS_SIZE], peer[GUARD_ADDRESS_SIZE];
    char error[CURL_ERROR_SIZE];
};

struct fetcher {
    unsigned magic;
    struct fetch_settings set; /* zeros replaced by their defaults; strings owned */
    struct guard strict;
    CURLM *multi;
    struct transfer *transfers;
    struct transfer *idle, *first, **last; /* first … last: finished, in order */
    unsigned nidle, nrunning;
    size_t held_bytes;
    struct curl_waitfd *wait; /* for the caller's descriptors */
    unsigned nwait;
};

/* Makes the handle and sets all that never changes. false: no memory. */
bool transfer_open(struct transfer *t);
void transfer_close(struct transfer *t);

/* Puts the hop's URL, header lines and remaining time on the handle; false when there is no time left. */
bool transfer_prepare_hop(struct transfer *t);

/* answer.c: what the end of a hop means. */
struct str answer_header(struct str head, const char *name);
enum fetch_outcome answer_outcome(struct transfer *t, CURLcode code);
void answer_fill(struct transfer *t, enum fetch_outcome outcome); /* the fields of r that come from the answer */
void answer_reason(struct transfer *t, const char *fmt, ...) PRINTF(2, 3);

#endif
