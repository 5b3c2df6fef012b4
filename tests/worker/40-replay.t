#!/usr/bin/python3
# Real captures of real policies through the real worker into PostgreSQL, with the recorded times as the clock.
# REPLAY_CAPTURES: how many of each source (20).
import collections
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import replay  # noqa: E402
from policy import Watched, broken  # noqa: E402
from tap import done, ok, same, skip_all  # noqa: E402

COUNT = int(os.environ.get("REPLAY_CAPTURES", "20"))
if not replay.available():
    skip_all("the corpus is not there (build/corpus)")

with Watched() as w:
    begun = time.monotonic()
    r = replay.Replay(w, COUNT)
    for x in r.recorded:
        if x not in r.usable:
            print(f"# {x.name}: not usable as declared")
    ok(len(r.usable) >= 6, f"{len(r.usable)} sources")
    ok(all(len(x.captures) == COUNT for x in r.usable), f"of {COUNT} captures each")
    seen = {}

    def note(capture):
        seen[capture] = w.last(r.source_id(capture.source))
    r.play(note)
    print(f"# {len(seen)} captures in {time.monotonic() - begun:.0f} s")

    print(f"# {'source':<44} {'captures':>8} {'texts':>6} {'versions':>8} {'changes':>8}  observations by outcome")
    total = collections.Counter()
    false_changes, missed, not_seen = [], [], []
    for x in r.usable:
        shas, outcomes, last_text = [x.text_sha(c) for c in x.captures], collections.Counter(), None
        for c, sha in zip(x.captures, shas):
            o = seen[c]
            if o.observed_at != c.at.strftime("%Y-%m-%dT%H:%M:%SZ"):
                not_seen.append((x.name, os.path.basename(c.path), o))
            if sha and sha == last_text and o.outcome in ("change", "cosmetic"):
                false_changes.append((x.name, os.path.basename(c.path), o))
            last_text = sha or last_text
        for o in w.observations(r.source_id(x)):
            outcomes[o.outcome] += 1
        source = r.source_id(x)
        versions, changes = w.sql(f"SELECT (SELECT count(*) FROM version v WHERE v.document_id = s.document_id), (SELECT count(*) FROM change c WHERE c.document_id ="
                                  f" s.document_id AND kind <> 'cosmetic') FROM source s WHERE id = {source}")[0]
        texts = len(set(shas) - {""})
        if int(versions) > texts:
            missed.append((x.name, versions, texts))
        total.update(outcomes)
        print(f"# {x.name:<44} {len(shas):>8} {texts:>6} {versions:>8} {changes:>8}  {', '.join(f'{n} {k}' for k, n in outcomes.most_common())}")
    print(f"# all: {', '.join(f'{n} {k}' for k, n in total.most_common())}")
    for observed, name, kind, headline in w.sql("SELECT iso(c.observed_at), p.name || ', ' || d.title, c.kind, c.headline FROM change c JOIN document d ON d.id = c.document_id"
                                                " JOIN platform p ON p.id = d.platform_id ORDER BY c.observed_at"):
        print(f"# {observed[:10]} {kind:<9} {headline}")

    same(not_seen, [], "each capture was looked at, at its time")
    same(false_changes, [], "no capture whose canonical text is that of the one before is called a change")
    same(missed, [], "no document has more versions than there are different texts (counted by atlas extract)")
    same(w.sql1("SELECT count(*) FROM observation WHERE outcome = 'failed'"), "0", "no look failed")
    same(broken(w), [], "all invariants hold")
    n, bad = w.captures_good()
    same(bad, [], f"{n} captures unpack with plain zstd to the bytes of their hashes")
    recorded = {c.sha for c in seen}
    stored = {row[0] for row in w.sql("SELECT encode(sha256, 'hex') FROM capture")}
    ok(stored <= recorded, "and are byte for byte those of the corpus", len(stored - recorded))
    same(w.sql1("SELECT count(*) FROM version v LEFT JOIN hash_check h ON h.version_id = v.id WHERE h.text_ok IS NOT TRUE OR h.capture_ok IS NOT TRUE"), "0",
         "the worker re-computed the hashes of every version")
    frames, bodies, keys, most = w.sql("SELECT sum(octet_length(frame)), sum(body_bytes), count(*) FILTER (WHERE key_capture_id IS NULL), max(octet_length(frame))"
                                       " FROM capture")[0]
    per = int(frames) / max(n, 1)
    print(f"# storage: {n} captures ({keys} key frames), {int(bodies) / n / 1024:.0f} KiB a body, {per / 1024:.1f} KiB stored a capture, largest {int(most) / 1024:.0f} KiB")
    deltas = float(w.sql1("SELECT coalesce(avg(octet_length(frame)), 0) FROM capture WHERE key_capture_id IS NOT NULL"))
    print(f"# storage: {deltas / 1024:.1f} KiB a delta")
    ok(int(frames) * 8 < int(bodies), "stored in less than an eighth of the bytes received", f"{frames} of {bodies}")
    r.close()
done()
