"""When digests are due, by python's own calendar and zones; and years of them lived through by the mailer in minutes.

    expected(zone, day, hour, at)    the ISO week and the instant of the newest weekly hour that is not after `at`
    Years(w, zones, start, weeks)    an account for each zone; live() turns the mailer each quarter of an hour; then
                                     wrong_weeks() and wrong_instants() say what was not exactly once a week, or not in time"""
import random
import subprocess
import zoneinfo
from datetime import datetime, timedelta, timezone

from world import MAILER

UTC = timezone.utc
QUARTER, WEEK = timedelta(minutes=15), timedelta(days=7)
HOURS = (0, 1, 2, 3, 23)  # clocks change at night: half of the accounts want their digest then


def instant(local, zone):
    """Of a local time: one that is left out is the next there is, of one that comes twice the later."""
    return max(local.replace(tzinfo=zone, fold=f).astimezone(UTC) for f in (0, 1))


def expected(zone, day, hour, at):
    here = at.astimezone(zone).replace(tzinfo=None)
    monday = datetime(here.year, here.month, here.day) - timedelta(days=here.weekday())
    for start in monday, monday - WEEK:
        due = instant(start + timedelta(days=day - 1, hours=hour), zone)
        if due <= at:
            year, week, _ = start.isocalendar()
            return f"{year}-W{week:02}", due
    raise ValueError


def known_zones(w):
    """All zones that PostgreSQL and python know, by the names that an account may have."""
    known = {r[0] for r in w.sql("SELECT name FROM pg_timezone_names")}
    return sorted(z for z in zoneinfo.available_timezones() & known if "/" in z or z == "UTC")


def rfc3339(t):
    return t.strftime("%Y-%m-%dT%H:%M:%SZ")


# A platform whose one document changes every Wednesday: who watches it has something to be told each week.
_CHANGING = """
INSERT INTO platform (slug, name, created_at) VALUES ('example', 'Example', '{at}');
INSERT INTO document (platform_id, slug, title, kind, created_at) SELECT id, 'terms', 'Terms', 'terms', '{at}' FROM platform;
INSERT INTO clause_text VALUES (sha256('a'::bytea), 'a'), (sha256('b'::bytea), 'b');
BEGIN;
INSERT INTO version (document_id, number, sha256, text_bytes, words, canonicaliser, captured_at, origin)
  VALUES (1, 1, sha256('a'::bytea), 1, 1, 1, '{at}', 'imported'), (1, 2, sha256('b'::bytea), 1, 1, 1, '{at}', 'imported');
INSERT INTO clause (document_id, first_version_id) VALUES (1, 1);
INSERT INTO version_clause (version_id, ordinal, document_id, clause_id, sha256, "offset", length, kind, title)
  VALUES (1, 0, 1, 1, sha256('a'::bytea), 0, 1, 'prose', 'a'), (2, 0, 1, 1, sha256('b'::bytea), 0, 1, 'prose', 'b');
INSERT INTO change (document_id, from_version_id, to_version_id, kind, observed_at, severity, headline, summary)
  SELECT 1, 1, 2, 'change', '{at}'::timestamptz + n * interval '7 days' + interval '2 days', 'high', 'Change ' || n, '{{"bullets": [], "calls": [], "reasons": []}}'
    FROM generate_series(0, {weeks}) n;
COMMIT"""


class Years:
    """Every second account keeps its zone, day and hour; the others change them now and then, in the middle of weeks. Every
    tenth watches something that changes each week."""

    def __init__(self, w, zones, start, weeks, seed):
        self.w, self.zones, self.start, self.weeks, self.dice = w, zones, start, weeks, random.Random(seed)
        self.people = []  # (zone, day, hour) by account, from 1 on
        for n, zone in enumerate(zones):
            self.people.append((zone, 1 + n % 7, HOURS[n % 5] if n % 2 else (n * 5) % 24))
        self.moves = 0
        at = rfc3339(start)
        w.set_clock(at)
        w.sql(_CHANGING.format(at=at, weeks=weeks))
        rows = ",".join(f"('n{n}@example.org', 'active', '{z}', {d}, {h}, '{at}', '{at}')" for n, (z, d, h) in enumerate(self.people, 1))
        w.sql(f"INSERT INTO account (address, state, zone, digest_day, digest_hour, created_at, confirmed_at) VALUES {rows};"
              f"INSERT INTO watch (account_id, platform_id, created_at) SELECT id, 1, '{at}' FROM account WHERE id % 10 IN (0, 5);"
              "ANALYZE")

    def keeps(self, account):
        return account % 4 in (0, 1)

    def move(self):
        """Some of those who move, somewhere else or to another hour."""
        movers = [n for n in range(1, len(self.people) + 1) if not self.keeps(n)]
        lines = []
        for n in self.dice.sample(movers, max(1, len(movers) // 10)):
            zone, day, hour = self.people[n - 1]
            what = self.dice.randrange(3)
            if what in (0, 2):
                zone = self.dice.choice(self.zones)
            if what in (1, 2):
                day, hour = self.dice.randint(1, 7), self.dice.choice((*HOURS, self.dice.randrange(24)))
            self.people[n - 1] = (zone, day, hour)
            lines.append(f"UPDATE account SET zone = '{zone}', digest_day = {day}, digest_hour = {hour} WHERE id = {n}")
        self.moves += len(lines)
        self.w.sql(";".join(lines))

    def live(self, told=None):
        """All quarters of an hour of the weeks. told(week): after each week."""
        command = self.w._command("worker", MAILER, ["turns"])
        p = subprocess.Popen(command, env=self.w._environment("worker", {}), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/")
        try:
            for week in range(self.weeks):
                moving = set(self.dice.sample(range(672), 3))
                for q in range(672):
                    if q in moving:
                        self.move()
                    self.w.set_clock(rfc3339(self.start + week * WEEK + q * QUARTER))
                    p.stdin.write("\n")
                    p.stdin.flush()
                    answer = p.stdout.readline().strip()
                    if answer != "ok":
                        raise RuntimeError(f"week {week}, quarter {q}: {answer}")
                if told:
                    told(week)
        finally:
            p.stdin.close()
            p.wait(20)

    def told(self):
        """By account: [(ISO week, instant)], in order."""
        rows = self.w.sql("SELECT account_id, iso_week, extract(epoch FROM created_at)::bigint FROM digest ORDER BY account_id, created_at, iso_week")
        found = {n: [] for n in range(1, len(self.people) + 1)}
        for account, week, at in rows:
            found[int(account)].append((week, datetime.fromtimestamp(int(at), UTC)))
        return found

    def wrong_weeks(self):
        """Accounts to which a week was told twice, or never; the newest may be the last but one: Sunday's comes on Monday in the
        far west."""
        bad, newest = [], (self.start + (self.weeks - 2) * WEEK).replace(tzinfo=None)
        for account, told in self.told().items():
            mondays = [datetime.strptime(week + "-1", "%G-W%V-%u") for week, _ in told]
            if any(b - a != WEEK for a, b in zip(mondays, mondays[1:])):
                bad.append(f"account {account} ({self.people[account - 1]}): {[(w, str(t)) for (w, t), a, b in zip(told[1:], mondays, mondays[1:]) if b - a != WEEK]}")
            elif not told or mondays[-1] < newest:
                bad.append(f"account {account} ({self.people[account - 1]}): the last of {len(told)} is {told[-1:]}")
        return bad

    def wrong_instants(self):
        """Of those who never moved: each digest that came at another quarter than python's calendar says."""
        bad, all_told = [], self.told()
        end = self.start + self.weeks * WEEK - QUARTER
        for account, (zone, day, hour) in enumerate(self.people, 1):
            if not self.keeps(account):
                continue
            z, want, at = zoneinfo.ZoneInfo(zone), [], end
            while at > self.start:
                week, due = expected(z, day, hour, at)
                if due > self.start:
                    want.append((week, due))
                at = due - timedelta(minutes=1)
            if all_told[account] != want[::-1]:
                bad.append(f"account {account} ({zone}, day {day}, hour {hour}): {set(all_told[account]) ^ set(want)}")
        return bad
