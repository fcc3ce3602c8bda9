"""Questions about 寻人登记: those of this station, and whom anybody in the network looks for."""

from collections.abc import Iterable, Iterator
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from app.domain.inquiry import Inquiry, InquiryEntry, Sought, inquiries_of
from app.domain.inquiry_photo import InquiryPhoto
from app.store.ask import Asks, records
from app.store.refused import taken
from app.store.tables import inquiry_entry, inquiry_photo, sought

_PAGE = 500


def inquiry_of(asks: Asks, inquiry: UUID) -> Inquiry | None:
    """One, with all that was written down about it; None where it is another station's."""
    return next(iter(inquiries_of(_those(asks, inquiry_entry.c.inquiry == inquiry))), None)


def inquiries_among(asks: Asks, ids: Iterable[UUID]) -> dict[UUID, Inquiry]:
    """Those of this station among some."""
    found = inquiries_of(_those(asks, inquiry_entry.c.inquiry.in_(list(ids))))
    return {one.id: one for one in found}


def photos_among(asks: Asks, ids: Iterable[UUID]) -> list[InquiryPhoto]:
    """The photographs that families gave of whom these inquiries look for."""
    those = inquiry_photo.c.inquiry.in_(list(ids))
    wanted = select(inquiry_photo).where(those, taken(inquiry_photo)).order_by(inquiry_photo.c.id)
    return records(asks, InquiryPhoto, cast("Select[Any]", wanted))


def photos_taken_back(asks: Asks) -> list[UUID]:
    """Photographs that are still here although their consent was taken back."""
    back = inquiry_entry.alias()
    gone = select(back.c.supersedes).where(back.c.supersedes == inquiry_photo.c.consent).exists()
    return [row.id for row in asks.ask(select(inquiry_photo.c.id).where(gone))]


def by_reference(asks: Asks, reference: str) -> Inquiry | None:
    """The one that came from such a record of a file."""
    wanted = select(inquiry_entry.c.inquiry).where(
        inquiry_entry.c.value == reference, inquiry_entry.c.step == "opened"
    )
    found = asks.ask(wanted.order_by(inquiry_entry.c.id).limit(1)) if reference else []
    return inquiry_of(asks, found[0].inquiry) if found else None


def references(asks: Asks) -> frozenset[str]:
    """The numbers of all records of files from which there is an inquiry."""
    wanted = select(inquiry_entry.c.value).where(
        inquiry_entry.c.step == "opened", inquiry_entry.c.value != ""
    )
    return frozenset(row.value for row in asks.ask(wanted))


def own(asks: Asks, station: str, most: int) -> list[Inquiry]:
    """Of this station, the newest first."""
    newest = (
        select(inquiry_entry.c.inquiry)
        .where(inquiry_entry.c.station == station, inquiry_entry.c.step == "opened")
        .order_by(inquiry_entry.c.id.desc())
        .limit(most)
    )
    return inquiries_of(_those(asks, inquiry_entry.c.inquiry.in_(newest)))[::-1]


def told(asks: Asks, ids: Iterable[UUID]) -> dict[UUID, Sought]:
    """What the centre told of some inquiries of the network."""
    wanted = select(sought).where(sought.c.id.in_(list(ids)))
    return {one.id: one for one in records(asks, Sought, cast("Select[Any]", wanted))}


def every_sought(asks: Asks) -> Iterator[Sought]:
    """Whom anybody looks for, as the centre told it, in pages."""
    last: UUID | None = None
    while True:
        page = select(sought).where(sought.c.ended.is_(False)).order_by(sought.c.id).limit(_PAGE)
        if last is not None:
            page = page.where(sought.c.id > last)
        rows = records(asks, Sought, cast("Select[Any]", page))
        yield from rows
        if len(rows) < _PAGE:
            return
        last = rows[-1].id


def every_own(asks: Asks, station: str) -> list[Inquiry]:
    """Every open inquiry of this station, which the centre need not have heard of yet."""
    where = inquiry_entry.c.station == station
    return [one for one in inquiries_of(_those(asks, where)) if one.is_open]


def closed(asks: Asks, station: str) -> list[Inquiry]:
    """Those of this station that are over, the longest first."""
    ended = inquiry_entry.alias()
    over = select(ended.c.inquiry).where(ended.c.step == "closed", ended.c.station == station)
    found = inquiries_of(_those(asks, inquiry_entry.c.inquiry.in_(over)))
    return [one for one in found if not one.is_open]


def _those(asks: Asks, where: "ColumnElement[bool]") -> list[InquiryEntry]:
    wanted = select(inquiry_entry).where(where, taken(inquiry_entry)).order_by(inquiry_entry.c.id)
    return records(asks, InquiryEntry, cast("Select[Any]", wanted))
