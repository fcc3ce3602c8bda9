"""What a person asks about their own data: taken down, answered, printed."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.desk import drafts, requests
from app.desk.papers import DISCLOSURE, REQUEST
from app.desk.requests import Asked
from app.domain.errors import Refused, Unavailable
from app.domain.ids import PersonId
from app.domain.rights import Outcome, RequestAnswer, RightsRequest
from app.domain.staff import Right
from app.store.register import Register
from ui.kept import HalfFilled
from ui.page import Desk, Key, Telling
from ui.papers.output import Output
from ui.people.in_station import today
from ui.people.opened import Opened
from ui.people.request_forms import AnswerForm, RequestForm
from ui.people.requests_card import RequestsCard
from ui.theme import GAP, px


class Requesting(QWidget):
    """Two cards, hidden until they are asked for; the list stands elsewhere on the page."""

    turned = Signal()
    """Other keys than before."""
    shut = Signal()
    """A card was left; the cursor is nowhere."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: Opened | None = None
        self.output = Output(desk, self)
        self.ask = RequestForm(desk.settings.lang)
        self.answer = AnswerForm(desk.settings.lang)
        self.card = RequestsCard(desk.settings.lang, desk.officer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        for form in (self.ask, self.answer):
            whole.addWidget(form)
            form.hide()
            form.shut.connect(self._shut)
        self.hide()  # an empty one would leave a gap
        self.half_asked = HalfFilled(desk, drafts.REQUEST, self._asking, self)
        self.half_answered = HalfFilled(desk, drafts.REQUEST_ANSWER, self._answering, self)
        for half in (self.half_asked, self.half_answered):
            half.loaded.connect(self._remind)
        self.ask.wanted.connect(self._receive)
        self.answer.wanted.connect(self._answer)
        self.card.asking.connect(self.begin_asking)
        self.card.sheet_wanted.connect(self.print_all)
        self.card.answering.connect(self._begin_answering)
        self.card.printing.connect(lambda one: self.output.print(REQUEST, one.id))

    def keys(self) -> list[Key]:
        """Whoever registers takes a request down; whoever reads the file prints the paper."""
        if form := self._open_form():
            do, words = form.finish, form.do.text().split("  ")[0]
            return [Key(key="F9", words=words, do=do, primary=True)]
        begun = self._opened and self.half_asked.of(self._opened.person)
        ask = self.tr("接着登记请求") if begun else self.tr("登记权利请求")
        sheet = self.tr("打印本人信息告知单")
        found = [Key(key="Shift+F8", words=sheet, do=self.print_all, on_page=True)]
        if self._desk.officer.may(Right.REGISTER):
            found.append(Key(key="Shift+F2", words=ask, do=self.begin_asking, on_page=True))
        return found

    def start(self) -> None:
        """Keep what is typed from now on."""
        self.half_asked.start()
        self.half_answered.start()

    def stop(self) -> None:
        """For the last time."""
        self.half_asked.stop()
        self.half_answered.stop()

    def show_file(self, opened: Opened) -> None:
        """Another file, or the same one changed."""
        other = self._opened is None or self._opened.person != opened.person
        if other:
            self.put_away()
        self._opened = opened
        if other:
            self._remind()
        self.card.show_file(opened, today())

    def _remind(self) -> None:
        """Once a file: that something waits in it half-written."""
        if self._opened is None or self.is_open:
            return
        told = ""
        if self.half_asked.of(self._opened.person):
            told = self.tr("有一份没写完的请求，按 Shift+F2 接着写。")
        elif any(self.half_answered.of(one.request.id) for one in self._opened.requests):
            told = self.tr("有一份没写完的答复，请在“权利请求”里按“答复”接着写。")
        if told:
            self._desk.tell(Telling(words=told))
            self.turned.emit()

    def forget(self) -> None:
        """No file is open."""
        self.put_away()
        self._opened = None

    def put_away(self) -> None:
        """Something else is done now; what was typed waits as a draft."""
        self.half_asked.keep()
        self.half_answered.keep()
        self._hide()

    def _hide(self) -> None:
        self.ask.hide()
        self.answer.hide()
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether one of the cards is being filled in."""
        return self._open_form() is not None

    def _open_form(self) -> RequestForm | AnswerForm | None:
        return next((form for form in (self.ask, self.answer) if not form.isHidden()), None)

    def begin_asking(self) -> None:
        """Shift+F2."""
        if self._opened:
            self.put_away()
            self.show()
            kept = self.half_asked.of(self._opened.person)
            self.ask.begin(self._opened, today(), kept)
            self._say_taken_up(kept)
            self.turned.emit()

    def _begin_answering(self, request: RightsRequest) -> None:
        self.put_away()
        self.show()
        kept = self.half_answered.of(request.id)
        self.answer.begin(request, kept)
        self._say_taken_up(kept)
        self.turned.emit()

    def _say_taken_up(self, kept: dict[str, str]) -> None:
        if kept:
            told = self.tr("上次没写完的内容已经填上，请核对后再保存；不要了按 Esc。")
            self._desk.tell(Telling(words=told))

    def _asking(self) -> tuple[UUID, dict[str, str]] | None:
        open_ = self._opened and not self.ask.isHidden()
        return (self._opened.person, self.ask.raw()) if self._opened and open_ else None

    def _answering(self) -> tuple[UUID, dict[str, str]] | None:
        request = self.answer.request
        return (request, self.answer.raw()) if request and not self.answer.isHidden() else None

    def throw_away(self) -> None:
        """Nothing of what is being typed is kept."""
        if asking := self._asking():
            self.half_asked.drop(asking[0])
        if answering := self._answering():
            self.half_answered.drop(answering[0])
        self._hide()

    def _shut(self) -> None:
        """Saved, or not wanted any more."""
        self.throw_away()
        self.turned.emit()
        self.shut.emit()

    def print_all(self) -> None:
        """Shift+F8: everything that is kept about this person, for them."""
        if self._opened:
            self.output.print(DISCLOSURE, self._opened.person)

    def _receive(self, asked: Asked) -> None:
        if self._opened is None:
            return
        person, officer, at = PersonId(self._opened.person), self._desk.officer, clock.now()
        chosen = self._desk.settings

        def deed(register: Register) -> RightsRequest:
            return requests.receive(register, person, asked, chosen, by=officer, at=at)

        self._desk.jobs.desk(self, deed, self._received, self._not_received)

    def _received(self, made: RightsRequest) -> None:
        self._shut()
        told = self.tr("已登记：{0}，{1} 前答复。请打印回执交给本人。")
        said = told.format(made.number, made.due_on.isoformat())
        self._desk.tell(Telling(words=said, tone="ok"))

    def _not_received(self, sorry: Refused | Unavailable) -> None:
        self.ask.refused(sorry.key, self._desk.sentence(sorry))

    def _answer(self, request: UUID, outcome: Outcome, reason: str) -> None:
        officer, at = self._desk.officer, clock.now()

        def deed(register: Register) -> RequestAnswer:
            return requests.answer(register, request, outcome, reason, by=officer, at=at)

        self._desk.jobs.desk(self, deed, self._answered, self._not_answered)

    def _answered(self, _made: RequestAnswer) -> None:
        self._shut()
        told = self.tr("答复已保存。请打印答复书，当面交给本人并请签收。")
        self._desk.tell(Telling(words=told, tone="ok"))

    def _not_answered(self, sorry: Refused | Unavailable) -> None:
        self.answer.refused(self._desk.sentence(sorry))
