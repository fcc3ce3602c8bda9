"""他站索引卡: what this desk knows of somebody whose file lies at another station."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app import clock
from app.clock import local
from app.domain.birth import age_on
from app.words.say import say
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.page import Desk, Key, PageWidget
from ui.people.lines import copyable
from ui.theme import px

if TYPE_CHECKING:
    from app.desk.views import CardSeen
    from app.store.register import Register


class CardPage(PageWidget):
    """Opening it is written down; more than the card is asked of the other station."""

    reloads_on: ClassVar[frozenset[str]] = frozenset({"index_card"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._person: UUID | None = None
        self.who = Card(self.tr("他站登记过的人"), "person")
        self.told = SayLine()
        self.name = words("", "title", wrap=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(px(12))
        self._facts.setColumnStretch(1, 1)
        self.who.body.addWidget(self.name)
        self.who.body.addLayout(self._facts)
        self.who.body.addWidget(self.told)
        self.who.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.addWidget(scrolling(sheet(self.who)), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row, 1)

    def keys(self) -> list[Key]:
        """Register them here, where they stand at the desk."""
        return [Key(key="F3", words=self.tr("去登记"), do=lambda: self.desk.go("intake", None))]

    def open_for(self, subject: UUID | None) -> None:
        """Somebody's card; that it was looked at is written down."""
        if subject is None:
            return
        self._person = subject
        self._ask(written=False)

    def reload(self) -> None:
        """The card is another one now."""
        if self._person is not None and self.isVisible():
            self._ask(written=True)

    def arrive(self) -> None:
        """The card, so that it is read out."""
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self, *, written: bool) -> None:
        from app.desk.views import see_card

        person, officer, at = self._person, self.desk.officer, clock.now()

        def deed(register: "Register") -> "CardSeen | None":
            return see_card(register, person, by=officer, at=at, written=written)

        self.desk.jobs.desk(self, deed, self._show)

    def _show(self, seen: "CardSeen | None") -> None:
        while self._facts.count():
            self._facts.takeAt(0).widget().deleteLater()
        if seen is None:
            self.name.setText(self.tr("这张卡已不在本机"))
            self.told.say(self.tr("对方可能已更正或删除。请重新查找。"), "info")
            return
        card = seen.card
        self.name.setText(card.name or self.tr("姓名不详"))
        today = local(clock.now()).date()
        age = age_on(card.birth, today)
        years = self.tr("（{0} 岁）").format(age) if age is not None else ""
        facts = [
            (self.tr("登记的站"), f"{seen.station} {card.station}".strip()),
            (self.tr("性别"), say(f"sex.{card.sex}", self.desk.settings.lang)),
            (self.tr("出生"), f"{card.birth or '—'}{years}"),
            (self.tr("用过的名字"), "　".join(card.aliases) or "—"),
            (self.tr("最近编号"), card.last_case or "—"),
            (self.tr("来站日期"), "　".join(card.visits) or "—"),
            (self.tr("有效凭证"), "　".join(card.vouchers) or "—"),
        ]
        for at, (label, text) in enumerate(facts):
            top = Qt.AlignmentFlag.AlignTop
            self._facts.addWidget(words(label, "label"), at, 0, top)
            self._facts.addWidget(copyable(text), at, 1, top)
        phone = self.tr("，电话 {0}").format(seen.phone) if seen.phone else ""
        told = self.tr(
            "本机只有这张卡，没有照片和档案。需要更多时请联系该站{0}。由人判断是不是同一人。"
        )
        self.told.say(told.format(phone), "info")
