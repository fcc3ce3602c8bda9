"""他省查询: index cards of every other station, asked of the centre only when somebody wants it."""

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.clock import local
from app.domain.birth import age_on
from app.domain.errors import Refused, Unavailable
from app.words.say import say
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.fields import ComboField, Press, TextField
from ui.page import Desk, Key, PageWidget
from ui.people.purpose import PURPOSES
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

if TYPE_CHECKING:
    from app.store.register import Register
    from app.sync.line import Line
    from app.wire.permit import Seek, Sought, SoughtCard

LEFT = 420


class SeekPage(PageWidget):
    """A name or a number, and why; what comes back is written down at the centre."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.ask = Card(self.tr("他省查询"), "search")
        self.name = TextField(self.tr("姓名"), self.tr("要和登记的一样；曾用名也查"), longest=60)
        self.document = TextField(self.tr("证件号"), latin=True, longest=40)
        usual = [(say(f"purpose.{p}", lang),) * 2 for p in PURPOSES]
        self.purpose = ComboField(self.tr("用途"), usual, self.tr("按 ↓ 选，或自己写"), free=True)
        self.told = SayLine()
        self.press = Press(self.tr("查询"), "primary", "F9")
        self.found = Card(self.tr("查到的索引卡"), "person")
        self.table: RowTable[SoughtCard] = RowTable(self._columns(), self.tr("查到的索引卡"))
        self.none = words("", "label", wrap=True)
        self.press.clicked.connect(self.seek)
        self.purpose.on_enter(self.seek)
        self._lay_out()

    def keys(self) -> list[Key]:
        """Ask; back to where one came from."""
        seek = Key(key="F9", words=self.tr("查询"), do=self.seek, primary=True, icon="search")
        return [Key(key="F3", words=self.tr("返回"), do=self.desk.back), seek]

    def open_for(self, _subject: UUID | None) -> None:
        """What was found for somebody else goes."""
        self._show_none("")

    def begin_with(self, typed: str) -> None:
        """What was typed at the top: a number where it has digits, a name otherwise."""
        number = any(c.isdigit() for c in typed)
        self.name.set_value("" if number else typed)
        self.document.set_value(typed if number else "")
        self.purpose.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrive(self) -> None:
        """The first field that is empty."""
        first = self.purpose if self.name.value() or self.document.value() else self.name
        target = first.combo if isinstance(first, ComboField) else first.line
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def seek(self) -> None:
        """Only now, and only this once."""
        if not self.press.isEnabled():
            return
        self._busy(busy=True)
        officer, purpose = self.desk.officer.id, self.purpose.value()
        name, document = self.name.value(), self.document.value()

        def asked(register: "Register") -> "Seek":
            from app.store import held
            from app.sync.permits import question

            token = held.token_of(register, officer)
            return question(register, token, name, document, purpose)

        self.desk.jobs.desk(self, asked, self._speak, self._not)

    def _speak(self, asked: "Seek") -> None:
        rounds = self.desk.rounds
        if rounds is None:
            self._not(Unavailable("line.alone"))
            return

        def ask(line: "Line") -> "Sought":
            from app.sync.permits import seek

            return seek(line, asked)

        rounds.ask(self, ask, self._show, self._not)

    def _show(self, sought: "Sought") -> None:
        self._busy(busy=False)
        self.table.show_rows(list(sought.cards), keep=lambda one: one.card.id)
        self.table.setVisible(bool(sought.cards))
        if not sought.cards:
            self._show_none(self.tr("各站都没有这样的索引卡。封存的人不会出现在这里。"))
            return
        more = self.tr("还有更多，请加证件号再查。") if sought.more else ""
        told = self.tr("只有索引卡，没有照片和档案；由人判断是不是同一人，需要时请联系该站。")
        self.none.setText(f"{told}{more}")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not(self, sorry: Refused | Unavailable) -> None:
        self._busy(busy=False)
        said = self.desk.sentence(sorry)
        if sorry.key == "seek.needs_purpose":
            self.purpose.warn(said)
            self.purpose.combo.setFocus(Qt.FocusReason.OtherFocusReason)
        elif sorry.key == "seek.nothing_said":
            self.name.warn(said)
            self.name.select()
        else:
            self.told.say(said, "warn")

    def _busy(self, *, busy: bool) -> None:
        self.press.setEnabled(not busy)
        self.purpose.warn("")
        self.name.warn("")
        self.told.say(self.tr("正在问中心…") if busy else "")

    def _show_none(self, told: str) -> None:
        self.table.show_rows([])
        self.table.hide()
        self.none.setText(told)

    def _columns(self) -> "list[Column[SoughtCard]]":
        return [
            Column(title=self.tr("姓名"), width=0, cell=self._who),
            Column(title=self.tr("登记的站"), width=0, cell=self._where),
            Column(title=self.tr("最近来站"), width=110, cell=_when),
        ]

    def _who(self, one: "SoughtCard") -> Cell:
        card, lang = one.card, self.desk.settings.lang
        age = age_on(card.birth, local(clock.now()).date())
        years = self.tr("{0} 岁").format(age) if age is not None else card.birth
        facts = (say(f"sex.{card.sex}", lang), years, "　".join(card.aliases))
        return Cell(text=card.name or self.tr("姓名不详"), note="  ".join(f for f in facts if f),
                    bold=True)  # fmt: skip

    def _where(self, one: "SoughtCard") -> Cell:
        return Cell(text=f"{one.station} {one.card.station}".strip(), note=one.phone)

    def _lay_out(self) -> None:
        told = self.tr(
            "向中心查其他省各站的索引卡，只在您按下时查一次。谁、什么时候、为什么查，都记在中心。"
        )
        self.ask.body.addWidget(words(told, "label", wrap=True))
        for widget in (self.name, self.document, self.purpose, self.told):
            self.ask.body.addWidget(widget)
        self.ask.body.addWidget(self.press, 0, Qt.AlignmentFlag.AlignLeft)
        self.found.body.addWidget(self.none)
        self.found.body.addWidget(self.table, 1)
        left = scrolling(sheet(self.ask))
        left.setFixedWidth(px(LEFT))
        row = QHBoxLayout()
        row.setSpacing(px(GAP))
        row.addWidget(left)
        row.addWidget(self.found, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row, 1)
        self._show_none("")


def _when(one: "SoughtCard") -> Cell:
    return Cell(text=one.card.visits[0] if one.card.visits else "—")
