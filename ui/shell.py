"""The one top window: first run or login, then the desk; locked when nobody works at it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShortcut,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

from app import settings
from app.domain.errors import Refused, Unavailable
from app.settings import Lang, Settings
from app.words.say import say, sentence
from ui.emergency.door import EmergencyDoor
from ui.errors import show_failure
from ui.jobs import Jobs
from ui.keeping import Keeper
from ui.keyed import Keyed
from ui.login.page import LockPage, LoginPage
from ui.page import Page, Telling
from ui.theme import px
from ui.translate import other, translate
from ui.walk import once
from ui.warm import Warming

if TYPE_CHECKING:
    from app.desk.door import Session
    from app.domain.staff import Officer
    from app.domain.station import Station
    from ui.emergency.merging import Merging
    from ui.login.first_run import FirstRun
    from ui.rebuilding import Rebuilder
    from ui.rounds import Rounds
    from ui.tracing.seeker import Seeker
    from ui.window import DeskWindow

_HANDS = (QKeyEvent, QMouseEvent, QTouchEvent, QWheelEvent, QInputMethodEvent)
_TOUCHES = (
    *(QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel),
    QEvent.Type.TouchBegin,
    # Who composes with an input method presses no key that we hear of.
    QEvent.Type.InputMethod,
)

LOCK = ("Alt+L", "Pause")
"""Who leaves the desk locks it at once; Ctrl+L is the other language."""


def _worth_telling(session: "Session", lang: Lang) -> list[str]:
    """What whoever logs in should hear of the register."""
    told = [sentence(remark, lang) for remark in session.register.remarks]
    if session.clock_behind:
        told.append(say("clock.behind", lang, last=session.clock_behind))
    if session.recovery_unproved:
        told.append(say("recovery.unproved", lang))
    return told


class Shell(QStackedWidget):
    """Shows one thing at a time; the desk stays as it was behind the lock."""

    def __init__(
        self,
        jobs: Jobs,
        chosen: Settings,
        pages: Callable[[], Sequence[Page]],
        sorry: Unavailable | None = None,
    ) -> None:
        super().__init__()
        self.jobs, self._settings, self._pages = jobs, chosen, pages
        self._sorry = sorry
        self.desk: DeskWindow | None = None
        self._stood: QWidget | None = None
        self._called = ""
        self.setWindowTitle(self.tr("归途 · 接待台"))
        self.setMinimumSize(px(1024), px(600))
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(chosen.idle_lock_minutes * 60_000)
        self._idle.timeout.connect(self.lock)
        once(QShortcut(QKeySequence("Ctrl+L"), self)).activated.connect(self._other_language)
        self.emergency = EmergencyDoor(self, jobs, lambda: self._settings, lambda: self.desk)
        self.keeper = Keeper(jobs, chosen.data)
        self.keeper.trouble.connect(self._no_backup)
        self.rounds: Rounds | None = None
        self.rebuilder: Rebuilder | None = None
        self.seeker: Seeker | None = None
        self._merging: Merging | None = None
        self._first: FirstRun | None = None
        self._warming: Warming | None = None
        once(QShortcut(QKeySequence("F10"), self)).activated.connect(self.help_at_once)
        for keys in LOCK:
            once(QShortcut(QKeySequence(keys), self)).activated.connect(self.lock)
        self._keyed = Keyed(self, field=True)

    def begin(self, *, set_up: bool) -> None:
        """Ask who is here, or make the register first."""
        if set_up:
            self.show_login()
        else:
            self._set_up()

    def _set_up(self) -> "FirstRun":
        from ui.login.first_run import FirstRun  # once in the life of a desk

        chosen = self._settings
        first = FirstRun(self.jobs, chosen.data, chosen.lang, chosen.printer)
        first.entered.connect(self.open_desk)
        first.restore.connect(self._show_restore)
        first.other_language.connect(self._other_language)
        first.station.told.say(self._usual(), "warn")
        self._show_only(first)
        first.arrive()
        self._first = first
        return first

    def show_login(self) -> None:
        """The login page, empty."""
        page = LoginPage(self.jobs, self._settings.data, self._settings.lang)
        page.entered.connect(self.open_desk)
        page.other_language.connect(self._other_language)
        page.forgot.connect(self._show_recovery)
        page.told.say(self._usual(), "warn")
        page.emergency.connect(self.help_at_once)
        self._show_only(page)
        page.arrive()
        self._warming = self._warming or Warming(self.jobs, self)

    def open_desk(self, session: "Session") -> None:
        """Somebody is here: serve the register and show the desk."""
        if session.must_change:
            self._ask_for_own_password(session)
            return
        if session.must_code:
            self._ask_for_code(session)
            return
        if self._warming:
            self._warming.stop()
        self.jobs.serve(session.register)
        self.keeper.serve(session.register)
        if self.rounds is None or self.rebuilder is None:
            from ui.rebuilding import Rebuilder  # neither for the login page
            from ui.rounds import Rounds
            from ui.tracing.seeker import Seeker

            self.rounds = Rounds(self.jobs, faces=self._settings.face_sharing)
            self.rebuilder = Rebuilder(self.jobs)
            self.seeker = Seeker(self.jobs)
        self.rounds.serve(session.register, session.officer)
        chosen = self._settings
        self.rebuilder.serve(session.officer, chosen.engine, chosen.old_faces_days)
        if self.seeker:
            self.seeker.serve(session.officer, session.station.code)
        self._called = session.called or session.officer.name
        self.desk = self._window(session.station, session.officer)
        self._show_only(self.desk)
        self._give_keys_back(self.desk)
        self._idle.start()
        from ui.emergency.merging import Merging

        self._merging = Merging(self.desk.desk, self)
        self._merging.start()
        told = [self._usual()] if self._sorry else []
        told += _worth_telling(session, self._settings.lang)
        if told:
            # It is told at a login only, so it stays until it is read.
            tone = "bad" if session.recovery_unproved else "warn"
            self.desk.tell(Telling(words=" ".join(told), tone=tone))

    def _usual(self) -> str:
        """That the file of settings cannot be used, and what is done instead; or nothing."""
        if self._sorry is None:
            return ""
        lang = self._settings.lang
        return f"{sentence(self._sorry, lang)} {say('window.usual_settings', lang)}"

    def _ask_for_own_password(self, session: "Session") -> None:
        def leave() -> None:
            session.register.close()
            self.show_login()

        from ui.login.change import ChangePage

        page = ChangePage(self.jobs, session, self._settings.lang)
        page.entered.connect(lambda s: self.open_desk(replace(s, must_change=False)))
        page.left.connect(leave)
        page.emergency.connect(self.help_at_once)
        self._show_only(page)
        page.arrive()

    def _ask_for_code(self, session: "Session") -> None:
        def leave() -> None:
            session.register.close()
            self.show_login()

        from ui.login.code import CodePage

        page = CodePage(self.jobs, session, self._settings.lang)
        page.entered.connect(lambda s: self.open_desk(replace(s, must_code=False)))
        page.left.connect(leave)
        page.emergency.connect(self.help_at_once)
        self._show_only(page)
        page.arrive()

    def help_at_once(self) -> None:
        """F10: 紧急登记, with or without a login; before set-up there is nowhere to keep it."""
        if self._first is None or self.currentWidget() is not self._first:
            self.emergency.open()

    def speak(self, lang: Lang) -> None:
        """Change the language."""
        self.choose("lang", lang)

    def choose(self, name: str, value: str) -> None:
        """Change a setting: what is shown is made anew, what was begun goes on."""
        app, shown = QApplication.instance(), self.currentWidget()
        first = self._first if self._first and shown is self._first else None
        if not isinstance(app, QApplication) or not (
            isinstance(shown, LoginPage)
            or (shown and shown is self.desk)
            or (first and not first.begun)
        ):
            return
        try:
            self._settings = settings.changed(self._settings, name, value)
        except Unavailable as sorry:
            self.jobs.trouble.emit(sorry)
            return
        if name == "lang":
            translate(app, self._settings.lang)
            self.setWindowTitle(self.tr("归途 · 接待台"))
        data = self._settings.data
        self.jobs.beside(self, lambda: settings.keep(data, name, value), lambda _: None)
        if first:
            typed = first.typed()
            self.jobs.forget(first)
            self._set_up().put_back(typed)
            return
        if self.desk is None:
            self.show_login()
            return
        stood, desk = self.desk.stands(), self.desk.desk
        self.jobs.forget(self.desk)
        self.desk.close_pages()
        self.desk = self._window(desk.station, desk.officer)
        self._show_only(self.desk)
        self.desk.resume(stood)

    def _window(self, station: "Station", officer: "Officer") -> "DeskWindow":
        from ui.window import DeskWindow  # not for the login page

        made = DeskWindow(
            self.jobs,
            self._settings,
            station,
            officer,
            self._pages(),
            choose=self.choose,
            keeper=self.keeper,
            rounds=self.rounds,
            rebuilder=self.rebuilder,
            called=self._called,
        )
        made.left.connect(self.log_out)
        made.emergency.connect(self.help_at_once)
        made.emergency_again.connect(self.emergency.go_on)
        return made

    def _other_language(self) -> None:
        self.speak(other(self._settings.lang))

    def lock(self) -> None:
        """Cover the desk until its officer proves who they are."""
        if self.desk is None or self.emergency.beneath is not self.desk:
            return
        self._idle.stop()
        self.emergency.step_aside()
        self._cover_up()
        self._stood = self.desk.focusWidget()
        officer = self.desk.desk.officer
        page = LockPage(self.jobs, officer, self._called, self._settings.lang)
        page.opened.connect(lambda: self._unlock(page))
        page.left.connect(self.log_out)
        page.emergency.connect(self.help_at_once)
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.arrive()

    def _cover_up(self) -> None:
        """What is being composed is kept as typed; an open list would stand above the lock."""
        QGuiApplication.inputMethod().commit()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
            self.activateWindow()  # the list took the keys with it
            if popup is QApplication.activePopupWidget():
                break

    def log_out(self) -> None:
        """Close the desk and its register; the next officer logs in."""
        self._idle.stop()
        if self.desk is not None:
            self.jobs.forget(self.desk)
            self.desk.close_pages()
            self.desk = None
        self.emergency.log_out()
        self.keeper.leave()
        self._rest()
        self.jobs.release()
        self.show_login()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        # It sees every event of a field: to ask for its class is quick, for its type it is not.
        if isinstance(event, _HANDS) and event.type() in _TOUCHES and self._idle.isActive():
            self._idle.start()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        if self.desk is not None:
            self.desk.close_pages()
            self.keeper.leave()
            self._rest()
        self.emergency.close()
        super().closeEvent(event)

    def _rest(self) -> None:
        """What goes on beside the work ends with the session."""
        if self.rounds and self.rebuilder:
            self.rounds.leave()
            self.rebuilder.leave()
        if self.seeker:
            self.seeker.leave()

    def fail(self, told: str) -> None:
        """Our own bug: said beside the work."""
        show_failure(self, told)

    def _show_restore(self) -> None:
        from ui.login.restore import RestorePage

        page = RestorePage(self.jobs, self._settings.data, self._settings.lang)
        page.restored.connect(self.show_login)
        page.back.connect(lambda: self.begin(set_up=False))
        self._show_only(page)
        page.arrive()

    def _no_backup(self, sorry: Refused | Unavailable) -> None:
        """No good backup for long: said once, beside the work."""
        if self.desk is not None:
            self.desk.tell(Telling(words=sentence(sorry, self._settings.lang), tone="warn"))

    def _show_recovery(self) -> None:
        from ui.login.recovery import RecoveryPage

        page = RecoveryPage(self.jobs, self._settings.data, self._settings.lang)
        page.entered.connect(self.open_desk)
        page.back.connect(self.show_login)
        page.emergency.connect(self.help_at_once)
        self._show_only(page)
        page.arrive()

    def _unlock(self, page: QWidget) -> None:
        self.removeWidget(page)
        page.deleteLater()
        if self.desk is not None:
            self.setCurrentWidget(self.desk)
            self._give_keys_back(self.desk)
        self._idle.start()
        if self._merging:
            self._merging.start()

    def _give_keys_back(self, desk: "DeskWindow") -> None:
        """The cursor stands where it stood; a page made before it is shown loses it."""
        if self.emergency.screen:
            return  # somebody is being helped in front of it
        stood, page = self._stood, desk.page(desk.here)
        self._stood = None
        if stood and isValid(stood):
            stood.setFocus(Qt.FocusReason.PopupFocusReason)  # nothing becomes selected
        elif page:
            page.arrive()

    def _show_only(self, page: QWidget) -> None:
        self.emergency.take_out()
        while self.count():
            old = self.widget(0)
            self.removeWidget(old)
            old.deleteLater()
        self.addWidget(page)
        self.setCurrentWidget(page)
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        self.emergency.put_back(page)
