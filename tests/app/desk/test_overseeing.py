"""监督: what was done is counted under the right group; looks are seen; the sealed stay shut."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.bench import population
from app.bench.invented import END
from app.desk import admission, adverse, links, overseeing, protecting
from app.desk.overseeing import PURPOSE
from app.domain.adverse import AdverseProposal, Answered
from app.domain.blacklist import Listing, Step, StepKind
from app.domain.errors import Refused
from app.domain.evidence import EvidenceKind, Link, Sameness
from app.domain.fairness import Group, Measure, Share, Verdict, rows, whole_of
from app.domain.ids import PersonId, new_id
from app.domain.period import Length, period_of
from app.domain.person import Claim, ClaimKind, Source
from app.domain.staff import Officer, Viewing
from app.domain.visit import Leaving, LeavingKind, Visit
from app.store.ask import all_of
from app.store.line import Letter, put_letter
from app.store.watching import GLASS
from tests import makers
from tests.makers import NOON
from tests.ui import station
from tests.ui.blacklist import listed_people

MONTH = period_of(Length.MONTH, NOON.date())
CODE = "440114-01"


@pytest.fixture
def house(tmp_path: Path) -> makers.Desk:
    """An open register."""
    return makers.desk(tmp_path / "data")


def _figures(house: makers.Desk, by: Officer | None = None) -> overseeing.Figures:
    return overseeing.figures(house.register, MONTH, CODE, by=by or house.auditor, at=NOON)


def _counts(house: makers.Desk, measure: Measure, group: Group) -> dict[str, int]:
    found = rows(_figures(house).deeds, measure, group)
    return {one.value: one.share.count for one in found if one.share.count}


def _came(house: makers.Desk, name: str = "王淼", **said: str) -> Visit:
    checks = {"mental": said.pop("mental", "no")}
    return station.arrive(house, name, NOON, checks, **said)


def _refused(house: makers.Desk, visit: Visit) -> None:
    wanted = adverse.Proposed(
        kind="refusal", ground="no_kin", facts="已核实", help=("food",), help_words="盒饭"
    )
    by, register = house.intake, house.register
    made = adverse.propose(register, visit.id, wanted, by=by, at=NOON)
    adverse.answer(register, made.id, Answered.AGREED, "", by=house.leader, at=NOON)


def test_who_arrived_is_counted_by_what_the_screen_shows(house: makers.Desk) -> None:
    _came(house, sex="2", birth="1960-01-05", ethnicity="03", home="四川省南充市")
    _came(house, sex="1", age="40-50", ethnicity="01", home="广东省茂名市")
    _came(house, sex="1", birth="2012", mental="yes", document="11010119900101001X")
    _came(house, "")
    by = {one: _counts(house, Measure.ARRIVED, one) for one in Group if one is not Group.WHY}
    assert by == {
        Group.AGE: {"under_18": 1, "40_59": 1, "from_60": 1, "unknown": 1},
        Group.SEX: {"male": 2, "female": 1, "unknown": 1},
        Group.DISABILITY: {"noted": 1, "not_noted": 3},
        Group.ETHNICITY: {"han": 1, "other": 1, "unknown": 2},
        Group.ORIGIN: {"own": 1, "elsewhere": 2, "unknown": 1},
        Group.OFFICER: {str(house.intake.id): 4},
        Group.STATION: {CODE: 4},
    }


def test_what_was_corrected_or_proved_decides_the_group(house: makers.Desk) -> None:
    visit = _came(house, sex="1", birth="1990-01-05")
    (said,) = [c for c in all_of(house.register, Claim) if c.kind is ClaimKind.SEX]
    later = NOON + timedelta(hours=1)
    right = replace(said, id=new_id(), value="2", supersedes=said.id)  # type: ignore[arg-type]
    born = makers.claim(makers.person(), house.intake, "1950-01-05", ClaimKind.BIRTH)
    proved = replace(born, person=visit.person, verified=True, source=Source.CARD)
    newer = replace(born, id=new_id(), person=visit.person, value="1995", at=later)  # type: ignore[arg-type]
    house.register.write(right, proved, newer, by=house.intake.id, at=later)
    assert _counts(house, Measure.ARRIVED, Group.SEX) == {"female": 1}
    assert _counts(house, Measure.ARRIVED, Group.AGE) == {"from_60": 1}


def test_leads_and_objections_are_counted_by_fact_officer_and_end(house: makers.Desk) -> None:
    person = listed_people.adult(house).person
    made = listed_people.approved(house, person, NOON, told=False)
    other = listed_people.lead(house, person, NOON)

    def step(listing: Listing, kind: StepKind, hours: int) -> Step:
        at = NOON + timedelta(hours=hours)
        return Step(
            id=new_id(), listing=listing.id, person=listing.person, kind=kind, words="已核实",
            at=at, officer=house.leader.id,
        )  # fmt: skip

    steps = (
        step(made, StepKind.OBJECTED, 1), step(made, StepKind.REVOKED, 2),
        step(other, StepKind.DROPPED, 3),
    )  # fmt: skip
    house.register.write(*steps, by=house.leader.id, at=NOON)
    deeds = _figures(house).deeds
    counts = {one: whole_of(deeds, one).count for one in Measure if whole_of(deeds, one).count}
    assert counts == {
        Measure.ARRIVED: 1, Measure.LEAD: 2, Measure.APPROVED: 1, Measure.DROPPED: 1,
        Measure.OBJECTED: 1, Measure.OVERTURNED: 1, Measure.REVOKED: 1,
    }  # fmt: skip
    assert whole_of(deeds, Measure.OVERTURNED) == Share(count=1, of=1)
    assert _counts(house, Measure.LEAD, Group.WHY) == {"refunded_ticket": 2}
    assert _counts(house, Measure.APPROVED, Group.OFFICER) == {str(house.leader.id): 1}


def test_a_listing_that_ended_by_itself_is_counted_in_the_month_of_its_end(
    house: makers.Desk,
) -> None:
    person = listed_people.adult(house).person
    made = listed_people.approved(house, person, NOON, told=False)
    until = all_of(house.register, Step)[-1].until
    assert until is not None
    later = NOON + timedelta(days=250)
    for month, expired in ((MONTH, 0), (period_of(Length.MONTH, until), 1)):
        found = overseeing.figures(house.register, month, CODE, by=house.leader, at=later)
        assert whole_of(found.deeds, Measure.EXPIRED).count == expired
    assert made.at == NOON


def test_a_refusal_counts_until_it_is_taken_back(house: makers.Desk) -> None:
    visit = _came(house, sex="2")
    _refused(house, visit)
    assert _counts(house, Measure.REFUSED, Group.WHY) == {"no_kin": 1}
    assert _counts(house, Measure.REFUSED, Group.SEX) == {"female": 1}
    (made,) = all_of(house.register, AdverseProposal)
    register = house.register
    adverse.answer(register, made.id, Answered.TAKEN_BACK, "有误", by=house.leader, at=NOON)
    assert _counts(house, Measure.REFUSED, Group.WHY) == {}


def test_only_what_a_face_search_showed_is_a_face_that_was_confirmed(house: makers.Desk) -> None:
    one, other = _came(house), _came(house, "刘")
    arrival = makers.arrival("陈")
    judged = admission.Judged(
        other=one.person, answer=Sameness.SAME, kinds=(EvidenceKind.FACE_SEARCH,), reason="眉上疤"
    )
    seen = replace(arrival, judged=(judged,))
    admission.admit(house.register, seen, house.station, by=house.intake, at=NOON)
    links.judge(
        house.register, one.person, other.person, Sameness.NOT_SAME, "相貌不同", by=house.intake,
        at=NOON,
    )  # fmt: skip
    deeds = _figures(house).deeds
    assert whole_of(deeds, Measure.FACE_SAME) == Share(count=1, of=1)
    assert whole_of(deeds, Measure.FACE_UNDONE) == Share(count=0, of=1)
    (link,) = [one for one in all_of(house.register, Link) if one.answer is Sameness.SAME]
    links.undo(house.register, link, "看错了", by=house.leader, at=NOON)
    assert whole_of(_figures(house).deeds, Measure.FACE_UNDONE) == Share(count=1, of=1)


def test_who_is_behind_a_figure_is_looked_at_and_the_sealed_are_not(house: makers.Desk) -> None:
    for name in ("王淼", "刘"):
        _refused(house, _came(house, name, sex="2"))
    hidden = all_of(house.register, Visit)[0].person
    protecting.protect(house.register, hidden, "有危险", by=house.leader, at=NOON)
    cell, register = (Measure.REFUSED, Group.SEX, "female"), house.register

    def shown(by: Officer) -> overseeing.Behind:
        pointed = overseeing.pointed_at(register, MONTH, CODE, cell, by=by, at=NOON)
        seen = overseeing.look(register, pointed, by=by, at=NOON)
        return overseeing.behind(register, seen, by=by)

    seen = shown(house.auditor)
    assert ([one.name for one in seen.cards], seen.sealed, seen.more) == (["刘"], 1, False)
    (look,) = all_of(register, Viewing)
    assert (look.person, look.officer, look.purpose) == (
        seen.cards[0].person, house.auditor.id, PURPOSE,
    )  # fmt: skip
    assert len(shown(house.leader).cards) == 2
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        shown(house.intake)


def test_somebody_sealed_meanwhile_is_not_shown(house: makers.Desk) -> None:
    visit = _came(house)
    cell, register, by = (Measure.ARRIVED, Group.SEX, "unknown"), house.register, house.auditor
    pointed = overseeing.pointed_at(register, MONTH, CODE, cell, by=by, at=NOON)
    assert pointed.people == (visit.person,)
    protecting.protect(register, PersonId(visit.person), "有危险", by=house.leader, at=NOON)
    assert overseeing.look(register, pointed, by=by, at=NOON).people == ()
    assert all_of(register, Viewing) == []


def _look(house: makers.Desk, person: PersonId, hours: float, purpose: str = "other") -> None:
    seen = Viewing(
        id=new_id(), person=person, officer=house.intake.id, at=NOON + timedelta(hours=hours),
        purpose=purpose, what="file",
    )  # fmt: skip
    house.register.write(seen, by=house.intake.id, at=NOON)


def test_looks_are_told_by_officer_and_person_with_what_is_unusual(house: makers.Desk) -> None:
    here, gone = _came(house), _came(house, "刘")
    leave = Leaving(
        id=new_id(), visit=gone.id, person=gone.person, at=NOON, kind=LeavingKind.OWN_WISH,
        officer=house.intake.id,
    )  # fmt: skip
    house.register.write(leave, by=house.intake.id, at=NOON)
    _look(house, here.person, 1, "reception")
    _look(house, here.person, 11, "reception")  # 23:00 in the station
    _look(house, gone.person, 24 * 6)
    _look(house, gone.person, -24 * 2)
    found = overseeing.watched(house.register, MONTH, CODE, by=house.auditor, at=NOON)
    (mine,) = found.officers
    assert (mine.looks, mine.others, mine.apart, mine.at_night) == (4, 2, 1, 1)
    assert mine.purposes == (("reception", 2), ("other", 2))
    assert {card.name: one.apart for one, card in found.people} == {"王淼": 0, "刘": 1}
    protecting.protect(house.register, here.person, "有危险", by=house.leader, at=NOON)
    hidden = overseeing.watched(house.register, MONTH, CODE, by=house.auditor, at=NOON)
    assert [card.name for _, card in hidden.people] == ["刘"]


def test_the_glass_that_was_broken_is_told_with_both_officers(house: makers.Desk) -> None:
    visit = _came(house)
    content = {
        "station": "110101-01", "station_name": "另一站", "officers": ["甲", "乙"],
        "purpose": "reception", "words": "病危，需知道用药",
    }  # fmt: skip
    said = Letter(
        id=new_id(), kind=GLASS, person=visit.person, about="lending", record=visit.person,
        content=content, at=NOON,
    )  # fmt: skip
    house.register.within(lambda c: put_letter(c, said))
    found = overseeing.watched(house.register, MONTH, CODE, by=house.leader, at=NOON)
    ((one, card),) = found.broken
    assert (one.officers, one.station, one.words) == (("甲", "乙"), "另一站", "病危，需知道用药")
    assert card is not None
    assert card.name == "王淼"
    before = overseeing.watched(
        house.register, MONTH.moved(-1), CODE, by=house.leader, at=NOON
    )  # fmt: skip
    assert before.broken == ()


def test_the_invented_population_shows_the_one_difference_that_was_put_in(tmp_path: Path) -> None:
    staff = population.made(tmp_path / "data", 600)
    register = population.opened(tmp_path / "data")
    try:
        year = period_of(Length.YEAR, END.date())
        deeds = overseeing.figures(register, year, CODE, by=staff.auditor, at=END).deeds
    finally:
        register.close()
    refusing = {one.value: one.verdict for one in rows(deeds, Measure.REFUSED, Group.OFFICER)}
    often = str(staff.intake[-1].id)
    assert refusing.pop(often) is Verdict.HIGHER
    assert Verdict.HIGHER not in refusing.values()
    for group in (Group.SEX, Group.AGE, Group.DISABILITY, Group.ETHNICITY, Group.ORIGIN):
        found = {one.verdict for one in rows(deeds, Measure.REFUSED, group)}
        assert found <= {Verdict.CHANCE, Verdict.TOO_FEW}, group
