"""TAP for end-to-end tests: ok, same, like, skip, and done at the end, which prints the plan and exits."""
import re
import sys

_run = _failed = 0


def ok(good, name, note=""):
    """One test. `note` is shown when it fails: what was there instead."""
    global _run, _failed
    _run += 1
    print(f"{'' if good else 'not '}ok {_run} - {name}")
    if not good:
        _failed += 1
        for line in str(note).splitlines()[:40]:
            print(f"# {line}")
    sys.stdout.flush()
    return bool(good)


def same(got, expected, name):
    return ok(got == expected, name, f"got      {got!r}\nexpected {expected!r}")


def like(text, pattern, name):
    return ok(re.search(pattern, text, re.S), name, f"/{pattern}/ is not in: {text[:2000]}")


def unlike(text, pattern, name):
    return ok(not re.search(pattern, text, re.S), name, f"/{pattern}/ is in: {text[:2000]}")


def skip(name, why):
    global _run
    _run += 1
    print(f"ok {_run} - {name} # skip {why}")


def skip_all(why):
    print(f"1..0 # skip {why}")
    sys.exit(0)


def done():
    print(f"1..{_run}")
    sys.exit(1 if _failed else 0)
