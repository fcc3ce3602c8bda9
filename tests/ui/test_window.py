"""The frame: everything by keyboard, pages that reload, lines that tell."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.desk import door
from app.domain.errors import Unavailable
from app.domain.evidence import Sameness
from app.domain.face import Band
from app.settings import Settings
from app.store.changes import Changes
from tests.ui.conftest import AT, CHIEF
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import ALT, CTRL, press
from tests.ui.sample import PAGES, FormPage, ListPage
from ui import fonts, theme
from ui.candidate import CandidateCard, Shown
from ui.find import FindField
from ui.jobs import Jobs
from ui.page import Key, Telling
from ui.window import DeskWindow


@pytest.fixture(params=[(1366, 690, 1.0), (1920, 1040, 1.25)])
def zoomed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[tuple[int, int]]:
    """Both screens of the stations."""
    width, height, zoom = request.param
    theme.apply(qapp, zoom, fonts.load())
    yield width, height
    theme.apply(qapp, 1.0, fonts.load())


def _form(window: DeskWindow) -> FormPage:
    page = window.page("intake")
    assert isinstance(page, FormPage)
    return page


def test_every_text_fits_on_both_screens(
    qtbot: QtBot, zoomed: tuple[int, int], window: DeskWindow
) -> None:
    window.resize(*zoomed)
    window.tell(Telling(words="已保存。", undo=lambda: None))
    for key in ("intake", "people"):
        window.go(key)
        qtbot.waitUntil(lambda: not too_narrow(window))
        least = window.minimumSizeHint()
        assert least.width() <= zoomed[0]
        assert least.height() <= zoomed[1]
    assert nameless(window) == []


def test_alt_and_a_number_change_the_page(qtbot: QtBot, window: DeskWindow) -> None:
    press(Qt.Key.Key_2, ALT, on=window)
    assert window.here == "people"
    assert isinstance(window.page("people"), ListPage)
    press(Qt.Key.Key_1, ALT, on=window)
    assert window.here == "intake"


def test_what_was_typed_is_still_there_after_another_page(window: DeskWindow) -> None:
    _form(window).name.set_value("王淼")
    window.go("people")
    window.go("intake")
    assert _form(window).name.value() == "王淼"


def test_function_keys_do_what_the_page_says(qtbot: QtBot, window: DeskWindow) -> None:
    press(Qt.Key.Key_F9, on=window)
    press(Qt.Key.Key_F2, on=window)
    window.line.buttons["F8"].click()
    assert _form(window).pressed == ["F9", "F8"]


def test_f1_shows_the_keys_and_takes_them_away(qtbot: QtBot, window: DeskWindow) -> None:
    press(Qt.Key.Key_F1, on=window)
    assert window.help.isVisible()
    assert "锁定（Pause 也可以）" in {label.text() for label in window.help.findChildren(QLabel)}
    press(Qt.Key.Key_Escape, on=window.help)
    assert not window.help.isVisible()


def test_a_page_reloads_when_one_of_its_kinds_changed(window: DeskWindow, jobs: Jobs) -> None:
    jobs.changed.emit(Changes(kinds=frozenset({"voucher"})))
    assert _form(window).reloaded == 0
    jobs.changed.emit(Changes(kinds=frozenset({"person", "claim"})))
    assert _form(window).reloaded == 1


def test_the_undo_bar_takes_back_and_goes_away(window: DeskWindow) -> None:
    undone: list[str] = []
    window.tell(Telling(words="已连为同一人。", undo=lambda: undone.append("yes")))
    window.told._buttons[0].click()
    assert undone == ["yes"]
    assert not window.told.isVisible()


def test_f12_takes_back_what_the_bar_says_whatever_it_does_here(
    window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    mine = [Key(key="F12", words="请求保护", do=lambda: done.append("page"))]
    monkeypatch.setattr(_form(window), "keys", lambda: mine)
    window.tell(Telling(words="已清空。", undo=lambda: done.append("undo")))
    window.press("F12")
    window.press("F12")
    assert done == ["undo", "page"]


def test_no_window_grows_beyond_its_screen_for_its_keys(
    qtbot: QtBot, window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    least = window.minimumSizeHint().width()
    many = [Key(key=f"F{n}", words="不予列入名单", do=lambda: None) for n in range(2, 12)]
    saved = Key(key="Ctrl+F2", words="保存这一步", do=lambda: None, primary=True)
    monkeypatch.setattr(_form(window), "keys", lambda: [*many, saved])
    window._show_keys()
    qtbot.wait(5)
    assert window.minimumSizeHint().width() == least
    assert window.line.left_out
    assert "Ctrl+F2" not in window.line.left_out, "what is to be done next is always there"
    window.resize(2400, 690)
    qtbot.waitUntil(lambda: window.line.left_out == [])


def test_what_the_world_refuses_is_said_and_stops_nothing(window: DeskWindow, jobs: Jobs) -> None:
    jobs.trouble.emit(Unavailable("printer.none"))
    assert window.told.isVisible()
    assert window.line.buttons["F9"].isEnabled()


def test_ctrl_k_finds_somebody_and_says_when_there_is_nobody(
    qtbot: QtBot, window: DeskWindow
) -> None:
    seek = window.seek
    assert seek is not None
    press(Qt.Key.Key_K, CTRL, on=window)
    seek.setText("欧阳")
    qtbot.waitUntil(seek.answers.isVisible)
    assert "欧阳" in seek.answers.none.text()
    press(Qt.Key.Key_Escape, on=seek)
    assert not seek.answers.isVisible()
    assert seek.text() == ""


def test_a_candidate_is_answered_by_key_and_nothing_is_answered_beforehand(
    qtbot: QtBot, window: DeskWindow
) -> None:
    card = _form(window).findChildren(CandidateCard)[0]
    assert card.answer is None
    assert not any(button.isChecked() for button in card.answers.buttons.values())
    for key, answer in (
        (Qt.Key.Key_1, Sameness.SAME),
        (Qt.Key.Key_2, Sameness.NOT_SAME),
        (Qt.Key.Key_3, Sameness.CANNOT_TELL),
        (Qt.Key.Key_3, None),
    ):
        with qtbot.waitSignal(card.answered) as told:
            press(key, on=card)
        assert told.args == [card.shown.person, answer]


def test_a_name_of_thirty_rare_characters_leaves_room_for_the_answers(qtbot: QtBot) -> None:
    name = "𬎆" * 30
    card = CandidateCard(
        Shown(person=UUID(int=1), name=name, about="男 47", last="2026", band=Band.UNLIKELY)
    )
    qtbot.addWidget(card)
    card.resize(330, 90)
    card.show()
    assert card.width() == 330
    assert name in card.accessibleName()
    assert all(b.visibleRegion().boundingRect() == b.rect() for b in card.answers.buttons.values())


def test_the_list_is_walked_with_arrows_and_opened_with_enter(
    qtbot: QtBot, window: DeskWindow
) -> None:
    window.go("people")
    page = window.page("people")
    assert isinstance(page, ListPage)
    press(Qt.Key.Key_Down, on=page.table)
    with qtbot.waitSignal(page.table.opened) as told:
        press(Qt.Key.Key_Return, on=page.table)
    assert told.args is not None
    assert told.args[0][0] == "王淼1"


def test_the_window_names_station_officer_and_role(
    window: DeskWindow, session: door.Session
) -> None:
    shown = {label.text() for label in window.nav.findChildren(type(window.status.told))}
    assert {"示例市救助管理站", "张伟", "接待员"} <= shown
    assert QGuiApplication.platformName() == "offscreen"


def test_who_may_not_look_at_files_finds_nobody(
    qtbot: QtBot, jobs: Jobs, station: Path, settings: Settings
) -> None:
    chief = door.log_in(station, CHIEF.login, CHIEF.password, AT)
    jobs.serve(chief.register)
    made = DeskWindow(jobs, settings, chief.station, chief.officer, PAGES)
    qtbot.addWidget(made)
    made.show()
    assert made.findChild(FindField) is None
    made._find()
