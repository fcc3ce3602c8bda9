"""The pages of the window: one line each."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ui.page import Desk, Page, PageWidget


def pages() -> Sequence[Page]:
    """In the order of the navigation; a page's module is read when it is first shown."""
    return [
        Page(key="intake", title=_tr("接待登记"), icon="person_add", make=_intake),
    ]


def _tr(words: str) -> str:
    return QCoreApplication.translate("pages", words)


def _intake(desk: Desk) -> PageWidget:
    from ui.intake.page import IntakePage

    return IntakePage(desk)
