"""Signing on the screen: the paper stays in view above, the box to sign in is beneath it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from app import clock
from app.desk import signatures
from app.desk.papers import Made
from app.domain.errors import Refused, Unavailable
from app.domain.signature import SignedWith
from app.store.register import Register
from ui.cards import Card, SayLine, words
from ui.fields import Press
from ui.page import Desk, Key
from ui.papers.pad import SignPad


class SignCard(Card):
    """Hidden until asked for; whoever cannot or will not sign here signs on paper."""

    signed = Signal()
    """The signature is kept; the paper shows it when made anew."""
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("请在框内签名"), "description")
        self._desk = desk
        self._made: Made | None = None
        self.pad, self.told = SignPad(), SayLine()
        self.who = words("", "label", wrap=True)
        self.away = Press(self.tr("不在屏幕上签"), "plain", "Esc")
        self.aside(self.away)
        self.body.addWidget(self.who)
        self.body.addWidget(self.pad)
        self.body.addWidget(self.told)
        self.away.clicked.connect(self.close_card)
        self.pad.changed.connect(lambda: self.told.say(""))
        leave = QShortcut(QKeySequence("Esc"), self, context=Qt.ShortcutContext.WindowShortcut)
        leave.activated.connect(self.close_card)
        self.hide()

    def keys(self) -> list[Key]:
        """While somebody signs."""
        return [
            Key(key="F3", words=self.tr("重写"), do=self.pad.clear),
            Key(key="F9", words=self.tr("保存签名"), do=self.keep, primary=True, icon="check"),
        ]

    def ask(self, made: Made, name: str) -> None:
        """Ask for a signature under the paper that is shown."""
        self._made = made
        self.pad.clear()
        self.who.setText(
            self.tr("{0}：请先看（或听）完上面的内容再签。不会写字的请打印后按指印。").format(name)
        )
        self.show()

    def keep(self) -> None:
        """Save the signature with a digest of what was signed."""
        if self._made is None:
            return
        if not self.pad.is_signed:
            self.told.say(self.tr("还没有签名。"), "warn")
            return
        picture, size = self.pad.picture()
        deed = partial(_deed, self._made, picture, size, self.pad.how, self._desk)
        self._desk.jobs.desk(self, deed, self._kept, self._not_kept)

    def close_card(self) -> None:
        """Nothing is signed here."""
        if self.isVisible():
            self.pad.clear()
            self.told.say("")
            self.hide()
            self.closed.emit()

    def _kept(self, _signature: object) -> None:
        self.close_card()
        self.signed.emit()

    def _not_kept(self, sorry: Refused | Unavailable) -> None:
        """The lines stay in the box: once more, without signing again."""
        self.told.say(self._desk.sentence(sorry), "bad")


def _deed(
    made: Made,
    picture: bytes,
    size: tuple[int, int],
    how: SignedWith,
    desk: Desk,
    register: Register,
) -> object:
    at = clock.now()
    return signatures.sign(register, made, picture, size, how, by=desk.officer, at=at)
