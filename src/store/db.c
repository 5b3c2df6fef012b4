#include "store/db.h"

#include "base/clock.h"
#include "base/map.h"
#include "crypt/encode.h"
#include "store/line.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { PARAMS_MAX = 40, SCRATCH_MAX = 96 << 20, GRACE_MS = 3000 };
static const unsigned STORE_MAGIC = 0x53744f72;

struct store {
    unsigned magic;
    struct line line;
    struct arena prepared_keys; /* lives as long as the connection */
    struct map prepared;
    struct arena scratch;       /* arguments of one call */
    int64_t timeout_ms;
    bool in_transaction;
    bool doomed; /* the connection is of no more use, and libpq has not noticed: the server said so, or says nothing */
    int64_t silent_until_us; /* monotonic: the server said nothing when last asked, and is not asked again before */
    char why[400];
};

static struct store *store_ok(struct store *st)
{
    if (st == NULL || st->magic != STORE_MAGIC) bug("not an open store");
    return st;
}

const char *store_why(const struct store *st)
{
    return st->why;
}

/* The server's message in one line. */
static void remember(struct store *st, const char *words)
{
    snprintf(st->why, sizeof st->why, "%s", words != NULL ? words : "");
    size_t n = strlen(st->why);
    while (n > 0 && ascii_space(st->why[n - 1])) st->why[--n] = '\0';
    for (size_t i = 0; i < n; i++)
        if (st->why[i] == '\n') st->why[i] = ' ';
}

static void quiet(void *user, const char *message)
{
    (void)user;
    (void)message;
}

/* The result of what was just sent (sent: whether that went well). NULL: there is none, and why is remembered. */
static PGresult *answer(struct store *st, int sent)
{
    PGresult *r = sent == 1 ? line_answer(&st->line) : NULL;
    if (r != NULL) return r;
    st->doomed = true;
    if (sent == 1 && PQstatus(st->line.conn) == CONNECTION_OK) {
        st->silent_until_us = clock_mono_us() + USEC_PER_SEC;
        remember(st, "the server gives no sign of life");
    } else {
        remember(st, PQerrorMessage(st->line.conn));
    }
    return NULL;
}

static int set_up_connection(struct store *st)
{
    char sql[300];
    arena_reset(&st->prepared_keys);
    map_init(&st->prepared, &st->prepared_keys);
    st->in_transaction = false;
    PQsetNoticeProcessor(st->line.conn, quiet, NULL);
    /* Planning a page's query costs ten times what running it does: one plan a connection, made at the first use. */
    snprintf(sql, sizeof sql,
             "SET client_min_messages = warning; SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; "
             "SET plan_cache_mode = force_generic_plan; SET statement_timeout = %" PRId64, st->timeout_ms);
    PGresult *r = answer(st, PQsendQuery(st->line.conn, sql));
    bool good = PQresultStatus(r) == PGRES_COMMAND_OK;
    if (r != NULL && !good) remember(st, PQerrorMessage(st->line.conn));
    PQclear(r);
    return good ? OK : ERR_IO;
}

static int connect_anew(struct store *st)
{
    int64_t begun = clock_mono_us();
    st->doomed = false;
    int rc = line_connect(&st->line);
    if (rc == OK) return set_up_connection(st);
    remember(st, PQerrorMessage(st->line.conn));
    bool silent = st->line.patience_ms > 0 && clock_mono_us() - begun >= st->line.patience_ms * 1000;
    if (silent) st->silent_until_us = clock_mono_us() + USEC_PER_SEC;
    if (silent && st->why[0] == '\0') remember(st, "the server gives no sign of life");
    return rc;
}

int store_open(const char *conninfo, int64_t timeout_ms, struct store **ret, struct note *why)
{
    return store_open_patient(conninfo, timeout_ms, 0, ret, why);
}

int store_open_patient(const char *conninfo, int64_t timeout_ms, int64_t patience_ms, struct store **ret, struct note *why)
{
    struct store *st = calloc(1, sizeof *st);
    if (st == NULL) return ERR_LIMIT;
    st->magic = STORE_MAGIC;
    st->timeout_ms = timeout_ms;
    arena_init(&st->prepared_keys, 1 << 20);
    arena_init(&st->scratch, SCRATCH_MAX);
    st->line = (struct line){.conninfo = strdup(conninfo), .patience_ms = patience_ms,
                             .limit_ms = timeout_ms > 0 ? timeout_ms + GRACE_MS : 0};
    if (st->line.conninfo == NULL) bug("no memory for a connection");
    int rc = connect_anew(st);
    if (rc != OK) {
        note_set(why, "the database cannot be reached: %s", st->why);
        store_close(st);
        return rc;
    }
    *ret = st;
    return OK;
}

void store_close(struct store *st)
{
    if (st == NULL) return;
    store_ok(st)->magic = 0;
    line_close(&st->line);
    arena_release(&st->prepared_keys);
    arena_release(&st->scratch);
    free(st);
}

int store_ready(struct store *st)
{
    if (PQstatus(store_ok(st)->line.conn) == CONNECTION_OK && !st->doomed) return OK;
    return clock_mono_us() < st->silent_until_us ? ERR_IO : connect_anew(st);
}

static int err_of(struct store *st, const PGresult *r)
{
    if (r == NULL) return ERR_IO; /* answer() has said why */
    const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
    static const struct {
        const char *state;
        int err;
    } table[] = {{"CA001", ERR_LIMIT},  {"23505", ERR_CONFLICT}, {"23P01", ERR_CONFLICT}, {"40", ERR_IO},
                 {"42501", ERR_DENIED}, {"42", ERR_IO}, {"57014", ERR_LIMIT}, {"57", ERR_IO}, {"53", ERR_IO}, {"08", ERR_IO}, {"25006", ERR_IO},
                 {"58", ERR_IO}};
    remember(st, PQresultErrorMessage(r)[0] != '\0' ? PQresultErrorMessage(r) : PQerrorMessage(st->line.conn));
    st->doomed = state != NULL && str_starts(strz(state), STR("57P"));
    if (state == NULL || PQstatus(st->line.conn) != CONNECTION_OK) return ERR_IO;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (str_starts(strz(state), strz(table[i].state))) return table[i].err;
    return ERR_BAD_INPUT;
}

static int prepare(struct store *st, const struct stmt *stmt)
{
    if (map_get(&st->prepared, strz(stmt->name)) != NULL) return OK;
    PGresult *r = answer(st, PQsendPrepare(st->line.conn, stmt->name, stmt->sql, 0, NULL));
    int rc = PQresultStatus(r) == PGRES_COMMAND_OK ? OK : err_of(st, r);
    PQclear(r);
    if (rc == OK) *map_put(&st->prepared, strz(arena_dupz(&st->prepared_keys, stmt->name)), NULL) = 1;
    return rc;
}

struct wire { /* arguments as libpq takes them */
    const char *value[PARAMS_MAX];
    int length[PARAMS_MAX], format[PARAMS_MAX];
};

static char *put_int32(char *to, int64_t v)
{
    for (int shift = 24; shift >= 0; shift -= 8) *to++ = (char)((uint64_t)v >> shift & 0xff);
    return to;
}

/* The binary form of text[]: so what is long is copied and not quoted. First dimensions, whether there may be NULLs, the
 * elements' type, how many, from 1 on; then each with its length. */
static struct str texts_wire(struct arena *a, const struct str *v, size_t n)
{
    enum { TEXT_OID = 25 };
    const int64_t head[] = {1, 1, TEXT_OID, (int64_t)n, 1};
    size_t size = sizeof head / sizeof *head * 4;
    for (size_t i = 0; i < n; i++) size += 4 + v[i].n;
    if (size > INT32_MAX) bug("an argument of %zu bytes", size);
    char *whole = arena_alloc(a, size), *to = whole;
    for (size_t i = 0; i < sizeof head / sizeof *head; i++) to = put_int32(to, head[i]);
    for (size_t i = 0; i < n; i++) {
        to = put_int32(to, v[i].p != NULL ? (int64_t)v[i].n : -1);
        if (v[i].n > 0) memcpy(to, v[i].p, v[i].n);
        to += v[i].n;
    }
    return str_of(whole, size);
}

static void wire_bytes(struct str bytes, struct wire *w, size_t i)
{
    if (bytes.n > INT32_MAX) bug("an argument of %zu bytes", bytes.n);
    w->value[i] = bytes.p != NULL ? bytes.p : "";
    w->length[i] = (int)bytes.n;
    w->format[i] = 1;
}

static void wire_arg(struct arena *a, const struct arg *arg, struct wire *w, size_t i)
{
    char when[CLOCK_RFC3339_SIZE];
    w->length[i] = w->format[i] = 0;
    switch (arg->kind) {
    case ARG_NULL: w->value[i] = NULL; return;
    case ARG_INT: w->value[i] = arena_printf(a, "%" PRId64, arg->i); return;
    case ARG_REAL: w->value[i] = arena_printf(a, "%.9g", arg->r); return;
    case ARG_BOOL: w->value[i] = arg->i ? "t" : "f"; return;
    case ARG_TEXT: w->value[i] = str_dupz(a, arg->s); return;
    case ARG_TIME: w->value[i] = arg->i == CLOCK_NONE ? NULL : arena_dupz(a, clock_rfc3339(arg->i, when)); return;
    case ARG_TEXTS: wire_bytes(texts_wire(a, arg->list, (size_t)arg->i), w, i); return;
    case ARG_BYTES: wire_bytes(arg->s, w, i); return;
    }
    bug("argument kind %d", (int)arg->kind);
}

int db_query_n(struct store *st, const struct stmt *stmt, struct rows *ret, const struct arg *args, size_t n)
{
    struct wire w;
    if (ret != NULL) ret->result = NULL;
    if (n != stmt->nparams || n > PARAMS_MAX) bug("%s takes %u arguments, %zu given", stmt->name, stmt->nparams, n);
    int rc = store_ok(st)->in_transaction ? OK : store_ready(st);
    if (rc == OK) rc = prepare(st, stmt);
    if (rc != OK) return rc;
    arena_reset(&st->scratch);
    for (size_t i = 0; i < n; i++) wire_arg(&st->scratch, &args[i], &w, i);
    PGresult *r = answer(st, PQsendQueryPrepared(st->line.conn, stmt->name, (int)n, w.value, w.length, w.format, 0));
    ExecStatusType status = PQresultStatus(r);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) rc = err_of(st, r);
    if (rc == OK && ret != NULL) ret->result = r;
    else PQclear(r);
    return rc;
}

int db_one_n(struct store *st, const struct stmt *stmt, struct rows *ret, const struct arg *args, size_t n)
{
    int rc = db_query_n(st, stmt, ret, args, n);
    if (rc == OK && rows_n(ret) == 0) {
        rows_free(ret);
        rc = ERR_NOT_FOUND;
    }
    return rc;
}

int db_did_n(struct store *st, const struct stmt *stmt, int otherwise, const struct arg *args, size_t n)
{
    struct rows r;
    int rc = db_query_n(st, stmt, &r, args, n);
    if (rc == OK && rows_n(&r) == 0) rc = otherwise;
    rows_free(&r);
    return rc;
}

int db_int_n(struct store *st, const struct stmt *stmt, int64_t *ret, const struct arg *args, size_t n)
{
    struct rows r;
    int rc = db_one_n(st, stmt, &r, args, n);
    if (rc == OK) *ret = row_int(&r, 0, 0);
    rows_free(&r);
    return rc;
}

size_t rows_n(const struct rows *r)
{
    return r->result != NULL ? (size_t)PQntuples(r->result) : 0;
}

size_t rows_affected(const struct rows *r)
{
    int64_t n;
    return r->result != NULL && str_int(strz(PQcmdTuples(r->result)), 0, INT64_MAX, &n) == OK ? (size_t)n : 0;
}

bool row_null(const struct rows *r, size_t row, int col)
{
    if (row >= rows_n(r) || col >= PQnfields(r->result)) bug("row %zu, column %d", row, col);
    return PQgetisnull(r->result, (int)row, col) != 0;
}

struct str row_str(const struct rows *r, size_t row, int col)
{
    if (row_null(r, row, col)) return str_of(NULL, 0);
    return str_of(PQgetvalue(r->result, (int)row, col), (size_t)PQgetlength(r->result, (int)row, col));
}

const char *row_text(const struct rows *r, size_t row, int col)
{
    return row_null(r, row, col) ? NULL : PQgetvalue(r->result, (int)row, col);
}

int64_t row_int(const struct rows *r, size_t row, int col)
{
    int64_t v = 0;
    if (!row_null(r, row, col) && str_int(row_str(r, row, col), INT64_MIN, INT64_MAX, &v) != OK)
        bug("column %s is not an integer", PQfname(r->result, col));
    return v;
}

double row_real(const struct rows *r, size_t row, int col)
{
    return row_null(r, row, col) ? 0 : strtod(row_text(r, row, col), NULL); /* the program never leaves the C locale */
}

bool row_bool(const struct rows *r, size_t row, int col)
{
    return str_eq(row_str(r, row, col), STR("t"));
}

struct str row_bytes(const struct rows *r, size_t row, int col, struct arena *a)
{
    struct str hex = row_str(r, row, col);
    if (!str_starts(hex, STR("\\x"))) return str_of(NULL, 0);
    size_t n = (hex.n - 2) / 2;
    uint8_t *p = arena_alloc(a, n + 1);
    if (hex_decode(str_from(hex, 2), p) != OK) bug("column %s is not bytea", PQfname(r->result, col));
    return str_of((const char *)p, n);
}

bool row_sha(const struct rows *r, size_t row, int col, struct sha256 *ret)
{
    struct str hex = row_str(r, row, col);
    if (hex.n != 66) return false;
    return sha256_from_hex(str_from(hex, 2), ret) == OK;
}

int64_t row_time(const struct rows *r, size_t row, int col)
{
    int64_t us;
    struct str s = row_str(r, row, col);
    if (s.n == 0) return CLOCK_NONE;
    if (clock_parse_rfc3339(s, &us) != OK) bug("column %s is not an instant: " STR_FMT, PQfname(r->result, col), STR_ARG(s));
    return us;
}

void rows_free(struct rows *r)
{
    PQclear(r->result);
    r->result = NULL;
}

/* ---- transactions --------------------------------------------------------------------------------------------------- */

static int command(struct store *st, const char *sql, const char *tag)
{
    if (st->doomed) return ERR_IO; /* nobody reads what would be sent */
    PGresult *r = answer(st, PQsendQuery(st->line.conn, sql));
    int rc = PQresultStatus(r) == PGRES_COMMAND_OK || PQresultStatus(r) == PGRES_TUPLES_OK ? OK : err_of(st, r);
    /* A COMMIT of a failed transaction answers "ROLLBACK" with success. */
    if (rc == OK && tag != NULL && strcmp(PQcmdStatus(r), tag) != 0) rc = ERR_CONFLICT;
    PQclear(r);
    return rc;
}

int store_begin(struct store *st)
{
    if (store_ok(st)->in_transaction) bug("a transaction inside a transaction");
    int rc = store_ready(st);
    if (rc == OK) rc = command(st, "BEGIN", "BEGIN");
    st->in_transaction = rc == OK;
    return rc;
}

int store_end(struct store *st, int rc)
{
    if (!store_ok(st)->in_transaction) bug("no transaction to end");
    st->in_transaction = false;
    if (rc == OK) return command(st, "COMMIT", "COMMIT");
    char why[sizeof st->why];
    memcpy(why, st->why, sizeof why); /* the first failure is the one worth telling */
    if (command(st, "ROLLBACK", "ROLLBACK") == OK) memcpy(st->why, why, sizeof why);
    return rc;
}

int store_mark(struct store *st)
{
    return command(store_ok(st), "SAVEPOINT mark", NULL);
}

int store_undo(struct store *st)
{
    return command(store_ok(st), "ROLLBACK TO SAVEPOINT mark", NULL);
}

STMT(act_as, 2, "SELECT set_config('atlas.account', coalesce($1, ''), false), set_config('atlas.now', coalesce($2, ''), false)");

int store_act_as(struct store *st, int64_t account_id, int64_t now_us)
{
    return db_query(st, &act_as, NULL, A_ID(account_id), A_TIME(now_us));
}

/* ---- migrations, checks, exports -------------------------------------------------------------------------------------- */

int db_script(struct store *st, const char *sql)
{
    return command(store_ok(st), sql, NULL);
}

extern const struct stmt *const __start_atlas_stmt[], *const __stop_atlas_stmt[];

int db_prepare(struct store *st, const struct stmt *stmt, struct note *why)
{
    int rc = store_ready(store_ok(st));
    if (rc == OK) rc = prepare(st, stmt);
    PGresult *r = rc == OK ? answer(st, PQsendDescribePrepared(st->line.conn, stmt->name)) : NULL;
    bool misfit = rc == OK && PQnparams(r) != (int)stmt->nparams;
    if (misfit) note_set(why, "statement %s says %u parameters and takes %d", stmt->name, stmt->nparams, PQnparams(r));
    else if (rc != OK) note_set(why, "statement %s does not fit the schema: %s", stmt->name, st->why);
    PQclear(r);
    return misfit ? ERR_CONFLICT : rc;
}

int db_statements_check(struct store *st, size_t *ret_checked, struct note *why)
{
    size_t n = 0;
    for (const struct stmt *const *s = __start_atlas_stmt; s < __stop_atlas_stmt; s++, n++) {
        int rc = db_prepare(st, *s, why);
        if (rc != OK) return rc;
    }
    *ret_checked = n;
    return OK;
}

int db_copy_out(struct store *st, const struct stmt *stmt, db_line_fn *line, void *user)
{
    PGresult *r = answer(store_ok(st), PQsendQuery(st->line.conn, stmt->sql));
    int rc = PQresultStatus(r) == PGRES_COPY_OUT ? OK : err_of(st, r);
    PQclear(r);
    if (rc != OK) return rc;
    char *p = NULL;
    for (int n; (n = PQgetCopyData(st->line.conn, &p, 0)) > 0; PQfreemem(p))
        if (rc == OK) rc = line(user, str_of(p, (size_t)n));
    r = PQgetResult(st->line.conn);
    if (PQresultStatus(r) != PGRES_COMMAND_OK && rc == OK) rc = err_of(st, r);
    PQclear(r);
    while ((r = PQgetResult(st->line.conn)) != NULL) PQclear(r);
    return rc;
}
