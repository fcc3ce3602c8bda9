"""What belongs to somebody is opened beside their file: that is a look like any other."""

from collections.abc import Callable
from uuid import UUID

from app import clock
from app.desk.views import look_into
from app.domain.staff import Right
from ui.page import Desk, PageWidget

PURPOSE = "reception"


def note_look(
    desk: Desk, page: PageWidget, visit: UUID, what: str, sorry: Callable[[str], None]
) -> None:
    """Written down in the view log once each time somebody else is opened; `sorry` is told why it
    could not be. Who may look at no file is shown none by the page."""
    officer, at = desk.officer, clock.now()
    if officer.may(Right.VIEW):
        desk.jobs.desk(
            page,
            lambda register: look_into(register, visit, what, PURPOSE, by=officer, at=at),
            lambda _seen: None,
            lambda told: sorry(desk.sentence(told)),
        )
