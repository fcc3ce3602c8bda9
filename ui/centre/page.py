"""同步: how it stands with the centre, what waits, what came, and the letterbox."""

import math
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app import clock
from app.clock import local
from app.domain.errors import Refused, Unavailable
from app.domain.staff import Right
from app.words.ago import ago
from app.words.say import say
from ui.cards import Card, Chip, SayLine, scrolling, sheet, words
from ui.centre.faces import FacesCard
from ui.centre.join import AGAIN, JoinCard
from ui.centre.letters import LettersCard
from ui.centre.load import LoadCard
from ui.centre.permits import PermitCard
from ui.page import Desk, Key, PageWidget, Telling
from ui.rounds import Rounds, Stands
from ui.theme import GAP, px

if TYPE_CHECKING:
    from datetime import datetime

    from app.desk.asking import HowShared
    from app.store.ask import Asks
    from app.store.line import Letter
    from app.store.register import Register
    from ui.centre.question import Found

LEFT = 420
STALE_HOURS = 24
"""After so long without a word a stream is called old."""


class CentrePage(PageWidget):
    """Everybody sees how it stands; who may look at files sees the letters."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"letter", "letter_answer", "face", "face_sharing"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.rounds = desk.rounds or Rounds(desk.jobs)
        self.state = LineCard(desk)
        self.load = LoadCard(desk)
        self.load.paused.connect(lambda paused: self.rounds.pause(paused=paused))
        self.load.chosen.connect(self.rounds.load_from)
        self.permit = PermitCard(desk)
        self.faces = FacesCard(desk)
        self.join = JoinCard(desk) if desk.officer.may(Right.STAFF) else None
        self.letters = LettersCard(desk.settings.lang) if desk.officer.may(Right.VIEW) else None
        self._address = ("", "")
        self._asked = self._shown = 0
        self.rounds.turned.connect(self._turned)
        if self.join:
            self.join.joined.connect(self._joined)
        if self.letters:
            self.letters.moved.connect(self.keys_changed)
            self.letters.table.opened.connect(self._open)
        self._lay_out()

    def keys(self) -> list[Key]:
        """Now; and what settles the letter with the cursor."""
        found = []
        letter = self.letters.current() if self.letters else None
        if letter and self.desk.officer.may(Right.DECIDE):
            if letter.person:
                open_it = partial(self._open, letter)
                found.append(Key(key="F4", words=self.tr("打开档案"), do=open_it, icon="person"))
            if letter.kind == "conflict":
                lost = partial(self._answer, letter, "lost")
                kept = partial(self._answer, letter, "kept")
                found.append(Key(key="F7", words=self.tr("改用另一个"), do=lost))
                found.append(Key(key="F6", words=self.tr("现在的对"), do=kept))
            else:
                seen = partial(self._answer, letter, "seen")
                found.append(Key(key="F6", words=self.tr("已处理"), do=seen))
        if self.rounds.stands.how != "alone" and self.desk.officer.may(Right.VIEW):
            lent = partial(self.desk.go, "lent", None)
            found.append(Key(key="F8", words=self.tr("他站档案"), do=lent, icon="description"))
        now = self.rounds.now
        if self.rounds.stands.how != "alone":
            found.append(
                Key(key="F9", words=self.tr("现在同步"), do=now, primary=True, icon="check")
            )
        return found

    def open_for(self, _subject: UUID | None) -> None:
        """Ask how it stands."""
        self.reload()

    def arrive(self) -> None:
        """The letters, the address of a centre where there is none yet, or how it stands."""
        first: QWidget = self.state
        if self.letters and self.letters.current():
            first = self.letters.table
        elif self.join and self.join.isVisible():
            first = self.join.url
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read letters and cursors again."""

        officer, most = self.desk.officer, self.rounds.faces

        def asked(asks: "Asks") -> "tuple[Found, HowShared]":
            from app.desk.asking import how_shared
            from ui.centre.question import find

            return find(asks, officer), how_shared(asks, most)

        self._asked += 1
        number = self._asked
        self.desk.jobs.read(self, asked, lambda both: self._show(both, number))
        self.permit.load()
        self._show_stands(self.rounds.stands)

    def _show(self, both: "tuple[Found, HowShared]", number: int) -> None:
        if number < self._shown:
            return  # a later question was answered first
        self._shown, first = number, self._shown == 0
        found, shared = both
        self._address = found.address
        self.faces.show_mode(shared)
        if self.letters:
            self.letters.show_letters(found)
        self.state.show_streams(found.heard)
        self.state.show_compared(found.compared)
        self._show_stands(self.rounds.stands)
        self.keys_changed.emit()
        if first and self.state.hasFocus():
            self.arrive()  # only now there are letters

    def _turned(self, stands: Stands) -> None:
        """Something was sent or heard: the streams have moved."""
        if self.isVisible():
            self.reload()
        else:
            self._show_stands(stands)

    def _joined(self) -> None:
        self.desk.tell(
            Telling(words=self.tr("已接入。以前登记的内容正在发送，登记照常进行。"), tone="ok")
        )
        self.rounds.join()
        self.state.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_stands(self, stands: Stands) -> None:
        self.state.show_stands(stands)
        self.load.show_stands(stands)
        self.permit.setVisible(stands.how != "alone")
        if self.join:
            again = stands.how != "alone" and stands.sorry is not None and stands.sorry.key in AGAIN
            self.join.setVisible(stands.how == "alone" or again)
            self.join.show_for(*(self._address if again else ()))
        self.keys_changed.emit()

    def _open(self, letter: "Letter") -> None:
        if letter.person:
            self.desk.go("person", letter.person)

    def _answer(self, letter: "Letter", how: str) -> None:
        from app.desk import centre

        officer, at = self.desk.officer, clock.now()
        words = self.letters.answer.value() if self.letters else ""

        def deed(register: "Register") -> None:
            centre.answer(register, letter, how, by=officer, at=at, words=words)

        self.desk.jobs.desk(self, deed, lambda _: self._answered(), self._not_answered)

    def _answered(self) -> None:
        self.desk.tell(Telling(words=self.tr("已处理。这封信和两个值都留在记录里。"), tone="ok"))
        self.reload()
        self.rounds.count()

    def _not_answered(self, sorry: Refused | Unavailable) -> None:
        self.desk.tell(Telling(words=self.desk.sentence(sorry), tone="warn"))
        self.reload()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(GAP))
        join = (self.join,) if self.join else ()
        own = (self.state, self.load, self.permit)
        parts: tuple[QWidget, ...] = (*own, *join, self.faces)
        left = scrolling(sheet(*parts))
        if self.letters:
            left.setFixedWidth(px(LEFT))
            row.addWidget(left)
            row.addWidget(self.letters, 1)
        else:
            row.addWidget(left, 1)


class LineCard(Card):
    """In words: connected or not, what waits, when each stream was last heard."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("与中心的连接"), "link")
        self._lang = desk.settings.lang
        self._desk = desk
        self.chip = Chip("", "plain")
        self.aside(self.chip)
        self.first, self.second = words("", "strong", wrap=True), words("", wrap=True)
        self.told = SayLine()
        self._streams = QGridLayout()
        self._streams.setHorizontalSpacing(px(12))
        self._streams.setColumnStretch(0, 1)
        self._said, self._tone, self._again_at = "", "warn", 0.0
        self._every = QTimer(self)
        self._every.timeout.connect(self._count_down)
        self.compared = words("", "note", wrap=True)
        for widget in (self.first, self.second, self.told):
            self.body.addWidget(widget)
        self.body.addLayout(self._streams)
        self.body.addWidget(self.compared)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_stands(self, stands: Stands) -> None:
        """Everything at once."""
        chip = {
            "well": (self.tr("已连接"), "ok"),
            "away": (self.tr("离线"), "warn"),
            "loading": (self.tr("载入中"), "ok"),
            "paused": (self.tr("已暂停"), "warn"),
            "refused": (self.tr("中心未收"), "bad"),
        }.get(stands.how, (self.tr("未接入"), "plain"))
        self.chip.say(*chip)
        if stands.how == "alone":
            self.first.setText(self.tr("本机单独工作"))
            told = self.tr("数据加密保存在本机。接入中心后，各站能认出彼此登记过的人。")
            self.second.setText(told)
            self.told.say("")
            return
        waits = self.tr("待发送 {0} 条").format(stands.waiting)
        self.first.setText(waits if stands.waiting else self.tr("没有待发送的内容"))
        if stands.asked:
            asks = self.tr("正在与中心核对…")
            self.first.setText(f"{self.first.text()}\n{asks}")
        if stands.coming:
            comes = self.tr("还有 {0} 条正在接收，收完以前名单可能不全").format(stands.coming)
            self.first.setText(f"{self.first.text()}\n{comes}")
        if stands.last:
            when = ago(stands.last, clock.now(), self._lang)
            self.second.setText(self.tr("上次核对：{0}").format(when))
        else:
            self.second.setText(self.tr("本次登录后还没有核对过"))
        said = self._desk.sentence(stands.sorry) if stands.sorry and stands.how != "well" else ""
        self._said, self._tone = said, "warn" if stands.how == "away" else "bad"
        self._again_at = monotonic() + stands.again_in if stands.again_in else 0.0
        self._count_down()

    def _count_down(self) -> None:
        """Why it does not go, and how long until the next try, second by second."""
        left = math.ceil(self._again_at - monotonic())
        said, waits = self._said, bool(self._said) and left > 0
        if waits:
            said += self.tr(" {0} 秒后再试。").format(left)
        if waits != self._every.isActive():
            self._every.start(1000) if waits else self._every.stop()
        self.told.say(said, self._tone)

    def show_streams(self, heard: "dict[str, tuple[int, datetime]]") -> None:
        """When each stream was last heard, old ones marked."""
        while self._streams.count():
            self._streams.takeAt(0).widget().deleteLater()
        for at, name in enumerate(sorted(heard)):
            seq, moment = heard[name]
            kind, _, about = name.partition(":")
            shown = say(f"stream.{kind}", self._lang)
            if kind == "station":
                shown = f"{shown} {about}"
            hours = (clock.now() - moment).total_seconds() / 3600
            tone = "warn" if hours > STALE_HOURS else "plain"
            self._streams.addWidget(words(shown, "label", wrap=True), at, 0)
            self._streams.addWidget(Chip(str(seq), tone), at, 1)
            self._streams.addWidget(words(f"{local(moment):%m-%d %H:%M}", "note"), at, 2)

    def show_compared(self, compared: "dict[str, tuple[datetime, int]]") -> None:
        """When desk and centre last held their rows against each other, and what came of it."""
        self.compared.setVisible(bool(compared))
        if not compared:
            return
        last = max(then for then, _ in compared.values())
        mended = sum(count for _, count in compared.values())
        when = ago(last, clock.now(), self._lang)
        if mended:
            said = self.tr("与中心逐条比对：{0}，有 {1} 条不同，已重新取来。")
            self.compared.setText(said.format(when, mended))
        else:
            self.compared.setText(self.tr("与中心逐条比对：{0}，完全一致。").format(when))
