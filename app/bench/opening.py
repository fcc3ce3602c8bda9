"""A child of the start bench: opens the desk as an officer does, and says when what was seen.

Its clock is the machine's, so that its parent can count from the moment it started this process.
"""

import json
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app import clock

if TYPE_CHECKING:
    from app.desk.door import Session
    from ui.shell import Shell


class Painted(QObject):
    """Hears when a widget has been painted once more."""

    def __init__(self, watched: QWidget, then: "object") -> None:
        super().__init__(watched)
        self._then = then
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint and callable(self._then):
            # After this event the picture is on the screen.
            QTimer.singleShot(0, self._then)
        return super().eventFilter(watched, event)


def empty() -> None:
    """The peer: an application with one window and nothing in it."""
    app = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1366, 690)

    def seen() -> None:
        sys.stdout.write(json.dumps({"painted": monotonic()}))
        app.quit()

    Painted(window, seen)
    window.show()
    app.exec()


class Officer:
    """Waits for the login page, types so many milliseconds, comes in, opens 在站人员, and leaves
    when the rows stand there.

    The password's deliberate slowness (Argon2id) is left out: the register's key is given.
    """

    def __init__(self, shell: "Shell", folder: Path, key: bytes, typing: int) -> None:
        self._shell, self._folder, self._key, self._typing = shell, folder, key, typing
        self.seen: dict[str, float] = {}
        self._watch = Painted(shell, self._painted)

    def _painted(self) -> None:
        if "painted" not in self.seen:
            self.seen["painted"] = monotonic()
            QTimer.singleShot(self._typing, self._enter)

    def _enter(self) -> None:
        self.seen["entered"] = monotonic()
        self._shell.jobs.beside(self._shell, self._come_in, self._shell.open_desk)
        self._look()

    def _come_in(self) -> "Session":
        from app.desk.door import Session, officers, the_station
        from app.store.register import open_register

        register = open_register(self._folder, self._key, clock.now())
        officer = officers(register)[0]
        return Session(register=register, officer=officer, station=the_station(register))

    def _look(self) -> None:
        if self._shell.desk is None:
            QTimer.singleShot(1, self._look)
            return
        self._shell.desk.go("people")
        self._page = self._shell.desk.page("people")
        table = getattr(self._page, "table", None)
        if isinstance(table, QWidget):
            self._table = table
            Painted(table.viewport(), self._rows)  # type: ignore[attr-defined]

    def _rows(self) -> None:
        if "rows" not in self.seen and self._table.model().rowCount():  # type: ignore[attr-defined]
            self.seen["rows"] = monotonic()
            self._shell.close()


def desk(folder: Path, key: bytes, typing: int) -> None:
    """The desk itself, by the road of `./guitu desk`."""
    from app.settings import Settings
    from ui.main import open_desk

    settings = Settings(data=folder, reader="none", camera="none", printer="none")
    officers: list[Officer] = []
    open_desk(settings, begun=lambda shell: officers.append(Officer(shell, folder, key, typing)))
    sys.stdout.write(json.dumps(officers[0].seen))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        desk(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3]))
    else:
        empty()
