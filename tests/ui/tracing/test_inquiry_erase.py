"""A closed 寻人登记 is erased by keys alone, by a leader and a second person."""

import os
from pathlib import Path

from pytestqt.qtbot import QtBot

from app import clock
from app.desk import door, inquiries
from app.domain.staff import Role
from app.settings import Settings
from app.store import keys
from app.store.inquiries import own
from tests import makers
from tests.kin import LOST, MOTHER
from tests.ui import station
from ui.jobs import Jobs
from ui.tracing.inquiry_page import InquiryPage

SECOND, PASSWORD = "wangfang", "battery staple 3"


def _closed(house: makers.Desk) -> None:
    asking = inquiries.Asking(channel="visit", inquirer=MOTHER, sought=LOST)
    by, at, here = house.intake, clock.now(), house.register
    made = inquiries.open_(here, asking, house.station, by=by, at=at)
    inquiries.close(
        here, made.id, inquiries.Wrote(result="withdrawn", words="不找了"), by=by, at=at
    )


def test_who_looked_withdraws_and_nothing_of_it_stays_on_the_screen(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    ring = keys.new_ring(house.register.device)
    ring = keys.with_officer(ring, house.intake.id, "intake", makers.PASSWORD, house.key)
    keys.write_ring(house.register.folder, ring)
    new = door.NewOfficer(login=SECOND, name="王芳", role=Role.LEADER, password=PASSWORD)
    door.add_officer(house.register, new, by=house.administrator, at=clock.now())
    _closed(house)
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("inquiry")
    station.settle(qtbot, jobs)
    page = station.page(window, InquiryPage)
    page.pills.press("all")
    page.table.selectRow(0)
    window.press("F4")
    assert page.erase.isVisible()
    assert page.card.isHidden()
    station.settle(qtbot, jobs)
    if folder := os.environ.get("GUITU_PICTURES"):
        window.resize(1366, 728)
        window.grab().save(str(Path(folder) / "inquiry-erase.png"))
    assert station.unfit(page) == []
    for name, value in (("ground", "period_over"), ("reason", "寻人者书面要求")):
        getattr(page.erase, name).set_value(value)
    page.erase.login.set_value(SECOND)
    page.erase.password.set_value(PASSWORD)
    window.press("F9")
    station.until(qtbot, lambda: bool(page.erase.ground.warning.text()))
    assert "期满" in page.erase.ground.warning.text()
    page.erase.ground.set_value("consent")
    page.erase.password.set_value(PASSWORD)
    window.press("F9")
    station.until(qtbot, lambda: not own(house.register, house.station.code, 10))
    station.settle(qtbot, jobs)
    assert page.table.current() is None
    assert page.erase.isHidden()
    assert page.erase.password.value() == ""
