"""The page of leaders and auditors on a register of invented people, as a picture."""

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtTest import QTest

from app.bench import population
from app.bench.invented import END
from app.domain.errors import Refused
from app.domain.fairness import Group, Measure
from app.domain.period import Length, period_of
from app.domain.staff import Officer, Role
from app.domain.station import Station
from app.settings import Settings
from app.store.ask import all_of
from app.store.files import make_folder
from ui import theme
from ui.jobs import Jobs
from ui.main import application
from ui.oversight.page import OversightPage
from ui.pages import pages
from ui.window import DeskWindow

SIZE = (1366, 690)
_PATIENCE_MS, _STEP_MS, _SETTLE_MS = 120_000, 10, 80


def picture(settings: Settings, folder: Path, out: Path) -> None:
    """Of who proposed how many refusals, into a PNG: nobody looks at this window."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    chosen = replace(settings, data=folder, reader="none", camera="none", printer="none")
    app = application(chosen)
    jobs = Jobs()
    try:
        make_folder(out.parent)
        window = _window(jobs, chosen, folder)
        _settle(jobs)
        page = window.page("oversight")
        if not isinstance(page, OversightPage):
            raise Refused("demo.step_failed", step="oversight")
        page.show_period(period_of(Length.YEAR, END.date()))
        _settle(jobs)
        page.figures.look_at(Measure.REFUSED, Group.OFFICER)
        _settle(jobs)
        if not window.grab().save(str(out)):
            raise Refused("demo.step_failed", step=out.name)
        window.close_pages()
        window.close()
    finally:
        jobs.shut()
        app.processEvents()


def _window(jobs: Jobs, chosen: Settings, folder: Path) -> DeskWindow:
    register = population.opened(folder)
    jobs.serve(register)
    station = all_of(register, Station)[0]
    leader = next(one for one in all_of(register, Officer) if one.role is Role.LEADER)
    wanted = [page for page in pages() if page.key != "intake"]  # it would look for a camera
    window = DeskWindow(jobs, chosen, station, leader, wanted)
    window.resize(*(theme.px(side) for side in SIZE))
    window.show()
    window.go("oversight")
    return window


def _settle(jobs: Jobs) -> None:
    limit = QDeadlineTimer(_PATIENCE_MS)
    while jobs.waiting and not limit.hasExpired():
        QTest.qWait(_STEP_MS)
    QTest.qWait(_SETTLE_MS)
