"""Questions for the person's own paper: what hangs on somebody beside their file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, or_, select

from app.domain.bed import BedStay
from app.domain.belonging_photo import BelongingPhoto
from app.domain.belongings import Belonging
from app.domain.checks import ConditionAnswer, OutsideQuery
from app.domain.custody import Custody, CustodyReturn
from app.domain.evidence import Decision, DecisionKind
from app.domain.face import Search, Template
from app.domain.kin_match import KinMatch
from app.domain.national import NationalNumber
from app.domain.outside_letter import OutsideLetter
from app.domain.room import Room
from app.domain.security import SecurityCheck
from app.domain.signature import Signature
from app.domain.staff import Viewing
from app.domain.station import Printing
from app.domain.stay_approval import Approval
from app.domain.street import Encounter
from app.domain.trace import TraceEntry
from app.store.ask import Asks, records
from app.store.checks import every_fact
from app.store.custody import all_facts
from app.store.people import File
from app.store.street import of_people
from app.store.tables import (
    TABLES,
    bed_stay,
    belonging,
    belonging_photo,
    decision,
    kin_match,
    listing,
    listing_step,
    national_number,
    outside_letter,
    printing,
    room,
    search,
    sent_face,
    signature,
    template,
    trace_entry,
    viewing,
)
from app.wire.kinds import KIND_OF

_One = TypeVar("_One")
EVERYTHING = "all"
OVERSIGHT = "oversight"
"""What an export takes out."""
_BESIDE = ("letters", "checks", "custody", "papers", "tracing")
"""Pages of a visit are no file either: what is looked at there is a part of it."""
_PROTECTION = (DecisionKind.SEAL, DecisionKind.UNSEAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is kept about a human and does not stand in the file itself, each oldest first."""

    belongings: tuple[Belonging, ...]
    bags: tuple[Custody, ...]
    returns: tuple[CustodyReturn, ...]
    checks: tuple[SecurityCheck, ...]
    templates: tuple[Template, ...]
    sent: frozenset[UUID]
    """Templates that the centre was given."""
    signatures: tuple[Signature, ...]
    printings: tuple[Printing, ...]
    searches: tuple[Search, ...]
    viewings: tuple[Viewing, ...]
    """Of this machine: those of others are at the centre, for its auditors."""
    protections: tuple[Decision, ...]
    pictured: tuple[BelongingPhoto, ...] = ()
    """Of things in custody, taken by mistake or not."""
    met: tuple[Encounter, ...] = ()
    """Where they were met in the street, under their name or before anybody knew it."""
    beds: tuple[BedStay, ...] = ()
    numbers: tuple[NationalNumber, ...] = ()
    """Of the national system, also those that were corrected."""
    rooms: tuple[Room, ...] = ()
    """Of which those beds are."""
    letters: tuple[OutsideLetter, ...] = ()
    """What was written about them to other bodies, and what became of it."""
    pairs: tuple[KinMatch, ...] = ()
    """Whom inquiries may look for, as it was found and decided here."""
    trace: tuple[TraceEntry, ...] = ()
    """What was found out to find their kin, also what was taken back."""
    conditions: tuple[ConditionAnswer, ...] = ()
    queries: tuple[OutsideQuery, ...] = ()
    approvals: tuple[Approval, ...] = ()


def beside(asks: Asks, file: File) -> Beside:
    """Everything else that hangs on the persons of a file and on their visits."""
    people, visits = list(file.people), [one.id for one in file.visits]
    subjects = [*people, *visits, *(one.id for one in file.vouchers)]
    left = (*file.leavings, *(gone for gone, _ in file.undone))
    subjects += [*(one.id for one in left), *(row.id for row in asks.ask(_listings(people)))]
    bags, returns, checks = all_facts(asks, people)
    subjects += [one.id for one in bags]
    conditions, queries, approvals = every_fact(asks, people)
    faces = _those(asks, Template, template.c.person.in_(people))
    letters = _those(asks, OutsideLetter, outside_letter.c.person.in_(people))
    subjects += {one.letter for one in letters}
    beds = _those(asks, BedStay, bed_stay.c.person.in_(people))
    return Beside(
        belongings=_those(asks, Belonging, belonging.c.visit.in_(visits)),
        bags=tuple(bags),
        returns=tuple(returns),
        checks=tuple(checks),
        templates=faces,
        sent=_sent(asks, [one.id for one in faces]),
        signatures=_those(asks, Signature, signature.c.person.in_(people)),
        printings=_those(asks, Printing, printing.c.subject.in_(subjects)),
        searches=_those(asks, Search, search.c.visit.in_(visits)),
        viewings=_those(asks, Viewing, or_(viewing.c.person.in_(people), _everybody())),
        protections=_protections(asks, people),
        pictured=_those(asks, BelongingPhoto, belonging_photo.c.person.in_(people)),
        met=tuple(of_people(asks, people)),
        beds=beds,
        numbers=_those(asks, NationalNumber, national_number.c.person.in_(people)),
        pairs=_those(asks, KinMatch, kin_match.c.person.in_(people)),
        conditions=tuple(conditions),
        queries=tuple(queries),
        approvals=tuple(approvals),
        rooms=_those(asks, Room, room.c.id.in_([one.room for one in beds if one.room])),
        letters=letters,
        trace=_those(asks, TraceEntry, trace_entry.c.person.in_(people)),
    )


def _listings(people: list[UUID]) -> "CompoundSelect[Any]":
    """The listings of these persons and their steps: each has papers of its own."""
    said = select(listing.c.id).where(listing.c.person.in_(people))
    return said.union_all(select(listing_step.c.id).where(listing_step.c.person.in_(people)))


def has_looked(asks: Asks, people: Iterable[UUID], officer: UUID, since: datetime) -> bool:
    """Whether an officer opened the file of one of these, with a purpose, since a moment."""
    wanted = select(viewing.c.id).where(
        viewing.c.person.in_(list(people)),
        viewing.c.officer == officer,
        viewing.c.at >= since,
        viewing.c.what.not_in([OVERSIGHT, *_BESIDE]),  # a name behind a figure is no file
    )
    return bool(asks.ask(wanted.limit(1)))


def _those(asks: Asks, record: type[_One], where: "ColumnElement[bool]") -> tuple[_One, ...]:
    table = TABLES[KIND_OF[record]]
    wanted = select(table).where(where).order_by(table.c.id)
    return tuple(records(asks, record, cast("Select[Any]", wanted)))


def _everybody() -> "ColumnElement[bool]":
    """All was taken out at once."""
    return and_(viewing.c.person.is_(None), viewing.c.what == EVERYTHING)


def _sent(asks: Asks, faces: list[UUID]) -> frozenset[UUID]:
    given = select(sent_face.c.template).where(
        sent_face.c.template.in_(faces), sent_face.c.refused == ""
    )
    return frozenset(row.template for row in asks.ask(given))


def _protections(asks: Asks, people: list[UUID]) -> tuple[Decision, ...]:
    """Sealing is rare: all of it is read, and what is about others passed over."""
    found = _those(asks, Decision, decision.c.kind.in_(_PROTECTION))
    return tuple(one for one in found if not set(people).isdisjoint(one.subjects))
