"""What the pages of 寻亲 ask the register for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.desk import alike, kin
from app.desk.kin_faces import Beside, beside
from app.domain.clue import Clue
from app.domain.inquiry import Checked, Inquiry, Said, Sought
from app.domain.inquiry_photo import InquiryPhoto, standing
from app.domain.kin_match import KinState, KinTold, Pair, clues_in
from app.domain.kin_rules import About
from app.domain.staff import Officer, Right, told_apart
from app.domain.today import day_of
from app.faces.bands import Calibration
from app.settings import Settings
from app.store import inquiries, kin_matches
from app.store.ask import Asks, all_of
from app.store.people import Card, cards, here_among
from app.store.protected import sealed_among
from app.words.say import say

MOST, READ = 300, 1500
"""So many stand in a list; so many of the newest are looked through for it."""
_ORDER = (
    *(KinState.CONFIRMED, KinState.VERIFYING, KinState.CANDIDATE, KinState.CANNOT_TELL),
    *(KinState.REUNITED, KinState.DECLINED, KinState.ELSEWHERE, KinState.EXCLUDED),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """A pair as the list has it. `sought`: whom the inquiry looks for; `number`: its number;
    `checked`: what the check of whoever looks came to; `left`: they are at the station no more."""

    pair: Pair
    person: Card
    sought: str
    number: str
    station: str
    checked: str = ""
    left: bool = False

    @property
    def chance(self) -> float:
        """The posterior when it was compared last."""
        return self.pair.offer.chance if self.pair.offer else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """All of them, and who works here."""

    rows: tuple[PairRow, ...]
    names: dict[UUID, str]
    staff: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCase:
    """The chosen one: what is said of the person looked for, who looks (of this station's own
    inquiries), and what counts for the next step."""

    row: PairRow
    said: tuple[Said, ...]
    inquirer: dict[str, str]
    contact: str
    about: About
    clues: tuple[Clue, ...]
    beside: Beside
    bands: Calibration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryRow:
    """An inquiry of this station, with what became of it here and elsewhere."""

    whole: Inquiry
    pairs: tuple[Pair, ...] = ()
    told: tuple[KinTold, ...] = ()
    photos: tuple[InquiryPhoto, ...] = ()
    """Of the family, those that stand, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiries:
    """All of them, and who works here."""

    rows: tuple[InquiryRow, ...]
    names: dict[UUID, str]


def pairs_shown(asks: Asks, by: Officer) -> Pairs:
    """Whoever is open first, the likeliest first; sealed people never."""
    found = kin_matches.newest(asks, READ)
    shut = frozenset() if by.may(Right.SEALED) else sealed_among(asks, {p.person for p in found})
    found = [pair for pair in found if pair.person not in shut]
    people = cards(asks, {pair.person for pair in found}, sealed=by.may(Right.SEALED))
    told = inquiries.told(asks, {pair.inquiry for pair in found})
    mine = inquiries.inquiries_among(asks, {pair.inquiry for pair in found})
    here = here_among(asks, {pair.person for pair in found})
    rows = [_row(pair, people[pair.person], told, mine, here) for pair in found]
    rows.sort(key=lambda row: (_ORDER.index(row.pair.state), -row.chance))
    staff = all_of(asks, Officer)
    names = told_apart(staff)
    others = [one for one in staff if one.active and one.id != by.id]
    return Pairs(
        rows=tuple(rows[:MOST]), names=names,
        staff=tuple((str(one.id), names[one.id]) for one in others),
    )  # fmt: skip


def _row(
    pair: Pair, person: Card, told: dict[UUID, Sought], mine: dict[UUID, Inquiry], here: set[UUID]
) -> PairRow:
    own, heard = mine.get(pair.inquiry), told.get(pair.inquiry)
    said = own.said if own else heard.said if heard else ()
    names = [one.value for one in said if one.about in ("name", "aliases")]
    number = own.first.number if own else heard.number if heard else ""
    to = pair.steps[0].to
    return PairRow(
        pair=pair, person=person, sought=names[0] if names else "", number=number,
        station="" if to == pair.steps[0].station else to,
        checked=(own.check.result if own.check else "") if own else heard.checked if heard else "",
        left=pair.person not in here,
    )  # fmt: skip


def pair_case(asks: Asks, row: PairRow, by: Officer, now: datetime, chosen: Settings) -> PairCase:
    """Everything of one pair. Refused "kin.unknown" where it is shut to this officer."""
    pair = kin.known(asks, row.pair.id, by)
    own = inquiries.inquiry_of(asks, pair.inquiry)
    heard = inquiries.told(asks, [pair.inquiry]).get(pair.inquiry)
    bands = alike.bands_of(asks, chosen.data, chosen.engine)
    return PairCase(
        row=row,
        said=own.said if own else heard.said if heard else (),
        inquirer=dict(own.inquirer) if own else {},
        contact=heard.contact if heard and not own else "",
        about=kin.about(asks, pair, day_of(now)),
        clues=clues_in(pair.offer) if pair.offer else (),
        beside=beside(asks, pair, bands, now),
        bands=bands,
    )


def inquiries_shown(asks: Asks, station: str, by: Officer) -> Inquiries:
    """The newest first; sealed people of this station are in no count of pairs."""
    found = inquiries.own(asks, station, MOST)
    ids = {one.id for one in found}
    pairs = kin_matches.among_inquiries(asks, ids)
    shut = frozenset() if by.may(Right.SEALED) else sealed_among(asks, {p.person for p in pairs})
    photos = inquiries.photos_among(asks, ids)
    told = [one for one in kin_matches.told_to(asks, station) if one.inquiry in ids]
    rows = [
        InquiryRow(
            whole=one,
            pairs=tuple(p for p in pairs if p.inquiry == one.id and p.person not in shut),
            told=tuple(t for t in told if t.inquiry == one.id and not t.ended),
            photos=tuple(standing(photos, one)),
        )
        for one in found
    ]
    return Inquiries(rows=tuple(rows), names=told_apart(all_of(asks, Officer)))


def who(row: PairRow, lang: str) -> str:
    """The person's name, or that nobody knows it."""
    return row.person.name or say("state.nameless", lang)


def asked_in_words(row: PairRow, lang: str) -> str:
    """Where they are asked for; first of all that whoever looks may do harm."""
    asked = row.station or row.number
    harm = say("inquiry_short.danger", lang) if row.checked == Checked.DANGER else ""
    return " · ".join(part for part in (harm, asked) if part)
