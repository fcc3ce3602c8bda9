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
from app.desk.admission import Admitted, Arrival, Asked, admit
from app.domain.codes import CHECKS
from app.domain.face import Band, Basis, Scope, Template
from app.domain.face_sharing import FaceSharing, Mode
from app.domain.ids import TemplateId, VisitId, new_id
from app.domain.visit import About, Answer
from app.faces.engine import SFACE, choose
from app.store import access, central, deciding, journal, line, others
from app.store.ask import all_of
from app.store.register import Register
from app.store.tables import change, metadata, others_face, quarantine
from app.sync.faces import Offer, ask, give, go_lane
from app.sync.joining import join, line_of, wish
from app.sync.line import Line, Trouble
from app.sync.round import Done, gather, go_round
from app.wire.faces import FaceAsk, Faces, SharedFace, pack_vector
from app.wire.talk import Change, Push
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


NETWORK = {"scope": Scope.NETWORK}


def _decide(engine: Engine, mode: Mode) -> None:
    deciding.decide(engine, mode, "省厅公函（2026）1号", "陈站长", clock.now())


def _probe(place: Place, name: str, number: int = 2) -> identify.Clues:
    return identify.Clues(vector=take(place.faces, name, number).vector)


def _seen(place: Place, name: str) -> list[identify.Candidate]:
    """Who is found at a desk that was just opened."""
    fresh = identify.recogniser_of(place.faces.model)
    fresh.fill(place.register, clock.now())
    return list(identify.candidates(place.register, fresh, _probe(place, name)))


def _lane(place: Place, most: Mode = Mode.SHARE) -> tuple[int, int]:
    place.round()
    return go_lane(place.register, place.line, clock.now(), most)


def test_local_no_face_is_known_elsewhere(engine: Engine, one: Place, other: Place) -> None:
    template = one.come("m01", **NETWORK).templates[0]
    assert _lane(one) == (0, 0)
    other.round()
    assert _seen(other, "m01") == []
    assert _seen(one, "m01")[0].band == Band.LIKELY
    with pytest.raises(Trouble, match=r"sharing\.local"):
        ask(other.line, _asked(other, "m01"))
    with pytest.raises(Trouble, match=r"sharing\.local"):
        give(one.line, _forged(template))
    assert _nowhere(engine, template)


def test_share_who_agreed_is_recognised_at_the_other_station(
    engine: Engine, one: Place, other: Place
) -> None:
    _decide(engine, Mode.SHARE)
    came = one.come("m01", **NETWORK)
    only_here = one.come("m02", scope=Scope.STATION)
    never_asked = one.come("m04")
    for_kin = one.come("m06", scope=Scope.TRACING)
    assert _lane(one) == (1, 0)
    other.round()
    (found,) = _seen(other, "m01")
    assert (found.person, found.band, found.card.elsewhere) == (
        came.visit.person,
        Band.LIKELY,
        HERE,
    )
    assert found.photo is None
    assert found.card.case_number == came.visit.case_number
    for kept in (only_here, never_asked, for_kin):
        assert _nowhere(engine, kept.templates[0])
    assert _lane(one) == (0, 0), "nothing is given twice"
    assert _lane(other) == (0, 0), "and what came is not given back"
    # Without a network it goes on.
    assert other.register.ask(select(others_face.c.station))[0].station == HERE
    packed = other.register.ask(select(others_face.c.vector))[0].vector
    assert len(packed) == 2 * came.templates[0].dim


def test_ask_the_centre_compares_and_says_only_who(
    engine: Engine, one: Place, other: Place
) -> None:
    _decide(engine, Mode.ASK)
    came = one.come("m01", **NETWORK)
    one.come("m02", scope=Scope.STATION)
    one.come("m04", **NETWORK)
    assert _lane(one) == (2, 0)
    other.round()
    assert others.count(other.register) == 0
    answers = ask(other.line, _asked(other, "m01"))
    assert answers.looked_through == 2
    assert (answers.hits[0].person, answers.hits[0].band) == (came.visit.person, Band.LIKELY)
    assert answers.hits[1].band is not Band.LIKELY
    found = identify.candidates(other.register, other.faces, _probe(other, "m01"), answers.hits)
    assert (found[0].person, found[0].band) == (came.visit.person, Band.LIKELY)
    assert found[0].card.elsewhere == HERE
    # The same word and score as at a desk with these templates.
    mine = identify.recogniser_of(other.faces.model)
    for template in all_of(one.register, Template):
        if template.scope is Scope.NETWORK:
            mine.keep(template)
    (best, *_) = mine.hits(_vector(other, "m01"), 1)
    assert abs(best.score - answers.hits[0].score) < 0.001
    with engine.begin() as connection:
        bodies = connection.execute(
            select(change.c.body).where(change.c.stream == f"audit:{THERE}")
        ).scalars()
        (entry,) = [msgspec.msgpack.decode(body, type=Change) for body in bodies]
    assert entry.kind == "face_ask"
    assert entry.fields["looked_through"] == 2
    assert entry.fields["officer"] == str(other.house.intake.id)
    assert "vector" not in entry.fields


def test_the_officers_search_says_that_the_centre_was_asked(
    engine: Engine, one: Place, other: Place
) -> None:
    _decide(engine, Mode.ASK)
    one.come("m01", **NETWORK)
    _lane(one)
    other.round()
    answers = ask(other.line, _asked(other, "m01"))
    clues = _probe(other, "m01")
    found = identify.candidates(other.register, other.faces, clues, answers.hits)
    entry = identify.enter_search(
        other.register, other.faces, clues, found, VisitId(new_id()), "arrival",
        by=other.house.intake, at=NOON, answered=answers,
    )  # fmt: skip
    assert (entry.kind, entry.looked_through) == ("face,centre", 1)
    assert entry.shown[0]["band"] == Band.LIKELY


def _vector(place: Place, name: str) -> Any:
    return _probe(place, name).vector


def _arrival(place: Place, **parts: Any) -> Arrival:
    said = Asked(about=About.FACE, **{"answer": Answer.GRANTED, **NETWORK, **parts})
    seen = dict.fromkeys(CHECKS, "no")
    return replace(makers.arrival("测试"), asked=(said,), checks=seen)


def _asked(place: Place, name: str, **other: Any) -> FaceAsk:
    """A probe as a desk whose checks were taken out would send it."""
    model, arrival = place.faces.model, _arrival(place)
    whole = FaceAsk(
        engine=model.id,
        model_sha256=model.model_sha256,
        vector=pack_vector(_vector(place, name).tobytes()),
        visit=arrival.visit,
        person=arrival.person,
        officer=place.house.intake.id,
        why="arrival",
        basis=Basis.CONSENT,
        scope=Scope.NETWORK,
        answer=Answer.GRANTED,
    )
    return replace(whole, **other)


def _forged(template: Template, **other: Any) -> Offer:
    """A template as a desk whose checks were taken out would give it."""
    face = SharedFace(
        id=template.id,
        person=template.person,
        engine=template.engine,
        model_sha256=template.model_sha256,
        vector=pack_vector(template.vector),
        quality=template.quality,
        basis=template.basis,
        scope=template.scope,
        made_at=template.made_at,
    )
    return Offer(faces=Faces(put=(replace(face, **other),)), under="forged")


def _nowhere(engine: Engine, template: Template) -> bool:
    """Not a trace of it at the centre, whole or packed."""
    there = everything_in(engine)
    return template.vector not in there and pack_vector(template.vector) not in there
