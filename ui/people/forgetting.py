"""What takes something out of a file: erasing it, and withdrawing a consent."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import clock
from app.desk import door, erasing
from app.desk.withdrawing import Withdrawn, withdraw
from app.domain.erasure import Ground
from app.domain.errors import Refused, Unavailable
from app.domain.ids import PersonId
from app.domain.rights import Channel
from app.domain.staff import Right
from app.store.register import Register
from app.words.say import say, sentence, sentences
from ui.cards import SayLine
from ui.page import Desk, Key, Telling
from ui.people.erase_card import EraseCard, Wanted, WithdrawCard
from ui.people.opened import Opened
from ui.theme import GAP, px


class Forgetting(QWidget):
    """Two cards that stay shut until they are asked for, and the line that says what is pending."""

    turned = Signal()
    """Other keys than before."""
    shut = Signal()
    """A card was left; the cursor is nowhere."""
    gone = Signal()
    """The person was erased here and now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._opened: Opened | None = None
        self.pending = SayLine()
        self.erase = EraseCard(desk.settings.lang)
        self.withdraw = WithdrawCard(desk.settings.lang)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        for part in (self.pending, self.erase, self.withdraw):
            whole.addWidget(part)
        for card in (self.erase, self.withdraw):
            card.hide()
            card.shut.connect(self._shut)
        self.erase.wanted.connect(self._erase)
        self.withdraw.wanted.connect(self._withdraw)

    def _open_card(self) -> EraseCard | WithdrawCard | None:
        return next((c for c in (self.erase, self.withdraw) if not c.isHidden()), None)

    def keys(self) -> list[Key]:
        """Whoever registers may withdraw a consent; only leaders ask for an erasure."""
        may, found = self._desk.officer.may, []
        if card := self._open_card():
            return [
                Key(key="F9", words=card.do.text().split("  ")[0], do=card.finish, primary=True)
            ]
        if self._opened and may(Right.REGISTER) and self._opened.measured:
            found.append(Key(key="F3", words=self.tr("撤回同意"), do=self._begin_withdrawing))
        if self._opened and may(Right.ERASE) and not self._opened.waits:
            found.append(Key(key="F4", words=self.tr("删除档案"), do=self._begin_erasing))
        return found

    def show_file(self, opened: Opened) -> None:
        """Another file, or the same one changed."""
        self._opened = opened
        lang = self._desk.settings.lang
        asked = opened.asked[0] if opened.asked else None
        if asked is None:
            self.pending.say("")
        elif not asked.refused:
            told = self.tr("已申请删除（{0}），等中心答复；档案照常使用。")
            self.pending.say(told.format(say(f"ground.{asked.wish.ground}", lang)), "warn")
        else:
            known = asked.refused in sentences(lang)
            why = sentence(Refused(asked.refused), lang) if known else asked.refused
            self.pending.say(self.tr("中心没有同意删除：{0}").format(why), "warn")
        self.turned.emit()

    def forget(self) -> None:
        """No file is open."""
        self._opened = None
        self.pending.say("")
        self.put_away()

    def put_away(self) -> None:
        """Something else is done now."""
        self.erase.hide()
        self.withdraw.hide()

    @property
    def is_open(self) -> bool:
        """Whether one of the cards is being filled in."""
        return self._open_card() is not None

    def _alone(self) -> bool:
        rounds = self._desk.rounds
        return rounds is None or rounds.stands.how == "alone"

    def _begin_erasing(self) -> None:
        if self._opened:
            self.withdraw.hide()
            self.erase.begin(self._opened, alone=self._alone())
            self.turned.emit()

    def _begin_withdrawing(self) -> None:
        self.erase.hide()
        self.withdraw.begin()
        self.turned.emit()

    def _shut(self) -> None:
        self.put_away()
        self.turned.emit()
        self.shut.emit()

    def _erase(self, wanted: Wanted) -> None:
        if self._opened is None:
            return
        person, officer, at = PersonId(self._opened.person), self._desk.officer, clock.now()
        years = self._desk.settings.keep_file_years

        def deed(register: Register) -> bool:
            approver = door.agrees(register, wanted.login, wanted.password)
            ground = Ground(wanted.ground)
            erasing.ask(
                register, person, ground, wanted.reason,
                by=officer, approver=approver, at=at, years=years,
            )  # fmt: skip
            return register.line is None

        self._desk.jobs.desk(self, deed, self._erased, self._not_erased)

    def _erased(self, done: bool) -> None:
        self._shut()
        if done:
            self.gone.emit()
        else:
            told = self.tr("删除申请已保存，中心答复后各台电脑都会删除；在那以前档案照常使用。")
            self._desk.tell(Telling(words=told, tone="ok"))

    def _not_erased(self, sorry: Refused | Unavailable) -> None:
        self.erase.refused(sorry.key, self._desk.sentence(sorry))

    def _withdraw(self, how: str, channel: Channel) -> None:
        if self._opened is None:
            return
        person, officer, at = PersonId(self._opened.person), self._desk.officer, clock.now()
        chosen = self._desk.settings

        def deed(register: Register) -> Withdrawn:
            return withdraw(register, person, how, chosen, channel=channel, by=officer, at=at)

        self._desk.jobs.desk(self, deed, self._withdrawn, self._not_withdrawn)

    def _withdrawn(self, done: Withdrawn) -> None:
        self._shut()
        told = self.tr(
            "同意已撤回（{1}），本机删除了 {0} 份人脸特征；照片和档案保留。"
            "请在“权利请求”里打印答复，交给本人。"
        )
        said = told.format(done.templates, done.request.number)
        self._desk.tell(Telling(words=said, tone="ok"))

    def _not_withdrawn(self, sorry: Refused | Unavailable) -> None:
        self.withdraw.refused(self._desk.sentence(sorry))
