"""今日事项 out of the register: closed with evidence, extended, given away, heard elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from app.clock import local
from app.desk import disclosure, leaving, matters, reopening, services, today
from app.desk.matters import Written
from app.desk.services import Given
from app.domain.errors import Refused
from app.domain.ids import VisitId, new_id
from app.domain.matter import Matter, StepKind
from app.domain.person import Person
from app.domain.service import ServiceKind, meals
from app.domain.staff import Viewing
from app.domain.visit import LeavingKind, Visit
from app.store import register as registers
from app.store.ask import get
from app.store.people import file_of
from app.store.services import of_visits
from app.store.tables import owing
from tests import makers
from tests.makers import NOON
from tests.two_desks import first, second
from tests.ui import station

pytest_plugins = ["tests.centre"]

DAY = timedelta(days=1)
TODAY = date(2026, 11, 24)
LATER = NOON + DAY


@pytest.fixture
def house(tmp_path: Path) -> Iterator[makers.Desk]:
    """An open register."""
    made = makers.desk(tmp_path / "data")
    yield made
    made.register.close()


def _list(house: makers.Desk, days: int = 1) -> today.Today:
    now = NOON + days * DAY
    return today.gathered(house.register, "440114-01", 4, by=house.leader, now=now)


def _matters(house: makers.Desk, days: int = 1) -> list[Matter]:
    return [row.due.matter for row in _list(house, days).rows]


def _close(house: makers.Desk, visit: Visit, matter: Matter, **more: object) -> None:
    said = replace(Written(on=TODAY, number="穗公查 17 号", whom="示例派出所"), **more)  # type: ignore[arg-type]
    matters.close(house.register, visit.id, matter, said, by=house.intake, at=LATER)


def test_somebody_unknown_has_five_matters_and_each_is_closed_with_its_evidence(
    house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house, "", at=NOON)
    unknown = [
        Matter.NOTICE, Matter.POLICE_ASKED, Matter.BIOMETRICS, Matter.STAY, Matter.REFRESH,
        Matter.SETTLEMENT,
    ]  # fmt: skip
    assert _matters(house) == unknown
    assert (_list(house).late, _list(house).pressing) == (2, 2)
    _close(house, visit, Matter.NOTICE)
    house.register.close()
    house = replace(
        house, register=registers.open_register(tmp_path / "data", house.key, NOON)
    )  # fmt: skip
    assert _matters(house) == unknown[1:], "closed also after a restart"
    with pytest.raises(Refused, match=r"matter\.closed_already"):
        _close(house, visit, Matter.NOTICE)
    assert len(file_of(house.register, visit.person).steps) == 1
    house.register.close()


@pytest.mark.parametrize(
    ("matter", "more", "key"),
    [
        (Matter.NOTICE, {"number": "", "words": " "}, "needs_evidence"),
        (Matter.NOTICE, {"on": None}, "needs_day"),
        (Matter.NOTICE, {"on": TODAY + DAY}, "not_yet"),
        (Matter.NOTICE, {"on": date(2026, 11, 22)}, "before_it_began"),
        (Matter.NOTICE, {"number": "1" * 200}, "number_too_long"),
        (Matter.NOTICE, {"words": "长" * 501}, "too_long"),
        (Matter.BIOMETRICS, {"whom": " "}, "needs_whom"),
        (Matter.STAY, {}, "stay_is_extended"),
        (Matter.ADVERSE, {}, "closed_elsewhere"),
    ],
)
def test_what_says_too_little_or_cannot_be_closes_nothing(
    house: makers.Desk, matter: Matter, more: dict[str, object], key: str
) -> None:
    visit = station.arrive(house, "", at=NOON)
    with pytest.raises(Refused, match=rf"matter\.{key}"):
        _close(house, visit, matter, **more)
    assert file_of(house.register, visit.person).steps == ()


def test_a_stay_is_extended_with_a_reason_and_its_filing_and_corrected_by_another(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, at=NOON)
    said = Written(on=TODAY, until=date(2026, 12, 20), number="穗民备 3 号", words="等待亲属")

    def extend(**more: object) -> None:
        written = replace(said, **more)  # type: ignore[arg-type]
        matters.extend(house.register, visit.id, written, by=house.intake, at=LATER)

    for more, key in (
        ({"until": date(2026, 12, 2)}, "until_not_later"), ({"number": ""}, "needs_filing"),
        ({"until": date(2027, 6, 1)}, "until_too_late"), ({"words": ""}, "needs_reason"),
        ({"number": "1" * 200}, "number_too_long"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=rf"matter\.{key}"):
            extend(**more)
    assert _list(house, days=10).late == 1
    extend()
    assert _list(house, days=10).late == 0
    (made,) = file_of(house.register, visit.person).steps
    extend(until=date(2026, 12, 9), words="看错了日期", corrects=made.id)
    assert _list(house, days=20).late == 1
    with pytest.raises(Refused, match=r"matter\.corrected_already"):
        extend(until=date(2026, 12, 30), words="再改", corrects=made.id)


def test_a_stay_that_is_long_over_is_extended_from_today_on(house: makers.Desk) -> None:
    visit, late = station.arrive(house, at=NOON), NOON + timedelta(days=150)
    day = local(late).date()

    def extend(days: int) -> None:
        said = Written(on=day, until=day + days * DAY, number="3", words="等亲属")
        matters.extend(house.register, visit.id, said, by=house.intake, at=late)

    with pytest.raises(Refused, match="until_too_late"):
        extend(91)
    extend(30)
    assert file_of(house.register, visit.person).steps[0].until == day + 30 * DAY


def test_more_than_a_list_takes_is_counted(house: makers.Desk) -> None:
    for _ in range(3):
        station.arrive(house, at=NOON)
    found = today.gathered(house.register, "440114-01", 0, by=house.intake, now=NOON, most=2)
    assert (len(found.rows), found.more) == (2, 1)


def test_a_matter_is_given_to_somebody_who_works_here_and_taken_back_with_a_reason(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, "", at=NOON)
    register, by = house.register, house.intake
    matters.give(
        register, visit.person, visit.id, Matter.NOTICE, house.leader.id, by=by, at=NOON
    )  # fmt: skip
    row = next(row for row in _list(house).rows if row.due.matter is Matter.NOTICE)
    assert row.due.owner == house.leader.id
    nobody = makers.officer(house.intake.role, "gone")
    with pytest.raises(Refused, match=r"matter\.no_officer"):
        matters.give(register, visit.person, visit.id, Matter.STAY, nobody.id, by=by, at=NOON)
    _close(house, visit, Matter.NOTICE)
    done = next(x for x in file_of(register, visit.person).steps if x.kind is StepKind.DONE)
    with pytest.raises(Refused, match=r"matter\.needs_words"):
        matters.take_back(register, done.id, " ", by=by, at=LATER)
    matters.take_back(register, done.id, "登错了人", by=by, at=LATER)
    assert Matter.NOTICE in _matters(house)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        matters.take_back(register, done.id, "x", by=house.administrator, at=LATER)


def test_a_minor_is_followed_up_within_thirty_days_unless_the_leaving_is_taken_back(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, at=NOON, age="15")
    assert _matters(house) == [Matter.CONSENT]
    register, by = house.register, house.intake
    said = makers.parting(
        LeavingKind.FETCHED,
        "成都",
        guardian="王父",
        consent="yes",
        left_at=LATER,
        kept_why="已领回",
    )
    gone = leaving.leave(register, VisitId(visit.id), said, by=by, at=LATER)
    (row,) = _list(house, days=2).rows
    assert (row.due.matter, row.due.is_late(NOON + 31 * DAY)) == (Matter.FOLLOW_UP, False)
    assert row.due.is_late(NOON + 32 * DAY)
    reopening.take_back(register, gone.id, "没有走", by=by, at=LATER)
    assert _matters(house) == [Matter.CONSENT]


def test_who_wanders_is_visited_every_half_year_and_what_no_rule_knows_is_added(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, at=NOON)
    said = Written(until=date(2026, 12, 1), words="常在火车站走失")

    def begin(matter: Matter, **more: object) -> None:
        written = replace(said, **more)  # type: ignore[arg-type]
        matters.begin(house.register, visit.id, matter, written, by=house.intake, at=LATER)

    for matter, more, key in (
        (Matter.STAY, {}, "not_by_hand"), (Matter.OTHER, {"words": ""}, "needs_words"),
        (Matter.OTHER, {"until": TODAY - DAY}, "due_in_the_past"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=rf"matter\.{key}"):
            begin(matter, **more)
    begin(Matter.WANDERER)
    assert _matters(house) == [Matter.WANDERER, Matter.STAY]
    _close(house, visit, Matter.WANDERER)
    row = next(row for row in _list(house, days=9).rows if row.due.matter is Matter.WANDERER)
    assert row.due.due == NOON + 183 * DAY + timedelta(hours=12), "half a year after it was done"
    assert len(house.register.ask(select(owing.c.step))) == 1


def test_of_sealed_people_somebody_without_the_right_sees_that_ten_days_run(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, "", at=NOON)
    person = get(house.register, Person, visit.person)
    assert person
    house.register.write(replace(person, sealed=True), by=house.leader.id, at=NOON)
    found = today.gathered(house.register, "440114-01", 4, by=house.intake, now=LATER)
    assert [(row.due.matter, row.name) for row in found.rows] == [(Matter.STAY, "")]
    with pytest.raises(Refused, match=r"matter\.no_visit"):
        _close(house, visit, Matter.NOTICE)


def test_meals_clothes_and_the_hospital_are_written_down_and_stand_on_the_persons_paper(
    house: makers.Desk,
) -> None:
    visit, register, by = station.arrive(house, at=NOON), house.register, house.intake
    station.arrive(house, "单雄", at=NOON)

    def note(kind: ServiceKind, **more: object) -> None:
        given = replace(Given(kind=kind), **more)  # type: ignore[arg-type]
        services.note(register, visit.id, given, by=by, at=LATER)

    made = services.feed_everybody(register, by=by, at=LATER)
    assert [one.quantity for one in made] == [3, 3]
    with pytest.raises(Refused, match=r"service\.all_fed"):
        services.feed_everybody(register, by=by, at=LATER)
    services.take_back(register, made, "按错了", by=by, at=LATER)
    assert len(services.feed_everybody(register, by=by, at=LATER)) == 2
    note(ServiceKind.CLOTHES, quantity=2, words="棉衣")
    note(ServiceKind.HOSPITAL, partner="示例市第二医院")
    for kind, more, key in (
        (ServiceKind.HOSPITAL, {"partner": "再送"}, "in_hospital"),
        (ServiceKind.INCIDENT, {}, "needs_words"), (ServiceKind.COUNSELLING, {}, "needs_partner"),
        (ServiceKind.MEAL, {"quantity": 0}, "quantity"), (ServiceKind.MISTAKEN, {}, "needs_words"),
        (ServiceKind.CARE, {"on": date(2026, 11, 25)}, "when"),
        (ServiceKind.CARE, {"on": date(2026, 11, 22)}, "when"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=rf"service\.{key}"):
            note(kind, **more)
    assert len(services.feed_everybody(register, by=by, at=LATER + DAY)) == 1, "one is away"
    clothes = services.of_visit(register, visit.id)[1]
    note(ServiceKind.CLOTHES, quantity=3, words="数错了", corrects=clothes.id)
    seen = Viewing(
        id=new_id(), person=visit.person, officer=by.id, at=LATER, purpose="in_station", what="file"
    )
    register.write(seen, by=by.id, at=LATER)
    file = file_of(register, visit.person)
    chapters = disclosure.chapters(register, file, 10, by=by, at=LATER, lang="zh")
    told = "\n".join(line.text for one in chapters if one.name == "visits" for line in one.lines)
    assert "棉衣" in told
    assert "示例市第二医院" in told
    assert told.count("3 餐") == 2, "what was taken back is told as well"


def test_the_other_desk_hears_of_it_and_what_both_closed_is_closed_once(
    engine: Engine, tmp_path: Path
) -> None:
    one, house = first(engine, tmp_path / "a")
    visit = station.arrive(house, "", at=NOON)
    one.push()
    other = second(engine, tmp_path / "b")
    other.pull()
    there = replace(house, register=other.register)
    for desk, number in ((house, "1 号"), (there, "2 号")):
        _close(desk, visit, Matter.NOTICE, number=number)
        services.feed_everybody(desk.register, by=house.intake, at=LATER)
    for side in (one, other):
        side.push()
    for side in (one, other):
        side.pull()
    for desk in (house, there):
        assert Matter.NOTICE not in _matters(desk)
        assert len(file_of(desk.register, visit.person).steps) == 2
        given = of_visits(desk.register, [visit.id])[visit.id]
        assert (len(given), meals(given)) == (2, 3), "three meals, whoever wrote them down"
        desk.register.close()
