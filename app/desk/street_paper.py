"""What stands on 街面巡查记录: a paper that goes out into the street names nobody who is sealed."""

from collections.abc import Iterable
from uuid import UUID

from app.clock import local
from app.desk.street_seen import on_no_paper
from app.domain.errors import Refused
from app.domain.staff import Officer, Right, told_apart
from app.domain.station import Station
from app.domain.street import Encounter
from app.paper import facts
from app.store import street as store
from app.store.ask import Asks, all_of
from app.words.say import listed, say
from app.words.streets import called_in_words, offered_in_words, urgent_in_words, who_in_words

STREET = "street_round"


def facts_of(
    asks: Asks, subject: UUID, station: Station, by: Officer, sheet: facts.Sheet
) -> facts.StreetSheet:
    """Before the round is over whom to look for, too. Refused "street.no_round"."""
    by.must(Right.VIEW)
    round_ = store.round_called(asks, subject)
    if round_ is None:
        raise Refused("street.no_round")
    names = told_apart(all_of(asks, Officer))
    met = store.met_on(asks, round_.round)
    due = [] if round_.ended_at else store.to_look_for(asks, sheet.printed_at)
    shut = on_no_paper(asks, [*met, *due])
    head = facts.Head(
        station=station.name, case_number="", bearer=facts.Bearer(),
        handler=names.get(round_.officer, ""), second_handler=names.get(round_.second, ""),
        at=round_.at,
    )  # fmt: skip
    return facts.StreetSheet(
        sheet=sheet, head=head, area=round_.area, weather=round_.weather, low=round_.low,
        began_at=round_.began_at, ended_at=round_.ended_at, words=round_.words,
        due=_lines(due, shut, sheet.lang), met=_lines(met, shut, sheet.lang),
    )  # fmt: skip


def _lines(met: Iterable[Encounter], shut: frozenset[UUID], lang: str) -> tuple[facts.MetLine, ...]:
    return tuple(_line(one, lang) for one in met if one.stranger not in shut)


def _line(one: Encounter, lang: str) -> facts.MetLine:
    answer = say(f"street_answer.{one.taken}", lang)
    urgent = [urgent_in_words(one.urgent, lang), called_in_words(one.called, lang)]
    return facts.MetLine(
        at=one.met_at, place=one.place, who=who_in_words(one, lang), look=one.look,
        offered=offered_in_words(one.offered, lang),
        answer="\n".join(part for part in (answer, one.why) if part),
        urgent=listed((part for part in urgent if part), lang),
        again=f"{local(one.look_at):%m-%d %H:%M}" if one.look_at else "",
    )  # fmt: skip
