"""An emergency is saved with nothing at all, and completed later without losing a word of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.desk import admission, completion, emergency, snapshot
from app.desk.admission import Asked, Item, Said, Taken
from app.desk.emergency import Emergency
from app.domain.belongings import Belonging
from app.domain.emergency import steps
from app.domain.errors import Refused
from app.domain.evidence import Evidence, EvidenceKind
from app.domain.face import Photograph, Template
from app.domain.person import Claim, ClaimKind, Source
from app.domain.staff import Viewing
from app.domain.visit import About, Answer, ArrivalWay, Consent, Visit
from app.store.ask import all_of, get
from app.store.emergencies import uncompleted
from app.store.find import find
from app.store.journal import entries
from app.store.people import card
from app.wire.entry import load
from tests import makers
from tests.makers import NOON
from tests.ui.sample import SAMPLES

LATER = NOON + timedelta(hours=3)


def photo() -> Taken:
    """A photograph as the camera gives it."""
    return snapshot.photograph((SAMPLES / "m01" / "1.jpg").read_bytes(), NOON)


def saved(desk: makers.Desk, **parts: object) -> Visit:
    """One emergency."""
    seen = Emergency(at=NOON, **parts)  # type: ignore[arg-type]
    return emergency.save(desk.register, seen, desk.station, by=desk.intake, at=NOON)


def fuller(visit: Visit, **parts: object) -> admission.Arrival:
    """What the officer fills in later."""
    arrival = makers.arrival("王淼", visit=visit.id, person=visit.person)
    return replace(arrival, **parts)  # type: ignore[arg-type]


def test_nothing_at_all_is_enough(desk: makers.Desk) -> None:
    visit = saved(desk)
    assert visit.case_number.startswith("440114-01-20261123-0001")
    assert card(desk.register, visit.person).name.startswith("无名氏(不详)-440114-01-261123")
    assert list(uncompleted(desk.register, [visit.person])) == [visit.id]
    assert all_of(desk.register, Template) == []


def test_a_photograph_alone_makes_no_template(desk: makers.Desk) -> None:
    visit = saved(desk, photo=photo(), urgent=("ill", "danger"), done="已打 120\x00，在等车")
    assert [p.visit for p in all_of(desk.register, Photograph)] == [visit.id]
    assert all_of(desk.register, Template) == []
    assert visit.checks == {"ill": "yes", "danger": "yes"}
    assert visit.story == "已打 120 ，在等车"


def test_saving_twice_is_one_visit(desk: makers.Desk) -> None:
    seen = Emergency(at=NOON, done="已打 120")
    first, again = (
        emergency.save(desk.register, seen, desk.station, by=desk.intake, at=NOON) for _ in range(2)
    )
    assert first == again
    assert all_of(desk.register, Visit) == [first]
    other = replace(seen, done="又写了别的")
    with pytest.raises(Refused, match=r"admission\.saved_already"):
        emergency.save(desk.register, other, desk.station, by=desk.intake, at=NOON)
    pictured = replace(seen, photo=photo())
    with pytest.raises(Refused, match=r"admission\.saved_already"):
        emergency.save(desk.register, pictured, desk.station, by=desk.intake, at=NOON)


def test_saving_twice_with_a_photograph_is_one_visit_and_one_picture(desk: makers.Desk) -> None:
    seen = Emergency(at=NOON, photo=photo())
    for _ in range(2):
        emergency.save(desk.register, seen, desk.station, by=desk.intake, at=NOON)
    assert len(all_of(desk.register, Visit)) == len(all_of(desk.register, Photograph)) == 1


def test_an_administrator_registers_nobody(desk: makers.Desk) -> None:
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        emergency.save(
            desk.register, Emergency(at=NOON), desk.station, by=desk.administrator, at=NOON
        )


def test_completing_adds_to_the_visit_that_stands(desk: makers.Desk) -> None:
    visit = saved(desk, photo=photo(), urgent=("ill",), done="已打 120")
    begun = completion.take_up(desk.register, visit.id, by=desk.leader, at=LATER)
    assert [(v.purpose, v.person) for v in all_of(desk.register, Viewing)] == [
        ("completion", visit.person)
    ]
    measured = replace(begun.photos[0], vector=b"\0" * 512, dim=128, engine="e", metric="cosine")
    arrival = fuller(
        visit,
        way=ArrivalWay.POLICE,
        story="已打 120\n钱包被偷",
        checks={"ill": "no", "mental": "no"},
        asked=(Asked(about=About.FACE, answer=Answer.GRANTED),),
        photos=(measured,),
        items=(Item(item="双肩包"),),
    )
    done = completion.finish(desk.register, arrival, desk.station, by=desk.leader, at=LATER)
    now = get(desk.register, Visit, visit.id)
    assert now is not None
    assert done.visit == now
    assert (now.way, now.story) == (ArrivalWay.POLICE, "已打 120\n钱包被偷")
    assert now.checks == {"ill": "yes", "mental": "no"}
    assert (now.officer, now.case_number) == (desk.intake.id, visit.case_number)
    assert card(desk.register, visit.person).name == "王淼"
    assert [t.photo for t in all_of(desk.register, Template)] == [begun.photos[0].id]
    assert [len(all_of(desk.register, kind)) for kind in (Photograph, Consent, Belonging)] == [
        1
    ] * 3
    assert not uncompleted(desk.register, [visit.person])
    (note,) = [e for e in all_of(desk.register, Evidence) if e.kind is EvidenceKind.COMPLETED]
    assert (note.officer, note.detail) == (desk.leader.id, {"now_ill": "no"})


def test_the_journal_says_who_filled_in_what(desk: makers.Desk) -> None:
    visit = saved(desk, done="已打 120")
    arrival = fuller(visit, reason="走失", story="已打 120")
    completion.finish(desk.register, arrival, desk.station, by=desk.leader, at=LATER)
    with desk.register._engine.begin() as connection:
        first, second = [e for e in entries(connection) if e.record == visit.id]
    assert set(load(second.payload).fields) == {"reason"}
    assert (first.officer, second.officer) == (desk.intake.id, desk.leader.id)
    assert load(second.payload).reason == "completion"


def test_a_story_written_anew_keeps_the_line_of_the_emergency(desk: makers.Desk) -> None:
    visit = saved(desk, done="已打 120")
    completion.finish(
        desk.register, fuller(visit, story="改写了"), desk.station, by=desk.intake, at=LATER
    )
    now = get(desk.register, Visit, visit.id)
    assert now is not None
    assert now.story == "已打 120\n改写了"


def test_what_was_said_meanwhile_is_not_said_twice(desk: makers.Desk) -> None:
    visit = saved(desk)
    said = (Said(kind=ClaimKind.NAME, value="王淼"), Said(kind=ClaimKind.SEX, value="1"))
    person = makers.person()
    known = makers.claim(replace(person, id=visit.person), desk.intake, "王淼")
    desk.register.write(known, by=desk.intake.id, at=NOON)
    completion.finish(
        desk.register, fuller(visit, said=said), desk.station, by=desk.intake, at=LATER
    )
    names = [c.value for c in all_of(desk.register, Claim) if c.kind is ClaimKind.NAME]
    assert names.count("王淼") == 1


def test_a_card_that_says_the_same_proves_what_was_said(desk: makers.Desk) -> None:
    visit = saved(desk)
    person = replace(makers.person(), id=visit.person)
    known = makers.claim(person, desk.intake, "王淼")
    desk.register.write(known, by=desk.intake.id, at=NOON)
    said = (Said(kind=ClaimKind.NAME, value="王淼", source=Source.CARD, verified=True),)
    completion.finish(
        desk.register, fuller(visit, said=said), desk.station, by=desk.intake, at=LATER
    )
    names = [c for c in all_of(desk.register, Claim) if c.value == "王淼"]
    assert [(c.source, c.verified) for c in names] == [(Source.SAID, False), (Source.CARD, True)]


def test_a_completion_without_a_name_makes_up_no_second_one(desk: makers.Desk) -> None:
    visit = saved(desk)
    completion.finish(desk.register, fuller(visit, said=()), desk.station, by=desk.intake, at=LATER)
    assert len([c for c in all_of(desk.register, Claim) if c.kind is ClaimKind.NAME]) == 1


def test_it_is_completed_once(desk: makers.Desk) -> None:
    visit = saved(desk)
    completion.finish(desk.register, fuller(visit), desk.station, by=desk.intake, at=LATER)
    with pytest.raises(Refused, match=r"admission\.saved_already"):
        completion.finish(desk.register, fuller(visit), desk.station, by=desk.intake, at=LATER)
    with pytest.raises(Refused, match=r"completion\.done_already"):
        completion.take_up(desk.register, visit.id, by=desk.intake, at=LATER)


def test_an_ordinary_arrival_goes_the_ordinary_way(desk: makers.Desk) -> None:
    done = completion.finish(
        desk.register, makers.arrival("赵一"), desk.station, by=desk.intake, at=NOON
    )
    assert card(desk.register, done.visit.person).name == "赵一"
    assert not uncompleted(desk.register, [done.visit.person])


def test_what_stands_in_a_visit_is_never_overwritten(desk: makers.Desk) -> None:
    visit = saved(desk, done="已打 120", urgent=("ill",))
    for wrong in (
        replace(visit, story="没有打 120"),
        replace(visit, checks={"ill": "no"}),
        replace(visit, checks={}),
        replace(visit, case_number="440114-01-20261123-9999-1"),
        replace(visit, arrived_at=LATER),
    ):
        with pytest.raises(Refused, match=r"register\.append_only"):
            desk.register.write(wrong, by=desk.leader.id, at=LATER)
    assert get(desk.register, Visit, visit.id) == visit


def test_a_temporary_number_finds_the_visit(desk: makers.Desk) -> None:
    visit = saved(desk, detail={"number": "紧急-440114-01-261123-12"})
    for typed in ("紧急-440114-01-261123-12", "440114-01-261123-12", "261123-12"):
        assert [f.person for f in find(desk.register, typed)] == [visit.person], typed


def test_what_to_do_next_follows_from_what_is_urgent() -> None:
    assert steps(()) == ("emergency.step_stay",)
    assert steps(("danger",))[0] == "emergency.step_110"
    assert steps(("ill", "child"))[:2] == ("emergency.step_120", "emergency.step_110")
