"""街面巡查 on the person's own paper: where they were met, what was offered, what they said."""

from collections.abc import Iterator

from app.clock import local
from app.desk.told import Known, lines_of, moment
from app.domain.street import Encounter
from app.paper.facts import Line
from app.words.streets import called_in_words, offered_in_words, urgent_in_words


def met(known: Known) -> Iterator[Line]:
    """Every encounter as it stands, oldest first."""
    for one in known.beside.met:
        yield Line(at=moment(one.met_at), text=_met(known, one), beside=known.by(one.officer))


def _met(known: Known, one: Encounter) -> str:
    lang = known.lang
    said = known.say(f"street_answer.{one.taken}")
    what = known.listed([offered_in_words(one.offered, lang), said, known.free(one.why)])
    seen = known.listed([one.age, known.free(one.look), urgent_in_words(one.urgent, lang)])
    again = ""
    if one.look_at is not None:
        again = known.say("told.look_again", at=f"{local(one.look_at):%Y-%m-%d %H:%M}")
    photo = known.say("told.photographed_there") if one.photo else ""
    called = called_in_words(one.called, lang)
    return lines_of(one.place, what, seen, called, again, photo, known.free(one.words))
