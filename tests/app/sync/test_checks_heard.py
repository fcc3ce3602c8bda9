"""甄别 and 入站审批 between two desks and the centre: both propose, two leaders differ, and what
nobody can force."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from app.desk import admission, checks, erasing, stay_approval
from app.desk.checks import Query, Ticked
from app.desk.stay_approval import Wanted
from app.domain.checks import ConditionAnswer, Met, OutsideQuery, QueryOutcome, QuerySource
from app.domain.erasure import Ground
from app.domain.ids import OfficerId, VisitId, new_id
from app.domain.stay_approval import (
    Special,
    StayAnswer,
    StayAnswered,
    StayProposal,
    StayService,
    StayState,
)
from app.domain.visit import Visit
from app.store import walls
from app.store.checks import approvals_of, queries_of, refused_of
from app.store.rows import values_of
from app.store.tables import TABLES, letter
from app.wire import hlc
from app.wire.kinds import KIND_OF
from tests import makers
from tests.makers import NOON
from tests.two_desks import Side, first, second

pytest_plugins = ["tests.centre"]
STATION = "440114-01"
WANTED = Wanted(facts="火车站来", special=("none",), services=("lodging", "meals"))
_TICKS = [0]


def now() -> datetime:
    """A second later each time."""
    _TICKS[0] += 1
    return NOON + timedelta(seconds=_TICKS[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """Two desks of one station, and somebody who is here."""

    one: Side
    other: Side
    house: makers.Desk
    visit: Visit

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.one, self.other

    def meet(self) -> None:
        """Both hear everything, the first desk is heard first."""
        for side in (self.one, self.other, self.one):
            if side.waiting():
                side.push(now())
            side.pull(now())

    def proposed(self, side: Side | None = None, **more: Any) -> StayProposal:
        here, wanted = side or self.one, replace(WANTED, **more)
        visit, by = VisitId(self.visit.id), self.house.intake
        return stay_approval.propose(here.register, visit, wanted, by=by, at=now())

    def answered(self, side: Side, made: StayProposal, said: str, by: Any = None) -> StayAnswer:
        who = by or self.house.leader
        return stay_approval.answer(side.register, made.id, said, "因由", by=who, at=now())

    def refused(self, side: Side, record: Any, by: UUID | None = None) -> str:
        """By which sentence the centre refuses it; empty where it stands."""
        side.register.write(record, by=OfficerId(by or record.officer), at=now())
        side.push(now())
        side.pull(now())
        return self.told(side, record.id)

    def told(self, side: Side, record: UUID) -> str:
        rows = side.register.ask(select(letter.c.content).where(letter.c.record == record))
        return str(rows[0].content["reason"]) if rows else ""

    # As a desk without its checks would write it.

    def raw(self, **more: Any) -> StayProposal:
        usual: dict[str, Any] = {
            "id": new_id(), "person": self.visit.person, "visit": self.visit.id,
            "facts": "没有检查",
            "special": (Special.NONE,), "services": (StayService.MEALS,),
            "officer": self.house.intake.id, "at": now(),
        }  # fmt: skip
        return StayProposal(**(usual | more))

    def reply(self, to: StayProposal, **more: Any) -> StayAnswer:
        usual: dict[str, Any] = {
            "id": new_id(), "person": to.person, "visit": to.visit, "proposal": to.id,
            "answer": StayAnswered.AGREED, "officer": self.house.leader.id, "at": now(),
        }  # fmt: skip
        return StayAnswer(**(usual | more))


@pytest.fixture
def two(engine: Engine, tmp_path: Path) -> Iterator[Two]:
    """Both desks know the person."""
    one, house = first(engine, tmp_path / "a")
    arrival = makers.arrival("欧阳𬎆")
    visit = admission.admit(house.register, arrival, house.station, by=house.intake, at=now()).visit
    one.push(now())
    one.pull(now())
    other = second(engine, tmp_path / "b")
    other.pull(now())
    yield Two(one=one, other=other, house=house, visit=visit)
    one.register.close()
    other.register.close()


def _states(two: Two) -> list[list[StayState]]:
    found = (approvals_of(side.register, two.visit.id) for side in two.sides)
    return [[one.state for one in some if not one.gone] for some in found]


def test_proposed_at_one_desk_answered_offline_at_the_other_and_evidence_goes_along(
    two: Two,
) -> None:
    register, visit, by = two.one.register, VisitId(two.visit.id), two.house.intake
    no = Ticked(condition="no_kin", answer="no", words="哥哥在本市", source="kin", told_by="王大山")
    checks.tick(register, visit, no, by=by, at=now())
    asked = Query(source="police", purpose="核实身份", asked="姓名", outcome="waiting")
    waits = checks.write_query(register, visit, asked, by=by, at=now())
    made = two.proposed()
    assert stay_approval.unconfirmed(register, stay_approval.known(register, made.id))
    two.meet()
    later = replace(asked, outcome="found", result="确有其人", corrects=waits.id)
    checks.write_query(two.other.register, visit, later, by=by, at=now())
    two.answered(two.other, made, "agreed")
    found = stay_approval.known(two.other.register, made.id)
    assert stay_approval.unconfirmed(two.other.register, found)
    assert stay_approval.known(register, made.id).state is StayState.PENDING
    two.meet()
    for side in two.sides:
        found = stay_approval.known(side.register, made.id)
        assert found.state is StayState.AGREED
        assert not stay_approval.unconfirmed(side.register, found)
        (told,) = (x for x in checks.conditions(side.register, two.visit) if x.code == "no_kin")
        assert told.newest is not None
        assert (told.said, told.newest.told_by) == ("no", "王大山")
        assert [x.outcome for x in queries_of(side.register, visit)] == ["waiting", "found"]


def test_both_desks_propose_and_the_second_is_told_and_loses_no_word(two: Two) -> None:
    mine, theirs = two.proposed(), two.proposed(two.other, facts="从桥下来，两天没吃饭")
    two.meet()
    two.meet()
    assert _states(two) == [[StayState.PENDING]] * 2
    for side in two.sides:
        assert approvals_of(side.register, two.visit.id)[0].proposal == mine
    assert two.told(two.other, theirs.id) == "stay.stands_already"
    assert refused_of(two.other.register, two.visit.id) == [theirs]
    anew = two.proposed(two.other, facts=theirs.facts, corrects=mine.id)
    two.meet()
    assert [x.proposal for x in approvals_of(two.one.register, two.visit.id) if not x.gone] == [
        anew
    ]


@pytest.mark.parametrize("kind_one_is_first", [True, False])
def test_of_two_leaders_who_differ_the_one_for_the_person_counts_and_it_is_said(
    two: Two, *, kind_one_is_first: bool
) -> None:
    another = replace(two.house.leader, id=OfficerId(new_id()), login="second")
    two.one.register.write(another, by=two.house.administrator.id, at=now())
    made = two.proposed()
    two.meet()
    no, yes = (two.one, two.other) if kind_one_is_first else (two.other, two.one)
    said = two.answered(no, made, "not_agreed")
    two.answered(yes, made, "agreed", another)
    two.meet()
    two.meet()
    assert _states(two) == [[StayState.AGREED]] * 2
    found = [stay_approval.known(side.register, made.id) for side in two.sides]
    assert [one.differs for one in found] == [kind_one_is_first] * 2
    assert two.told(no, said.id) == ("" if kind_one_is_first else "stay.answered_already")


def test_a_client_without_its_checks_approves_nothing(two: Two) -> None:
    house, made = two.house, two.proposed()
    two.meet()
    tries: list[tuple[Any, UUID, str]] = [
        (two.reply(made, officer=house.intake.id), house.intake.id, "stay.not_leader"),
        (two.reply(made), house.intake.id, "entry.other_officer"),
        (two.reply(made, answer=StayAnswered.SENT_BACK), house.leader.id, "stay.needs_reason"),
        (two.reply(made, proposal=new_id()), house.leader.id, "stay.unknown"),
        (two.reply(made, at=NOON - timedelta(days=9)), house.leader.id, "entry.back_dated"),
        (two.raw(), house.intake.id, "stay.stands_already"),
        (two.raw(supersedes=new_id()), house.intake.id, "stay.written_anew"),
        (two.raw(visit=new_id()), house.intake.id, "paper.no_subject"),
        (two.raw(officer=house.auditor.id), house.auditor.id, "staff.not_allowed"),
    ]
    assert [two.refused(two.other, what, by) for what, by, _ in tries] == [key for *_, key in tries]
    own = two.raw(officer=house.leader.id, supersedes=made.id)
    assert two.refused(two.one, own) == ""
    assert two.refused(two.other, two.reply(made)) == "stay.written_anew"
    assert two.refused(two.other, two.reply(own)) == "stay.one_officer"
    assert _states(two)[1] == [StayState.PENDING], "as if never written"


def _raw(engine: Engine, record: Any, device: str) -> str:
    """What the database says to a row that nobody checked."""
    kind = KIND_OF[type(record)]
    row = values_of(kind, record) | {"versions": {"*": hlc.version(1, device)}, "extra": {}}
    with (
        pytest.raises(DBAPIError, match=r"guitu [a-z_]+\.") as said,
        walls.within(engine, STATION) as connection,
    ):
        connection.execute(insert(TABLES[kind]).values(row))
    return str(said.value.orig).partition("\n")[0].removeprefix("guitu ")


def test_raw_sql_as_the_service_breaks_no_rule_and_only_an_erasure_deletes(
    two: Two, engine: Engine
) -> None:
    house, device = two.house, two.one.register.device.hex
    whose: dict[str, Any] = {"person": two.visit.person, "visit": two.visit.id}
    whose |= {"officer": house.intake.id, "at": now()}
    tick = ConditionAnswer(
        id=new_id(), condition="street", answer=Met.YES, words="", seen_at=now(), **whose
    )
    asked = OutsideQuery(
        id=new_id(), source=QuerySource.KIN, purpose="", asked="x", asked_at=now(),
        asked_by=house.intake.id, outcome=QueryOutcome.WAITING, **whose,
    )  # fmt: skip
    made = two.proposed()
    checks.tick(
        two.one.register, VisitId(two.visit.id), Ticked(condition="street", answer="unclear"),
        by=house.intake, at=now(),
    )  # fmt: skip
    two.meet()
    tries: list[tuple[Any, str]] = [
        (tick, "checks.needs_evidence"),
        (replace(tick, words="看到睡桥下"), "checks.needs_source"),
        (asked, "checks.needs_purpose"),
        (two.raw(), "stay.stands_already"),
        (two.raw(supersedes=made.id, services=()), "stay.needs_services"),
        (two.raw(supersedes=made.id, at=NOON + timedelta(days=900)), "entry.back_dated"),
        (two.reply(made, officer=house.intake.id), "stay.not_leader"),
        (two.reply(made, answer=StayAnswered.NOT_AGREED), "stay.needs_reason"),
        (two.reply(made, person=new_id()), "stay.unknown"),
    ]
    assert [_raw(engine, what, device) for what, _ in tries] == [key for _, key in tries]
    two.answered(two.other, made, "sent_back")
    two.meet()
    back = two.reply(made, answer=StayAnswered.SENT_BACK, reason="再退一次")
    assert _raw(engine, back, device) == "stay.answered_already"
    own = two.raw(officer=house.leader.id, supersedes=made.id)
    assert two.refused(two.one, own) == ""
    assert _raw(engine, two.reply(own), device) == "stay.one_officer"
    assert _raw(engine, two.reply(made), device) == "stay.written_anew"
    for table in ("stay_answer", "stay_proposal", "condition_answer"):
        with pytest.raises(DBAPIError), walls.within(engine, STATION) as connection:
            connection.execute(text(f"UPDATE {table} SET officer = officer"))  # noqa: S608 - ours
    erasing.ask(
        two.one.register, two.visit.person, Ground.MISTAKE, "站务会决定",
        by=house.leader, approver=house.administrator, at=now(),
    )  # fmt: skip
    two.meet()
    with walls.within(engine, STATION) as connection:
        for table in ("stay_answer", "stay_proposal", "condition_answer"):
            assert connection.execute(select(TABLES[table].c.id)).all() == []
