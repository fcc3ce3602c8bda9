"""A card laid down beside the form: filled in, adopted, taken back, and saved as a card's."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.person import Claim, ClaimKind, Source
from app.settings import Settings
from app.store.ask import all_of
from tests import cards, makers
from tests.app.devices.test_wlt import BODIES, library
from tests.card_reader import FIND, FakeReader, plugged
from tests.ui import station
from tests.ui.fitting import too_narrow
from tests.ui.intake.desk_of import open_intake
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.window import DeskWindow

NUMBER = cards.number("11010119790315013")


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeReader]:
    """A reader on the line, no card on it."""
    with plugged(tmp_path / "reader") as made:
        made.habits.piece = 100
        yield made


@pytest.fixture
def opened(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, fake: FakeReader
) -> tuple[DeskWindow, IntakePage]:
    """The window on an empty arrival, the reader found."""
    chosen = replace(settings, reader=str(fake.port))
    window, page = open_intake(qtbot, jobs, chosen, house)
    until(qtbot, lambda: "正常" in light(window))
    return window, page


def until(qtbot: QtBot, so: Callable[[], bool]) -> None:
    qtbot.waitUntil(so, timeout=station.WAIT)


def light(window: DeskWindow) -> str:
    return window.status.lights["reader"].accessibleName()


def note(page: IntakePage, key: str) -> str:
    """What is said of the card beneath a field."""
    shown = page.card._notes[key]
    return shown.text() if shown.isVisible() else ""


def lay(qtbot: QtBot, page: IntakePage, fake: FakeReader, text: bytes) -> None:
    """Take away what lies there, lay down another."""
    fake.take()
    fake.habits.asked.clear()
    until(qtbot, lambda: fake.habits.asked.count(FIND) > 1)
    with qtbot.waitSignal(page.card.came, timeout=station.WAIT):
        fake.lay(text)


def saved(
    qtbot: QtBot, window: DeskWindow, page: IntakePage, house: makers.Desk
) -> dict[ClaimKind, Claim]:
    """F9, and the claims that are on file then."""
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT):
        window.press("F9")
    station.settle(qtbot, page.desk.jobs)
    return {claim.kind: claim for claim in on_file(house)}


def on_file(house: makers.Desk) -> list[Claim]:
    """The claims, asked beside the writer, which may be tidying up."""
    with closing(house.register.reader()) as asked:
        return all_of(asked, Claim)


def test_a_card_laid_down_fills_the_form_and_is_saved_as_a_card_says(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader, house: makers.Desk
) -> None:
    window, page = opened
    lay(qtbot, page, fake, cards.resident())
    assert page.form.raw() == {
        "name": "王小川",
        "sex": "1",
        "birth": "1979-03-15",
        "document": NUMBER,
        "ethnicity": "01",
        "home": "示例省示例市示例区幸福路1号",
    }
    assert "已读卡" in light(window)
    page.form.fields["phone"].set_value("13800000000")
    claims = saved(qtbot, window, page, house)
    card = {kind for kind, c in claims.items() if c.source is Source.CARD and c.verified}
    assert card == {
        ClaimKind.NAME,
        ClaimKind.SEX,
        ClaimKind.BIRTH,
        ClaimKind.DOCUMENT,
        ClaimKind.ETHNICITY,
        ClaimKind.HOME,
    }
    assert (claims[ClaimKind.PHONE].source, claims[ClaimKind.PHONE].verified) == (
        Source.SAID,
        False,
    )
    assert claims[ClaimKind.DOCUMENT].detail == {
        "type": "resident",
        "authority": "示例市公安局示例分局",
        "valid_from": "2015-01-01",
        "valid_to": "2035-01-01",
    }
    assert page.form.raw() == {}
    assert page.card.kept.values == {}


def test_a_field_edited_after_reading_is_said_by_the_person(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader, house: makers.Desk
) -> None:
    window, page = opened
    lay(qtbot, page, fake, cards.resident())
    page.form.fields["home"].set_value("示例市新区")
    assert "卡上是 示例省示例市示例区幸福路1号" in note(page, "home")
    claims = saved(qtbot, window, page, house)
    assert (claims[ClaimKind.HOME].source, claims[ClaimKind.HOME].verified) == (Source.SAID, False)
    assert claims[ClaimKind.NAME].source is Source.CARD


def test_what_was_typed_is_never_written_over_until_f2_and_comes_back_with_f12(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader
) -> None:
    window, page = opened
    page.form.fields["name"].set_value("王大川")
    page.form.fields["birth"].set_value("19790315")
    lay(qtbot, page, fake, cards.resident())
    assert page.form.value("name") == "王大川"
    assert page.form.value("birth") == "19790315"
    assert note(page, "name") == "卡上是 王小川，按 F2 采用"
    assert not note(page, "birth"), "the same day in other words"
    window.press("F2")
    assert page.form.value("name") == "王小川"
    assert not note(page, "name")
    window.press("F12")
    assert page.form.value("name") == "王大川"
    assert "王小川" in note(page, "name")


def test_the_next_card_takes_the_place_of_the_first_and_can_be_taken_back(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader
) -> None:
    window, page = opened
    lay(qtbot, page, fake, cards.resident())
    page.form.fields["phone"].set_value("13800000000")
    lay(qtbot, page, fake, cards.foreign_2017())
    raw = page.form.raw()
    assert (raw["name"], raw["alias"]) == ("穆丽卡", "MUSTERMANN, ERIKA MARIA")
    assert "home" not in raw
    assert raw["phone"] == "13800000000"
    assert "穆丽卡" in station.told(window)
    window.press("F12")
    assert page.form.value("name") == "王小川"
    assert page.form.value("alias") == ""
    assert page.form.value("home")


def test_a_name_being_composed_is_left_alone(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader
) -> None:
    _, page = opened
    line = page.form.fields["name"].focusProxy()
    assert line is not None
    line.setFocus()
    QApplication.sendEvent(line, QInputMethodEvent("wang", []))
    lay(qtbot, page, fake, cards.resident())
    assert page.form.value("name") == ""
    assert page.form.value("document") == NUMBER
    assert "王小川" in note(page, "name")
    done = QInputMethodEvent()
    done.setCommitString("王小川")
    QApplication.sendEvent(line, done)
    assert not note(page, "name")


def test_a_card_finds_earlier_visits(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, fake: FakeReader
) -> None:
    visit = station.arrive(house, "王小川", document=NUMBER)
    _, page = open_intake(qtbot, jobs, replace(settings, reader=str(fake.port)), house)
    fake.lay(cards.resident())
    until(qtbot, lambda: [c.shown.person for c in page.candidates.cards] == [visit.person])


@pytest.mark.parametrize(
    ("card", "key", "words"),
    [
        ("expired", "document", "已过有效期"),
        ("a child", "birth", "未满十八周岁"),
        ("unknown ethnicity", "ethnicity", "民族代码"),
        ("a name no font has", "name", "□"),
        ("days that never were", "birth", "不存在的日期"),
    ],
)
def test_what_is_odd_about_a_card_stands_beside_the_field_and_stops_nothing(
    qtbot: QtBot,
    opened: tuple[DeskWindow, IntakePage],
    fake: FakeReader,
    house: makers.Desk,
    card: str,
    key: str,
    words: str,
) -> None:
    window, page = opened
    lay(qtbot, page, fake, cards.CARDS[card])
    assert words in note(page, key)
    claims = saved(qtbot, window, page, house)
    assert claims[ClaimKind.DOCUMENT].detail["odd"]
    assert claims[ClaimKind.NAME].verified == ("□" not in claims[ClaimKind.NAME].value)
    assert not note(page, key), "the next arrival begins clean"


def test_a_wrong_check_digit_is_said_by_the_form_and_saved(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader, house: makers.Desk
) -> None:
    window, page = opened
    lay(qtbot, page, fake, cards.CARDS["wrong check digit"])
    assert "校验位" in page.form.fields["document"].warning.text()
    claims = saved(qtbot, window, page, house)
    assert "document.wrong_check_digit" in claims[ClaimKind.DOCUMENT].detail["odd"]
    assert claims[ClaimKind.DOCUMENT].source is Source.CARD


def test_permits_and_foreign_cards_keep_what_their_number_comes_with(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader, house: makers.Desk
) -> None:
    window, page = opened
    lay(qtbot, page, fake, cards.CARDS["permit for Hong Kong"])
    assert page.form.value("address")
    detail = saved(qtbot, window, page, house)[ClaimKind.DOCUMENT].detail
    assert (detail["type"], detail["pass_number"], detail["issues"]) == (
        "permit",
        "H12345678",
        "01",
    )
    window.go("intake")
    lay(qtbot, page, fake, cards.foreign_2023())
    assert page.form.value("name") == "EXEMPLE, JEAN"
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT):
        window.press("F9")
    station.settle(qtbot, page.desk.jobs)
    details = [c.detail for c in on_file(house) if c.kind is ClaimKind.DOCUMENT]
    assert {d["type"]: d.get("country", "") for d in details} == {"permit": "", "foreign": "FRA"}


def test_a_draft_remembers_what_came_from_the_card(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader, house: makers.Desk
) -> None:
    window, page = opened
    lay(qtbot, page, fake, cards.CARDS["expired"])
    window.press("Ctrl+N")
    page.throw_away()
    assert page.form.raw() == {}
    window.press("F12")
    assert page.form.value("name") == "赵有年"
    assert "已过有效期" in note(page, "document")
    assert saved(qtbot, window, page, house)[ClaimKind.NAME].source is Source.CARD


def test_a_card_pulled_out_while_it_is_read_fills_nothing_in(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader
) -> None:
    window, page = opened
    fake.habits.cut_at = 500
    fake.lay(cards.resident())
    until(qtbot, lambda: "移开" in station.told(window))
    assert page.form.raw() == {}
    lay(qtbot, page, fake, cards.resident())
    assert page.form.value("name") == "王小川"


def test_f2_without_a_card_says_what_to_do(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage]
) -> None:
    window, _ = opened
    window.press("F2")
    until(qtbot, lambda: "没有读到证件" in station.told(window))


def test_f2_without_a_reader_says_so(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, _ = open_intake(qtbot, jobs, settings, house)
    until(qtbot, lambda: "未设置" in light(window))
    window.press("F2")
    assert "没有设置读卡器" in station.told(window)


def test_a_card_is_not_put_into_a_form_that_nobody_sees(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader
) -> None:
    window, page = opened
    window.go("people")
    fake.lay(cards.resident())
    until(qtbot, lambda: "读到一张证件" in station.told(window))
    assert page.form.raw() == {}
    assert "王小川" not in station.told(window)
    window.go("intake")
    window.press("F2")
    until(qtbot, lambda: page.form.value("name") == "王小川")


def test_a_reader_pulled_out_and_back_goes_on_and_the_arrival_is_finished(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader, house: makers.Desk
) -> None:
    window, page = opened
    fake.unplug()
    until(qtbot, lambda: "断开" in light(window))
    assert "读卡器" in station.told(window)
    page.form.fields["name"].set_value("赵一")
    assert saved(qtbot, window, page, house)[ClaimKind.NAME].value == "赵一"
    window.go("intake")
    fake.plug()
    until(qtbot, lambda: "正常" in light(window))
    lay(qtbot, page, fake, cards.resident())
    assert page.form.value("name") == "王小川"


def test_a_card_that_stays_is_filled_in_once(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader, house: makers.Desk
) -> None:
    window, page = opened
    lay(qtbot, page, fake, cards.resident())
    saved(qtbot, window, page, house)
    window.go("intake")
    fake.habits.asked.clear()
    until(qtbot, lambda: fake.habits.asked.count(FIND) > 4)
    assert page.form.raw() == {}


@pytest.mark.parametrize("size", [(1366, 690), (1920, 1080)])
def test_notes_of_a_card_fit(
    qtbot: QtBot, opened: tuple[DeskWindow, IntakePage], fake: FakeReader, size: tuple[int, int]
) -> None:
    window, page = opened
    window.resize(*size)
    page.form.fields["name"].set_value("某某")
    page.form.fields["home"].set_value("某地")
    lay(qtbot, page, fake, cards.CARDS["expired"])
    notes = [n for n in page.card._notes.values() if n.isVisible()]
    assert len(notes) == 3
    until(qtbot, lambda: not too_narrow(page))
    assert all(isinstance(n, QLabel) and n.text() for n in notes)


def test_the_picture_on_the_chip_is_shown_where_a_library_unpacks_it(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    fake: FakeReader,
    tmp_path: Path,
) -> None:
    chosen = replace(settings, reader=str(fake.port), wlt_library=library(tmp_path, BODIES["raw"]))
    _, page = open_intake(qtbot, jobs, chosen, house)
    fake.lay(cards.resident())
    until(qtbot, page.card.picture.isVisible)
    page.throw_away()
    assert not page.card.picture.isVisible()


def test_a_library_that_crashes_is_told_once_and_the_card_is_read(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    fake: FakeReader,
    tmp_path: Path,
) -> None:
    crashes = library(tmp_path, BODIES["crashes"])
    chosen = replace(settings, reader=str(fake.port), wlt_library=crashes)
    window, page = open_intake(qtbot, jobs, chosen, house)
    fake.lay(cards.resident())
    until(qtbot, lambda: "证件照解码库" in station.told(window))
    assert page.form.value("name") == "王小川"
