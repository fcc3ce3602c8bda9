"""Whom a figure is made of: found first, then written down, then shown; of any page of figures."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import clock
from app.desk import overseeing
from app.desk.overseeing import Behind, Pointed, Seen
from ui.jobs import Sorry
from ui.page import Desk

if TYPE_CHECKING:
    from app.store.ask import Asks


def name_them(
    desk: Desk,
    owner: QObject,
    asked: "Callable[[Asks], Pointed]",
    show: Callable[[Behind], None],
    sorry: Sorry,
    is_wanted: Callable[[], bool],
) -> None:
    """Ask, note each look, then answer with the people; nobody is looked at once something else is
    wanted."""
    by, at = desk.officer, clock.now()

    def found_them(pointed: Pointed) -> None:
        if is_wanted():
            desk.jobs.desk(
                owner, lambda register: overseeing.look(register, pointed, by=by, at=at), named,
                sorry,
            )  # fmt: skip

    def named(seen: Seen) -> None:
        desk.jobs.read(owner, lambda asks: overseeing.behind(asks, seen, by=by), come, sorry)

    def come(found: Behind) -> None:
        if is_wanted():
            show(found)

    desk.jobs.read(owner, asked, found_them, sorry)
