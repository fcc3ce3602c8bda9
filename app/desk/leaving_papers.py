"""The facts of the papers that are signed when somebody leaves, as the leaving says them."""

from dataclasses import replace
from uuid import UUID

from app.clock import local
from app.desk.leaving import forms_of
from app.domain.document import read_number
from app.domain.errors import Refused
from app.domain.person import ClaimKind
from app.domain.staff import Officer
from app.domain.station import Station
from app.domain.visit import Leaving, LeavingKind, Visit
from app.paper import facts
from app.store.ask import Asks, get
from app.store.papers import standing_leaving
from app.store.people import File


def leaving_of(asks: Asks, form: str, subject: UUID) -> Leaving:
    """The leaving that such a paper belongs to. Refused "leaving.unknown"."""
    gone = get(asks, Leaving, subject)
    if gone is None or form not in forms_of(gone):
        raise Refused("leaving.unknown")
    return gone


def facts_of(
    asks: Asks,
    form: str,
    gone: Leaving,
    visit: Visit,
    known: File,
    station: Station,
    head: facts.Head,
    belongings: str,
    sheet: facts.Sheet,
) -> facts.Leaving:
    """Who did it with whom, and what was said; of a leaving that was taken back the paper is
    void."""
    stands = standing_leaving(asks, gone.visit)
    return facts.Leaving(
        sheet=sheet,
        head=replace(
            head,
            handler=_named(asks, gone.officer),
            second_handler=_named(asks, gone.second) if gone.second else "",
            at=gone.at,
        ),
        form=form,
        said=_said(gone),
        arrived_at=visit.arrived_at,
        left_at=gone.at,
        fare=gone.fare,
        own_phone=known.value(ClaimKind.PHONE),
        real=gone.detail.get("real", "") or known.value(ClaimKind.ADDRESS),
        belongings=belongings,
        station_phone=station.phone,
        void=stands is None or stands.id != gone.id,
    )


def _said(gone: Leaving) -> dict[str, str]:
    said = {**gone.detail, "destination": gone.destination, "note": gone.note}
    if gone.kind is LeavingKind.SHORT_FARE:
        said["fare_need"] = "fare"
    told = read_number(said.get("collector_id", ""), local(gone.at).date()).birth
    return said | ({"collector_birth": told.isoformat()} if told else {})


def _named(asks: Asks, officer: UUID) -> str:
    found = get(asks, Officer, officer)
    return found.name if found else ""
