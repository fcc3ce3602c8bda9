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
    """Which papers came out and which did not; beginning again goes on with those."""

    def __init__(self, desk: Desk, output: Output) -> None:
        self._desk, self._output = desk, output
        self._visit: UUID | None = None
        self._left: list[Sheet] = []
        self._done: list[str] = []
        self._running = False

    def print(self, visit: UUID, sheets: Sequence[Sheet]) -> None:
        """Print all of them, or what is left of the last time."""
        if self._running:
            return
        if visit != self._visit or not self._left:
            self._visit, self._left, self._done = visit, list(sheets), []
        self._running = True
        self._next()

    def _next(self) -> None:
        if self._left:
            sheet = self._left[0]
            self._running = self._output.print(sheet.form, sheet.subject, self._ended)
            return
        self._running = False
        self._say("paper.batch_done", "ok", printed=self._names(self._done))

    def _ended(self, sorry: Refused | Unavailable | None) -> None:
        if sorry is None:
            self._done.append(self._left.pop(0).called)
            self._next()
            return
        self._running = False
        self._say(
            "paper.batch_stopped",
            "bad",
            why=self._desk.sentence(sorry),
            printed=self._names(self._done),
            left=self._names([sheet.called for sheet in self._left]),
        )

    def _names(self, called: list[str]) -> str:
        return listed(called, self._desk.settings.lang) or "—"

    def _say(self, key: str, tone: str, **facts: str) -> None:
        self._desk.tell(Telling(words=say(key, self._desk.settings.lang, **facts), tone=tone))
