"""交接班: what is open, who is on shift from now on, and who takes over by their own password."""

import unicodedata
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import door, drafts, shifts
from app.desk.shift_paper import HANDOVER
from app.desk.shifts import Open, Said, Shift
from app.domain.errors import Refused, Unavailable
from app.domain.handover import Handover
from app.domain.staff import Officer, told_apart
from app.store.register import Register
from app.words.say import listed, say
from ui.cards import Card, Chip, SayLine, words
from ui.fields import NoteField, NumberField, TextField
from ui.kept import HalfFilled
from ui.login.secret import SecretField
from ui.page import Desk, Key, PageWidget, Telling
from ui.papers.output import Output
from ui.people.lines import moment
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

SIDE = 430
_BESIDE = {
    "handover.needs_second": "login",
    "handover.one_officer": "login",
    "handover.not_theirs": "login",
    "handover.women": "women",
    "handover.too_long": "words",
    "login.wrong": "password",
    "login.wait": "password",
    "login.not_own": "password",
}


class ShiftPage(PageWidget):
    """What is open at the left with how it was handed over before, the form at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"handover", "bed_stay", "visit", "leaving", "reopening", "evidence", "letter"}
        | {"adverse_proposal", "adverse_answer", "rights_request", "request_answer", "officer"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shift = Shift(matters=(), officers=(), past=())
        self._names: dict[UUID, str] = {}
        self._on: set[UUID] = set()
        self._saving = False
        self._made: UUID | None = None
        self.matters = Card(self.tr("未了事项"), "description")
        self.count = Chip("", "plain")
        self.matters.aside(self.count)
        self.open: RowTable[Open] = RowTable(
            [
                Column(title=self.tr("事项"), width=200, cell=self._what),
                Column(title=self.tr("编号"), width=0, cell=lambda one: Cell(text=one.number)),
            ],
            self.tr("未了事项"),
        )
        self.none = words(self.tr("没有未了事项。"), "label")
        self.past = Card(self.tr("以前的交接"), "history")
        self.before: RowTable[Handover] = RowTable(
            [
                Column(
                    title=self.tr("时间"), width=150, cell=lambda one: Cell(text=moment(one.at))
                ),
                Column(title=self.tr("交班 → 接班"), width=180, cell=self._who),
                Column(title=self.tr("当班"), width=170, cell=self._on_shift),
                Column(title=self.tr("说明"), width=0, cell=_words),
            ],
            self.tr("以前的交接"),
        )
        self.form = Card(self.tr("交班"), "group")
        self.staff: RowTable[Officer] = RowTable(
            [
                Column(title=self.tr("当班"), width=64, cell=self._ticked),
                Column(title=self.tr("姓名"), width=0, cell=self._name),
            ],
            self.tr("当班人员"),
        )
        self.women = NumberField(self.tr("其中女工作人员"), self.tr("人数"))
        self.words = NoteField(self.tr("交代"), self.tr("请写编号或床号，不写姓名"), lines=2)
        self.login = TextField(self.tr("接班人账号"), latin=True)
        self.password = SecretField(self.tr("接班人密码"))
        self.fields = {
            "women": self.women,
            "words": self.words,
            "login": self.login,
            "password": self.password,
        }
        self.told = SayLine()
        self.output = Output(desk, self)
        self.half_filled = HalfFilled(desk, drafts.HANDOVER, self._typed, self)
        self._lay_out()
        self.staff.opened.connect(self._tick)
        self.open.opened.connect(lambda _one: self.desk.go("beds", None))
        self.password.on_enter(self.sign)
        self.half_filled.loaded.connect(self._refill)

    def keys(self) -> list[Key]:
        """Back, who is on shift, sign."""
        return [
            Key(key="Esc", words=self.tr("返回"), do=self.desk.back),
            Key(key="F4", words=self.tr("当班 / 不当班"), do=self._tick_current),
            Key(key="F8", words=self.tr("打印交接记录"), do=self.print, icon="print"),
            Key(key="F9", words=self.tr("双方签收"), do=self.sign, primary=True, icon="check"),
        ]

    def arrive(self) -> None:
        """Who is on shift."""
        self.staff.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, _subject: UUID | None) -> None:
        """Ask again."""
        self.reload()

    def reload(self) -> None:
        """What is open by now."""
        station, at = self.desk.station.code, clock.now()
        self.desk.jobs.read(self, lambda r: shifts.shift(r, station, at), self._show)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.half_filled.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """No password stays behind a page that is left."""
        self.password.set_value("")
        super().hideEvent(event)

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.desk.back()
        else:
            super().keyPressEvent(event)

    def print(self) -> None:
        """The handover with the cursor, as a page for the file."""
        if one := self.before.current():
            self.output.print(HANDOVER, one.id)

    def sign(self) -> None:
        """Whoever comes proves who they are; slow, so beside the desk's other work."""
        for field in self.fields.values():
            field.warn("")
        login, password = self.login.value(), self.password.value()
        if not (login and password):
            self._refused(Refused("handover.needs_second"))
            return
        women = _number(self.women.value())
        if women is None and self.women.value():
            self.women.warn(self.tr("看不懂这个人数，请填数字，例：2"))
            self.women.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if self._saving:
            return
        self._saving = True
        station, officer, at = self.desk.station, self.desk.officer, clock.now()
        on, said = set(self._on), self.words.value()

        def deed(register: Register) -> Handover:
            comes = door.agrees(register, login, password)
            who = tuple(sorted({*on, comes.id}))
            told = Said(on_shift=who, women=women, words=said)
            return shifts.hand_over(register, station, told, comes, by=officer, at=at)

        self.desk.jobs.desk(self, deed, self._signed, self._refused)

    def _signed(self, made: Handover) -> None:
        self._saving = False
        self.half_filled.drop(self.desk.station.id)
        for field in self.fields.values():
            field.set_value("")
        self._on, self._made = set(made.on_shift), made.id
        who = self._names.get(made.comes, "")
        told = self.tr("已交接给 {0}，未了事项 {1} 件。").format(
            who, sum(len(some) for some in made.matters.values())
        )
        self.desk.tell(Telling(words=told, tone="ok"))

    def _refused(self, sorry: Refused | Unavailable) -> None:
        self._saving = False
        self.password.set_value("")
        name, told = _BESIDE.get(sorry.key, ""), self.desk.sentence(sorry)
        if not name:
            self.told.say(told, "warn")
            return
        self.fields[name].warn(told)
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _tick(self, one: Officer) -> None:
        self._on ^= {one.id}
        self.staff.viewport().update()

    def _tick_current(self) -> None:
        if one := self.staff.current():
            self._tick(one)

    def _show(self, shift: Shift) -> None:
        first = not self._shift.officers
        self._shift, self._names = shift, told_apart(shift.officers)
        if first and shift.past:
            self._on = set(shift.past[0].on_shift) & {one.id for one in shift.officers}
        self.open.show_rows(shift.matters, keep=lambda one: one.id)
        self.open.setVisible(bool(shift.matters))
        self.none.setVisible(not shift.matters)
        many = len(shift.matters)
        self.count.say(self.tr("{0} 件").format(many), "warn" if many else "ok")
        self.before.show_rows(shift.past, keep=lambda one: one.id)
        if shift.past and shift.past[0].id == self._made:
            self._made = None
            self.before.selectRow(0)  # F8 prints what was signed just now
        self._on &= {one.id for one in shift.officers}  # whose account was closed is not seen
        self.staff.show_rows(shift.officers, keep=lambda one: one.id)

    def _refill(self) -> None:
        """What was typed before a crash, where nothing is typed yet."""
        for name, value in self.half_filled.of(self.desk.station.id).items():
            if not self.fields[name].value():
                self.fields[name].set_value(value)

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        """All but the password."""
        raw = {name: self.fields[name].value() for name in ("women", "words", "login")}
        return self.desk.station.id, {name: value for name, value in raw.items() if value}

    def _what(self, one: Open) -> Cell:
        return Cell(text=say(f"open_matter.{one.matter}", self.desk.settings.lang))

    def _who(self, one: Handover) -> Cell:
        goes, comes = (self._names.get(who, "–") for who in (one.officer, one.comes))
        return Cell(text=f"{goes} → {comes}")

    def _on_shift(self, one: Handover) -> Cell:
        lang = self.desk.settings.lang
        names = listed((self._names.get(who, "–") for who in one.on_shift), lang)
        women = "" if one.women is None else self.tr("女 {0} 人").format(one.women)
        return Cell(text=names, note=women)

    def _ticked(self, one: Officer) -> Cell:
        on = one.id in self._on
        return Cell(text=self.tr("当班") if on else "–", tone="ok" if on else "")

    def _name(self, one: Officer) -> Cell:
        role = say(f"role.{one.role}", self.desk.settings.lang)
        return Cell(text=self._names.get(one.id, one.name), note=role)

    def _lay_out(self) -> None:
        self.matters.body.addWidget(self.open, 1)
        self.matters.body.addWidget(self.none)
        self.past.body.addWidget(self.before, 1)
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        left.addWidget(self.matters, 3)
        left.addWidget(self.past, 2)
        told = self.tr("在名单上按 Enter 选当班的人；接班人输入自己的账号和密码即为签收。")
        self.form.body.addWidget(words(told, "label", wrap=True))
        self.form.body.addWidget(self.staff, 1)
        self.form.body.addWidget(self.women)
        self.form.body.addWidget(self.words)
        self.form.row((self.login, 1), (self.password, 1))
        self.form.body.addWidget(self.told)
        self.form.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(self.form)


def _words(one: Handover) -> Cell:
    return Cell(text=" ".join(one.words.split()))


def _number(typed: str) -> int | None:
    """2, ２ or 2人; None where it is no number."""
    plain = unicodedata.normalize("NFKC", typed).strip().removesuffix("人").strip()
    return int(plain) if plain.isdecimal() and len(plain) < 4 else None
