"""回访函: form 24 to the offices of a home town, one or for everybody whose day has come."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from app.desk import letters
from app.desk.bundle import Leaf
from app.desk.followups import Listed, Row, row_of
from app.desk.letter_prefill import prefilled
from app.desk.letters import FORMS, Said
from app.domain.errors import Refused
from app.domain.followup import Stand
from app.domain.ids import VisitId
from app.domain.letter_fields import said_of_text
from app.domain.outside_letter import LetterKind, OutsideLetter
from app.domain.staff import Officer
from app.domain.station import Station
from app.store.ask import Asks
from app.store.register import Register
from app.words.letters import kind_in_words

Kind = LetterKind
FORM = FORMS[Kind.FOLLOW_UP][0]
ASKED = ("to", "contact", "situation")
"""What the page shows of a letter; the rest is on the page of letters."""


def begun(asks: Asks, row: Row, station: Station, *, at: datetime, lang: str) -> dict[str, str]:
    """What a letter begins with: what stands in one that has not gone, else the offices, whom to
    call, and how they left."""
    if row.one.letter and is_written(row):
        return said_of_text(row.one.letter.text)
    known = prefilled(asks, row.one.visit, Kind.FOLLOW_UP, station, at=at, lang=lang)
    usual = {"visit_for": "other", "contact": row.contact}
    return {name: said for name, said in usual.items() if said} | known


def write(
    register: Register, visit: UUID, fields: Mapping[str, str], station: Station, *, by: Officer,
    at: datetime, lang: str,
) -> OutsideLetter:  # fmt: skip
    """A letter as begun, with what the officer said otherwise; one that has not gone yet is written
    anew."""
    row = row_of(register, visit, by=by, now=at)
    before = row.one.letter if is_written(row) else None
    known = begun(register, row, station, at=at, lang=lang)
    said = Said(
        kind=Kind.FOLLOW_UP, fields=known | dict(fields), corrects=before.id if before else None
    )
    return letters.write(register, visit, said, station, by=by, at=at)


def wanting(found: Listed, until: date) -> tuple[Row, ...]:
    """Whose day comes by then and to whom nothing went: the letters of one printing. Where nobody
    knows an office, the officer has to name one first."""
    return tuple(
        row
        for row in found.rows
        if row.one.stand is Stand.DUE and row.one.due and row.one.due <= until and row.address
    )


def is_written(row: Row) -> bool:
    """There is a letter that has not gone."""
    return row.one.letter is not None and row.one.letter.sending is None


def leaf(row: Row, letter: UUID, lang: str) -> Leaf:
    """The paper, as a printing of many takes it."""
    return Leaf(
        visit=VisitId(row.one.visit), form=FORM, subject=letter,
        called=kind_in_words(Kind.FOLLOW_UP, lang), name=row.card.name,
        case_number=row.card.case_number, printed=0,
    )  # fmt: skip


def sent(register: Register, many: Iterable[UUID], how: str, *, by: Officer, at: datetime) -> int:
    """These letters went, each in a write of its own; one that another desk sent meanwhile is
    passed over. How many went."""
    went = 0
    for letter in many:
        try:
            letters.send(register, letter, how, by=by, at=at)
            went += 1
        except Refused as sorry:
            if sorry.key != "outside.sent_already":
                raise
    return went
