"""月报 out of a real register: whose stays count, who is one human, who is named to whom."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from app.desk import (
    adverse,
    links,
    monthly,
    monthly_papers,
    overseeing,
    protecting,
    reopening,
    services,
    stay_approval,
    street,
)
from app.domain.adverse import Answered
from app.domain.dashboard import Plot
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import new_id
from app.domain.monthly import Figure, Part, Table
from app.domain.period import Length, period_of
from app.domain.service import ServiceKind
from app.domain.street import Encounter, Offer, StreetAnswer
from app.domain.visit import Leaving, LeavingKind, Visit
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.app.paper.papers import text_of
from tests.makers import NOON
from tests.ui import station

MONTH = period_of(Length.MONTH, NOON.date())
CODE = "440114-01"
DAYS = timedelta(days=1)


@pytest.fixture
def house(tmp_path: Path) -> makers.Desk:
    """An open register."""
    return makers.desk(tmp_path / "data")


def _found(house: makers.Desk) -> monthly.Monthly:
    return monthly.counted(house.register, MONTH, CODE, by=house.auditor, at=NOON)


def _table(house: makers.Desk, part: Part) -> Table:
    return next(one for one in _found(house).report.tables if one.part is part)


def _figure(house: makers.Desk, part: Part, row: str) -> Figure:
    return next(one for one in _table(house, part).figures if one.row == row)


def _counts(house: makers.Desk, part: Part) -> dict[str, int]:
    return {one.row: one.times for one in _table(house, part).figures if one.times}


def _leave(
    house: makers.Desk, visit: Visit, after: int, kind: LeavingKind = LeavingKind.OWN_WISH
) -> Leaving:
    at = visit.arrived_at + after * DAYS
    gone = Leaving(
        id=new_id(), visit=visit.id, person=visit.person, at=at, kind=kind, officer=house.intake.id
    )
    house.register.write(gone, by=house.intake.id, at=at)
    return gone


def test_stays_of_the_month_and_those_that_were_still_here_when_it_began(
    house: makers.Desk,
) -> None:
    before = NOON - 40 * DAYS
    for after in (5, 30):  # the first left before the month began
        _leave(house, station.arrive(house, at=before), after, LeavingKind.VOUCHER)
    station.arrive(house, at=before)
    _leave(house, station.arrive(house, at=NOON - 2 * DAYS), 1)
    assert _counts(house, Part.FLOW) == {"carried": 2, "arrived": 1}
    assert _counts(house, Part.LEAVING) == {"voucher": 1, "home": 1, "still": 1}
    assert _found(house).report.mean_days == (30 + 1) / 2


def test_a_leaving_that_was_taken_back_is_none(house: makers.Desk) -> None:
    visit = station.arrive(house, at=NOON - 2 * DAYS)
    gone = _leave(house, visit, 1)
    reopening.take_back(house.register, gone.id, "写错了人", by=house.leader, at=NOON)
    assert _counts(house, Part.LEAVING) == {"still": 1}


def test_files_that_are_decided_to_be_one_human_count_as_one_person(house: makers.Desk) -> None:
    one, other = (station.arrive(house, at=NOON, sex="1") for _ in range(2))
    assert (_table(house, Part.SEX).times, _table(house, Part.SEX).persons) == (2, 2)
    links.judge(
        house.register, one.person, other.person, Sameness.SAME, "同一张身份证", by=house.intake,
        at=NOON,
    )  # fmt: skip
    assert (_table(house, Part.SEX).times, _table(house, Part.SEX).persons) == (2, 1)


def test_refused_by_paper_7_is_counted_apart(house: makers.Desk) -> None:
    visit = station.arrive(house, at=NOON)
    wanted = adverse.Proposed(
        kind="refusal", ground="no_kin", facts="已核实", help=("food",), help_words="盒饭"
    )
    made = adverse.propose(house.register, visit.id, wanted, by=house.intake, at=NOON)
    assert _counts(house, Part.ASKED) == {"helped": 1}
    adverse.answer(house.register, made.id, Answered.AGREED, "", by=house.leader, at=NOON)
    assert _counts(house, Part.ASKED) == {"refused": 1}


def _meet(house: makers.Desk, *offered: Offer, stranger: UUID | None = None) -> Encounter:
    met = street.Met(
        met_at=NOON, place="桥洞", offered=offered, taken=StreetAnswer.ACCEPTED, stranger=stranger
    )
    settings = Settings(data=house.register.folder)
    return street.meet(house.register, house.station, met, settings, by=house.intake, at=NOON)


def test_what_rounds_give_in_the_street_is_help_outside(house: makers.Desk) -> None:
    assert _figure(house, Part.PLACE, "outside").times is None, "nobody wrote a round down"
    first = _meet(house, Offer.FOOD)
    _meet(house, Offer.QUILT, stranger=first.stranger)
    _meet(house, Offer.LEAFLET)
    found = _figure(house, Part.PLACE, "outside")
    assert (found.times, found.persons, found.count) == (2, 1, 2)
    pointed = monthly.pointed_at(
        house.register, MONTH, CODE, (Part.PLACE, "outside"), by=house.auditor, at=NOON
    )
    assert pointed.people == (), "who has no file cannot be opened"
    plots = {one.plot: sum(count for _, count in one.bars) for one in _found(house).plots}
    assert plots[Plot.LEAVING] == 0


def test_medicine_given_in_the_station_is_medical_help_until_it_is_taken_back(
    house: makers.Desk,
) -> None:
    visit = station.arrive(house, at=NOON)
    given = services.Given(kind=ServiceKind.MEDICAL, words="退烧药")
    made = services.note(house.register, visit.id, given, by=house.intake, at=NOON)
    assert _counts(house, Part.HELP)["medical"] == 1
    wrong = services.Given(kind=ServiceKind.MISTAKEN, words="写错了人", corrects=made.id)
    services.note(house.register, visit.id, wrong, by=house.intake, at=NOON)
    assert "medical" not in _counts(house, Part.HELP)


def test_the_special_class_of_an_approval_is_counted(house: makers.Desk) -> None:
    visit = station.arrive(house, at=NOON)
    wanted = stay_approval.Wanted(
        facts="自述", special=("violence",), services=("lodging",), opinion="拟同意"
    )
    stay_approval.propose(house.register, visit.id, wanted, by=house.intake, at=NOON)
    assert _counts(house, Part.SPECIAL) == {"violence": 1}


def test_the_sealed_are_counted_and_named_to_nobody_who_may_not_see_them(
    house: makers.Desk,
) -> None:
    shut, seen = (station.arrive(house, name, NOON, sex="2") for name in ("王淼", "刘"))
    protecting.protect(house.register, shut.person, "证人", by=house.leader, at=NOON)
    assert _counts(house, Part.SEX) == {"female": 2}
    for by, count, sealed in ((house.auditor, 1, 1), (house.leader, 2, 0)):
        found = monthly.pointed_at(
            house.register, MONTH, CODE, (Part.SEX, "female"), by=by, at=NOON
        )
        assert (len(found.people), found.sealed) == (count, sealed)
    looked = overseeing.look(house.register, found, by=house.auditor, at=NOON)
    assert looked.people == (seen.person,)


def test_only_leaders_and_auditors_are_told(house: makers.Desk) -> None:
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        monthly.counted(house.register, MONTH, CODE, by=house.intake, at=NOON)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        monthly.pointed_at(
            house.register, MONTH, CODE, (Part.SEX, "male"), by=house.intake, at=NOON
        )


def test_until_the_fifth_the_last_month_is_the_one_to_report() -> None:
    assert monthly.month_of(NOON).name == "2026-11"
    assert monthly.month_of(NOON - 18 * DAYS).name == "2026-10"


@pytest.mark.parametrize(("lang", "told"), [("zh", "有人以两种情况各来过"), ("en", "somebody")])
def test_the_longest_note_stands_on_the_paper(house: makers.Desk, lang: str, told: str) -> None:
    """Persons do not add up, and rows are unknown: all of it is said in one cell."""
    for kind in (LeavingKind.OWN_WISH, LeavingKind.FETCHED):
        visit = station.arrive(house, at=NOON - 2 * DAYS)
        _leave(house, visit, 1, kind)
    one, other = (visit.person for visit in all_of(house.register, Visit))
    links.judge(house.register, one, other, Sameness.SAME, "同一人", by=house.intake, at=NOON)
    content = monthly_papers.paper(_found(house), "=示例站", NOON, lang)
    words = text_of(content)
    assert told in words
    assert ("“不详”的行没有计入" if lang == "zh" else "unknownrowsareleftout") in words
    rows = load_workbook(
        BytesIO(monthly_papers.sheet(_found(house), "=示例站", NOON, lang))
    ).worksheets[0]
    cell = rows["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=示例站", "s", True)
