"""The card reader as the window sees it: cards, troubles, a light, and a short sound."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.devices.card_reader import ReaderThread, choose
from app.domain.card import Card
from app.domain.errors import Refused, Unavailable

AGAIN = 250
"""Milliseconds between the two sounds of a failure: heard apart from the one of a card read."""


class Reader(QObject):
    """Signals in the window's thread of what the reader's own thread finds."""

    read = Signal(object)
    """Card: one was laid down, or read again because the officer asked."""
    trouble = Signal(object)
    """Refused or Unavailable: a card that cannot be read, or a reader that went away."""
    light = Signal(str, str)
    """(tone, words) for the status bar."""
    _came = Signal(object)
    _gone = Signal()
    _sorry = Signal(object)
    _lost = Signal(object)
    _found = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: ReaderThread | None = None
        self._why: Unavailable | None = None
        self._well = False
        queued = Qt.ConnectionType.QueuedConnection
        self._came.connect(self._show, queued)
        self._gone.connect(self._take, queued)
        self._sorry.connect(self._complain, queued)
        self._lost.connect(self._went, queued)
        self._found.connect(self._find, queued)

    def start(self, port: str) -> None:
        """Watch the reader that the settings name."""
        self.stop()
        if port in {"", "none"}:
            self._lose(Unavailable("reader.none"))
            return
        self._thread = ReaderThread(
            choose(port),
            on_card=self._came.emit,
            on_gone=self._gone.emit,
            on_trouble=self._sorry.emit,
            on_lost=self._lost.emit,
            on_found=self._found.emit,
        )
        self._thread.start()

    def stop(self) -> None:
        """Let go of the port."""
        if self._thread is not None:
            self._thread.stop()
            self._thread = None
        self._why, self._well = None, False

    def read_now(self) -> None:
        """F2: what lies there, or why nothing can be read."""
        if self._why is not None:
            self.trouble.emit(self._why)
        elif self._thread is not None:
            self._thread.read_now()

    def _show(self, card: Card) -> None:
        if self._thread is None:
            return
        QApplication.beep()
        self.light.emit("ok", self.tr("已读卡"))
        self.read.emit(card)

    def _take(self) -> None:
        if self._thread is not None:
            self.light.emit("ok", self.tr("正常"))

    def _complain(self, sorry: Refused) -> None:
        if self._thread is not None:
            self._sound_of_failure()
            self.trouble.emit(sorry)

    def _find(self) -> None:
        if self._thread is not None:
            self._why, self._well = None, True
            self.light.emit("ok", self.tr("正常"))

    def _went(self, sorry: Unavailable) -> None:
        if self._thread is not None:
            self._lose(sorry)

    def _lose(self, sorry: Unavailable) -> None:
        self._why = sorry
        none = sorry.key == "reader.none"
        words = self.tr("未设置") if none else self.tr("断开")
        self.light.emit("plain" if none else "bad", words)
        if self._well:
            # One that was never there is a light; one that goes away in the midst of work is told.
            self._well = False
            self._sound_of_failure()
            self.trouble.emit(sorry)

    def _sound_of_failure(self) -> None:
        QApplication.beep()
        QTimer.singleShot(AGAIN, QApplication.beep)
