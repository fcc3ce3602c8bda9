"""整卷打印: all papers of a file, of whoever left today or of everybody here, in one go."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout

from app import clock
from app.desk.bundle import Leaf, Scope, leaves
from app.domain.errors import Refused, Unavailable
from app.domain.ids import VisitId
from app.store.ask import Reader
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.page import Desk, Key, PageWidget, Telling
from ui.papers.bundle_run import BundleRun
from ui.papers.output import Output
from ui.pills import PillRow
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

_Paper = tuple[str, UUID]


class BundlePage(PageWidget):
    """F8 prints what is chosen, or goes on with what is left; F3 stops after the paper in hand."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"visit", "leaving", "reopening", "voucher", "printing", "custody", "security_check"}
        | {"belonging", "adverse_proposal", "adverse_answer", "claim"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.output = Output(desk, self)
        self.run = BundleRun(self.output, self._turned)
        self._visit: UUID | None = None
        self._asked = 0
        self._fresh = True
        """What is due is chosen when papers are first shown, not again after each change."""
        self.leaves: tuple[Leaf, ...] = ()
        self.chosen: set[_Paper] = set()
        self.failed: set[_Paper] = set()
        self.scopes = PillRow(self.tr("谁的文书"))
        self.table: RowTable[Leaf] = RowTable(self._columns(), self.tr("文书"))
        self.sums, self.told = words("", "strong", wrap=True), SayLine()
        self.bar = QProgressBar()
        self._lay_out()
        self.scopes.chosen.connect(lambda _scope: self._ask_afresh())
        self.table.opened.connect(self._turn)

    def keys(self) -> list[Key]:
        """Choose, print, go on, stop."""
        if self.run.going:
            return [Key(key="F3", words=self.tr("停止"), do=self.stop, primary=True)]
        found = [
            Key(key="Esc", words=self.tr("返回"), do=self.desk.back),
            Key(key="F2", words=self.tr("选或不选（回车）"), do=self._turn_current),
            Key(key="F4", words=self.tr("只选没打印过的"), do=self.choose_due),
            Key(key="F6", words=self.tr("全选、全不选"), do=self.choose_all),
        ]
        if self.chosen:
            told = self.tr("接着打印 {0} 份") if self.run.done else self.tr("打印 {0} 份")
            found.append(
                Key(key="F8", words=told.format(len(self.chosen)), do=self.print, primary=True,
                    icon="print")
            )  # fmt: skip
        return found

    def open_for(self, subject: UUID | None) -> None:
        """The papers of a visit; without one, of whoever left today."""
        scopes = [
            (Scope.LEFT_TODAY, self.tr("今天离站的人")),
            (Scope.HERE, self.tr("在站的人")),
        ]
        if subject is not None:
            self._visit = subject
        if self._visit is not None:
            scopes.insert(0, (Scope.VISIT, self.tr("这一卷")))
        self.scopes.offer([(str(scope), called) for scope, called in scopes])
        if self.run.going:
            return
        if subject is not None:
            self.scopes.choose(Scope.VISIT)
        self._ask_afresh()

    def arrive(self) -> None:
        """The list, to be walked with the arrows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Something changed; while papers are printed each of them is such a change."""
        if self.isVisible() and not self.run.going:
            self._ask()

    def leave(self) -> None:
        """After the paper in hand; the rest is due at the next login."""
        self.run.stop()

    def print(self) -> None:
        """F8: what is chosen, in the order of the list."""
        self.failed = set()
        self.run.begin([one for one in self.leaves if one.key in self.chosen])

    def stop(self) -> None:
        """F3: after the paper in hand."""
        self.run.stop()

    def choose_due(self) -> None:
        """F4: what has never been printed."""
        self.chosen = {one.key for one in self.leaves if one.due}
        self._shown()

    def choose_all(self) -> None:
        """F6: all, or none where all are chosen."""
        every = {one.key for one in self.leaves}
        self.chosen = set() if self.chosen == every else every
        self._shown()

    def _turn_current(self) -> None:
        if (one := self.table.current()) is not None:
            self._turn(one)

    def _turn(self, one: Leaf) -> None:
        if not self.run.going:
            self.chosen ^= {one.key}
            self._shown()

    def _ask_afresh(self) -> None:
        self._fresh = True
        self._ask()

    def _ask(self) -> None:
        self._asked += 1
        number, scope, visit = self._asked, self._scope(), self._visit
        officer, at, lang = self.desk.officer, clock.now(), self.desk.settings.lang

        def ask(reader: Reader) -> tuple[Leaf, ...]:
            one = VisitId(visit) if visit else None
            return leaves(reader, scope, one, by=officer, at=at, lang=lang)

        def show(found: tuple[Leaf, ...]) -> None:
            if number == self._asked and not self.run.going:
                self._show(found)

        self.desk.jobs.read(self, ask, show, self._not_found)

    def _scope(self) -> Scope:
        return Scope(self.scopes.value) if self.scopes.value else Scope.LEFT_TODAY

    def _not_found(self, sorry: Refused | Unavailable) -> None:
        self.told.say(self.desk.sentence(sorry), "bad")
        self._show(())

    def _show(self, found: tuple[Leaf, ...]) -> None:
        self.leaves = found
        there = {one.key for one in found}
        if self._fresh:
            self.chosen, self.failed = {one.key for one in found if one.due}, set()
            self.told.say("" if found else self.tr("没有可以打印的文书。"))
            self._fresh = False
        self.chosen &= there
        self.table.show_rows(found, keep=lambda one: one.key)
        self._shown()

    def _shown(self) -> None:
        """The same papers, otherwise chosen or further."""
        people = len({one.visit for one in self.leaves})
        told = self.tr("{0} 人，{1} 份文书，选了 {2} 份。")
        self.sums.setText(told.format(people, len(self.leaves), len(self.chosen)))
        self.table.viewport().update()
        self.keys_changed.emit()

    def _turned(self) -> None:
        """A paper is out, or it stopped."""
        run = self.run
        self.chosen -= {one.key for one in run.done}
        self.bar.setVisible(run.going)
        self.bar.setRange(0, max(run.many, 1))
        self.bar.setValue(len(run.done))
        if (one := run.now) is not None:
            told = self.tr("正在打印第 {0} 份，共 {1} 份：{2} {3}")
            self.told.say(told.format(len(run.done) + 1, run.many, one.name, one.called))
            self._shown()
            return
        self._tell_end()
        self._ask()

    def _tell_end(self) -> None:
        run, lang = self.run, self.desk.settings.lang
        self.told.say("")
        if run.sorry and run.left:
            self.failed = {run.left[0].key}
            why = self.desk.sentence(run.sorry)
            told, tone = say("paper.bundle_stopped", lang, why=why, printed=len(run.done),
                             left=len(run.left), first=run.left[0].called), "bad"  # fmt: skip
        elif run.left:
            told = say("paper.bundle_paused", lang, printed=len(run.done), left=len(run.left))
            tone = "warn"
        else:
            told, tone = say("paper.bundle_done", lang, printed=len(run.done)), "ok"
        self.desk.tell(Telling(words=told, tone=tone))

    def _columns(self) -> list[Column[Leaf]]:
        return [
            Column(title=self.tr("选"), width=44, cell=self._box),
            Column(title=self.tr("姓名"), width=280, cell=_who),
            Column(title=self.tr("文书"), width=0, cell=lambda one: Cell(text=one.called)),
            Column(title=self.tr("打印"), width=190, cell=self._state),
        ]

    def _box(self, one: Leaf) -> Cell:
        return Cell(text="■" if one.key in self.chosen else "□")

    def _state(self, one: Leaf) -> Cell:
        now = self.run.now
        if now is not None and now.key == one.key:
            return Cell(text=self.tr("正在打印"), tone="info")
        if one.key in self.failed:
            return Cell(text=self.tr("没有打印"), tone="bad")
        if one.key in {done.key for done in self.run.done}:
            return Cell(text=self.tr("已打印"), tone="ok")
        if one.due:
            return Cell(text=self.tr("待打印"), tone="warn")
        return Cell(text=self.tr("打印过 {0} 次").format(one.printed), tone="plain")

    def _lay_out(self) -> None:
        self.bar.setVisible(False)
        card = Card(self.tr("要打印的文书"), "print")
        line = QHBoxLayout()
        line.setSpacing(px(GAP))
        line.addWidget(self.scopes, 1)
        line.addWidget(self.sums)
        card.body.addLayout(line)
        card.body.addWidget(self.told)
        card.body.addWidget(self.bar)
        card.body.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card, 1)


def _who(one: Leaf) -> Cell:
    return Cell(text=one.name, note=one.case_number, bold=True)
