#include "store/capture.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <zstd.h>

enum { LEVEL = 3, BODY_MAX = 256 << 20, WINDOW_LOG_MAX = 27 };

STMT(capture_key, 1,
     "SELECT id, frame, octet_length(frame) FROM capture WHERE source_id = $1 AND key_capture_id IS NULL AND frame IS NOT NULL"
     " ORDER BY captured_at DESC, id DESC LIMIT 1");
STMT(capture_insert, 13,
     "INSERT INTO capture (source_id, captured_at, sha256, body_bytes, key_capture_id, frame, http_status, url, final_url, redirects,"
     " headers, content_type, peer_address) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10::jsonb, '[]'), $11, $12, $13)"
     " RETURNING id");
STMT(capture_get, 1,
     "SELECT c.frame, c.body_bytes, c.sha256, k.frame, k.body_bytes FROM capture c LEFT JOIN capture k ON k.id = c.key_capture_id"
     " WHERE c.id = $1 AND c.frame IS NOT NULL");

static unsigned window_log(size_t bytes)
{
    unsigned log = 10;
    while (log < WINDOW_LOG_MAX && ((size_t)1 << log) < bytes) log++;
    return log;
}

/* body against prefix (which may be empty). The window spans both, so that any part of the key frame can be referred to. */
static int pack(struct arena *a, struct str body, struct str prefix, struct str *ret)
{
    ZSTD_CCtx *z = ZSTD_createCCtx();
    size_t room = ZSTD_compressBound(body.n), n = 0;
    char *out = arena_alloc(a, room);
    bool good = z != NULL && !ZSTD_isError(ZSTD_CCtx_setParameter(z, ZSTD_c_compressionLevel, LEVEL)) &&
                !ZSTD_isError(ZSTD_CCtx_setParameter(z, ZSTD_c_contentSizeFlag, 1));
    if (good && prefix.n > 0)
        good = !ZSTD_isError(ZSTD_CCtx_setParameter(z, ZSTD_c_windowLog, (int)window_log(body.n + prefix.n))) &&
               !ZSTD_isError(ZSTD_CCtx_setParameter(z, ZSTD_c_enableLongDistanceMatching, 1)) &&
               !ZSTD_isError(ZSTD_CCtx_refPrefix(z, prefix.p, prefix.n));
    if (good) n = ZSTD_compress2(z, out, room, body.n > 0 ? body.p : "", body.n);
    good = good && !ZSTD_isError(n);
    ZSTD_freeCCtx(z);
    if (good) *ret = str_of(out, n);
    return good ? OK : ERR_LIMIT;
}

static int unpack(struct arena *a, struct str frame, size_t bytes, struct str prefix, struct str *ret)
{
    if (bytes > BODY_MAX) return ERR_LIMIT;
    ZSTD_DCtx *z = ZSTD_createDCtx();
    char *out = arena_alloc(a, bytes + 1);
    bool good = z != NULL && !ZSTD_isError(ZSTD_DCtx_setParameter(z, ZSTD_d_windowLogMax, WINDOW_LOG_MAX)) &&
                (prefix.n == 0 || !ZSTD_isError(ZSTD_DCtx_refPrefix(z, prefix.p, prefix.n)));
    size_t n = good ? ZSTD_decompressDCtx(z, out, bytes, frame.p, frame.n) : 0;
    good = good && !ZSTD_isError(n) && n == bytes;
    ZSTD_freeDCtx(z);
    if (good) *ret = str_of(out, n);
    return good ? OK : ERR_BAD_INPUT;
}

/* The source's current key frame, unpacked; id 0 where there is none, or where it cannot be read back: that is found and
 * told by the hash check, and must not keep new captures out. */
static int current_key(struct store *st, struct arena *a, int64_t source_id, int64_t *ret_id, size_t *ret_packed, struct str *ret_body)
{
    struct rows r;
    struct note why;
    int rc = db_query(st, &capture_key, &r, A_INT(source_id));
    bool any = rc == OK && rows_n(&r) > 0;
    *ret_id = any ? row_int(&r, 0, 0) : 0;
    *ret_packed = any ? (size_t)row_int(&r, 0, 2) : 0;
    rows_free(&r);
    if (any) rc = capture_body(st, *ret_id, a, ret_body, &why);
    if (rc != ERR_BAD_INPUT && rc != ERR_LIMIT) return rc;
    *ret_id = 0;
    return OK;
}

int capture_add(struct store *st, const struct capture *c, int64_t *ret_id)
{
    struct arena a;
    struct str key_body = {0}, frame = {0};
    int64_t key;
    size_t key_packed;
    arena_init(&a, (size_t)1 << 30);
    int rc = current_key(st, &a, c->source_id, &key, &key_packed, &key_body);
    if (rc == OK) rc = pack(&a, c->body, key_body, &frame);
    if (rc == OK && key != 0 && frame.n > key_packed / 4) { /* grown too far from the key frame: a new one */
        key = 0;
        rc = pack(&a, c->body, str_of(NULL, 0), &frame);
    }
    struct buf headers, type; /* as received may be any bytes; the columns are text */
    buf_init(&headers, 256 << 10);
    buf_init(&type, 256 << 10);
    utf8_repair(&headers, c->headers);
    utf8_repair(&type, c->content_type);
    if (rc == OK)
        rc = db_int(st, &capture_insert, ret_id, A_INT(c->source_id), A_TIME(c->captured_at_us), A_SHA(&c->sha256), A_INT((int64_t)c->body.n),
                    A_ID(key), A_BYTES(frame), A_INT(c->http_status), A_TEXT(c->url), A_TEXT(c->final_url), A_TEXT(c->redirects_json),
                    A_STR(buf_view(&headers)), c->content_type.n > 0 ? A_STR(buf_view(&type)) : A_NULL, A_TEXT(c->peer_address));
    buf_release(&type);
    buf_release(&headers);
    arena_release(&a);
    return rc;
}

int capture_body(struct store *st, int64_t id, struct arena *a, struct str *ret, struct note *why)
{
    struct rows r;
    struct str key = {0}, body;
    struct sha256 want = {{0}}, have;
    int rc = db_one(st, &capture_get, &r, A_INT(id));
    if (rc == OK && !row_null(&r, 0, 3)) rc = unpack(a, row_bytes(&r, 0, 3, a), (size_t)row_int(&r, 0, 4), str_of(NULL, 0), &key);
    if (rc == OK) rc = unpack(a, row_bytes(&r, 0, 0, a), (size_t)row_int(&r, 0, 1), key, &body);
    if (rc == OK) {
        sha256_of(body, &have);
        if (!row_sha(&r, 0, 2, &want) || !sha256_eq(&want, &have)) rc = ERR_BAD_INPUT;
        else *ret = body;
    }
    if (rc == ERR_BAD_INPUT || rc == ERR_LIMIT) note_set(why, "capture %" PRId64 " cannot be read back as it was stored", id);
    if (rc == ERR_NOT_FOUND) note_set(why, "there is no capture %" PRId64 " with a body", id);
    rows_free(&r);
    return rc;
}

STMT(capture_by_version, 1, "SELECT c.id, c.redacted_reason FROM version v JOIN capture c ON c.id = v.capture_id WHERE v.record_id = $1");

int capture_of_version(struct store *st, struct str record, struct arena *a, int64_t *ret_id, const char **ret_redacted)
{
    struct rows r;
    int rc = db_one(st, &capture_by_version, &r, A_STR(record));
    if (rc == OK) {
        *ret_id = row_int(&r, 0, 0);
        *ret_redacted = row_null(&r, 0, 1) ? NULL : str_dupz(a, row_str(&r, 0, 1));
    }
    rows_free(&r);
    return rc;
}
