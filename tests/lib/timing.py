"""Whether two kinds of requests can be told apart by the time they take: pairs in random order, the rank-sum test of Mann and
Whitney by its normal approximation, and the ratio of the medians."""
import math
import random
import statistics
import time


def timed(act):
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def pairs(n, one, other, rest=None):
    """n times of each, taken in pairs whose order is by chance. rest(): between pairs, not timed."""
    a, b = [], []
    for i in range(n):
        if random.random() < 0.5:
            a.append(timed(lambda: one(i)))
            b.append(timed(lambda: other(i)))
        else:
            b.append(timed(lambda: other(i)))
            a.append(timed(lambda: one(i)))
        if rest:
            rest()
    return a, b


def mann_whitney(a, b):
    """The two-sided p-value: how often times as different as these come from one and the same distribution."""
    values = sorted([(v, 0) for v in a] + [(v, 1) for v in b])
    rank_sum = sum(i + 1 for i, (_, which) in enumerate(values) if which == 0)
    n, m = len(a), len(b)
    u = rank_sum - n * (n + 1) / 2
    z = (u - n * m / 2) / math.sqrt(n * m * (n + m + 1) / 12)
    return math.erfc(abs(z) / math.sqrt(2))


def compare(a, b):
    """(the medians' difference as a share of the first, p)."""
    return abs(statistics.median(a) - statistics.median(b)) / statistics.median(a), mann_whitney(a, b)
