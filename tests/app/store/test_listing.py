"""重点甄别名单 between two desks and the centre: what is decided, and what nobody can force."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError

from app.desk import blacklist
from app.desk.blacklist import Said, open_lead, take_step
from app.domain.blacklist import Fact, Listing, Proof, ProofKind, Served, State, Step, StepKind
from app.domain.errors import Refused
from app.domain.ids import PersonId, new_id
from app.domain.person import ClaimKind, Person
from app.domain.staff import Officer
from app.store import listings, walls
from app.store.ask import all_of
from app.store.rows import values_of
from app.store.tables import TABLES, letter
from app.wire import hlc
from tests import makers
from tests.makers import NOON
from tests.two_desks import Side, first, second

pytest_plugins = ["tests.centre"]
TICKET = Proof(kind=ProofKind.SELLER_RECORD, source="广州南站 退票记录 7 月 3 日")
VOUCHER = Proof(kind=ProofKind.REGISTER, source="凭证 GT440114000012")
FACE = Proof(kind=ProofKind.FACE, source="照片比对 1")
DAY = date(2026, 11, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """Two desks of one station with the same people; the leader sits at the other one."""

    one: Side
    other: Side
    house: makers.Desk
    person: PersonId

    def meet(self) -> None:
        """Both hear everything."""
        for side in (self.one, self.other, self.one):
            if side.waiting():
                side.push(_now(self.one))
            side.pull()

    def lead(
        self, fact: Fact = Fact.REFUNDED_TICKET, *proofs: Proof, by: Officer | None = None
    ) -> Listing:
        """What was found, by the officer at intake where nobody else is named."""
        given = proofs or (TICKET, VOUCHER)
        return open_lead(
            self.one.register, self.person, fact, DAY, "同一张车票两次退票", given,
            by=by or self.house.intake, at=_now(self.one),
        )  # fmt: skip

    def step(self, lead: Listing, kind: StepKind, side: Side | None = None, **more: Any) -> Step:
        """One step, by the officer at intake at the first desk where nobody else is named."""
        by = more.pop("by", self.house.intake)
        said = Said(kind=kind, words=more.pop("words", "情况如证据所示"), **more)
        here = (side or self.one).register
        return take_step(here, lead.id, said, by=by, at=_now(self.one))

    def heard(self, lead: Listing) -> None:
        """Everything up to the opinion."""
        self.step(lead, StepKind.INVESTIGATED, capacity=True)
        self.step(lead, StepKind.NOTIFIED, served=Served.IN_PERSON, proof="签收联 0012")
        self.step(lead, StepKind.HEARD, words="本人说票是别人给的")
        self.meet()

    def approved(self, lead: Listing) -> Step:
        """By the leader at the other desk."""
        self.heard(lead)
        made = self.step(lead, StepKind.APPROVED, self.other, by=self.house.leader)
        self.meet()
        return made

    def listed(self, side: Side) -> list[Any]:
        """What a desk has to show of the person."""
        return listings.listed_of(side.register, [self.person], _now(self.one).date())


_TICKS: dict[int, int] = {}


def _now(side: Side) -> datetime:
    """A second later each time."""
    _TICKS[id(side)] = _TICKS.get(id(side), 0) + 1
    return NOON + timedelta(seconds=_TICKS[id(side)])


def adult(house: makers.Desk, birth: str = "1980-03-02", *, verified: bool = True) -> Person:
    """Somebody whose papers were looked at."""
    one = makers.person()
    paper = makers.claim(one, house.intake, "440114198003020012", ClaimKind.DOCUMENT)
    house.register.write(
        one,
        makers.claim(one, house.intake, "王淼"),
        makers.claim(one, house.intake, birth, ClaimKind.BIRTH),
        replace(paper, verified=verified),
        by=house.intake.id,
        at=NOON,
    )
    return one


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
    register.write(replace(person, sealed=True), by=two.house.leader.id, at=_now(two.one))
    two.meet()
    assert two.listed(two.one) == two.listed(two.other) == []


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
    assert _refused(two, made) == f"listing.{key}"


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
            (TICKET, VOUCHER), by=two.house.intake, at=_now(two.one),
        )  # fmt: skip


def _raw(two: Two, lead: Listing, kind: StepKind, by: Officer, **more: Any) -> Step:
    """A step as a desk without its checks would write it."""
    at = more.pop("at", _now(two.one))
    return Step(
        id=new_id(), listing=lead.id, person=two.person, kind=kind, words="没有检查过的软件",
        at=at, officer=by.id, **more,
    )  # fmt: skip


def _refused(two: Two, record: Any, side: Side | None = None, by: Officer | None = None) -> str:
    """By which sentence the centre refuses it."""
    here = side or two.one
    here.register.write(record, by=(by or two.house.intake).id, at=_now(two.one))
    here.push(_now(two.one))
    here.pull()
    rows = here.register.ask(select(letter.c.content).where(letter.c.record == record.id))
    return str(rows[0].content["reason"]) if rows else ""


UNTIL = date(2027, 3, 1)


def test_a_client_without_its_checks_gets_nothing_past_the_centre(two: Two) -> None:
    house, lead = two.house, two.lead()
    early = _raw(two, lead, StepKind.APPROVED, house.leader, until=UNTIL)
    assert _refused(two, early, two.other, house.leader) == "listing.none", "not heard of yet"
    two.meet()
    assert _refused(two, _raw(two, lead, StepKind.APPROVED, house.leader, until=UNTIL), two.other,
                    house.leader) == "listing.wrong_order"  # fmt: skip
    two.heard(lead)
    refused = {
        "one account": (two.other, house.intake, house.intake, UNTIL),
        "one computer": (two.one, house.leader, house.leader, UNTIL),
        "no leader": (two.other, house.auditor, house.auditor, UNTIL),
        "another's name": (two.other, house.leader, house.intake, UNTIL),
        "for ever": (two.other, house.leader, house.leader, date(2099, 1, 1)),
        "no end": (two.other, house.leader, house.leader, None),
    }
    keys = {
        name: _refused(two, _raw(two, lead, StepKind.APPROVED, who, until=until), side, by)
        for name, (side, who, by, until) in refused.items()
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
    made = _raw(two, lead, StepKind.APPROVED, two.house.leader, until=UNTIL)
    assert _refused(two, made, two.other, two.house.leader) == "listing.own_proposal"


def test_a_notice_is_neither_back_dated_nor_without_proof(two: Two) -> None:
    lead = two.lead()
    two.step(lead, StepKind.INVESTIGATED, capacity=True)
    two.meet()
    early = _raw(two, lead, StepKind.NOTIFIED, two.house.intake, served=Served.POST, proof="1",
                 at=NOON - timedelta(days=30))  # fmt: skip
    assert _refused(two, early) == "listing.back_dated"
    bare = _raw(two, lead, StepKind.NOTIFIED, two.house.intake)
    assert _refused(two, bare) == "listing.not_served"


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
        row = values_of("listing_step", _raw(two, lead, StepKind.APPROVED, by, until=until))
        row |= {"versions": {"*": hlc.version(1, device)}, "extra": {}}
        with (
            pytest.raises(DBAPIError, match=r"guitu listing\."),
            walls.within(engine, "440114-01") as connection,
        ):
            connection.execute(insert(TABLES["listing_step"]).values(row))


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
