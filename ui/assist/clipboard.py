"""The clipboard while fields are keyed in elsewhere: people's data do not stay on it."""

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QClipboard, QGuiApplication

_HINTS = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": b"\0\0\0\0",
    "CanUploadToCloudClipboard": b"\0\0\0\0",
}
"""So that histories of the desktop (Klipper; Windows and its cloud) leave it alone."""


class Clip(QObject):
    """Holds one field for some seconds; what somebody else copied since is not touched."""

    cleared = Signal()

    def __init__(self, seconds: int, parent: QObject) -> None:
        super().__init__(parent)
        self._held = ""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(seconds * 1000)
        self._clock.timeout.connect(self.clear)

    @property
    def holds(self) -> bool:
        """Whether something of ours lies there."""
        return bool(self._held)

    def copy(self, text: str) -> None:
        """Put a field there, and count anew."""
        data = QMimeData()
        data.setText(text)
        for name, value in _HINTS.items():
            data.setData(name, QByteArray(value))
        _board().setMimeData(data)
        self._held = text
        self._clock.start()

    def clear(self) -> None:
        """Take away what was put there, if it is there still."""
        self._clock.stop()
        if not self._held:
            return
        if _board().text() == self._held:
            _board().clear()
        self._held = ""
        self.cleared.emit()


def _board() -> QClipboard:
    return QGuiApplication.clipboard()
