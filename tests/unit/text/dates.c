#include "text/dates.h"

#include "../tap.h"

static struct arena arena;

static void one(const char *text, enum date_basis basis, int year, int month, int day)
{
    struct stated_dates d;
    dates_find(&arena, strz(text), &d);
    bool good = d.n == 1 && d.v[0].basis == basis && d.v[0].year == year && d.v[0].month == month && d.v[0].day == day;
    ok(good, "%s %d-%02d-%02d in: %s", date_basis_name(basis), year, month, day, text);
}

static void none(const char *text)
{
    struct stated_dates d;
    dates_find(&arena, strz(text), &d);
    ok(d.n == 0, "no date of the document in: %s", text);
}

int main(void)
{
    arena_init(&arena, 16u << 20);
    one("Last updated: June 6, 2024", DATE_UPDATED, 2024, 6, 6);
    one("Effective June 6th, 2024", DATE_EFFECTIVE, 2024, 6, 6);
    one("Effective Date: 06 June 2024\n", DATE_EFFECTIVE, 2024, 6, 6);
    one("These terms come into effect on 1 September 2021.", DATE_EFFECTIVE, 2021, 9, 1);
    one("**Last revised** Sept. 1, 2021", DATE_UPDATED, 2021, 9, 1);
    one("Published 2024-02-29", DATE_PUBLISHED, 2024, 2, 29);
    one("Posted on 31/12/2023", DATE_PUBLISHED, 2023, 12, 31);
    one("Updated 12/31/2023", DATE_UPDATED, 2023, 12, 31);
    one("Zuletzt aktualisiert am 3. März 2025", DATE_UPDATED, 2025, 3, 3);
    one("Gültig ab 01.05.2024", DATE_EFFECTIVE, 2024, 5, 1);
    one("Dernière mise à jour : 14 février 2022", DATE_UPDATED, 2022, 2, 14);
    one("Entrée en vigueur le 1er août 2023", DATE_EFFECTIVE, 2023, 8, 1);
    one("Última actualización: 5 de junio de 2024", DATE_UPDATED, 2024, 6, 5);
    one("Ultimo aggiornamento: 7 maggio 2020", DATE_UPDATED, 2020, 5, 7);
    one("Laatst bijgewerkt op 9 mei 2021", DATE_UPDATED, 2021, 5, 9);
    one("Data ostatniej aktualizacji: 2 stycznia 2024", DATE_UPDATED, 2024, 1, 2);
    one("Effective date\n\nJanuary 1, 2025\n", DATE_EFFECTIVE, 2025, 1, 1);
    one("January 1, 2025 is the effective date.", DATE_EFFECTIVE, 2025, 1, 1);
    none("The Act of July 4, 1996 applies.");
    none("Last updated on February 30, 2024");
    none("Updated 2024");
    none("Effective after 30 days");
    none("Version 1.2.2024.7 updated");
    none("We updated 12 of 2024 clauses");
    struct stated_dates d;
    dates_find(&arena, STR("Effective September 24, 2024. Last Revised May 29, 2024"), &d);
    ok(d.n == 2 && d.v[0].basis == DATE_EFFECTIVE && d.v[1].basis == DATE_UPDATED && d.v[1].month == 5,
       "each date has its own basis");
    dates_find(&arena, STR("Updated 3/4/2024"), &d);
    ok(d.n == 1 && d.v[0].ambiguous, "3/4/2024 is ambiguous and says so");
    ok(date_match(STR("June 2024"), NULL, NULL, NULL, NULL) == 9, "month and year, where a day is not asked for");
    int day;
    ok(date_match(STR("June 2024"), NULL, NULL, &day, NULL) == 0, "and not where it is");
    arena_release(&arena);
    return done();
}
