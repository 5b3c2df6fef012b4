#include "view/shim.h"

#include "view/walk.h"
#include "view/words.h"

#include <ctemplate/template.h>
#include <ctemplate/template_dictionary_interface.h>
#include <ctemplate/template_emitter.h>
#include <ctemplate/template_modifiers.h>

#include <exception>
#include <new>
#include <string>

using ctemplate::ExpandEmitter;
using ctemplate::PerExpandData;
using ctemplate::TemplateModifier;
using ctemplate::TemplateString;

namespace
{

/* The instant that ages count from, of the expansion going on. A process renders one page at a time. */
int64_t expansion_now_us;

class BufEmitter : public ExpandEmitter
{
  public:
    explicit BufEmitter(struct buf *out) : out_(out) {}
    void Emit(char c) override { buf_char(out_, c); }
    void Emit(const std::string &s) override { buf_add(out_, s.data(), s.size()); }
    void Emit(const char *s) override { buf_strz(out_, s); }
    void Emit(const char *s, size_t n) override { buf_add(out_, s, n); }

  private:
    struct buf *out_;
};

/* A scope of the JSON as ctemplate's dictionary. Values are looked up when asked for. */
class Scope : public ctemplate::TemplateDictionaryInterface
{
  public:
    Scope(const struct walk_scope *parent, const struct node *value, struct str prefix) : scope_{parent, value, prefix}
    {
    }
    void set_value(const struct node *value)
    {
        scope_.value = value;
        asked_ = nullptr;
    }

  protected:
    TemplateString GetValue(const TemplateString &variable) const override
    {
        struct str name = str_of(variable.data(), variable.size());
        if (str_eqz(name, "BI_SPACE")) return TemplateString(" ", 1);
        if (str_eqz(name, "BI_NEWLINE")) return TemplateString("\n", 1);
        struct str v = walk_value(&scope_, name);
        return TemplateString(v.n > 0 ? v.p : "", v.n);
    }
    bool IsHiddenSection(const TemplateString &name) const override { return !section(name).shown; }
    bool IsUnhiddenSection(const TemplateString &name) const override { return section(name).shown; }
    void DumpToString(std::string *, int) const override {}
    bool IsHiddenTemplate(const TemplateString &) const override { return true; }
    const char *GetIncludeTemplateName(const TemplateString &, int) const override { return ""; }
    Iterator *CreateTemplateIterator(const TemplateString &) const override;
    Iterator *CreateSectionIterator(const TemplateString &name) const override;

  private:
    class Elements;

    /* ctemplate asks whether a section is hidden and then for its elements: one look-up serves both. */
    const struct walk_section &section(const TemplateString &name) const
    {
        if (asked_ != name.data()) {
            walk_section(&scope_, str_of(name.data(), name.size()), &section_);
            asked_ = name.data();
        }
        return section_;
    }

    struct walk_scope scope_;
    mutable const char *asked_ = nullptr;
    mutable struct walk_section section_ = {};
};

/* The elements of a section: of an array, of an object (one), or none. The scope of the element is reused. */
class Scope::Elements : public Scope::Iterator
{
  public:
    Elements() : child_(nullptr, nullptr, str{nullptr, 0}) {}
    Elements(const struct walk_scope *parent, const struct walk_section &section)
        : next_(section.each->kind == NODE_ARRAY ? section.each->first : section.each),
          single_(section.each->kind == NODE_OBJECT), child_(parent, nullptr, section.prefix)
    {
    }
    bool HasNext() const override { return next_ != nullptr; }
    const ctemplate::TemplateDictionaryInterface &Next() override
    {
        child_.set_value(next_);
        next_ = single_ ? nullptr : next_->next;
        return child_;
    }

  private:
    const struct node *next_ = nullptr;
    bool single_ = false;
    Scope child_;
};

Scope::Iterator *Scope::CreateTemplateIterator(const TemplateString &) const { return new Elements(); }

Scope::Iterator *Scope::CreateSectionIterator(const TemplateString &name) const
{
    const struct walk_section &s = section(name);
    return s.each != nullptr ? new Elements(&scope_, s) : new Elements();
}

enum word_form { FORM_DAY, FORM_TIME, FORM_AGO, FORM_INT };

/* Modifiers without a claim to be safe: autoescaping still escapes behind them. */
class WordsModifier : public TemplateModifier
{
  public:
    explicit WordsModifier(enum word_form form) : form_(form) {}
    void Modify(const char *in, size_t n, const PerExpandData *, ExpandEmitter *out, const std::string &) const override
    {
        struct buf b;
        buf_init(&b, n + 64 + n / 3);
        switch (form_) {
        case FORM_DAY: words_day(&b, str_of(in, n)); break;
        case FORM_TIME: words_time(&b, str_of(in, n)); break;
        case FORM_AGO: words_ago(&b, str_of(in, n), expansion_now_us); break;
        case FORM_INT: words_int(&b, str_of(in, n)); break;
        }
        if (b.n > 0) out->Emit(b.p, b.n);
        buf_release(&b);
    }

  private:
    enum word_form form_;
};

bool modifiers_added()
{
    static const WordsModifier day(FORM_DAY), time(FORM_TIME), ago(FORM_AGO), number(FORM_INT);
    static const bool added = ctemplate::AddModifier("x-day", &day) && ctemplate::AddModifier("x-time", &time) &&
                              ctemplate::AddModifier("x-ago", &ago) && ctemplate::AddModifier("x-int", &number);
    return added;
}

} // namespace

struct shim_template {
    ctemplate::Template *compiled;
};

extern "C" int shim_compile(struct str text, bool blank_lines, struct shim_template **ret) noexcept
try {
    if (!modifiers_added()) return ERR_IO;
    ctemplate::Template *t = ctemplate::Template::StringToTemplate(
        text.p != nullptr ? text.p : "", text.n, blank_lines ? ctemplate::DO_NOT_STRIP : ctemplate::STRIP_BLANK_LINES);
    if (t == nullptr) return ERR_BAD_INPUT;
    if (t->state() != ctemplate::TS_READY) {
        delete t;
        return ERR_BAD_INPUT;
    }
    struct shim_template *made = new (std::nothrow) shim_template{t};
    if (made == nullptr) {
        delete t;
        return ERR_IO;
    }
    *ret = made;
    return OK;
} catch (...) {
    return ERR_IO;
}

extern "C" void shim_free(struct shim_template *t) noexcept
try {
    if (t == nullptr) return;
    delete t->compiled;
    delete t;
} catch (...) {
    return; /* nothing is left to be told */
}

extern "C" int shim_expand(const struct shim_template *t, const struct node *root, int64_t now_us,
                           struct buf *out) noexcept
try {
    Scope top(nullptr, root, str{nullptr, 0});
    BufEmitter emitter(out);
    expansion_now_us = now_us;
    if (!t->compiled->ExpandWithData(&emitter, &top, nullptr)) return ERR_IO;
    return buf_failed(out) ? ERR_LIMIT : OK;
} catch (...) {
    return ERR_IO;
}
