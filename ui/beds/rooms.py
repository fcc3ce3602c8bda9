"""房间设置: a leader adds rooms, says who sleeps there, and takes beds out of use."""

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from app import clock
from app.desk import drafts, rooms
from app.desk.rooms import RoomFacts
from app.domain.errors import Refused, Unavailable
from app.domain.room import FirstBed, Room, RoomFor, read_shut, shown_shut
from app.domain.station import Station
from app.store.beds import rooms as rooms_of
from app.store.register import Register
from app.words.say import say
from ui.cards import Card, Chip, SayLine, words
from ui.fields import ChoiceField, ComboField, Field, NumberField, TextField
from ui.kept import HalfFilled
from ui.page import Desk, Key, PageWidget, Telling
from ui.table import Cell, Column, RowTable
from ui.theme import GAP, px

SIDE = 400
_BESIDE = {
    "room.needs_name": "name",
    "room.name_too_long": "name",
    "room.name_taken": "name",
    "room.beds": "beds",
    "room.shut_unclear": "shut",
    "room.bed_taken": "shut",
    "room.why_too_long": "closed",
    "room.people_in_it": "closed",
    "room.people_do_not_fit": "use",
    "room.needs_use": "use",
}


class RoomsPage(PageWidget):
    """The rooms at the left, the one with the cursor as a form at the right."""

    reloads_on: ClassVar[frozenset[str]] = frozenset({"room", "station"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lang = desk.settings.lang
        self._rooms: list[Room] = []
        self._of: UUID | None = None
        """The room whose form is open; None: a new one."""
        self._new, self._saving = False, False
        self.list = Card(self.tr("房间"), "bed")
        self.count = Chip("", "plain")
        self.list.aside(self.count)
        self.table: RowTable[Room] = RowTable(
            [
                Column(
                    title=self.tr("房间"), width=0, cell=lambda one: Cell(text=one.name, bold=True)
                ),
                Column(title=self.tr("住什么人"), width=168, cell=self._use),
                Column(title=self.tr("床位"), width=72, cell=lambda one: Cell(text=str(one.beds))),
                Column(title=self.tr("停用"), width=0, cell=_shut),
            ],
            self.tr("房间"),
        )
        self.form = Card(self.tr("新房间"), "bed")
        uses = [(use.value, say(f"room_for.{use}", lang)) for use in RoomFor]
        self.fields: dict[str, Field] = {
            "name": TextField(self.tr("名称"), self.tr("例如 男1室")),
            "use": ComboField(self.tr("住什么人"), uses),
            "beds": NumberField(self.tr("床位数")),
            "shut": TextField(self.tr("停用的床和原因"), self.tr("例如 3 漏水；5 床板坏")),
            "closed": TextField(self.tr("整间停用的原因"), self.tr("在用的留空")),
        }
        self.told = SayLine()
        rules = [(one.value, say(f"first_bed.{one}", lang)) for one in FirstBed]
        self.rule = ChoiceField(self.tr("两台电脑给了同一张床时"), rules)
        self.half_filled = HalfFilled(desk, drafts.ROOM, self._typed, self)
        self._lay_out()
        self.table.moved.connect(self._open)
        self.table.opened.connect(lambda _room: self.fields["name"].setFocus())
        self.fields["closed"].on_enter(self.save)
        self.half_filled.loaded.connect(self._take_up)

    def keys(self) -> list[Key]:
        """A new one, save, take away."""
        found = [
            Key(key="Esc", words=self.tr("返回"), do=self.desk.back),
            Key(key="F2", words=self.tr("新房间"), do=self.new),
            Key(key="F4", words=self.tr("保存撞床规则"), do=self.save_rule),
        ]
        if self._of is not None:
            found.append(Key(key="F7", words=self.tr("删除房间"), do=self.remove))
        save = Key(key="F9", words=self.tr("保存"), do=self.save, primary=True, icon="check")
        return [*found, save]

    def arrive(self) -> None:
        """The list, or the form where there is no room yet."""
        first = self.table if self._rooms else self.fields["name"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_for(self, _subject: UUID | None) -> None:
        """Ask again."""
        self.reload()

    def reload(self) -> None:
        """The rooms by now."""
        station = self.desk.station.code
        self.desk.jobs.read(self, lambda r: rooms_of(r, station), self._show)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        self.half_filled.start()

    def leave(self) -> None:
        """What was typed is there again at the next login."""
        self.half_filled.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.desk.back()
        else:
            super().keyPressEvent(event)

    def new(self) -> None:
        """An empty form."""
        self.half_filled.keep()
        self._new = True
        self._fill(None)
        self.fields["name"].setFocus(Qt.FocusReason.TabFocusReason)

    def save(self) -> None:
        """The room as it stands in the form."""
        self._save(gone=False)

    def remove(self) -> None:
        """The room is not there any more."""
        if self._of is not None:
            self._save(gone=True)

    def save_rule(self) -> None:
        """Who keeps a bed that was given twice."""
        if not self.rule.value():
            return
        station, officer, at = self.desk.station, self.desk.officer, clock.now()
        rule = FirstBed(self.rule.value())

        def deed(register: Register) -> Station:
            return rooms.choose_rule(register, station, rule, by=officer, at=at)

        told = Telling(words=self.tr("规则已保存，同步后各台电脑和中心都照它办。"), tone="ok")
        self.desk.jobs.desk(self, deed, lambda _done: self.desk.tell(told))

    def _save(self, *, gone: bool) -> None:
        for field in self.fields.values():
            field.warn("")
        self.told.say("")
        station, officer, at, room = self.desk.station, self.desk.officer, clock.now(), self._of
        try:
            facts = self._facts(gone=gone)
        except Refused as sorry:
            self._not_saved(sorry)
            return

        def deed(register: Register) -> Room:
            return rooms.keep(register, station, facts, room, by=officer, at=at)

        self.desk.jobs.desk(self, deed, self._saved, self._not_saved)

    def _facts(self, *, gone: bool) -> RoomFacts:
        value = {name: field.value() for name, field in self.fields.items()}
        if not value["use"]:
            raise Refused("room.needs_use")
        number = value["beds"]
        return RoomFacts(
            name=value["name"], use=RoomFor(value["use"]), shut=read_shut(value["shut"]),
            beds=int(number) if number.isdecimal() and len(number) < 5 else 0,
            closed=value["closed"], gone=gone,
        )  # fmt: skip

    def _saved(self, room: Room) -> None:
        self.half_filled.drop(self._key())
        told = self.tr("{0} 已删除。") if room.gone else self.tr("{0} 已保存，共 {1} 张床。")
        self.desk.tell(Telling(words=told.format(room.name, room.beds), tone="ok"))
        self._of = None if room.gone else room.id
        self._new, self._saving = False, True
        self.reload()

    def _not_saved(self, sorry: Refused | Unavailable) -> None:
        name = _BESIDE.get(sorry.key, "")
        if not name:
            self.told.say(self.desk.sentence(sorry), "warn")
            return
        self.fields[name].warn(self.desk.sentence(sorry))
        self.fields[name].setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, found: list[Room]) -> None:
        typed = bool(self._typed()[1])  # beside what was known until now
        self._rooms = found
        # Another desk may have kept a room: what is being typed here stays about its own.
        with QSignalBlocker(self.table):
            self.table.show_rows(found, keep=lambda one: one.id)
            at = next((n for n, one in enumerate(found) if one.id == self._of), None)
            if at is not None:
                self.table.selectRow(at)
        if self._saving or not (typed or self._new):
            self._saving = False
            self._fill(self.table.current())
        self.none.setVisible(not found)
        self.table.setVisible(bool(found))
        beds = sum(one.beds for one in found)
        self.count.say(self.tr("{0} 间，{1} 张床").format(len(found), beds), "plain")
        self.rule.set_value(self.desk.station.bed_rule or FirstBed.EARLIER)

    def _open(self, room: Room | None) -> None:
        self.half_filled.keep()
        self._new = False
        self._fill(room)

    def _take_up(self) -> None:
        """What was left is known now; the form that nobody touched shows it."""
        if not self._typed()[1]:
            self._fill(None if self._new else self.table.current())

    def _fill(self, room: Room | None) -> None:
        self._of = room.id if room else None
        said = self.half_filled.of(self._key()) or _said(room)
        for name, field in self.fields.items():
            field.set_value(said.get(name, ""))
            field.warn("")
        use = self.fields["use"]
        if isinstance(use, ComboField) and not said.get("use"):
            use.combo.setCurrentIndex(0)
        self.form.title.setText(room.name if room else self.tr("新房间"))
        self.told.say("")
        self.keys_changed.emit()

    def _key(self) -> UUID:
        return self._of or self.desk.station.id

    def _typed(self) -> tuple[UUID, dict[str, str]]:
        """What stands in the form, once it is more than what is saved."""
        raw = {name: field.value() for name, field in self.fields.items() if field.value()}
        room = next((one for one in self._rooms if one.id == self._of), None)
        return self._key(), {} if raw == _said(room) else raw

    def _use(self, room: Room) -> Cell:
        return Cell(text=say(f"room_for.{room.use}", self.desk.settings.lang))

    def _lay_out(self) -> None:
        self.none = words(self.tr("还没有房间。按 F2 添加第一间。"), "label", wrap=True)
        self.list.body.addWidget(self.table, 1)
        self.list.body.addWidget(self.none)
        self.form.row((self.fields["name"], 3), (self.fields["beds"], 1))
        for name in ("use", "shut", "closed"):
            self.form.body.addWidget(self.fields[name])
        self.form.body.addWidget(self.told)
        self.form.body.addSpacing(px(14))
        self.form.body.addWidget(self.rule)
        told = self.tr("先安排的先得：按安排的时间。未成年人和需照护的人先得：不论先后。")
        self.form.body.addWidget(words(told, "note", wrap=True))
        self.form.body.addStretch(1)
        self.form.setFixedWidth(px(SIDE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(GAP))
        whole.addWidget(self.list, 1)
        whole.addWidget(self.form)


def _said(room: Room | None) -> dict[str, str]:
    """A room as it stands in the form."""
    if room is None:
        return {}
    said = {
        "name": room.name,
        "use": room.use.value,
        "beds": str(room.beds),
        "shut": shown_shut(room.shut),
        "closed": room.closed,
    }
    return {name: value for name, value in said.items() if value}


def _shut(room: Room) -> Cell:
    return Cell(text=room.closed or shown_shut(room.shut))
