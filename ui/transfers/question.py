"""What the page of transfers asks the register for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.desk import leaving, transfers
from app.desk.leaving import Asked
from app.desk.transfer_views import View, incoming, outgoing, view_of
from app.domain.ids import VisitId
from app.domain.staff import Officer, Right, told_apart
from app.domain.station import Station
from app.domain.visit import Visit
from app.store.ask import Asks, all_of, get
from app.store.people import card

OUT, IN = "out", "in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Both lists, and who else works here. `visit`: the page was opened for somebody who is here,
    who is `called` so and has the number `name`; `chosen`: for this transfer."""

    out: tuple[View, ...] = ()
    coming: tuple[View, ...] = ()
    staff: tuple[tuple[str, str], ...] = ()
    stations: tuple[Station, ...] = ()
    visit: UUID | None = None
    called: str = ""
    name: str = ""
    chosen: UUID | None = None


def lists_of(asks: Asks, here: str, subject: UUID | None, *, by: Officer, at: datetime) -> Lists:
    """`subject`: a visit of this station, or a transfer."""
    names = told_apart(one for one in all_of(asks, Officer) if one.active)
    visit = get(asks, Visit, subject) if subject else None
    called = card(asks, visit.person, sealed=by.may(Right.SEALED)).name if visit else ""
    return Lists(
        out=tuple(outgoing(asks, by=by)), coming=tuple(incoming(asks, here, by=by, at=at)),
        staff=tuple((str(id_), name) for id_, name in names.items() if id_ != by.id),
        stations=tuple(transfers.where_to(asks, here)), called=called,
        visit=visit.id if visit else None, name=visit.case_number if visit else "",
        chosen=subject if subject and visit is None else None,
    )  # fmt: skip


def asked_of(asks: Asks, visit: UUID, *, by: Officer, at: datetime) -> Asked:
    """Who is to be handed over, as the form needs it."""
    return leaving.asked(asks, VisitId(visit), by=by, at=at)


def fresh(here: str, transfer: UUID, by: Officer, at: datetime) -> Callable[[Asks], View | None]:
    """The one transfer again."""
    return lambda asks: view_of(asks, here, transfer, by=by, at=at)
