"""The system's voice as the window knows it: begun, ended, or why there is none."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from app.domain.errors import Unavailable

ROOT = Path(__file__).parents[2]
ORDER = "voice"
_NONE, _NO_LANGUAGE = 3, 4
_WHY = {_NONE: "voice.none", _NO_LANGUAGE: "voice.no_language"}
_PATIENCE = 400
"""Milliseconds in which it may end by itself."""


def command() -> list[str]:
    """How the process is started: packed as one program, the program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ORDER]
    return [sys.executable, "-P", "-m", "app", ORDER]


class Voice(QObject):
    """One text at a time; nothing here waits."""

    turned = Signal()
    """It began or ended to speak."""
    ended = Signal(object)
    """None: read to the end; otherwise why not (Unavailable). Stopped: not told."""

    def __init__(self, parent: QObject, started_by: list[str] | None = None) -> None:
        super().__init__(parent)
        self._started_by = started_by or command()
        self._process: QProcess | None = None

    @property
    def speaks(self) -> bool:
        """Whether something is being read."""
        return self._process is not None

    def read(self, text: str, lang: str) -> None:
        """Begin; what was being read before ends."""
        self.stop()
        process = QProcess(self)
        self._process = process
        program, *more = self._started_by
        around = QProcessEnvironment.systemEnvironment()
        around.insert("PYTHONPATH", str(ROOT))
        around.insert("PYTHONUTF8", "1")
        process.setProcessEnvironment(around)
        process.setProgram(program)
        process.setArguments([*more, lang])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda code, _how: self._over(process, code))
        process.errorOccurred.connect(lambda error: self._failed(process, error))
        process.start()
        process.write(text.encode())
        process.closeWriteChannel()
        self.turned.emit()

    def stop(self) -> None:
        """At once; nothing is told of it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.setParent(QCoreApplication.instance())  # it may end after its page
        process.terminate()
        QTimer.singleShot(_PATIENCE, process, process.kill)
        self.turned.emit()

    def _over(self, process: QProcess, code: int) -> None:
        process.deleteLater()
        if process is not self._process:
            return
        self._process = None
        self.turned.emit()
        self.ended.emit(Unavailable(_WHY.get(code, "voice.broke")) if code else None)

    def _failed(self, process: QProcess, error: QProcess.ProcessError) -> None:
        """Only what never began: of everything else `finished` tells."""
        if error is QProcess.ProcessError.FailedToStart and process is self._process:
            self._over(process, _NONE)
