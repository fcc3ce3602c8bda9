"""What was sealed while nobody could log in becomes visits, a few at a time, beside the work."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Right
from app.words.say import say
from ui.page import Desk, Telling

if TYPE_CHECKING:
    from app.desk.sealing import Boxes, Opened
    from app.store.register import Register

AT_ONCE = 3
"""Boxes in one piece of work: the writer is free again after some 50 milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unsealed:
    opened: "tuple[Opened, ...]"
    strange: tuple[Path, ...]


class Merging(QObject):
    """Begins after a login and after the lock; whatever lies in the folder, the desk works."""

    finished = Signal(int, object)
    """How many became visits, and the names of what was put aside."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._boxes: Boxes | None = None
        self._bad: list[str] = []
        self._left: list[Path] = []
        self._merged, self._aside = 0, list[str]()
        self.running = False

    def start(self) -> None:
        """See that the public key is ours, then merge what waits."""
        if self.running:
            return
        self.running = True
        self._merged, self._aside = 0, []
        station = self._desk.station

        def prepare(register: "Register") -> bool:
            from app.desk import sealing

            return sealing.prepare(register, station)

        self._desk.jobs.desk(self, prepare, self._prepared, self._stop)

    def _prepared(self, ours: bool) -> None:
        self._bad = [] if ours else [self._say("sealed.swapped")]
        officer = self._desk.officer
        if not officer.may(Right.REGISTER):
            self._end()
            return

        def ask(register: "Register") -> "Boxes":
            from app.desk import sealing

            return sealing.boxes(register, by=officer)

        self._desk.jobs.desk(self, ask, self._found, self._stop)

    def _found(self, boxes: "Boxes") -> None:
        self._boxes, self._left = boxes, list(boxes.paths)
        self._next()

    def _next(self) -> None:
        boxes = self._boxes
        if boxes is None or not self._left:
            self._end()
            return
        some, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        private, folder = boxes.private, boxes.folder
        self._desk.jobs.beside(
            self, lambda: _unseal(some, private, folder), self._unsealed, self._stop
        )

    def _unsealed(self, found: _Unsealed) -> None:
        self._aside += [path.name for path in found.strange]
        if not found.opened:
            self._next()
            return
        station, officer, at = self._desk.station, self._desk.officer, clock.now()

        def merge(register: "Register") -> list[str]:
            from app.desk import sealing

            aside = []
            for opened in found.opened:
                try:
                    if not sealing.merge(register, opened, station, by=officer, at=at):
                        aside.append(opened.path.name)
                except Refused:
                    sealing.put_aside(register.folder, opened.path)
                    aside.append(opened.path.name)
            return aside

        def merged(aside: list[str]) -> None:
            self._merged += len(found.opened) - len(aside)
            self._aside += aside
            self._next()

        self._desk.jobs.desk(self, merge, merged, self._stop)

    def _stop(self, sorry: Refused | Unavailable) -> None:
        """The disk, say: what is left waits for the next login."""
        self.running, self._boxes = False, None
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="bad"))

    def _end(self) -> None:
        folder = self._boxes.folder if self._boxes else Path()
        self.running, self._boxes = False, None
        good = [self._say("sealed.merged", count=self._merged)] if self._merged else []
        if self._aside:
            names = "、".join(self._aside[:5]) + ("…" if len(self._aside) > 5 else "")
            count, where = len(self._aside), folder / "sealed" / "aside"
            self._bad.append(self._say("sealed.aside", count=count, folder=where, names=names))
        if words := " ".join(self._bad + good):
            self._desk.tell(Telling(words=words, tone="bad" if self._bad else "ok"))
        self.finished.emit(self._merged, list(self._aside))

    def _say(self, key: str, **facts: object) -> str:
        return say(key, self._desk.settings.lang, **facts)


def _unseal(paths: Sequence[Path], private: bytes, folder: Path) -> _Unsealed:
    from app.desk import sealing

    opened, strange = [], []
    for path in paths:
        try:
            opened.append(sealing.open_box(path, private))
        except Refused:
            sealing.put_aside(folder, path)
            strange.append(path)
    return _Unsealed(opened=tuple(opened), strange=tuple(strange))
