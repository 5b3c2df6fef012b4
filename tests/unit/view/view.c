/* What markers mean, and that hostile text stays text. */
#include "view/view.h"
#include "view/walk.h"
#include "view/words.h"

#include "../tap.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/atlas-view-XXXXXX";

static void put(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0) bug("%s cannot be written", path);
}

static void drop(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    unlink(path);
}

static struct view *load(void)
{
    struct view *v = NULL;
    struct note why = {""};
    if (view_load(dir, &v, &why) != OK) printf("# %s\n", why.text);
    return v;
}

/* The template's text with the JSON, as a page named t. */
static const char *shown(const char *template, const char *json)
{
    static struct buf out;
    char text[4096];
    snprintf(text, sizeof text, "{{%%AUTOESCAPE context=\"HTML\"}}\n%s", template);
    put("pages/t.tpl", text);
    struct view *v = load();
    json_t *root = json_loads(json, 0, NULL);
    buf_release(&out);
    buf_init(&out, 1 << 16);
    if (v == NULL || root == NULL || view_render(v, "pages/t", root, &out) != OK) {
        buf_clear(&out);
        buf_strz(&out, "FAILED");
    }
    json_decref(root);
    view_free(v);
    return out.p != NULL ? out.p : "";
}

static void is(const char *template, const char *json, const char *expected)
{
    const char *got = shown(template, json);
    if (!ok(strcmp(got, expected) == 0, "%s", template)) printf("# got      %s\n# expected %s\n", got, expected);
}

static void names(void)
{
    is("{{A}}|{{B}}|{{C}}|{{D}}|{{E}}|{{X}}", "{\"a\":\"s\",\"b\":12,\"c\":1.5,\"d\":true,\"e\":null}",
       "s|12|1.5|true||");
    is("{{#L}}[{{L_V}}]{{/L}}", "{\"l\":[{\"v\":1},{\"v\":2}]}", "[1][2]");
    is("{{#L}}[{{L_V}}]{{/L}}{{#NO_L}}none{{/NO_L}}", "{\"l\":[]}", "none");
    is("{{#ANY_L}}<ul>{{/ANY_L}}{{#L}}<li>{{L_VALUE}}{{/L}}{{#ANY_L}}</ul>{{/ANY_L}}", "{\"l\":[\"a\",3]}",
       "<ul><li>a<li>3</ul>");
    is("{{#O}}{{O_N}}{{#O_P}}{{P_N}}{{O_N}}{{T}}{{/O_P}}{{/O}}",
       "{\"t\":\"t\",\"o\":{\"n\":\"o\",\"p\":{\"n\":\"p\"}}}", "opot");
    is("{{#L}}{{#L_I}}{{I_X}}{{L_Y}};{{/L_I}}{{/L}}",
       "{\"l\":[{\"y\":1,\"i\":[{\"x\":2},{\"x\":3}]},{\"y\":4,\"i\":[]}]}", "21;31;");
    is("{{#L}}{{L_URL}}{{#NO_L_URL}}-{{/NO_L_URL}}{{/L}}", "{\"url\":\"top\",\"l\":[{\"url\":\"a\"},{\"x\":1}]}", "a-");
    is("{{#L}}{{URL}}{{/L}}", "{\"url\":\"top\",\"l\":[{\"url\":\"a\"}]}", "top");
    is("{{#S_IS_HIGH}}h{{/S_IS_HIGH}}{{#S_IS_LOW}}l{{/S_IS_LOW}}{{#L}}{{#L_K_IS_MOVED_TO}}m{{/L_K_IS_MOVED_TO}}{{/L}}",
       "{\"s\":\"high\",\"l\":[{\"k\":\"moved_to\"},{\"k\":\"moved\"}]}", "hm");
    is("{{#A}}1{{/A}}{{#B}}2{{/B}}{{#C}}3{{/C}}{{#D}}4{{/D}}{{#NO_B}}5{{/NO_B}}{{#NO_D}}6{{/NO_D}}",
       "{\"a\":\"x\",\"b\":\"\",\"c\":0,\"d\":false}", "1356");
    is("{{SITE_NAME}}{{PAGE_PATH}}{{FORM_CSRF}}{{VALUES_ADDRESS}}{{VIEWER_ADDRESS}}",
       "{\"site\":{\"name\":\"n\"},\"page\":{\"path\":\"p\"},\"form\":{\"csrf\":\"c\"},\"values\":{\"address\":\"a\"},"
       "\"viewer\":{\"address\":\"no\"}}",
       "npca");
    is("{{#L}}{{L_VALUE}}{{#L_separator}}, {{/L_separator}}{{/L}}", "{\"l\":[1,2,3]}", "1, 2, 3");
    is("{{#NO_X}}{{BI_SPACE}}{{/NO_X}}", "{}", " ");
}

static void escaping(void)
{
    is("<p>{{X}}</p>", "{\"x\":\"<script>alert('1')</script>&\\\"\"}",
       "<p>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;</p>");
    is("<a href=\"{{X}}\">", "{\"x\":\"javascript:alert(1)\"}", "<a href=\"#\">");
    is("<a title=\"{{X}}\">", "{\"x\":\"\\\" onclick=\\\"alert(1)\"}", "<a title=\"&quot; onclick=&quot;alert(1)\">");
    is("<pre>{{X:pre_escape}}</pre>", "{\"x\":\"a\\n<b>\"}", "<pre>a\n&lt;b&gt;</pre>");
    is("<script type=\"application/ld+json\">{{JSONLD:none}}</script>", "{\"jsonld\":{\"n\":\"</script><!--&\"}}",
       "<script type=\"application/ld+json\">{\"n\":\"\\u003c/script\\u003e\\u003c!--\\u0026\"}</script>");
    is("<p>{{X:x-day}}</p>", "{\"x\":\"<b>\"}", "<p>&lt;b&gt;</p>");
    is("<input value=\"{{X}}\">", "{\"x\":\"{{Y}} \\u2028 \xF0\x9F\xA6\xA9\"}",
       "<input value=\"{{Y}} \xE2\x80\xA8 \xF0\x9F\xA6\xA9\">");
    is("<p>{{X}}</p>", "{\"x\":\"a\\u0000b\"}",
       "FAILED"); /* jansson refuses NUL: such a page is an error, not a guess */
}

static void words(void)
{
    is("{{X:x-day}}|{{X:x-time}}", "{\"x\":\"2026-03-06T20:36:08Z\"}", "6 March 2026|6 March 2026, 20:36 UTC");
    is("{{A:x-int}} {{B:x-int}} {{C:x-int}} {{D:x-int}} {{E:x-int}}",
       "{\"a\":12345,\"b\":999,\"c\":-1234567,\"d\":0,\"e\":\"many\"}", "12,345 999 -1,234,567 0 many");
    static const struct {
        int64_t before_s;
        const char *said;
    } ages[] = {{0, "just now"},
                {59, "just now"},
                {60, "1 minute ago"},
                {3599, "59 minutes ago"},
                {3600, "1 hour ago"},
                {7200, "2 hours ago"},
                {47 * 3600, "47 hours ago"},
                {48 * 3600, "2 days ago"},
                {59 * 86400, "59 days ago"},
                {61 * 86400, "2 months ago"},
                {800 * 86400, "2 years ago"},
                {-30, "in a moment"},
                {-7200, "in 2 hours"}};
    for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
        struct buf b;
        buf_init(&b, 100);
        words_ago(&b, STR("2026-03-06T20:36:08Z"), (INT64_C(1772829368) + ages[i].before_s) * 1000000);
        ok(b.n > 0 && strcmp(b.p, ages[i].said) == 0, "%s (%s)", ages[i].said, b.n > 0 ? b.p : "");
        buf_release(&b);
    }
}

static void parts(void)
{
    put("parts/one.tpl", "{{%AUTOESCAPE context=\"HTML\"}}\n<b>{{L_V}}</b>{{>parts/two}}\n");
    put("parts/two.tpl", "{{%AUTOESCAPE context=\"HTML\"}}\n<i>");
    is("{{#L}}{{>parts/one}}{{/L}}", "{\"l\":[{\"v\":\"x<\"}]}", "<b>x&lt;</b><i>");
    put("parts/loop.tpl", "{{%AUTOESCAPE context=\"HTML\"}}\n{{>parts/loop}}");
    is("{{>parts/loop}}", "{}", "FAILED");
    is("{{>parts/../secret}}", "{}", "FAILED");
    is("{{>parts/missing}}", "{}", "FAILED");
    is("{{#A}}never closed", "{\"a\":1}", "FAILED");
    is("{{#A}}{{/B}}", "{}", "FAILED");
}

static void sets(void)
{
    struct view *v;
    struct note why = {""};
    struct buf out;
    buf_init(&out, 1 << 16);
    put("pages/t.tpl", "<p>{{X}}</p>");
    ok(view_load(dir, &v, &why) == ERR_BAD_INPUT && strstr(why.text, "AUTOESCAPE") != NULL,
       "a template without its first line fails the set");
    put("pages/t.tpl", "{{%AUTOESCAPE context=\"HTML\"}}\n{{#L}}{{L_X:x-ago}}{{/L}}{{T}}");
    put("mail/m.txt.tpl", "Hello {{X}},\n\n{{#L}}\n- {{L_V}}\n{{/L}}\n\nBye\n");
    v = load();
    if (!ok(v != NULL, "a set")) return;
    json_t *root = json_loads("{\"x\":\"a & b\",\"l\":[{\"v\":\"<1>\"}]}", 0, NULL);
    ok(view_render(v, "mail/m.txt", root, &out) == OK && strcmp(out.p, "Hello a & b,\n\n\n- <1>\n\n\nBye\n") == 0,
       "plain text: nothing escaped, lines kept");
    ok(view_render(v, "pages/none", root, &out) == ERR_NOT_FOUND, "no such template");
    ok(view_shows_ages(v, "pages/t") && !view_shows_ages(v, "mail/m.txt"), "whether ages are shown");
    buf_clear(&out);
    ok(view_names(v, "pages/t", &out) == OK &&
           strcmp(out.p, "section\tL\t\t\nvalue\tL_X\tL\tx-ago\nvalue\tT\t\t\n") == 0,
       "the names a template uses");
    struct buf small;
    buf_init(&small, 8);
    ok(view_render(v, "mail/m.txt", root, &small) == ERR_LIMIT, "a page over the limit is no page");
    buf_release(&small);
    json_decref(root);
    uint64_t hash = view_hash(v);
    view_free(v);
    v = load();
    ok(v != NULL && view_hash(v) == hash, "the same set, the same hash");
    view_free(v);
    put("mail/m.txt.tpl", "Hello {{X}}!\n");
    v = load();
    ok(v != NULL && view_hash(v) != hash, "another set, another hash");
    view_free(v);
    put("mail/m.txt.tpl", "{{%AUTOESCAPE context=\"HTML\"}}\nx");
    ok(view_load(dir, &v, &why) == ERR_BAD_INPUT, "plain text has no AUTOESCAPE line");
    buf_release(&out);
}

/* ---- JSON text as nodes ---------------------------------------------------------------------------------------------- */

static void nodes(void)
{
    static const char *const good[][2] = {
        {"{\"a\": \"x\"}", "x"},
        {" {\"b\":[{},[],null,true,false,-1.5e3,\"\"],\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"} ", "\"\\/\b\f\n\r\t"},
        {"{\"a\":\"\\u00e9\\u20ac\\ud83e\\uddA9!\"}", "\xC3\xA9\xE2\x82\xAC\xF0\x9F\xA6\xA9!"},
        {"{\"a\":12}", "12"},
        {"{\"a\":\"first\",\"a\":\"second\"}", "first"},
    };
    static const char *const bad[] = {
        "", " ", "{", "}", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "\"", "\"a", "\"\\", "\"\\\"", "nul", "tru",
        "01x", "[1 2]", "{} {}", "\"\\u12\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\\x\"",
        "+1", "e", "[\"a\\\"]", ",", ":"};
    struct arena a;
    struct node *n;
    struct note why;
    arena_init(&a, 1 << 20);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        bool read = node_parse(&a, strz(good[i][0]), &n, &why) == OK;
        ok(read && node_get(n, "a") != NULL && str_eqz(node_get(n, "a")->text, good[i][1]), "JSON %s", good[i][0]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ok(node_parse(&a, strz(bad[i]), &n, &why) == ERR_BAD_INPUT, "no JSON: %s", bad[i]);
    char deep[2 * NODE_DEPTH + 2];
    memset(deep, '[', NODE_DEPTH);
    memset(deep + NODE_DEPTH, ']', NODE_DEPTH);
    ok(node_parse(&a, str_of(deep, sizeof deep - 2), &n, &why) == OK, "as deep as may be");
    memset(deep, '[', NODE_DEPTH + 1);
    memset(deep + NODE_DEPTH + 1, ']', NODE_DEPTH + 1);
    ok(node_parse(&a, str_of(deep, sizeof deep), &n, &why) == ERR_BAD_INPUT, "and no deeper");
    ok(node_parse(&a, STR("{\"a\":1,\"b\" : {\"c\":[1, 2]}}"), &n, &why) == OK &&
           str_eqz(node_get(n, "b")->raw, "\"b\" : {\"c\":[1, 2]}") &&
           str_eqz(node_get(n, "b")->text, "{\"c\":[1, 2]}") && node_int(node_get(n, "a")) == 1 &&
           node_get(n, "z") == NULL,
       "members as they stand in the text");
    json_t *j = json_loads("{\"a\":[1,\"x\",null,true],\"b\":2.5,\"c\":{}}", 0, NULL);
    struct node *from = node_of_json(&a, j);
    ok(node_get(from, "a")->first->next->text.n == 1 && str_eqz(node_get(from, "b")->text, "2.5") &&
           node_get(from, "c")->first == NULL,
       "from a value of the library");
    node_override(n, from);
    ok(node_get(n, "a")->kind == NODE_ARRAY && node_get(n, "b")->kind == NODE_NUMBER && node_get(n, "c") != NULL,
       "members laid over others");
    json_decref(j);
    arena_release(&a);
}

int main(void)
{
    static const char *const folders[] = {"pages", "parts", "mail"};
    char path[256];
    if (mkdtemp(dir) == NULL) bug("no folder for the test");
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, folders[i]);
        mkdir(path, 0700);
    }
    nodes();
    names();
    escaping();
    words();
    parts();
    sets();
    static const char *const files[] = {"pages/t.tpl", "parts/one.tpl", "parts/two.tpl", "parts/loop.tpl",
                                        "mail/m.txt.tpl"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) drop(files[i]);
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, folders[i]);
        rmdir(path);
    }
    rmdir(dir);
    return done();
}
