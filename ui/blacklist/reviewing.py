"""What other stations ask this one to approve: the list of it, and one case at a time."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from app import clock
from app.desk import drafts, reviews
from app.domain.errors import Refused, Unavailable
from app.domain.listing_review import Review, Verdict
from app.domain.staff import Right
from app.store.register import Register
from app.words.say import say
from ui.blacklist.review_form import Decided, ReviewForm
from ui.cards import Card, words
from ui.fields import Press
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.in_station import today
from ui.people.lines import breakable, moment
from ui.people.who_card import clear
from ui.theme import px

if TYPE_CHECKING:
    from app.store.ask import Reader

MOST = 3


class AskedCard(Card):
    """The oldest first; hidden where nobody asks."""

    opened = Signal(object)
    """Which one is wanted."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("他站请审"), "link")
        self._lang = lang
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self.body.addLayout(self._lines)
        self.buttons: list[Press] = []
        self.hide()

    def show_waiting(self, waiting: list[Review]) -> None:
        """What waits for this station."""
        clear(self._lines)
        self.buttons = []
        for number, one in enumerate(waiting[:MOST]):
            self._add(one, "" if number else "F12")
        if len(waiting) > MOST:
            more = self.tr("还有 {0} 条，办完上面的就会列出来。")
            self._lines.addWidget(words(more.format(len(waiting) - MOST), "note"))
        self.setVisible(bool(waiting))

    def _add(self, one: Review, key: str) -> None:
        case = one.case
        if case is None:
            return
        name = breakable(case.name) or self.tr("姓名不详")
        fact = say(f"listing_fact.{case.fact}", self._lang)
        told = f"{name}　{fact}　{one.asking}　{moment(one.asked_at)}"
        self._lines.addWidget(words(told, "label", wrap=True))
        button = Press(self.tr("审看"), "link", key)
        button.setAccessibleName(self.tr("审看 {0}").format(name))
        button.clicked.connect(partial(self.opened.emit, one.id))
        self.buttons.append(button)
        self._lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


class Reviewing(QObject):
    """F12 opens the oldest; looking at it is written down; F9 decides."""

    turned = Signal()
    """A case came or went."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self.card = AskedCard(desk.settings.lang)
        self.form = ReviewForm(desk.settings.lang)
        self._waiting: list[Review] = []
        self._asked = False
        self._open: UUID | None = None
        self.half_filled = HalfFilled(desk, drafts.LISTING_VERDICT, self._typed, self)
        self.half_filled.loaded.connect(self._forget_the_rest)
        self.card.opened.connect(self.open)
        self.form.wanted.connect(self._decide)
        self.form.shut.connect(self._shut)

    @property
    def is_open(self) -> bool:
        """Whether a case is being looked at."""
        return self._open is not None

    def keys(self) -> list[Key]:
        """Of the case that is open."""
        return [
            Key(key="Esc", words=self.tr("返回"), do=self._shut),
            Key(key="F9", words=self.tr("保存审批意见"), do=self.form.finish, primary=True),
        ]

    def key(self) -> list[Key]:
        """The key that opens the oldest, where there is one."""
        if not self._waiting:
            return []
        told = self.tr("他站请审 {0}").format(len(self._waiting))
        do = partial(self.open, self._waiting[0].id)
        return [Key(key="F12", words=told, do=do, on_page=True)]

    def ask(self) -> None:
        """What waits now."""
        officer, own = self._desk.officer, self._desk.station.code
        if not officer.may(Right.APPROVE):
            return

        def found(reader: "Reader") -> list[Review]:
            return reviews.waiting(reader, own, by=officer)

        self._desk.jobs.read(self, found, self._show)

    def arrive(self) -> None:
        """Where the decision begins."""
        self.form.answer.setFocus()

    def start(self) -> None:
        """Keep what is typed from now on."""
        self.half_filled.start()

    def stop(self) -> None:
        """For the last time."""
        self.half_filled.stop()

    def open(self, review: UUID) -> None:
        """One of them, which is written down."""
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register) -> Review:
            return reviews.look(register, review, by=officer, at=at)

        def show(one: Review) -> None:
            self.half_filled.keep()
            self._open = one.id
            self.form.begin(one, today(), self.half_filled.of(one.id))
            self.turned.emit()
            self.arrive()

        self._desk.jobs.desk(self, deed, show, self._sorry)

    def _show(self, waiting: list[Review]) -> None:
        self._waiting, self._asked = waiting, True
        self.card.show_waiting(waiting)
        if self._open and self._open not in {one.id for one in waiting}:
            self._end()
            told = self.tr("对方已经收回，或者另一台电脑已经办了。")
            self._desk.tell(Telling(words=told, tone="warn"))
        self._forget_the_rest()
        self.turned.emit()

    def _forget_the_rest(self) -> None:
        """Nothing stays of what was typed about a case that is shown no more."""
        if self._asked:
            self.half_filled.only(one.id for one in self._waiting)

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        raw = self.form.raw()
        return (self._open, raw) if self._open and raw else None

    def _decide(self, decided: Decided) -> None:
        review = self._open
        if review is None:
            return
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register) -> Verdict:
            return reviews.decide(
                register, review, approves=decided.approves, words=decided.words,
                until=decided.until, by=officer, at=at,
            )  # fmt: skip

        def done(_verdict: Verdict) -> None:
            self.half_filled.drop(review)
            self._end()
            told = self.tr("已保存，联网后告诉对方站；由中心确认后才生效。")
            self._desk.tell(Telling(words=told, tone="ok"))

        self._desk.jobs.desk(self, deed, done, self._not_saved)

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        self.form.refused(sorry.key, self._desk.sentence(sorry))

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))

    def _shut(self) -> None:
        """What was typed stays kept."""
        self.half_filled.keep()
        self._end()

    def _end(self) -> None:
        self._open = None
        self.form.end()
        self.turned.emit()
