"""Our own bugs: logged without personal data, and shown so that work can go on."""

import contextlib
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from app.broke import report
from app.domain.errors import Unavailable
from app.store.files import make_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

_LARGEST = 500_000
"""Bytes of a log; at the next start it makes way for a new one, and the one before goes."""

log = logging.getLogger("guitu.window")


def keep_log(folder: Path) -> None:
    """Write what goes wrong to DATA/log/desk.log; it holds places in the program, never people."""
    try:
        make_folder(folder.parent)  # the log comes first, but the data folder is nobody else's
        make_folder(folder)
        file = folder / "desk.log"
        if file.exists() and file.stat().st_size > _LARGEST:
            file.replace(folder / "desk.log.1")
        handler = _Log(file, encoding="utf-8", delay=True)
    except (OSError, Unavailable):
        return  # a folder that cannot be written to is said when the register opens
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("guitu").addHandler(handler)


class _Log(logging.FileHandler):
    """Where nothing can be written (a full disk, no folder) an error is shown all the same."""

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            super().emit(record)


def catch(show: Callable[[str], None]) -> None:
    """Hand what breaks in the window's own thread to `show` instead of to the terminal."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        told = report(error)
        log.error("%s", told)
        show(told)

    sys.excepthook = hook


def show_failure(parent: QWidget, told: str) -> "QMessageBox":
    """A box beside the work, not in front of it: nothing waits for it to be closed."""
    from PySide6.QtWidgets import QMessageBox  # takes longer to load than the rest of this file

    box = QMessageBox(parent)
    box.setWindowModality(Qt.WindowModality.NonModal)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(QCoreApplication.translate("errors", "程序出错"))
    box.setText(
        QCoreApplication.translate(
            "errors",
            "刚才这一步没有做成，已录入的内容还在。请再试一次；仍不行，请把下面的内容发给维护人员。",
        )
    )
    box.setDetailedText(told)
    box.addButton(QCoreApplication.translate("errors", "知道了"), QMessageBox.ButtonRole.AcceptRole)
    box.show()
    return box
