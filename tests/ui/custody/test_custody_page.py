"""寄存 by keyboard alone: a line and Enter, a bag, a part given back, leaving with the rest."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import belonging_photos, custody
from app.desk.custody import Signed
from app.desk.staff import say_sex
from app.domain.custody import Attested
from app.domain.custody_line import Said
from app.domain.errors import Unavailable
from app.domain.staff import Viewing
from app.domain.visit import Leaving
from app.settings import Settings
from app.store.ask import all_of
from app.store.custody import account_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.custody.page import CustodyPage
from ui.jobs import Jobs
from ui.people.in_station import InStationPage
from ui.window import DeskWindow


def _write(qtbot: QtBot, jobs: Jobs, page: CustodyPage, text: str) -> None:
    page.entry.line.set_value(text)
    press(Qt.Key.Key_Return, on=page.entry.line.line)
    station.settle(qtbot, jobs)


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, CustodyPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("people")
    station.settle(qtbot, jobs)
    window.press("Shift+F9")
    station.settle(qtbot, jobs)
    return window, station.page(window, CustodyPage)


def test_things_are_written_down_sealed_given_back_and_explained_when_somebody_leaves(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    visit, out = station.arrive(house), tmp_path / "labels"
    settings = replace(settings, label_printer=f"file:{out}")
    window, page = _open(qtbot, jobs, settings, house)
    assert page.entry.line.isAncestorOf(window.focusWidget() or window)
    window.press("F8")
    station.settle(qtbot, jobs)
    looks = [one.what for one in all_of(house.register, Viewing) if one.person == visit.person]
    assert sorted(looks) == ["custody", "papers"], "each of them is a look, once"
    window.go("custody")
    station.settle(qtbot, jobs)
    for text in ("100元×3", "20.01元×1", "刀"):
        _write(qtbot, jobs, page, text)
        if text == "20.01元×1":
            assert "面额" in page.entry.line.warning.text()
    window.press("F3")
    window.press("F2")
    page.entry.disposal.set_value("destroyed")
    _write(qtbot, jobs, page, page.entry.line.value())
    account = account_of(house.register, visit.id)
    assert [one.item for one in account.belongings] == ["灰色双肩包", "现金", "刀"]
    assert account.belongings[-1].is_gone

    window.press("F9")
    card = page.doing.seal
    window.press("F9")
    assert card.how.warning.text()
    card.how.set_value("signed")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "第二名" in card.second.warning.text()
    card.second.set_value(str(house.leader.id))
    page.half_filled.keep()
    window.press("F9")
    station.settle(qtbot, jobs)
    assert card.isHidden()
    assert not station.unfit(page)

    window.press("Shift+F8")
    station.settle(qtbot, jobs)
    qtbot.waitUntil(lambda: any(out.glob("*.pdf")), timeout=station.WAIT)

    window.press("F7")
    back = page.doing.back
    values = {"which": "one", "pieces": "1", "how": "signed", "second": str(house.leader.id)}
    page.table.selectRow(1)
    for name, value in values.items():
        back.fields[name].set_value(value)
    window.press("F9")
    station.settle(qtbot, jobs)
    assert sum(one.quantity for one in account_of(house.register, visit.id).kept) == 3

    window.go("people")
    station.settle(qtbot, jobs)
    form = station.page(window, InStationPage).side.leaving
    window.press("F9")
    form.kind.set_value("own_wish")
    station.settle(qtbot, jobs)
    told = "\n".join(one.text() for one in form.findChildren(QLabel) if one.isVisible())
    assert "200.00" in told, "what is still kept is said, and asked about"
    for name, value in makers.TOLD.items():
        if name in form.fields:
            form.fields[name].set_value(value)
    form.fields["destination"].set_value("成都")
    form.fields["kept_why"].set_value("说好明天来取")
    window.press("F9")
    station.settle(qtbot, jobs)
    (gone,) = all_of(house.register, Leaving)
    assert gone.detail["kept_why"] == "说好明天来取"
    assert "200.00" in gone.detail["kept"]


def test_what_was_half_filled_is_there_again_and_men_alone_check_no_woman(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, sex="2")
    window, page = _open(qtbot, jobs, settings, house)
    for one in (house.intake, house.leader):
        say_sex(house.register, one, "1", by=house.administrator, at=visit.registered_at)
    page.entry.line.set_value("半行")
    window.press("F6")
    page.doing.check.words.set_value("口袋已查")
    page.doing.check.second.set_value(str(house.leader.id))
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house)
    assert page.entry.line.value() == "半行"
    assert page.doing.check.words.value() == "口袋已查"
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "女性由女性" in page.doing.check.second.warning.text()
    say_sex(house.register, house.leader, "2", by=house.administrator, at=visit.registered_at)
    window.press("F9")
    station.settle(qtbot, jobs)
    (check,) = account_of(house.register, visit.id).checks
    assert (check.words, check.doubt) == ("口袋已查", "")
    assert Attested.SIGNED in page.doing.seal.how.buttons


def test_a_correction_stays_one_and_the_line_under_the_hand_stays_the_same(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house)
    for text in ("手机×2 黑色", "100元×3"):
        _write(qtbot, jobs, page, text)
    page.table.selectRow(1)
    window.press("F3")
    page.entry.line.set_value("手机×1 黑色")
    press(Qt.Key.Key_Escape, on=page.entry)
    assert page.entry.line.value() == ""
    window.press("F12")
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house)
    assert page.entry.line.value() == "手机×1 黑色"
    press(Qt.Key.Key_Return, on=page.entry.line.line)
    station.settle(qtbot, jobs)
    told = [(one.item, one.quantity) for one in account_of(house.register, visit.id).belongings]
    assert told == [("灰色双肩包", 1), ("现金", 3), ("手机", 1)], "not a second telephone"

    how = Signed(how=Attested.SIGNED, second=house.leader.id)
    custody.seal(
        house.register, visit.id, custody.Bag(bag="A"), how, by=house.intake, at=clock.now()
    )
    page.reload()
    station.settle(qtbot, jobs)
    page.table.selectRow(1)
    window.press("F7")
    page.doing.back.fields["which"].set_value("one")
    page.doing.back.fields["pieces"].set_value("一张")
    page.doing.back.fields["how"].set_value("signed")
    window.press("F9")
    assert "数量" in page.doing.back.fields["pieces"].warning.text(), "never all of it instead"
    page.doing.back.fields["pieces"].set_value("1")
    page.doing.back.fields["second"].set_value(str(house.leader.id))
    said = Said(item="围巾")
    jobs.desk(  # as if another desk wrote one more down
        page,
        lambda r: custody.add(r, visit.id, said, by=house.leader, at=clock.now()),
        lambda _made: None,
    )
    station.until(qtbot, lambda: len(page.table.rows.rows) == 4)
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F9")
    station.settle(qtbot, jobs)
    account = account_of(house.register, visit.id)
    money = next(one for one in account.belongings if one.item == "现金")
    assert account.given_back == {str(money.id): 1}


def test_a_picture_that_a_full_disk_did_not_take_says_which_key_takes_it_again(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit = station.arrive(house, "王𬎆")
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("custody", visit.id)
    station.settle(qtbot, jobs)

    def full(*_all: object, **_more: object) -> None:
        raise Unavailable("register.disk_full", folder="/data")

    monkeypatch.setattr(belonging_photos, "photograph", full)
    card = station.page(window, CustodyPage).pictures.card
    card.taken.emit(None)
    station.settle(qtbot, jobs)
    assert "F4" in card.told.words.text()
