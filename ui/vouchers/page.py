"""凭证: issue a return-travel voucher, see it as it prints, print it, withdraw it."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app import clock
from app.desk import drafts, papers, phrases, vouchers
from app.desk.papers import Made
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId, VoucherId
from app.domain.staff import Right
from app.domain.voucher import Voucher, VoucherState
from app.store.register import Register
from ui.cards import SayLine, scrolling, sheet
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.papers.output import Output
from ui.pdf_view import PdfView
from ui.people.in_station import today
from ui.theme import GAP, px
from ui.thumbs import Thumbs
from ui.vouchers.choose import Choose
from ui.vouchers.form import JourneyForm
from ui.vouchers.held import Held, agreed
from ui.vouchers.noting import Noting
from ui.vouchers.parts import EarlierCard, TravellerCard, VoidCard
from ui.vouchers.question import Case, Choice, case_of, choices
from ui.walk import once

LEFT = 440


class VouchersPage(PageWidget):
    """First for whom, then the journey; a half-filled form waits until one comes back."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"visit", "leaving", "reopening", "voucher", "claim", "photograph", "link", "printing"}
        | {"voucher_event", "listed", "sent"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.case: Case | None = None
        self.made: Made | None = None
        self._visit: UUID | None = None
        self._shown: UUID | None = None
        self._asked = 0
        self._issuing = False
        self._begun: dict[str, str] = {}
        self.half_filled = HalfFilled(desk, drafts.VOUCHER, self._typed, self)
        self.output = Output(desk, self)
        small = Thumbs(desk.jobs, 160)
        self.choose = Choose(small, lang)
        self.who = TravellerCard(small, lang)
        self.form = JourneyForm(desk.settings.voucher_valid_days, lang)
        self.void_card, self.earlier = VoidCard(), EarlierCard(lang)
        self.noting, self.held = Noting(desk, self, self.void_card), Held(desk, self)
        self.told = SayLine()
        self.view = PdfView(self.tr("预览"))
        self._lay_out()
        self._connect()

    def keys(self) -> list[Key]:
        """What can be done now."""
        if self.case is None:
            do = partial(self.desk.go, "statements", None)
            may = self.desk.officer.may(Right.VOUCHER)
            return [Key(key="F4", words=self.tr("对账单"), do=do)] if may else []
        found = [Key(key="F7", words=self.tr("另选人员"), do=self.choose_anew)]
        if self.made:
            if self._may_void():
                found.append(Key(key="Ctrl+F10", words=self.tr("作废"), do=self.void))
            found += self.noting.keys()
            found.append(Key(key="Ctrl+P", words=self.tr("另存为 PDF"), do=self.save))
            first = self.case.live is not None
            found.append(
                Key(key="F8", words=self.tr("打印"), do=self.print, primary=first, icon="print")
            )
        if self._may_issue():
            found.append(
                Key(key="F9", words=self.tr("开具"), do=self.issue, primary=True, icon="check")
            )
        return found

    def arrive(self) -> None:
        """The list, the first empty place of the journey, or the paper."""
        if self._visit is None:
            self.choose.people.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.form.isHidden():
            from_place, to_place = self.form.fields["from_place"], self.form.fields["to_place"]
            first = to_place if from_place.value() else from_place
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.view.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.output.check_printer()
        if self.desk.officer.may(Right.VOUCHER):
            self.half_filled.start()
            self.noting.half_filled.start()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()
        self.noting.half_filled.stop()

    def open_for(self, subject: UUID | None) -> None:
        """A visit; without one, the form that is being filled or the list to choose from."""
        if subject is not None:
            self._take(subject)
        elif self._visit is None or self.form.isHidden():
            self.choose_anew()
        else:
            self._say_about()

    def reload(self) -> None:
        """Ask again; what is typed stays."""
        if self.isVisible():
            self._load()

    def choose_anew(self) -> None:
        """Back to the list."""
        self.half_filled.keep()
        self._visit, self.case, self.made = None, None, None
        self.noting.forget()
        self.held.forget()
        self.stack.setCurrentWidget(self.choose)
        self._load()
        self.keys_changed.emit()
        self.arrive()

    def issue(self) -> None:
        """F9: the rules are asked; what they say stands beside the field."""
        self.form.clear_warnings()
        journey = self.form.journey()
        if journey is None or self.case is None or self._issuing:
            return
        self._issuing = True
        visit, station = VisitId(self.case.visit.id), self.desk.station
        officer, at, most = self.desk.officer, clock.now(), self.desk.settings.voucher_valid_days

        filled, word = self.held.card.said(), self.held.word()

        def deed(register: Register) -> Voucher:
            return vouchers.issue(
                register, visit, journey, station, by=officer, at=at, most_days=most,
                agreed=agreed(register, filled), word=word,
            )  # fmt: skip

        self.desk.jobs.desk(self, deed, self._issued, self._not_issued)

    def void(self) -> None:
        """Ctrl+F10 asks why, once more does it."""
        if not self._may_void():
            return
        if self.void_card.isHidden():
            self.void_card.begin()
        else:
            self.void_card.finish()

    def print(self) -> None:
        """On the printer of the settings."""
        if self.made:
            self.output.print(papers.VOUCHER, self.made.subject)

    def save(self) -> None:
        """As a file."""
        if self.made:
            self.output.save_as(papers.VOUCHER, self.made.subject, self.made.name)

    def _may_issue(self) -> bool:
        case = self.case
        may = self.desk.officer.may(Right.VOUCHER)
        return may and case is not None and case.live is None and not case.left

    def _may_void(self) -> bool:
        made = self._showing()
        return made is not None and made.state is VoucherState.LIVE

    def _showing(self) -> Voucher | None:
        found = self.case.vouchers if self.case else ()
        return next((v for v in found if v.id == self._shown), None)

    def _take(self, visit: UUID) -> None:
        if visit != self._visit:
            self.half_filled.keep()
            self._visit, self._shown, self.case, self.made = visit, None, None, None
            self.view.show_pdf(b"")
            self.noting.forget()
            self.held.forget()
            self.told.say("")
        self.stack.setCurrentWidget(self.work)
        self.desk.jobs.read(self, phrases.kept, self.form.know)
        self._load()

    def _begin(self) -> None:
        """The journey, with what was typed before for this visit."""
        if self.case is None:
            return
        kept = self.half_filled.of(self.case.visit.id)
        self.form.begin(today(), {"from_place": self.case.last_from})
        self._begun = self.form.raw()
        if kept:
            self.form.begin(today(), kept)

    def _begin_untouched(self) -> None:
        """What was left from before came after the form was shown."""
        if self.form.raw() == self._begun:
            self._begin()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        """What stands in the form, once it is more than what the program put there."""
        if self.case is None or not self._may_issue() or self._issuing:
            return None
        visit, raw = self.case.visit.id, self.form.raw()
        return (visit, raw) if raw != self._begun or self.half_filled.of(visit) else None

    def _load(self) -> None:
        self._asked += 1
        number = self._asked
        sealed = self.desk.officer.may(Right.SEALED)
        if self._visit is None:
            self.desk.jobs.read(
                self,
                lambda reader: choices(reader, sealed=sealed),
                lambda found: self._show_choice(number, found),
            )
            return
        visit = VisitId(self._visit)
        self.desk.jobs.read(
            self,
            lambda reader: case_of(reader, visit, sealed=sealed),
            lambda found: self._show(number, found),
            lambda sorry: self.told.say(self.desk.sentence(sorry), "warn"),
        )

    def _show_choice(self, number: int, found: Choice) -> None:
        if number == self._asked:
            self.choose.show_choice(found)
            self._say_about()

    def _show(self, number: int, found: Case) -> None:
        if number != self._asked:
            return
        first, self.case = self.case is None, found
        self.who.show_case(found)
        self.earlier.show_case(found)
        self.form.setVisible(self._may_issue())
        self.held.show_case(found, issues=self._may_issue())
        if first:
            self._begin()
        self._say_state(found)
        self._show_paper(self._shown or (found.last.id if found.last else None))
        self._say_about()
        self.keys_changed.emit()
        if first:
            self.arrive()

    def _say_state(self, case: Case) -> None:
        if case.left:
            self.told.say(self.tr("这次来站已经离站，不能再开凭证；可以补打。"))
        elif not self.desk.officer.may(Right.VOUCHER):
            self.told.say(self.tr("您的岗位可以查看凭证，不能开具。"))
        else:
            self.told.say("")

    def _show_paper(self, which: UUID | None) -> None:
        self._shown = which
        self.noting.show_voucher(self._showing(), self.case.events if self.case else ())
        self.view.title.setText(self.tr("预览") if which else self.tr("开具以后在这里预览"))
        if which is None:
            self.made = None
            self.view.show_pdf(b"")
            return
        number = self._asked

        def show(made: Made) -> None:
            if number == self._asked and made.subject == self._shown:
                self.made = made
                self.view.show_pdf(made.pdf)
                self.keys_changed.emit()

        self.output.make(papers.VOUCHER, which, show, self._no_paper)

    def _no_paper(self, sorry: Refused | Unavailable) -> None:
        self.told.say(self.desk.sentence(sorry), "bad")

    def _issued(self, made: Voucher) -> None:
        self._issuing = False
        self.half_filled.drop(made.visit)
        self._shown = made.id
        told = self.tr("已开具 {0}，按 F8 打印。").format(made.serial)
        self.desk.tell(Telling(words=told, tone="ok"))
        self.view.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_issued(self, sorry: Refused | Unavailable) -> None:
        self._issuing = False
        sentence = self.desk.sentence(sorry)
        if not (self.held.card.refused(sorry.key, sentence) or self.form.say_beside(sorry)):
            self.told.say(sentence, "warn")

    def _void(self, reason: str) -> None:
        made = self._showing()
        if made is None:
            return
        which, officer, at = VoucherId(made.id), self.desk.officer, clock.now()

        def deed(register: Register) -> Voucher:
            return vouchers.void(register, which, reason, by=officer, at=at)

        def gone(_made: Voucher) -> None:
            self.void_card.hide()
            self.noting.done()
            told = self.tr("凭证 {0} 已作废。").format(made.serial)
            self.desk.tell(Telling(words=told, tone="ok"))

        def not_gone(sorry: Refused | Unavailable) -> None:
            self.void_card.reason.warn(self.desk.sentence(sorry))

        self.desk.jobs.desk(self, deed, gone, not_gone)

    def _shut_void(self) -> None:
        self.void_card.hide()
        self.arrive()

    def _say_about(self) -> None:
        name = self.case.person.name if self.case else ""
        self.about.emit(name or self.tr("返乡乘车凭证"))

    def _connect(self) -> None:
        self.choose.chosen.connect(self._take)
        self.half_filled.loaded.connect(self._begin_untouched)
        self.form.finished.connect(self.issue)
        self.void_card.wanted.connect(self._void)
        self.void_card.shut.connect(self._shut_void)
        self.earlier.chosen.connect(self._show_paper)
        self.held.card.finished.connect(self.issue)
        self.noting.turned.connect(self.keys_changed)
        self.noting.shut.connect(self.arrive)
        once(QShortcut(QKeySequence("Ctrl+P"), self)).activated.connect(self.save)

    def _lay_out(self) -> None:
        noting = self.noting
        parts = (self.held.card, self.void_card, noting.form, noting.card, self.earlier)
        left = scrolling(sheet(self.told, self.who, self.form, *parts))
        left.setFixedWidth(px(LEFT))
        self.work = QWidget()
        row = QHBoxLayout(self.work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        row.addWidget(left)
        row.addWidget(self.view, 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.choose)
        self.stack.addWidget(self.work)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)
