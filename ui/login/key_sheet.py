"""The sheet with the recovery key: printed, or said how it is kept without a printer."""

from PySide6.QtCore import QObject

from app import clock
from app.domain.errors import Refused, Unavailable
from app.words.say import say, sentence
from ui.cards import SayLine
from ui.jobs import Jobs
from ui.print import print_paper


def print_key(
    jobs: Jobs, owner: QObject, told: SayLine, printer: str, lang: str, station: str, key: str
) -> None:
    """Print it, and say in `told` where it went and what is to be done now."""
    at = clock.now()

    def make() -> bytes:
        from app.paper.recovery import recovery_sheet  # reportlab only when printing

        return recovery_sheet(station, key, at, lang=lang)

    def printed(where: str) -> None:
        if printer.startswith("file:"):
            # Whoever opens that file holds the key of the register.
            told.say(say("recovery.in_a_file", lang, file=where), "warn")
        else:
            told.say(say("recovery.printed", lang), "ok")

    def not_printed(sorry: Refused | Unavailable) -> None:
        # It is never shown again: preview and printing later, as for other papers, do not exist.
        by_hand = sorry.key == "printer.none"
        told.say(say("recovery.by_hand", lang) if by_hand else sentence(sorry, lang), "warn")

    print_paper(jobs, owner, printer, make, "recovery", printed, not_printed)
