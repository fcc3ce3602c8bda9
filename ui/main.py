"""Opening the desk: Qt, fonts, theme, language, then first run or login."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import input_method
from app.domain.errors import Unavailable
from app.paper import forms
from app.settings import Settings
from app.store.there import exists
from app.words.say import sentence
from ui import errors, fonts, screen, theme
from ui.icons import ICONS
from ui.jobs import Jobs
from ui.pages import pages
from ui.shell import Shell
from ui.translate import translate

if TYPE_CHECKING:
    from app.desk.door import Session


def open_desk(
    settings: Settings,
    session: "Session | None" = None,
    begun: Callable[[Shell], object] | None = None,
    sorry: Unavailable | None = None,
) -> int:
    """Run the desk until its window is closed; the exit code of the program.

    With a session (the demo) somebody is logged in already; `begun` is told of the window before
    it is shown (the benches look at it). `sorry` is why the settings are not those of the file:
    said until the desk is opened anew. Unavailable "window.no_screen" where
    there is no screen to show it on.
    """
    if not screen.can_open():
        raise Unavailable("window.no_screen")
    app = application(settings)
    forms.use_own(settings.data / forms.OWN)
    errors.keep_log(settings.data / "log")
    jobs = Jobs()
    shell = Shell(jobs, settings, pages, sorry)
    errors.catch(shell.fail)
    jobs.failed.connect(shell.fail)
    if session:
        shell.open_desk(session)
    else:
        shell.begin(set_up=is_set_up(settings.data))
    shell.resize(theme.px(1366), theme.px(690))
    if begun:
        begun(shell)
    shell.showMaximized()
    try:
        return app.exec()
    finally:
        jobs.shut()


def application(settings: Settings) -> QApplication:
    """The application, dressed; also for the demo and for tests of the whole window."""
    use_reachable_input_method()
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("Guitu")
    app.setWindowIcon(QIcon(str(ICONS / "home.svg")))
    translate(app, settings.lang)
    screen = app.primaryScreen().availableGeometry()
    theme.apply(app, theme.zoom_for(screen.width(), screen.height()), _families(settings))
    return app


def is_set_up(data: Path) -> bool:
    """Whether there is a register to log in to."""
    return exists(data)


def use_reachable_input_method() -> None:
    """The wheels carry no fcitx plugin; fcitx 5 answers to ibus as well."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    wanted = os.environ.get("QT_IM_MODULE", "")
    used = input_method.reachable(wanted, plugins / "platforminputcontexts")
    if used != wanted:
        os.environ["QT_IM_MODULE"] = used


def _families(settings: Settings) -> tuple[str, ...]:
    try:
        return fonts.load()
    except Unavailable as sorry:
        # Without its fonts the desk still opens, in whatever the machine has.
        errors.log.warning("%s", sentence(sorry, settings.lang))
        return (theme.FAMILY,)
