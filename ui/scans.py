"""What the window does with a scanned code: it is looked up, gone to, and said."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.staff import Right
from ui.page import Desk, Telling
from ui.wedge import Wedge


class Scans(QObject):
    """A voucher opens its page verified, a case number its person, anything else a sentence."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._wedge = Wedge(window, self._is_code)
        self._wedge.scanned.connect(self.look_up)

    def stop(self) -> None:
        """The window closes."""
        self._wedge.stop()

    def look_up(self, text: str) -> None:
        """A code, from wherever it was read."""
        from app.desk import scanned

        data, lang = self._desk.settings.data, self._desk.settings.lang
        self._desk.jobs.read(
            self, lambda reader: scanned.look_up(reader, text, data, lang), self._found
        )

    def _found(self, found: object) -> None:
        from app.desk.scanned import Found

        if not isinstance(found, Found):
            return
        if found.visit:
            self._desk.go("vouchers", found.visit)
        elif found.person:
            self._desk.go("person", found.person)
        self._desk.tell(Telling(words=found.told, tone="ok" if found.well else "warn"))

    def _is_code(self, text: str) -> bool:
        """Only what can be nothing else is taken; who may not see files scans nothing."""
        if not self._desk.officer.may(Right.VIEW):
            return False
        from app.desk.scanned import Code, kind

        return kind(text) is not Code.TEXT
