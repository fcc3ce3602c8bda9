"""Where papers go: a printer by name, a folder of PDF files, or nowhere."""

import sys
from pathlib import Path
from typing import Protocol

from app.devices.handlers.printer_cups import CupsPrinter, printers
from app.devices.handlers.printer_folder import FolderPrinter
from app.domain.errors import Unavailable


class Printer(Protocol):
    """A place that takes finished papers; slow, so never called on the window's thread."""

    @property
    def name(self) -> str:
        """What to call it in the status bar."""

    def check(self) -> None:
        """Raise Unavailable if a paper sent now would not come out."""

    def send(self, paper: bytes, title: str) -> str:
        """Print a PDF; say where it went, or raise Unavailable with what to do."""


class NoPrinter:
    """No paper comes out here; it can still be looked at and printed from the preview."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def check(self) -> None:
        """Say what to do instead."""
        if self.name:
            raise Unavailable("printer.from_the_preview", name=self.name)
        raise Unavailable("printer.none")

    def send(self, paper: bytes, title: str) -> str:  # noqa: ARG002 - nothing takes them
        """Refuse: nothing would come out."""
        self.check()
        return ""


def choose(spec: str) -> Printer:
    """The printer of a setting: NAME, file:FOLDER or none."""
    if spec in {"", "none"}:
        return NoPrinter()
    if spec.startswith("file:"):
        return FolderPrinter(Path(spec.removeprefix("file:")).absolute())
    if sys.platform == "win32":
        # Windows' printers are reached through Qt, which only the window knows.
        return NoPrinter(spec)
    return CupsPrinter(spec)


def on_offer() -> list[str]:
    """Names of CUPS' printers that take papers; Unavailable where there is no print system."""
    return printers()
