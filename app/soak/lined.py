"""A centre to break, a process of its own with TLS, and invented desks that are let in to it."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import msgspec
import psutil
from sqlalchemy import select

from app import clock
from app.centre.authority import papers
from app.domain.errors import Unavailable
from app.domain.ids import ClaimId, PersonId, new_id
from app.domain.person import Claim, ClaimKind, Person, Source
from app.domain.staff import Officer
from app.soak import station
from app.soak.rounding import Rounded
from app.soak.station import NAMES, Place
from app.store import access, feed, keys, line, postgres, walls
from app.store.ask import all_of
from app.store.register import create
from app.store.tables import change
from app.sync.joining import join, wish
from app.wire.talk import Change, fingerprint

_ROOT = Path(__file__).resolve().parents[2]
STATION = station.FACTS.code
_DEED = 5
"""Entries of an invented person: the person and four claims."""


def start(*words: str) -> "subprocess.Popen[bytes]":
    """One of our modules as a process of its own."""
    return subprocess.Popen(  # noqa: S603 - our own interpreter and modules
        [sys.executable, "-P", "-m", *words],
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # Ctrl+C is for the run as a whole, which then ends this process in order.
        start_new_session=True,
    )


def said_by(running: "subprocess.Popen[bytes]") -> str:
    """The next line of a process."""
    if running.stdout is None:
        raise ValueError("nothing was asked to be told")
    return running.stdout.readline().decode().strip()


@dataclass(slots=True, kw_only=True)
class Centre:
    """One that is started, killed and started again under the same address."""

    folder: Path
    url: str = ""
    _running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Run it, unless it runs. Unavailable "soak.no_centre" where it does not come up."""
        if self._running is not None and self._running.poll() is None:
            return
        port = self.url.rpartition(":")[2] or "0"
        self._running = start("app", "centre", "--data", str(self.folder), "--port", port)
        found = re.search(r"https://[0-9.:]+", said_by(self._running))
        if not found:
            raise Unavailable("soak.no_centre", folder=self.folder)
        self.url = found[0]

    def end(self, how: int = signal.SIGTERM) -> None:
        """End it, politely or not."""
        if self._running is not None:
            self._running.send_signal(how)
            self._running.communicate()
            self._running = None

    def close(self) -> None:
        """End it, and its PostgreSQL, which a killed centre leaves behind."""
        self.end()
        if keeper := self._keeper():
            keeper.send_signal(signal.SIGQUIT)
            keeper.wait(30)

    def break_database(self) -> bool:
        """kill -9 of one of PostgreSQL's processes: it ends them all and starts again. Whether
        one was there."""
        keeper = self._keeper()
        for child in keeper.children() if keeper else ():
            if "[local]" in " ".join(child.cmdline()):
                child.kill()
                return True
        return False

    def _keeper(self) -> psutil.Process | None:
        """PostgreSQL's first process, where it runs."""
        try:
            file = self.folder / "pg" / "postmaster.pid"
            return psutil.Process(int(file.read_text().split()[0]))
        except (OSError, IndexError, ValueError, psutil.NoSuchProcess):
            return None

    def admit(self, place: Place) -> None:
        """Let a desk in."""
        own = papers(self.folder / "tls", ("localhost", "127.0.0.1"), clock.now())
        with postgres.database(self.folder) as engine:
            code = access.invite(engine, STATION, clock.now())
        register = place.open()
        with closing(register):
            whole = code + fingerprint(own.authority.decode())
            joined = join(wish(register, self.url, whole, STATION))
            register.join(joined.known, joined.incarnation, clock.now())


def people(place: Place, entries: int, chance: Random) -> int:
    """Register invented people at a desk; how many entries there are then."""
    with closing(place.open()) as register:
        officer, at = all_of(register, Officer)[0], clock.now()
        deeds = []
        for _ in range(entries // _DEED):
            person = Person(id=PersonId(new_id()), station=STATION, created_at=at)
            said = (
                Claim(
                    id=ClaimId(new_id()), person=person.id, kind=kind, value=chance.choice(NAMES),
                    source=Source.SAID, at=at, officer=officer.id,
                )
                for kind in (ClaimKind.NAME, ClaimKind.ALIAS, ClaimKind.HOME, ClaimKind.PHONE)
            )  # fmt: skip
            deeds.append([person, *said])
        for start in range(0, len(deeds), 500):
            register.write_many(deeds[start : start + 500], by=officer.id, at=at)
        return register.last_entry


def empty(folder: Path) -> Place:
    """One more desk of the station, on which nobody is on file yet."""
    key = keys.new_key()
    folder.mkdir(parents=True)
    register = create(folder, key, clock.now())
    keys.write_ring(folder, keys.new_ring(register.device))
    register.close()
    return Place(folder=folder, key=key)


def rounds(place: Place, seconds: float = 60.0, seed: int = 0) -> "subprocess.Popen[bytes]":
    """A desk as a process of its own, which has begun its rounds."""
    running = start("app.soak.rounding", str(place.folder), str(seconds), str(seed))
    if running.stdin is None:
        raise ValueError("nothing can be told")
    running.stdin.write(place.key)
    running.stdin.close()
    running.stdin = None
    said_by(running)
    return running


def ended(running: "subprocess.Popen[bytes]") -> Rounded | None:
    """What came of the rounds; None where the process was killed."""
    said, _ = running.communicate()
    lines = said.splitlines()
    return msgspec.json.decode(lines[-1], type=Rounded) if lines else None


@dataclass(slots=True, kw_only=True)
class Compared:
    """What centre and desks have in the end."""

    faults: list[str] = field(default_factory=list)
    entries: int = 0
    """How many entries of the desks the centre has, each once."""


def compare(centre: Centre, places: list[Place]) -> Compared:
    """Each entry is once at the centre, streams have no holes, and desks have the same rows."""
    found = Compared()
    with (
        postgres.database(centre.folder) as engine,
        walls.within(engine, walls.EVERYWHERE) as connection,
    ):
        heads = feed.heads(connection, [f"{name}:{STATION}" for name in ("station", "audit")])
        rows = connection.execute(select(change.c.stream, change.c.seq, change.c.body)).all()
    for name, last in heads.items():
        numbers = sorted(row.seq for row in rows if row.stream == name)
        if numbers != list(range(1, last + 1)):
            found.faults.append(f"{name} has holes")
    said = [msgspec.msgpack.decode(r.body, type=Change) for r in rows if r.stream in heads]
    times = Counter((one.device, one.n) for one in said if one.n and one.kind != "letter")
    found.faults += [f"{key} {count} times" for key, count in times.items() if count != 1][:3]
    found.entries = len(times)
    people_there: list[set[object]] = []
    for place in places:
        with closing(place.open()) as register:
            mine = [n for device, n in times if device == register.device]
            if len(mine) != register.last_entry:
                found.faults.append(f"{len(mine)} of {register.last_entry} entries at the centre")
            if waiting := line.how_many_wait(register):
                found.faults.append(f"{waiting} wait")
            register.verify_journal()
            people_there.append({(c.id, c.value) for c in all_of(register, Claim)})
    if any(one != people_there[0] for one in people_there):
        found.faults.append(f"claims differ: {[len(one) for one in people_there]}")
    return found
