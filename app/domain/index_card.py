"""What other stations see of a person: enough to recognise somebody, and no more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.document import NO_DOCUMENT
from app.domain.ids import PersonId
from app.domain.person import Claim, ClaimKind, Person, best_of, live


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexCard:
    """Best name, aliases, sex, birth, keyed hashes of documents, when and where somebody was, and
    vouchers that hold. Of a sealed person nothing but the station to ask."""

    id: PersonId
    station: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    sex: str = "0"
    birth: str = ""
    documents: tuple[str, ...] = ()
    visits: tuple[str, ...] = ()
    """Days, newest first."""
    last_case: str = ""
    vouchers: tuple[str, ...] = ()
    """Serials that are live."""
    sealed: bool = False
    changed_at: datetime


MOST_VISITS = 60


def index_card(
    person: Person,
    claims: Iterable[Claim],
    visits: Iterable[tuple[date, str]],
    vouchers: Iterable[str],
    hashed: Iterable[str],
    at: datetime,
) -> IndexCard:
    """The card of a person as everything stands; `visits` are (day, case number), newest first."""
    if person.sealed:
        return IndexCard(id=person.id, station=person.station, sealed=True, changed_at=at)
    counts, came = live(claims), list(visits)
    shown = _said(counts, ClaimKind.NAME)
    others = [c.value for c in counts if c.kind in {ClaimKind.NAME, ClaimKind.ALIAS}]
    return IndexCard(
        id=person.id,
        station=person.station,
        name=shown,
        aliases=tuple(sorted({value for value in others if value != shown})),
        sex=_said(counts, ClaimKind.SEX) or "0",
        birth=_said(counts, ClaimKind.BIRTH) or _estimate(counts),
        documents=tuple(sorted(set(hashed))),
        visits=tuple(day.isoformat() for day, _ in came[:MOST_VISITS]),
        last_case=came[0][1] if came else "",
        vouchers=tuple(sorted(vouchers)),
        changed_at=at,
    )


def _said(counts: list[Claim], kind: ClaimKind) -> str:
    found = best_of(counts, kind)
    return found.value if found else ""


def _estimate(counts: list[Claim]) -> str:
    age = _said(counts, ClaimKind.AGE)
    return f"~{age}" if age else ""


def documents_of(claims: Iterable[Claim]) -> list[str]:
    """The numbers that count, as they were said."""
    return [
        c.value for c in live(claims) if c.kind is ClaimKind.DOCUMENT and c.value != NO_DOCUMENT
    ]
