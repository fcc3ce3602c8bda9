"""重点甄别 at the voucher: what is known, and what a second person agrees to (rule 9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent

from app import clock
from app.domain.listing_hit import Counselling, Hit
from app.words.say import say
from ui.blacklist.listed_card import Known
from ui.cards import Card, words
from ui.fields import ChoiceField, Field, TextField
from ui.login.secret import SecretField
from ui.walk import show

_BESIDE = {
    "listed_voucher.needs_second": "login",
    "listed_voucher.own": "login",
    "listed_voucher.not_approver": "login",
    "listed_voucher.needs_escort": "escort",
    "listed_voucher.needs_who": "escort_by",
    "listed_voucher.needs_counselling": "counselling",
    "login.wrong": "password",
    "login.wait": "password",
    "login.not_own": "password",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was filled in; the password goes no further than the proof."""

    escort: str
    escort_by: str
    counselling: str
    words: str
    login: str
    password: str


class AgreeCard(Card):
    """Hidden where nobody is listed; nothing is chosen beforehand."""

    finished = Signal()
    """Enter in the password: issue it."""

    def __init__(self, lang: str, days: int) -> None:
        super().__init__(self.tr("重点甄别"), "visibility")
        self._lang, self._days = lang, days
        self.hits: list[Hit] = []
        self.blocks: list[Known] = []
        self.body.addWidget(words(self.tr("食宿、医疗照常；下面只关系到这张凭证。"), "label"))
        yes_no = [("yes", self.tr("是")), ("no", self.tr("否"))]
        self.escort = ChoiceField(self.tr("送上车"), yes_no)
        self.escort_by = TextField(self.tr("由谁送"))
        care = [(one.value, say(f"counselling.{one}", lang)) for one in Counselling]
        self.counselling = ChoiceField(self.tr("心灵救助"), care)
        self.words = TextField(self.tr("审批说明"))
        self.login = TextField(self.tr("审批人账号（站领导或管理员）"))
        self.password = SecretField(self.tr("审批人密码"))
        self.password.on_enter(self.finished.emit)
        self.fields: dict[str, Field] = {
            "escort": self.escort,
            "escort_by": self.escort_by,
            "counselling": self.counselling,
            "words": self.words,
            "login": self.login,
            "password": self.password,
        }
        self.row((self.escort, 1), (self.escort_by, 1))
        self.body.addWidget(self.counselling)
        self.body.addWidget(self.words)
        self.body.addWidget(self.login)  # its refusals are long
        self.body.addWidget(self.password)
        self.escort.changed.connect(lambda said: self.escort_by.setVisible(said != "no"))
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """No password stays behind a page that is left."""
        self.password.set_value("")
        super().hideEvent(event)

    @property
    def holds(self) -> bool:
        """Whether a second person has to agree: an old list is for reference only."""
        return any(not hit.stale(clock.now(), self._days) for hit in self.hits)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """These and no others; what is being typed stays while it is about the same."""
        if [hit.listed for hit in hits] != [hit.listed for hit in self.hits]:
            self.clear()
            for at, hit in enumerate(hits):
                block = Known(hit, self._lang, self._days)
                self.body.insertWidget(1 + at, block)
                self.blocks.append(block)
        for block, hit in zip(self.blocks, hits, strict=True):
            block.show_age(hit, clock.now())
        self.hits = list(hits)
        self.setVisible(bool(hits))

    def clear(self) -> None:
        """Somebody else is at the desk; no password stays behind."""
        for block in self.blocks:
            self.body.removeWidget(block)
            block.hide()
            block.deleteLater()
        self.blocks, self.hits = [], []
        for field in self.fields.values():
            field.set_value("")
            field.warn("")
        self.hide()

    def said(self) -> Filled | None:
        """What was filled in; None where nobody is listed, or nobody was asked to agree to what an
        old list says."""
        value = {name: field.value() for name, field in self.fields.items()}
        for field in self.fields.values():
            field.warn("")
        if not self.hits or not (self.holds or value["login"]):
            return None
        return Filled(**value)

    def refused(self, key: str, sentence: str) -> bool:
        """Beside the field that it is about; False where it belongs to none."""
        self.password.set_value("")
        name = _BESIDE.get(key, "")
        if not name or self.isHidden():
            return False
        field = self.fields[name]
        field.warn(sentence)
        field.setFocus()
        QTimer.singleShot(0, self, lambda: show(field))  # its sentence has room only then
        return True
