"""What a page is, and what the window lends to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refused, Unavailable
from app.domain.staff import Officer, Right
from app.domain.station import Station
from app.settings import Settings
from app.words.say import sentence
from ui.jobs import Jobs

if TYPE_CHECKING:
    from ui.keeping import Keeper
    from ui.rebuilding import Rebuilder
    from ui.rounds import Rounds


def _nowhere() -> None:
    """A page that is shown alone was not gone to from another."""


def _nothing_waits() -> bool:
    """A page that is shown alone has no arrival in hand."""
    return False


def _nothing_begins(_page: str, _subject: UUID, _what: str) -> None:
    """Before there is a window."""


def _nobody(_unfinished: object) -> None:
    """A page that is shown alone has no screen of emergencies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A function key and what it does on this page."""

    key: str
    words: str
    do: Callable[[], None]
    primary: bool = False
    icon: str = ""
    on_page: bool = False
    """Its button stands on the page itself; the line of keys has no room for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A line for the info bar; `undo` offers to take back what was just done."""

    words: str
    tone: str = "info"
    undo: Callable[[], None] | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Desk:
    """What every page works with."""

    jobs: Jobs
    settings: Settings
    station: Station
    """As it stands now; the window puts another one here when its facts change."""
    officer: Officer
    tell: Callable[[Telling], None]
    go: Callable[[str, UUID | None], None]
    light: Callable[[str, str, str], None]
    """(device: reader, camera or printer; tone; words): what the status bar shows of it."""
    prepare: Callable[[str], None]
    """Make a page while nobody waits for it, so that showing it takes no time."""
    choose: Callable[[str, str], None]
    """(name, value): change a setting of this machine for now and later; pages are made anew."""
    back: Callable[[], None] = _nowhere
    """To the page from which this one was gone to, as it was left."""
    begin: Callable[[str, UUID, str], None] = _nothing_begins
    """(page, subject, what): go there and begin what is to be done, a form by its kind."""
    help_again: Callable[[object], None] = _nobody
    """Unfinished: an emergency that was left unsaved, on its screen again."""
    urgent_waits: Callable[[], bool] = _nothing_waits
    """Whether somebody is at the desk whose urgent need is not answered yet."""
    in_use: Callable[[], frozenset[str]] = frozenset
    """The devices this desk holds open at the moment, so that nobody else can try them."""
    keeper: "Keeper | None" = None
    """Who makes backups while the desk runs."""
    rounds: "Rounds | None" = None
    """Who speaks to the centre while the desk runs."""
    rebuilder: "Rebuilder | None" = None
    """Who measures photographs again that another face engine left."""

    def sentence(self, sorry: Refused | Unavailable) -> str:
        """What to tell the officer."""
        return sentence(sorry, self.settings.lang)


def alt_key(number: int) -> str:
    """By which a page of the navigation is shown; 0 logs out, the tenth has the key beside it."""
    return f"Alt+{number}" if number < TEN else "Alt+-"


TEN = 10


class PageWidget(QWidget):
    """A page of the window; everything here may be overridden, nothing must."""

    reloads_on: ClassVar[frozenset[str]] = frozenset()
    """Kinds of records whose change makes `reload` be called."""

    about = Signal(str)
    """The words beside the page's title."""
    keys_changed = Signal()
    """`keys` would answer differently now."""
    draft_saved = Signal(object)
    """When the draft was saved (aware UTC); None once it is finished."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def keys(self) -> list[Key]:
        """The function keys of this page, in the order they are shown."""
        return []

    def open_for(self, subject: UUID | None) -> None:
        """The page was asked for, perhaps about somebody."""

    def begin_with(self, what: str) -> None:
        """Another page asks for something to be begun here."""

    def reload(self) -> None:
        """Something this page shows has changed, or F5 was pressed."""

    def station_changed(self) -> None:
        """The desk's station has other facts than before."""

    def leave(self) -> None:
        """The desk closes: stop timers, let go of the camera."""

    def carry(self) -> UUID | None:
        """What to go on with when the page is made anew; a draft is kept of it now."""
        return None

    def go_on(self, carried: UUID) -> None:
        """Take up again what the page before this one carried."""

    def goes_on(self) -> bool:
        """Whether work goes on where the cursor stood, when the page is shown again."""
        return True

    def arrive(self) -> None:
        """Put the cursor where work begins."""
        self.setFocus()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One line in the window's list; made when it is first shown."""

    key: str
    title: str
    icon: str
    make: Callable[[Desk], PageWidget]
    listed: bool = True
    """Whether it stands in the navigation; others are only gone to."""
    right: Right | None = None
    """What an officer needs to work here."""
    private: bool = False
    """Nobody else is shown that there is such a page."""

    def is_for(self, officer: Officer) -> bool:
        """Whether this officer has work on this page."""
        return self.right is None or officer.may(self.right)
