#include "view/view.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "view/shim.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { TEMPLATE_MAX = 1 << 18, SET_MAX = 1 << 23, PART_DEPTH = 3, SECTION_DEPTH = 32 };

struct template
{
    const char *name;
    struct str text; /* parts spliced in */
    struct shim_template *compiled;
    bool ages;
};

struct view {
    struct arena arena;
    struct map by_name; /* → struct template * */
    VEC(struct template *) all;
    uint64_t hash;
};

/* ---- loading ------------------------------------------------------------------------------------------------------
 */

static bool part_name_valid(struct str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (!ascii_alnum(name.p[i]) && name.p[i] != '_' && name.p[i] != '-') return false;
    return name.n > 0;
}

static struct str without_first_line(struct str s)
{
    struct str line;
    if (str_starts(s, STR("{{%AUTOESCAPE"))) str_next(&s, '\n', &line);
    return s;
}

static int splice_parts(struct arena *a, const char *dir, struct str text, unsigned depth, struct buf *out,
                        struct note *why)
{
    static const struct str open_mark = {"{{>parts/", 9};
    for (size_t at; (at = str_find(text, open_mark)) != STR_NONE;) {
        buf_str(out, str_upto(text, at));
        struct str name = str_from(text, at + open_mark.n);
        size_t end = str_find(name, STR("}}"));
        if (end == STR_NONE || !part_name_valid(str_upto(name, end)) || depth == PART_DEPTH) {
            note_set(why, "%s: `" STR_FMT "` is no part, or parts are nested deeper than %d", dir,
                     STR_ARG(str_upto(str_from(text, at), 40)), PART_DEPTH);
            return ERR_BAD_INPUT;
        }
        struct str part;
        int rc =
            file_read(a, arena_printf(a, "%s/parts/" STR_FMT ".tpl", dir, (int)end, name.p), TEMPLATE_MAX, &part, why);
        if (rc == OK) rc = splice_parts(a, dir, without_first_line(part), depth + 1, out, why);
        if (rc != OK) return rc;
        text = str_from(name, end + 2);
        if (text.n > 0 && text.p[0] == '\n') text = str_from(text, 1); /* the part ends its own last line */
    }
    buf_str(out, text);
    return buf_failed(out) ? ERR_LIMIT : OK;
}

static int load_template(struct view *v, const char *dir, const char *path, const char *name, struct note *why)
{
    struct arena *a = &v->arena;
    struct str text;
    struct buf whole;
    buf_init(&whole, 4 * TEMPLATE_MAX);
    bool plain = str_ends(strz(name), STR(".txt"));
    struct template *t = ARENA_NEW(a, struct template);
    t->name = name;
    int rc = file_read(a, path, TEMPLATE_MAX, &text, why);
    if (rc == OK && plain == str_starts(text, STR("{{%AUTOESCAPE context=\""))) {
        note_set(why, "%s: %s", path,
                 plain ? "plain text has no AUTOESCAPE line" : "the first line must be {{%AUTOESCAPE context=\"…\"}}");
        rc = ERR_BAD_INPUT;
    }
    if (rc == OK) rc = splice_parts(a, dir, text, 0, &whole, why);
    if (rc == OK) t->text = str_of(arena_dup(a, whole.n > 0 ? whole.p : "", whole.n), whole.n);
    buf_release(&whole);
    if (rc == OK && (rc = shim_compile(t->text, plain, &t->compiled)) != OK)
        note_set(why, "%s is not a valid template", path);
    if (rc != OK) return rc;
    t->ages = str_find(t->text, STR(":x-ago}}")) != STR_NONE;
    *map_put(&v->by_name, strz(name), NULL) = (uintptr_t)t;
    *vec_push(&v->all, a) = t;
    v->hash = v->hash * UINT64_C(1099511628211) ^ str_hash(t->text) ^ str_hash(strz(name));
    return OK;
}

static int by_name(const struct dirent **x, const struct dirent **y) { return strcmp((*x)->d_name, (*y)->d_name); }
static int is_template(const struct dirent *e) { return str_ends(strz(e->d_name), STR(".tpl")) && e->d_name[0] != '.'; }

/* In the order of names: the set's hash must not depend on the file system. */
static int load_folder(struct view *v, const char *dir, const char *folder, struct note *why)
{
    struct dirent **entries = NULL;
    const char *path = arena_printf(&v->arena, "%s/%s", dir, folder);
    int n = scandir(path, &entries, is_template, by_name);
    if (n < 0 && errno == ENOENT) return OK;
    if (n < 0) {
        note_set(why, "the folder %s cannot be read: %s", path, strerror(errno));
        return ERR_IO;
    }
    int rc = OK;
    for (int i = 0; i < n; i++) {
        struct str file = strz(entries[i]->d_name);
        const char *name = arena_printf(&v->arena, "%s/" STR_FMT, folder, (int)(file.n - 4), file.p);
        if (rc == OK) rc = load_template(v, dir, arena_printf(&v->arena, "%s/%s", path, file.p), name, why);
        free(entries[i]);
    }
    free(entries);
    return rc;
}

int view_load(const char *dir, struct view **ret, struct note *why)
{
    struct view *v = calloc(1, sizeof *v);
    if (v == NULL) return ERR_IO;
    arena_init(&v->arena, SET_MAX);
    map_init(&v->by_name, &v->arena);
    int rc = load_folder(v, dir, "pages", why);
    if (rc == OK) rc = load_folder(v, dir, "mail", why);
    if (rc == OK && v->all.n == 0) {
        note_set(why, "there are no templates in %s/pages", dir);
        rc = ERR_NOT_FOUND;
    }
    if (rc == OK)
        *ret = v;
    else
        view_free(v);
    return rc;
}

void view_free(struct view *v)
{
    if (v == NULL) return;
    for (size_t i = 0; i < v->all.n; i++) shim_free(v->all.v[i]->compiled);
    arena_release(&v->arena);
    free(v);
}

/* ---- rendering ----------------------------------------------------------------------------------------------------
 */

static const struct template *find(const struct view *v, const char *name)
{
    uintptr_t *t = map_get(&v->by_name, strz(name));
    return t != NULL ? (const struct template *)*t : NULL;
}

bool view_has(const struct view *v, const char *name) { return find(v, name) != NULL; }
bool view_shows_ages(const struct view *v, const char *name)
{
    const struct template *t = find(v, name);
    return t != NULL && t->ages;
}
uint64_t view_hash(const struct view *v) { return v->hash; }

/* JSON inside <script>: no character that could end the element or begin a comment. */
static struct str script_safe(struct arena *a, struct str json)
{
    size_t n = 0;
    for (size_t i = 0; i < json.n; i++) n += json.p[i] == '<' || json.p[i] == '>' || json.p[i] == '&';
    char *out = arena_alloc(a, json.n + 5 * n + 1), *w = out;
    for (size_t i = 0; i < json.n; i++) {
        char c = json.p[i];
        bool unsafe = c == '<' || c == '>' || c == '&';
        if (!unsafe)
            *w++ = c;
        else
            w += snprintf(w, 7, "\\u%04x", (unsigned)c);
    }
    return str_of(out, (size_t)(w - out));
}

static void set_jsonld(struct arena *a, struct node *root, struct str json)
{
    struct node shown = {.kind = NODE_OBJECT, .first = ARENA_NEW(a, struct node)};
    *shown.first = (struct node){.kind = NODE_STRING, .key = STR("jsonld"), .text = script_safe(a, json)};
    node_override(root, &shown);
}

int view_show(const struct view *v, struct arena *a, const char *name, struct node *root, struct buf *out)
{
    const struct template *t = find(v, name);
    if (t == NULL) return ERR_NOT_FOUND;
    const struct node *ld = node_get(root, "jsonld");
    if (ld != NULL && ld->kind == NODE_OBJECT && ld->text.n > 0) set_jsonld(a, root, ld->text);
    return shim_expand(t->compiled, root, clock_now_us(), out);
}

int view_render(const struct view *v, const char *name, const json_t *root, struct buf *out)
{
    struct arena a;
    arena_init(&a, SET_MAX);
    struct node *n = node_of_json(&a, root);
    char *ld = json_dumps(json_object_get(root, "jsonld"), JSON_COMPACT);
    if (ld != NULL) set_jsonld(&a, n, strz(ld));
    int rc = view_show(v, &a, name, n, out);
    free(ld);
    arena_release(&a);
    return rc;
}

/* ---- names, for the check ------------------------------------------------------------------------------------------
 */

struct open_sections {
    struct str name[SECTION_DEPTH];
    size_t n;
};

static void add_line(struct buf *out, const char *kind, struct str name, const struct open_sections *in,
                     struct str modifiers)
{
    buf_printf(out, "%s\t" STR_FMT "\t", kind, STR_ARG(name));
    for (size_t i = 0; i < in->n; i++) buf_printf(out, "%s" STR_FMT, i > 0 ? "/" : "", STR_ARG(in->name[i]));
    buf_printf(out, "\t" STR_FMT "\n", STR_ARG(modifiers));
}

static int add_marker(struct buf *out, struct str marker, struct open_sections *in)
{
    struct str rest = str_from(marker, 1);
    switch (marker.n > 0 ? marker.p[0] : '!') {
    case '!':
    case '%':
    case '=': return OK;
    case '#':
        add_line(out, "section", rest, in, str_of(NULL, 0));
        if (in->n == SECTION_DEPTH) return ERR_LIMIT;
        in->name[in->n++] = rest;
        return OK;
    case '/':
        if (in->n == 0 || !str_eq(in->name[in->n - 1], rest)) return ERR_BAD_INPUT;
        in->n--;
        return OK;
    default: break;
    }
    size_t colon = str_find_char(marker, ':');
    struct str name = colon == STR_NONE ? marker : str_upto(marker, colon);
    add_line(out, "value", name, in, colon == STR_NONE ? str_of(NULL, 0) : str_from(marker, colon + 1));
    return OK;
}

int view_names(const struct view *v, const char *name, struct buf *out)
{
    const struct template *t = find(v, name);
    struct open_sections in = {0};
    int rc = t != NULL ? OK : ERR_NOT_FOUND;
    struct str text = t != NULL ? t->text : str_of(NULL, 0);
    for (size_t at; rc == OK && (at = str_find(text, STR("{{"))) != STR_NONE;) {
        text = str_from(text, at + 2);
        size_t end = str_find(text, STR("}}"));
        if (end == STR_NONE) return ERR_BAD_INPUT;
        rc = add_marker(out, str_upto(text, end), &in);
        text = str_from(text, end + 2);
    }
    if (rc == OK && in.n > 0) rc = ERR_BAD_INPUT;
    return rc == OK && buf_failed(out) ? ERR_LIMIT : rc;
}

int view_text(const struct view *v, const char *name, struct str *ret)
{
    const struct template *t = find(v, name);
    if (t == NULL) return ERR_NOT_FOUND;
    *ret = t->text;
    return OK;
}
