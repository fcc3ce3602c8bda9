"""Twelve desks that push at once, deed by deed: transactions a second at the centre."""

import os
import shutil
import subprocess
import sys
from itertools import groupby, islice
from pathlib import Path
from time import perf_counter

from sqlalchemy import Engine, func, select

from app import clock
from app.bench import data, network
from app.bench.timing import rounded
from app.domain.errors import Unavailable
from app.store import journal, walls
from app.store.register import open_register
from app.store.tables import change, enrolled, stream
from app.sync.joining import line_of
from app.sync.round import Bundle, say

DESKS, DEEDS, PEOPLE = 12, 100, 120


def run(cache: Path, desks: int = DESKS, deeds: int = DEEDS) -> dict[str, object]:
    """`writers_tx_s`, without a goal; `holes` are numbers that a stream lacks, `lost` entries that
    the centre does not have."""
    work = cache / "writers"
    shutil.rmtree(work, ignore_errors=True)
    with (
        network.cluster(cache) as cluster,
        network.empty(cluster) as url,
        network.centre(work / "centre", url) as centre,
    ):
        for number in range(1, desks + 1):
            _ready(cache, work / str(number), centre, number)
        folders = [work / str(number) for number in range(1, desks + 1)]
        seconds, sent = _at_once(folders, deeds)
        holes, lost = _holes(centre.engine), sum(sent) - _taken(centre.engine)
    shutil.rmtree(work, ignore_errors=True)
    return {
        "writers_tx_s": rounded(desks * deeds / seconds),
        "goal": None,
        "met": None if not (holes or lost) else False,
        "desks": desks,
        "transactions": desks * deeds,
        "entries": sum(sent),
        "seconds_pushing": rounded(seconds),
        "holes": holes,
        "lost": lost,
    }


def _ready(cache: Path, folder: Path, centre: network.Network, number: int) -> None:
    register = network.copied(data.made(cache, PEOPLE, number), folder)
    network.joined(register, centre, data.code_of(number)).close()
    register.close()


def _at_once(folders: list[Path], deeds: int) -> tuple[float, list[int]]:
    """Seconds from the word "go" to the last answer, and how many entries each one sent."""
    environment = os.environ | {"PYTHONPATH": str(network.ROOT)}
    desks = [
        subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "app.bench.writers", str(folder), str(deeds)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for folder in folders
    ]
    try:
        for one in desks:
            _line_of(one)
        begun = perf_counter()
        for one in desks:
            if one.stdin:
                one.stdin.write("go\n")
                one.stdin.flush()
        sent = [int(_line_of(one)) for one in desks]
        return perf_counter() - begun, sent
    finally:
        for one in desks:
            one.kill()
            one.communicate()


def _line_of(desk: "subprocess.Popen[str]") -> str:
    said = desk.stdout.readline() if desk.stdout else ""
    if not said:
        raise Unavailable("bench.peer_failed", code=desk.poll() or "–")
    return said


def _holes(engine: Engine) -> int:
    """Numbers that are missing in any stream; there must be none."""
    counted = select(change.c.stream, func.count().label("count")).group_by(change.c.stream)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        there = {row.stream: row.count for row in connection.execute(counted)}
        heads = {row.name: row.last for row in connection.execute(select(stream))}
    return sum(abs(last - there.get(name, 0)) for name, last in heads.items())


def _taken(engine: Engine) -> int:
    with engine.begin() as connection:
        return int(connection.execute(select(func.sum(enrolled.c.last_n))).scalar_one())


def main(folder: Path, deeds: int) -> None:
    """One desk: everything is gathered beforehand, so that the centre is what is measured."""
    register = open_register(folder, data.key(), clock.now())
    known = register.line
    if known is None:
        raise Unavailable("line.alone")
    entries = register.within(lambda connection: list(journal.entries(connection)))
    groups = [tuple(group) for _, group in groupby(entries, key=lambda e: e.group)]
    line = line_of(known, register.device)
    bundle = Bundle(incarnation=register.incarnation, entries=groups[0], cursors={})
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sent = 0
    for group in islice(groups, deeds):
        said = Bundle(incarnation=bundle.incarnation, entries=group, cursors={})
        sent = say(line, said).last_n
    sys.stdout.write(f"{sent}\n")
    sys.stdout.flush()
    line.close()
    register.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
