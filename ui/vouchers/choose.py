"""For whom? Who is in the station, and the vouchers issued last."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.voucher import Voucher, VoucherState
from app.domain.voucher_event import VoucherEvent, standing
from app.store.people import Inside
from app.words.say import say
from ui.cards import Card, words
from ui.people import rows
from ui.people.in_station import today
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px
from ui.thumbs import Thumbs
from ui.vouchers.question import Choice


class Choose(QWidget):
    """Two lists; Enter takes the visit."""

    chosen = Signal(object)
    """The visit."""

    def __init__(self, thumbs: Thumbs, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self._events: tuple[VoucherEvent, ...] = ()
        self.people: RowTable[Inside] = RowTable(self._people(thumbs), self.tr("在站人员"))
        self.issued: RowTable[Voucher] = RowTable(self._issued(), self.tr("最近开具"))
        thumbs.came.connect(lambda: self.people.viewport().update())
        self.people.opened.connect(lambda one: self.chosen.emit(one.visit.id))
        self.issued.opened.connect(lambda made: self.chosen.emit(made.visit))
        self.nobody = words(self.tr("现在没有人在站。"), "label")
        self.nothing = words(self.tr("还没有开过凭证。"), "label")
        left = Card(self.tr("给谁开凭证"), "person")
        left.aside(words(self.tr("Enter 选定，或 Ctrl+K 找人"), "note"))
        left.body.addWidget(self.nobody)
        left.body.addWidget(self.people, 1)
        right = Card(self.tr("最近开具"), "confirmation_number")
        right.body.addWidget(self.nothing)
        right.body.addWidget(self.issued, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        self.show_choice(Choice(inside=(), issued=()))

    def show_choice(self, choice: Choice) -> None:
        """Replace both lists; the cursor stays where it was."""
        self._events = choice.events
        self.people.show_rows(choice.inside, keep=lambda one: one.visit.id)
        self.issued.show_rows(choice.issued, keep=lambda made: made.id)
        self.nobody.setVisible(not choice.inside)
        self.nothing.setVisible(not choice.issued)

    def _people(self, thumbs: Thumbs) -> list[Column[Inside]]:
        titles = dict.fromkeys(("name", "about", "arrived", "stayed", "state", "step"), "")
        titles |= {"name": self.tr("姓名 / 编号"), "arrived": self.tr("到站")}
        titles["state"] = self.tr("状态")
        every = rows.columns(titles, thumbs, today, self._lang)
        return [every[0], every[1], every[3], every[5]]

    def _issued(self) -> list[Column[Voucher]]:
        def who(made: Voucher) -> Cell:
            return Cell(text=made.name, note=made.serial, bold=True)

        def where(made: Voucher) -> Cell:
            day = f"{made.depart_on:%m-%d} {made.train}".strip()
            return Cell(text=f"{made.from_place} → {made.to_place}", note=day)

        def state(made: Voucher) -> Cell:
            key, tone = state_of(made, self._events)
            return Cell(text=say(key, self._lang), tone=tone)

        return [
            Column(title=self.tr("姓名 / 票号"), width=0, cell=who),
            Column(title=self.tr("行程"), width=0, cell=where),
            Column(title=self.tr("状态"), width=84, cell=state),
        ]


def state_of(made: Voucher, events: Iterable[VoucherEvent]) -> tuple[str, str]:
    """Word key and tone: what became of it last, or whether it holds."""
    became = [one for one in standing(events) if one.voucher == made.id]
    if became:
        return f"voucher_state.{became[-1].kind}", "plain"
    if made.state is VoucherState.VOID:
        return "voucher_state.void", "plain"
    if made.valid_until < today():
        return "voucher_state.expired", "warn"
    return "voucher_state.live", "ok"
