"""Faces between stations: two real desks of two stations, a real centre, faces from photographs."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, select

from app import clock
from app.centre.service import service
from app.desk import identify
from app.desk.admission import Admitted, Asked, admit
from app.domain.face_sharing import FaceSharing, Mode
from app.domain.ids import TemplateId, new_id
from app.domain.visit import About, Answer
from app.faces.engine import SFACE, choose
from app.store import access, central, journal, line
from app.store.register import Register
from app.store.tables import metadata, quarantine
from app.sync.joining import join, line_of, wish
from app.sync.line import Line
from app.sync.round import Done, gather, go_round
from app.wire.talk import Push
from tests import makers
from tests.app.desk.test_identify import take
from tests.makers import NOON
from tests.two_desks import NO_PROOF

pytest_plugins = ["tests.centre"]
URL = "http://127.0.0.1:1"
HERE, THERE = "440114-01", "440103-02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A desk of one station that has joined, its line, and whom it recognises."""

    house: makers.Desk
    line: Line
    faces: identify.Recogniser

    @property
    def register(self) -> Register:
        """Its register."""
        return self.house.register

    def round(self) -> Done:
        """Send and hear everything there is."""
        return go_round(self.register, self.line, clock.now())

    def come(self, name: str, **asked: Any) -> Admitted:
        """Somebody arrives before the camera and says yes or no about the face."""
        shot = take(self.faces, name, 1)
        answer = Asked(about=About.FACE, **{"answer": Answer.GRANTED, **asked})
        arrival = replace(makers.arrival(f"测试{name}"), asked=(answer,), photos=(shot.taken,))
        return admit(self.register, arrival, self.house.station, by=self.house.intake, at=NOON)


@pytest.fixture(scope="session")
def model() -> Any:
    """The real engine, loaded once."""
    return choose(SFACE)


@pytest.fixture
def transport(engine: Engine) -> httpx.ASGITransport:
    """A line without a network."""
    return httpx.ASGITransport(service(engine))  # type: ignore[arg-type]


def _place(folder: Path, code: str, engine: Engine, transport: Any, model: Any) -> Place:
    folder.mkdir()
    house = makers.desk(folder, code)
    invitation = access.invite(engine, code, clock.now())
    known = join(wish(house.register, URL, invitation, code), transport).known
    house.register.within(lambda connection: line.keep(connection, known))
    speaking = line_of(known, house.register.device, transport)
    return Place(house=house, line=speaking, faces=identify.recogniser_of(model))


@pytest.fixture
def one(tmp_path: Path, engine: Engine, transport: Any, model: Any) -> Iterator[Place]:
    """A desk of one station."""
    place = _place(tmp_path / "one", HERE, engine, transport, model)
    with closing(place.register), closing(place.line):
        yield place


@pytest.fixture
def other(tmp_path: Path, engine: Engine, transport: Any, model: Any) -> Iterator[Place]:
    """A desk of another station of the province."""
    place = _place(tmp_path / "other", THERE, engine, transport, model)
    with closing(place.register), closing(place.line):
        yield place


def everything_in(engine: Engine) -> bytes:
    """Every value of every table of the centre."""
    found = []
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            if "centre" in table.info["at"]:
                rows = connection.execute(select(table))
                found += [
                    value if isinstance(value, bytes) else str(value).encode()
                    for row in rows
                    for value in row
                ]
    return b"\n".join(found)


def test_of_a_template_nothing_but_its_place_in_the_chain_leaves_the_station(
    engine: Engine, one: Place
) -> None:
    template = one.come("m01").templates[0]
    bundle = gather(one.register)
    whole = msgspec.msgpack.encode(Push(incarnation=bundle.incarnation, entries=bundle.entries))
    assert template.vector not in whole
    (entry,) = [e for e in bundle.entries if e.kind == "template"]
    assert (entry.payload, entry.salt) == (b"", b"")
    assert one.round().sent == one.register.last_entry, "the chain holds over the commitments"
    there = everything_in(engine)
    assert template.vector not in there
    assert "测试m01".encode() in there
    assert one.register.verify_journal() == one.register.last_entry


def test_a_desk_whose_checks_were_taken_out_leaves_no_template_at_the_centre(
    engine: Engine, one: Place
) -> None:
    template = one.come("m01").templates[0]
    lost = makers.claim(makers.person(), one.house.intake, "无此人")
    by = one.house.intake.id
    one.register.write(replace(template, id=TemplateId(new_id())), lost, by=by, at=NOON)
    entries = one.register.within(lambda c: list(journal.some(c, 0, 500)))
    assert sum(template.vector in e.payload for e in entries) == 2
    push = Push(incarnation=entries[0].incarnation, entries=tuple(entries))
    taken = central.take_in(engine, one.register.device, push, NO_PROOF, NOON)
    assert taken.pushed.last_n == entries[-1].n
    assert template.vector not in everything_in(engine)
    with engine.begin() as connection:
        aside = connection.execute(select(quarantine.c.reason)).scalars().all()
    assert aside == ["entry.no_beginning"] * 2, "set aside with its group, and empty"


def test_what_the_centre_decides_is_not_taken_from_a_desk(engine: Engine, one: Place) -> None:
    forged = FaceSharing(id=new_id(), mode=Mode.SHARE, basis="无", decided_by="无", at=NOON)
    one.register.write(forged, by=one.house.leader.id, at=NOON)
    one.round()
    assert [x.content["reason"] for x in line.letters(one.register)] == ["entry.of_the_centre"]
