"""交接班: what is open is listed by itself, who comes signs with their own password."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.desk import beds
from app.domain.adverse import AdverseState
from app.domain.errors import Refused
from app.domain.handover import Handover, Matter, must_hand_over
from app.domain.ids import OfficerId, new_id
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.store import line
from app.store.adverse import adverse_of
from app.store.ask import Asks, all_of
from app.store.beds import handovers
from app.store.checks import waiting
from app.store.emergencies import uncompleted
from app.store.register import Register
from app.store.requests import unanswered

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One thing that is open: which record, and how it is called without a name."""

    matter: Matter
    id: UUID
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """How it stands now."""

    matters: tuple[Open, ...]
    officers: tuple[Officer, ...]
    """Who may be on shift."""
    past: tuple[Handover, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the two say."""

    on_shift: tuple[UUID, ...]
    women: int | None = None
    words: str = ""


def shift(asks: Asks, station: str, at: datetime) -> Shift:
    """What is open, who works here, and how it was handed over before."""
    staff = [one for one in all_of(asks, Officer) if one.active]
    return Shift(
        matters=tuple(matters(asks, station, at)),
        officers=tuple(staff),
        past=tuple(handovers(asks, station)),
    )


def matters(asks: Asks, station: str, at: datetime) -> list[Open]:
    """Who has no bed, what was registered in an emergency, what waits for approval, letters of the
    centre, requests; nobody is named."""
    seen = beds.board(asks, station, at)
    here = {one.visit.person: one.visit for one in seen.lodgers.values()}
    number: dict[UUID, str] = {one.id: one.case_number for one in here.values()}
    urgent = uncompleted(asks, here)
    noted = adverse_of(asks, here)
    waits = [(x.proposal.id, x.proposal.visit) for x in noted if x.state is AdverseState.PENDING]
    waits += [(x.proposal.id, x.proposal.visit) for x in waiting(asks) if not x.answers]
    found: dict[Matter, list[tuple[UUID, str]]] = {
        Matter.NO_BED: [(one.visit.id, one.visit.case_number) for one in seen.without],
        Matter.TO_COMPLETE: [(visit, number[visit]) for visit in urgent if visit in number],
        Matter.APPROVAL: [(id_, number[visit]) for id_, visit in waits if visit in number],
        Matter.LETTER: [(one.id, "") for one in line.letters(asks)],
        Matter.REQUEST: [(one.id, one.number) for one in unanswered(asks, station, MOST)],
    }
    return [
        Open(matter=matter, id=id_, number=called)
        for matter, some in found.items()
        for id_, called in some
    ]


def hand_over(
    register: Register,
    station: Station,
    said: Said,
    comes: Officer,
    *,
    by: Officer,
    at: datetime,
) -> Handover:
    """From one to the other, who proved who they are; what is open goes with it. Whoever takes over
    can register: the desk is theirs now."""
    by.must(Right.VIEW)
    if not comes.may(Right.REGISTER):
        raise Refused("handover.not_theirs")
    open_ = matters(register, station.code, at)
    made = Handover(
        id=new_id(), station=station.code, comes=OfficerId(comes.id),
        on_shift=tuple(said.on_shift), women=said.women,
        matters={m: [str(x.id) for x in open_ if x.matter is m] for m in Matter},
        words=said.words.strip(), officer=by.id, at=at,
    )  # fmt: skip
    must_hand_over(made, [one.id for one in all_of(register, Officer) if one.active])
    register.write(made, by=by.id, at=at, reason="handover")
    return made
