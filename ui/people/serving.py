"""在站服务 beside the person chosen: the lines so far, the form, three meals for everybody."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import clock
from app.clock import local
from app.desk import services
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.domain.service import Service
from app.domain.staff import Right
from app.words.say import say
from app.words.served import service_in_words
from ui.cards import Card, words
from ui.fields import Press
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.lines import copyable, moment
from ui.people.service_form import ServiceForm
from ui.people.who_card import clear
from ui.theme import px
from ui.walk import show

if TYPE_CHECKING:
    from app.store.register import Register

MOST = 8


class ServedCard(Card):
    """Hidden where nothing was written down; the newest first."""

    corrected = Signal(object)
    """The line that is wrong."""

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("在站服务"), "volunteer_activism")
        self._lang = lang
        self.buttons: list[Press] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(px(3))
        self.body.addLayout(self._list)
        self.hide()

    def show_lines(self, found: Sequence[Service], *, may: bool) -> None:
        """What stands; with `may`, each can be corrected."""
        clear(self._list)
        self.buttons = []
        for one in list(reversed(found))[:MOST]:
            self._list.addWidget(self._line(one, may=may))
        if (more := len(found) - MOST) > 0:
            told = self.tr("另有 {0} 条，见档案。").format(more)
            self._list.addWidget(words(told, "label"))
        self.setVisible(bool(found))

    def _line(self, one: Service, *, may: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        text = service_in_words(one, self._lang)
        row.addWidget(copyable(f"{moment(one.happened_at)[5:]} {text}"), 1)
        if may:
            button = Press(self.tr("更正"), "link")
            button.setAccessibleName(self.tr("更正“{0}”").format(text))
            button.clicked.connect(lambda _on=False: self.corrected.emit(one))
            self.buttons.append(button)
            row.addWidget(button)
        return holder


class Serving(QObject):
    """One visit at a time; who registers arrivals writes down what was given."""

    turned = Signal()
    """The form came or went."""
    shut = Signal()
    saved = Signal(object)
    """The visit whose form is finished."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._visit: UUID | None = None
        lang = desk.settings.lang
        self.card, self.form = ServedCard(lang), ServiceForm(lang)
        self.card.corrected.connect(self._correct)
        self.form.wanted.connect(self._save)
        self.form.shut.connect(self._leave)

    def keys(self) -> list[Key]:
        """F2 begins a line, once more saves it; F3 feeds everybody."""
        if not self._may():
            return []
        if not self.form.isHidden():
            return [Key(key="F2", words=self.tr("保存服务"), do=self.form.ask, primary=True)]
        found = [Key(key="F3", words=self.tr("全站三餐"), do=self.feed_everybody)]
        if self._visit is not None:
            found.insert(0, Key(key="F2", words=self.tr("记服务"), do=self.begin))
        return found

    def show_visit(self, visit: UUID | None) -> None:
        """Somebody else is chosen; or something more is known of the same."""
        if visit != self._visit:
            self.form.hide()
            self.card.show_lines([], may=False)
        self._visit = visit
        if visit is None:
            return

        def come(found: list[Service]) -> None:
            if self._visit == visit:
                self.card.show_lines(found, may=self._may())

        self._desk.jobs.read(self._page, lambda asks: services.of_visit(asks, visit), come)

    def typed(self) -> tuple[UUID, dict[str, str]] | None:
        """What stands in the form, for keeping; a correction is begun anew."""
        raw = self.form.typed()
        return (self._visit, raw) if raw and self._visit and self.form.wrong is None else None

    def begin(self, kept: dict[str, str] | None = None) -> None:
        """F2."""
        self._open(None, kept or {})

    def feed_everybody(self) -> None:
        """F3: one key, and it can be taken back."""
        by, at = self._desk.officer, clock.now()

        def fed(made: list[Service]) -> None:
            told = self.tr("已为在站 {0} 人登记今日三餐。").format(len(made))
            self._desk.tell(Telling(words=told, tone="ok", undo=lambda: self._unfeed(made)))

        self._desk.jobs.desk(
            self._page, lambda register: services.feed_everybody(register, by=by, at=at), fed
        )

    def _unfeed(self, made: list[Service]) -> None:
        by, at = self._desk.officer, clock.now()
        why = say("service_told.back_at_once", self._desk.settings.lang)
        told = self.tr("三餐登记已撤回，原记录保留。")
        self._desk.jobs.desk(
            self._page,
            lambda register: services.take_back(register, made, why, by=by, at=at),
            lambda _none: self._desk.tell(Telling(words=told, tone="ok")),
        )

    def _may(self) -> bool:
        return self._desk.officer.may(Right.REGISTER)

    def _correct(self, wrong: Service) -> None:
        self._open(wrong, {})

    def _open(self, wrong: Service | None, kept: dict[str, str]) -> None:
        if self._visit is None:
            return
        self.form.begin_line(_now(), wrong, kept)
        QTimer.singleShot(0, self, lambda: show(self.form))  # it has its place only then
        self.turned.emit()

    def _save(self) -> None:
        given, visit = self.form.given(), self._visit
        if given is None or visit is None:
            return
        by, at = self._desk.officer, clock.now()
        self.form.wait()

        def deed(register: "Register") -> Service:
            return services.note(register, VisitId(visit), given, by=by, at=at)

        self._desk.jobs.desk(self._page, deed, self._saved, self._not_saved)

    def _saved(self, made: Service) -> None:
        text = service_in_words(made, self._desk.settings.lang)
        self.form.hide()
        self._desk.tell(Telling(words=self.tr("已登记：{0}").format(text), tone="ok"))
        self.saved.emit(made.visit)
        self.turned.emit()

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        self.form.refused(sorry.key, self._desk.sentence(sorry))

    def _leave(self) -> None:
        self.shut.emit()
        self.form.hide()
        self.turned.emit()


def _now() -> tuple[date, datetime]:
    at = local(clock.now())
    return at.date(), at
