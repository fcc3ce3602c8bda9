"""Printing a paper beside the window: made, then handed to the printer that was chosen."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject

from app.devices import printer
from app.devices.printer import Printer
from app.domain.errors import Unavailable
from ui.jobs import Jobs, Sorry

QT = "qt:"


def choose(spec: str) -> Printer:
    """The printer of a setting: NAME, qt:NAME, file:FOLDER or none."""
    plain = spec in {"", "none"} or spec.startswith("file:")
    if spec.startswith(QT) or (sys.platform == "win32" and not plain):
        from ui.qt_printer import QtPrinter  # its plugins take a moment to load

        return QtPrinter(spec.removeprefix(QT))
    return printer.choose(spec)


def on_offer() -> list[str]:
    """Printers that can be chosen here, as settings name them; slow, asks the print system."""
    from ui.qt_printer import names

    try:
        of_cups = [] if sys.platform == "win32" else printer.on_offer()
    except Unavailable:
        of_cups = []
    prefix = "" if sys.platform == "win32" else QT
    return of_cups + [f"{prefix}{name}" for name in names() if name not in of_cups]


def print_paper(
    jobs: Jobs,
    owner: QObject,
    spec: str,
    make: Callable[[], bytes],
    title: str,
    then: Callable[[str], None],
    refused: Sorry | None = None,
) -> None:
    """Make the PDF and print it; `then` hears where it went."""

    def work() -> str:
        return choose(spec).send(make(), title)

    jobs.beside(owner, work, then, refused)
