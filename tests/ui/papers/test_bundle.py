"""整卷打印: a whole file in one go; paper that runs out costs no paper and prints none twice."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import leaving, papers
from app.desk.bundle import Scope
from app.domain.errors import Unavailable
from app.domain.station import Printing
from app.domain.visit import LeavingKind, Visit
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.papers.bundle import BundlePage
from ui.window import DeskWindow


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def _open(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, out: Path, visit: Visit | None
) -> tuple[DeskWindow, BundlePage]:
    settings = Settings(data=data, camera="none", printer=f"file:{out}")
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("bundle", visit.id if visit else None)
    station.settle(qtbot, jobs)
    return window, station.page(window, BundlePage)


def _forms(house: makers.Desk) -> list[str]:
    return [one.form for one in all_of(house.register, Printing)]


def test_a_file_is_printed_in_one_go_and_each_paper_noted(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, out: Path
) -> None:
    visit = station.arrive(house, "欧阳𬎆")
    station.voucher(house, visit)
    window, page = _open(qtbot, jobs, data, house, out, visit)
    assert "选了 3 份" in page.sums.text()
    window.press("F8")
    assert page.run.going
    station.settle(qtbot, jobs)
    assert _forms(house) == [papers.REGISTRATION, papers.NOTICE, papers.VOUCHER]
    assert len(list(out.glob("*.pdf"))) == 3
    assert "已打印 3 份" in station.told(window)
    window.press("F8")  # nothing is due any more
    station.settle(qtbot, jobs)
    assert len(_forms(house)) == 3


class Runs_out:  # noqa: N801 - a printer is said to
    """A printer whose paper runs out after some papers, until more is put in."""

    name = "示例打印机"

    def __init__(self, sheets: int) -> None:
        self.sheets, self.printed = sheets, list[str]()

    def check(self) -> None:
        """Never asked before a paper."""

    def send(self, paper: bytes, title: str) -> str:
        assert paper.startswith(b"%PDF")
        if not self.sheets:
            raise Unavailable("printer.no_paper", name=self.name)
        self.sheets -= 1
        self.printed.append(title)
        return self.name


def test_paper_runs_out_and_f8_goes_on_with_the_rest_printing_nothing_twice(
    qtbot: QtBot,
    jobs: Jobs,
    data: Path,
    house: makers.Desk,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printer = Runs_out(1)
    monkeypatch.setattr("ui.print.choose", lambda _spec: printer)
    visit = station.arrive(house)
    station.voucher(house, visit)
    window, page = _open(qtbot, jobs, data, house, out, visit)
    window.press("F8")
    station.settle(qtbot, jobs)
    told = station.told(window)
    assert "缺纸" in told
    assert "已打印 1 份，还剩 2 份，从“入站告知书”起" in told
    assert len(page.chosen) == 2
    assert (papers.NOTICE, visit.id) in page.failed
    printer.sheets = 9
    window.press("F8")
    station.settle(qtbot, jobs)
    assert _forms(house) == [papers.REGISTRATION, papers.NOTICE, papers.VOUCHER]
    assert len(printer.printed) == len(set(printer.printed)) == 3


def test_what_came_out_and_could_not_be_noted_is_noted_and_not_printed_again(
    qtbot: QtBot,
    jobs: Jobs,
    data: Path,
    house: makers.Desk,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, full = papers.printed, [True]

    def printed(*given: object, **more: object) -> Printing:
        if full:
            full.pop()
            raise Unavailable("register.disk_full")
        return real(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(papers, "printed", printed)
    visit = station.arrive(house)
    window, _ = _open(qtbot, jobs, data, house, out, visit)
    for _ in range(2):
        window.press("F8")
        station.settle(qtbot, jobs)
    assert len(list(out.glob("*.pdf"))) == 2
    assert _forms(house) == [papers.REGISTRATION, papers.NOTICE]


def test_f3_stops_after_the_paper_in_hand_and_enter_chooses(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, out: Path
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, data, house, out, visit)
    window.press("F8")
    window.press("F3")
    station.settle(qtbot, jobs)
    assert _forms(house) == [papers.REGISTRATION]
    assert "还剩 1 份" in station.told(window)
    press(Qt.Key.Key_Return, on=page.table)  # the registration again, although it was printed
    assert len(page.chosen) == 2
    window.press("F4")
    assert page.chosen == {(papers.NOTICE, visit.id)}
    window.press("F6")
    window.press("F6")
    assert page.chosen == set()


def test_whoever_left_today_and_whoever_is_here_are_printed_together(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, out: Path
) -> None:
    gone, here = station.arrive(house, "欧阳𬎆"), station.arrive(house, "王淼")
    at = clock.now()
    leaving.leave(
        house.register, gone.id, makers.parting(LeavingKind.OWN_WISH), by=house.intake, at=at
    )
    _, page = _open(qtbot, jobs, data, house, out, None)
    assert {one.visit for one in page.leaves} == {gone.id}
    assert [one.form for one in page.leaves][2:] == [papers.STAY, "own_leaving"]
    page.scopes.choose(Scope.HERE)
    page.scopes.chosen.emit(Scope.HERE)
    station.settle(qtbot, jobs)
    assert {one.visit for one in page.leaves} == {here.id}


@pytest.mark.parametrize("page", ["papers", "people", "person"])
def test_ctrl_f8_opens_it_wherever_a_file_is_looked_at(
    page: str, qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go(page, {"papers": visit.id, "people": None, "person": visit.person}[page])
    station.settle(qtbot, jobs)
    shown = window.page(page)
    if page == "person" and shown is not None:
        shown.purpose.stated.emit("核对")  # type: ignore[attr-defined]
        station.settle(qtbot, jobs)
    press(Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier, on=window)
    station.settle(qtbot, jobs)
    assert {one.visit for one in station.page(window, BundlePage).leaves} == {visit.id}
