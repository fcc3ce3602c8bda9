"""An officer is called away: lock, emergency, log-out, a colleague; nothing is lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.desk import door
from app.domain.staff import Role
from app.settings import Settings
from tests.ui.conftest import AT, CHIEF, INTAKE
from tests.ui.keys import press
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.login.page import LockPage, LoginPage
from ui.pages import pages
from ui.shell import Shell

SLOW = 20_000
OTHER = door.NewOfficer(login="zhang2", name="张伟", role=Role.INTAKE, password="battery staple")


@pytest.fixture
def shell(qtbot: QtBot, jobs: Jobs, settings: Settings, station: Path) -> Iterator[Shell]:
    """The whole program; a second officer has the same name as the first."""
    chief = door.log_in(station, CHIEF.login, CHIEF.password, AT)
    door.add_officer(chief.register, OTHER, by=chief.officer, at=AT)
    chief.register.close()
    plain = replace(settings, camera="none", engine="none", draft_seconds=1)
    made = Shell(jobs, plain, pages)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.activateWindow()
    made.begin(set_up=True)
    yield made
    if made.desk is not None:
        made.desk.close_pages()
    made.close()


def enter(qtbot: QtBot, shell: Shell, who: door.NewOfficer) -> IntakePage:
    """Log in; the page of arrivals is the first."""
    page = shell.currentWidget()
    assert isinstance(page, LoginPage)
    page.login.set_value(who.login)
    page.password.set_value(who.password)
    page.try_password()
    qtbot.waitUntil(lambda: shell.desk is not None, timeout=SLOW)
    assert shell.desk is not None
    intake = shell.desk.page("intake")
    assert isinstance(intake, IntakePage)
    return intake


def test_lock_emergency_log_out_and_a_colleague_of_the_same_name(
    qtbot: QtBot, shell: Shell, jobs: Jobs
) -> None:
    page = enter(qtbot, shell, INTAKE)
    page.form.fields["name"].set_value("李匆忙")
    shell.lock()
    lock = shell.currentWidget()
    assert isinstance(lock, LockPage)
    with qtbot.waitSignal(page.draft_saved, timeout=SLOW):
        pass  # kept behind the lock as well
    lock.password.set_value(INTAKE.password)
    lock.try_password()
    qtbot.waitUntil(lambda: shell.currentWidget() is shell.desk, timeout=SLOW)
    assert page.form.value("name") == "李匆忙"

    page.form.fields["story"].set_value("说到一半")
    press(Qt.Key.Key_F10, on=page.form.fields["story"].focusProxy())
    qtbot.waitUntil(lambda: shell.currentWidget() is not shell.desk, timeout=SLOW)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shell.currentWidget() is shell.desk, timeout=SLOW)
    assert page.form.value("story") == "说到一半"

    page.form.fields["home"].set_value("四川")
    shell.log_out()  # at once: the last words are kept too
    colleague = enter(qtbot, shell, OTHER)
    qtbot.waitUntil(lambda: bool(colleague.keeping.waiting), timeout=SLOW)
    (waiting,) = colleague.keeping.waiting
    assert waiting.who == "张伟 (zhang)"  # told apart from zhang2, who looks at it
    assert waiting.content is None
    assert "张伟 (zhang)" in colleague.keeping.resume.words.text()
    press(Qt.Key.Key_F11, on=colleague.form.fields["name"].focusProxy())
    qtbot.waitUntil(lambda: colleague.form.value("name") == "李匆忙", timeout=SLOW)
    assert colleague.form.value("story") == "说到一半"
    assert colleague.form.value("home") == "四川"
    qtbot.waitUntil(lambda: not jobs.waiting, timeout=SLOW)
