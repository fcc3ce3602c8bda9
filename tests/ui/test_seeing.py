"""Every page can be read, named and reached: in both languages, on both screens."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import TimeoutError as TooLong
from pytestqt.qtbot import QtBot

from app.settings import Lang, Settings
from app.store.people import Inside
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless, too_narrow
from tests.ui.seeing import beyond_tab, chinese, faint, ringless
from ui.jobs import Jobs
from ui.pages import pages
from ui.people.lines import breakable
from ui.translate import translate
from ui.window import DeskWindow

PAGES = [page.key for page in pages()]
OWN_WORDS = {"中文", "示例市救助管理站", "测试leader", "测试intake", "示例专户"}
SAID = {
    "示例市公安局火车站派出所",
    "务工不着",
    "灰色双肩包",
    "拉链损坏",
    "钱包和手机被偷",
    "归途 data",
}
BY_A_KEY = {"Press '看告知书'", "Press 'Show notice'"}  # F7, so that Tab need not stop there


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Lang]:
    """Both languages; Chinese again afterwards."""
    translate(qapp, request.param)
    yield request.param
    translate(qapp, "zh")


@pytest.fixture
def window(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, lang: Lang
) -> DeskWindow:
    """A leader's window on a small station."""
    station.crowd(house, 6)
    chosen = replace(settings, lang=lang, camera="none")
    return station.open_window(qtbot, jobs, chosen, house, house.leader, intake=True)


def _show(qtbot: QtBot, jobs: Jobs, house: makers.Desk, window: DeskWindow, key: str) -> Inside:
    row = station.in_station_rows(house)[1]
    subject = {"person": row.card.person, "papers": row.visit.id, "vouchers": row.visit.id}
    window.go(key, subject.get(key))
    station.settle(qtbot, jobs)
    return row


def _troubles(qtbot: QtBot, window: DeskWindow) -> dict[str, object]:
    """What cannot be read, named or reached on the page that is shown."""
    with contextlib.suppress(TooLong):
        qtbot.waitUntil(lambda: not too_narrow(window), timeout=2000)
    found: dict[str, object] = {
        "narrow": too_narrow(window),
        "nameless": nameless(window),
        "beyond": set(beyond_tab(window)) - BY_A_KEY,
        "faint": faint(window),
        "ringless": ringless(window),
    }
    return {name: what for name, what in found.items() if what}


def test_every_page_can_be_read_named_and_reached(
    qtbot: QtBot, jobs: Jobs, house: makers.Desk, window: DeskWindow, lang: Lang
) -> None:
    """In one window, as somebody walks through it; the English one has no Chinese of its own."""
    everybody = {one.card.name for one in station.in_station_rows(house)}
    said = {name for name in station.NAMES if name} | {station.HOME} | everybody
    said |= {breakable(name) for name in everybody}
    troubles: dict[str, object] = {}
    for key in PAGES:
        _show(qtbot, jobs, house, window, key)
        assert window.here == key
        found = _troubles(qtbot, window)
        if lang == "en" and (left := chinese(window, OWN_WORDS | SAID | said)):
            found["chinese"] = left
        if found:
            troubles[key] = found
    assert troubles == {}
