"""What the window does with a scanned code: it is looked up, gone to, and said."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.staff import Right
from app.words.say import say
from ui.page import Desk, Telling
from ui.walk import is_composing
from ui.wedge import Wedge

if TYPE_CHECKING:
    from app.eyes.messages import Coded


class Codes(QObject):
    """A voucher opens its page verified, a case number its person, anything else a sentence."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk

    def look_up(self, text: str) -> None:
        """A code, from wherever it was read; who may not see files learns nothing of it."""
        if not self._desk.officer.may(Right.VIEW):
            return
        from app.desk import scanned

        data, lang = self._desk.settings.data, self._desk.settings.lang
        station, by = self._desk.station.code, self._desk.officer
        self._desk.jobs.read(
            self,
            lambda reader: scanned.look_up(reader, text, data, lang, station=station, by=by),
            self._found,
        )

    def saw(self, coded: "Coded") -> None:
        """A code held into the camera; a word being composed is not broken off for it."""
        if is_composing(QApplication.focusWidget()):
            return
        if coded.square:
            self.look_up(coded.text)
        else:
            told = say("scan.barcode", self._desk.settings.lang)
            self._desk.tell(Telling(words=told, tone="warn"))

    def _found(self, found: object) -> None:
        from app.desk.scanned import Found

        if not isinstance(found, Found):
            return
        if found.visit:
            self._desk.go("vouchers", found.visit)
        elif found.transfer:
            self._desk.go("transfers", found.transfer)
        elif found.letter:
            self._desk.go("followups", found.letter)
        elif found.person:
            self._desk.go("person", found.person)
        self._desk.tell(Telling(words=found.told, tone="ok" if found.well else "warn"))


class Scans(Codes):
    """Those of a scanner that types, wherever in the window the cursor stands."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk, window)
        self._wedge = Wedge(window, self._is_code)
        self._wedge.scanned.connect(self.look_up)

    def stop(self) -> None:
        """The window closes."""
        self._wedge.stop()

    def _is_code(self, text: str) -> bool:
        """Only what can be nothing else is taken; who may not see files scans nothing."""
        if not self._desk.officer.may(Right.VIEW):
            return False
        from app.desk.scanned import Code, kind

        return kind(text) is not Code.TEXT
