"""文书: the papers of one visit as they will be printed."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk import papers
from app.desk.papers import Made
from app.domain.adverse import Adverse, AdverseState
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.domain.staff import Right
from app.domain.voucher import VoucherState
from app.words.say import say
from ui.beds.suggested import GiveSuggested
from ui.cards import Card, SayLine, words
from ui.fields import Press
from ui.looking_into import note_look
from ui.notices.telling import NoticeTelling
from ui.page import Desk, Key, PageWidget, Telling
from ui.papers.adverse import AdversePanel
from ui.papers.batch import Batch, Sheet
from ui.papers.folder import Folder, folder_of
from ui.papers.output import Output
from ui.papers.signing import SignCard
from ui.pdf_view import PdfView
from ui.people.lines import breakable, copyable
from ui.pills import PillRow
from ui.theme import GAP, px
from ui.walk import once

SIDE = 250
_OF_VISIT = (
    *(papers.REGISTRATION, papers.NOTICE, papers.STAY),
    *(papers.SECURITY, papers.CUSTODY, papers.QUERIES, papers.APPROVAL),
)


class PapersPage(PageWidget):
    """Which paper is chosen above, the paper beneath, what to do with it at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"belonging", "custody", "custody_return", "security_check"}
        | {"visit", "claim", "voucher", "consent", "printing", "photograph", "signature"}
        | {"service", "matter_step"}
        | {"adverse_proposal", "adverse_opinion", "adverse_answer", "adverse_receipt"}
        | {"leaving", "reopening"}
        | {"condition_answer", "outside_query", "stay_proposal", "stay_answer"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.output = Output(desk, self)
        self.batch = Batch(desk, self.output)
        self.folder: Folder | None = None
        self.made: Made | None = None
        self._visit: UUID | None = None
        self._asked = 0
        self._checked = False
        self.tabs = PillRow(self.tr("文书"))
        self.view = PdfView(self.tr("预览"))
        self.told, self.signing = SayLine(), SignCard(desk)
        self.telling = NoticeTelling(desk, self)
        self.adverse = AdversePanel(desk)
        self.giving = GiveSuggested(desk, self)
        self.name, self.case = copyable("", "strong"), copyable("")
        self.copy, self.result = words("", "note", wrap=True), words("", "label", wrap=True)
        self._lay_out()
        self.tabs.chosen.connect(lambda _tab: self._turned())
        self.signing.closed.connect(self.keys_changed)
        self.signing.closed.connect(self.view.show_whole)
        self.signing.signed.connect(self._signed)
        self.adverse.turned.connect(self._panel_turned)
        self.adverse.made.connect(lambda made: self.tabs.choose(str(made)))
        self.adverse.settled.connect(self._settled)
        self.adverse.left.connect(self.arrive)
        self.telling.turned.connect(self.keys_changed)
        once(QShortcut(QKeySequence("Ctrl+P"), self)).activated.connect(self.save)

    def keys(self) -> list[Key]:
        """F6 signs, F7 goes on to the voucher, F8 prints; while somebody signs, F3 and F9."""
        if self.signing.isVisible():
            return self.signing.keys()
        if not self.adverse.isHidden():
            return self.adverse.keys()
        found = [Key(key="Ctrl+P", words=self.tr("另存为 PDF"), do=self.save, on_page=True)]
        if self.tabs.value in papers.SIGNED_FORMS and self.desk.officer.may(Right.REGISTER):
            found.append(Key(key="F6", words=self.tr("屏幕签名"), do=self.sign))
        if self.desk.officer.may(Right.REGISTER):
            found.append(Key(key="F11", words=self.tr("安排床位"), do=self._give_bed))
        if self.desk.officer.may(Right.VOUCHER):
            found.append(Key(key="F7", words=self.tr("开凭证"), do=self._to_voucher))
        found.append(Key(key="Shift+F9", words=self.tr("寄存"), do=self._to_custody, on_page=True))
        if self.made and self.made.aloud:
            found += self.telling.keys(self._read_aloud, self.made.form, self.made.subject)
        if self.folder and self.folder.standing is None:
            found += self.adverse.begin_key()
        found += self.adverse.keys()
        found.append(Key(key="Shift+F8", words=self.tr("全部打印"), do=self.print_all))
        bundle = self._to_bundle
        found.append(Key(key="Ctrl+F8", words=self.tr("整卷打印"), do=bundle, on_page=True))
        found.append(
            Key(key="F8", words=self.tr("打印"), do=self.print, primary=True, icon="print")
        )
        return found

    def _give_bed(self) -> None:
        """F11: the bed that the board would suggest."""
        if self._visit:
            self.giving.give(self._visit, self.name.text())

    def arrive(self) -> None:
        """The cursor goes to the choice of papers."""
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.adverse.half_filled.start()
        if not self._checked:
            self._checked = True
            self.output.check_printer()
            self.output.check_texts()

    def leave(self) -> None:
        """What was typed is there again at the next login; nobody is read to any more."""
        self.telling.stop()
        self.adverse.half_filled.stop()

    def open_for(self, subject: UUID | None) -> None:
        """The papers of a visit; without one, those that were open."""
        if subject is not None and subject != self._visit:
            self._visit, self.folder, self.made = subject, None, None
            self.adverse.leave()
            self.view.show_pdf(b"")
            self.tabs.choose(papers.REGISTRATION)
            note_look(self.desk, self, subject, "papers", self.told.say)
        self._load()

    def reload(self) -> None:
        """Something of it changed; opening the page asks anyway."""
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        """Ask which papers there are, and make the one that is shown."""
        if self._visit is None:
            self.told.say(self.tr("还没有选定来站记录。请从在站人员（Alt+2）里选一个人。"))
            return
        self._asked += 1
        number, visit = self._asked, VisitId(self._visit)
        sealed = self.desk.officer.may(Right.SEALED)
        self.desk.jobs.read(
            self,
            lambda reader: folder_of(reader, visit, sealed=sealed),
            lambda found: self._show(number, found),
        )

    def print(self) -> None:
        """On the printer of the settings."""
        if chosen := self._chosen():
            self.output.print(*chosen)
        elif self.folder and self.folder.of(self.tabs.value):
            told = say("adverse.not_agreed", self.desk.settings.lang)
            self.desk.tell(Telling(words=told, tone="warn"))

    def print_all(self) -> None:
        """Every paper of the visit that holds, or those that were left the last time."""
        if self.folder is None:
            return
        visit = self.folder.visit.id
        sheets = [
            Sheet(form=papers.REGISTRATION, subject=visit, called=self.tr("求助登记表")),
            Sheet(form=papers.NOTICE, subject=visit, called=self.tr("入站告知书")),
        ]
        if self.folder.left:
            called = self.tr("在站服务及离站登记表")
            sheets.append(Sheet(form=papers.STAY, subject=visit, called=called))
        sheets += [
            Sheet(form=form, subject=visit, called=called)
            for form, called in self._of_custody(self.folder)
        ]
        sheets += [
            Sheet(form=form, subject=visit, called=self._form_called(form))
            for form in self.folder.checked
        ]
        sheets += [
            Sheet(form=papers.VOUCHER, subject=v.id, called=self.tr("凭证 {0}").format(v.serial))
            for v in self.folder.vouchers
            if v.state is VoucherState.LIVE
        ]
        if gone := self.folder.leaving:
            sheets += [
                Sheet(form=form, subject=gone.id, called=self._form_called(form))
                for form in self.folder.forms
            ]
        standing = self.folder.standing
        if standing and standing.state is AdverseState.AGREED:
            made = standing.proposal
            sheets.append(Sheet(form=made.kind, subject=made.id, called=self._called(standing)))
        self.batch.print(visit, sheets)

    def save(self) -> None:
        """As a file."""
        if (chosen := self._chosen()) and self.made:
            self.output.save_as(*chosen, self.made.name)

    def _read_aloud(self) -> None:
        if self.made:
            self.telling.read(self.made.aloud, self.made.subject)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.telling.stop()

    def sign(self) -> None:
        """Ask the person to sign what is shown."""
        if self.made and self.folder and self.made.form in papers.SIGNED_FORMS:
            self.signing.ask(self.made, self.folder.person.name)
            self.view.show_wide()  # nobody signs what is too small to read
            self.keys_changed.emit()

    def _signed(self) -> None:
        told = self.tr("签名已保存，印在文书上；内容再有更改须重新签。")
        self.desk.tell(Telling(words=told, tone="ok"))

    def _chosen(self) -> tuple[str, UUID] | None:
        """Form and subject of the paper that is shown."""
        if self.folder is None:
            return None
        if self.tabs.value == papers.DISCLOSURE:
            return papers.DISCLOSURE, self.folder.visit.person
        if self.tabs.value in _OF_VISIT:
            return self.tabs.value, self.folder.visit.id
        if self.folder.leaving and self.tabs.value in self.folder.forms:
            return self.tabs.value, self.folder.leaving.id
        if found := self.folder.of(self.tabs.value):
            made = found.proposal
            return None if found.state is AdverseState.PENDING else (made.kind, made.id)
        voucher = next((v for v in self.folder.vouchers if str(v.id) == self.tabs.value), None)
        return (papers.VOUCHER, voucher.id) if voucher else None

    def _form_called(self, form: str) -> str:
        """What is signed when somebody leaves, by its name."""
        return say(f"form.{form}", self.desk.settings.lang)

    def _called(self, found: Adverse) -> str:
        """The name of the notice on its tab, and how far it has come."""
        names = {
            papers.REFUSAL: self.tr("不予救助通知书"),
            papers.TERMINATION: self.tr("终止救助通知书"),
        }
        name = names[found.proposal.kind]
        if found.state is AdverseState.AGREED:
            return name
        state = say(f"adverse_state.{found.state}", self.desk.settings.lang)
        return self.tr("{0}（{1}）").format(name, state)

    def _show(self, number: int, found: Folder) -> None:
        if number != self._asked:
            return
        first, self.folder = self.folder is None, found
        self.name.setText(breakable(found.person.name))
        self.case.setText(found.visit.case_number)
        self.about.emit(f"{found.person.name} · {found.visit.case_number}")
        void = self.tr("凭证 {0}（已作废）")
        self.tabs.offer(
            [
                (papers.REGISTRATION, self.tr("求助登记表")),
                (papers.NOTICE, self.tr("入站告知书")),
                *self._of_custody(found),
                *((form, self._form_called(form)) for form in found.checked),
                *(
                    (
                        str(v.id),
                        (self.tr("凭证 {0}") if v.state is VoucherState.LIVE else void).format(
                            v.serial.split("-", 2)[-1]
                        ),
                    )
                    for v in found.vouchers[-3:]
                ),
                *((form, self._form_called(form)) for form in found.forms),
                *((str(x.proposal.id), self._called(x)) for x in found.adverse[-2:]),
                (papers.STAY, self.tr("在站服务及离站登记表")),
                (papers.DISCLOSURE, self.tr("本人信息告知单")),
            ]
        )
        if first and found.forms:
            self.tabs.choose(found.forms[0])
        elif first and found.standing:
            self.tabs.choose(str(found.standing.proposal.id))
        self._show_result(found)
        self._show_paper()

    def _of_custody(self, found: Folder) -> list[tuple[str, str]]:
        """Forms 3 and 4, once there is something to say."""
        account, tabs = found.custody, []
        if account.checks or account.dangerous:
            tabs.append((papers.SECURITY, self.tr("安检登记")))
        if account.bags:
            tabs.append((papers.CUSTODY, self.tr("寄存物品清单")))
        return tabs

    def _show_result(self, found: Folder) -> None:
        """What was decided about this visit, beside the papers."""
        told = self._called(found.standing) if found.standing else ""
        self.result.setText(told)
        self.result.setVisible(bool(told))

    def _settled(self) -> None:
        """The field that the cursor stood in is gone."""
        self.arrive()
        self._load()

    def _panel_turned(self) -> None:
        """What is filled in stands in the place of the paper."""
        self.view.setVisible(self.adverse.isHidden())
        self.keys_changed.emit()

    def _turned(self) -> None:
        """Another paper is shown: what was being signed or read is no longer in view."""
        self.signing.close_card()
        self.telling.stop()
        self.adverse.leave()
        self.keys_changed.emit()
        self._show_paper()

    def _show_paper(self) -> None:
        if self.folder:
            one = self.folder.of(self.tabs.value)
            self.adverse.show_one(self.folder.visit, one, self.folder.officers)
        chosen = self._chosen()
        if chosen is None:
            self.made = None
            return
        self._asked += 1
        number = self._asked
        self.output.make(*chosen, lambda made: self._show_made(number, made), self._not_made)

    def _show_made(self, number: int, made: Made) -> None:
        if number != self._asked:
            return
        self.made = made
        self.keys_changed.emit()
        self.told.say("")
        self.view.show_pdf(made.pdf)
        first = self.tr("还没有打印过。")
        again = self.tr("已出过 {0} 份；再打印会印上补打标记。")
        self.copy.setText(again.format(made.copy - 1) if made.copy > 1 else first)

    def _not_made(self, sorry: Refused | Unavailable) -> None:
        self.made = None
        self.view.show_pdf(b"")
        self.told.say(self.desk.sentence(sorry), "bad")

    def _to_custody(self) -> None:
        if self._visit:
            self.desk.go("custody", self._visit)

    def _to_bundle(self) -> None:
        self.desk.go("bundle", self._visit)

    def _to_voucher(self) -> None:
        if self._visit:
            self.desk.go("vouchers", self._visit)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setFixedWidth(px(SIDE))
        cards = QVBoxLayout(side)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(px(GAP))
        for each in (self._who_card(), self._print_card(), self._on_card()):
            cards.addWidget(each)
        cards.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        left.addWidget(self.tabs)
        left.addWidget(self.told)
        left.addWidget(self.view, 1)
        left.addWidget(self.adverse, 1)
        left.addWidget(self.signing)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(side)

    def _who_card(self) -> Card:
        who = Card(self.tr("本次来站"), "person")
        who.body.addWidget(self.name)
        who.body.addWidget(self.case)
        who.body.addWidget(self.result)
        return who

    def _print_card(self) -> Card:
        """Where it goes, and both ways out."""
        printer = self.desk.settings.printer
        none = self.tr("没有设置打印机，可另存为 PDF。")
        out = Card(self.tr("打印"), "print")
        out.body.addWidget(words(none if printer == "none" else printer, "label", wrap=True))
        out.body.addWidget(self.copy)
        for button, do in (
            (Press(self.tr("打印"), "plain", "F8"), self.print),
            (Press(self.tr("全部打印"), "plain", "Shift+F8"), self.print_all),
            (Press(self.tr("整卷打印"), "plain", "Ctrl+F8"), self._to_bundle),
            (Press(self.tr("另存为 PDF"), "plain", "Ctrl+P"), self.save),
        ):
            button.clicked.connect(do)
            out.body.addWidget(button)
        return out

    def _on_card(self) -> Card:
        """What usually comes next."""
        on = Card(self.tr("接下来"), "check_circle")
        belongings = Press(self.tr("随身物品、寄存"), "plain", "Shift+F9")
        belongings.clicked.connect(self._to_custody)
        on.body.addWidget(belongings)
        steps = [
            (self.tr("下一位来站"), "Alt+1", "intake", Right.REGISTER),
            (self.tr("在站人员"), "Alt+2", "people", Right.VIEW),
        ]
        for text, key, page, right in steps:
            if self.desk.officer.may(right):
                button = Press(text, "plain", key)
                button.clicked.connect(lambda _on=False, page=page: self.desk.go(page, None))
                on.body.addWidget(button)
        return on
