"""Printing a paper beside the window: made, then handed to the printer that was chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.devices.printer import choose
from ui.jobs import Jobs, Sorry


def print_paper(
    jobs: Jobs,
    owner: QObject,
    printer: str,
    make: Callable[[], bytes],
    title: str,
    then: Callable[[str], None],
    refused: Sorry | None = None,
) -> None:
    """Make the PDF and print it; `then` hears where it went."""

    def work() -> str:
        return choose(printer).send(make(), title)

    jobs.beside(owner, work, then, refused)
