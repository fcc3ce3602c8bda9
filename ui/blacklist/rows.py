"""The list of 重点甄别名单: whose, what fact, where it stands, and what is due."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from app.desk.courses import Seen
from app.domain.blacklist import State, number_of
from app.domain.listing_due import ENDED, OPEN, Due, waits_for
from app.words.say import say
from ui.people.lines import moment
from ui.table import Cell, Column

FILTERS = ("all", "open", "in_force", "objected", "ended")
_TONES = {
    State.IN_FORCE: "info",
    State.SUSPENDED: "warn",
    State.HEARD: "violet",
}
_STATES = {
    "open": OPEN,
    "in_force": {State.IN_FORCE},
    "objected": {State.SUSPENDED},
    "ended": ENDED,
}
Left = Callable[[int], str]
"""How many days are left, in words; fewer than none: how many it is overdue."""


def passes(seen: Seen, wanted: str, today: date) -> bool:
    """Whether a filter shows this course."""
    return wanted == "all" or seen.course.state(today) in _STATES[wanted]


def state_words(seen: Seen, today: date, lang: str) -> tuple[str, str]:
    """Where it stands, and the tone of its chip: first of all what the centre has not said yet."""
    if seen.sorry:
        return say("listing_state.not_taken", lang), "bad"
    if seen.pending(today):
        return say("listing_state.pending", lang), "warn"
    if seen.waits_elsewhere(today):
        return say("listing_state.asked", lang), "violet"
    state = seen.course.state(today)
    return say(f"listing_state.{state}", lang), _TONES.get(state, "plain")


def columns(
    titles: Sequence[str], nameless: str, left: Left, today: Callable[[], date], lang: str
) -> list[Column[Seen]]:
    """Name and number, fact and day, state, what is due."""

    def who(seen: Seen) -> Cell:
        name = seen.card.name or nameless
        return Cell(text=name, note=number_of(seen.course.listing), bold=True)

    def fact(seen: Seen) -> Cell:
        day = seen.course.listing.happened_on.isoformat()
        return Cell(text=say(f"listing_fact.{seen.course.fact}", lang), note=day)

    def state(seen: Seen) -> Cell:
        text, tone = state_words(seen, today(), lang)
        return Cell(text=text, tone=tone)

    def due(seen: Seen) -> Cell:
        day = today()
        waits = waits_for(seen.course, day)
        days = waits.days(day)
        if waits.by is None or days is None:
            since = say("listing_line.since", lang, at=moment(_last(seen)))
            nothing = waits.due is Due.NOTHING
            return Cell(text=say(f"listing_due.{waits.due}", lang), note="" if nothing else since)
        text = f"{say(f'listing_due.{waits.due}', lang)} {waits.by.isoformat()}"
        return Cell(text=text, note=left(days), bold=days < 0)

    widths = (0, 138, 104, 152)
    cells = (who, fact, state, due)
    return [
        Column(title=title, width=width, cell=cell)
        for title, width, cell in zip(titles, widths, cells, strict=True)
    ]


def _last(seen: Seen) -> datetime:
    course = seen.course
    return course.steps[-1].at if course.steps else course.listing.at
