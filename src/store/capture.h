/* Captures: the exact bytes a source served. Each is stored as a zstd frame, alone (a key frame) or against its source's
 * current key frame, never against another delta: two steps to read, and a capture that must go takes no other with it.
 * A new key frame is begun when a delta has grown past a quarter of the key frame's own size.
 *
 * The SHA-256 of the body is checked on every read-back; a mismatch is ERR_BAD_INPUT and the note says which capture.
 * A key frame that fails it is left alone: the next capture begins a new one. */
#ifndef ATLAS_STORE_CAPTURE_H
#define ATLAS_STORE_CAPTURE_H

#include "store/db.h"

struct capture {
    int64_t source_id, captured_at_us;
    struct str body;
    struct sha256 sha256; /* of body */
    int http_status;
    const char *url, *final_url, *redirects_json, *peer_address;
    struct str headers, content_type;
};

/* Inside the caller's transaction. */
MUST_USE int capture_add(struct store *st, const struct capture *c, int64_t *ret_id);
/* The capture in which a version was first seen, by the version's record. ERR_NOT_FOUND: no such version, or an imported
 * text. *ret_redacted: why its body was taken away, in the arena; NULL while it is there. */
MUST_USE int capture_of_version(struct store *st, struct str record, struct arena *a, int64_t *ret_id, const char **ret_redacted);
/* The body, unpacked and checked. ERR_NOT_FOUND: no such capture, or redacted. */
MUST_USE int capture_body(struct store *st, int64_t id, struct arena *a, struct str *ret, struct note *why);

#endif
