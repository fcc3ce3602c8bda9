"""Listings in tests: two desks of one station that know the same people, and what is said there."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.desk.blacklist import Said, open_lead, take_step
from app.domain.blacklist import Fact, Listing, Proof, ProofKind, Served, Step, StepKind
from app.domain.ids import PersonId, new_id
from app.domain.person import ClaimKind, Person
from app.domain.staff import Officer
from app.store import listings
from app.store.tables import letter
from tests import makers
from tests.makers import NOON
from tests.two_desks import Side

TICKET = Proof(kind=ProofKind.SELLER_RECORD, source="广州南站 退票记录 7 月 3 日")
VOUCHER = Proof(kind=ProofKind.REGISTER, source="凭证 GT440114000012")
FACE = Proof(kind=ProofKind.FACE, source="照片比对 1")
DAY, UNTIL = date(2026, 11, 1), date(2027, 3, 1)


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
                side.push(now(self.one))
            side.pull()

    def lead(
        self, fact: Fact = Fact.REFUNDED_TICKET, *proofs: Proof, by: Officer | None = None
    ) -> Listing:
        """What was found, by the officer at intake where nobody else is named."""
        given = proofs or (TICKET, VOUCHER)
        return open_lead(
            self.one.register, self.person, fact, DAY, "同一张车票两次退票", given,
            by=by or self.house.intake, at=now(self.one),
        )  # fmt: skip

    def step(self, lead: Listing, kind: StepKind, side: Side | None = None, **more: Any) -> Step:
        """One step, by the officer at intake at the first desk where nobody else is named."""
        by = more.pop("by", self.house.intake)
        said = Said(kind=kind, words=more.pop("words", "情况如证据所示"), **more)
        here = (side or self.one).register
        return take_step(here, lead.id, said, by=by, at=now(self.one))

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
        return listings.listed_of(side.register, [self.person], now(self.one).date())


_TICKS: dict[int, int] = {}


def now(side: Side) -> datetime:
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


def raw(two: Two, lead: Listing, kind: StepKind, by: Officer, **more: Any) -> Step:
    """A step as a desk without its checks would write it."""
    at = more.pop("at", now(two.one))
    return Step(
        id=new_id(), listing=lead.id, person=two.person, kind=kind, words="没有检查过的软件",
        at=at, officer=by.id, **more,
    )  # fmt: skip


def refused(two: Two, record: Any, side: Side | None = None, by: Officer | None = None) -> str:
    """By which sentence the centre refuses it."""
    here = side or two.one
    here.register.write(record, by=(by or two.house.intake).id, at=now(two.one))
    here.push(now(two.one))
    here.pull()
    rows = here.register.ask(select(letter.c.content).where(letter.c.record == record.id))
    return str(rows[0].content["reason"]) if rows else ""
