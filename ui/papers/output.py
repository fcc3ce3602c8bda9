"""A paper is made, shown, printed or saved; whatever leaves the desk is noted."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app import clock
from app.desk import papers
from app.desk.door import signer
from app.desk.papers import Case, Made
from app.devices import ofd
from app.domain.errors import Refused, Unavailable
from app.paper import forms
from app.store.register import Register
from app.words.say import say
from ui.jobs import Sorry
from ui.page import Desk, Telling
from ui.print import choose, print_paper

Ended = Callable[[Refused | Unavailable | None], None]
"""Told when a paper is out, or why it is not."""


class Output:
    """The way out for one page's papers. Every print is made anew, so that the mark is right."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        self._desk, self._owner = desk, owner
        self._busy = False
        self._ended: Ended | None = None
        self.cases: dict[UUID, Case] | None = None
        """Facts of the visit whose papers are printed in one go; None: asked for each paper."""
        self._unnoted: dict[tuple[str, UUID], tuple[Made, str]] = {}
        """What came out while it could not be written down: only that is made good, so that
        nothing is printed twice."""

    def make(
        self, form: str, subject: UUID, then: Callable[[Made], None], refused: Sorry | None = None
    ) -> None:
        """The PDF as it would be printed now; nothing is noted.

        The writer is asked only for the key; drawing takes long and goes beside it.
        """
        officer, station = self._desk.officer, self._desk.station
        at, lang, jobs = clock.now(), self._desk.settings.lang, self._desk.jobs
        years = self._desk.settings.keep_file_years

        def draw(key: Ed25519PrivateKey) -> None:
            issuer = papers.Issuer(
                station=station, officer=officer, key=key, keep_years=years, cases=self.cases
            )
            jobs.read(
                self._owner,
                lambda reader: papers.make(reader, form, subject, issuer, at=at, lang=lang),
                then,
                refused,
            )

        jobs.desk(self._owner, signer, draw, refused)

    def print(self, form: str, subject: UUID, ended: Ended | None = None) -> bool:
        """Print; one at a time, so that two presses of a key are not two first copies.

        Whoever gives `ended` is told instead of the officer; False: another one is printing.
        """
        if self._busy:
            return False
        self._busy, self._ended = True, ended
        if out := self._unnoted.get((form, subject)):
            self._note(*out, "paper.printed")
        else:
            self.make(form, subject, self._send, self._sorry)
        return True

    def save_as(self, form: str, subject: UUID, name: str) -> None:
        """Ask where, without holding up the window."""
        dialog = QFileDialog(self._owner, say("paper.save_as", self._desk.settings.lang))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.save(form, subject, Path(chosen)))
        dialog.open()

    def save(self, form: str, subject: UUID, path: Path) -> None:
        """Save the paper as a file; a file can be printed, so it counts as a copy."""
        if self._busy:
            return
        self._busy, self._ended = True, None
        self.make(form, subject, lambda made: self._write(made, path), self._sorry)

    def check_printer(self) -> None:
        """Show in the status bar whether a paper sent now would come out."""
        printer = self._desk.settings.printer

        def check() -> None:
            ofd.drop_left()
            choose(printer).check()

        self._desk.jobs.beside(self._owner, check, self._printer_well, self._printer_ill)

    def check_texts(self) -> None:
        """Say what a province's own texts need; papers are printed all the same."""
        folder, lang = self._desk.settings.data / forms.OWN, self._desk.settings.lang

        def look() -> tuple[int, str]:
            from app.paper.own import check
            from app.paper.own_told import told

            slips = check(folder) if folder.is_dir() else ()
            return len(slips), told(slips[0], folder, lang) if slips else ""

        def tell(found: tuple[int, str]) -> None:
            many, first = found
            if many:
                words = say("forms.told", lang, many=many, first=first)
                self._desk.tell(Telling(words=words, tone="warn"))

        self._desk.jobs.beside(self._owner, look, tell)

    def _send(self, made: Made) -> None:
        settings, title = self._desk.settings, made.name.removesuffix(".pdf")
        labels = settings.label_printer if made.form == papers.LABEL else ""
        printer = labels or settings.printer
        print_paper(
            self._desk.jobs,
            self._owner,
            printer,
            lambda: made.pdf,
            title,
            lambda where: self._note(made, where, "paper.printed"),
            self._not_printed,
        )

    def _write(self, made: Made, path: Path) -> None:
        def work() -> str:
            papers.save(made, path)
            return str(path)

        def saved(where: str) -> None:
            self._note(made, where, "paper.saved")

        self._desk.jobs.beside(self._owner, work, saved, self._sorry)

    def _note(self, made: Made, where: str, told: str) -> None:
        officer, at = self._desk.officer, clock.now()

        def note(register: Register) -> object:
            return papers.printed(register, made, where, by=officer, at=at)

        def noted(_printing: object) -> None:
            self._busy = False
            self._unnoted.pop((made.form, made.subject), None)
            self._make_ofd(made, where)
            if self._ended:
                self._ended(None)
                return
            lang = self._desk.settings.lang
            self._desk.tell(Telling(words=say(told, lang, where=where, copy=made.copy), tone="ok"))

        def unnoted(sorry: Refused | Unavailable) -> None:
            self._unnoted[made.form, made.subject] = made, where
            self._sorry(sorry)

        self._desk.jobs.desk(self._owner, note, noted, unnoted)
        if told == "paper.printed":
            self._printer_well(None)

    def _make_ofd(self, made: Made, where: str) -> None:
        """Beside a PDF that was saved, where the settings name a program for it."""
        command, file = self._desk.settings.ofd_command, Path(where)
        if command and file.suffix == ".pdf" and file.is_absolute():
            self._desk.jobs.beside(
                self._owner,
                lambda: ofd.beside(command, file, made.pdf),
                lambda _file: None,
                lambda sorry: self._desk.tell(
                    Telling(words=self._desk.sentence(sorry), tone="warn")
                ),
            )

    def _not_printed(self, sorry: Refused | Unavailable) -> None:
        self._printer_ill(sorry)
        self._sorry(sorry)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._busy = False
        if self._ended:
            self._ended(sorry)
            return
        tone = "warn" if isinstance(sorry, Refused) or sorry.key == "printer.none" else "bad"
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone=tone))

    def _printer_well(self, _nothing: object) -> None:
        self._light("ok", "device.well")

    def _printer_ill(self, sorry: Refused | Unavailable) -> None:
        none = sorry.key == "printer.none"
        self._light("plain" if none else "bad", "device.not_set" if none else "device.away")

    def _light(self, tone: str, key: str) -> None:
        self._desk.light("printer", tone, say(key, self._desk.settings.lang))
