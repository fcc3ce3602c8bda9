"""联网授权: what the centre allows this officer and until when; a code for the next desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app import clock
from app.clock import local
from app.domain.errors import Refused, Unavailable
from app.domain.permit import Online
from app.words.say import listed, say, sentences
from ui.cards import Card, Chip, SayLine, words
from ui.fields import Press
from ui.page import Desk

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.permit import Permit
    from app.store.ask import Asks
    from app.store.register import Register
    from app.sync.line import Line


class PermitCard(Card):
    """Everything but what it lists goes on without it, and the card says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("我的联网授权"), "key")
        self._desk = desk
        self.chip = Chip("", "plain")
        self.aside(self.chip)
        self.first, self.second = words("", "strong", wrap=True), words("", wrap=True)
        self.note = words("", "note", wrap=True)
        self.told = SayLine()
        self.code = words("", "strong", wrap=True)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setAccessibleName(self.tr("邀请码"))
        self.invite = Press(self.tr("给本站下一台电脑一个邀请码"))
        self.invite.clicked.connect(self.ask_code)
        for widget in (self.first, self.second, self.note, self.told, self.code):
            self.body.addWidget(widget)
        self.body.addWidget(self.invite, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_permit(None)

    def load(self) -> None:
        """Ask what this desk holds."""
        officer = self._desk.officer.id

        def asked(asks: "Asks") -> "Permit | None":
            from app.store import held

            return held.held(asks, officer)

        self._desk.jobs.read(self, asked, self.show_permit)

    def show_permit(self, permit: "Permit | None") -> None:
        """Held, nearly over, over, or none."""
        lang, now = self._desk.settings.lang, clock.now()
        self.invite.setVisible(permit is not None and Online.INVITE in permit.rights)
        self.note.setText(
            self.tr("接待登记、打印、发送本站的记录都不需要它；到期前每次同步会自动续上。")
        )
        if permit is None:
            self.chip.say(self.tr("没有"), "plain")
            self.first.setText(self.tr("还没有联网授权"))
            self.second.setText(self.tr("同步一次后由中心发给。紧急情况按 F10 登记，不需要授权。"))
            return
        over = now > permit.until
        ends = f"{local(permit.until):%Y-%m-%d %H:%M}"
        self.chip.say(self.tr("已过期") if over else self.tr("有效"), "warn" if over else "ok")
        told = self.tr("已于 {0} 过期，同步一次就会续上") if over else self.tr("有效到 {0}")
        self.first.setText(told.format(ends))
        known = [
            say(f"online.{r}", lang) for r in permit.rights if f"online.{r}" in sentences(lang)
        ]
        self.second.setText(
            self.tr("联网时可以：{0}").format(listed(known, lang))
            if known
            else self.tr("您的岗位没有需要联网的权限。")
        )

    def ask_code(self) -> None:
        """From the centre, in the thread that speaks to it."""
        if not self.invite.isEnabled():
            return
        self.invite.setEnabled(False)
        self.told.say(self.tr("正在与中心联系…"))
        officer = self._desk.officer.id

        def held_now(register: "Register") -> bytes:
            from app.store import held

            return held.token_of(register, officer)

        self._desk.jobs.desk(self, held_now, self._speak, self._not)

    def _speak(self, token: bytes) -> None:
        def ask(line: "Line") -> "tuple[str, datetime]":
            from app.sync.permits import invite

            return invite(line, token)

        if self._desk.rounds:
            self._desk.rounds.ask(self, ask, self._shown, self._not)

    def _shown(self, found: "tuple[str, datetime]") -> None:
        code, until = found
        self.invite.setEnabled(True)
        self.told.say(
            self.tr("在新电脑的“同步”页输入，{0} 前有效，只能用一次。").format(
                f"{local(until):%m-%d %H:%M}"
            ),
            "ok",
        )
        self.code.setText(code)

    def _not(self, sorry: Refused | Unavailable) -> None:
        self.invite.setEnabled(True)
        self.told.say(self._desk.sentence(sorry), "warn")
