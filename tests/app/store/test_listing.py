"""重点甄别名单 between two desks and the centre: what is decided, and what nobody can force."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, Executable, insert, select, text
from sqlalchemy.exc import DBAPIError

from app.desk import blacklist, courses, links, requests
from app.desk.blacklist import open_lead
from app.domain.blacklist import Fact, Listing, Proof, Served, State, StepKind
from app.domain.errors import Refused
from app.domain.evidence import Sameness
from app.domain.ids import PersonId, new_id
from app.domain.person import ClaimKind, Person
from app.domain.rights import RequestKind
from app.settings import Settings
from app.store import walls
from app.store.ask import all_of
from app.store.rows import values_of
from app.store.tables import TABLES
from app.wire import hlc
from tests import makers
from tests.listed import DAY, FACE, TICKET, UNTIL, VOUCHER, Two, adult, now, raw, refused
from tests.makers import NOON
from tests.two_desks import first, second

pytest_plugins = ["tests.centre"]


@pytest.fixture
def two(engine: Engine, tmp_path: Path) -> Iterator[Two]:
    """Both desks know the person."""
    one, house = first(engine, tmp_path / "a")
    person = adult(house)
    one.push()
    one.pull()
    other = second(engine, tmp_path / "b")
    other.pull()
    yield Two(one=one, other=other, house=house, person=person.id)
    house.register.close()
    other.register.close()


def test_a_listing_is_in_force_once_a_second_person_approved_and_the_centre_says_so(
    two: Two,
) -> None:
    lead = two.lead()
    two.heard(lead)
    assert two.listed(two.other) == []
    step = two.step(lead, StepKind.APPROVED, two.other, by=two.house.leader)
    assert two.listed(two.other) == [], "not before the centre has said so"
    two.meet()
    for side in (two.one, two.other):
        (told,) = two.listed(side)
        assert (told.fact, told.until) == (Fact.REFUNDED_TICKET, step.until)
        assert told.number.startswith("440114-01-2026")
        assert "020-00000000" in told.contact
        shown = {name for name in type(told).__dataclass_fields__ if getattr(told, name)}
        assert shown == {"id", "person", "station", "fact", "number", "until", "contact",
                         "changed_at"}  # fmt: skip


def test_an_objection_ends_the_sharing_and_a_revocation_all_of_it(two: Two) -> None:
    lead = two.lead()
    two.approved(lead)
    two.step(lead, StepKind.OBJECTED, words="本人书面异议")
    two.meet()
    assert two.listed(two.other) == []
    (course,) = blacklist.courses_of(two.other.register, two.person, by=two.house.leader)
    assert course.state(NOON.date()) is State.SUSPENDED
    assert course.answer_due == date(2026, 12, 14), "fifteen working days"
    two.step(lead, StepKind.REVOKED, by=two.house.leader, words="售票方更正记录")
    two.meet()
    assert two.listed(two.one) == two.listed(two.other) == []
    with pytest.raises(Refused, match=r"listing\.wrong_order"):
        two.step(lead, StepKind.UPHELD, by=two.house.leader)


def test_what_was_upheld_is_shared_again_by_another_than_who_approved(two: Two) -> None:
    lead = two.lead()
    two.approved(lead)
    two.step(lead, StepKind.OBJECTED)
    two.meet()
    with pytest.raises(Refused, match=r"listing\.own_decision"):
        two.step(lead, StepKind.UPHELD, by=two.house.leader)
    two.step(lead, StepKind.UPHELD, by=two.house.administrator)
    two.meet()
    assert len(two.listed(two.other)) == 1


def test_a_sealed_person_is_heard_of_no_more(two: Two) -> None:
    two.approved(two.lead())
    register = two.one.register
    (person,) = all_of(register, Person)
    register.write(replace(person, sealed=True), by=two.house.leader.id, at=now(two.one))
    two.meet()
    assert two.listed(two.one) == two.listed(two.other) == []


def test_who_turns_out_to_be_a_minor_is_on_no_list_any_more(two: Two) -> None:
    lead = two.lead()
    two.approved(lead)
    assert len(two.listed(two.other)) == 1
    house, register = two.house, two.one.register
    born = makers.claim(makers.person(), house.intake, "2010-05-01", ClaimKind.BIRTH)
    paper = replace(born, person=two.person, verified=True)
    register.write(paper, by=house.intake.id, at=now(two.one))
    two.meet()
    assert two.listed(two.one) == two.listed(two.other) == []
    (seen,) = courses.every(register, today=NOON.date(), by=house.leader)
    assert seen.withheld(NOON.date()), "the leader hears that it is for them to revoke"
    assert not seen.pending(NOON.date())


def test_who_is_linked_to_a_sealed_record_is_on_no_list_while_that_holds(two: Two) -> None:
    two.approved(two.lead())
    house, register = two.house, two.one.register
    other = replace(adult(house), sealed=True)
    register.write(other, by=house.leader.id, at=now(two.one))
    linked = links.judge(
        register, two.person, other.id, Sameness.SAME, "本人承认", by=house.leader,
        at=now(two.one),
    )  # fmt: skip
    two.meet()
    assert two.listed(two.other) == []
    links.undo(register, linked, "不是同一人", by=house.leader, at=now(two.one))
    two.meet()
    assert len(two.listed(two.other)) == 1


@pytest.mark.parametrize(
    ("fact", "proofs", "key"),
    [
        (Fact.REFUNDED_TICKET, (TICKET,), "too_little"),
        (Fact.REFUNDED_TICKET, (TICKET, FACE), "too_little"),
        (Fact.FALSE_IDENTITY, (FACE, replace(FACE, source="照片比对 2")), "too_little"),
        (Fact.REFUNDED_TICKET, (TICKET, replace(TICKET, source="另一条")), "too_little"),
        (Fact.REFUNDED_TICKET, (TICKET, replace(VOUCHER, source=TICKET.source)), "too_little"),
        (Fact.VIOLENCE, (TICKET, VOUCHER), "needs_police"),
    ],
)
def test_two_kinds_of_evidence_and_no_face_among_them(
    two: Two, fact: Fact, proofs: tuple[Proof, ...], key: str
) -> None:
    with pytest.raises(Refused, match=rf"listing\.{key}"):
        two.lead(fact, *proofs)
    made = Listing(
        id=new_id(), person=two.person, station="440114-01", fact=fact, happened_on=DAY,
        words="没有检查过的软件", proofs=proofs, at=NOON, officer=two.house.intake.id,
    )  # fmt: skip
    assert refused(two, made) == f"listing.{key}"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"birth": "2010-05-01"}, "minor"),
        ({"birth": "2008"}, "minor"),
        ({"verified": False}, "unverified"),
    ],
)
def test_who_may_never_be_listed(two: Two, change: dict[str, Any], key: str) -> None:
    one = adult(two.house, **change)
    with pytest.raises(Refused, match=rf"listing\.{key}"):
        open_lead(
            two.one.register, one.id, Fact.REFUNDED_TICKET, DAY, "同一张车票两次退票",
            (TICKET, VOUCHER), by=two.house.intake, at=now(two.one),
        )  # fmt: skip


def test_a_client_without_its_checks_gets_nothing_past_the_centre(two: Two) -> None:
    house, lead = two.house, two.lead()
    early = raw(two, lead, StepKind.APPROVED, house.leader, until=UNTIL)
    assert refused(two, early, two.other, house.leader) == "listing.none", "not heard of yet"
    two.meet()
    assert refused(two, raw(two, lead, StepKind.APPROVED, house.leader, until=UNTIL), two.other,
                    house.leader) == "listing.wrong_order"  # fmt: skip
    two.heard(lead)
    tries = {
        "one account": (two.other, house.intake, house.intake, UNTIL),
        "one computer": (two.one, house.leader, house.leader, UNTIL),
        "no leader": (two.other, house.auditor, house.auditor, UNTIL),
        "another's name": (two.other, house.leader, house.intake, UNTIL),
        "for ever": (two.other, house.leader, house.leader, date(2099, 1, 1)),
        "no end": (two.other, house.leader, house.leader, None),
    }
    keys = {
        name: refused(two, raw(two, lead, StepKind.APPROVED, who, until=until), side, by)
        for name, (side, who, by, until) in tries.items()
    }
    assert keys == {
        "one account": "listing.needs_leader",
        "one computer": "listing.own_proposal",
        "no leader": "listing.needs_leader",
        "another's name": "listing.needs_officer",
        "for ever": "listing.until",
        "no end": "listing.until",
    }
    assert two.listed(two.one) == two.listed(two.other) == []


def test_who_proposed_does_not_approve_also_at_another_computer(two: Two) -> None:
    lead = two.lead(by=two.house.leader)
    two.heard(lead)
    with pytest.raises(Refused, match=r"listing\.own_proposal"):
        two.step(lead, StepKind.APPROVED, two.other, by=two.house.leader)
    made = raw(two, lead, StepKind.APPROVED, two.house.leader, until=UNTIL)
    assert refused(two, made, two.other, two.house.leader) == "listing.own_proposal"


def test_a_notice_is_neither_back_dated_nor_without_proof(two: Two) -> None:
    lead = two.lead()
    two.step(lead, StepKind.INVESTIGATED, capacity=True)
    two.meet()
    early = raw(two, lead, StepKind.NOTIFIED, two.house.intake, served=Served.POST, proof="1",
                 at=NOON - timedelta(days=30))  # fmt: skip
    assert refused(two, early) == "listing.back_dated"
    bare = raw(two, lead, StepKind.NOTIFIED, two.house.intake)
    assert refused(two, bare) == "listing.not_served"


def test_no_fact_is_smuggled_in_with_what_the_person_said(two: Two) -> None:
    lead = two.lead()
    two.step(lead, StepKind.INVESTIGATED, capacity=True)
    two.step(lead, StepKind.NOTIFIED, served=Served.IN_PERSON, proof="签收联 0012")
    two.meet()
    heard = raw(two, lead, StepKind.HEARD, two.house.intake, fact=Fact.VIOLENCE)
    assert refused(two, heard) == "listing.not_of_step", "the police have no record of it"


def _written(two: Two, person: PersonId, happened_on: date, at: datetime) -> Listing:
    """A lead as a desk without its checks would write it."""
    return Listing(
        id=new_id(), person=person, station="440114-01", fact=Fact.REFUNDED_TICKET,
        happened_on=happened_on, words="没有检查过的软件", proofs=(TICKET, VOUCHER), at=at,
        officer=two.house.intake.id,
    )  # fmt: skip


def test_a_minor_does_not_grow_by_a_day_that_is_still_to_come(two: Two) -> None:
    young = adult(two.house, "2012-05-01")
    late = _written(two, young.id, date(2031, 1, 1), NOON)
    assert refused(two, late) == "listing.in_the_future"


def test_a_whole_course_is_not_written_as_of_months_ago(two: Two) -> None:
    early = _written(two, two.person, DAY - timedelta(days=90), NOON - timedelta(days=60))
    assert refused(two, early) == "entry.back_dated"


def test_nobody_is_listed_under_another_record_of_theirs(two: Two, settings: Settings) -> None:
    other, house = adult(two.house), two.house
    asked = requests.Asked(kind=RequestKind.COMPLAINT, words="他骂人", against=house.intake.id)
    requests.receive(two.one.register, other.id, asked, settings, by=house.leader, at=now(two.one))
    links.judge(
        two.one.register, two.person, other.id, Sameness.SAME, "本人承认", by=house.leader,
        at=now(two.one),
    )  # fmt: skip
    two.meet()
    made = _written(two, two.person, DAY, now(two.one))
    assert refused(two, made) == "listing.own_quarrel"


def _rows(engine: Engine, table: str, **more: object) -> int:
    with walls.within(engine, "440114-01") as connection:
        done = connection.execute(text(f"UPDATE {table} SET words = 'x'"))  # noqa: S608
        return done.rowcount


def test_raw_sql_as_the_service_changes_and_adds_nothing(two: Two, engine: Engine) -> None:
    lead = two.lead()
    two.heard(lead)
    for table in ("listing", "listing_step"):
        with pytest.raises(DBAPIError):
            _rows(engine, table)
    device = two.one.register.device.hex
    for by, until in ((two.house.intake, UNTIL), (two.house.leader, UNTIL),
                      (two.house.leader, date(2099, 1, 1))):  # fmt: skip
        row = values_of("listing_step", raw(two, lead, StepKind.APPROVED, by, until=until))
        row |= {"versions": {"*": hlc.version(1, device)}, "extra": {}}
        with (
            pytest.raises(DBAPIError, match=r"guitu listing\."),
            walls.within(engine, "440114-01") as connection,
        ):
            connection.execute(insert(TABLES["listing_step"]).values(row))


def _execute(engine: Engine, statement: Executable, *named: UUID) -> None:
    """As the service's role, with these named as to be erased."""
    with walls.within(engine, "440114-01") as connection:
        walls.erase(connection, named)
        connection.execute(statement)


def test_raw_sql_as_the_service_tells_no_desk_what_was_not_decided(
    two: Two, engine: Engine
) -> None:
    lead = two.lead()
    two.approved(lead)
    objection = two.step(lead, StepKind.OBJECTED, words="本人书面异议")
    two.meet()
    table, steps = TABLES["listed"], TABLES["listing_step"]
    again = {"ended": False, "fact": "refunded_ticket", "until": UNTIL, "number": "1"}
    tries = {
        "again": (table.update().values(again), r"listing\.wrong_order"),
        "new": (
            table.insert().values(
                id=new_id(), person=two.person, station="440114-01", changed_at=NOON,
                versions={}, extra={}, **again,
            ),
            r"listing\.wrong_order",
        ),
        "the objection away": (
            steps.delete().where(steps.c.id == objection.id), r"entry\.append_only"
        ),
        "the lead away": (TABLES["listing"].delete(), r"entry\.append_only"),
    }  # fmt: skip
    for statement, why in tries.values():
        with pytest.raises(DBAPIError, match=why):
            _execute(engine, statement, objection.id, lead.id)
    assert two.listed(two.other) == []


def test_raw_sql_as_the_service_smuggles_nothing_into_a_step(two: Two, engine: Engine) -> None:
    lead = two.lead()
    two.step(lead, StepKind.INVESTIGATED)
    two.step(lead, StepKind.NOTIFIED, served=Served.POST, proof="挂号单 1")
    two.step(lead, StepKind.HEARD)
    two.meet()
    there = hlc.version(1, two.other.register.device.hex)
    for step, key in (
        (raw(two, lead, StepKind.HEARD, two.house.intake, fact=Fact.VIOLENCE), "not_of_step"),
        (raw(two, lead, StepKind.APPROVED, two.house.leader, until=UNTIL), "no_capacity"),
    ):
        row = values_of("listing_step", step) | {"versions": {"*": there}, "extra": {}}
        with pytest.raises(DBAPIError, match=rf"guitu listing\.{key}"):
            _execute(engine, insert(TABLES["listing_step"]).values(row))
    late = values_of("listing", _written(two, two.person, date(2031, 1, 1), NOON))
    row = late | {"versions": {"*": there}, "extra": {}}
    with pytest.raises(DBAPIError, match=r"guitu listing\.in_the_future"):
        _execute(engine, insert(TABLES["listing"]).values(row))


def test_a_desk_of_another_station_sees_the_fact_and_no_step(two: Two, engine: Engine) -> None:
    two.approved(two.lead())
    with walls.within(engine, "110101-01") as connection:
        for table in ("listing", "listing_step"):
            found = connection.execute(select(TABLES[table])).all()
            assert found == [], "only what the alert stream says goes further"


def test_offline_an_approval_waits(two: Two) -> None:
    lead = two.lead()
    two.heard(lead)
    two.step(lead, StepKind.APPROVED, two.other, by=two.house.leader)
    assert two.listed(two.other) == []
    assert two.other.waiting()


def test_a_listing_ends_by_itself(two: Two) -> None:
    made = two.approved(two.lead())
    assert made.until is not None
    (told,) = two.listed(two.other)
    assert told.holds(made.until)
    assert not told.holds(made.until + timedelta(days=1))
