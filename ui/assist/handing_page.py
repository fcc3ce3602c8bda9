"""数据包: visits are ticked, it is said why and to whom, and two files lie in a folder."""

from pathlib import Path
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import drafts, handing
from app.desk.handing import Offered, Order, Written
from app.domain.errors import Refused, Unavailable
from app.domain.handing import Purpose
from app.store.ask import Asks
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.fields import ChoiceField, TextField
from ui.kept import ONE, HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.lines import moment
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

SIDE = 400
_CHOSEN = "chosen"
_GROUP = 16
_PLACES = {
    "handed.needs_purpose": "why", "handed.too_long": "why", "handed.needs_to": "to",
    "handed.needs_health_purpose": "health_why", "handed.no_folder": "folder",
    "handed.needs_folder": "folder",
    "handed.inside_data": "folder", "handed.there_already": "folder",
    "register.not_writable": "folder", "register.disk_full": "folder",
}  # fmt: skip


class TickTable(RowTable[Offered]):
    """Space ticks the row and goes on."""

    ticked = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit(self.current())
        else:
            super().keyPressEvent(event)


class HandingPage(PageWidget):
    """What was filled in is there again; nothing leaves before it is written down."""

    # Whoever is sealed meanwhile, here or at another desk, leaves the list at once.
    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"person", "claim", "link", "visit", "national_number"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.chosen: set[UUID] = set()
        self._listed = False
        self._running = False
        self.table = TickTable(self._columns(), self.tr("来站"))
        self.count = words("", "strong", wrap=True)
        self.to = TextField(self.tr("交给谁（单位、平台名称）"), longest=200)
        self.why = TextField(self.tr("用途：为什么交付"), longest=200)
        health = [("no", self.tr("不含")), ("yes", self.tr("包含"))]
        self.health = ChoiceField(self.tr("健康情况（身体、精神、经过）"), health)
        self.health_why = TextField(self.tr("对方为什么必须知道健康情况"), longest=200)
        self.folder = TextField(self.tr("放到哪个文件夹（F4 选择）"), longest=400)
        self.told = SayLine()
        self.half_filled = HalfFilled(desk, drafts.HANDING, self._typed, self)
        self._lay_out()
        self._connect()

    def keys(self) -> list[Key]:
        """Tick, choose the folder, make."""
        back = Key(key="Esc", words=self.tr("返回"), do=self.desk.back)
        if self._running:
            return [back]
        found = [
            back,
            Key(
                key="F2", words=self.tr("勾选（空格）"), do=lambda: self._tick(self.table.current())
            ),
            Key(key="F3", words=self.tr("全选 / 全不选"), do=self._tick_all),
            Key(key="F4", words=self.tr("选文件夹"), do=self._choose_folder),
        ]
        if self.chosen:
            told = self.tr("生成 {0} 次来站的数据包").format(len(self.chosen))
            found.append(Key(key="F9", words=told, do=self.make, primary=True, icon="check"))
        return found

    def open_for(self, _subject: UUID | None) -> None:
        """Who came lately."""
        self.half_filled.start()
        self.reload()

    def arrive(self) -> None:
        """The list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.reload()  # also behind the lock somebody may have been sealed

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def reload(self) -> None:
        """Ask again; what was ticked stays."""
        if not self.isVisible():
            return
        officer, at, station = self.desk.officer, clock.now(), self.desk.station
        days = self.desk.settings.rekey_days

        def ask(asks: Asks) -> list[Offered]:
            return handing.offered(asks, station, days, by=officer, at=at)

        self.desk.jobs.read(self, ask, self._show)

    def _show(self, found: list[Offered]) -> None:
        self.chosen &= {one.visit.id for one in found}
        self._listed = True
        self.table.show_rows(found, keep=lambda one: one.visit.id)
        self._turned()

    def make(self) -> None:
        """F9: chosen anew, written down, gathered, put into the folder."""
        self._unwarn()
        folder, data = Path(self.folder.value()), self.desk.settings.data
        if not self.folder.value():
            self._sorry(Refused("handed.needs_folder"))
            return
        if not folder.is_dir():
            self._sorry(Refused("handed.no_folder", folder=self.folder.value()))
            return
        purpose = Purpose(why=self.why.value(), to=self.to.value(), health=self.health_why.value())
        wants = self.health.value() == "yes"
        rows = [one.visit.id for one in self.table.rows.rows if one.visit.id in self.chosen]
        officer, station, at = self.desk.officer, self.desk.station, clock.now()
        jobs = self.desk.jobs
        self._turn(running=True)

        def chosen(order: Order) -> None:
            jobs.desk(
                self,
                lambda register: handing.begin(register, order, by=officer),
                lambda _none: jobs.read(
                    self,
                    lambda asks: handing.gather(asks, order, station, by=officer),
                    lambda made: jobs.beside(
                        self, lambda: handing.write(made, folder, data), self._written, self._sorry
                    ),
                    self._sorry,
                ),
                self._sorry,
            )

        jobs.read(
            self,
            lambda asks: handing.choose(
                asks, rows, purpose, station, wants_health=wants, by=officer, at=at
            ),
            chosen,
            self._sorry,
        )

    def _written(self, made: Written) -> None:
        self._turn(running=False)
        self.chosen.clear()
        self.half_filled.drop(ONE)
        names = "、".join(file.name for file in made.files)
        told = self.tr("已生成 {0}（{1} 次来站，未加密）。{2}").format(
            names, made.count, self._left(made.left_out)
        )
        self.desk.tell(Telling(words=told, tone="ok"))
        # In groups: one word of 64 letters would be wider than its place.
        groups = (made.checksum[at : at + _GROUP] for at in range(0, len(made.checksum), _GROUP))
        self.told.say(self.tr("校验值 SHA-256：{0}").format(" ".join(groups)), "ok")
        self._turned()

    def _left(self, many: int) -> str:
        return self.tr("有 {0} 次没有放入（保密或已删除）。").format(many) if many else ""

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._turn(running=False)
        place = _PLACES.get(sorry.key)
        told = self.desk.sentence(sorry)
        if place:
            field: TextField = getattr(self, place)
            field.warn(told)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.told.say(told, "warn")

    def _unwarn(self) -> None:
        self.told.say("")
        for one in (self.why, self.to, self.health_why, self.folder):
            one.warn("")

    def _turn(self, *, running: bool) -> None:
        self._running = running
        self.keys_changed.emit()

    def _tick(self, one: object) -> None:
        if not isinstance(one, Offered):
            return
        self.chosen ^= {one.visit.id}
        at = self.table.currentIndex().row()
        self.table.selectRow(min(at + 1, len(self.table.rows.rows) - 1))
        self._turned()

    def _tick_all(self) -> None:
        every: set[UUID] = {one.visit.id for one in self.table.rows.rows}
        self.chosen = set() if self.chosen == every else every
        self._turned()

    def _turned(self) -> None:
        self.table.viewport().update()
        told = self.tr("已选 {0} 次来站")
        self.count.setText(told.format(len(self.chosen)))
        self.health_why.setVisible(self.health.value() == "yes")
        self.keys_changed.emit()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("放到哪个文件夹"), self.folder.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.folder.set_value)
        dialog.open()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        typed = {
            name: getattr(self, name).value()
            for name in ("why", "to", "health", "health_why", "folder")
        }
        typed[_CHOSEN] = " ".join(sorted(str(one) for one in self.chosen))
        return ONE, {name: value for name, value in typed.items() if value}

    def _come_back(self) -> None:
        kept = self.half_filled.of(ONE)
        ticked = {UUID(one) for one in kept.get(_CHOSEN, "").split()}
        there = {one.visit.id for one in self.table.rows.rows}
        self.chosen |= ticked & there if self._listed else ticked
        for name, value in kept.items():
            field = getattr(self, name, None)
            if isinstance(field, TextField | ChoiceField) and not field.value():
                field.set_value(value)
        self._turned()

    def _connect(self) -> None:
        self.half_filled.loaded.connect(self._come_back)
        self.table.ticked.connect(self._tick)
        self.table.opened.connect(self._tick)
        self.health.changed.connect(lambda _value: self._turned())

    def _columns(self) -> list[Column[Offered]]:
        def tick(one: Offered) -> Cell:
            return Cell(text="☑" if one.visit.id in self.chosen else "☐")

        return [
            Column(title="", width=36, cell=tick),
            Column(
                title=self.tr("姓名 / 编号"),
                width=0,
                cell=lambda one: Cell(
                    text=one.card.name or one.visit.case_number,
                    note=one.visit.case_number,
                    bold=True,
                ),
            ),
            Column(
                title=self.tr("到站 / 全国系统编号"),
                width=180,
                cell=lambda one: Cell(text=moment(one.visit.arrived_at), note=one.number),
            ),
        ]

    def _lay_out(self) -> None:
        card = Card(self.tr("交付"), "link")
        warning = self.tr(
            "数据包是没有加密的表格（xlsx）和 JSON 文件。"
            "受保密保护的人不会放入；每个人都会记下交给了谁、为什么。"
        )
        card.body.addWidget(words(warning, "label", wrap=True))
        for one in (self.count, self.to, self.why, self.health, self.health_why, self.folder):
            card.body.addWidget(one)
        card.body.addWidget(self.told)
        right = scrolling(sheet(card))
        right.setFixedWidth(px(SIDE))
        left = QVBoxLayout()
        left.addWidget(self.table, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(right)
