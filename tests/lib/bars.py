"""Figures against their bars, a row each, as `make corpus` gathers them into one table:

    ok    what was measured                                     figure  bar        misses

The first word is ok, MISS, or -- where there is no bar. tests/corpus/run finds rows by it (ROW)."""
import re
import sys

ROW = re.compile(r"^(ok  |MISS|--  )  \S")
LISTED = 40


class Bars:
    def __init__(self):
        self.missed = False

    def row(self, what, figure, bar="", good=True, misses=()):
        """One row, and beneath it where the misses are: (where, why) each. Without a bar it is for information."""
        self.missed |= not good
        word = "--" if not bar else "ok" if good else "MISS"
        print(f"{word:<4}  {what:<84} {figure!s:>20}  {bar or '-':<8} {'misses: ' + str(len(misses)) if misses else ''}".rstrip(), flush=True)
        for where, why in misses[:LISTED]:
            print(f"      {where}: {' '.join(why.split())[:200]}")
        if len(misses) > LISTED:
            print(f"      … and {len(misses) - LISTED} more")

    def share(self, what, part, whole, bar, good, misses=()):
        """`good` says of a share (0 … 1) whether it meets the bar."""
        value = part / whole if whole else 0.0
        self.row(what, f"{part} of {whole} {value:.2%}", bar, good(value), misses)

    def done(self):
        sys.exit(self.missed)
