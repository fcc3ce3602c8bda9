"""Asking beyond the province: only where that was decided, by who may, and by rare likeness."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import msgspec
import numpy as np
import pytest
from sqlalchemy import Engine, select, update

from app import clock
from app.centre.comparing import merged
from app.centre.service import service
from app.desk import asking, identify
from app.desk.admission import Admitted, Arrival, Judged, admit
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.face import Band, Scope
from app.domain.face_sharing import Mode, Reach
from app.domain.person import Person
from app.faces.bands import load_calibration
from app.faces.engine import DLIB, SFACE, choose
from app.faces.gallery import Hit
from app.store import deciding, held, line, walls
from app.store.ask import get
from app.store.tables import change, held_face
from app.sync.faces import ask, go_lane
from app.wire.faces import FaceAnswers, FaceAsk, pack_vector
from app.wire.talk import Change
from tests.app.sync.test_faces import _arrival, _probe, _vector
from tests.two_places import HERE, THERE, Place, place

pytest_plugins = ["tests.centre"]
FAR = "510104-01"


@pytest.fixture(scope="session")
def model() -> Any:
    """The real engine, loaded once."""
    return choose(SFACE)


@pytest.fixture
def places(tmp_path: Path, engine: Engine, model: Any) -> Iterator[dict[str, Place]]:
    """Two stations of one province and one of another."""
    transport = httpx.ASGITransport(service(engine))  # type: ignore[arg-type]
    made = {
        code: place(tmp_path / code, code, engine, transport, model) for code in (HERE, THERE, FAR)
    }
    yield made
    for one in made.values():
        with closing(one.register), closing(one.line):
            pass


def decide(engine: Engine, mode: Mode = Mode.ASK, reach: Reach = Reach.COUNTRY) -> None:
    """The leader at the centre."""
    deciding.decide(engine, mode, "民政部通知（2026）1号", "陈站长", clock.now(), reach)


def give(one: Place, name: str, scope: Scope = Scope.NETWORK) -> Admitted:
    """Somebody comes there, and what may travel lies at the centre."""
    came = one.come(name, scope=scope)
    one.round()
    go_lane(one.register, one.line, clock.now())
    return came


def question(one: Place, name: str, arrival: Arrival | None = None) -> FaceAsk:
    """As the desk asks it."""
    one.round()
    return asking.probe(
        one.register, arrival or _arrival(one), _vector(one, name).tobytes(), one.faces.model,
        Mode.SHARE, "arrival", by=one.house.intake, at=clock.now(),
    )  # fmt: skip


def answer(one: Place, name: str) -> FaceAnswers:
    """What the centre says to it."""
    return ask(one.line, question(one, name))


def test_beyond_the_province_nothing_is_compared_unless_it_was_decided(
    engine: Engine, places: dict[str, Place]
) -> None:
    decide(engine, reach=Reach.PROVINCE)
    give(places[FAR], "m01")
    own = give(places[HERE], "m02")
    said = question(places[THERE], "m01")
    assert said.token == b""
    token = _token(places[THERE])
    assert token
    for one in (said, replace(said, token=token)):
        answers = ask(places[THERE].line, one)
        assert (answers.looked_through, answers.provinces) == (1, 1)
        assert [hit.person for hit in answers.hits] == [own.visit.person]
    with pytest.raises(Refused, match=r"sharing\.reach_of_nothing"):
        decide(engine, Mode.LOCAL)


def _token(one: Place) -> bytes:
    return held.token_of(one.register, one.house.intake.id)


def test_who_was_in_another_province_is_found_with_the_card_that_is_not_here(
    engine: Engine, places: dict[str, Place]
) -> None:
    decide(engine)
    far, near = give(places[FAR], "m01"), give(places[HERE], "m02")
    desk = places[THERE]
    answers = answer(desk, "m01")
    assert (answers.looked_through, answers.provinces) == (2, 2)
    first, second = answers.hits
    assert (first.person, first.band) == (far.visit.person, Band.LIKELY)
    assert first.card
    assert (first.card.card.name, first.card.card.station) == ("测试m01", FAR)
    assert (second.person, second.card) == (near.visit.person, None)
    found = identify.candidates(desk.register, desk.faces, _probe(desk, "m01"), answers.hits)
    assert [one.person for one in found] == [far.visit.person, near.visit.person]
    assert (found[0].card.name, found[0].card.elsewhere) == ("测试m01", FAR)
    assert found[0].call == "示例市救助管理站 020-00000000"
    assert (found[1].card.name, found[1].call) == ("测试m02", "")
    judged = Judged(other=far.visit.person, answer=Sameness.SAME, kinds=found[0].why)
    arrival = replace(_arrival(desk), judged=(judged,))
    done = admit(desk.register, arrival, desk.house.station, by=desk.house.intake, at=clock.now())
    assert done.links[0].other == far.visit.person
    desk.round()
    assert line.letters(desk.register) == [], "the decision is taken there"
    with walls.within(engine, walls.EVERYWHERE) as connection:
        bodies = connection.execute(
            select(change.c.body).where(change.c.stream == f"audit:{THERE}")
        ).scalars()
        asked = [msgspec.msgpack.decode(body, type=Change) for body in bodies]
    (entry,) = [one for one in asked if one.kind == "face_ask"]
    assert entry.fields["looked_through"] == 2
    assert not {"vector", "token"} & set(entry.fields)


@pytest.mark.parametrize("token", [b"", b"x" * 100])
def test_without_a_permit_the_question_stays_in_the_province_and_is_answered(
    engine: Engine, places: dict[str, Place], token: bytes
) -> None:
    decide(engine)
    give(places[FAR], "m01")
    own = give(places[HERE], "m02")
    answers = ask(places[THERE].line, replace(question(places[THERE], "m01"), token=token))
    assert (answers.provinces, [hit.person for hit in answers.hits]) == (1, [own.visit.person])


def test_somebody_elses_permit_asks_no_other_province(
    engine: Engine, places: dict[str, Place]
) -> None:
    decide(engine)
    give(places[FAR], "m01")
    asked = question(places[THERE], "m01")
    other = replace(asked, officer=places[THERE].house.leader.id)
    assert ask(places[THERE].line, other).provinces == 1


def test_where_faces_are_shared_in_the_province_the_others_are_asked_all_the_same(
    engine: Engine, places: dict[str, Place]
) -> None:
    decide(engine, Mode.SHARE)
    far = give(places[FAR], "m01")
    assert answer(places[THERE], "m01").hits[0].person == far.visit.person


def test_another_provinces_station_only_template_is_never_compared(
    engine: Engine, places: dict[str, Place]
) -> None:
    """Whatever a desk gave, and whatever became of it at the centre."""
    decide(engine)
    only_there = give(places[FAR], "m01", Scope.STATION)
    shared = give(places[FAR], "m02")
    assert _held(engine) == {shared.templates[0].id}
    assert only_there.templates
    with walls.within(engine, walls.EVERYWHERE) as connection:
        connection.execute(update(held_face).values(scope=Scope.STATION))
    answers = answer(places[THERE], "m02")
    assert (answers.hits, answers.looked_through) == ((), 0)


def _held(engine: Engine) -> set[UUID]:
    with walls.within(engine, walls.EVERYWHERE) as connection:
        return set(connection.execute(select(held_face.c.id)).scalars())


def test_a_sealed_person_of_another_province_is_nobody(
    engine: Engine, places: dict[str, Place]
) -> None:
    decide(engine)
    far = places[FAR]
    came = give(far, "m01")
    assert answer(places[THERE], "m01").hits
    person = get(far.register, Person, came.visit.person)
    assert person is not None
    sealed = replace(person, sealed=True)
    far.register.write(sealed, by=far.house.leader.id, at=clock.now())
    far.round()
    assert answer(places[THERE], "m01").hits == ()


def test_out_of_several_galleries_the_rarest_likeness_comes_first() -> None:
    """A cosine of .96 is little for the one engine, and of .62 very much for the other."""
    good, poor = load_calibration(SFACE), load_calibration(DLIB)
    one, other, third = (UUID(int=n) for n in (1, 2, 3))
    found = [
        (poor, Hit(person=one, template=one, score=0.96)),
        (good, Hit(person=other, template=other, score=0.62)),
        (good, Hit(person=third, template=third, score=0.30)),
    ]
    hits = merged(found, 1_000)
    assert [hit.person for hit in hits] == [other, one, third]
    assert hits[0].band is Band.LIKELY
    assert Band.LIKELY not in {hit.band for hit in hits[1:]}


def test_the_word_counts_everybody_with_whom_it_was_compared() -> None:
    good = load_calibration(SFACE)
    edge = good.threshold(0.001, 1_000).score
    hit = Hit(person=UUID(int=1), template=UUID(int=1), score=edge + 0.001)
    assert merged([(good, hit)], 1_000)[0].band is Band.LIKELY
    assert merged([(good, hit)], 1_000_000)[0].band is not Band.LIKELY


def test_how_rare_a_likeness_is_rises_with_the_score_and_falls_with_the_crowd() -> None:
    for table in (load_calibration(SFACE), load_calibration(DLIB)):
        scores = [-1 + step / 50 for step in range(101)]
        rates = [table.strangers_among(score, 1_000) for score in scores]
        assert rates == sorted(rates, reverse=True)
        assert table.strangers_among(0.9, 10) < table.strangers_among(0.9, 10_000)
        assert table.strangers_among(table.threshold(0.01, 1_000).score, 1_000) == pytest.approx(
            -4.605, abs=0.25
        )


def test_a_question_of_another_length_spoils_nobodys_comparing(
    engine: Engine, places: dict[str, Place]
) -> None:
    """A desk that sends three numbers is refused; the honest ones are answered as before."""
    decide(engine)
    give(places[HERE], "m06")
    asked = question(places[FAR], "m01")
    with pytest.raises(Refused, match=r"gallery\.not_a_template"):
        ask(places[FAR].line, replace(asked, vector=pack_vector(np.ones(3, "<f4").tobytes())))
    assert ask(places[THERE].line, question(places[THERE], "m06")).hits
