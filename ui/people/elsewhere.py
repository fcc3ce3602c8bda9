"""他站索引卡: what this desk knows of somebody whose file lies at another station."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from app import clock
from app.clock import local
from app.domain.birth import age_on
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Right
from app.words.say import say
from ui.blacklist.listed_shown import ListedShown
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.page import Desk, Key, PageWidget
from ui.people.asking import AskCard, GlassCard
from ui.people.borrowing import Borrowing, Glass
from ui.people.lines import copyable
from ui.theme import px

if TYPE_CHECKING:
    from app.desk.views import CardSeen
    from app.store.people import Inside
    from app.store.register import Register


class CardPage(PageWidget):
    """Opening it is written down; for more, the file is asked for with a case and a purpose."""

    reloads_on: ClassVar[frozenset[str]] = frozenset({"index_card", "listed"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._person: UUID | None = None
        self._here = False
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
        self.listed = ListedShown(desk)
        self.ask = AskCard(desk.settings.lang)
        self.glass = GlassCard(desk.settings.lang)
        self.borrowing = Borrowing(desk)
        for form in (self.ask, self.glass):
            form.hide()
            form.shut.connect(self._shut)
        self.ask.wanted.connect(self._wanted)
        self.glass.wanted.connect(self._break)
        self.borrowing.came.connect(self._came)
        self.borrowing.sorry.connect(self._sorry)
        row = QHBoxLayout()
        row.addWidget(scrolling(sheet(self.who, self.listed)), 1)
        row.addWidget(scrolling(sheet(self.ask, self.glass)), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(row, 1)

    def keys(self) -> list[Key]:
        """Register them here, where they stand at the desk; then their file can be asked for."""
        back = Key(key="Esc", words=self.tr("返回"), do=self.desk.back)
        register = Key(key="F3", words=self.tr("去登记"), do=lambda: self.desk.go("intake", None))
        found = [back, register]
        if not self._person or not self.desk.officer.may(Right.DECIDE):
            return found
        for form in (self.ask, self.glass):
            if not form.isHidden():
                return [Key(key="F9", words=self.tr("调阅"), do=form.state, primary=True)]
        if self._here:
            found.append(Key(key="F4", words=self.tr("看他站档案"), do=self._open))
        found.append(Key(key="F6", words=self.tr("调阅档案"), do=self._begin, primary=True))
        found.append(Key(key="F7", words=self.tr("紧急查阅"), do=self._begin_glass))
        return found

    def open_for(self, subject: UUID | None) -> None:
        """Somebody's card; that it was looked at is written down."""
        if subject is None:
            return
        self._person = subject
        self._shut()
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

        def deed(register: "Register") -> "tuple[CardSeen | None, bool]":
            seen = see_card(register, person, by=officer, at=at, written=written)
            return seen, bool(person and register.lent.of(person, register.now(at)))

        self.desk.jobs.desk(self, deed, self._seen)

    def _seen(self, found: "tuple[CardSeen | None, bool]") -> None:
        seen, self._here = found
        if seen is None:
            self._person = None
        self.listed.ask([("", [seen.card.id])] if seen else (), waits=self.desk.urgent_waits())
        self._show(seen)
        self.keys_changed.emit()

    def _begin(self) -> None:
        """Who is here now: one of these cases is what the file is wanted for."""

        def deed(register: "Register") -> "list[Inside]":
            from app.desk import lending

            return [row for row in lending.cases(register) if not row.card.sealed]

        self.desk.jobs.desk(self, deed, self._may_ask)

    def _may_ask(self, inside: "list[Inside]") -> None:
        self.glass.hide()
        self.ask.begin(inside)
        self.keys_changed.emit()

    def _begin_glass(self) -> None:
        self.ask.hide()
        self.glass.begin(self._person)
        self.keys_changed.emit()

    def _wanted(self, case: UUID | None, purpose: str, words: str) -> None:
        if self._person is None:
            return
        self.ask.told.say(self.tr("正在向中心调阅…"), "info")
        self.borrowing.ask(self._person, case or UUID(int=0), purpose, words)

    def _break(self, glass: "Glass") -> None:
        self.glass.told.say(self.tr("正在核对第二人并向中心调阅…"), "info")
        self.borrowing.break_glass(glass)

    def _came(self, person: UUID) -> None:
        self._shut()
        self.desk.go("lent", person)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        line = self.ask.told if self.glass.isHidden() else self.glass.told
        line.say(self.desk.sentence(sorry), "warn")

    def _shut(self) -> None:
        self.ask.hide()
        self.glass.hide()
        self.keys_changed.emit()
        self.arrive()

    def _open(self) -> None:
        if self._person:
            self.desk.go("lent", self._person)

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
            "本机只有这张卡。要看照片和档案，按 F6 调阅，或联系该站{0}。由人判断是不是同一人。"
        )
        self.told.say(told.format(phone), "info")
