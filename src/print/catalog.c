/* The catalogue of a PDF, told what cairo 1.16 cannot: the language, and that viewers show the title. */
#include "print/pdf.h"

#include <inttypes.h>

enum { TAIL = 4096 }; /* cairo writes catalogue, table of places and trailer last; the table may be long */

static struct str last_bytes(struct str s, size_t n) { return s.n > n ? str_from(s, s.n - n) : s; }

/* What stands behind the last occurrence of a word; empty where it does not occur. */
static struct str behind_last(struct str s, struct str word)
{
    struct str found = {0};
    for (size_t at; (at = str_find(s, word)) != STR_NONE;) s = found = str_from(s, at + word.n);
    return found;
}

/* The whole number behind a word of the trailer. */
static int number_behind(struct str trailer, struct str word, int64_t *ret)
{
    struct str rest = str_trim(behind_last(trailer, word));
    size_t n = 0;
    while (n < rest.n && ascii_digit(rest.p[n])) n++;
    return str_int(str_upto(rest, n), 0, INT32_MAX, ret);
}

static bool is_language(struct str s)
{
    bool good = s.n > 0 && s.n < 36;
    for (size_t i = 0; i < s.n; i++) good &= ascii_alnum(s.p[i]) || s.p[i] == '-';
    return good;
}

struct trailer {
    int64_t size, root, info, table;
};

static int read_trailer(struct str all, struct trailer *ret)
{
    struct str t = behind_last(last_bytes(all, TAIL), STR("\ntrailer\n"));
    int rc = number_behind(t, STR("/Size"), &ret->size);
    if (rc == OK) rc = number_behind(t, STR("/Root"), &ret->root);
    if (rc == OK) rc = number_behind(t, STR("/Info"), &ret->info);
    if (rc == OK) rc = number_behind(t, STR("startxref"), &ret->table);
    return rc == OK && (size_t)ret->table < all.n ? OK : ERR_BAD_INPUT;
}

/* The catalogue's entries as cairo wrote them. */
static int read_entries(struct str all, const struct trailer *t, struct str *ret)
{
    struct str before = last_bytes(str_upto(all, (size_t)t->table), TAIL);
    struct str rest = behind_last(before, STR(" 0 obj\n<< /Type /Catalog\n"));
    size_t end = str_find(rest, STR(">>\nendobj"));
    if (end == STR_NONE) return ERR_BAD_INPUT;
    *ret = str_upto(rest, end);
    return OK;
}

int pdf_add_language(struct buf *pdf, struct str language)
{
    struct trailer t;
    struct str entries;
    struct buf add;
    int rc = is_language(language) && pdf->n > 0 ? read_trailer(buf_view(pdf), &t) : ERR_BAD_INPUT;
    if (rc == OK) rc = read_entries(buf_view(pdf), &t, &entries);
    if (rc != OK) return rc;
    buf_init(&add, (size_t)2 * TAIL);
    buf_printf(&add, "%" PRId64 " 0 obj\n<< /Type /Catalog\n" STR_FMT, t.root, STR_ARG(entries));
    buf_printf(&add, "   /Lang (" STR_FMT ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n",
               STR_ARG(language));
    size_t table = pdf->n + add.n;
    buf_printf(&add, "xref\n%" PRId64 " 1\n%010zu 00000 n \ntrailer\n", t.root, pdf->n);
    buf_printf(&add,
               "<< /Size %" PRId64 "\n   /Root %" PRId64 " 0 R\n   /Info %" PRId64 " 0 R\n   /Prev %" PRId64 "\n>>\n",
               t.size, t.root, t.info, t.table);
    buf_printf(&add, "startxref\n%zu\n%%%%EOF\n", table);
    if (!buf_failed(&add)) buf_str(pdf, buf_view(&add));
    rc = buf_failed(&add) || buf_failed(pdf) ? ERR_LIMIT : OK;
    buf_release(&add);
    return rc;
}
