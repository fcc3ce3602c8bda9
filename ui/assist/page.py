"""补录: one visit after the other keyed into the national system, a key a field."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.clock import local
from app.desk import drafts, national
from app.desk.national import Panel, Waiting
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.domain.national import NationalNumber
from app.domain.rekey import Filled
from app.domain.staff import Right
from app.store.ask import Asks
from app.store.register import Register
from app.words.say import listed
from ui.assist.clipboard import Clip
from ui.assist.fields import FieldsTable, Row
from ui.assist.number_card import NumberCard
from ui.assist.walking import Walk
from ui.cards import Card, SayLine, words
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

SIDE, SIDE_LEAST, SHARES = 300, 232, (1, 3)
"""The list of who waits: on a small screen the fields need the room more."""


class RekeyPage(PageWidget):
    """At the left who waits, oldest first; at the right the fields in order and the number."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"national_number", "visit", "claim", "leaving", "reopening", "person", "link"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.panel: Panel | None = None
        self.walk = Walk(empty=())
        self._asked = 0
        self._skipping = False
        self.clip = Clip(desk.settings.clipboard_seconds, self)
        self.waiting: RowTable[Waiting] = RowTable(
            [Column(title=self.tr("还没有补录（最早的在前）"), width=0, cell=_who)],
            self.tr("还没有补录"),
        )
        self.count = words("", "label", wrap=True)
        self.card = Card(self.tr("补录"), "description")
        self.fields = FieldsTable(lang, self.tr("字段"))
        self.progress = words("", "label")
        self.told, self.doubt = SayLine(), SayLine()
        self.number = NumberCard(lang)
        self.half_filled = HalfFilled(desk, drafts.REKEY, self._typed, self)
        self._lay_out()
        self._connect()
        self._hide_panel()

    def keys(self) -> list[Key]:
        """One key copies what comes next."""
        found = [Key(key="Esc", words=self.tr("返回"), do=self._escape)]
        if self.panel:
            skip = self.tr("空项：跳过") if self._skipping else self.tr("空项：停一下")
            found += [
                Key(key="F2", words=self.tr("上一项"), do=self._back),
                Key(key="F3", words=skip, do=self._turn_skipping),
                Key(key="F4", words=self.tr("填编号"), do=self.number.begin),
            ]
        if self.waiting.rows.rows:
            found.append(Key(key="F6", words=self.tr("下一人"), do=self._next_person))
        if self.desk.officer.may(Right.ARCHIVE):
            hand = self.tr("数据包")
            found.append(Key(key="F7", words=hand, do=lambda: self.desk.go("handing", None)))
        if self.panel:
            told = self.tr("复制下一项（空格）")
            found.append(Key(key="F9", words=told, do=self.step, primary=True))
        return found

    def open_for(self, subject: UUID | None) -> None:
        """A visit to key in; without one, the list."""
        self.half_filled.start()
        self._load()
        if subject is not None and (self.panel is None or subject != self.panel.visit.id):
            self._open(subject)

    def arrive(self) -> None:
        """The fields, or who waits."""
        where = self.fields if self.panel else self.waiting
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self._load()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        # Another page or the lock; a window that is only put away is used to paste.
        if not event.spontaneous():
            self.clip.clear()
            self.half_filled.keep()
        super().hideEvent(event)

    def leave(self) -> None:
        """How far it was is there again at the next login."""
        self.clip.clear()
        self.half_filled.stop()

    def reload(self) -> None:
        """The list, and the fields as they are said now."""
        if not self.isVisible():
            return
        self._load()
        if self.panel is None:
            return
        number, visit = self._asked, VisitId(self.panel.visit.id)
        officer, at = self.desk.officer, clock.now()

        def ask(asks: Asks) -> Panel:
            return national.look_again(asks, visit, by=officer, at=at)

        def show(panel: Panel) -> None:
            if number == self._asked:
                self._show(panel)

        self.desk.jobs.read(self, ask, show, self._shut_out)

    def step(self) -> None:
        """Copy what comes next; an empty field is said first."""
        if self.panel is None:
            return
        self.walk.skipping = self._skipping
        at, passed = self.walk.step()
        skipped = self._names(passed)
        if at is not None:
            self._copy(at, skipped)
        elif self.walk.over:
            self.clip.clear()
            told = self.tr("各项都已复制。请在该系统保存，把给出的编号填在下面（F4）。")
            self._say(told, "ok")
            self._show_rows()
        else:
            here = self.panel.values[self.walk.at]
            self.clip.clear()
            told = self.tr("“{0}”没有可复制的内容。按空格跳过，或在该系统里自己填。")
            self._say(told.format(here.field.label), "warn")
            self._show_rows()

    def _copy(self, at: int, skipped: str = "") -> None:
        if self.panel is None:
            return
        one = self.panel.values[at]
        self.clip.copy(one.value)
        self.doubt.say("")
        told = self.tr("已复制“{0}”：{1}").format(one.field.label, one.value)
        if skipped:
            told += self.tr("（跳过空项：{0}）").format(skipped)
        self._say(told, "warn" if one.doubt else "ok")
        self._show_rows()

    def _copy_chosen(self, row: Row) -> None:
        """Enter: this one, and go on behind it."""
        if row.empty:
            told = self.tr("“{0}”没有可复制的内容。")
            self._say(told.format(row.filled.field.label), "warn")
            return
        self._copy(self.walk.take(row.number))

    def _back(self) -> None:
        at = self.walk.back()
        if at is not None:
            self._copy(at)

    def _turn_skipping(self) -> None:
        self._skipping = not self._skipping
        self.keys_changed.emit()

    def _names(self, passed: Sequence[int]) -> str:
        values = self.panel.values if self.panel else ()
        return listed((values[i].field.label for i in passed), self.desk.settings.lang)

    def _say(self, told: str, tone: str) -> None:
        self.told.say(told, tone)

    def _show_rows(self) -> None:
        if self.panel is None:
            return
        rows, number = [], 0
        for group in self.panel.form.groups:
            for _ in group.fields:
                one: Filled = self.panel.values[number]
                done = number in self.walk.done
                rows.append(Row(number=number, group=group.name, filled=one, done=done))
                number += 1
        self.fields.show_rows(rows)
        self.fields.stand_on(min(self.walk.at, len(rows) - 1))
        told = self.tr("{0} / {1} 项")
        self.progress.setText(told.format(len(self.walk.done & set(range(number))), number))

    # Who

    def _load(self) -> None:
        officer, at = self.desk.officer, clock.now()
        station, days = self.desk.station.code, self.desk.settings.rekey_days

        def ask(asks: Asks) -> tuple[list[Waiting], int]:
            return national.waiting(asks, station, days, by=officer, at=at)

        def show(found: tuple[list[Waiting], int]) -> None:
            rows, many = found
            self.waiting.show_rows(rows, keep=lambda one: one.visit.id)
            self._stand_on_open()
            told = self.tr("{0} 天内来站、还没有全国系统编号的：{1} 次")
            self.count.setText(told.format(days, many))
            self.keys_changed.emit()

        self.desk.jobs.read(self, ask, show)

    def _stand_on_open(self) -> None:
        """The one whose fields are open has the cursor, where it is among them."""
        here = self.panel.visit.id if self.panel else None
        ids = [one.visit.id for one in self.waiting.rows.rows]
        if here in ids:
            self.waiting.selectRow(ids.index(here))

    def _next_person(self) -> None:
        """F6: the oldest that is not open."""
        here = self.panel.visit.id if self.panel else None
        rows = [one.visit.id for one in self.waiting.rows.rows]
        if rows:
            at = rows.index(here) + 1 if here in rows else 0
            self._open(rows[at % len(rows)])

    def _open(self, visit_id: UUID) -> None:
        self.half_filled.keep()
        self.clip.clear()
        self._asked += 1
        number, visit = self._asked, VisitId(visit_id)
        officer, at = self.desk.officer, clock.now()

        def deed(register: Register) -> Panel:
            return national.open_panel(register, visit, by=officer, at=at)

        def show(panel: Panel) -> None:
            if number == self._asked:
                self.number.clear()
                self.panel = None
                self._show(panel)
                self._stand_on_open()
                self._say(self.tr("按空格复制第一项，在该系统粘贴后回来再按空格。"), "info")
                self.arrive()

        self.desk.jobs.desk(self, deed, show, self._shut_out)

    def _show(self, panel: Panel) -> None:
        other = self.panel is None or self.panel.visit.id != panel.visit.id
        self.panel = panel
        empty = [not one.value for one in panel.values]
        if other or len(empty) != len(self.walk.empty):
            self.walk = Walk(empty=empty)
            kept = self.half_filled.of(panel.visit.id)
            self.walk.again(kept)
            self.number.show_panel(panel)
            self.number.again(kept)
        else:
            self.walk.empty = empty
            self.number.show_panel(panel)
        self.card.title.setText(f"{panel.form.system} · {panel.form.title}")
        told = self.tr("字段文件还没有与现行系统逐项核对（待核）。有出入的请告诉管理员。")
        # Said at the beginning; then the fields have its room.
        unsaid = panel.form.unverified and not self.walk.done
        self.doubt.say(told if unsaid else "", "info")
        self.about.emit(f"{panel.name} · {panel.visit.case_number}")
        self.card.show()
        self.number.show()
        self._show_rows()
        self.keys_changed.emit()

    def _hide_panel(self) -> None:
        self.panel = None
        self.clip.clear()
        self.card.hide()
        self.number.hide()
        self.told.say("")
        self.keys_changed.emit()

    def _shut_out(self, sorry: Refused | Unavailable) -> None:
        """Protected or gone: nothing of it stays on the screen or on the clipboard."""
        self._asked += 1
        self._hide_panel()
        self.about.emit("")
        self.card.show()
        self.fields.show_rows([])
        self._say(self.desk.sentence(sorry), "warn")

    # The number

    def _save(self) -> None:
        if self.panel is None:
            return
        visit, said = VisitId(self.panel.visit.id), self.number.said()
        officer, at = self.desk.officer, clock.now()

        def deed(register: Register) -> NationalNumber:
            return national.write_number(register, visit, said, by=officer, at=at)

        def saved(made: NationalNumber) -> None:
            self.number.clear()
            self.half_filled.drop(visit)
            self.clip.clear()
            self.walk.done.clear()
            self.walk.at = 0
            self.told.say("")
            told = self.tr("编号 {0} 已保存。") if made.number else self.tr("编号已撤销{0}。")
            self.desk.tell(Telling(words=told.format(made.number), tone="ok"))
            self.reload()
            self.arrive()

        def sorry(no: Refused | Unavailable) -> None:
            self.number.refused(no.key, self.desk.sentence(no))

        self.desk.jobs.desk(self, deed, saved, sorry)

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        if self.panel is None:
            return None
        return self.panel.visit.id, self.walk.kept() | self.number.typed()

    def _escape(self) -> None:
        self.clip.clear()
        self.desk.back()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        # After a click beside the list Space still is the one key.
        if event.key() == Qt.Key.Key_Space and self.panel:
            self.step()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.fields.stepped.connect(self.step)
        self.fields.opened.connect(self._copy_chosen)
        self.waiting.opened.connect(lambda one: self._open(one.visit.id))
        self.number.saved.connect(self._save)
        self.number.shut.connect(self.arrive)
        self.clip.cleared.connect(self._cleared)

    def _cleared(self) -> None:
        if self.panel and not self.walk.over:
            self._say(self.tr("剪贴板已清空。按 F2 可以再复制上一项。"), "info")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        for widget in (self.waiting, self.count):
            widget.setMinimumWidth(px(SIDE_LEAST))
            widget.setMaximumWidth(px(SIDE))
        left.addWidget(self.waiting, 1)
        left.addWidget(self.count)
        self.card.aside(self.progress)
        for part in (self.doubt, self.told):
            self.card.body.addWidget(part)
        self.card.body.addWidget(self.fields, 1)
        right = QVBoxLayout()
        right.setSpacing(px(GAP))
        right.addWidget(self.card, 1)
        right.addWidget(self.number)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, SHARES[0])
        whole.addLayout(right, SHARES[1])


def _who(one: Waiting) -> Cell:
    # Where there is little room, what is cut off is what the number tells as well.
    note = f"{one.visit.case_number} · {local(one.visit.arrived_at):%m-%d %H:%M}"
    return Cell(text=one.card.name or one.visit.case_number, note=note, bold=True)
