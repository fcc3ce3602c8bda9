"""A dressed application, the workers, and a station with two officers to log in as."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import door
from app.domain.staff import Role
from app.settings import Settings
from tests import makers
from tests.ui.sample import PAGES
from ui import fonts, theme
from ui.jobs import Jobs
from ui.window import DeskWindow

AT = datetime(2026, 11, 23, 6, 29, tzinfo=UTC)
STATION = door.StationFacts(code="440114-01", name="示例市救助管理站")
CHIEF = door.NewOfficer(
    login="admin", name="李芳", role=Role.ADMINISTRATOR, password="correct horse"
)
INTAKE = door.NewOfficer(login="zhang", name="张伟", role=Role.INTAKE, password="battery staple")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the offscreen plugin says whenever a window or a list is shown."""
    noise = pytest.mark.qt_log_ignore(
        r"This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"
    )
    for item in items:
        item.add_marker(noise)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> None:
    """Fonts and theme as at the desk, at zoom 1."""
    if not qapp.styleSheet():
        theme.apply(qapp, 1.0, fonts.load())


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """The workers, stopped at the end."""
    made = Jobs()
    yield made
    made.shut()


@pytest.fixture(scope="session")
def station_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with an administrator and an intake officer; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("station") / "data"
    made = door.set_up(folder, STATION, CHIEF, AT)
    door.add_officer(made.session.register, INTAKE, by=made.session.officer, at=AT)
    made.session.register.close()
    return folder


@pytest.fixture
def station(station_folder: Path, data: Path) -> Path:
    """A copy of that register, to be changed at will."""
    for file in station_folder.iterdir():
        if file.is_file():
            (data / file.name).write_bytes(file.read_bytes())
    return data


@pytest.fixture
def session(station: Path) -> door.Session:
    """The intake officer at the desk; the jobs close the register."""
    return door.log_in(station, INTAKE.login, INTAKE.password, AT)


@pytest.fixture
def window(qtbot: QtBot, jobs: Jobs, session: door.Session, settings: Settings) -> DeskWindow:
    """The desk's window with the sample pages."""
    jobs.serve(session.register)
    made = DeskWindow(jobs, settings, session.station, session.officer, PAGES)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


@pytest.fixture
def house(data: Path) -> makers.Desk:
    """A register with one officer of every role, opened without a password; the jobs close it."""
    return makers.desk(data)
