"""What was sealed while nobody could log in becomes visits, one at a time, beside the work."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import clock
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.words.say import say
from ui.jobs import OUR_BUG
from ui.page import Desk, Telling

if TYPE_CHECKING:
    from app.desk.sealing import Boxes, Opened
    from app.store.register import Register


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
        self._merged, self._aside, self._passed = 0, list[str](), list[str]()
        self.running = False

    def start(self) -> None:
        """See that the public key is ours, then merge what waits."""
        if self.running:
            return
        self.running = True
        self._merged, self._aside, self._passed = 0, [], []
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
        path, private, folder = self._left.pop(0), boxes.private, boxes.folder
        self._desk.jobs.beside(
            self,
            lambda: _open(path, private, folder),
            lambda opened: self._opened(path, opened),
            lambda sorry: self._not_this(path, sorry),
        )

    def _opened(self, path: Path, opened: "Opened | None") -> None:
        if opened is None:
            self._merged_or_not(path, merged=False)
            return
        station, officer, at = self._desk.station, self._desk.officer, clock.now()
        self._desk.jobs.desk(
            self,
            lambda register: _merge(register, opened, station, officer, at),
            lambda merged: self._merged_or_not(path, merged=merged),
            lambda sorry: self._not_this(path, sorry),
        )

    def _merged_or_not(self, path: Path, *, merged: bool) -> None:
        self._merged += merged
        self._aside += [] if merged else [path.name]
        self._next()

    def _not_this(self, path: Path, sorry: Refused | Unavailable) -> None:
        """A box that we stumble over stays where it is; those behind it are merged all the same."""
        if sorry.key != OUR_BUG:
            self._stop(sorry)
            return
        self._passed.append(path.name)
        self._next()

    def _stop(self, sorry: Refused | Unavailable) -> None:
        """The disk, say: what is left waits for the next login."""
        self.running, self._boxes = False, None
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="bad"))

    def _end(self) -> None:
        folder = self._boxes.folder if self._boxes else Path()
        self.running, self._boxes = False, None
        good = [self._say("sealed.merged", count=self._merged)] if self._merged else []
        if self._aside:
            count, names = len(self._aside), _some(self._aside)
            where = folder / "sealed" / "aside"
            self._bad.append(self._say("sealed.aside", count=count, folder=where, names=names))
        if self._passed:
            count, names = len(self._passed), _some(self._passed)
            self._bad.append(self._say("sealed.passed", count=count, names=names))
        if words := " ".join(self._bad + good):
            self._desk.tell(Telling(words=words, tone="bad" if self._bad else "ok"))
        self.finished.emit(self._merged, list(self._aside))

    def _say(self, key: str, **facts: object) -> str:
        return say(key, self._desk.settings.lang, **facts)


def _some(names: list[str]) -> str:
    return "、".join(names[:5]) + ("…" if len(names) > 5 else "")


def _open(path: Path, private: bytes, folder: Path) -> "Opened | None":
    """None where it is none of ours: then it has been put aside."""
    from app.desk import sealing

    try:
        return sealing.open_box(path, private)
    except Refused:
        sealing.put_aside(folder, path)
        return None


def _merge(
    register: "Register", opened: "Opened", station: Station, officer: Officer, at: datetime
) -> bool:
    """False where it was put aside: after the merge without its picture, or instead of it."""
    from app.desk import sealing

    try:
        return sealing.merge(register, opened, station, by=officer, at=at)
    except Refused:
        sealing.put_aside(register.folder, opened.path)
        return False
