/* The database, through libpq: the only door. Everything above says what it wants by a named statement and typed arguments.
 *
 *     STMT(watch_remove, 2, "DELETE FROM watch WHERE id = $1 AND account_id = $2 RETURNING platform_id");
 *     struct rows r;
 *     int rc = db_query(st, &watch_remove, &r, A_INT(id), A_INT(account));
 *     if (rc == OK && rows_n(&r) == 0) rc = ERR_NOT_FOUND;
 *     rows_free(&r);
 *
 * Invariants: SQL text is constant (a statement here, a file of sql/pages/ in the web layer), never built from values;
 * statements are prepared once a connection; all of them stand in one linker section, so that `atlas doctor` can prepare
 * every one against the schema. One store is one connection of one process: never used across fork, never by two threads.
 *
 * Errors: ERR_CONFLICT unique or exclusion constraint, ERR_DENIED missing grant or append-only, ERR_LIMIT a limit that the
 * schema holds (SQLSTATE CA001) or the time that a statement may take, ERR_BAD_INPUT check, type or foreign key, or a row that
 * is damaged (class XX: it would be so again), ERR_IO the server is away or failed, or the statement does not fit the schema.
 * The server's own words are in store_why(). After ERR_IO outside a transaction the next call connects anew. */
#ifndef ATLAS_STORE_DB_H
#define ATLAS_STORE_DB_H

#include "base/str.h"
#include "crypt/sha256.h"

struct store; /* opaque */

/* conninfo as libpq takes it. timeout_ms bounds each statement (0: none); connecting waits two seconds at most. */
MUST_USE int store_open(const char *conninfo, int64_t timeout_ms, struct store **ret, struct note *why);
/* For who has people waiting: a server that gives no sign of life for patience_ms is ERR_IO (store/line.h), and so is every
 * call of the second after it. A statement may take longer than that, as long as the server is there. */
MUST_USE int store_open_patient(const char *conninfo, int64_t timeout_ms, int64_t patience_ms, struct store **ret, struct note *why);
void store_close(struct store *st);            /* NULL is fine */
const char *store_why(const struct store *st); /* one line about the last failure; "" when there was none */
MUST_USE int store_ready(struct store *st);    /* connects anew where the line was lost; ERR_IO when it cannot */

/* ---- statements and arguments ---- */
struct stmt {
    const char *name;
    unsigned nparams;
    const char *sql;
};
#define STMT(var, n, text)                                                                         \
    static const struct stmt var = {#var, (n), (text)};                                            \
    static const struct stmt *const var##_entry __attribute__((used, section("atlas_stmt"))) = &var

enum arg_kind { ARG_NULL, ARG_INT, ARG_REAL, ARG_BOOL, ARG_TEXT, ARG_TEXTS, ARG_BYTES, ARG_TIME };
struct arg {
    enum arg_kind kind;
    int64_t i;
    double r;
    struct str s;
    const struct str *list; /* of ARG_TEXTS, i of them */
};
#define A_NULL ((struct arg){.kind = ARG_NULL})
#define A_INT(v) ((struct arg){.kind = ARG_INT, .i = (v)})
#define A_REAL(v) ((struct arg){.kind = ARG_REAL, .r = (v)})
#define A_BOOL(v) ((struct arg){.kind = ARG_BOOL, .i = (v)})
#define A_STR(v) ((struct arg){.kind = ARG_TEXT, .s = (v)})             /* must hold no NUL byte */
#define A_TEXT(z) ((struct arg){.kind = (z) != NULL ? ARG_TEXT : ARG_NULL, .s = strz(z)}) /* NULL is SQL's NULL */
#define A_TEXTS(v, n) ((struct arg){.kind = ARG_TEXTS, .list = (v), .i = (int64_t)(n)})      /* text[]; one without p is NULL */
#define A_BYTES(v) ((struct arg){.kind = ARG_BYTES, .s = (v)})
#define A_SHA(h) ((struct arg){.kind = ARG_BYTES, .s = {(const char *)(h)->byte, 32}})
#define A_TIME(us) ((struct arg){.kind = ARG_TIME, .i = (us)})          /* an instant; CLOCK_NONE is SQL's NULL */
#define CLOCK_NONE INT64_MIN
#define A_ID(v) ((v) != 0 ? A_INT(v) : A_NULL)                          /* an id, where 0 means none */

struct rows {
    void *result; /* PGresult */
};

/* ret may be NULL where no rows are wanted. On failure *ret is empty, and rows_free of it is fine. */
#define db_query(st, stmt, ret, ...)                                                                                  \
    db_query_n((st), (stmt), (ret), (const struct arg[]){__VA_ARGS__}, sizeof((const struct arg[]){__VA_ARGS__}) / sizeof(struct arg))
MUST_USE int db_query_n(struct store *st, const struct stmt *stmt, struct rows *ret, const struct arg *args, size_t n);
/* One row wanted: ERR_NOT_FOUND when there is none. */
#define db_one(st, stmt, ret, ...)                                                                                    \
    db_one_n((st), (stmt), (ret), (const struct arg[]){__VA_ARGS__}, sizeof((const struct arg[]){__VA_ARGS__}) / sizeof(struct arg))
MUST_USE int db_one_n(struct store *st, const struct stmt *stmt, struct rows *ret, const struct arg *args, size_t n);
/* One integer wanted (the first column of the first row). */
#define db_int(st, stmt, ret, ...)                                                                                    \
    db_int_n((st), (stmt), (ret), (const struct arg[]){__VA_ARGS__}, sizeof((const struct arg[]){__VA_ARGS__}) / sizeof(struct arg))
MUST_USE int db_int_n(struct store *st, const struct stmt *stmt, int64_t *ret, const struct arg *args, size_t n);

/* A statement that returns a row where it did something: OK, or `otherwise` where it did nothing. */
#define db_did(st, stmt, otherwise, ...)                                                                              \
    db_did_n((st), (stmt), (otherwise), (const struct arg[]){__VA_ARGS__}, sizeof((const struct arg[]){__VA_ARGS__}) / sizeof(struct arg))
MUST_USE int db_did_n(struct store *st, const struct stmt *stmt, int otherwise, const struct arg *args, size_t n);

size_t rows_n(const struct rows *r);
size_t rows_affected(const struct rows *r);
bool row_null(const struct rows *r, size_t row, int col);
int64_t row_int(const struct rows *r, size_t row, int col);   /* NULL gives 0 */
double row_real(const struct rows *r, size_t row, int col);
bool row_bool(const struct rows *r, size_t row, int col);     /* NULL gives false */
struct str row_str(const struct rows *r, size_t row, int col);   /* valid until rows_free; NULL gives an empty slice */
const char *row_text(const struct rows *r, size_t row, int col); /* NULL gives NULL */
struct str row_bytes(const struct rows *r, size_t row, int col, struct arena *a);
bool row_sha(const struct rows *r, size_t row, int col, struct sha256 *ret); /* false: NULL */
int64_t row_time(const struct rows *r, size_t row, int col);  /* NULL gives CLOCK_NONE */
void rows_free(struct rows *r);

/* ---- transactions ---- */
MUST_USE int store_begin(struct store *st);
/* Commits when rc is OK, else rolls back; returns rc, or what went wrong at the commit. A line lost in the commit gives
 * ERR_IO: the outcome is unknown, and what was done must be safe to do again. */
MUST_USE int store_end(struct store *st, int rc);
/* Inside a transaction: a mark, and the way back to it, so that one row that is refused does not cost the others. */
MUST_USE int store_mark(struct store *st);
MUST_USE int store_undo(struct store *st);
/* The account whose rows row level security shows (0: none), and the instant limits are judged at, for this connection. */
MUST_USE int store_act_as(struct store *st, int64_t account_id, int64_t now_us);

/* ---- for migrations, checks and exports ---- */
MUST_USE int db_script(struct store *st, const char *sql); /* several statements, no result */
MUST_USE int db_prepare(struct store *st, const struct stmt *stmt, struct note *why); /* does it fit the schema? */
MUST_USE int db_statements_check(struct store *st, size_t *ret_checked, struct note *why); /* prepares every STMT */
/* COPY (query) TO STDOUT, line by line. The statement is a plain struct stmt, not a STMT: COPY cannot be prepared. */
typedef int db_line_fn(void *user, struct str line);
MUST_USE int db_copy_out(struct store *st, const struct stmt *stmt, db_line_fn *line, void *user);

#endif
