"""年度归档 by keys: made, stopped and gone on with, checked; a refusal stands beside its field."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from app import clock
from app.clock import local
from app.desk import belonging_photos, custody
from app.desk.street import Shown
from app.domain.custody_line import Said
from app.domain.ids import VisitId
from app.domain.staff import Viewing
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.fitting import nameless
from ui.archive.page import ArchivePage
from ui.jobs import Jobs


def test_a_year_is_made_stopped_gone_on_with_and_checked(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    station.arrive(house, "王𬎆")
    station.arrive(house, "李四")
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("settings")
    window.press("Shift+F7")
    page = station.page(window, ArchivePage)
    year = local(clock.now()).year
    assert page.year.value() == str(year - 1)
    assert station.unfit(page) == []
    assert nameless(page) == []
    for key in ("F6", "F9"):
        window.press(key)
        assert "选择" in page.out.warning.text(), "no folder is no broken disk"
    disk = tmp_path / "disk"
    disk.mkdir()
    page.out.set_value(str(disk))
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "用途" in page.why.warning.text()
    page.why.set_value("送市档案馆")
    page.year.set_value(str(year))
    window.press("F9")
    station.until(qtbot, page.bar.isVisible)
    assert station.keys_of(page) == ["F3"]
    window.press("F3")
    station.until(qtbot, lambda: not page._running)
    if not list(disk.glob("*.part")):
        raise AssertionError("it was stopped between two people")
    window.press("F9")
    station.until(qtbot, lambda: "已归档到" in page.told.words.text())
    (place,) = disk.iterdir()
    looks = [v for v in all_of(house.register, Viewing) if v.what == f"archive {year}"]
    assert len({v.person for v in looks}) == 2
    page.out.set_value(str(place))
    window.press("F6")
    station.until(qtbot, lambda: "完好" in page.told.words.text())
    next(place.rglob("*registration.pdf")).unlink()
    window.press("F6")
    station.until(qtbot, lambda: "不完好" in page.told.words.text())
    assert any("文件缺少" in line for line in page.found.rows.rows)


def test_somebody_with_many_papers_is_seen_to_go_on(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house, "王𬎆")
    by, at = house.intake, clock.now()
    for n in range(8):
        bag = custody.add(house.register, VisitId(visit.id), Said(item=f"包{n}"), by=by, at=at)
        seen = Shown(jpeg=b"\xff\xd8 a bag", width=4, height=3)
        belonging_photos.photograph(
            house.register, VisitId(visit.id), seen, by=by, at=at, line=bag.id
        )
    window = station.open_window(qtbot, jobs, settings, house, house.leader)
    window.go("archive")
    page = station.page(window, ArchivePage)
    said: list[str] = []
    page.wrote.connect(lambda _files: said.append(page.told.words.text()))
    page.out.set_value(str(tmp_path))
    page.why.set_value("送市档案馆")
    page.year.set_value(str(local(clock.now()).year))
    window.press("F9")
    station.until(qtbot, lambda: "已归档到" in page.told.words.text())
    assert said == ["已归档 0 / 1 人；正在归档的这一人已写 10 个文件"]
