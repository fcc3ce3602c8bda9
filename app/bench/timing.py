"""Numbers out of many times."""

from collections.abc import Sequence


def percentile(times: Sequence[float], share: int) -> float:
    """The time that so many of a hundred do not exceed (nearest rank)."""
    ordered = sorted(times)
    rank = -(-len(ordered) * share // 100)
    return ordered[max(0, rank - 1)]


def p95(times: Sequence[float]) -> float:
    """What nineteen of twenty do not exceed."""
    return percentile(times, 95)


def rounded(time: float) -> float:
    """To a hundredth: what is finer is noise."""
    return round(time, 2)
