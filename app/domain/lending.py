"""他站档案: why a file is lent to another station for one case, and what of it never goes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from app.domain.errors import Refused
from app.domain.evidence import Decision, Link
from app.domain.face import Photograph
from app.domain.ids import PersonId
from app.domain.person import WITHDRAWN, Claim, ClaimKind, Person, Source
from app.domain.visit import ArrivalWay, Leaving, LeavingKind, Visit
from app.domain.voucher import Voucher

PURPOSES = ("reception", "return_home", "tracing", "complaint", "other")
"""The closed list; "other" needs words of one's own."""
LONGEST_WORDS = 500


class How(StrEnum):
    """By which door another station came to a file."""

    CASE = "case"
    GLASS = "glass"
    """Break-glass: two officers and a reason, where the rules alone would have said no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lending:
    """Another station looked at a file: the centre writes it, the station that has the file reads
    it. `station` is the code of the one that asked."""

    id: UUID
    person: PersonId
    station: str
    purpose: str
    words: str = ""
    how: How = How.CASE
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LentFile:
    """What travels of a file. Health, belongings, signatures, templates, the phone of kin and who
    came with whom are not in it."""

    person: Person
    claims: tuple[Claim, ...] = ()
    visits: tuple[Visit, ...] = ()
    leavings: tuple[Leaving, ...] = ()
    photographs: tuple[Photograph, ...] = ()
    links: tuple[Link, ...] = ()
    decisions: tuple[Decision, ...] = ()
    vouchers: tuple[Voucher, ...] = field(default=())


def check_purpose(purpose: str, words: str) -> None:
    """Refused "file.needs_purpose" or "file.needs_words"."""
    if purpose not in PURPOSES:
        raise Refused("file.needs_purpose")
    if len(words) > LONGEST_WORDS or (purpose == "other" and not words.strip()):
        raise Refused("file.needs_words", longest=LONGEST_WORDS)


_DETAILS = frozenset({WITHDRAWN, "temporary", "type", "why", "relation", "successor", "now"})
"""Of a claim's detail only what is needed to read it; grounds and remarks stay at home."""
_PHONE = re.compile(r"[+＋]?\d(?:[\s\-－—.()（）]*\d){4,}|[〇零一二三四五六七八九幺]{7,}")
_CARE = frozenset({LeavingKind.HOSPITAL, LeavingKind.DIED})


def lend(
    person: Person,
    claims: Iterable[Claim],
    visits: Iterable[Visit],
    leavings: Iterable[Leaving],
    photographs: Iterable[Photograph],
    links: Iterable[Link],
    decisions: Iterable[Decision],
    vouchers: Iterable[Voucher],
) -> LentFile:
    """A file as another station may see it: what is not named here does not go."""
    return LentFile(
        person=Person(id=person.id, station=person.station, created_at=person.created_at),
        claims=tuple(map(_claim, claims)),
        visits=tuple(map(_visit, visits)),
        leavings=tuple(map(_leaving, leavings)),
        photographs=tuple(replace(one, reasons=()) for one in photographs),
        links=tuple(links),
        decisions=tuple(replace(one, reason="", evidence=()) for one in decisions),
        vouchers=tuple(replace(v, account="", note="", void_reason="") for v in vouchers),
    )


def _claim(one: Claim) -> Claim:
    value = _PHONE.sub("…", one.value) if one.kind is ClaimKind.KIN else one.value
    detail = {name: said for name, said in one.detail.items() if name in _DETAILS}
    # That a hospital says so is a word about health.
    source = Source.OTHER if one.source is Source.HOSPITAL else one.source
    return replace(one, value=value, detail=detail, source=source)


def _visit(one: Visit) -> Visit:
    """When, where and by which way; what was told and seen at the door stays at home."""
    way = ArrivalWay.UNKNOWN if one.way is ArrivalWay.HOSPITAL else one.way
    return Visit(
        id=one.id,
        person=one.person,
        station=one.station,
        case_number=one.case_number,
        arrived_at=one.arrived_at,
        way=way,
        found_at="" if one.way is ArrivalWay.HOSPITAL else one.found_at,
        officer=one.officer,
        registered_at=one.registered_at,
        supersedes=one.supersedes,
    )


def _leaving(one: Leaving) -> Leaving:
    if one.kind in _CARE:
        one = replace(one, kind=LeavingKind.OTHER, destination="")
    # Who fetched somebody, what a hospital was told, why money was paid: all of it stays at home.
    return replace(one, note="", second=None, fare=None, detail={})
