"""A printer of CUPS, the print system of Linux, through its own commands."""

import os
import shutil
import subprocess

from app.domain.errors import Unavailable

# printer-state-reasons (RFC 8011, 5.4.12) of which nothing comes out until somebody sees to it.
_TROUBLES = (
    "media-empty",
    "media-needed",
    "media-jam",
    "door-open",
    "toner-empty",
    "marker-supply-empty",
)
_PATIENCE = 20  # seconds; a print server that does not answer must not hold the desk


class CupsPrinter:
    """Prints vector PDFs through lp, by the printer's name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def check(self) -> None:
        """Unavailable unless CUPS knows the printer and it takes papers."""
        if self.name not in printers():
            raise Unavailable("printer.not_found", name=self.name)

    def send(self, paper: bytes, title: str) -> str:
        """Hand the paper to CUPS and give the printer's name."""
        self.check()
        if not _ready(self.name):
            raise Unavailable("printer.no_paper", name=self.name)
        answer = _ask("lp", "-d", self.name, "-t", title, "-s", paper=paper)
        if answer.returncode:
            raise Unavailable("printer.refused", name=self.name)
        return self.name


def printers() -> list[str]:
    """Names of the printers that accept papers; Unavailable when there is no print system."""
    answer = _ask("lpstat", "-a")
    words = [line.split() for line in answer.stdout.decode("utf-8", "replace").splitlines()]
    return [line[0] for line in words if line[1:2] == ["accepting"]]


def _ready(name: str) -> bool:
    """Whether the printer itself says nothing of paper, toner or doors."""
    told = _ask("lpstat", "-l", "-p", name).stdout.decode("utf-8", "replace")
    alerts = " ".join(line for line in told.splitlines() if line.strip().startswith("Alerts:"))
    return not any(trouble in alerts for trouble in _TROUBLES)


def _ask(command: str, *arguments: str, paper: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which(command)
    if program is None:
        raise Unavailable("printer.no_print_system")
    try:
        return subprocess.run(  # noqa: S603 - a fixed program; no shell reads the arguments
            [program, *arguments],
            input=paper,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable("printer.no_answer") from error
    except OSError as error:
        raise Unavailable("printer.no_print_system") from error
