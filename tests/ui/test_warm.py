"""Nothing that the first page does not need is read before it; the rest while somebody types."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.jobs import Jobs
from ui.warm import Warming

ROOT = Path(__file__).parents[2]
HEAVY = ("sqlalchemy", "alembic", "sqlcipher3", "pypinyin", "reportlab", "numpy", "cv2", "dlib")
_OPEN = """
import sys
from pathlib import Path
from app.settings import Settings
from ui import main
from ui.jobs import Jobs
from ui.pages import pages
from ui.shell import Shell
settings = Settings(data=Path(sys.argv[1]), camera="none")
app = main.application(settings)
jobs = Jobs()
shell = Shell(jobs, settings, pages)
shell.show_login()
shell.show()
shell.grab()
print(*[name for name in sys.argv[2:] if name in sys.modules])
jobs.shut()
"""


def test_the_login_page_is_painted_without_what_only_the_desk_needs(tmp_path: Path) -> None:
    painted = subprocess.run(  # noqa: S603 - our own interpreter and the lines above
        [sys.executable, "-c", _OPEN, str(tmp_path), *HEAVY],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert painted.stdout.split() == []


def test_what_the_desk_needs_is_read_while_somebody_types(qtbot: QtBot, jobs: Jobs) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    warming = Warming(jobs, page)
    assert not warming.is_done
    qtbot.waitUntil(lambda: warming.is_done, timeout=20_000)
    assert {"app.desk.door", "ui.intake.page", "ui.people.in_station"} <= sys.modules.keys()


def test_who_comes_in_sooner_is_not_held_up(qtbot: QtBot, jobs: Jobs) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    warming = Warming(jobs, page)
    warming.stop()
    heard: list[bool] = []
    jobs.beside(page, lambda: True, heard.append)
    qtbot.waitUntil(lambda: heard == [True])
    assert not warming.is_done
