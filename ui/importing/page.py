"""旧登记导入: a file is chosen, its columns are named, it is looked through, and taken over."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout

from app.desk import taking_over
from app.desk.taking_over import Checked, Done, Head
from app.domain.errors import Refused, Unavailable
from app.domain.old_register import Field
from app.words.old import others_in_words, repeated_in_words, wrong_in_words
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.fields import TextField
from ui.importing.columns import ColumnsTable
from ui.importing.going import CHECKING, GOING, IDLE, Going
from ui.kept import ONE, HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

FORM = "import"
_LINE = 33


def _as_one(headings: Sequence[str]) -> str:
    return "\n".join(headings)


class ImportPage(PageWidget):
    """Chosen file and columns outlive a crash; what was taken over is not taken over again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lang = desk.settings.lang
        self._read_from = self._columns_of = ""
        self._checked: Checked | None = None
        self._columns_kept: dict[int, Field] = {}
        self._heads_kept = self._others = ""
        self.file = TextField(
            self.tr("旧登记文件（xlsx、CSV，第一行是列名，每行一次来站）"), longest=400
        )
        titles = (self.tr("文件里的列"), self.tr("第一行的内容"), self.tr("← 是什么 →"))
        self.columns = ColumnsTable(titles, self.tr("各列是什么"), self._lang)
        self.said: RowTable[str] = RowTable(
            [Column(title=self.tr("检查结果"), width=0, cell=lambda told: Cell(text=told))],
            self.tr("检查结果"),
        )
        self.line = words("", "label", wrap=True)
        self.summary = words("", "strong", wrap=True)
        self.told = SayLine()
        self.bar = QProgressBar()
        self.going = Going(desk, self)
        self.kept = HalfFilled(desk, FORM, self._now, self)
        self._lay_out()
        self._connect()

    def keys(self) -> list[Key]:
        """Choose, look through, take over, stop."""
        if self.going.state == GOING:
            return [Key(key="F3", words=self.tr("停止"), do=self.going.stop)]
        back = Key(key="Esc", words=self.tr("返回"), do=self.desk.back)
        if self.going.state == CHECKING:
            return [back]
        found = [back, Key(key="F4", words=self.tr("选文件"), do=self._choose)]
        if self.columns.columns:
            found.append(Key(key="F6", words=self.tr("检查（不写入）"), do=self._check))
        if self._checked and self._checked.good:
            do, icon = self._start, "check"
            found.append(Key(key="F9", words=self.tr("导入"), do=do, primary=True, icon=icon))
        return found

    def open_for(self, _subject: UUID | None) -> None:
        """What was begun is there again."""
        self.kept.start()

    def arrive(self) -> None:
        """The file, or its columns."""
        where = self.columns if self.columns.rows.rows else self.file
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """The desk closes: after the portion that is being written."""
        self.going.stop()
        self.kept.stop()

    def _now(self) -> tuple[UUID, dict[str, str]] | None:
        file = self.file.value()
        if not file:
            return ONE, {}
        columns = msgspec.json.encode(taking_over.plain(self.columns.columns)).decode()
        heads = _as_one([one.heading for one in self.columns.rows.rows])
        return ONE, {
            "file": file, "columns": columns, "heads": heads, "going": self.going.state
        }  # fmt: skip

    def _come_back(self) -> None:
        before = self.kept.of(ONE)
        if not before or self.file.value():
            return
        self.file.set_value(before.get("file", ""))
        kept = msgspec.json.decode(before.get("columns", "{}"), type=dict[str, str])
        self._columns_kept, self._heads_kept = taking_over.again(kept), before.get("heads", "")
        self._read_head()
        if before.get("going") == GOING:
            self.told.say(
                self.tr("上次没有导入完。按 F6 检查，再按 F9 接着导入，已导入的不会重复。"), "warn"
            )

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("旧登记文件"), self.file.value())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def choose(self, file: str) -> None:
        """Read the beginning of a file."""
        self.file.set_value(file)
        self._read_head()

    def _read_head(self) -> None:
        typed = self.file.value()
        if not typed or typed == self._read_from:
            return
        file, self._read_from, self._others = Path(typed), typed, ""
        self._forget_check()

        def show(head: Head) -> None:
            if self.file.value() == typed:
                # What was chosen is of these very headings: in another order they mean another.
                same = _as_one(head.headings) == self._heads_kept
                chosen = self._columns_kept if same else dict(head.columns)
                self._columns_kept, self._heads_kept = {}, ""
                self._columns_of = typed
                self.columns.show_head(head, chosen)
                self._others = others_in_words(head.others, self._lang)
                self.told.say(self._others, "warn")
                self.keys_changed.emit()
                self.arrive()

        self.desk.jobs.beside(self, lambda: taking_over.head(file), show, self._sorry)

    def _renamed(self, typed: str) -> None:
        """Another file is another check: F9 takes over what was looked through and nothing else."""
        if self._checked is not None and typed != self._columns_of:
            self._forget_check()

    def _check(self) -> None:
        if self.file.value() != self._columns_of:  # another one was named since
            self._read_from = ""
            self._read_head()
            return
        try:
            taking_over.must_map(self.columns.columns)
        except Refused as no:
            self._sorry(no)
            return
        self._forget_check()
        self.going.check(Path(self.file.value()), self.columns.columns)

    def _start(self) -> None:
        self.going.start(Path(self.file.value()), self.columns.columns)
        self.kept.keep()

    def _forget_check(self) -> None:
        self._checked = None
        self.told.say(self._others, "warn")
        self.summary.setText("")
        self.said.show_rows([])
        self.line.setText("")
        self.keys_changed.emit()

    def _show_checked(self, found: Checked) -> None:
        self._checked = found
        facts = {"rows": found.rows, "good": found.good, "bad": found.bad}
        self.summary.setText(say("old.found", self._lang, **facts, undated=found.undated))
        told = [wrong_in_words(one, self._lang) for one in (*found.wrong, *found.kept)]
        told += [repeated_in_words(who, lines, self._lang) for who, lines in found.repeated]
        self.said.show_rows(told or [self.tr("没有错误，也没有可能重复的人。")])
        self.bar.setMaximum(max(found.good, 1))
        self.keys_changed.emit()

    def _went(self, done: Done) -> None:
        self.bar.setValue(done.added + done.already + done.erased)
        self.summary.setText(say("old.progress", self._lang, line=done.line, added=done.added))

    def _ended(self, done: Done) -> None:
        bad = self._checked.bad if self._checked else 0
        told = say(
            "old.done", self._lang, added=done.added, already=done.already, erased=done.erased,
            bad=bad,
        )  # fmt: skip
        self.summary.setText(told)
        if self.going.stopped:
            stopped = self.tr("已停止，已导入的都是完整的。再按 F9 接着导入。")
            self.told.say(stopped, "warn")
            return
        self.kept.drop(ONE)
        self.desk.tell(Telling(words=told, tone="ok"))

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._read_from = ""
        self.told.say(self.desk.sentence(sorry), "warn")
        self.keys_changed.emit()

    def _turn(self) -> None:
        running = self.going.state != IDLE
        self.bar.setVisible(running)
        if self.going.state == CHECKING:
            self.bar.setMaximum(0)
        for part in (self.file, self.columns):
            part.setEnabled(not running)
        self.keys_changed.emit()

    def _connect(self) -> None:
        self.file.on_enter(self._read_head)
        self.file.changed.connect(self._renamed)
        self.columns.changed.connect(self._forget_check)
        self.said.moved.connect(lambda told: self.line.setText(told or ""))
        self.kept.loaded.connect(self._come_back)
        self.going.turned.connect(self._turn)
        self.going.checked.connect(self._show_checked)
        self.going.went.connect(self._went)
        self.going.ended.connect(self._ended)
        self.going.failed.connect(self._sorry)

    def _lay_out(self) -> None:
        self.said.verticalHeader().setDefaultSectionSize(px(_LINE))
        self.columns.verticalHeader().setDefaultSectionSize(px(_LINE))
        self.bar.setAccessibleName(self.tr("导入进度"))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(px(8))
        self.bar.hide()
        left, right = (
            Card(self.tr("各列是什么"), "description"),
            Card(self.tr("检查和导入"), "check"),
        )
        left.body.addWidget(self.columns, 1)
        told = self.tr("先检查：不写入任何内容。每行是一个单独的档案，不会自动合并。")
        right.body.addWidget(words(told, "label", wrap=True))
        right.body.addWidget(self.summary)
        right.body.addWidget(self.bar)
        right.body.addWidget(self.said, 1)
        right.body.addWidget(self.line)  # a line of the table ends where the card does
        row = QHBoxLayout()
        row.setSpacing(px(GAP))
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(self.file)
        whole.addWidget(self.told)
        whole.addLayout(row, 1)
