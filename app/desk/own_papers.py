"""The papers that are for the person alone: what is kept about them, and answers to requests."""

from datetime import datetime
from uuid import UUID

from app.desk.bearer import bearer_of
from app.desk.disclosure import chapters
from app.domain.errors import Refused, Unavailable
from app.domain.rights import RightsRequest
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.paper import facts
from app.paper.answer import answer
from app.paper.disclosure import disclosure
from app.store.ask import Asks, get
from app.store.people import File, file_of
from app.store.protected import is_shut
from app.store.requests import answer_to

_UNREADABLE = b"-"


def disclosure_of(
    asks: Asks,
    person: UUID,
    station: Station,
    by: Officer,
    keep_years: int,
    sheet: facts.Sheet,
) -> tuple[str, bytes]:
    """Name of the file and PDF of everything that is kept about somebody."""
    file = file_for(asks, person, by)
    told = chapters(asks, file, keep_years, by=by, at=sheet.printed_at, lang=sheet.lang)
    head = head_of(asks, file, station, by, sheet.printed_at, sheet.lang)
    paper = facts.Disclosure(
        sheet=sheet,
        head=head,
        chapters=told,
        station_phone=station.phone,
        complaint_phone=station.complaint_phone,
    )
    return f"{head.case_number}-disclosure.pdf".lstrip("-"), disclosure(paper)


def request_of(
    asks: Asks, request: UUID, station: Station, by: Officer, sheet: facts.Sheet
) -> tuple[str, bytes]:
    """A receipt with number and last day; once it is answered, the answer and where to turn."""
    asked = get(asks, RightsRequest, request)
    if asked is None:
        raise Refused("paper.no_subject")
    file = file_for(asks, asked.person, by)
    made = answer_to(asks, asked.id)
    answerer = get(asks, Officer, made.officer) if made else None
    taker = get(asks, Officer, asked.officer) or by
    paper = facts.Answer(
        sheet=sheet,
        head=head_of(
            asks, file, station, answerer or taker, made.at if made else asked.at, sheet.lang
        ),
        number=asked.number,
        kind=asked.kind,
        channel=asked.channel,
        words=asked.words,
        received_on=asked.received_on,
        due_on=asked.due_on,
        outcome=made.outcome if made else "",
        reason=made.reason if made else "",
        answered_by=answerer.name if answerer else "",
        answered_at=made.at if made else None,
        adverse=bool(made and made.adverse),
        station_phone=station.phone,
        complaint_phone=station.complaint_phone,
    )
    return f"{asked.number}.pdf", answer(paper)


def file_for(asks: Asks, person: UUID, by: Officer) -> File:
    """Refused "paper.no_subject" where there is nobody, or nobody this officer may see."""
    by.must(Right.VIEW)
    if is_shut(asks, person, sealed=by.may(Right.SEALED)):
        raise Refused("paper.no_subject")
    file = file_of(asks, person)
    if not file.persons:
        raise Refused("paper.no_subject")
    return file


def _photo(asks: Asks, file: File) -> bytes | None:
    """The last one; that its file is gone is said on the paper, and keeps nobody from having it."""
    if not file.photos:
        return None
    try:
        return asks.blobs.get(file.photos[-1].sha256)
    except Unavailable:
        return _UNREADABLE


def head_of(
    asks: Asks, file: File, station: Station, by: Officer, at: datetime, lang: str
) -> facts.Head:
    """Of a paper about a human, not about one visit: the newest case number and photograph."""
    return facts.Head(
        station=station.name,
        case_number=file.visits[0].case_number if file.visits else "",
        bearer=bearer_of(file, _photo(asks, file), at, lang),
        handler=by.name,
        at=at,
    )
