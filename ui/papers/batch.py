"""All papers of a visit, one after the other; where the printer goes away, the rest can follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from app.domain.errors import Refused, Unavailable
from app.words.say import listed, say
from ui.page import Desk, Telling
from ui.papers.output import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper to print, and what the officer calls it."""

    form: str
    subject: UUID
    called: str


class Batch:
    """Which papers came out and which did not; beginning again goes on with those, as the visit
    stands then. A printer that goes away stops it; a paper that a rule says no to does not hold up
    those after it."""

    def __init__(self, desk: Desk, output: Output) -> None:
        self._desk, self._output = desk, output
        self._visit: UUID | None = None
        self._left: list[Sheet] = []
        self._done: list[Sheet] = []
        self._not: list[tuple[Sheet, str]] = []
        """What a rule said no to this time, and why."""
        self._out = 0
        """How many came out this time."""
        self._running = False

    def print(self, visit: UUID, sheets: Sequence[Sheet]) -> None:
        """Print all of them, or what is left of the last time."""
        if self._running:
            return
        if visit != self._visit or not self._left:
            self._visit, self._done = visit, []
        # What was left may hold no more, and what came meanwhile belongs to it.
        self._left = [one for one in sheets if one not in self._done] or list(sheets)
        self._not, self._out, self._running = [], 0, True
        self._next()

    def _next(self) -> None:
        if self._left:
            sheet = self._left[0]
            self._running = self._output.print(sheet.form, sheet.subject, self._ended)
            return
        self._running = False
        printed, lang = self._names(self._done), self._desk.settings.lang
        if not self._not:
            self._say("paper.batch_done", "ok", printed=printed)
            return
        # Tried once more by itself; where nothing came out this time it begins anew.
        self._left = [one for one, _ in self._not] if self._out else []
        told = [say("paper.batch_not", lang, called=one.called, why=why) for one, why in self._not]
        self._say("paper.batch_but", "warn", printed=printed, left=listed(told, lang))

    def _ended(self, sorry: Refused | Unavailable | None) -> None:
        if sorry is None:
            self._done.append(self._left.pop(0))
            self._out += 1
            self._next()
            return
        if isinstance(sorry, Refused):
            self._not.append((self._left.pop(0), self._desk.sentence(sorry)))
            self._next()
            return
        self._running = False
        self._say(
            "paper.batch_stopped",
            "bad",
            why=self._desk.sentence(sorry),
            printed=self._names(self._done),
            left=self._names(self._left),
        )

    def _names(self, some: list[Sheet]) -> str:
        return listed([one.called for one in some], self._desk.settings.lang) or "—"

    def _say(self, key: str, tone: str, **facts: str) -> None:
        self._desk.tell(Telling(words=say(key, self._desk.settings.lang, **facts), tone=tone))
