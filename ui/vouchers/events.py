"""What became of the voucher that is shown, entry by entry."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.voucher import Voucher
from app.domain.voucher_event import VoucherEvent, standing
from app.words.say import say
from ui.cards import Card, Chip
from ui.fields import Press
from ui.people.lines import copyable, moment
from ui.people.who_card import clear
from ui.theme import px


class EventsCard(Card):
    """Hidden where nothing was written down."""

    corrected = Signal(object)
    """The entry that is wrong."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("凭证去向"), "history")
        self._lang = lang
        self.buttons: list[Press] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(px(3))
        self.body.addLayout(self._list)
        self.hide()

    def show_voucher(
        self, made: Voucher | None, events: tuple[VoucherEvent, ...], *, may: bool
    ) -> None:
        """What stands of this voucher; with `may`, each can be corrected."""
        clear(self._list)
        self.buttons = []
        mine = [one for one in standing(events) if made and one.voucher == made.id]
        for one in mine:
            self._list.addWidget(self._line(one, may=may))
        self.setVisible(bool(mine))

    def _line(self, one: VoucherEvent, *, may: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        what = say(f"voucher_event.{one.kind}", self._lang)
        row.addWidget(Chip(what, "plain"))
        row.addWidget(copyable(self._told(one)), 1)
        if may:
            button = Press(self.tr("更正"), "link")
            button.setAccessibleName(self.tr("更正“{0}”").format(what))
            button.clicked.connect(lambda _on=False: self.corrected.emit(one))
            self.buttons.append(button)
            row.addWidget(button)
        return holder

    def _told(self, one: VoucherEvent) -> str:
        back = one.account or self.tr("付款账户")
        money = self.tr("¥{0} 退回 {1}").format(one.amount, back) if one.amount is not None else ""
        parts = (moment(one.happened_at), money, one.ticket, one.statement, one.words)
        return " · ".join(part for part in parts if part)
