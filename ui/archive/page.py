"""年度归档: a year, why, a folder; goes on where it was stopped; an archive is checked here too."""

from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout

from app import clock
from app.clock import local
from app.desk import archive, archive_end, door, drafts
from app.desk.archive import Human, Plan, Wanted
from app.desk.papers import Issuer
from app.domain.archive import Verified
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Officer, Right
from app.store.register import Register
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.fields import TextField
from ui.kept import ONE, HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

_LINE, _MOST_SAID = 33, 500
_PLACES = {
    "archive.year": "year", "archive.nobody": "year", "archive.needs_purpose": "why",
    "archive.too_long": "why", "archive.one_officer": "second", "archive.unreadable": "out",
    "archive.no_list": "out", "archive.there_already": "out", "handed.no_folder": "out",
    "handed.needs_folder": "out",
    "handed.inside_data": "out", "register.disk_full": "out", "register.not_writable": "out",
}  # fmt: skip


class ArchivePage(PageWidget):
    """One person after the other, so that it can be stopped between two."""

    wrote = Signal(int)
    """So many files of the person that is being archived; out of another thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.plan: Plan | None = None
        self._left: list[Human] = []
        self._running = self._stopping = False
        self.year = TextField(self.tr("哪一年来站的人"), latin=True, longest=4)
        self.why = TextField(self.tr("用途：为什么归档，交给谁保管"), longest=200)
        self.out = TextField(
            self.tr("放到哪个文件夹（F4 选择）；核对时选归档的文件夹"), longest=400
        )
        self.second = TextField(
            self.tr("连同受保密保护的人：同意的另一人登录名（可空）"), latin=True, longest=40
        )
        self.password = TextField(self.tr("同意人的密码"), longest=200, secret=True)
        self.told = SayLine()
        self.bar = QProgressBar()
        self.found: RowTable[str] = RowTable(
            [Column(title=self.tr("核对结果"), width=0, cell=lambda told: Cell(text=told))],
            self.tr("核对结果"),
        )
        self.half_filled = HalfFilled(desk, drafts.ARCHIVE, self._typed, self)
        self.half_filled.loaded.connect(self._come_back)
        self.wrote.connect(self._move_on)
        self._lay_out()

    def keys(self) -> list[Key]:
        """Make, stop, check."""
        if self._running:
            return [Key(key="F3", words=self.tr("停止（下次接着做）"), do=self.stop)]
        return [
            Key(key="Esc", words=self.tr("返回"), do=self.desk.back),
            Key(key="F4", words=self.tr("选文件夹"), do=self._choose_folder),
            Key(key="F6", words=self.tr("核对归档"), do=self.check),
            Key(key="F9", words=self.tr("开始归档"), do=self.start, primary=True, icon="check"),
        ]

    def open_for(self, _subject: UUID | None) -> None:
        """Last year, unless something was typed before."""
        self.half_filled.start()
        if not self.year.value():
            self.year.set_value(str(local(clock.now()).year - 1))

    def arrive(self) -> None:
        """The first field."""
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """After the person that is being archived."""
        self.stop()
        self.half_filled.stop()

    def stop(self) -> None:
        """Between two people; who is archived stays."""
        self._stopping = True

    def start(self) -> None:
        """F9: who agrees first, where sealed people are to be in it."""
        self._unwarn()
        if not self.out.value():
            self._sorry(Refused("handed.needs_folder"))
            return
        if not Path(self.out.value()).is_dir():
            self._sorry(Refused("handed.no_folder", folder=self.out.value()))
            return
        self._running, self._stopping = True, False
        self.keys_changed.emit()
        if not self.second.value():
            self._plan(None)
            return
        data, login, password = self.desk.settings.data, self.second.value(), self.password.value()
        jobs = self.desk.jobs

        def known(officer: UUID) -> None:
            jobs.desk(self, lambda register: door.working(register, officer), self._plan, refused)

        def refused(sorry: Refused | Unavailable) -> None:
            self._sorry(sorry, self.second)

        jobs.beside(self, lambda: door.second_of(data, login, password), known, refused)

    def _plan(self, second: Officer | None) -> None:
        self.password.set_value("")
        typed = self.year.value()
        year = int(typed) if typed.isascii() and typed.isdigit() else 0
        wanted = Wanted(year=year, purpose=self.why.value(), second=second)
        officer, station, at = self.desk.officer, self.desk.station, clock.now()
        jobs, out, data = self.desk.jobs, Path(self.out.value()), self.desk.settings.data

        def planned(made: Plan) -> None:
            jobs.beside(
                self,
                lambda: archive.begin(made, out, data),
                lambda half: jobs.desk(
                    self, door.signer, lambda key: self._begun(made, half, key), self._sorry
                ),
                self._sorry,
            )

        jobs.read(
            self,
            lambda asks: archive.plan(asks, wanted, station, by=officer, at=at),
            planned,
            self._sorry,
        )

    def _begun(self, made: Plan, half: Path, key: Ed25519PrivateKey) -> None:
        self.plan, self._half, self._left = made, half, list(made.humans)
        years = self.desk.settings.keep_file_years
        self._issuer = Issuer(
            station=self.desk.station, officer=self.desk.officer, key=key, keep_years=years
        )
        self.bar.setRange(0, len(self._left))
        self.bar.setValue(0)
        self.bar.show()
        self._next()

    def _next(self) -> None:
        made, jobs, officer = self.plan, self.desk.jobs, self.desk.officer
        if made is None or self._stopping:
            self._stopped()
            return
        done = len(made.humans) - len(self._left)
        self.bar.setValue(done)
        lang = self.desk.settings.lang
        self.told.say(say("archive.progress", lang, done=done, many=len(made.humans)), "info")
        if not self._left:
            self._finish(made)
            return
        one, half, issuer = self._left.pop(0), self._half, self._issuer

        def log(register: Register) -> None:
            archive.log(register, one, made, by=officer, at=clock.now())

        def put(_none: object) -> None:
            jobs.read(
                self,
                lambda asks: archive.put(
                    asks, one, made, half, issuer, at=clock.now(), lang=lang, written=self._written
                ),
                lambda _new: self._next(),
                self._sorry,
            )

        jobs.desk(self, log, put, self._sorry)

    def _written(self, files: int) -> None:
        if files % archive.TOLD_EACH == 0:
            self.wrote.emit(files)

    def _move_on(self, files: int) -> None:
        """Somebody has very many papers: it goes on all the same."""
        if self._running and self.plan is not None:
            facts = {"done": self.bar.value(), "many": self.bar.maximum(), "files": files}
            told = say("archive.progress_within", self.desk.settings.lang, **facts)
            self.told.say(told, "info")

    def _finish(self, made: Plan) -> None:
        out, issuer, lang = Path(self.out.value()), self._issuer, self.desk.settings.lang

        def ended(place: Path) -> None:
            self._running = False
            self.bar.hide()
            self.half_filled.drop(ONE)
            facts = {"people": len(made.humans), "visits": archive.many(made.humans)}
            told = say("archive.done", lang, folder=place, sealed=made.sealed, **facts)
            self.told.say(told, "ok")
            self.desk.tell(Telling(words=told, tone="ok"))
            self.keys_changed.emit()

        self.desk.jobs.read(
            self,
            lambda asks: archive_end.finish(asks, made, out, issuer, at=clock.now(), lang=lang),
            ended,
            self._sorry,
        )

    def check(self) -> None:
        """F6: an archive against its signed list."""
        self._unwarn()
        if not self.out.value():
            self._sorry(Refused("handed.needs_folder"))
            return
        folder = Path(self.out.value())
        self.told.say(self.tr("正在核对……"), "info")
        self.desk.jobs.beside(self, lambda: archive_end.verify(folder), self._checked, self._sorry)

    def _checked(self, found: Verified) -> None:
        from app.archiving import in_words

        *lines, whole = in_words(found, self.desk.settings.lang)
        self.told.say(whole, "ok" if found.is_whole else "bad")
        self.found.show_rows(lines[:_MOST_SAID])
        self.found.setVisible(bool(lines))

    def _stopped(self) -> None:
        self._running = False
        self.bar.hide()
        self.told.say(say("archive.stopped", self.desk.settings.lang), "warn")
        self.keys_changed.emit()

    def _sorry(self, sorry: Refused | Unavailable, field: TextField | None = None) -> None:
        self._running = False
        self.bar.hide()
        self.told.say("")
        place = field or getattr(self, _PLACES.get(sorry.key, ""), None)
        if isinstance(place, TextField):
            place.warn(self.desk.sentence(sorry))
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.told.say(self.desk.sentence(sorry), "warn")
        self.keys_changed.emit()

    def _unwarn(self) -> None:
        self.told.say("")
        self.found.hide()
        for one in (self.year, self.why, self.out, self.second):
            one.warn("")

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("文件夹"), self.out.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.out.set_value)
        dialog.open()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        typed = {name: getattr(self, name).value() for name in ("why", "out", "year")}
        if not typed["why"] and not typed["out"]:
            return ONE, {}
        return ONE, typed

    def _come_back(self) -> None:
        for name, value in self.half_filled.of(ONE).items():
            if name in ("why", "out", "year"):
                getattr(self, name).set_value(value)

    def _lay_out(self) -> None:
        card = Card(self.tr("年度归档"), "history")
        told = self.tr(
            "每人一个文件夹：文书（PDF）、记录（JSON）、照片和签名，另有全年目录和签名的校验清单。"
            "文件没有加密；受保密保护的人不归入，除非两人同意。每个人都会记下一次查看。"
        )
        card.body.addWidget(words(told, "label", wrap=True))
        card.row((self.year, 2), (self.why, 5))
        card.row((self.out, 1))
        may = self.desk.officer.may(Right.SEALED)
        if may:
            card.row((self.second, 4), (self.password, 3))
        else:
            for one in (self.second, self.password):
                one.setParent(self)
                one.hide()
        card.body.addWidget(self.told)
        card.body.addWidget(self.bar)
        self.bar.hide()
        self.found.verticalHeader().setDefaultSectionSize(px(_LINE))
        self.found.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        row = QHBoxLayout()
        row.addWidget(card)
        whole.addLayout(row)
        whole.addWidget(self.found, 1)
        whole.addStretch(0)
