"""The cards beside a voucher's form: who travels, withdrawing it, and earlier vouchers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.voucher import Voucher
from app.words.say import say
from ui.cards import Card, Chip, Picture
from ui.fields import Press, TextField
from ui.intake.form import about_person
from ui.people.in_station import today
from ui.people.lines import breakable, copyable
from ui.people.who_card import clear
from ui.theme import px
from ui.thumbs import Thumbs
from ui.vouchers.choose import state_of
from ui.vouchers.question import Case


class TravellerCard(Card):
    """Photograph, name, home: what is printed on the voucher."""

    def __init__(self, thumbs: Thumbs, lang: str) -> None:
        super().__init__()
        self._thumbs, self._lang = thumbs, lang
        self._case: Case | None = None
        self.picture = Picture(58, 74, self.tr("照片"))
        self.name, self.about = copyable("", "section"), copyable("", "label")
        self.home = copyable("", "label")
        lines = QVBoxLayout()
        lines.setSpacing(px(2))
        for label in (self.name, self.about, self.home):
            lines.addWidget(label)
        lines.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        self.body.addLayout(row)
        thumbs.came.connect(self.show_picture)

    def show_case(self, case: Case) -> None:
        """Another traveller."""
        self._case = case
        card = case.person
        self.name.setText(breakable(card.name))
        about = about_person(card.sex, card.birth, today(), self._lang)
        self.about.setText(f"{about}　{case.visit.case_number}".strip())
        self.home.setText(card.home)
        self.show_picture()

    def show_picture(self) -> None:
        """The photograph has come."""
        self.picture.show_image(self._thumbs.of(self._case.photo) if self._case else None)


class VoidCard(Card):
    """Why a voucher is withdrawn; Ctrl+F10 or Enter does it, Esc leaves it."""

    wanted = Signal(str)
    shut = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("作废凭证"), "warning")
        self.reason = TextField(self.tr("作废的原因"), self.tr("票号不再使用"))
        self.reason.on_enter(self.finish)
        do, back = (
            Press(self.tr("确认作废"), "plain", "Ctrl+F10"),
            Press(self.tr("返回"), "plain", "Esc"),
        )
        do.clicked.connect(self.finish)
        back.clicked.connect(self.shut)
        self.body.addWidget(self.reason)
        row = QHBoxLayout()
        row.addWidget(do)
        row.addWidget(back)
        row.addStretch(1)
        self.body.addLayout(row)
        self.hide()

    def begin(self) -> None:
        """Empty, with the cursor in it."""
        self.reason.set_value("")
        self.reason.warn("")
        self.show()
        self.reason.setFocus(Qt.FocusReason.TabFocusReason)

    def finish(self) -> None:
        """The reason is said."""
        self.wanted.emit(self.reason.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)


class EarlierCard(Card):
    """Every voucher this human got here, newest first; pressing one shows it."""

    chosen = Signal(object)

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("以往凭证"), "history")
        self._lang = lang
        self._list = QVBoxLayout()
        self._list.setSpacing(px(3))
        self.body.addLayout(self._list)

    def show_case(self, case: Case) -> None:
        """Replace the lines."""
        clear(self._list)
        self.setVisible(bool(case.vouchers))
        for made in reversed(case.vouchers):
            self._list.addWidget(self._line(made, case))

    def _line(self, made: Voucher, case: Case) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        key, tone = state_of(made, case.events)
        if made.id in case.pending:
            key, tone = "voucher_state.pending", "warn"
        row.addWidget(Chip(say(key, self._lang), tone))
        text = f"{made.depart_on:%Y-%m-%d}　{made.from_place} → {made.to_place}"
        if made.void_reason:
            text = f"{text}\n{made.void_reason}"
        row.addWidget(copyable(text), 1)
        show = Press(self.tr("看"), "link")
        show.setAccessibleName(self.tr("看凭证 {0}").format(made.serial))
        show.clicked.connect(lambda: self.chosen.emit(made.id))
        row.addWidget(show)
        return holder
