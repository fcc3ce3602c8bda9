"""Who looked at whom and why; and the files of the sealed that two officers opened."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.desk.overseeing import MANY, Watched, is_apart, is_nightly
from app.store.people import Card as PersonCard
from app.store.watching import Broken, Looked
from app.words.say import listed, say, sentences
from ui.cards import Card, words
from ui.people.lines import moment
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

Seen = tuple[Looked, PersonCard]
Glass = tuple[Broken, PersonCard | None]


class LooksView(QWidget):
    """Officers at the left, at the right whoever was looked at most; Enter opens a file."""

    asked = Signal(object)
    turned = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang, self._names = lang, dict[UUID, str]()
        self.officers: RowTable[Looked] = RowTable(
            [
                Column(title=self.tr("工作人员"), width=0, cell=self._officer),
                Column(title=self.tr("查阅"), width=86, cell=self._looks),
                Column(title=self.tr("不在站"), width=76, cell=self._apart),
                Column(title=self.tr("夜间"), width=70, cell=self._night),
            ],
            self.tr("按工作人员"),
        )
        self.people: RowTable[Seen] = RowTable(
            [
                Column(title=self.tr("被查阅的人"), width=0, cell=self._person),
                Column(title=self.tr("查阅"), width=92, cell=lambda s: self._looks_of(s[0])),
                Column(title=self.tr("不在站"), width=76, cell=lambda s: self._apart(s[0])),
                Column(title=self.tr("最后"), width=104, cell=lambda s: _day(s[0].last)),
            ],
            self.tr("按被查阅的人"),
        )
        self.why = words("", "note", wrap=True)
        self.officers.moved.connect(self._say_why)
        self.people.opened.connect(lambda _seen: self.ask())
        self.people.moved.connect(lambda _seen: self.turned.emit())
        told = self.tr(
            "“不在站”：查阅时此人不在站，离站也已过七天。“夜间”：22 时到 6 时。不在站达到 {0} 次、"
            "夜间达到 {0} 次并过半的标出来，请问明用途；寻亲、投诉核查、值夜班本来就会这样。"
        ).format(MANY)
        row = QHBoxLayout()
        row.setSpacing(px(GAP))
        for title, table in (
            (self.tr("谁查阅的"), self.officers),
            (self.tr("查阅了谁"), self.people),
        ):
            card = Card(title, "visibility")
            card.body.addWidget(table, 1)
            if table is self.officers:
                card.body.addWidget(self.why)
            row.addWidget(card, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(words(told, "label", wrap=True))
        whole.addLayout(row, 1)

    def show_watched(self, found: Watched) -> None:
        """Other ones."""
        self._names = found.names
        self.officers.show_rows(found.officers, keep=lambda one: one.key)
        self.people.show_rows(found.people, keep=lambda seen: seen[0].key)

    def ask(self) -> None:
        """The file of whoever has the cursor, which asks for a purpose."""
        if seen := self.people.current():
            self.asked.emit(seen[1].person)

    def arrive(self) -> None:
        """The officers."""
        self.officers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _officer(self, one: Looked) -> Cell:
        return Cell(text=self._names.get(one.key, ""), note=self._why(one), bold=True)

    def _say_why(self, one: Looked | None) -> None:
        """Every purpose of who has the cursor: the row may have no room for them."""
        name = self._names.get(one.key, "") if one else ""
        self.why.setText(self.tr("{0}：{1}").format(name, self._why(one)) if one else "")

    def _why(self, one: Looked) -> str:
        return listed(
            (f"{purpose_in_words(what, self._lang)} {many}" for what, many in one.purposes),
            self._lang,
        )

    def _looks(self, one: Looked) -> Cell:
        return Cell(text=f"{one.looks:,}", note=self.tr("{0} 人").format(one.others))

    def _looks_of(self, one: Looked) -> Cell:
        return Cell(text=f"{one.looks:,}", note=self.tr("{0} 人查阅").format(one.others))

    def _apart(self, one: Looked) -> Cell:
        return Cell(text=f"{one.apart:,}", tone="warn" if is_apart(one) else "")

    def _night(self, one: Looked) -> Cell:
        return Cell(text=f"{one.at_night:,}", tone="warn" if is_nightly(one) else "")

    def _person(self, seen: Seen) -> Cell:
        one, card = seen
        return Cell(text=card.name or self.tr("姓名不详"), note=self._why(one), bold=True)


class GlassView(QWidget):
    """紧急查阅: who, with whom, why, when."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang
        self.table: RowTable[Glass] = RowTable(
            [
                Column(title=self.tr("时间"), width=142, cell=lambda g: Cell(text=moment(g[0].at))),
                Column(title=self.tr("哪个站的谁、第二人"), width=230, cell=self._who),
                Column(title=self.tr("看了谁的档案"), width=170, cell=self._whom),
                Column(title=self.tr("用途和理由"), width=0, cell=self._why),
            ],
            self.tr("紧急查阅"),
        )
        self.none = words(self.tr("这段时间没有紧急查阅。"), "label")
        card = Card(self.tr("紧急查阅（两名工作人员打开保密档案）"), "key")
        card.body.addWidget(self.none)
        card.body.addWidget(self.table, 1)
        card.body.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card, 1)

    def show_watched(self, found: Watched) -> None:
        """Other ones."""
        self.table.show_rows(found.broken, keep=lambda g: g[0].id)
        self.table.setVisible(bool(found.broken))
        self.none.setVisible(not found.broken)

    def arrive(self) -> None:
        """The list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _who(self, glass: Glass) -> Cell:
        one = glass[0]
        station = self.tr("本站，看 {0} 的").format(one.station) if one.ours else one.station
        return Cell(text=listed(one.officers, self._lang), note=station, bold=True)

    def _whom(self, glass: Glass) -> Cell:
        one, card = glass
        if one.ours or card is None:
            return Cell(text="—")
        return Cell(text=card.name or self.tr("保密保护"))

    def _why(self, glass: Glass) -> Cell:
        one = glass[0]
        return Cell(text=purpose_in_words(one.purpose, self._lang), note=one.words)


def purpose_in_words(what: str, lang: str) -> str:
    """A usual purpose in words, or the words that were written."""
    key = f"purpose.{what}"
    return say(key, lang) if key in sentences(lang) else what


def _day(at: datetime) -> Cell:
    return Cell(text=moment(at)[:10])
