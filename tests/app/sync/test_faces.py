"""Faces between stations: two real desks of two stations, a real centre, faces from photographs."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import Engine, select

from app import clock
from app.centre.service import service
from app.desk import asking, consents, erasing, identify
from app.desk.admission import Admitted, Arrival, Asked
from app.desk.recogniser import recogniser_of
from app.domain.codes import CHECKS
from app.domain.erasure import Ground
from app.domain.errors import Refused, Unavailable
from app.domain.face import Band, Basis, Scope, Template
from app.domain.face_sharing import FaceSharing, Mode
from app.domain.ids import PersonId, TemplateId, VisitId, new_id
from app.domain.person import Person
from app.domain.visit import About, Answer, Consent
from app.faces.engine import SFACE, choose
from app.store import central, deciding, erasures, feed, journal, line, others, passing, walls
from app.store.ask import all_of, get
from app.store.depot import depot
from app.store.erasures import Erasure
from app.store.tables import change, held_face, others_face, quarantine
from app.sync.faces import Offer, ask, give, go_lane
from app.sync.line import Trouble
from app.sync.round import gather, go_round
from app.wire.faces import FaceAsk, Faces, SharedFace, pack_vector
from app.wire.talk import Change, Push
from tests import makers
from tests.app.desk.test_identify import take
from tests.makers import NOON
from tests.two_desks import NO_PROOF
from tests.two_places import HERE, THERE, Place, everything_in, place

pytest_plugins = ["tests.centre"]


@pytest.fixture(scope="session")
def model() -> Any:
    """The real engine, loaded once."""
    return choose(SFACE)


@pytest.fixture
def transport(engine: Engine) -> httpx.ASGITransport:
    """A line without a network."""
    return httpx.ASGITransport(service(engine))  # type: ignore[arg-type]


@pytest.fixture
def one(tmp_path: Path, engine: Engine, transport: Any, model: Any) -> Iterator[Place]:
    """A desk of one station."""
    made = place(tmp_path / "one", HERE, engine, transport, model)
    with closing(made.register), closing(made.line):
        yield made


@pytest.fixture
def other(tmp_path: Path, engine: Engine, transport: Any, model: Any) -> Iterator[Place]:
    """A desk of another station of the province."""
    made = place(tmp_path / "other", THERE, engine, transport, model)
    with closing(made.register), closing(made.line):
        yield made


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
    with walls.within(engine, walls.EVERYWHERE) as connection:
        aside = connection.execute(select(quarantine.c.reason)).scalars().all()
    assert aside == ["entry.no_beginning"] * 2, "set aside with its group, and empty"


def test_what_the_centre_decides_is_not_taken_from_a_desk(engine: Engine, one: Place) -> None:
    forged = FaceSharing(id=new_id(), mode=Mode.SHARE, basis="无", decided_by="无", at=NOON)
    one.register.write(forged, by=one.house.leader.id, at=NOON)
    one.round()
    assert [x.content["reason"] for x in line.letters(one.register)] == ["entry.only_here"]


NETWORK = {"scope": Scope.NETWORK}


def _decide(engine: Engine, mode: Mode) -> None:
    deciding.decide(engine, mode, "省厅公函（2026）1号", "陈站长", clock.now())


def _probe(place: Place, name: str, number: int = 2) -> identify.Clues:
    return identify.Clues(vector=take(place.faces, name, number).vector)


def _seen(place: Place, name: str) -> list[identify.Candidate]:
    """Who is found at a desk that was just opened."""
    fresh = recogniser_of(place.faces.model)
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


def test_a_face_follows_its_records_and_never_comes_before_them(engine: Engine, one: Place) -> None:
    _decide(engine, Mode.SHARE)
    one.round()
    one.come("m01", **NETWORK)
    assert go_lane(one.register, one.line, clock.now()) == (0, 0)
    assert _lane(one) == (1, 0)


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
    mine = recogniser_of(other.faces.model)
    for template in all_of(one.register, Template):
        if template.scope is Scope.NETWORK:
            mine.keep(template)
    (best, *_) = mine.hits(_vector(other, "m01"), 1)
    assert abs(best.score - answers.hits[0].score) < 0.001
    with walls.within(engine, walls.EVERYWHERE) as connection:
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


def _shared(engine: Engine, one: Place, other: Place, mode: Mode = Mode.SHARE) -> Admitted:
    """m01 is known at both stations, or at the centre."""
    _decide(engine, mode)
    came = one.come("m01", **NETWORK)
    assert _lane(one) == (1, 0)
    other.round()
    assert others.count(other.register) == (1 if mode is Mode.SHARE else 0)
    return came


def _is_gone(engine: Engine, other: Place, came: Admitted) -> None:
    """From the centre, its streams, the other desk and what that desk finds."""
    other.round()
    assert others.count(other.register) == 0
    assert _seen(other, "m01") == []
    assert _nowhere(engine, came.templates[0])
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert connection.execute(select(held_face)).all() == []


def test_switched_back_to_local_nothing_is_left_at_centre_or_desk(
    engine: Engine, one: Place, other: Place
) -> None:
    came = _shared(engine, one, other)
    _decide(engine, Mode.LOCAL)
    _is_gone(engine, other, came)
    assert _lane(one) == (0, 1)
    _decide(engine, Mode.SHARE)
    assert _lane(one) == (1, 0), "and shared again it is given again"
    other.round()
    assert _seen(other, "m01")[0].person == came.visit.person


def test_from_share_to_ask_the_desks_forget_and_the_centre_still_compares(
    engine: Engine, one: Place, other: Place
) -> None:
    came = _shared(engine, one, other)
    _decide(engine, Mode.ASK)
    other.round()
    assert (others.count(other.register), _seen(other, "m01")) == (0, [])
    with walls.within(engine, walls.EVERYWHERE) as connection:
        told = connection.execute(
            select(change.c.body).where(change.c.stream == "faces:44")
        ).scalars()
        assert all(not msgspec.msgpack.decode(body, type=Change).fields for body in told)
    assert ask(other.line, _asked(other, "m01")).hits[0].person == came.visit.person
    _decide(engine, Mode.SHARE)
    other.round()
    assert _seen(other, "m01")[0].person == came.visit.person, "it had not to be given again"


@pytest.mark.parametrize(
    ("answer", "scope"), [(Answer.REFUSED, None), (Answer.GRANTED, Scope.STATION)]
)
def test_a_yes_taken_back_or_narrowed_takes_the_face_out_everywhere(
    engine: Engine, one: Place, other: Place, answer: Answer, scope: Scope | None
) -> None:
    came = _shared(engine, one, other)
    one.faces.fill(one.register, clock.now())
    said = Asked(about=About.FACE, answer=answer, scope=scope)
    consents.answer(one.register, came.visit.id, said, by=one.house.intake, at=clock.now())
    one.round()  # the record alone is enough: the desk's own lane need not come
    _is_gone(engine, other, came)
    assert bool(_seen(one, "m01")) == (answer is Answer.GRANTED), "at its own station, too"
    answers = frozenset(c.id for c in all_of(one.register, Consent))
    one.faces.look_again(one.register, answers, clock.now())
    assert one.faces.on_file == (answer is Answer.GRANTED), "also where the desk stays open"
    assert _lane(one)[0] == 0
    assert _taken(one, _forged(came.templates[0])) != ""


def test_a_sealed_persons_face_is_withdrawn_and_comes_back_with_the_seal_lifted(
    engine: Engine, one: Place, other: Place
) -> None:
    came = _shared(engine, one, other)
    person = get(one.register, Person, came.visit.person)
    assert person is not None
    by = one.house.leader.id
    one.register.write(replace(person, sealed=True), by=by, at=clock.now())
    one.round()
    _is_gone(engine, other, came)
    assert _lane(one) == (0, 1)
    assert _taken(one, _forged(came.templates[0])) == "sharing.sealed"
    with pytest.raises(Trouble, match=r"sharing\.sealed"):
        ask(one.line, _asked(one, "m01", person=came.visit.person))
    one.register.write(person, by=by, at=clock.now())
    assert _lane(one) == (1, 0)
    other.round()
    assert _seen(other, "m01")[0].person == came.visit.person


def test_a_sealed_persons_face_never_leaves(engine: Engine, one: Place, other: Place) -> None:
    _decide(engine, Mode.SHARE)
    came = one.come("m01", **NETWORK)
    person = get(one.register, Person, came.visit.person)
    assert person is not None
    one.register.write(replace(person, sealed=True), by=one.house.leader.id, at=NOON)
    assert _lane(one) == (0, 0)
    _is_gone(engine, other, came)


def test_who_is_erased_at_the_desk_is_erased_from_the_faces(
    engine: Engine, one: Place, other: Place
) -> None:
    came = _shared(engine, one, other)
    one.register.erase([came.visit.person], clock.now())
    assert _lane(one) == (0, 1)
    other.round()
    assert others.count(other.register) == 0
    assert _nowhere(engine, came.templates[0])


@pytest.mark.parametrize("how", ["erased", "withdrawn"])
def test_who_is_erased_or_withdraws_at_the_centre_is_in_nobodys_faces(
    engine: Engine, one: Place, other: Place, how: str
) -> None:
    came, at = _shared(engine, one, other), clock.now()
    who, house = came.visit.person, one.house
    if how == "erased":
        erasing.ask(
            one.register, who, Ground.MISTAKE, "站务会", by=house.leader,
            approver=house.administrator, at=at,
        )  # fmt: skip
    else:
        erasing.withdraw(one.register, who, "口头", by=house.intake, at=at)
    one.round()
    _is_gone(engine, other, came)
    assert ask(other.line, _asked(other, "m01")).hits == ()
    assert _taken(one, _forged(came.templates[0])) != ""


@pytest.mark.parametrize("withdrawn", [False, True])
def test_an_old_centre_brought_back_forgets_the_faces_again(
    engine: Engine, one: Place, other: Place, tmp_path: Path, withdrawn: bool
) -> None:
    came, at, beside = _shared(engine, one, other), clock.now(), depot(tmp_path / "centre")
    line_of_it = Erasure(person=came.visit.person, at=at, face=withdrawn, station=HERE)
    erasures.note(beside.folder.parent, beside.key, [line_of_it])
    passing.keep_erased(engine, beside, at)
    _is_gone(engine, other, came)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        stood = feed.heads(connection, ["faces:44", "held:44"])
    passing.keep_erased(engine, beside, at)
    with walls.within(engine, walls.EVERYWHERE) as connection:
        assert feed.heads(connection, ["faces:44", "held:44"]) == stood, "said once"


def test_a_desk_without_the_stream_erases_others_faces_with_the_person(
    engine: Engine, one: Place, other: Place
) -> None:
    came = _shared(engine, one, other)
    other.register.erase([came.visit.person], clock.now())
    assert others.count(other.register) == 0


def test_a_desk_whose_checks_were_taken_out_shares_no_more_for_it(
    engine: Engine, one: Place, other: Place
) -> None:
    _decide(engine, Mode.SHARE)
    kept = one.come("m01", scope=Scope.STATION).templates[0]
    refused = one.come("m02", answer=Answer.REFUSED, **NETWORK)
    yes = one.come("m04", **NETWORK).templates[0]
    one.round()
    assert _taken(one, _forged(kept)) == "sharing.own_station"
    assert _taken(one, _forged(kept, scope=Scope.NETWORK)) == "sharing.own_station"
    no = _forged(yes, id=TemplateId(new_id()), person=refused.visit.person)
    assert _taken(one, no) == "sharing.refused"
    assert _taken(one, _forged(yes, basis=Basis.EMERGENCY)) == "sharing.no_basis"
    assert _taken(one, _forged(yes, lapses_at=NOON)) == "sharing.lapsed"
    assert _taken(one, _forged(yes, vector=b"x" * 9)) == "gallery.not_a_template"
    assert _taken(one, _forged(yes, vector=bytes(256))) == "gallery.not_a_template"
    assert _taken(one, _forged(yes, person=PersonId(new_id()))) == "sharing.not_yours"
    assert _taken(other, _forged(yes)) == "sharing.not_yours"
    assert _lane(one) == (1, 0)
    assert give(other.line, Offer(faces=Faces(gone=(yes.id,)), under="")).refused == {}
    other.round()
    assert _seen(other, "m04")[0].card.elsewhere == HERE, "nobody takes back another's"


def _taken(place: Place, offer: Offer) -> str:
    """Why a forged one was not taken; empty where it was."""
    refused = give(place.line, offer).refused
    return next(iter(refused.values()), "")


@pytest.mark.parametrize(
    ("other_words", "key"),
    [
        ({"answer": Answer.REFUSED}, "sharing.refused"),
        ({"answer": None}, "sharing.no_basis"),
        ({"basis": Basis.EMERGENCY}, "sharing.no_basis"),
        ({"scope": Scope.STATION}, "sharing.own_station"),
        ({"engine": "../../secret"}, "sharing.unknown_engine"),
        ({"model_sha256": "0" * 64}, "sharing.unknown_engine"),
        ({"vector": b""}, "gallery.not_a_template"),
        ({"vector": b"\x00\x7e" * 128}, "gallery.not_a_template"),
        ({"vector": b"\x00\x3c" * 64}, "gallery.not_a_template"),
    ],
)
def test_a_probe_without_ground_or_out_of_order_is_not_compared(
    engine: Engine, one: Place, other: Place, other_words: dict[str, Any], key: str
) -> None:
    _shared(engine, one, other, Mode.ASK)
    assert ask(other.line, _asked(other, "m01")).hits
    with pytest.raises(Trouble) as refused:
        ask(other.line, _asked(other, "m01", **other_words))
    assert refused.value.key == key


def test_who_said_no_before_is_not_asked_about_as_if_nothing_was_said(
    engine: Engine, one: Place, other: Place
) -> None:
    _shared(engine, one, other, Mode.ASK)
    no = other.come("m02", answer=Answer.REFUSED)
    other.round()
    with pytest.raises(Trouble, match=r"sharing\.refused"):
        ask(other.line, _asked(other, "m01", person=no.visit.person))


def test_what_the_centre_compares_with_follows_what_comes_and_goes(
    engine: Engine, one: Place, other: Place
) -> None:
    came = _shared(engine, one, other, Mode.ASK)
    assert ask(other.line, _asked(other, "m01")).looked_through == 1
    one.come("m02", **NETWORK)
    assert _lane(one) == (1, 0)
    assert ask(other.line, _asked(other, "m01")).looked_through == 2
    _decide(engine, Mode.SHARE)
    other.round()
    assert others.count(other.register) == 2, "what lies here is told, nobody gives it anew"
    _decide(engine, Mode.ASK)
    said = Asked(about=About.FACE, answer=Answer.REFUSED)
    consents.answer(one.register, came.visit.id, said, by=one.house.intake, at=clock.now())
    one.round()
    answers = ask(other.line, _asked(other, "m01"))
    assert answers.looked_through == 1
    assert came.visit.person not in {hit.person for hit in answers.hits}


def test_nobody_goes_through_people_by_asking(engine: Engine, one: Place, other: Place) -> None:
    _shared(engine, one, other, Mode.ASK)
    probe = _asked(other, "m01")
    for _ in range(20):
        ask(other.line, probe)
    with pytest.raises(Unavailable, match=r"line\.busy"):
        ask(other.line, probe)


def test_a_desk_may_be_stricter_never_laxer(engine: Engine, one: Place, other: Place) -> None:
    came = _shared(engine, one, other)
    # The other desk wants to hold nobody else's faces.
    go_round(other.register, other.line, clock.now(), faces=Mode.ASK)
    assert (others.count(other.register), _seen(other, "m01")) == (0, [])
    go_round(other.register, other.line, clock.now(), faces=Mode.ASK)
    assert others.count(other.register) == 0
    other.round()
    assert others.count(other.register) == 1, "and hears of all of them when it wants to again"
    # This one lets its own lie at the centre only, then not even there.
    assert _lane(one, Mode.ASK) == (1, 0)
    other.round()
    assert others.count(other.register) == 0
    assert ask(other.line, _asked(other, "m01")).hits[0].person == came.visit.person
    assert _lane(one, Mode.LOCAL) == (0, 1)
    assert _nowhere(engine, came.templates[0])
    _decide(engine, Mode.LOCAL)
    assert _lane(one, Mode.SHARE) == (0, 0), "its own wish opens nothing"


def test_the_desk_sends_a_probe_only_where_everything_allows_it(
    engine: Engine, one: Place, other: Place
) -> None:
    def probe(most: Mode = Mode.SHARE, **parts: Any) -> FaceAsk:
        arrival = replace(_arrival(other, **parts), **more)
        vector = _vector(other, "m01").tobytes()
        return asking.probe(
            other.register, arrival, vector, other.faces.model, most, "arrival",
            by=other.house.intake, at=NOON,
        )  # fmt: skip

    more: dict[str, Any] = {}
    _why(probe, "sharing.not_asked")
    _shared(engine, one, other, Mode.ASK)
    assert ask(other.line, probe()).hits
    _why(lambda: probe(Mode.LOCAL), "sharing.not_asked")
    _why(lambda: probe(answer=Answer.REFUSED), "face.refused")
    _why(lambda: probe(scope=None), "sharing.own_station")
    more = {"checks": {"critical": "no"}}
    _why(probe, "sharing.urgent_first")
    more = {"basis": Basis.EMERGENCY}
    _why(probe, "sharing.no_basis")


def _why(deed: Callable[[], object], key: str) -> None:
    with pytest.raises(Refused) as refused:
        deed()
    assert refused.value.key == key


def test_a_decision_names_who_and_on_what_basis(engine: Engine) -> None:
    _why(lambda: deciding.decide(engine, Mode.ASK, "依据", " ", NOON), "sharing.needs_name")
    _why(lambda: deciding.decide(engine, Mode.ASK, " ", "陈站长", NOON), "sharing.needs_basis")
    assert deciding.history(engine) == []
    deciding.decide(engine, Mode.ASK, "依据", "陈站长", NOON)
    deciding.decide(engine, Mode.LOCAL, "", "李站长", NOON)  # within the same moment
    assert [one.mode for one in deciding.history(engine)] == [Mode.LOCAL, Mode.ASK]
