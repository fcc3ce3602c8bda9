"""A notice for whoever does not read: by the system's voice, or in pictures."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refused, Unavailable
from app.paper.points import Point, points
from ui.notices.pictures import Pictures
from ui.notices.voice import Voice
from ui.page import Desk, Key, Telling

NOTICE = "notice"
"""The form of what everybody is told on arrival."""
BY_VOICE, BY_PICTURES = "voice", "pictures"
"""How it was told, as form 2 calls it."""


class NoticeTelling(QObject):
    """For one page: its two keys, and how the notice was told."""

    turned = Signal()
    """Other keys than before."""
    told = Signal(str, object)
    """BY_VOICE or BY_PICTURES, once it was heard or seen to the end, and what it was about."""

    def __init__(self, desk: Desk, page: QWidget, started_by: list[str] | None = None) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._about: object = None
        self._pictures: Pictures | None = None
        self.voice = Voice(self, started_by)
        self.voice.turned.connect(self.turned)
        self.voice.ended.connect(self._ended)

    def keys(self, read: Callable[[], None], form: str, about: object) -> list[Key]:
        """Shift+F7 reads (`read` fetches the words) and Esc or the same key ends it; Shift+F6
        shows the pictures of a form."""
        show = Key(
            key="Shift+F6", words=self.tr("图示"), do=lambda: self.show_pictures(form, about)
        )
        if self.voice.speaks:
            stop = self.tr("停止朗读")
            return [
                Key(key="Esc", words=stop, do=self.voice.stop),
                Key(key="Shift+F7", words=stop, do=self.voice.stop, on_page=True),
                show,
            ]
        return [Key(key="Shift+F7", words=self.tr("朗读"), do=read), show]

    def read(self, words: str, about: object) -> None:
        """Begin to read; where there is no voice that is said, and nothing else happens."""
        self._about = about
        self.voice.read(words, self._desk.settings.lang)

    def show_pictures(self, form: str, about: object) -> None:
        """Over the whole window."""
        self.voice.stop()
        self._about = about
        lang = self._desk.settings.lang
        # Read beside the window: with the first painting it would take too long.
        self._desk.jobs.beside(
            self._page, lambda: points(form, lang), self._show_points, self._sorry
        )

    def _show_points(self, found: list[Point]) -> None:
        if not self._page.isVisible():
            return
        if self._pictures is None:
            self._pictures = Pictures(self._page.window())
            self._pictures.seen.connect(lambda: self.told.emit(BY_PICTURES, self._about))
        self._pictures.begin(found)

    def stop(self) -> None:
        """Another page, another person: nobody is read to any more."""
        self.voice.stop()
        if self._pictures and not self._pictures.isHidden():
            self._pictures.close_pictures()

    def _ended(self, sorry: Unavailable | None) -> None:
        if sorry:
            self._sorry(sorry)
        else:
            self.told.emit(BY_VOICE, self._about)

    def _sorry(self, sorry: Refused | Unavailable) -> None:
        self._desk.tell(Telling(words=self._desk.sentence(sorry), tone="warn"))
