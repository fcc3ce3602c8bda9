"""导入寻人登记: a PFIF file is looked through, every record told, and what is new is taken; what it
would change or end in an inquiry that is there waits for a yes to each."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QProgressBar, QVBoxLayout

from app import clock
from app.desk import pfif_import
from app.desk.pfif_import import Difference, Piece, Seen, Took
from app.domain.errors import Refused, Unavailable
from app.domain.pfif_report import Fate, Report
from app.store.register import Register
from app.words.pfif import line_in_words, summary_in_words
from ui.cards import Card, SayLine
from ui.fields import TextField
from ui.kept import ONE, HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px
from ui.tracing.pfif_changes import ChangesTable

FORM = "pfif"
PORTION = 4
"""So many records are written at once, so that whoever saves beside it does not wait."""
MOST_LINES = 5_000
_LINE = 33
_SHOWN = 5
"""So many of what a rule said no to are told with why."""


class PfifPage(PageWidget):
    """Nothing is written before the report was seen; what was taken is not taken again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lang = desk.settings.lang
        self.report: Report | None = None
        self.going = ""
        self._pieces: Iterator[Piece] = iter(())
        self._taken = self._new = self._number = 0
        self._refused: list[str] = []
        self._gone = 0
        self.file = TextField(self.tr("PFIF 文件（.xml，1.1 至 1.4）"), longest=400)
        self.said: RowTable[str] = RowTable(
            [Column(title=self.tr("每一条的结果"), width=0, cell=lambda told: Cell(text=told))],
            self.tr("每一条的结果"),
        )
        self.said.verticalHeader().setDefaultSectionSize(px(_LINE))
        self.changes = ChangesTable(desk.settings.lang)
        self.told, self.bar = SayLine(), QProgressBar()
        self.kept = HalfFilled(desk, FORM, self._now, self)
        self._lay_out()
        self.file.on_enter(self._check)
        self.file.changed.connect(lambda _text: self._forget())
        self.kept.loaded.connect(self._come_back)
        self.changes.marked.connect(self.keys_changed)

    def keys(self) -> list[Key]:
        """Choose, look through, take, stop."""
        if self.going:
            return [Key(key="F3", words=self.tr("停止"), do=self.stop)]
        found = [
            Key(key="Esc", words=self.tr("返回"), do=self.desk.back),
            Key(key="F4", words=self.tr("选文件"), do=self._choose),
            Key(key="F6", words=self.tr("检查（不写入）"), do=self._check),
        ]
        report = self.report
        if any(not one.ends for one in self.changes.rows.rows):
            all_ = self.changes.agree_to_changes
            found.append(Key(key="F7", words=self.tr("全部同意补充"), do=all_))
        # Of a file that was broken off nothing is taken, and nobody's search ends by it.
        agreed = self.changes.agreed
        if report and not report.broken and (report.count(Fate.TAKEN, "person") or agreed):
            do = self._start
            found.append(Key(key="F9", words=self.tr("导入"), do=do, primary=True, icon="check"))
        return found

    def open_for(self, _subject: UUID | None) -> None:
        """What was begun is there again."""
        self.kept.start()

    def arrive(self) -> None:
        """The file."""
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The desk closes: after the portion that is being written."""
        self.stop()
        self.kept.stop()

    def stop(self) -> None:
        """After the portion that is being written."""
        self.going = ""

    def _now(self) -> tuple[UUID, dict[str, str]] | None:
        file = self.file.value()
        return ONE, ({"file": file} if file else {})

    def _come_back(self) -> None:
        before = self.kept.of(ONE)
        if before and not self.file.value():
            self.file.set_value(before.get("file", ""))

    def _forget(self) -> None:
        self.report = None
        self._offer([])
        self.said.show_rows([])
        self.told.say("")
        self.keys_changed.emit()

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("PFIF 文件"), self.file.value())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def choose(self, file: str) -> None:
        """This file."""
        self.file.set_value(file)
        self._check()

    def _check(self) -> None:
        """F6: every record, and what would become of it."""
        if not self.file.value():
            self._sorry(Refused("pfif_import.needs_file"))
            return
        path, now, own = Path(self.file.value()), clock.now(), self.desk.settings.publisher_domain
        self._turn("checking")
        self.told.say(self.tr("正在检查…"))

        def going(_done: int, _of: int) -> bool:
            return bool(self.going)

        def look(known: pfif_import.Before) -> None:
            self.desk.jobs.beside(
                self,
                lambda: pfif_import.look_whole(path, now, known, own, going),
                self._compare,
                self._sorry,
            )

        self.desk.jobs.desk(self, pfif_import.before, look, self._sorry)

    def _compare(self, seen: Seen) -> None:
        """What of it is here already, and what it would change."""

        def checked(found: list[Difference]) -> None:
            by = self.desk.officer
            if found:
                self.desk.jobs.desk(
                    self,
                    lambda r: pfif_import.note_shown(r, found, by=by, at=clock.now()),
                    lambda _nothing: self._checked(seen, found),
                    self._sorry,
                )
            else:
                self._checked(seen, found)

        self.desk.jobs.read(
            self, lambda asks: pfif_import.differences(asks, seen), checked, self._sorry
        )

    def _checked(self, seen: Seen, found: list[Difference]) -> None:
        report, self._gone = seen.report, len(seen.erased)
        self._offer(found)
        self._turn("")
        self.report = report
        lang = self._lang
        lines = [line_in_words(line, lang) for line in report.lines[:MOST_LINES]]
        if len(report.lines) > MOST_LINES:
            lines.append(self.tr("… 还有 {0} 条").format(len(report.lines) - MOST_LINES))
        self.said.show_rows(lines)
        told = list(summary_in_words(report, lang))
        told += self._of_those_here(found)
        warn = report.broken or found or seen.erased
        self.told.say("　".join(told), "warn" if warn else "info")
        self.keys_changed.emit()
        if found:
            self.changes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _of_those_here(self, found: list[Difference]) -> list[str]:
        """What needs a yes, and what stays away."""
        told = []
        if found:
            ends = sum(one.ends for one in found)
            words = self.tr(
                "会补充已有登记 {0} 份，会结束 {1} 份：逐条看，同意的按空格；不同意的保持原样。"
            )
            told.append(words.format(len(found) - ends, ends))
        if self._gone:
            words = self.tr("{0} 条的登记已按要求删除，不再收入；家属又来寻人的，请新登记。")
            told.append(words.format(self._gone))
        return told

    def _offer(self, found: list[Difference]) -> None:
        self.changes.offer(found)
        self.changes.setVisible(bool(found))

    def _start(self) -> None:
        """F9: what is new becomes inquiries; what was agreed to is added, or ends."""
        if self.report is None:
            return
        path, report, now = Path(self.file.value()), self.report, clock.now()
        self._pieces = pfif_import.pieces(path, report, now)
        self._taken = self._new = 0
        self._refused = []
        self._number = report.count(Fate.TAKEN, "person")
        self.bar.setRange(0, max(self._number, 1))
        self.bar.show()
        self._turn("going")
        by, agreed = self.desk.officer, frozenset(self.changes.agreed)

        def deed(register: Register) -> int:
            at = clock.now()
            return pfif_import.end_expired(register, report, by=by, at=at, agreed=agreed)

        self.desk.jobs.desk(self, deed, lambda _ended: self._next(), self._sorry)

    def _next(self) -> None:
        if not self.going:
            self._end()
            return
        some = self._pieces
        self.desk.jobs.beside(self, lambda: list(islice(some, PORTION)), self._read, self._sorry)

    def _read(self, some: list[Piece]) -> None:
        if not some:
            self.going = ""
            self._end()
            return
        name, station, by = Path(self.file.value()).name, self.desk.station, self.desk.officer
        agreed = frozenset(self.changes.agreed)

        def deed(register: Register) -> Took:
            at = clock.now()
            return pfif_import.take(register, some, station, name, by=by, at=at, agreed=agreed)

        def written(took: Took) -> None:
            self._taken, self._new = self._taken + len(some), self._new + took.new
            self._refused += [f"{id_}：{self.desk.sentence(why)}" for id_, why in took.refused]
            self.bar.setValue(self._taken)
            self._next()

        self.desk.jobs.desk(self, deed, written, self._sorry)

    def _end(self) -> None:
        self._turn("")
        self.bar.hide()
        told = self.tr("已处理 {0} 条，新增或补充 {1} 条。").format(self._taken, self._new)
        if self._taken < self._number:
            told += self.tr("没有处理完：再按 F9 接着导入，已导入的不会重复。")
        many = len(self._refused)
        left = self.tr("{0} 条没有收入：{1}").format(many, "；".join(self._refused[:_SHOWN]))
        self.told.say(left if many else "", "warn")
        self.desk.tell(Telling(words=told, tone="ok"))

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._turn("")
        self.bar.hide()
        self.told.say(self.desk.sentence(sorry), "warn")

    def _turn(self, state: str) -> None:
        self.going = state
        self.keys_changed.emit()

    def _lay_out(self) -> None:
        card = Card(self.tr("导入寻人登记"), "description")
        card.body.addWidget(self.file)
        card.body.addWidget(self.told)
        card.body.addWidget(self.bar)
        self.bar.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(card)
        whole.addWidget(self.changes, 1)
        whole.addWidget(self.said, 1)
        self.changes.hide()
