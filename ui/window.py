"""The desk's window: navigation, pages, function keys, status, and lines that tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import Refused, Unavailable
from app.domain.phrase import offered
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.settings import Settings
from app.words.say import say, sentence
from ui.bars import KeyLine, Nav, Status, Top
from ui.cards import SayLine
from ui.find import Command, FindField
from ui.help import HelpSheet
from ui.jobs import Jobs
from ui.page import Desk, Key, Page, PageWidget, Telling, alt_key
from ui.phrases import PhraseList, field_of, place_of
from ui.roomy import Roomy
from ui.scans import Scans
from ui.theme import GAP, px
from ui.today.counting import Counting
from ui.walk import once, standing_in

if TYPE_CHECKING:
    from app.store.ask import Asks, Reader
    from ui.keeping import Keeper
    from ui.rebuilding import Rebuilder
    from ui.rounds import Rounds

_KEYS = (
    *("F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F11", "F12"),
    *("Ctrl+F2", "Ctrl+F4", "Ctrl+F6", "Ctrl+F7", "Ctrl+F8", "Ctrl+F9", "Ctrl+F10"),
    *("Shift+F2", "Shift+F3", "Shift+F4", "Shift+F5", "Shift+F6", "Shift+F7", "Shift+F8"),
    "Shift+F9",
)
_LONGEST_WAY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an officer stood when the window was made anew."""

    here: str
    subject: UUID | None
    carried: dict[str, UUID]


class DeskWindow(QWidget):
    """One officer's session; made after logging in, closed at logging out."""

    left = Signal()
    """The officer asked to log out."""
    emergency = Signal()
    """F10: whatever is being done here, somebody needs help at once."""
    emergency_again = Signal(object)
    """Unfinished: one that was noted and not saved."""

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        station: Station,
        officer: Officer,
        pages: Sequence[Page],
        choose: Callable[[str, str], None] | None = None,
        keeper: "Keeper | None" = None,
        rounds: "Rounds | None" = None,
        called: str = "",
        rebuilder: "Rebuilder | None" = None,
    ) -> None:
        super().__init__()
        self.desk = Desk(
            jobs=jobs,
            settings=settings,
            station=station,
            officer=officer,
            tell=self.tell,
            go=self.go,
            light=self._light,
            in_use=self._in_use,
            prepare=self.prepare,
            back=self.back,
            begin=self.begin,
            help_again=self.emergency_again.emit,
            choose=choose or (lambda _name, _value: None),
            keeper=keeper,
            rounds=rounds,
            rebuilder=rebuilder,
        )
        pages = [page for page in pages if not page.private or page.is_for(officer)]
        self._pages = {page.key: page for page in pages}
        self._made: dict[str, PageWidget] = {}
        self.here = ""
        self._way: list[tuple[str, UUID | None]] = []
        """The pages that were gone on from, each with whom it was about."""
        self._stood: dict[str, Callable[[], bool]] = {}
        self._about_whom: dict[str, UUID | None] = {}
        role = say(f"role.{officer.role}", settings.lang)
        self.nav = Nav(pages, station.name, called or officer.name, role)
        # Names are shown only to those who may look at files.
        may_view, lang = officer.may(Right.VIEW), settings.lang
        sees = officer.may(Right.SEALED)
        self.seek = FindField(jobs, self._commands, lang, sealed=sees) if may_view else None
        self.top, self.line, self.status = Top(self.seek), KeyLine(), Status()
        self.stack = QStackedWidget()
        self.roomy = Roomy(self.stack)
        self.told = SayLine()
        self.phrases = PhraseList(self)
        self._take_back: Callable[[], None] | None = None
        self._told_for = QTimer(self)
        self._told_for.setSingleShot(True)
        self._told_for.timeout.connect(self._say_nothing)
        # Pages tell several turns of their keys in one breath: the line is made anew once.
        self._turning = QTimer(self)
        self._turning.setSingleShot(True)
        self._turning.timeout.connect(self._show_keys)
        self.help = HelpSheet(self)
        self.scans = Scans(self.desk, self)
        self.counting = Counting(self.desk, self.nav, self)
        self._lay_out()
        self._connect(jobs)
        self._say_devices(settings)
        self._bind(pages)
        # An administrator registers nobody: the day begins on the first page with work for them.
        self.counting.start()
        mine = [page for page in pages if page.listed and page.is_for(officer)] or pages
        if mine:
            self.go(mine[0].key)

    def go(self, key: str, subject: UUID | None = None) -> None:
        """Show a page, made now if it is its first time."""
        if self.here and self.here != key:
            stood = self.here, self._about_whom.get(self.here)
            chosen = self._pages[key].listed and subject is None  # out of the navigation
            self._way = [stood] if chosen else [*self._way[-_LONGEST_WAY:], stood]
            self._stood[self.here] = standing_in(self._made[self.here])
        self._about_whom[key] = subject
        self._show(key, subject)

    def begin(self, key: str, subject: UUID, what: str) -> None:
        """Go to a page and begin there what is to be done."""
        self.go(key, subject)
        self._made[key].begin_with(what)

    def _ask_elsewhere(self, typed: str) -> None:
        """他省查询 begins with what was typed; nothing is asked yet."""
        self.go("seek")
        page = self._made["seek"]
        begin = getattr(page, "begin_with", None)  # a calm page for who may look at no files
        if begin:
            begin(typed)

    def back(self) -> None:
        """To the page from which this one was gone to, as it was left."""
        if not self._way:
            return
        before, subject = self._way.pop()
        other = self._about_whom.get(before) != subject
        self._about_whom[before] = subject
        self._show(before, subject if other else None)

    def _show(self, key: str, subject: UUID | None) -> None:
        page = self._pages[key]
        widget = self._made.get(key) or self._make(page)
        self.here = key
        self.stack.setCurrentWidget(widget)
        self.nav.show_chosen(key)
        self.top.show_title(page.title)
        widget.open_for(subject)
        self._show_keys()
        stood = self._stood.pop(key, None)
        # About somebody else, or from the beginning; otherwise as it was left.
        if subject or stood is None or not widget.goes_on() or not stood():
            widget.arrive()

    def prepare(self, key: str) -> None:
        """Make a page that will be wanted."""
        page = self._pages.get(key)
        if page and key not in self._made:
            self._make(page)

    def close_pages(self) -> None:
        """The desk closes: pages let go of devices, answers still to come are dropped."""
        self.scans.stop()
        self.counting.stop()
        for widget in self._made.values():
            self.desk.jobs.forget(widget)
            widget.leave()

    def stands(self) -> Standing:
        """Where the officer is, and what each page would go on with."""
        carried = {key: widget.carry() for key, widget in self._made.items()}
        return Standing(
            here=self.here,
            subject=self._about_whom.get(self.here),
            carried={key: found for key, found in carried.items() if found},
        )

    def resume(self, standing: Standing) -> None:
        """Go on where a window before this one stood."""
        for key, carried in standing.carried.items():
            self.go(key)
            self._made[key].go_on(carried)
        self.go(standing.here, standing.subject)

    def page(self, key: str) -> PageWidget | None:
        """The widget of a page that has been shown."""
        return self._made.get(key)

    def tell(self, telling: Telling) -> None:
        """Say something above the function keys; bad news stay until closed."""
        self.told.say(telling.words, telling.tone)
        self._take_back = telling.undo
        if telling.undo:
            self.told.offer(self.tr("撤销") + "  F12", self._undo)
        self.told.offer(self.tr("知道了"), self._say_nothing)
        if telling.tone == "bad":
            self._told_for.stop()
        else:
            self._told_for.start(self.desk.settings.undo_seconds * 1000)

    def _undo(self) -> None:
        undo = self._take_back
        self._say_nothing()
        if undo:
            undo()

    def _say_nothing(self) -> None:
        self._take_back = None
        self.told.say("")

    def _make(self, page: Page) -> PageWidget:
        widget = page.make(self.desk)
        widget.about.connect(self._about)
        widget.keys_changed.connect(self._turning.start)
        widget.draft_saved.connect(self.status.show_saved)
        self._made[page.key] = widget
        self.stack.addWidget(widget)
        return widget

    def _about(self, text: str) -> None:
        if self.sender() is self.stack.currentWidget() or self.sender() is None:
            self.top.show_about(text)

    def _show_keys(self) -> None:
        self._turning.stop()
        self.line.show_keys(self._keys_here())

    def _keys_here(self) -> list[Key]:
        widget = self._made.get(self.here)
        return widget.keys() if widget else []

    def press(self, name: str) -> None:
        """Do what a function key does here."""
        if name == "F10":
            self.emergency.emit()
            return
        if name == "F12" and self._take_back:
            self._undo()  # as the bar says, whatever F12 does on this page
            return
        for key in self._keys_here():
            if key.key == name:
                key.do()
                return
        widget = self._made.get(self.here)
        if name == "F1":
            self.help.toggle(self._keys_here())
        elif name == "F5" and widget:
            widget.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        # What nothing within the page wanted: an open list or a form goes first.
        if event.key() == Qt.Key.Key_Escape:
            self.press("Esc")
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        inner = QVBoxLayout()
        inner.setContentsMargins(px(12), px(10), px(12), px(8))
        inner.setSpacing(px(GAP))
        inner.addWidget(self.roomy, 1)
        inner.addWidget(self.told)
        inner.addWidget(self.line)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addLayout(inner, 1)
        right.addWidget(self.status)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.nav)
        whole.addLayout(right, 1)

    def _connect(self, jobs: Jobs) -> None:
        self.nav.chosen.connect(self.go)
        self.nav.left.connect(self.left)
        self.nav.emergency.connect(self.emergency)
        if self.seek:
            self.seek.chosen.connect(self._found)
            self.seek.chosen_elsewhere.connect(partial(self.go, "card"))
            self.seek.sought.connect(self._ask_elsewhere)
        jobs.changed.connect(self._changed)
        jobs.trouble.connect(self._trouble)
        if self.desk.rounds:
            self.desk.rounds.turned.connect(self.status.show_line)
            self.status.show_line(self.desk.rounds.stands)
        if self.desk.rebuilder:
            self.desk.rebuilder.turned.connect(self.status.show_faces)
            self.status.show_faces(self.desk.rebuilder.progress)

    def _bind(self, pages: Sequence[Page]) -> None:
        for name in _KEYS:
            self._shortcut(name).activated.connect(lambda name=name: self.press(name))
        listed = [page.key for page in pages if page.listed]
        for number, key in enumerate(listed, start=1):
            self._shortcut(alt_key(number)).activated.connect(lambda key=key: self.go(key))
        self._shortcut("Alt+0").activated.connect(self.left)
        self._shortcut("Ctrl+K").activated.connect(self._find)
        self._shortcut("Ctrl+J").activated.connect(self._offer_phrases)

    def _shortcut(self, keys: str) -> QShortcut:
        return once(QShortcut(QKeySequence(keys), self))

    def _offer_phrases(self) -> None:
        """Ctrl+J: quick phrases over the text field with the cursor."""
        here = self.focusWidget()
        place, field = place_of(here), field_of(here)
        if place is None:
            return

        def ask(reader: "Asks") -> list[str]:
            from app.desk.phrases import kept  # SQLAlchemy only after the first paint

            return offered(field, kept(reader))

        def show(found: list[str]) -> None:
            if place.hasFocus() or here is self.focusWidget():
                self.phrases.open_over(place, found)

        self.desk.jobs.read(self, ask, show)

    def _commands(self) -> list[Command]:
        """What Ctrl+K offers beside people: the keys of this page, then the pages."""
        keys = [Command(words=k.words, key=k.key, do=k.do) for k in self._keys_here()]
        listed = [page for page in self._pages.values() if page.listed]
        return keys + [
            Command(words=page.title, key=alt_key(n), do=partial(self.go, page.key))
            for n, page in enumerate(listed, start=1)
        ]

    def _find(self) -> None:
        if self.seek:
            self.seek.come_from(self.focusWidget())

    def _found(self, person: UUID) -> None:
        if "person" in self._pages:
            self.go("person", person)

    def _changed(self, changes: object) -> None:
        kinds: frozenset[str] = getattr(changes, "kinds", frozenset())
        if "station" in kinds:
            self.desk.jobs.read(self, self._ask_station, self._renamed)
        self.counting.changed(kinds)
        for widget in self._made.values():
            if widget.reloads_on & kinds:
                widget.reload()

    def _ask_station(self, asks: "Reader") -> Station | None:
        from app.store.ask import get

        return get(asks, Station, self.desk.station.id)

    def _renamed(self, station: Station | None) -> None:
        """Papers, vouchers and settings speak of the station as it is now."""
        if station is None:
            return
        self.desk.station = station
        for widget in self._made.values():
            widget.station_changed()

    def _trouble(self, sorry: Refused | Unavailable) -> None:
        tone = "warn" if isinstance(sorry, Refused) else "bad"
        self.tell(Telling(words=sentence(sorry, self.desk.settings.lang), tone=tone))

    def _say_devices(self, settings: Settings) -> None:
        """Until a page has tried a device, nobody knows how it is."""
        for name, value in (
            ("reader", settings.reader),
            ("camera", settings.camera),
            ("printer", settings.printer),
        ):
            self._light(name, "plain", self.tr("未设置") if value == "none" else self.tr("未检查"))

    def _in_use(self) -> frozenset[str]:
        held = ("camera", "reader")  # a printer takes papers from many at once
        return frozenset(name for name in held if self.status.lights[name].tone == "ok")

    def _light(self, device: str, tone: str, text: str) -> None:
        self.status.lights[device].say(tone, text)
