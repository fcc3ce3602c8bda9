"""Push, pull and an idle round of ten thousand small records, beside the peer on the same."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter

import msgspec
import psutil

from app import clock
from app.bench import data, network, pouch
from app.bench.timing import rounded
from app.store.ask import all_of
from app.store.register import Register
from app.sync import round as rounds
from app.sync.line import Line
from app.wire.kinds import KINDS

GOAL_PUSH, GOAL_PULL, GOAL_IDLE_MS = 2.0, 5.0, 20.0
PEOPLE, RUNS, IDLE_ROUNDS = 1360, 7, 30
"""So many people are ten thousand records: persons, visits, what they said, and leavings."""
Answer = dict[str, object]


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What one run saw; `load` is the machine's before it."""

    records: int
    push_s: float
    pull_s: float
    push_cpu_s: float
    """Processor time of desk, centre and PostgreSQL together: a busy machine changes it less."""
    pull_cpu_s: float
    index_s: float
    """Until everybody who came is found by Ctrl+K; the peer makes no index when it replicates."""
    idle_ms: tuple[float, ...]
    load: float


def run(cache: Path, people: int = PEOPLE, runs: int = RUNS, *, beside: bool = True) -> Answer:
    """`push_ratio`, `pull_ratio` over the peer's records a second; each run's ends in turn.

    What is timed is the peer's replication: rows, journal and cursor at both ends, nothing else.
    """
    made = data.made(cache, people)
    records = records_of(made)
    folder, why = pouch.installed(cache) if beside else (None, "not asked for")
    ours, peers = [], []
    with network.cluster(cache) as cluster:
        for _ in range(runs):
            ours.append(_ours(cache, cluster, made))
            if folder:
                _settle_down()
                peers.append(pouch.replicate(folder, records))
    return answer(ours, peers, why)


def records_of(made: data.Made) -> list[dict[str, object]]:
    """Every record of a register as the peer keeps it: the same fields, as JSON."""
    register = made.open()
    try:
        found: list[object] = []
        for kind in KINDS.values():
            found += all_of(register, kind)
        whole: list[dict[str, object]] = [msgspec.to_builtins(one) for one in found]
    finally:
        register.close()
    return [{"_id": one.pop("id"), **one} for one in whole]


def _ours(cache: Path, cluster: str, made: data.Made) -> Seen:
    work, load = cache / "exchanged", psutil.getloadavg()[0]
    shutil.rmtree(work, ignore_errors=True)
    with network.empty(cluster) as url, network.centre(work / "centre", url) as centre:
        one = network.copied(made, work / "one")
        other = network.blank(work / "other")
        lines = [network.joined(desk, centre, data.CODE) for desk in (one, other)]
        try:
            everybody = [psutil.Process(), psutil.Process(centre.process), *network.servers()]
            _settle_down()
            at = [network.spent(everybody)]
            push_s, records = _timed(lambda: rounds.say_all(one, lines[0], clock.now()))
            at.append(network.spent(everybody))
            pull_s, _ = _timed(lambda: rounds.talk(other, lines[1], clock.now()).came)
            at.append(network.spent(everybody))
            index_s, _ = _timed(lambda: sum(1 for _ in iter(lambda: other.index(500), False)))
            idle = tuple(_idle(other, lines[1]))
        finally:
            for line in lines:
                line.close()
            for desk in (one, other):
                desk.close()
    shutil.rmtree(work, ignore_errors=True)
    return Seen(
        records=records,
        push_s=push_s,
        pull_s=pull_s,
        push_cpu_s=round(at[1] - at[0], 2),
        pull_cpu_s=round(at[2] - at[1], 2),
        index_s=index_s,
        idle_ms=idle,
        load=round(load, 2),
    )


def _settle_down() -> None:
    """What was copied to begin with is on the disk before anything is timed: a commit would wait
    for all of it."""
    if hasattr(os, "sync"):
        os.sync()


def _idle(register: Register, line: Line) -> Iterator[float]:
    for _ in range(IDLE_ROUNDS):
        seconds, _ = _timed(lambda: rounds.go_round(register, line, clock.now()).came)
        yield rounded(seconds * 1000)


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    begun = perf_counter()
    done = work()
    return round(perf_counter() - begun, 4), done


def answer(ours: list[Seen], peers: list[pouch.Seen], why: str) -> Answer:
    """What the runs come to: medians, and the ratios where there is a peer.

    A ratio is the median of those of neighbouring runs: a machine that is slow for half a minute is
    so for both of a pair.
    """
    push = median(one.records / one.push_s for one in ours)
    pull = median(one.records / one.pull_s for one in ours)
    idle = median(ms for one in ours for ms in one.idle_ms)
    peer = _peer(peers) if peers else None
    pairs = list(zip(ours, peers, strict=False))
    found = {
        "push_ratio": _ratio((o.records / o.push_s, p.push) for o, p in pairs),
        "pull_ratio": _ratio((o.records / o.pull_s, p.pull) for o, p in pairs),
        "idle_ms": rounded(idle),
    }
    goal = {"push_ratio": GOAL_PUSH, "pull_ratio": GOAL_PULL, "idle_ms": GOAL_IDLE_MS}
    ratios = {key: found[key] for key in ("push_ratio", "pull_ratio")}
    met = {key: None if ratio is None else ratio >= goal[key] for key, ratio in ratios.items()}
    return {
        **found,
        "goal": goal,
        "at_least": tuple(ratios),
        "met": {**met, "idle_ms": idle <= GOAL_IDLE_MS},
        "records": ours[0].records,
        "push_s": rounded(median(one.push_s for one in ours)),
        "push_per_s": round(push),
        "pull_s": rounded(median(one.pull_s for one in ours)),
        "pull_per_s": round(pull),
        "push_cpu_s": rounded(median(one.push_cpu_s for one in ours)),
        "pull_cpu_s": rounded(median(one.pull_cpu_s for one in ours)),
        "index_s": rounded(median(one.index_s for one in ours)),
        "peer": peer,
        "why": why,
        "samples": {"ours": ours, "peer": peers},
    }


def _ratio(pairs: Iterable[tuple[float, pouch.Replicated]]) -> float | None:
    found = [ours * theirs.seconds / theirs.records for ours, theirs in pairs]
    return round(median(found), 2) if found else None


def _peer(peers: list[pouch.Seen]) -> dict[str, float]:
    """The peer's figures, in the same words."""
    return {
        "records": peers[0].push.records,
        "push_s": rounded(median(one.push.seconds for one in peers)),
        "push_per_s": round(median(one.push.records / one.push.seconds for one in peers)),
        "pull_s": rounded(median(one.pull.seconds for one in peers)),
        "pull_per_s": round(median(one.pull.records / one.pull.seconds for one in peers)),
        "push_cpu_s": rounded(median(one.push.cpu_s for one in peers)),
        "pull_cpu_s": rounded(median(one.pull.cpu_s for one in peers)),
        "idle_ms": rounded(median(ms for one in peers for ms in one.pull.idle_ms)),
    }
