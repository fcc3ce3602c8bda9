"""Opening the desk: input method, fonts, and the whole program once from start to end."""

import logging
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.__main__ import main as command
from app.domain.errors import Unavailable
from app.settings import Settings
from ui import errors, fonts, main
from ui.jobs import Jobs
from ui.login.first_run import FirstRun
from ui.login.page import LoginPage
from ui.shell import Shell

ROOT = Path(__file__).parents[2]
_SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def _top() -> Shell:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, Shell) and w.isVisible())


def _first_seen(settings: Settings) -> type:
    """What an officer sees first; then the window is closed again."""
    seen: list[type] = []

    def look() -> None:
        shell = _top()
        seen.append(type(shell.currentWidget()))
        shell.close()

    QTimer.singleShot(300, look)
    assert main.open_desk(settings) == 0
    return seen[0]


@pytest.fixture(autouse=True)
def _restored(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The log of a test's own folder is not written to when that is gone."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    log = logging.getLogger("guitu")
    before = list(log.handlers)
    yield
    for handler in [one for one in log.handlers if one not in before]:
        log.removeHandler(handler)
        handler.close()


def test_the_first_start_begins_with_set_up(qtbot: QtBot, settings: Settings) -> None:
    assert _first_seen(settings) is FirstRun


def test_every_later_start_begins_with_login(
    qtbot: QtBot, settings: Settings, station: Path
) -> None:
    assert _first_seen(settings) is LoginPage


@pytest.mark.parametrize(
    ("written", "told"), [("lang = zh", "line 1"), ("colour = 'red'", "colour"), ("\xff", "UTF-8")]
)
def test_a_slip_in_the_settings_keeps_nobody_out(
    qtbot: QtBot, station: Path, written: str, told: str
) -> None:
    file = station / "settings.toml"
    file.write_bytes(written.encode("latin-1"))
    seen: list[str] = []

    def look() -> None:
        shell = _top()
        page = shell.currentWidget()
        assert isinstance(page, LoginPage)
        seen.append(page.told.words.text())
        shell.help_at_once()
        seen.append(type(shell.emergency.screen).__name__)
        shell.close()

    QTimer.singleShot(300, look)
    assert command(["desk", "--data", str(station), "--camera", "none"]) == 0
    assert told in seen[0]
    assert "默认设置" in seen[0]
    assert seen[1] == "EmergencyScreen"
    assert file.read_bytes() == written.encode("latin-1")


def test_a_slip_in_the_settings_is_said_at_set_up_as_well(
    qtbot: QtBot, jobs: Jobs, settings: Settings
) -> None:
    shell = Shell(jobs, settings, list, Unavailable("settings.damaged", file="x", where="y"))
    qtbot.addWidget(shell)
    shell.begin(set_up=False)
    page = shell.currentWidget()
    assert isinstance(page, FirstRun)
    assert "默认设置" in page.station.told.words.text()


def test_a_slip_in_the_settings_stops_another_command_with_a_sentence(
    station: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (station / "settings.toml").write_text("lang = zh", encoding="utf-8")
    assert command(["export", "--data", str(station)]) == 1
    assert "settings.toml" in capsys.readouterr().err


def test_fcitx_is_reached_through_ibus(monkeypatch: pytest.MonkeyPatch) -> None:
    for given, wanted in (("fcitx", "ibus"), ("fcitx5", "ibus"), ("ibus", "ibus"), ("xim", "xim")):
        monkeypatch.setenv("QT_IM_MODULE", given)
        main.use_reachable_input_method()
        assert os.environ["QT_IM_MODULE"] == wanted


def test_the_fonts_hold_a_name_outside_the_first_plane(qapp: QApplication) -> None:
    fonts.load()
    metrics = QFontMetrics(qapp.font())
    assert metrics.horizontalAdvance("𬎆") == metrics.horizontalAdvance("王")


def test_a_missing_font_is_named(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as told:
        fonts.load(tmp_path)
    assert told.value.key == "font.missing"
    assert told.value.facts["file"] == fonts.WANTED[0]


def test_a_bug_is_shown_where_the_log_cannot_be_written(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    errors.keep_log(tmp_path / "data" / "log")
    shutil.rmtree(tmp_path / "data")
    errors.catch(shown.append)
    sys.excepthook(ValueError, ValueError("王淼"), None)
    caplog.clear()
    assert shown


def test_a_bug_in_the_window_is_shown_and_logged_without_data(
    qtbot: QtBot,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[str] = []
    errors.catch(shown.append)
    error = ValueError("王淼")
    sys.excepthook(ValueError, error, None)
    assert "ValueError" in shown[0]
    assert "王淼" not in shown[0]
    assert "王淼" not in caplog.text
    caplog.clear()


def test_the_failure_box_waits_for_nobody(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = errors.show_failure(parent, "ValueError")
    assert not box.isModal()
    assert box.detailedText() == "ValueError"
    box.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has sessions without a screen")
def test_without_a_screen_a_sentence_not_a_crash(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k not in _SCREENS}
    done = subprocess.run(  # noqa: S603  (our own command line)
        [sys.executable, "-m", "app", "--data", str(tmp_path / "data")],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "./guitu" in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")
def test_the_log_is_written_where_only_this_account_reads(tmp_path: Path) -> None:
    before = list(logging.getLogger("guitu").handlers)
    data = tmp_path / "share" / "guitu"
    errors.keep_log(data / "log")
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (data, data / "log")} == {0o700}
    for handler in [h for h in logging.getLogger("guitu").handlers if h not in before]:
        logging.getLogger("guitu").removeHandler(handler)
        handler.close()
