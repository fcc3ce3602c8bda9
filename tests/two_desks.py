"""Desks that speak to a centre without a network between them: the store's own rules alone."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from app.domain.ids import ClaimId, new_id
from app.domain.person import Person
from app.store import access, central, devices, feed, line, news, snapshots, walls
from app.store.central import Proof
from app.store.depot import Depot
from app.store.register import Register
from app.store.settling import Settled
from app.wire import versions
from app.wire.entry import Entry
from app.wire.snapshot import Offered
from app.wire.talk import VERSION, Enrol, Fed, Part, Push, Pushed
from tests import makers
from tests.makers import NOON

NO_PROOF = Proof(signature=b"s", digest=b"d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A desk and its place at the centre."""

    register: Register
    engine: Engine
    depot: Depot | None = None
    speaks: int = VERSION
    """The protocol in which it talks to the centre."""

    @property
    def device(self) -> UUID:
        """As whom it speaks."""
        return self.register.device

    def push(self, at: datetime = NOON) -> Pushed:
        """Send everything that waits, as often as it takes."""
        answer = None
        while entries := self.waiting():
            answer = self.push_these(entries, at)
            done = answer.last_n
            self.register.within(lambda c, done=done: line.acknowledge(c, done, 0))  # type: ignore[misc]
        assert answer is not None
        return answer

    def push_these(self, entries: list[Entry], at: datetime = NOON) -> Pushed:
        """Send these, and forget to note the answer."""
        incarnation = entries[0].incarnation
        said = Push(incarnation=incarnation, entries=tuple(entries))
        push = versions.read(versions.write(said, self.speaks), Push, self.speaks)
        return central.take_in(self.engine, self.device, push, NO_PROOF, at, self.depot).pushed

    def waiting(self) -> list[Entry]:
        """What would be sent next."""
        known = self.register.line
        assert known is not None
        return self.register.within(lambda c: line.waiting(c, known.sent))

    def pull(self, at: datetime = NOON, most: int = 500) -> list[Settled]:
        """Take in everything there is to hear."""
        settled = []
        while parts := self.news(most):
            settled.append(self.register.settle(parts, at))
        while self.register.index(500):
            pass
        return settled

    def news(self, most: int = 500) -> tuple[Part, ...]:
        """What would be heard next, through the wire's own bytes."""
        heard = {name: seq for name, (seq, _) in line.cursors(self.register).items()}
        with self.engine.begin() as connection:
            device = devices.must_know(connection, self.device)
            walls.stand_in(connection, device.station)
            parts = [
                feed.after(connection, name, heard.get(name, 0), most)
                for name in news.streams_of(device)
            ]
        fed = {"parts": [p for p in parts if p.changes], "at": NOON}
        return versions.read(versions.write(fed, self.speaks, "Fed"), Fed, self.speaks).parts

    def offers(self, streams: tuple[str, ...]) -> Offered:
        """What snapshots the centre has for it."""
        return snapshots.offered(self.engine, self._known(), streams, NOON)

    def chunk(
        self, snapshot: UUID, number: int, meanwhile: Callable[[], object] | None = None
    ) -> bytes:
        """A piece of one."""
        if meanwhile is not None:
            meanwhile()
        return snapshots.chunk(self.engine, self._known(), snapshot, number)

    def _known(self) -> devices.Device:
        with self.engine.begin() as connection:
            return devices.must_know(connection, self.device)


def let_in(engine: Engine, register: Register, station: str = "440114-01") -> Side:
    """Enrol a desk."""
    entries = register.within(lambda c: line.waiting(c, 0))
    incarnation = entries[0].incarnation if entries else register.incarnation
    with engine.begin() as connection:
        asked = Enrol(
            code=devices.invite(connection, station, NOON),
            device=register.device,
            incarnation=incarnation,
            public_key=b"k" * 32,
            station=station,
            name="前台",
        )
        devices.let_in(connection, asked, NOON)
        key = access.network_key(connection)
    known = line.Known(
        url="https://centre.example",
        authority="",
        device_key=secrets.token_bytes(32),
        network_key=key,
        station=station,
        enrolled_at=NOON,
    )
    register.within(lambda c: line.keep(c, known))
    return Side(register=register, engine=engine)


def first(engine: Engine, folder: Path) -> tuple[Side, makers.Desk]:
    """A desk with a station and officers, let in."""
    house = makers.desk(folder)
    return let_in(engine, house.register), house


def second(engine: Engine, folder: Path) -> Side:
    """An empty desk of the same station."""
    from app.store import keys
    from app.store.register import create

    folder.mkdir()
    return let_in(engine, create(folder, keys.new_key(), NOON))


def correct_twice(one: Side, other: Side, house: makers.Desk) -> Person:
    """Both desks correct the same name, 王淼, to 王森 and 汪淼, neither knowing of the other."""
    person = makers.person()
    said = makers.claim(person, house.intake, "王淼")
    one.register.write(person, said, by=house.intake.id, at=NOON)
    one.push()
    other.pull()
    for side, name in ((one, "王森"), (other, "汪淼")):
        better = replace(said, id=ClaimId(new_id()), value=name, supersedes=said.id)
        side.register.write(better, by=house.intake.id, at=NOON)
    return person


def forged(entries: list[Entry], **changes: object) -> list[Entry]:
    """The first entry with something else in it, and a chain that fits again."""
    from app.wire.entry import chain

    one = replace(entries[0], **changes)  # type: ignore[arg-type]
    one = replace(one, hash=chain(one))
    return [one]
