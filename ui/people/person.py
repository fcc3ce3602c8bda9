"""人员档案: one human's file, over every record that officers decided is the same."""

from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import links, protecting, reopening
from app.desk.travels import Travels, travels
from app.domain.errors import Refused, Unavailable
from app.domain.evidence import Link
from app.domain.ids import PersonId
from app.domain.person import Claim
from app.domain.staff import Right
from app.domain.visit import Leaving, Visit
from app.places import places
from app.store.register import SENT, Register
from ui.cards import scrolling, sheet
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.again import here_again
from ui.people.claims_card import ClaimsCard
from ui.people.companions_card import CompanionsCard
from ui.people.consents_card import ConsentsCard
from ui.people.correct import VERIFY, WRONG, CorrectCard, Wanted
from ui.people.deeds import done
from ui.people.forgetting import Forgetting
from ui.people.in_station import today
from ui.people.links_card import LinksCard
from ui.people.listed_in_file import ListedInFile
from ui.people.opened import Opened, look, look_again
from ui.people.protect import ProtectCard
from ui.people.purpose import PurposeCard
from ui.people.requesting import Requesting
from ui.people.timeline import TimelineCard
from ui.people.travels_card import TravelsCard
from ui.people.who_card import WhoCard
from ui.theme import GAP, px
from ui.thumbs import Thumbs
from ui.walk import in_reading_order

if TYPE_CHECKING:
    from app.store.ask import Reader


class PersonPage(PageWidget):
    """First why, then the file; corrections and undoing stand beside what they change."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"claim", "visit", "leaving", "reopening", "voucher", "consent", "photograph"}
        | {"link", "decision", "evidence", "person", "erasure_wish", "letter", "lending", "listed"}
        | {"adverse_proposal", "adverse_answer", "adverse_receipt"}
        | {"rights_request", "request_answer", "matter_step", "service", SENT}
    )
    opened_file = Signal()
    """The file is shown."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang, officer = desk.settings.lang, desk.officer
        self.opened: Opened | None = None
        self._person: UUID | None = None
        self._asked = 0
        self._purposes: dict[UUID, str] = {}
        self.thumbs = Thumbs(desk.jobs, 300)
        self.purpose = PurposeCard(lang)
        self.who = WhoCard(self.thumbs, lang)
        self.correct = CorrectCard(lang)
        self.protect = ProtectCard()
        self.claims = ClaimsCard(lang, may_correct=officer.may(Right.REGISTER))
        self.timeline = TimelineCard(lang, may_register=officer.may(Right.REGISTER))
        self.travels = TravelsCard(lang)
        self._seen_to: set[UUID] = set()
        """Whose urgent need has been seen to, as the officer says."""
        self.listed = ListedInFile(desk)
        self.companions = CompanionsCard(desk)
        self.links = LinksCard(lang, may_decide=officer.may(Right.DECIDE))
        self.consents = ConsentsCard(lang)
        self.forgetting, self.requesting = Forgetting(desk), Requesting(desk)
        self._lay_out()
        self._connect()
        self._hide_file()

    def keys(self) -> list[Key]:
        """What can be done with the file that is open."""
        back = Key(key="Esc", words=self.tr("返回"), do=self.desk.back)
        if self.opened is None:
            return [back]
        may, found = self.desk.officer.may, [back] if self.correct.isHidden() else []
        if may(Right.REGISTER) and self.opened.uncompleted:
            do = self._to_complete
            found.append(Key(key="F11", words=self.tr("补登记"), do=do, primary=True))
        if may(Right.SEALED):
            word = self.tr("解除保密") if self.opened.sealed else self.tr("保密保护")
            found.append(Key(key="F12", words=word, do=self.protect.ask, icon="visibility"))
        if may(Right.REGISTER):
            found.append(Key(key="F2", words=self.tr("补充信息"), do=self._add))
        if may(Right.DECIDE):
            found.append(Key(key="F6", words=self.tr("比对"), do=self._to_compare))
        if may(Right.VOUCHER) and self._here():
            found.append(Key(key="F7", words=self.tr("开凭证"), do=self._to_voucher))
        if may(Right.DECIDE):
            found.append(Key(key="Shift+F4", words=self.tr("线索"), do=self._to_lead))
        found += self._beside()
        found.append(Key(key="F8", words=self.tr("文书"), do=self._to_papers, icon="print"))
        found.append(Key(key="Ctrl+F8", words=self.tr("整卷打印"), do=self._to_bundle))
        return [*found, *self.requesting.keys(), *self.forgetting.keys(), *self._finishing()]

    def _beside(self) -> list[Key]:
        """What the line of keys has no room for; of the visit that is open, or was last."""
        may, do = self.desk.officer.may, self._to_custody
        found = [Key(key="Shift+F9", words=self.tr("寄存"), do=do, on_page=True)]
        if may(Right.DECIDE):
            do = self._to_letters
            found.append(Key(key="Ctrl+F7", words=self.tr("函件"), do=do, on_page=True))
            do = self._to_workbench
            found.append(Key(key="Shift+F6", words=self.tr("寻亲"), do=do, on_page=True))
        if not may(Right.REGISTER):
            return found
        if self._here():
            told = self.tr("甄别审批")
            found.append(Key(key="Shift+F5", words=told, do=self._to_checks, on_page=True))
        if self.opened is not None:
            do = self._to_rekey
            found.append(Key(key="Ctrl+F9", words=self.tr("补录"), do=do, on_page=True))
        return found

    def _finishing(self) -> list[Key]:
        """F9: what is being written, else that urgent need has been seen to."""
        if not self.correct.isHidden():
            save = self.correct.finish
            return [Key(key="F9", words=self.tr("保存"), do=save, primary=True)]
        if self.travels.isHidden() or self.travels.waits.isHidden():
            return []
        return [Key(key="F9", words=self.tr("急需已处理"), do=self._urgent_is_seen_to)]

    def arrive(self) -> None:
        """The purpose first; then the file can be scrolled with the arrows."""
        if not self.purpose.isHidden():
            self.purpose.field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.opened:
            self.left.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, subject: UUID | None) -> None:
        """Somebody's file; the purpose is asked once a person and login."""
        if subject is None:
            self._say_about()
            return
        if self.opened is None or subject not in self.opened.file.people:
            self.opened = None
            self._hide_file()
        self._person = subject
        if known := self._purposes.get(subject):
            self._look(known)
        else:
            self.purpose.ask()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.requesting.stop()

    def reload(self) -> None:
        """The look that was begun goes on; looking anew is asked and written down anew."""
        if self.opened is None:
            return
        self._asked += 1
        number, person = self._asked, PersonId(self.opened.person)
        officer = self.desk.officer
        self.desk.jobs.read(
            self,
            lambda reader: look_again(reader, person, officer),
            lambda o: self._show(number, o),
            self._shut_out,
        )

    def _shut_out(self, sorry: Refused | Unavailable) -> None:
        """Sealed or gone while it was open: nothing of it stays on the screen."""
        self.opened = None
        self._purposes.clear()
        self._hide_file()
        self.about.emit("")
        self.purpose.ask()
        self.purpose.field.warn(self.desk.sentence(sorry))

    def _look(self, purpose: str) -> None:
        if self._person is None:
            return
        self._asked += 1
        number, person = self._asked, PersonId(self._person)
        officer, at = self.desk.officer, clock.now()

        def deed(register: Register) -> Opened:
            return look(register, person, purpose, by=officer, at=at)

        def show(opened: Opened) -> None:
            for each in opened.file.people:
                self._purposes[each] = purpose.strip()
            self._show(number, opened)

        self.desk.jobs.desk(self, deed, show, self._not_opened)

    def _not_opened(self, sorry: Refused | Unavailable) -> None:
        self.purpose.show()
        self.purpose.field.warn(self.desk.sentence(sorry))
        self.arrive()

    def _show(self, number: int, opened: Opened) -> None:
        if number != self._asked:
            return
        if not opened.file.persons:
            self._gone()
            return
        first, self.opened = self.opened is None, opened
        self.purpose.hide()
        waits = self._waits(opened)
        self.who.show_file(opened, today(), counts=not waits)
        self.protect.show_file(opened)
        self.claims.show_file(opened)
        self.timeline.show_file(opened, earlier=not waits)
        self._look_at_travels(number, opened)
        self.listed.show_file(opened, waits=waits)
        self.companions.show_file(opened, waits=waits)
        self.links.show_file(opened)
        self.forgetting.show_file(opened)
        self.requesting.start()
        self.requesting.show_file(opened)
        self.consents.show_file(opened)
        self.left.show()
        self.right.show()
        in_reading_order(self.left, self.right)  # its rows were made just now
        self._say_about()
        self.keys_changed.emit()
        if first:
            self.arrive()
        self.opened_file.emit()

    def _waits(self, opened: Opened) -> bool:
        """No count and no way is shown before urgent need is answered."""
        seen = not self._seen_to.isdisjoint(opened.file.people)
        return (opened.urgent_waits or self.desk.urgent_waits()) and not seen

    def _look_at_travels(self, number: int, opened: Opened) -> None:
        people, chosen = opened.file.people, self.desk.settings

        def work(reader: "Reader") -> Travels:
            return travels(reader, people, chosen.visit_windows, chosen.fastest_kmh, today())

        def show(found: Travels) -> None:
            if number == self._asked and self.opened is opened:
                self.travels.show_travels(found, waits=self._waits(opened))
                self.keys_changed.emit()

        self.desk.jobs.read(self, work, show)

    def _urgent_is_seen_to(self) -> None:
        if self.opened:
            self._seen_to.update(self.opened.file.people)
            self._show(self._asked, self.opened)
            self.arrive()  # the button that was pressed is gone

    def _turned(self) -> None:
        """One card at a time: F9 means only one thing."""
        if self.forgetting.is_open:
            self.correct.hide()
            self.requesting.put_away()
            self.left.ensureWidgetVisible(self.forgetting)
        self.keys_changed.emit()

    def _requested(self) -> None:
        if self.requesting.is_open:
            self.correct.hide()
            self.forgetting.put_away()
            self.right.ensureWidgetVisible(self.requesting)
        self.keys_changed.emit()

    def _gone(self) -> None:
        """Somebody was erased, here or elsewhere: nothing of them stays on the screen."""
        self._asked += 1
        shown = self.isVisible()
        self.opened, self._person = None, None
        self.requesting.throw_away()
        self._hide_file()
        self.about.emit("")
        if shown:
            self.desk.back()
            self.desk.tell(Telling(words=self.tr("这份档案已按决定删除。"), tone="ok"))

    def _hide_file(self) -> None:
        self.forgetting.forget()
        self.requesting.forget()
        self.travels.hide()
        self.listed.forget()
        self.companions.forget()
        for part in (self.purpose, self.left, self.right, self.correct):
            part.hide()
        self.keys_changed.emit()

    def _say_about(self) -> None:
        if self.opened:
            purpose = self._purposes.get(self.opened.person, "")
            told = self.tr("{0} · 用途：{1}（已记录）")
            self.about.emit(told.format(self.opened.file.name, purpose))

    # Corrections

    def _add(self) -> None:
        if self.correct.isHidden():
            self._begin(None)
        else:
            self.left.ensureWidgetVisible(self.correct)  # what was typed in it stays

    def _begin(self, claim: Claim | None, deed: str = "") -> None:
        self.desk.jobs.beside(self, places, lambda _table: None)  # before a home is typed
        self.forgetting.put_away()
        self.requesting.put_away()
        self.correct.begin(claim, deed)
        self.left.ensureWidgetVisible(self.correct)
        self.keys_changed.emit()

    def _shut_correct(self) -> None:
        self.correct.hide()
        self.keys_changed.emit()
        self.arrive()

    def _save(self, wanted: Wanted) -> None:
        if self.opened is None:
            return
        person, officer, at = PersonId(self.opened.person), self.desk.officer, clock.now()

        def deed(register: Register) -> Claim:
            return done(register, person, wanted, by=officer, at=at)

        self.desk.jobs.desk(self, deed, self._saved, self._not_saved)

    def _saved(self, _made: Claim) -> None:
        self._shut_correct()
        self.desk.tell(Telling(words=self.tr("已保存，原有记录保留。"), tone="ok"))

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        self.correct.refused(self.desk.sentence(sorry))

    def _protect(self, reason: str) -> None:
        """Sealed or no longer; here at once, elsewhere when the centre has heard of it."""
        opened = self.opened
        if opened is None:
            return
        person, officer, at = PersonId(opened.person), self.desk.officer, clock.now()
        deed = protecting.unprotect if opened.sealed else protecting.protect
        told = (
            self.tr("保密保护已解除。") if opened.sealed else self.tr("已保密保护，本机立即隐藏。")
        )

        def done(_made: object) -> None:
            self.arrive()
            self.desk.tell(Telling(words=told, tone="ok"))

        self.desk.jobs.desk(
            self,
            lambda register: deed(register, person, reason, by=officer, at=at),
            done,
            lambda sorry: self.protect.refused(self.desk.sentence(sorry)),
        )

    # Links

    def _undo(self, link: Link, reason: str) -> None:
        officer, at = self.desk.officer, clock.now()

        def deed(register: Register) -> Link:
            return links.undo(register, link, reason, by=officer, at=at)

        def undone(_link: Link) -> None:
            self.arrive()  # the button that was pressed is gone
            self.desk.tell(Telling(words=self.tr("认定已撤回，两份档案分开显示。"), tone="ok"))

        def not_undone(sorry: Refused | Unavailable) -> None:
            if line := self.links.lines.get(link.id):
                line.reason.warn(self.desk.sentence(sorry))

        self.desk.jobs.desk(self, deed, undone, not_undone)

    def _take_back(self, gone: Leaving, reason: str) -> None:
        """Nobody has left after all; the leaving stays on file with why it was wrong."""
        officer, at = self.desk.officer, clock.now()

        def not_taken_back(sorry: Refused | Unavailable) -> None:
            if line := self.timeline.lines.get(gone.id):
                line.reason.warn(self.desk.sentence(sorry))

        def taken_back(back: reopening.Returned) -> None:
            self.arrive()  # the button that was pressed is gone
            told = self.tr("离站已撤销，此人仍在站。")
            self.desk.tell(here_again(told, back, self.desk.settings.lang))

        self.desk.jobs.desk(
            self,
            lambda register: reopening.take_back(register, gone.id, reason, by=officer, at=at),
            taken_back,
            not_taken_back,
        )

    def _open_other(self, person: UUID) -> None:
        """The far end of a link: another file of this station, or a card of another one."""
        other = self.opened.others.get(person) if self.opened else None
        if other and other.elsewhere:
            self.desk.go("card", person)
        else:
            self.open_for(person)

    # Going on

    def _latest(self) -> Visit | None:
        return self.opened.file.visits[0] if self.opened and self.opened.file.visits else None

    def _here(self) -> bool:
        """Whether the last visit is still open."""
        latest = self._latest()
        gone = {x.visit for x in self.opened.file.leavings} if self.opened else set()
        return latest is not None and latest.id not in gone

    def _to_voucher(self) -> None:
        if latest := self._latest():
            self.desk.go("vouchers", latest.id)

    def _to_compare(self) -> None:
        if self.opened:
            self.desk.go("compare", self.opened.person)

    def _to_lead(self) -> None:
        if self.opened and self.desk.officer.may(Right.DECIDE):
            self.desk.go("blacklist", self.opened.person)

    def _to_complete(self) -> None:
        if self.opened and (waiting := self.opened.uncompleted):
            self.desk.go("intake", next(reversed(waiting)))

    def _to_papers(self) -> None:
        if latest := self._latest():
            self.desk.go("papers", latest.id)

    def _to_workbench(self) -> None:
        if latest := self._latest():
            self.desk.go("workbench", latest.id)

    def _to_letters(self) -> None:
        if latest := self._latest():
            self.desk.go("letters", latest.id)

    def _to_rekey(self) -> None:
        """Ctrl+F9: the newest visit of this station."""
        if self.opened:
            own = self.desk.station.id
            mine = (one for one in self.opened.file.visits if one.station == own)
            newest = next(mine, None)
            self.desk.go("rekey", newest.id if newest else None)

    def _to_checks(self) -> None:
        if latest := self._latest():
            self.desk.go("checks", latest.id)

    def _to_bundle(self) -> None:
        if latest := self._latest():
            self.desk.go("bundle", latest.id)

    def _to_custody(self) -> None:
        if latest := self._latest():
            self.desk.go("custody", latest.id)

    def _connect(self) -> None:
        self.purpose.stated.connect(self._look)
        self.thumbs.came.connect(self.who.show_pictures)
        self.claims.correcting.connect(self._begin)
        self.claims.verifying.connect(lambda claim: self._begin(claim, VERIFY))
        self.claims.refuting.connect(lambda claim: self._begin(claim, WRONG))
        self.correct.wanted.connect(self._save)
        self.correct.shut.connect(self._shut_correct)
        self.timeline.papers_wanted.connect(lambda visit: self.desk.go("papers", visit))
        self.timeline.checks_wanted.connect(lambda visit: self.desk.go("checks", visit))
        self.timeline.back_wanted.connect(self._take_back)
        self.protect.wanted.connect(self._protect)
        self.protect.shut.connect(self.arrive)
        self.travels.shown_anyway.connect(self._urgent_is_seen_to)
        self.links.undo_wanted.connect(self._undo)
        self.links.opened_other.connect(self._open_other)
        self.forgetting.turned.connect(self._turned)
        self.forgetting.shut.connect(self.arrive)
        self.forgetting.gone.connect(self._gone)
        self.requesting.turned.connect(self._requested)
        self.requesting.shut.connect(self.arrive)

    def _lay_out(self) -> None:
        own = (self.forgetting, self.who, self.protect, self.correct, self.claims, self.consents)
        self.left = scrolling(sheet(*own))
        known = (self.listed, self.timeline, self.travels, self.companions, self.links)
        self.right = scrolling(sheet(self.requesting, *known, self.requesting.card))
        for area in (self.left, self.right):
            area.setObjectName("reading")
            area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout()
        row.setSpacing(px(GAP))
        row.addWidget(self.left, 1)
        row.addWidget(self.right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(self.purpose)
        whole.addLayout(row, 1)
        whole.addStretch(0)
