#include "web/snippet.h"

#include "base/str.h"

static void add_piece(json_t *pieces, struct str text, bool hit)
{
    if (text.n > 0) json_array_append_new(pieces, json_pack("{s:s%,s:b}", "text", text.p, text.n, "hit", hit));
}

static json_t *pieces_of(struct str s)
{
    json_t *pieces = json_array();
    bool hit = false;
    for (;;) {
        size_t at = str_find(s, hit ? STR("\xEE\x80\x81") : STR("\xEE\x80\x80"));
        add_piece(pieces, at == STR_NONE ? s : str_upto(s, at), hit);
        if (at == STR_NONE) return pieces;
        s = str_from(s, at + 3);
        hit = !hit;
    }
}

void snippets_split(json_t *v)
{
    const char *key;
    json_t *member;
    void *next;
    size_t i;
    json_object_foreach_safe(v, next, key, member)
    {
        if (strcmp(key, "snippet") == 0 && json_is_string(member))
            json_object_set_new(v, key, pieces_of(str_of(json_string_value(member), json_string_length(member))));
        else
            snippets_split(member);
    }
    json_array_foreach(v, i, member) snippets_split(member);
}
