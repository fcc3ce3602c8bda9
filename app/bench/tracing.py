"""`./guitu bench tracing`: is the one whom a family looks for found among a million?

Invented people (app/bench/seeking.py) are on file as stations wrote them down; families of some of
them, and of some who are not on file, look for them, through the matcher of `./guitu match`.

`recall_at_10`: the share of inquiries whose person is among the first ten. `no_match_right`: of
those who are not on file, the share of which "nobody" is said to be likelier than not;
`no_match_wrong`: the same of those who are. `calibration`: of those said to be it with so much
probability, how many were. The seed is not one that weights were learnt on, and no rate was set so
that a goal is met (docs/tracing-bench.md). Times are the process's own, beside what clocks say.
"""

import gc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from statistics import median
from time import perf_counter, process_time

import msgspec
import psutil

from app.bench.lives import TODAY, Life
from app.bench.peers import Peers
from app.bench.seeking import Seeking
from app.bench.timing import p95, rounded
from app.domain.traits import Traits
from app.hands import by_many, hands
from app.names import names
from app.people_list import Listed, People
from app.places import places

SEED = 9043
RECORDS, INQUIRIES, PEERS = 1_000_000, 1_000, 500
KNOWN = 0.8
GOALS = {"query_p95_ms": 300.0, "recall_at_10": 0.95, "no_match_right": 0.9}
_LIKELIER = 0.5
_TOP, _PART = 10, 5_000
_BINS = (0.0, 0.1, 0.3, 0.5, 0.7, 0.85, 0.95, 0.99, 1.0)
Answer = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An inquiry, and the place on file of the one it looks for; -1 where there is none."""

    wanted: Traits
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one inquiry was answered: the rank of the right one (0 for none), how likely the first
    is the one, whether it is, and how likely it is that nobody is; in milliseconds."""

    right: int
    rank: int
    first: float
    is_first: bool
    none: float
    busy_ms: float
    passed_ms: float


def run(records: int = RECORDS, inquiries: int = INQUIRIES, peers: int = PEERS) -> Answer:
    """All figures; takes half an hour for a million, most of it to invent them."""
    known = round(inquiries * KNOWN)
    kept: dict[int, Life] = {}
    began, passed = process_time(), perf_counter()
    people = People(_listed(records, max(1, records // known), kept), TODAY)
    asked = _asked(kept, known, inquiries - known)
    people.match(asked[0].wanted, _TOP)  # sorts the index
    filled, passed = process_time() - began, perf_counter() - passed
    gc.collect()
    gc.freeze()
    told = [_told(people, one) for one in asked]
    memory = psutil.Process().memory_info().rss
    figures = _figures(told)
    answer: Answer = {
        "records": len(people),
        "inquiries": len(asked),
        "of_them_on_file": sum(one.right >= 0 for one in asked),
        "seed": SEED,
        **figures,
        "memory_mb": round(memory / 1e6),
        "memory_of_mb": {what: round(size / 1e6) for what, size in people.bytes_held.items()},
        "index_s": rounded(filled),
        "invented_and_indexed_s": rounded(passed),
    }
    answer |= Peers(people).run(asked[:peers])
    return answer | {"goals": GOALS, "met": _is_met(figures)}


def _listed(records: int, step: int, kept: dict[int, Life]) -> Iterator[Listed]:
    """Invented by other processes where there are many; every so many is kept to be asked for."""
    parts = [(first, min(_PART, records - first), step) for first in range(0, records, _PART)]
    made = by_many(_part, parts) if len(parts) > 1 and hands() > 1 else map(_part, parts)
    at = 0
    for some, noted in made:
        kept |= some
        for traits in msgspec.msgpack.decode(noted, type=list[Traits]):
            yield Listed(id=str(at), traits=traits)
            at += 1


@cache
def _seeking() -> Seeking:
    """One in each process: what is misheard for what is reckoned once."""
    return Seeking(names(), places(), SEED)


def _part(part: tuple[int, int, int]) -> tuple[dict[int, Life], bytes]:
    """Some of those on file, from one place on: those kept, and all notes in few bytes, for they
    wait until they are taken."""
    first, count, step = part
    made = _seeking().part(first, count)
    kept = {first + at: one for at, (one, _) in enumerate(made) if (first + at) % step == 0}
    return kept, msgspec.msgpack.encode([noted for _, noted in made])


def _asked(kept: dict[int, Life], known: int, strangers: int) -> list[Asked]:
    """Those on file and those who are not in turn, so that any part of them is like the whole."""
    seeking = Seeking(names(), places(), SEED + 1)
    lives = list(kept.items())
    there = [Asked(wanted=seeking.by_family(one), right=at) for at, one in lives[:known]]
    beside = (lives[number % len(lives)][1] for number in range(strangers))
    away = [Asked(wanted=seeking.by_family(seeking.stranger(one)), right=-1) for one in beside]
    every = max(1, len(there) // max(1, len(away)))
    mixed: list[Asked] = []
    for number, one in enumerate(there):
        mixed.append(one)
        mixed += away[number // every : number // every + 1] if number % every == every - 1 else []
    return mixed


def _told(people: People, one: Asked) -> Told:
    busy, passed = process_time(), perf_counter()
    found, none = people.match(one.wanted, _TOP)
    busy, passed = process_time() - busy, perf_counter() - passed
    order = [match.id for match in found]
    right = str(one.right)
    return Told(
        right=one.right,
        rank=order.index(right) + 1 if right in order else 0,
        first=found[0].posterior if found else 0.0,
        is_first=order[:1] == [right],
        none=none,
        busy_ms=1e3 * busy,
        passed_ms=1e3 * passed,
    )


def _figures(told: Sequence[Told]) -> Answer:
    there = [one for one in told if one.right >= 0]
    away = [one for one in told if one.right < 0]
    return {
        "query_p95_ms": rounded(p95([one.passed_ms for one in told])),
        "query_median_ms": rounded(median(one.passed_ms for one in told)),
        "query_busy_p95_ms": rounded(p95([one.busy_ms for one in told])),
        "recall_at_10": _share(one.rank > 0 for one in there),
        "rank1": _share(one.rank == 1 for one in there),
        "no_match_right": _share(one.none > _LIKELIER for one in away),
        "no_match_wrong": _share(one.none > _LIKELIER for one in there),
        "calibration": _calibration([(one.first, one.is_first) for one in told]),
        "calibration_none": _calibration([(one.none, one.right < 0) for one in told]),
    }


def _share(hits: Iterator[bool]) -> float:
    found = list(hits)
    return round(sum(found) / max(len(found), 1), 4)


def _calibration(said: Sequence[tuple[float, bool]]) -> list[Answer]:
    """In each part of what was said: how many, said on average, and the share that was right."""
    rows: list[Answer] = []
    for low, high in pairwise(_BINS):
        inside = [one for one in said if low <= one[0] < high or one[0] == high == 1.0]
        if inside:
            rows.append(
                {
                    "from": low,
                    "to": high,
                    "inquiries": len(inside),
                    "said": round(sum(one for one, _ in inside) / len(inside), 3),
                    "right": round(sum(right for _, right in inside) / len(inside), 3),
                }
            )
    return rows


def _is_met(figures: Answer) -> bool:
    p95_ms, recall, none = (figures[key] for key in GOALS)
    return (
        isinstance(p95_ms, float)
        and isinstance(recall, float)
        and isinstance(none, float)
        and p95_ms <= GOALS["query_p95_ms"]
        and recall >= GOALS["recall_at_10"]
        and none >= GOALS["no_match_right"]
    )
