"""对账单: the statement of a seller or of the paying account beside the vouchers of the station."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout

from app import clock
from app.desk import drafts, statements
from app.desk.statements import Compared, Statement, Written
from app.domain.errors import Refused, Unavailable
from app.domain.statement import LOOKED_AT, WRITTEN, Found, Outcome
from app.store.ask import Reader
from app.store.register import Register
from app.words.old import others_in_words
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.fields import TextField
from ui.kept import ONE, HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.lines import moment
from ui.pills import PillRow
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

_AT_ONCE = 20
_TONES = {Found.NEW: "info", Found.KNOWN: "plain", Found.AGREES: "ok"}
UNREAD, MISSING = "unread", "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the statement, or a voucher that is not in it."""

    line: int
    serial: str
    found: str
    told: str = ""
    looked_at: bool = True


class StatementsPage(PageWidget):
    """F4 chooses a file, F9 writes down what is new; whatever else there is a human looks at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lang = desk.settings.lang
        self._compared: Compared | None = None
        self._of = ""
        """The file that it was read from, as it was typed."""
        self._rows: list[Row] = []
        self._left: list[Outcome] = []
        self._done = Written(done=0)
        self._going = False
        self.file = TextField(self.tr("对账单（xlsx、CSV，第一行是列名）"), longest=400)
        self.file.on_enter(self._read)
        self.pills = PillRow(self.tr("只看"))
        self.kept = HalfFilled(desk, drafts.STATEMENT, self._typed, self)
        self.table: RowTable[Row] = RowTable(self._columns(), self.tr("对账结果"))
        self.told = SayLine()
        self.sums = words("", "strong", wrap=True)
        self.bar = QProgressBar()
        self._lay_out()
        self.pills.chosen.connect(lambda _wanted: self._filter())
        self.file.changed.connect(self._renamed)
        self.kept.loaded.connect(self._come_back)

    def keys(self) -> list[Key]:
        """Choose, write down, stop."""
        if self._going:
            return [Key(key="F3", words=self.tr("停止"), do=self._stop)]
        found = [
            Key(key="Esc", words=self.tr("返回"), do=self.desk.back),
            Key(key="F4", words=self.tr("选文件"), do=self._choose),
        ]
        if self._compared and self._compared.fresh:
            told = self.tr("写入 {0} 条").format(len(self._compared.fresh))
            found.append(Key(key="F9", words=told, do=self.write, primary=True, icon="check"))
        return found

    def open_for(self, _subject: UUID | None) -> None:
        """The file that was read last stays."""
        self.kept.start()
        self.about.emit(self.desk.station.name)

    def arrive(self) -> None:
        """The result, or where a file is named."""
        where = self.table if self._rows else self.file
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """After what is being written."""
        self._stop()
        self.kept.stop()

    def choose(self, file: str) -> None:
        """Read it and compare it."""
        self.file.set_value(file)
        self._read()

    def write(self) -> None:
        """F9: what is new, some lines at a time; each stands by itself."""
        if self._compared is None or self._going:
            return
        self._left = list(self._compared.fresh)
        self._done, self._going = Written(done=0), True
        self.bar.setRange(0, len(self._left))
        self._show_bar()
        self.keys_changed.emit()
        self._next()

    def _next(self) -> None:
        some, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        some = some if self._going else []
        if not some or self._compared is None:
            self._ended()
            return
        file, officer, at = self._compared.file, self.desk.officer, clock.now()

        def deed(register: Register) -> Written:
            return statements.write(register, some, file, by=officer, at=at)

        self.desk.jobs.desk(self, deed, self._wrote, self._sorry)

    def _wrote(self, done: Written) -> None:
        refused = (*self._done.refused, *done.refused)
        self._done = Written(done=self._done.done + done.done, refused=refused)
        self._show_bar()
        self._next()

    def _ended(self) -> None:
        self._going = False
        self.bar.hide()
        told = self.tr("已写入 {0} 条。").format(self._done.done)
        if self._done.refused:
            line, why = self._done.refused[0]
            more = self.tr("有 {0} 条没有写入，第一条在第 {1} 行：{2}")
            sentence = self.desk.sentence(why)
            told += more.format(len(self._done.refused), line.line, sentence)
        self.desk.tell(Telling(words=told, tone="warn" if self._done.refused else "ok"))
        self._read()

    def _stop(self) -> None:
        self._going = False

    def _show_bar(self) -> None:
        self.bar.show()
        self.bar.setValue(self._done.done + len(self._done.refused))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("对账单"), self.file.value())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choose)
        dialog.open()

    def _read(self) -> None:
        typed = self.file.value()
        if not typed:
            return
        self.file.warn("")
        self.told.say(self.tr("正在读取……"))
        file, officer = Path(typed), self.desk.officer

        def look(statement: Statement) -> None:
            def ask(reader: Reader) -> Compared:
                return statements.look(reader, statement, by=officer)

            self.desk.jobs.read(self, ask, show, self._not_read)

        def show(compared: Compared) -> None:
            if self.file.value() == typed:  # no other was chosen meanwhile
                self._compared, self._of = compared, typed
                self._show(compared)

        self.desk.jobs.beside(self, lambda: statements.read_file(file), look, self._not_read)

    def _show(self, compared: Compared) -> None:
        self._rows = [*self._of_lines(compared), *self._of_missing(compared)]
        told = self.tr("购票 {0} 元　退票 {1} 元　共 {2} 行")
        many = len(compared.outcomes) + len(compared.unread)
        self.sums.setText(told.format(compared.bought, compared.refunded, many))
        looked_at = sum(row.looked_at for row in self._rows)
        beside = others_in_words(compared.others, self._lang)
        there = self.tr("有 {0} 行要人看一看。").format(looked_at) if looked_at else ""
        found = there or self.tr("没有要看的。")
        self.told.say(f"{beside} {found}".strip(), "warn" if there or beside else "ok")
        self._filter()
        self.keys_changed.emit()
        self.arrive()

    def _of_lines(self, compared: Compared) -> Iterator[Row]:
        for one in compared.outcomes:
            line = one.line
            amount = f"{line.amount}" if line.amount is not None else ""
            yield Row(
                line=line.line, serial=line.serial, found=one.found,
                told="　".join(x for x in (moment(line.at), amount, line.record) if x),
                looked_at=one.found in LOOKED_AT,
            )  # fmt: skip
        for odd in compared.unread:
            column = say(f"statement_column.{odd.column}", self._lang)
            yield Row(line=odd.line, serial="", found=UNREAD, told=column)

    def _of_missing(self, compared: Compared) -> Iterator[Row]:
        for one in compared.missing:
            day = f"{moment(one.issued_at)}　{one.from_place} → {one.to_place}"
            yield Row(line=0, serial=one.serial, found=MISSING, told=day)

    def _filter(self) -> None:
        names = {
            "look": self.tr("要看的 {0}"),
            "new": self.tr("新的 {0}"),
            "all": self.tr("全部 {0}"),
        }
        counts = {key: sum(_passes(row, key) for row in self._rows) for key in names}
        self.pills.offer([(key, told.format(counts[key])) for key, told in names.items()])
        wanted = self.pills.value or "look"
        self.table.show_rows([row for row in self._rows if _passes(row, wanted)])

    def _renamed(self, typed: str) -> None:
        """Another file is named: what F9 writes was compared with that one."""
        if self._compared is not None and typed != self._of:
            self._compared = None
            self.keys_changed.emit()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        typed = self.file.value()
        return ONE, {"file": typed} if typed else {}

    def _come_back(self) -> None:
        """Which file it was; Enter reads it again."""
        if not self.file.value():
            self.file.set_value(self.kept.of(ONE).get("file", ""))

    def _not_read(self, sorry: Refused | Unavailable) -> None:
        """Nothing is left of the file before: F9 would write that one."""
        self._compared, self._rows = None, []
        self.sums.setText("")
        self._filter()
        self._sorry(sorry)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._going = False
        self.bar.hide()
        self.told.say("")
        self.file.warn(self._sentence(sorry))
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keys_changed.emit()

    def _sentence(self, sorry: Refused | Unavailable) -> str:
        if sorry.key == "statement.no_column":
            column = say(f"statement_column.{sorry.facts['column']}", self._lang)
            return self.desk.sentence(Refused(sorry.key, column=column))
        return self.desk.sentence(sorry)

    def _columns(self) -> list[Column[Row]]:
        def found(row: Row) -> Cell:
            facts = {"column": row.told} if row.found == UNREAD else {}
            text = say(f"statement_found.{row.found}", self._lang, **facts)
            tone = "warn" if row.looked_at else _TONES.get(Found(row.found), "plain")
            return Cell(text=text, tone=tone)

        def told(row: Row) -> Cell:
            return Cell(text="" if row.found == UNREAD else row.told)

        return [
            Column(title=self.tr("行"), width=64, cell=lambda r: Cell(text=str(r.line or ""))),
            Column(title=self.tr("凭证号"), width=250, cell=lambda r: Cell(text=r.serial)),
            Column(title=self.tr("结果"), width=230, cell=found),
            Column(title=self.tr("说明"), width=0, cell=told),
        ]

    def _lay_out(self) -> None:
        top = Card(self.tr("对账单"), "confirmation_number")
        top.body.addWidget(self.file)
        top.body.addWidget(self.sums)
        top.body.addWidget(self.told)
        top.body.addWidget(self.bar)
        self.bar.hide()
        row = QHBoxLayout()
        row.addWidget(self.pills)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(top)
        whole.addLayout(row)
        whole.addWidget(self.table, 1)


def _passes(row: Row, wanted: str) -> bool:
    if wanted == "new":
        return row.found in WRITTEN
    return wanted == "all" or row.looked_at
