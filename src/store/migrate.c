#include "store/migrate.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

enum { SCRIPT_MAX = 8 << 20 };
#define LOCK_KEY "20261101" /* any number, the same in all copies of the program */

STMT(applied_find, 2, "SELECT sha256 FROM schema_file WHERE folder = $1 AND name = $2");
STMT(applied_note, 4, "INSERT INTO schema_file (folder, name, sha256, applied_at) VALUES ($1, $2, $3, $4)"
     " ON CONFLICT (folder, name) DO UPDATE SET sha256 = excluded.sha256, applied_at = excluded.applied_at");
STMT(applied_names, 1, "SELECT name FROM schema_file WHERE folder = $1 ORDER BY name");

struct file {
    const char *name;
    struct str text;
    struct sha256 sum;
};

static int sql_file(const struct dirent *e)
{
    return str_ends(strz(e->d_name), STR(".sql"));
}

/* The folder's files in the order of their names. */
static int list_files(struct arena *a, const char *dir, struct file **ret, size_t *ret_n, struct note *why)
{
    struct dirent **list = NULL;
    int n = scandir(dir, &list, sql_file, alphasort), rc = OK;
    if (n < 0) {
        note_set(why, "%s cannot be read: %s", dir, strerror(errno));
        return ERR_IO;
    }
    struct file *files = ARENA_ARRAY(a, struct file, (size_t)n + 1);
    for (int i = 0; i < n; i++) {
        files[i].name = arena_dupz(a, list[i]->d_name);
        if (rc == OK) rc = file_read(a, arena_printf(a, "%s/%s", dir, files[i].name), SCRIPT_MAX, &files[i].text, why);
        if (rc == OK) sha256_of(files[i].text, &files[i].sum);
        free(list[i]);
    }
    free(list);
    *ret = files;
    *ret_n = (size_t)n;
    return rc;
}

enum file_state { FILE_NEW, FILE_SAME, FILE_CHANGED };

static int file_state(struct store *st, const char *folder, const struct file *f, enum file_state *ret)
{
    struct rows r;
    struct sha256 sum = {0};
    int rc = db_query(st, &applied_find, &r, A_TEXT(folder), A_TEXT(f->name));
    if (rc == OK)
        *ret = rows_n(&r) == 0 ? FILE_NEW : row_sha(&r, 0, 0, &sum) && sha256_eq(&sum, &f->sum) ? FILE_SAME : FILE_CHANGED;
    rows_free(&r);
    return rc;
}

static int apply(struct store *st, const char *folder, const struct file *f, int64_t now_us, struct note *why)
{
    int rc = store_begin(st);
    if (rc != OK) return rc;
    rc = db_script(st, f->text.p);
    if (rc == OK) rc = db_query(st, &applied_note, NULL, A_TEXT(folder), A_TEXT(f->name), A_SHA(&f->sum), A_TIME(now_us));
    rc = store_end(st, rc);
    if (rc != OK) note_set(why, "sql/%s/%s does not run: %s", folder, f->name, store_why(st));
    return rc;
}

/* Every applied migration must still be there. */
static int check_none_lost(struct store *st, const struct file *files, size_t n, struct note *why)
{
    struct rows r;
    int rc = db_query(st, &applied_names, &r, A_TEXT("migrations"));
    for (size_t i = 0; rc == OK && i < rows_n(&r); i++) {
        size_t k = 0;
        while (k < n && !str_eqz(row_str(&r, i, 0), files[k].name)) k++;
        if (k == n) {
            note_set(why, "this database had %s applied, which this program does not have: it is older than its database", row_text(&r, i, 0));
            rc = ERR_BAD_INPUT;
        }
    }
    rows_free(&r);
    return rc;
}

static int run_folder(struct store *st, struct arena *a, const char *share_dir, const char *folder, bool again,
                      int64_t now_us, migrate_told_fn *told, struct note *why)
{
    struct file *files;
    size_t n;
    int rc = list_files(a, arena_printf(a, "%s/sql/%s", share_dir, folder), &files, &n, why);
    if (rc == OK && !again) rc = check_none_lost(st, files, n, why);
    for (size_t i = 0; rc == OK && i < n; i++) {
        enum file_state state;
        rc = file_state(st, folder, &files[i], &state);
        if (rc != OK || state == FILE_SAME) continue;
        if (state == FILE_CHANGED && !again) {
            note_set(why, "sql/%s/%s was changed after it was applied; changes go into a new file", folder, files[i].name);
            return ERR_BAD_INPUT;
        }
        rc = apply(st, folder, &files[i], now_us, why);
        if (rc == OK) told(again ? "seeded" : "applied", files[i].name);
    }
    return rc;
}

static int lock_schema(struct store *st)
{
    return db_script(st, "SELECT pg_advisory_lock(" LOCK_KEY "); CREATE TABLE IF NOT EXISTS schema_file ("
                         "folder text NOT NULL, name text NOT NULL, sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32), "
                         "applied_at timestamptz NOT NULL, PRIMARY KEY (folder, name))");
}

int migrate_run(struct store *st, const char *share_dir, int64_t now_us, migrate_told_fn *told, struct note *why)
{
    struct arena a;
    arena_init(&a, 64 << 20);
    int rc = lock_schema(st);
    if (rc == OK) rc = store_act_as(st, 0, now_us);
    if (rc != OK) note_set(why, "%s", store_why(st));
    if (rc == OK) rc = run_folder(st, &a, share_dir, "migrations", false, now_us, told, why);
    if (rc == OK) rc = run_folder(st, &a, share_dir, "seed", true, now_us, told, why);
    if (db_script(st, "SELECT pg_advisory_unlock(" LOCK_KEY ")") != OK && rc == OK) rc = ERR_IO;
    arena_release(&a);
    return rc;
}

int migrate_pending(struct store *st, const char *share_dir, size_t *ret, struct note *why)
{
    struct arena a;
    struct file *files;
    size_t n, pending = 0;
    arena_init(&a, 64 << 20);
    int rc = list_files(&a, arena_printf(&a, "%s/sql/migrations", share_dir), &files, &n, why);
    for (size_t i = 0; rc == OK && i < n; i++) {
        enum file_state state = FILE_NEW;
        rc = file_state(st, "migrations", &files[i], &state);
        pending += state != FILE_SAME;
    }
    if (rc == OK) *ret = pending;
    arena_release(&a);
    return rc;
}
