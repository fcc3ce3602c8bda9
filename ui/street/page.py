"""街面巡查: one's round, whom to look for again, and whom one meets, by keyboard."""

from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app import clock
from app.desk import drafts
from app.desk.street_paper import STREET
from app.domain.staff import Right
from app.domain.street import Encounter, nearness
from ui.cards import Card, SayLine, scrolling, sheet, words
from ui.fields import Press
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget
from ui.papers.adverse_cards import DeedCard
from ui.papers.output import Output
from ui.people.lines import copyable
from ui.pictures import FINE
from ui.pills import PillRow
from ui.street.doing import Doing
from ui.street.question import DUE, KNOWN, MET, Row, Street, street_of
from ui.street.round_cards import summary
from ui.street.rows import columns, told
from ui.table import RowTable
from ui.theme import GAP, px
from ui.thumbs import Thumbs

LEFT = 556
_THUMB = 38


class StreetPage(PageWidget):
    """Forms at the left, people at the right; Enter on one shows what is known of them."""

    reloads_on: ClassVar[frozenset[str]] = frozenset(
        {"street_round", "encounter", "brought_in", "cold_spell", "officer", "person", "photograph"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.street: Street | None = None
        self._wanted: UUID | None = None
        self._stale = True
        self.thumbs = Thumbs(desk.jobs, px(_THUMB) * FINE)
        self.pills, self.told = PillRow(self.tr("只看")), SayLine()
        self.table: RowTable[Row] = RowTable(
            columns(self._titles(), desk.settings.lang, clock.now, self._thumb),
            self.tr("街面遇见"),
        )
        self.state, self.none = words("", "strong", wrap=True), words("", "label", wrap=True)
        self.again = SayLine()
        self.history, self.lines = Card(self.tr("以前的情况"), "history"), copyable("", "label")
        self.doing = Doing(desk, self)
        self.half_filled = HalfFilled(desk, drafts.STREET, self._typed, self)
        self.output = Output(desk, self)
        self._lay_out()
        self._connect()
        self._offer_pills()

    def keys(self) -> list[Key]:
        """While something is filled in: F9 saves it. Else what can be done."""
        if card := self.doing.open_card():
            return self._filling_keys(card)
        found = [Key(key="Esc", words=self.tr("返回"), do=self._go_back)]
        if not self._may():
            return [*found, *self._paper_keys()]
        out = self.street.round if self.street else None
        turn = self.tr("结束巡查") if out else self.tr("出发")
        found.append(Key(key="F2", words=turn, do=self._turn, icon="group"))
        if self.street and self.street.last:
            words = self.tr("更正巡查")
            found.append(Key(key="Shift+F2", words=words, do=self.correct_round, on_page=True))
        found.append(Key(key="F3", words=self.tr("新遇见"), do=self.meet, primary=True))
        if row := self.table.current():
            found.append(Key(key="F6", words=self.tr("再次遇见"), do=self.meet_again))
            found.append(Key(key="F11", words=self.tr("更正"), do=self.correct))
            if row.came is None:
                found.append(Key(key="F7", words=self.tr("接回站内"), do=self.bring_in))
        return [*found, *self._paper_keys()]

    def _filling_keys(self, card: DeedCard) -> list[Key]:
        found = [Key(key="Esc", words=self.tr("返回"), do=self._put_away)]
        met = self.doing.met
        if card is met:
            found.append(Key(key="F6", words=self.tr("以前见过"), do=self.seek))
            if met.again is not None:
                found.append(Key(key="F7", words=self.tr("不是同一人"), do=self.not_again))
            for key, said, do in (
                ("F4", self.tr("拍照"), met.snap.snap),
                ("Shift+F4", self.tr("选照片文件"), met.snap.choose),
                ("Ctrl+F4", self.tr("取消照片"), self._drop_photo),
            ):
                found.append(Key(key=key, words=said, do=do, on_page=True))
        save = Key(key="F9", words=card.doing, do=card.finish, primary=True, icon="check")
        return [*found, save]

    def _paper_keys(self) -> list[Key]:
        if self.street is None or self.street.last is None:
            return []
        return [Key(key="F8", words=self.tr("打印记录"), do=self.print, icon="print")]

    def arrive(self) -> None:
        """The cursor to what is being filled in, or to the list."""
        if card := self.doing.open_card():
            card.arrive()
        else:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, subject: UUID | None) -> None:
        """A stranger to be looked for, out of 今日."""
        self._wanted = subject
        self._load()

    def reload(self) -> None:
        """Ask again; what is typed stays."""
        if self.isVisible():
            self._load()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.output.check_printer()
        if self._may():
            self.half_filled.start()
        if self._stale:
            self._load()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()
        self.doing.met.snap.shut()

    def meet(self) -> None:
        """F3: somebody new."""
        self.doing.begin_met(None)

    def meet_again(self) -> None:
        """F6: whoever has the cursor; the officer says so."""
        if row := self.table.current():
            self.doing.begin_met(row.one)

    def correct(self) -> None:
        """F11: the encounter is written anew, the old words stay on record."""
        if row := self.table.current():
            self.doing.correct(row.one)

    def bring_in(self) -> None:
        """F7: an arrival opens with what is known."""
        if row := self.table.current():
            self.doing.bring_in(row.one)

    def correct_round(self) -> None:
        """Shift+F2: who went along, when and where is written anew."""
        if self.street and self.street.last:
            self.doing.correct_round(self.street.last)

    def seek(self) -> None:
        """F6 in the form: those met before, the nearest by place and description first."""
        if self.doing.open_card() is self.doing.met:
            self.pills.choose(KNOWN)
            self._filter()
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def not_again(self) -> None:
        """F7 in the form: somebody else after all."""
        self.doing.met.is_again(None)
        self._say_again()

    def print(self) -> None:
        """F8: before going out whom to look for; afterwards the record."""
        if self.street and self.street.last:
            self.output.print(STREET, self.street.last.round)

    def _turn(self) -> None:
        out = self.street.round if self.street else None
        self.doing.begin_back() if out else self.doing.begin_round(self.street)

    def _go_back(self) -> None:
        self.desk.back()

    def _put_away(self) -> None:
        if not self.doing.met.snap.shut():
            typed = self.doing.typed()
            self.doing.close()
            self.half_filled.put_away(self._key(), typed, partial(self._again, typed))
            self._turned()
            self.arrive()

    def _again(self, typed: dict[str, str]) -> None:
        if self.doing.open_card() is None:
            self.doing.take_up(typed)
            self._turned()

    def _drop_photo(self) -> None:
        self.doing.drop_photo()

    def _open(self, row: Row) -> None:
        """Enter: in the form it is them; else what is known of them, which is written down."""
        met = self.doing.met
        if self.doing.open_card() is met:
            met.is_again(row.one)
            self._say_again()
            met.place.setFocus() if not met.place.value() else met.offered.setFocus()
            return
        self.doing.look(row.one, self._show_history)

    def _show_history(self, found: list[Encounter]) -> None:
        lang = self.desk.settings.lang
        self.lines.setText("\n".join(told(one, lang) for one in reversed(found)))
        self.history.show()

    def _choose(self, _row: Row | None) -> None:
        self.history.hide()
        self.keys_changed.emit()

    def _load(self) -> None:
        self._stale = False
        by, degrees, now = self.desk.officer, self.desk.settings.cold_degrees, clock.now()
        self.desk.jobs.read(self, lambda asks: street_of(asks, by, degrees, now), self._show)

    def _show(self, street: Street) -> None:
        self.street = street
        self.doing.show_street(street)
        out = street.round
        if out:
            self.state.setText(
                self.tr("巡查中：{0}").format(summary(out, street.names, self._lang))
            )
        else:
            self.state.setText(self.tr("没有进行中的巡查。按 F2 出发；也可以直接按 F3 登记。"))
        self.anew.setVisible(self._may() and street.last is not None)
        self._offer_pills()
        if self._wanted:
            self.pills.choose(DUE)
        self._filter()
        self.about.emit(self.desk.station.name)
        self.keys_changed.emit()

    def _offer_pills(self) -> None:
        named = {DUE: self.tr("再去看 {0}"), MET: self.tr("本次 {0}"), KNOWN: self.tr("见过 {0}")}
        rows = self.street.rows if self.street else {}
        self.pills.offer([(key, x.format(len(rows.get(key, ())))) for key, x in named.items()])

    def _filter(self) -> None:
        which = self.pills.value or DUE
        rows = list(self.street.rows[which]) if self.street else []
        met = self.doing.met
        if which == KNOWN and self.doing.open_card() is met:
            place, sex, look = met.place.value(), met.sex.value(), met.look.value()
            code = met.code()
            rows.sort(key=lambda row: -nearness(row.one, place, code, sex, look))
        self.table.show_rows(rows, keep=lambda row: row.one.met)
        if self._wanted:
            at = [n for n, row in enumerate(rows) if row.one.stranger == self._wanted]
            self.table.selectRow(at[0]) if at else None
            self._wanted = None
        self.none.setText("" if rows else self._nobody(which))
        self.none.setVisible(not rows)

    def _nobody(self, which: str) -> str:
        told = {
            DUE: self.tr("没有要再去看的人。"),
            MET: self.tr("这次还没有遇见人。"),
            KNOWN: self.tr("近一年没有遇见过人。"),
        }
        return told[which]

    def _say_again(self) -> None:
        met = self.doing.met
        one = met.again if self.doing.open_card() is met else None
        if one is None:
            self.again.say("")
        else:
            self.again.say(self.tr("再次遇见：{0}").format(told(one, self._lang)))
        self.keys_changed.emit()

    @property
    def _lang(self) -> str:
        return self.desk.settings.lang

    def _turned(self) -> None:
        self.forms.setVisible(self.doing.open_card() is not None)
        if card := self.doing.open_card():
            card.arrive()
        self._say_again()
        self._filter()

    def _saved(self) -> None:
        self.half_filled.drop(self._key())
        self._turned()
        self._load()
        self.arrive()

    def _typed(self) -> tuple[UUID, dict[str, str]] | None:
        card = self.doing.open_card()
        return None if card is None else (self._key(), card.raw())

    def _key(self) -> UUID:
        """One form at a time is half filled."""
        return self.desk.station.id

    def _take_up(self) -> None:
        if self.doing.open_card() is None:
            self.doing.take_up(self.half_filled.of(self._key()))
            self._turned()

    def _thumb(self, name: str) -> QImage | None:
        return self.thumbs.called(name)

    def _may(self) -> bool:
        return self.desk.officer.may(Right.REGISTER)

    def _titles(self) -> dict[str, str]:
        return {
            "photo": self.tr("照片"),
            "who": self.tr("谁"),
            "where": self.tr("地点 / 时间"),
            "what": self.tr("结果"),
            "again": self.tr("再看"),
        }

    def _connect(self) -> None:
        self.pills.chosen.connect(lambda _which: self._filter())
        self.table.opened.connect(self._open)
        self.table.moved.connect(self._choose)
        self.thumbs.came.connect(self.table.viewport().update)
        self.doing.turned.connect(self._turned)
        self.doing.saved.connect(self._saved)
        self.doing.shut.connect(self._put_away)
        self.half_filled.loaded.connect(self._take_up)

    def _lay_out(self) -> None:
        self.history.body.addWidget(self.lines)
        self.history.hide()
        self.forms = scrolling(sheet(*self.doing.cards, self.doing.met.snap))
        self.forms.setFixedWidth(px(LEFT))
        self.forms.hide()
        right = QVBoxLayout()
        right.setSpacing(px(GAP))
        for widget in (self.told, self.pills, self.none):
            right.addWidget(widget)
        right.addWidget(self.table, 1)
        right.addWidget(self.history)
        both = QHBoxLayout()
        both.setSpacing(px(GAP))
        both.addWidget(self.forms)
        both.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        self.anew = Press(self.tr("更正巡查"), "link", "Shift+F2")
        self.anew.clicked.connect(self.correct_round)
        self.anew.hide()
        top = QHBoxLayout()
        top.addWidget(self.state, 1)
        top.addWidget(self.anew)
        whole.addLayout(top)
        whole.addWidget(self.again)
        whole.addLayout(both, 1)
