"""交接班记录 on paper: who, who is on shift, what was open, what was said; nobody in the station is
named."""

from uuid import UUID

from app.clock import local
from app.domain.adverse import AdverseProposal
from app.domain.errors import Refused
from app.domain.handover import Handover, Matter
from app.domain.rights import RightsRequest
from app.domain.staff import Officer, told_apart
from app.domain.station import Station
from app.domain.visit import Visit
from app.paper.facts import Assessment, Chapter, Line, Sheet
from app.store.ask import Asks, all_of, get, several
from app.words.say import listed, say

HANDOVER = "handover"


def facts_of(asks: Asks, subject: UUID, station: Station, sheet: Sheet) -> Assessment:
    """As it was signed; numbers of cases that are not there any more are left out."""
    made = get(asks, Handover, subject)
    if made is None:
        raise Refused("paper.no_subject")
    names, lang = told_apart(all_of(asks, Officer)), sheet.lang
    goes, comes = (names.get(who, "–") for who in (made.officer, made.comes))
    on_shift = listed((names.get(who, "–") for who in made.on_shift), lang)
    women = "–" if made.women is None else str(made.women)
    at = f"{local(made.at):%Y-%m-%d %H:%M}"
    rows = (
        Line(text=say("handover_paper.goes", lang, name=goes), at=at),
        Line(text=say("handover_paper.comes", lang, name=comes), at=at),
        Line(text=say("handover_paper.on_shift", lang, names=on_shift, women=women)),
    )
    return Assessment(
        lang=lang,
        station=station.name,
        title=say("handover_paper.title", lang),
        period=at,
        at=sheet.printed_at,
        told=(say("handover_paper.signed", lang),),
        chapters=(
            Chapter(name=say("handover_paper.people", lang), lines=rows),
            Chapter(name=say("handover_paper.open", lang), lines=_matters(asks, made, lang)),
            Chapter(name=say("handover_paper.words", lang), lines=_words(made)),
        ),
    )


def _words(made: Handover) -> tuple[Line, ...]:
    return tuple(Line(text=one) for one in made.words.splitlines() if one.strip())


def _matters(asks: Asks, made: Handover, lang: str) -> tuple[Line, ...]:
    found = []
    for kind in (one for one in Matter if made.matters.get(one)):
        ids = [UUID(one) for one in made.matters[kind]]
        numbers = listed(_numbers(asks, ids), lang)
        count = say("handover_paper.count", lang, count=len(ids))
        found.append(Line(at=say(f"open_matter.{kind}", lang), text=numbers, beside=count))
    return tuple(found)


def _numbers(asks: Asks, ids: list[UUID]) -> list[str]:
    """Of cases and requests; a letter has none."""
    proposed = several(asks, AdverseProposal, ids).values()
    visits = several(asks, Visit, [*ids, *(one.visit for one in proposed)]).values()
    asked = several(asks, RightsRequest, ids).values()
    return sorted([one.case_number for one in visits] + [one.number for one in asked])
