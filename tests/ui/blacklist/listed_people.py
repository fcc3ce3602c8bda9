"""People with listings at every stage, for the tests of the page and of the card at the desk."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from app import clock
from app.desk.blacklist import Said, open_lead, take_step
from app.domain.blacklist import (
    Fact,
    Listed,
    Listing,
    Proof,
    ProofKind,
    Served,
    Step,
    StepKind,
    months_after,
    number_of,
)
from app.domain.ids import PersonId, new_id
from app.domain.person import ClaimKind
from app.domain.visit import Visit
from app.store.rows import values_of
from app.store.tables import TABLES
from tests import makers
from tests.ui import station

PROOFS = (
    Proof(kind=ProofKind.SELLER_RECORD, source="广州南站 退票记录 11 月 3 日"),
    Proof(kind=ProofKind.REGISTER, source="凭证 GT440114000012"),
)
CHECKED = "440114198003020012"


def adult(house: makers.Desk, name: str = "王淼", checks: dict[str, str] | None = None) -> Visit:
    """Somebody in the station whose papers were looked at."""
    visit = station.arrive(house, name, checks=checks, birth="1980-03-02")
    paper = makers.claim(makers.person(), house.intake, CHECKED, ClaimKind.DOCUMENT)
    proved = replace(paper, person=visit.person, verified=True)
    house.register.write(proved, by=house.intake.id, at=clock.now())
    return visit


def lead(house: makers.Desk, person: UUID, at: datetime, **more: Any) -> Listing:
    """What was found, by the officer at intake."""
    fact, day = more.get("fact", Fact.REFUNDED_TICKET), (at - timedelta(days=5)).date()
    return open_lead(
        house.register, PersonId(person), fact, day, "同一张车票两次退票",
        more.get("proofs", PROOFS), by=house.intake, at=at,
    )  # fmt: skip


def step(house: makers.Desk, listing: Listing, kind: StepKind, at: datetime, **more: Any) -> Step:
    """The next step, by the officer at intake."""
    said = Said(kind=kind, words=more.pop("words", "情况如证据所示"), **more)
    return take_step(house.register, listing.id, said, by=house.intake, at=at)


def heard(house: makers.Desk, person: UUID, at: datetime, **more: Any) -> Listing:
    """Everything up to the opinion."""
    made = lead(house, person, at, **more)
    step(house, made, StepKind.INVESTIGATED, at, capacity=True)
    step(house, made, StepKind.NOTIFIED, at, served=Served.IN_PERSON, proof="签收联 0012")
    step(house, made, StepKind.HEARD, at, words="本人说票是别人给的")
    return made


def approved(house: makers.Desk, person: UUID, at: datetime, *, told: bool = True) -> Listing:
    """As another desk approved it and the centre sent it on: its rules are tested elsewhere."""
    made = heard(house, person, at)
    until = months_after(at.date(), 6)
    given = Step(
        id=new_id(), listing=made.id, person=made.person, kind=StepKind.APPROVED,
        words="证据相符", until=until, at=at, officer=house.leader.id,
    )  # fmt: skip
    house.register.write(given, by=house.leader.id, at=at)
    if told:
        tell(house, made.person, made, at)
    return made


def tell(house: makers.Desk, person: UUID, made: Listing | None, at: datetime) -> Listed:
    """What the centre says to every desk, of a listing here or of another station."""
    said = Listed(
        id=made.id if made else new_id(), person=PersonId(person),
        station=made.station if made else "110101-01", fact=Fact.REFUNDED_TICKET,
        number=number_of(made) if made else "110101-01-20261101-ABCDEF",
        until=months_after(at.date(), 6), contact="示例市救助管理站 020-00000000", changed_at=at,
    )  # fmt: skip
    row = values_of("listed", said) | {"versions": {}, "extra": {}}
    house.register.within(lambda c: c.execute(TABLES["listed"].insert().values(row)))
    return said
