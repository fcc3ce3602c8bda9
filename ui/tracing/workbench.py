"""寻亲工作台: everything about one person whose kin is looked for, on one page."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app import clock
from app.desk import drafts, kin
from app.desk.board import Evidence
from app.domain.errors import Refused, Unavailable
from app.domain.letter_closes import letter_for
from app.domain.matter import Matter
from app.domain.staff import Right
from app.domain.today import Due
from app.domain.trace import Step
from app.domain.visit import Visit
from app.store.register import Register
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.people.lines import breakable
from ui.table import Column, RowTable
from ui.theme import GAP, px
from ui.thumbs import Thumbs
from ui.tracing import bench_rows as rows
from ui.tracing.audio import Player
from ui.tracing.bench_question import Case, Idea, Logged, PairRow, case_of
from ui.tracing.figure import Figure
from ui.tracing.noting import Noting
from ui.tracing.pair_clues import PairClues
from ui.tracing.reading import Reading
from ui.tracing.spots import Spot
from ui.tracing.who_side import WhoSide

if TYPE_CHECKING:
    from app.store.ask import Reader

LEFT, RIGHT = 404, 344
_PHOTO, _LEAST = 106, 150
_PLACED, _SHORT = frozenset({"words", "places", "home"}), 8
"""What may be the name of a place; a whole sentence is none."""


class WorkbenchPage(PageWidget):
    """Tab goes from list to list, the arrows walk in it, Enter opens; a form takes the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"trace_entry", "claim", "visit", "leaving", "person", "link", "photograph", "matter_step"}
        | {"outside_letter", "outside_query", "kin_match", "inquiry_entry", "sought", "officer"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = self._lang = desk.settings.lang
        self.case: Case | None = None
        self._visit: UUID | None = None
        self._looked, self._sorry, self._new = False, False, UUID(int=0)
        self.told, self.thumbs = SayLine(), Thumbs(desk.jobs, px(_PHOTO) * 2)
        self.figure, self.player = Figure(lang), Player(self)
        self.who = WhoSide(self.thumbs, self.figure, lang)
        self.board: RowTable[Evidence] = self._table(
            rows.evidence_columns(self._name, lang), self.tr("线索")
        )
        self.pairs: RowTable[PairRow] = self._table(
            rows.pair_columns(desk.station.code, lang), self.tr("疑似匹配")
        )
        self.ideas: RowTable[Idea] = self._table(
            rows.idea_columns(self._name, lang), self.tr("范围和设想")
        )
        self.due: RowTable[Due] = self._table(rows.due_columns(clock.now, lang), self.tr("下一步"))
        self.log: RowTable[Logged] = self._table(
            rows.log_columns(self._name, lang), self.tr("访谈、联系和查询")
        )
        self._lists = (self.board, self.pairs, self.ideas, self.due, self.log)
        self._list: RowTable[Any] = self.board
        self.clues = PairClues(lang)
        self.reading = Reading(self._name, lang)
        self.noting = Noting(desk, self, self.figure)
        self.half_filled = HalfFilled(desk, drafts.TRACE, self._typed, self)
        self._titles: dict[QWidget, QLabel] = {}
        self._nothing: dict[QWidget, QLabel] = {}
        self._lay_out()
        self._connect()

    def keys(self) -> list[Key]:
        """While something is filled in: F9 saves it."""
        if found := self.noting.keys():
            return found
        found = [Key(key="Esc", words=self.tr("返回"), do=self._back)]
        if self.case is None:
            return found
        if self._may():
            begin = self._begin
            found += [
                Key(key="F2", words=self.tr("加线索"), do=partial(begin, Step.CLUE), primary=True),
                Key(key="F3", words=self.tr("记访谈"), do=partial(begin, Step.INTERVIEW)),
                Key(key="F4", words=self.tr("缩小范围"), do=self._narrow),
                Key(key="F6", words=self.tr("设想 / 结论"), do=self._think),
                Key(key="F7", words=self.tr("记联系"), do=partial(begin, Step.CONTACT)),
            ]
        if self._sound():
            told = self.tr("停止播放") if self.player.runs else self.tr("听录音")
            found.append(Key(key="F8", words=told, do=self._play))
        if self._may() and self._list in (self.board, self.ideas, self.log):
            found.append(Key(key="F11", words=self.tr("更正"), do=self._correct))
        if self._list in (self.board, self.ideas, self.log):
            found.append(Key(key="Enter", words=self.tr("看全文"), do=self._read))
        return found

    def arrive(self) -> None:
        """To the evidence, or to the form that is open."""
        if not self.noting.open:
            self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        if self._may():
            self.half_filled.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.player.stop()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.player.stop()
        self.half_filled.stop()

    def open_for(self, subject: UUID | None) -> None:
        """A visit: that the tracing is looked at is written down."""
        if subject is not None and subject != self._visit:
            self.half_filled.keep()
            self.noting.close()
            self.told.say("")
            self._visit, self.case = subject, None
            self._show_nothing()
            self._look(subject)
        elif self._visit is None:
            self._warn(self.tr("还没有选定来站记录。请从在站人员（Alt+2）里选一个人。"))
        else:
            self._load()

    def reload(self) -> None:
        """Ask again; what is typed stays. A look that could not be written down is tried anew."""
        if self.isVisible() and self._looked:
            self._load()
        elif self.isVisible() and self._visit and self._sorry:
            self._look(self._visit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Insert and self.case and self._may():
            self._begin(Step.CLUE)
        else:
            super().keyPressEvent(event)

    def _look(self, visit: UUID) -> None:
        officer, at = self.desk.officer, clock.now()
        self._looked = self._sorry = False

        def looked(_seen: Visit) -> None:
            if self._visit == visit:
                self._looked = True
                self._load()

        def deed(register: Register) -> Visit:
            return kin.look(register, visit, by=officer, at=at)

        def sorry(why: Refused | Unavailable) -> None:
            self._sorry = True
            self._warn(self.desk.sentence(why))

        self.desk.jobs.desk(self, deed, looked, sorry)

    def _load(self) -> None:
        if self._visit is None:
            return
        visit, now = self._visit, clock.now()
        sealed = self.desk.officer.may(Right.SEALED)
        self.desk.jobs.read(
            self,
            lambda reader: case_of(reader, visit, now, sealed=sealed),
            self._show,
            lambda sorry: self._shut_out(self.desk.sentence(sorry)),
        )

    def _shut_out(self, told: str) -> None:
        """Sealed while it was open: nothing of it stays on the screen."""
        self.case = None
        self.noting.close()
        self._show_nothing()
        self._warn(told)

    def _show_nothing(self) -> None:
        for table in self._lists:
            table.show_rows([])
        self.who.show_case(None)
        self.reading.read(None)
        self.clues.show_pair(None)
        self.player.stop()
        self.about.emit("")
        self.keys_changed.emit()

    def _show(self, case: Case) -> None:
        if case.visit.id != self._visit:
            return
        first, self.case = self.case is None, case
        self.told.say("")
        self.noting.case = case
        self.who.show_case(case)
        self.board.show_rows(case.board, keep=lambda one: one.id)
        self.pairs.show_rows(case.pairs, keep=lambda one: one.pair.id)
        self.ideas.show_rows(case.ideas, keep=lambda one: one.entry.id)
        self.due.show_rows(case.due, keep=lambda one: (one.matter, one.subject))
        self.log.show_rows(case.log, keep=lambda one: one.id)
        for table, title in self._titles.items():
            many = len(table.rows.rows)  # type: ignore[attr-defined]
            title.setText(f"{table.accessibleName()}  {many}" if many else table.accessibleName())
            self._nothing[table].setVisible(not many)
        self.about.emit(f"{breakable(case.person.name)} · {case.visit.case_number}")
        self.keys_changed.emit()
        self._go_to_new()
        if first:
            self.noting.take_up(self.half_filled.of(case.visit.id))

    def _go_to_new(self) -> None:
        """The cursor to what was written just now."""
        for table, ids in (
            (self.board, [one.id for one in self.board.rows.rows]),
            (self.ideas, [one.entry.id for one in self.ideas.rows.rows]),
            (self.log, [one.id for one in self.log.rows.rows]),
        ):
            if self._new in ids:
                table.selectRow(ids.index(self._new))
                self._new = UUID(int=0)

    def _begin(self, step: Step) -> None:
        self.noting.begin(step, None, self._kept(step))

    def _kept(self, step: Step, about: UUID | None = None) -> dict[str, str]:
        """What was typed in this very form before and not saved."""
        kept = self.half_filled.of(self._visit) if self._visit else {}
        same = kept.get("step") == step and kept.get("entry", "") == (str(about) if about else "")
        mine = same and "wrong" not in kept
        return {k: v for k, v in kept.items() if k not in ("step", "entry")} if mine else {}

    def _narrow(self) -> None:
        """F4: where the clue with the cursor points to."""
        one = self.board.current() if self._list is self.board else None
        heard = one.value if one and one.about in _PLACED and len(one.value) <= _SHORT else ""
        about = one.id if one else None
        kept = self._kept(Step.REGION, about)
        self.noting.begin(Step.REGION, {"heard": heard}, kept, about)

    def _think(self) -> None:
        """F6: what became of the hypothesis with the cursor, else another one."""
        idea = self.ideas.current() if self._list is self.ideas else None
        if idea and idea.entry.step is Step.HYPOTHESIS:
            about = idea.entry.id
            kept = self._kept(Step.RULED_OUT, about)
            self.noting.begin(Step.RULED_OUT, None, kept, about)
        else:
            self._begin(Step.HYPOTHESIS)

    def _add_mark(self, spot: Spot) -> None:
        """Enter on the figure."""
        if self.case and self._may():
            values = {"about": "marks", "value": spot.zh, "source": "officer"}
            self.noting.begin(Step.CLUE, values, None)
            self.noting.form.fields["value"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _correct(self) -> None:
        if not (self.case and self._may()):
            return
        if self._list is self.board and (piece := self.board.current()):
            self.noting.correct_evidence(piece)
        elif self._list is self.ideas and (idea := self.ideas.current()):
            self.noting.correct_entry(idea.verdict or idea.entry)
        elif self._list is self.log and (logged := self.log.current()):
            if logged.entry:
                self.noting.correct_entry(logged.entry)
            else:
                self.desk.go("checks", self._visit)

    def _read(self) -> None:
        """Enter: the whole of what stands there, and of what the cursor comes to next."""
        self.reading.read(self._list.current())

    def _follow(self, table: RowTable[Any], row: object) -> None:
        if table is self._list and self.reading.isVisible():
            self.reading.read(row)

    def _back(self) -> None:
        """Esc: what is read is put away first."""
        if self.reading.isVisible():
            self.reading.read(None)
        else:
            self.desk.back()

    def _open_log(self, one: Logged) -> None:
        if one.entry:
            self._read()
        else:
            self._correct()

    def _go_due(self, one: Due) -> None:
        kind = letter_for(one.matter)
        if kind and self._visit:
            self.desk.begin("letters", self._visit, kind)
        elif one.matter is Matter.EMERGENCY and self.desk.officer.may(Right.REGISTER):
            self.desk.go("intake", self._visit)
        else:
            self.desk.go("person", one.person)

    def _sound(self) -> str:
        if self._list is self.board and (piece := self.board.current()):
            return piece.sound
        if self._list is self.log and (logged := self.log.current()):
            return logged.entry.sound if logged.entry else ""
        return ""

    def _play(self) -> None:
        name = self._sound()
        if self.player.runs or not name:
            self.player.stop()
            return

        def come(data: bytes) -> None:
            try:
                self.player.play(data)
            except Unavailable as sorry:
                self._tell(self.desk.sentence(sorry))

        def read(reader: "Reader") -> bytes:
            return reader.blobs.get(name)

        self.desk.jobs.read(self, read, come, lambda sorry: self._tell(self.desk.sentence(sorry)))

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        typed = self.noting.typed()
        return (self._visit, typed) if self._visit and typed else None

    def _take_up(self) -> None:
        if self._visit:
            self.noting.take_up(self.half_filled.of(self._visit))

    def _saved(self, made: UUID) -> None:
        self._new = made
        if self._visit:
            self.half_filled.drop(self._visit)
        self._load()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self) -> None:
        self.half_filled.keep()
        comes: QWidget = self.forms if self.noting.open else self.side
        goes: QWidget = self.side if self.noting.open else self.forms
        # Never both: the window would grow for them.
        goes.hide()
        comes.show()
        if self.noting.open:
            self.reading.read(None)
        else:
            self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.keys_changed.emit()

    def _walked(self, now: QObject | None) -> None:
        """The list that has the cursor is the one that keys are about."""
        if now is not self._list and isinstance(now, RowTable):
            self._list = now
            self._follow(now, now.current())
            self.keys_changed.emit()
        self.who.tell_place()

    def _name(self, officer: UUID) -> str:
        return self.case.names.get(officer, "") if self.case else ""

    def _may(self) -> bool:
        may = self.desk.officer.may
        return may(Right.REGISTER) or may(Right.DECIDE)

    def _tell(self, told: str) -> None:
        self.desk.tell(Telling(words=told, tone="warn"))

    def _warn(self, told: str) -> None:
        self.told.say(told, "warn")

    def _table(self, columns: Sequence[Column[Any]], name: str) -> RowTable[Any]:
        table: RowTable[Any] = RowTable(columns, name, _LEAST)
        table.horizontalHeader().hide()
        return table

    def _part(self, table: RowTable[Any], none: str, *beneath: QWidget) -> Card:
        """A list with its heading, and a calm line where it has nothing."""
        card = Card()
        card.body.setSpacing(px(4))
        title = words(table.accessibleName(), "section")
        nothing = words(none, "label", wrap=True)
        nothing.hide()
        self._titles[table], self._nothing[table] = title, nothing
        card.body.addWidget(title)
        card.body.addWidget(nothing)
        card.body.addWidget(table, 1)
        for widget in beneath:
            card.body.addWidget(widget)
        return card

    def _lay_out(self) -> None:
        nobody = self.tr("没有发现相符的寻人登记。有新的登记或线索时自动再比对。")
        who = Card()
        who.body.setContentsMargins(px(12), px(8), px(8), px(6))
        who.body.addWidget(self.who)
        left = _column(
            (who, 0),
            (self._part(self.board, self.tr("还没有线索。按 F2 或 Ins 添加。")), 1),
        )
        middle = _column(
            (self._part(self.pairs, nobody, self.clues), 1),
            (self._part(self.ideas, self.tr("还没有范围和设想。F4 缩小范围，F6 写设想。")), 1),
        )
        self.side = _column(
            (self._part(self.due, self.tr("没有要办的事项。")), 1),
            (self._part(self.log, self.tr("还没有访谈和联系。")), 1),
        )
        self.forms = scrolling(sheet(self.noting.form))
        self.forms.hide()
        left.setFixedWidth(px(LEFT))
        self.side.setFixedWidth(px(RIGHT))
        self.forms.setFixedWidth(px(RIGHT))
        row = QHBoxLayout()
        row.setSpacing(px(GAP))
        row.addWidget(left)
        row.addWidget(middle, 1)
        row.addWidget(self.side)
        row.addWidget(self.forms)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(self.told)
        whole.addLayout(row, 1)
        whole.addWidget(self.reading)

    def _connect(self) -> None:
        self.thumbs.came.connect(self.who.show_photo)
        self.noting.leaving.connect(self.half_filled.keep)
        self.noting.turned.connect(self._turned)
        self.noting.saved.connect(self._saved)
        self.half_filled.loaded.connect(self._take_up)
        self.figure.wanted.connect(self._add_mark)
        self.player.turned.connect(self.keys_changed)
        self.board.opened.connect(lambda _row: self._read())
        self.log.opened.connect(self._open_log)
        self.ideas.opened.connect(lambda _row: self._read())
        self.pairs.opened.connect(lambda row: self.desk.go("kin", row.pair.id))
        self.pairs.moved.connect(self.clues.show_pair)
        self.due.opened.connect(self._go_due)
        for table in (self.board, self.log):
            table.moved.connect(lambda _row: self.keys_changed.emit())
        for each in self._lists:
            each.moved.connect(partial(self._follow, each))
        for widget in (*self._lists, self.figure):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._walked(watched if event.type() == QEvent.Type.FocusIn else None)
        return super().eventFilter(watched, event)


def _column(*parts: tuple[QWidget, int]) -> QWidget:
    holder = QWidget()
    lines = QVBoxLayout(holder)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(px(GAP))
    for widget, share in parts:
        lines.addWidget(widget, share)
    return holder
