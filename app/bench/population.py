"""An invented population with what was decided about it, for the page of those who watch over it.

Everybody's dice are the same, whatever their group, but for one rule that is put in on purpose: the
last officer proposes to refuse four times as often. A page that is right shows that one difference
and, but for chance, no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from sqlalchemy import Engine, select

from app.bench import data
from app.bench.invented import END, Deed, Invented
from app.domain.adverse import (
    AdverseAnswer,
    AdverseGround,
    AdverseKind,
    AdverseOpinion,
    AdverseProposal,
    Answered,
    EmergencyHelp,
)
from app.domain.blacklist import Fact, Listing, Proof, ProofKind, Served, Step, StepKind
from app.domain.evidence import Decision, DecisionKind, Evidence, EvidenceKind, Link, Sameness
from app.domain.ids import ClaimId, DecisionId, EvidenceId, LinkId, OfficerId, PersonId, new_id
from app.domain.person import Claim, ClaimKind, Source
from app.domain.staff import Officer, Role, Viewing
from app.domain.visit import Visit
from app.store import journal, tables
from app.store.register import Register

INTAKE, LEADERS = 4, 2
LEAST = 100
MINORITY, SIGNS = 0.12, 0.08
LIKENESS, SAME, NOT_SAME, TAKEN_BACK = 0.6, 0.35, 0.5, 0.04
LEAD, APPROVED, OBJECTED, OVERTURNED = 0.03, 0.6, 0.5, 0.4
REFUSED, OFTEN, ENDED = 0.02, 4, 0.3
LOOKED = 0.5
_PURPOSES = ("reception", "return_home", "tracing", "other")
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Who works at the invented station."""

    intake: tuple[Officer, ...]
    leaders: tuple[Officer, ...]
    auditor: Officer


def made(folder: Path, people: int) -> Staff:
    """A register with so many arrivals of the last twelve months; the same for the same number."""
    first = data.set_up(folder)
    staff = _staff()
    register = data.Made(folder=folder, people=people, seconds=0).open()
    everybody = (*staff.intake, *staff.leaders, staff.auditor)
    register.write(*everybody, by=first, at=everybody[0].created_at, reason="set_up")
    register.close()
    data.poured(folder, lambda e: _deeds(e, people, staff), first, people)
    return staff


def opened(folder: Path) -> Register:
    """The register, as the desk opens it after a right password."""
    return data.Made(folder=folder, people=0, seconds=0).open()


def _staff() -> Staff:
    def one(number: int, role: Role) -> Officer:
        at = END.replace(year=END.year - 6)
        login, name = f"{role}{number}", f"测试员{number}"
        return Officer(
            id=OfficerId(UUID(int=number)), login=login, name=name, role=role, created_at=at
        )

    return Staff(
        intake=tuple(one(number, Role.INTAKE) for number in range(1, INTAKE + 1)),
        leaders=tuple(one(INTAKE + n, Role.LEADER) for n in range(1, LEADERS + 1)),
        auditor=one(INTAKE + LEADERS + 1, Role.AUDITOR),
    )


def _deeds(engine: Engine, people: int, staff: Staff) -> Iterator[Deed]:
    with engine.begin() as connection:
        source = journal.origin(connection)
        station = connection.execute(select(tables.station.c.id)).scalar_one()
    first = staff.intake[0].id
    plain = replace(data.invented(people, 1, station, first, source.device), years=1)
    more = _More(Random(people), staff, plain)  # noqa: S311 - invented, not secret
    for deed in plain.deeds():
        yield from more.told(deed)


class _More:
    """What is decided about everybody who arrives, by dice."""

    def __init__(self, rng: Random, staff: Staff, plain: Invented) -> None:
        self._rng, self._staff, self._code = rng, staff, plain.code
        self._before: PersonId | None = None

    def told(self, deed: Deed) -> Iterator[Deed]:
        """An arrival with other officers and more claims, and what followed; others as they are."""
        visit = next((one for one in deed.records if isinstance(one, Visit)), None)
        if visit is None:
            yield deed
            return
        by = self._rng.choice(self._staff.intake)
        yield replace(deed, records=tuple(self._arrival(deed.records, by)))
        at = min(visit.arrived_at + _HOUR, END - 30 * _HOUR)
        seen = replace(visit, officer=by.id)
        for records in (self._likeness(seen, at), self._lead(seen, at), self._refusal(seen, at)):
            if records:
                yield Deed(records=tuple(records), at=at, reason="decided")
        if self._hits(LOOKED):
            yield Deed(records=(self._look(seen.person, at),), at=at, reason="view")
        self._before = visit.person

    def _hits(self, share: float) -> bool:
        return self._rng.random() < share

    def _arrival(self, records: tuple[object, ...], by: Officer) -> Iterator[object]:
        signs = {"mental": "yes"} if self._hits(SIGNS) else {"mental": "no"}
        said: Claim | None = None
        for one in records:
            if isinstance(one, Visit):
                yield replace(one, officer=by.id, checks=signs)
            else:
                said = one if isinstance(one, Claim) else said
                yield one
        if said:
            folk = self._rng.choice(("03", "05", "08", "07")) if self._hits(MINORITY) else "01"
            kind = ClaimKind.ETHNICITY
            yield replace(said, id=ClaimId(new_id()), kind=kind, value=folk, source=Source.SAID)

    def _likeness(self, visit: Visit, at: datetime) -> list[object]:
        other = self._before
        if other is None or not self._hits(LIKENESS):
            return []
        dice = self._rng.random()
        sure = Sameness.SAME if dice < SAME else Sameness.NOT_SAME
        answer = sure if dice < SAME + NOT_SAME else Sameness.CANNOT_TELL
        seen = Evidence(
            id=EvidenceId(new_id()), person=visit.person, visit=visit.id,
            kind=EvidenceKind.FACE_SEARCH, detail={"other": str(other)}, at=at,
            officer=visit.officer,
        )  # fmt: skip
        made = Decision(
            id=DecisionId(new_id()), kind=DecisionKind.SAME_PERSON, subjects=(visit.person, other),
            answer=answer, reason="对照照片", evidence=(seen.id,), at=at, officer=visit.officer,
        )  # fmt: skip
        back = self._taken_back(made, at) if answer is Sameness.SAME else None
        link = Link(
            id=LinkId(new_id()), one=visit.person, other=other, answer=answer, decision=made.id,
            at=at, undone_by=back.id if back else None,
        )  # fmt: skip
        return [seen, made, link, *([back] if back else ())]

    def _taken_back(self, made: Decision, at: datetime) -> Decision | None:
        if not self._hits(TAKEN_BACK):
            return None
        leader = self._staff.leaders[0]
        return replace(
            made, id=DecisionId(new_id()), kind=DecisionKind.UNDO_LINK, answer="undone",
            evidence=(), undoes=made.id, at=at + _HOUR, officer=leader.id,
        )  # fmt: skip

    def _lead(self, visit: Visit, at: datetime) -> list[object]:
        if not self._hits(LEAD):
            return []
        proofs = (
            Proof(kind=ProofKind.PAPER, source="留存的证件"),
            Proof(kind=ProofKind.WITNESS, source="窗口工作人员"),
        )
        fact = self._rng.choice((Fact.REFUNDED_TICKET, Fact.FORGED_PAPERS, Fact.FALSE_IDENTITY))
        lead = Listing(
            id=new_id(), person=visit.person, station=self._code, fact=fact,
            happened_on=at.date(), words="票据与登记不符", proofs=proofs, at=at,
            officer=visit.officer,
        )  # fmt: skip
        return [lead, *self._steps(lead, visit)]

    def _steps(self, lead: Listing, visit: Visit) -> Iterator[Step]:
        leader, other = self._staff.leaders
        at = lead.at

        def one(kind: StepKind, by: OfficerId, **more: object) -> Step:
            nonlocal at
            at += _HOUR
            return Step(
                id=new_id(), listing=lead.id, person=lead.person, kind=kind, words="如卷内所记",
                at=at, officer=by, **more,  # type: ignore[arg-type]
            )  # fmt: skip

        yield one(StepKind.INVESTIGATED, visit.officer, capacity=True)
        if not self._hits(APPROVED):
            yield one(StepKind.DROPPED, leader.id)
            return
        yield one(StepKind.NOTIFIED, visit.officer, served=Served.IN_PERSON, proof="签收联")
        yield one(StepKind.HEARD, visit.officer)
        yield one(StepKind.APPROVED, leader.id, until=(at + timedelta(days=180)).date())
        if self._hits(OBJECTED):
            yield one(StepKind.OBJECTED, visit.officer)
            kind = StepKind.REVOKED if self._hits(OVERTURNED) else StepKind.UPHELD
            yield one(kind, other.id)

    def _refusal(self, visit: Visit, at: datetime) -> list[object]:
        often = OFTEN if visit.officer == self._staff.intake[-1].id else 1
        if not self._hits(REFUSED * often):
            return []
        kind = AdverseKind.TERMINATION if self._hits(ENDED) else AdverseKind.REFUSAL
        asked = AdverseProposal(
            id=new_id(), person=visit.person, visit=visit.id, kind=kind,
            ground=self._rng.choice(list(AdverseGround)), facts="已向家属核实",
            help=(EmergencyHelp.FOOD,), at=at, officer=visit.officer,
        )  # fmt: skip
        heard = AdverseOpinion(
            id=new_id(), person=visit.person, visit=visit.id, proposal=asked.id, words="本人知道了",
            at=at + _HOUR, officer=visit.officer,
        )  # fmt: skip
        agreed = AdverseAnswer(
            id=new_id(), person=visit.person, visit=visit.id, proposal=asked.id,
            answer=Answered.AGREED, at=at + 2 * _HOUR, officer=self._staff.leaders[0].id,
        )  # fmt: skip
        return [asked, heard, agreed]

    def _look(self, person: PersonId, at: datetime) -> Viewing:
        by = self._rng.choice((*self._staff.intake, *self._staff.leaders))
        purpose = self._rng.choice(_PURPOSES)
        return Viewing(
            id=new_id(), person=person, officer=by.id, at=at, purpose=purpose, what="file"
        )
