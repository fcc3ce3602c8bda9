"""Push, pull and an idle round of ten thousand small records, beside the peer on the same."""

import shutil
from collections.abc import Callable, Iterator
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
PEOPLE, RUNS, IDLE_ROUNDS = 1360, 5, 30
"""So many people are ten thousand records: persons, visits, what they said, and leavings."""
Answer = dict[str, object]


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What one run saw; `load` is the machine's before it."""

    records: int
    push_s: float
    pull_s: float
    idle_ms: tuple[float, ...]
    load: float


def run(cache: Path, people: int = PEOPLE, runs: int = RUNS, *, beside: bool = True) -> Answer:
    """`push_ratio`, `pull_ratio` over the peer's records a second; each run's ends in turn.

    What is timed is the peer's replication: rows, journal and cursor at both ends, nothing else.
    """
    made = data.made(cache, people)
    records = _records(made)
    folder, why = pouch.installed(cache) if beside else (None, "not asked for")
    ours, peers = [], []
    with network.cluster(cache) as cluster:
        for _ in range(runs):
            ours.append(_ours(cache, cluster, made))
            if folder:
                peers.append(pouch.replicate(folder, records))
    return _answer(ours, peers, why)


def _records(made: data.Made) -> list[dict[str, object]]:
    """Every record of a register as the peer keeps it: the same fields, as JSON."""
    register = made.open()
    try:
        found: list[object] = [one for kind in KINDS.values() for one in all_of(register, kind)]
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
            push_s, records = _timed(lambda: push_all(one, lines[0]))
            pull_s, _ = _timed(lambda: rounds.go_round(other, lines[1], clock.now()).came)
            idle = tuple(_idle(other, lines[1]))
        finally:
            for line in lines:
                line.close()
            for desk in (one, other):
                desk.close()
    shutil.rmtree(work, ignore_errors=True)
    return Seen(records=records, push_s=push_s, pull_s=pull_s, idle_ms=idle, load=round(load, 2))


def push_all(register: Register, line: Line) -> int:
    """Send everything that waits; answers how many entries that was."""
    sent = 0
    while (bundle := rounds.gather(register)).entries:
        rounds.acknowledge(register, rounds.say(line, bundle), clock.now())
        sent += len(bundle.entries)
    return sent


def _idle(register: Register, line: Line) -> Iterator[float]:
    for _ in range(IDLE_ROUNDS):
        seconds, _ = _timed(lambda: rounds.go_round(register, line, clock.now()).came)
        yield rounded(seconds * 1000)


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    begun = perf_counter()
    done = work()
    return round(perf_counter() - begun, 4), done


def _answer(ours: list[Seen], peers: list[pouch.Seen], why: str) -> Answer:
    push = median(one.records / one.push_s for one in ours)
    pull = median(one.records / one.pull_s for one in ours)
    idle = median(ms for one in ours for ms in one.idle_ms)
    peer = _peer(peers) if peers else None
    found = {
        "push_ratio": round(push / peer["push_per_s"], 2) if peer else None,
        "pull_ratio": round(pull / peer["pull_per_s"], 2) if peer else None,
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
        "peer": peer,
        "why": why,
        "samples": {"ours": ours, "peer": peers},
    }


def _peer(peers: list[pouch.Seen]) -> dict[str, float]:
    """The peer's figures, in the same words."""
    return {
        "records": peers[0].push.records,
        "push_s": rounded(median(one.push.seconds for one in peers)),
        "push_per_s": round(median(one.push.records / one.push.seconds for one in peers)),
        "pull_s": rounded(median(one.pull.seconds for one in peers)),
        "pull_per_s": round(median(one.pull.records / one.pull.seconds for one in peers)),
        "idle_ms": rounded(median(ms for one in peers for ms in one.pull.idle_ms)),
    }
