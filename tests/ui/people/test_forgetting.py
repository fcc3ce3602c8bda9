"""删除档案、撤回同意: by keys alone, a second person agrees, and nothing stays on the screen."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app import clock
from app.desk import door
from app.domain.erasure import ErasureWish, Ground
from app.domain.face import Basis, Template
from app.domain.ids import PhotoId, TemplateId, new_id
from app.domain.person import Person
from app.domain.staff import Officer, Role
from app.domain.visit import LeavingKind, Visit
from app.settings import Settings
from app.store import line
from app.store.ask import all_of, get
from app.store.requests import of_people
from app.store.tables import template
from tests import makers
from tests.makers import NOON
from tests.ui import station
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.people.over import OverPage
from ui.people.person import PersonPage
from ui.window import DeskWindow

SECOND, PASSWORD = "wangfang", "battery staple 3"


@pytest.fixture
def second(house: makers.Desk) -> Officer:
    """Another leader, with a password of her own."""
    from app.store import keys

    ring = keys.with_officer(
        keys.new_ring(house.register.device), house.intake.id, "intake", makers.PASSWORD, house.key
    )
    keys.write_ring(house.register.folder, ring)
    new = door.NewOfficer(login=SECOND, name="王芳", role=Role.LEADER, password=PASSWORD)
    return door.add_officer(house.register, new, by=house.administrator, at=clock.now())


def _open(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    visit: Visit,
    officer: Officer | None = None,
) -> tuple[DeskWindow, PersonPage]:
    window = station.open_window(qtbot, jobs, settings, house, officer or house.leader)
    window.go("people")
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    page.purpose.field.combo.setEditText("处理投诉")
    page.purpose.state()
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)
    return window, page


def _fill(page: PersonPage, ground: Ground = Ground.MISTAKE, reason: str = "站务会 11-20") -> None:
    card = page.forgetting.erase
    card.ground.set_value(ground)
    card.reason.set_value(reason)
    card.login.set_value(SECOND)
    card.password.set_value(PASSWORD)


def test_a_leader_and_a_second_person_erase_a_file_and_the_page_closes(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, second: Officer
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.press("F2")
    window.press("F4")
    assert page.forgetting.erase.isVisible()
    assert page.correct.isHidden()
    assert "1 份档案" in page.forgetting.erase.told.words.text()
    station.until(qtbot, lambda: station.unfit(window.stack) == [])
    window.press("F9")
    assert page.forgetting.erase.ground.warning.text()
    _fill(page)
    window.press("F9")
    station.until(qtbot, lambda: window.here == "people")
    assert "已按决定删除" in station.told(window)
    assert get(house.register, Person, visit.person) is None
    (wish,) = all_of(house.register, ErasureWish)
    assert (wish.officer, wish.approver) == (house.leader.id, second.id)
    assert page.forgetting.erase.password.value() == ""
    window.go("person")
    assert page.opened is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": "王淼登记错了"}, "reason"),
        ({"password": "wrong password 1"}, "password"),
        ({"ground": Ground.PERIOD_OVER}, "ground"),
    ],
)
def test_what_may_not_be_is_said_beside_its_field(
    qtbot: QtBot,
    jobs: Jobs,
    settings: Settings,
    house: makers.Desk,
    second: Officer,
    typed: dict[str, str],
    field: str,
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.press("F4")
    _fill(page)
    card = page.forgetting.erase
    for name, value in typed.items():
        getattr(card, name).set_value(value)
    window.press("F9")
    station.until(qtbot, lambda: bool(getattr(card, field).warning.text()))
    assert get(house.register, Person, visit.person)
    press(Qt.Key.Key_Escape, on=card.reason.line)
    assert card.isHidden()
    assert "F4" in station.keys_of(page)


def test_a_locked_file_says_until_when(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, second: Officer
) -> None:
    came = clock.now() - timedelta(days=3)
    visit = station.arrive(house, at=came)
    makers.leave(
        house.register, visit.id, LeavingKind.OWN_WISH, "", by=house.intake, at=clock.now()
    )
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.press("F4")
    _fill(page, Ground.PERIOD_OVER)
    window.press("F9")
    said = page.forgetting.erase.ground.warning
    station.until(qtbot, lambda: bool(said.text()))
    assert str(clock.local(clock.now()).year + 10) in said.text()


def test_where_a_centre_decides_the_file_stays_and_says_that_it_waits(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, second: Officer
) -> None:
    known = line.Known(
        url="https://centre.example", authority="", device_key=b"k" * 32, network_key=b"n" * 32,
        station=house.station.code, enrolled_at=NOON,
    )  # fmt: skip
    house.register.within(lambda c: line.keep(c, known))
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.press("F4")
    _fill(page)
    window.press("F9")
    station.until(qtbot, lambda: "等中心答复" in page.forgetting.pending.words.text())
    station.settle(qtbot, jobs)
    assert window.here == "person"
    assert get(house.register, Person, visit.person)
    assert "F4" not in station.keys_of(page)
    assert "F2" in station.keys_of(page)


def test_somebody_erased_elsewhere_does_not_stay_on_the_screen(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit, house.intake)
    assert "F4" not in station.keys_of(page)
    window.go("people")
    jobs.desk(page, lambda r: r.erase([visit.person], clock.now()), lambda _: None)
    station.until(qtbot, lambda: page.opened is None)


def test_a_consent_is_withdrawn_and_only_what_rested_on_it_goes(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, data: Path
) -> None:
    visit = station.arrive(house)
    made = [
        Template(
            id=TemplateId(new_id()), person=visit.person, photo=PhotoId(new_id()), engine="e",
            model_sha256="m", dim=1, metric="cosine", vector=b"\0\0\0\0", quality=1.0,
            basis=basis, made_at=clock.now(),
        )
        for basis in (Basis.CONSENT, Basis.LEGAL_DUTY)
    ]  # fmt: skip
    house.register.write(*made, by=house.intake.id, at=clock.now())
    window, page = _open(qtbot, jobs, settings, house, visit, house.intake)
    window.press("F3")
    window.press("F9")
    assert page.forgetting.withdraw.channel.warning.text()
    page.forgetting.withdraw.channel.set_value("written")
    window.press("F9")
    station.until(qtbot, lambda: "同意已撤回" in station.told(window))
    (asked,) = of_people(house.register, [visit.person])
    assert asked.answer is not None
    assert asked.request.number in station.told(window)
    assert "本机 1 份" in asked.answer.reason
    card = page.requesting.card
    station.until(qtbot, lambda: asked.request.id in card.print_buttons)
    assert "打印答复" in card.print_buttons[asked.request.id].text()
    assert house.register.ask(select(template.c.id)) == [(made[1].id,)]
    assert get(house.register, Person, visit.person)
    station.until(qtbot, lambda: "F3" not in station.keys_of(page))


def test_a_leader_reads_whose_period_is_over_and_opens_one(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    old = clock.now() - timedelta(days=4000)
    visit, newer = station.arrive(house, "李四", old), station.arrive(house)
    for one, at in ((visit, old), (newer, clock.now())):
        makers.leave(house.register, one.id, LeavingKind.OWN_WISH, "", by=house.intake, at=at)
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("settings")
    window.press("F8")
    page = station.page(window, OverPage)
    station.until(qtbot, lambda: bool(page.table.current()))
    station.until(qtbot, lambda: station.unfit(window.stack) == [])
    assert page.count.text() == "1 份"
    press(Qt.Key.Key_Return, on=page.table)
    assert window.here == "person"
    assert not station.page(window, PersonPage).purpose.isHidden()
