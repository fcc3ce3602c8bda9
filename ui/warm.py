"""While somebody types their password, what the desk will need is read: nothing before the first
paint, and nobody waits for it afterwards."""

from contextlib import suppress
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from app.domain.errors import Unavailable
from ui.jobs import Jobs

AFTER = 80
"""Milliseconds: the login page is painted first."""
# The register and the deeds: nothing of Qt, so that another thread may read them.
DEEDS = (
    "app.desk.door",
    "app.desk.admission",
    "app.desk.drafts",
    "app.desk.assessing",
    "app.desk.identify",
    "app.desk.photographs",
    "app.desk.reopening",
    "app.desk.vouchers",
    "app.store.disk",
    "app.store.find",
    "psutil",
)
# In the window's thread, one at a time: what they need is there by then, so each is quick.
PAGES = (
    "ui.window",
    "ui.emergency.screen",
    "ui.emergency.merging",
    "ui.intake.form",
    "ui.intake.page",
    "ui.people.in_station",
    "ui.oversight.page",
)


class Warming(QObject):
    """Begins once; a login that comes sooner waits only for what is being read."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pages = list(PAGES)
        self._stopped = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._page)
        QTimer.singleShot(AFTER, self, self._deeds)

    @property
    def is_done(self) -> bool:
        """Whether everything has been read."""
        return not self._pages

    def stop(self) -> None:
        """Somebody has come in: the pages read what they need themselves."""
        self._stopped = True

    def _deeds(self) -> None:
        if not self._stopped:
            self._jobs.beside(self, _read_deeds, lambda _: self._next.start(0))

    def _page(self) -> None:
        if self._stopped:
            return
        import_module(self._pages.pop(0))
        if self._pages:
            self._next.start(0)


def _read_deeds() -> None:
    from app.places import places  # read after the first paint like the rest

    for name in DEEDS:
        import_module(name)
    with suppress(Unavailable):  # said when it is typed into
        places()
