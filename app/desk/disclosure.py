"""本人信息告知单: everything that is kept about a person, gathered for that person."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from app.desk import (
    told_about,
    told_custody,
    told_file,
    told_kin,
    told_letters,
    told_street,
    told_trace,
)
from app.desk.told import Known, third_parties
from app.domain.errors import Refused
from app.domain.staff import Officer
from app.domain.station import Station
from app.paper.facts import Chapter, Line
from app.store import disclosure, requests, wishes
from app.store.ask import Asks, all_of
from app.store.line import has_joined
from app.store.people import File, cards

_A_DAY = timedelta(hours=24)
CHAPTERS: dict[str, Callable[[Known], Iterator[Line]]] = {
    "claims": told_file.claims,
    "visits": told_file.visits,
    "street": told_street.met,
    "belongings": told_custody.belongings,
    "photos": told_file.photos,
    "consents": told_file.consents,
    "vouchers": told_file.vouchers,
    "decisions": told_about.decisions,
    "searches": lambda known: chain(told_about.searches(known), told_kin.pairs(known)),
    "letters": told_letters.letters,
    "tracing": told_trace.traced,
    "papers": told_about.papers,
    "requests": told_about.requests,
    "looks": told_about.looks,
    "elsewhere": told_about.elsewhere,
    "keeping": told_about.keeping,
}
"""In the order of the paper; the headings are words of the form."""


def chapters(
    asks: Asks, file: File, keep_years: int, *, by: Officer, at: datetime, lang: str
) -> tuple[Chapter, ...]:
    """The whole paper. Refused "disclosure.open_first" where this officer has not opened the file
    with a purpose within a day: the paper says as much as the file."""
    if not disclosure.has_looked(asks, file.people, by.id, at - _A_DAY):
        raise Refused("disclosure.open_first")
    known = _known(asks, file, keep_years, at, lang)
    return tuple(Chapter(name=name, lines=tuple(tell(known))) for name, tell in CHAPTERS.items())


def _known(asks: Asks, file: File, keep_years: int, at: datetime, lang: str) -> Known:
    ends: set[UUID] = {end for link in file.links for end in (link.one, link.other)}
    # Names are looked for even of the sealed: to take them out, not to print them.
    compared = cards(asks, ends - set(file.people), sealed=True).values()
    return Known(
        file=file,
        beside=disclosure.beside(asks, file),
        requests=tuple(requests.of_people(asks, file.people)),
        wishes=tuple(wishes.asked_for(asks, file.people)),
        lasting=wishes.lasting(asks.ask, file.people),
        keep_years=keep_years,
        joined=has_joined(asks),
        officers={one.id: one for one in all_of(asks, Officer)},
        stations={one.code: one for one in all_of(asks, Station)},
        third=third_parties(file, compared),
        at=at,
        lang=lang,
    )
