"""转接: what goes out of this station and what comes; the next step is always F9."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import drafts, transfers
from app.desk.transfer_papers import HANDED, LETTER, REPLY, is_across
from app.desk.transfer_views import View
from app.desk.transfers import Said, Wanted
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId, new_id
from app.domain.staff import Right
from app.domain.transfer import StepKind, Transfer, TransferStep
from app.domain.transfer_state import State
from app.store.ask import Asks
from app.store.register import Register
from app.words.say import say
from ui.cards import SayLine, scrolling, sheet, words
from ui.fields import TextField
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.papers.output import Output
from ui.pills import PillRow
from ui.table import RowTable
from ui.theme import GAP, px
from ui.transfers import arriving, rows
from ui.transfers.prepare import PrepareCard
from ui.transfers.question import IN, OUT, Lists, asked_of, lists_of
from ui.transfers.shown import ShownCard
from ui.transfers.step_cards import StepCard

SIDE, WIDE = 372, 610
Kind = StepKind
_NEXT = {
    OUT: (Kind.SENT, Kind.SET_OUT, Kind.ARRIVED, Kind.CHECKED),
    IN: (Kind.ACCEPTED, Kind.ARRIVED, Kind.CHECKED),
}
"""What F9 does: the first of these that may be taken now, as far as it is natural."""
_NATURAL = {
    Kind.SENT: frozenset({State.PREPARED, State.REJECTED}),
    Kind.ACCEPTED: frozenset({State.SENT}),
    Kind.SET_OUT: frozenset({State.ACCEPTED}),
    Kind.ARRIVED: frozenset({State.ACCEPTED, State.ON_WAY, State.SENT, State.NOT_ARRIVED}),
    Kind.CHECKED: frozenset({State.ARRIVED}),
}
_AT_ONCE = frozenset({Kind.SENT})
"""Taken without anything to fill in."""


class TransfersPage(PageWidget):
    """Two lists to walk with the arrows; what is chosen, or filled in, stands at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"transfer", "transfer_step", "transfer_told", "person", "claim", "leaving", "letter"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self.lists, self._busy = Lists(), False
        self._subject: UUID | None = None
        self._paper: View | None = None
        """Read from a paper; nothing of it is in the register until they are taken in."""
        self._stepping: View | None = None
        """Whose step is being filled in, wherever the cursor of the list goes meanwhile."""
        self.pills, self.told = PillRow(self.tr("只看")), SayLine()
        self.table: RowTable[View] = RowTable(rows.columns(self._titles(), lang), self.tr("转接"))
        scan = self.tr("扫转接单上的码")
        self.code = TextField(scan, self.tr("回车查看"), latin=True, longest=1000)
        self.shown, self.step = ShownCard(desk.jobs, lang), StepCard(lang)
        self.prepare = PrepareCard(lang)
        self.output = Output(desk, self)
        self.half_filled = HalfFilled(desk, drafts.TRANSFER, self._typed, self)
        self._lay_out()
        self._connect()

    def keys(self) -> list[Key]:
        """F9 does what comes next; the rest is there when it may be done."""
        if not self.prepare.isHidden():
            return [self._save(self.tr("备好"), self.prepare.finish)]
        if not self.step.isHidden():
            return [self._save(self.step.doing, self.step.finish)]
        found = [Key(key="Esc", words=self.tr("返回"), do=self.desk.back)]
        may = self.desk.officer.may(Right.REGISTER)
        if may and self.lists.visit:
            found.append(Key(key="F2", words=self.tr("备好转接"), do=self.begin))
        if may:
            found.append(Key(key="F3", words=self.tr("扫码"), do=self._scan))
        one = self.table.current()
        if one is None:
            return found
        return found + (self._step_keys(one) if may else []) + self._paper_keys(one)

    def _save(self, told: str, do: Callable[[], None]) -> Key:
        return Key(key="F9", words=told, do=do, primary=True, icon="check")

    def _step_keys(self, one: View) -> list[Key]:
        found, nexts = [], self._next(one)
        for key, kinds in (
            ("F4", (Kind.SET_OUT, Kind.ACCEPTED)),
            ("F7", (Kind.REJECTED,) if not one.ours else (Kind.REVOKED,)),
            ("F11", (Kind.NOT_ARRIVED,)),
            ("F6", (Kind.SETTLED,)),
        ):
            kind = next((k for k in kinds if one.offers(k) and k is not nexts), None)
            if kind is not None:
                found.append(Key(key=key, words=self._called(kind), do=partial(self.take, kind)))
        if nexts is not None:
            found.append(self._save(self._called(nexts), partial(self.take, nexts)))
        return found

    def _paper_keys(self, one: View) -> list[Key]:
        if one.shut or not one.plans:
            return []
        form = HANDED if one.ours else REPLY
        found = [Key(key="F8", words=self.tr("打印"), do=partial(self.print, form), icon="print")]
        if one.ours and is_across(one):
            do = partial(self.print, LETTER)
            found.append(Key(key="Shift+F8", words=self.tr("接送函"), do=do))
        return found

    def _called(self, kind: StepKind) -> str:
        return say(f"transfer_kind.{kind}", self.desk.settings.lang)

    def _next(self, one: View) -> StepKind | None:
        kinds = _NEXT[OUT if one.ours else IN]
        natural = [k for k in kinds if one.offers(k) and one.state in _NATURAL[k]]
        if one.only_paper and one.state is State.PREPARED and one.offers(Kind.ARRIVED):
            natural = [Kind.ARRIVED]  # they stand at the door; the file follows
        if one.compared:
            natural = [k for k in natural if k is not Kind.CHECKED]
        return natural[0] if natural else None

    def arrive(self) -> None:
        """The list, or what is being filled in."""
        for card in (self.prepare, self.step):
            if not card.isHidden():
                card.arrive()
                return
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, subject: UUID | None) -> None:
        """A visit: to prepare its transfer; a transfer: to go on with it."""
        if subject is not None and subject != self._subject:
            self.half_filled.keep()
            self._close()
            self._subject = subject
        self._load()

    def reload(self) -> None:
        """Ask again; what is being filled in stays."""
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self.desk.officer.may(Right.REGISTER):
            self.half_filled.start()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def _load(self) -> None:
        here, subject, at = self.desk.station.code, self._subject, clock.now()
        officer = self.desk.officer

        def ask(asks: Asks) -> Lists:
            return lists_of(asks, here, subject, by=officer, at=at)

        self.desk.jobs.read(self, ask, self._show)

    def _show(self, lists: Lists) -> None:
        first = self.lists.chosen != lists.chosen or self.lists.visit != lists.visit
        self.lists = self._with_paper(lists)
        if first and any(one.id == lists.chosen for one in lists.coming):
            self.pills.choose(IN)
        self._offer()
        self._filter(lists.chosen if first else None)
        if lists.visit and first and self._kept():
            self.begin()
        self.keys_changed.emit()

    def _with_paper(self, lists: Lists) -> Lists:
        paper = self._paper
        if paper is None or any(one.id == paper.id for one in lists.coming):
            self._paper = None
            return lists
        return replace(lists, coming=(paper, *lists.coming))

    def _offer(self) -> None:
        names = {OUT: self.tr("送出 {0}"), IN: self.tr("接收 {0}")}
        counts = {OUT: len(self.lists.out), IN: len(self.lists.coming)}
        self.pills.offer([(key, told.format(counts[key])) for key, told in names.items()])

    def _filter(self, chosen: UUID | None = None) -> None:
        wanted = self.lists.coming if self.pills.value == IN else self.lists.out
        self.table.show_rows(wanted, keep=lambda one: one.id)
        at = next((n for n, one in enumerate(wanted) if one.id == chosen), None)
        if at is not None:
            self.table.selectRow(at)
        self.none.setVisible(not wanted)
        self.none.setText(
            self.tr("这里还没有转接。给 {0} 备好转接按 F2。").format(self.lists.called)
            if self.lists.visit
            else self.tr("这里还没有转接。送出：在站人员里选一个人，按 Ctrl+F6。")
        )
        parts = (self.lists.called, self.lists.name) if self.lists.visit else ()
        self.about.emit(" · ".join(filter(None, parts)) or self.desk.station.name)

    def _choose(self, one: View | None) -> None:
        if self.prepare.isHidden() and self.step.isHidden():
            self.shown.show_one(one)
        self.keys_changed.emit()

    def begin(self) -> None:
        """F2: the file of the person the page was opened for."""
        visit = self.lists.visit
        if visit is None:
            return
        self.shown.hide()
        self.step.hide()
        self.prepare.begin(visit, self._kept())
        self._widen(on=True)
        officer, at, stations = self.desk.officer, clock.now(), self.lists.stations
        self.desk.jobs.read(
            self,
            lambda asks: asked_of(asks, visit, by=officer, at=at),
            lambda asked: self.prepare.know(asked, stations),
            self.prepare.refused,
        )

    def take(self, kind: StepKind) -> None:
        """A step: at once, or with what it needs."""
        one = self.table.current()
        if one is None:
            return
        if kind in _AT_ONCE:
            self._take(one, Said(kind=kind))
            return
        self._stepping = one
        self.shown.hide()
        self.step.open_for(one, kind, self.lists.staff)
        if self.step.take_up(self.half_filled.of(one.id)):
            told = self.tr("上次填到一半的还在这里。")
            self.desk.tell(Telling(words=told))
        self._widen(on=True)
        self.step.arrive()

    def _taken(self, said: Said) -> None:
        if self._stepping is not None:
            self._take(self._stepping, said)

    def _take(self, one: View, said: Said) -> None:
        if self._busy:
            return
        self._busy = True
        officer, at, lang = self.desk.officer, clock.now(), self.desk.settings.lang
        coming = said.kind is Kind.ARRIVED and not one.ours
        visit, same = new_id() if coming else None, self.step.same.value()

        def deed(register: Register) -> TransferStep:
            made = transfers.take_step(
                register, one.id, replace(said, visit=visit), by=officer, at=at,
                ticket=one.ticket_text,
            )  # fmt: skip
            if visit is not None:
                drafts.keep(register, arriving.draft_of(one, visit, same, officer.id, at, lang))
            return made

        def well(made: TransferStep) -> None:
            self._busy = False
            self.half_filled.drop(one.id)
            self._close()
            told = self.tr("{0}：{1}").format(one.name or one.case_number, self._called(made.kind))
            self.desk.tell(Telling(words=told, tone="ok"))
            if visit is not None and self.desk.officer.may(Right.REGISTER):
                self.desk.go("intake", visit)  # begun with what the file says
            else:
                self._load()
                self.arrive()

        self.desk.jobs.desk(self, deed, well, self._not_taken)

    def _not_taken(self, sorry: Refused | Unavailable) -> None:
        self._busy = False
        told = self.desk.sentence(sorry)
        if self.step.isHidden():
            self.told.say(told, "warn")
        elif sorry.key == "leaving.missing":
            self.step.missing(str(sorry.facts["field"]))
        else:
            self.step.refused(sorry.key, told)

    def _prepared(self, wanted: Wanted) -> None:
        visit, officer, at = self.prepare.visit, self.desk.officer, clock.now()
        if visit is None or self._busy:
            return
        self._busy = True

        def deed(register: Register) -> tuple[Transfer, tuple[str, ...]]:
            made = transfers.prepare(register, VisitId(visit), wanted, by=officer, at=at)
            return made, transfers.doubts_of(register, made, at)

        def well(found: tuple[Transfer, tuple[str, ...]]) -> None:
            made, doubts = found
            self._busy = False
            self.half_filled.drop(visit)
            self._close()
            self._subject = made.id
            lang = self.desk.settings.lang
            said = [say(f"transfer_doubt.{key}", lang) for key in doubts]
            told = self.tr("转接已备好，按 F9 送出。")
            self.desk.tell(Telling(words=" ".join([told, *said]), tone="warn" if said else "ok"))
            self._load()
            self.arrive()

        def ill(sorry: Refused | Unavailable) -> None:
            self._busy = False
            self.prepare.refused(sorry)

        self.desk.jobs.desk(self, deed, well, ill)

    def print(self, form: str) -> None:
        """F8: 14 here, the reply slip at the other end; Shift+F8: 15."""
        if one := self.table.current():
            self.output.print(form, one.id)

    def _scan(self) -> None:
        self.code.setVisible(True)
        self.code.setFocus(Qt.FocusReason.TabFocusReason)

    def _scanned(self) -> None:
        here, officer, at = self.desk.station.code, self.desk.officer, clock.now()
        text = self.code.value()

        def found(one: View) -> None:
            self.code.set_value("")
            self.code.warn("")
            self.code.hide()
            self.show_paper(one)

        self.desk.jobs.read(
            self,
            lambda asks: transfers.by_ticket(asks, here, text, by=officer, at=at),
            found,
            lambda sorry: self.code.warn(self.desk.sentence(sorry)),
        )

    def show_paper(self, one: View) -> None:
        """Who stands at the door with a paper, first in the list of who comes."""
        others = tuple(x for x in self.lists.coming if x.id != one.id)
        self._paper = one
        self.lists = replace(self.lists, coming=(one, *others))
        self.pills.choose(IN)
        self._offer()
        self._filter(one.id)
        self.arrive()

    def _close(self) -> None:
        self.prepare.hide()
        self.step.hide()
        self.told.say("")
        self._widen(on=False)
        self._choose(self.table.current())

    def _shut(self) -> None:
        self.half_filled.keep()
        self._close()
        self.arrive()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        if self._stepping is not None and not self.step.isHidden():
            others = self.step.others(self.half_filled.of(self._stepping.id))
            return self._stepping.id, others | self.step.raw()
        typed = self.prepare.raw()
        return (self.prepare.visit, typed) if self.prepare.visit and typed else None

    def _kept(self) -> dict[str, str]:
        return self.half_filled.of(self.lists.visit) if self.lists.visit else {}

    def _widen(self, *, on: bool) -> None:
        self._right.setFixedWidth(px(WIDE if on else SIDE))
        self.keys_changed.emit()

    def _titles(self) -> dict[str, str]:
        return {
            "name": self.tr("姓名 / 编号"),
            "where": self.tr("从 → 到"),
            "when": self.tr("计划"),
            "state": self.tr("状态"),
        }

    def _connect(self) -> None:
        self.pills.chosen.connect(lambda _wanted: self._filter())
        self.table.moved.connect(self._choose)
        self.prepare.wanted.connect(self._prepared)
        self.step.wanted.connect(self._taken)
        self.prepare.shut.connect(self._shut)
        self.step.shut.connect(self._shut)
        self.code.on_enter(self._scanned)
        self.half_filled.loaded.connect(self._load)

    def _lay_out(self) -> None:
        self.code.hide()
        self.prepare.hide()
        self.step.hide()
        self.none = words("", "label", wrap=True)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        left = QVBoxLayout()
        left.setSpacing(px(GAP))
        for widget in (self.pills, self.code, self.told, self.none):
            left.addWidget(widget)
        left.addWidget(self.table, 1)
        self._right = scrolling(sheet(self.shown, self.prepare, self.step))
        self._right.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addLayout(left, 1)
        whole.addWidget(self._right)
