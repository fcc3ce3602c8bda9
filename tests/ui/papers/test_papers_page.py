"""文书: real papers of a visit, printed or saved, and every copy noted."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import papers, vouchers
from app.domain.errors import Refused, Unavailable
from app.domain.ids import new_id
from app.domain.station import Printing
from app.domain.visit import Visit
from app.paper import forms
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.ui import station
from tests.ui.keys import press
from ui.jobs import Jobs
from ui.papers.batch import Sheet
from ui.papers.page import PapersPage
from ui.window import DeskWindow


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, visit: Visit
) -> tuple[DeskWindow, PapersPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("papers", visit.id)
    station.settle(qtbot, jobs)
    return window, station.page(window, PapersPage)


def test_the_papers_of_a_visit_are_walked_with_the_arrows(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "欧阳𬎆")
    made = station.voucher(house, visit)
    _, page = _open(qtbot, jobs, settings, house, visit)
    assert "求助登记表" in page.view.text()
    press(Qt.Key.Key_Right, on=page.tabs.buttons[papers.REGISTRATION])
    station.settle(qtbot, jobs)
    assert "告知书" in page.view.text()
    press(Qt.Key.Key_Right, on=page.tabs.buttons[papers.NOTICE])
    station.settle(qtbot, jobs)
    assert made.serial in page.view.text()


def test_f8_prints_and_notes_the_copy(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house)
    settings = Settings(data=data, camera="none", printer=f"file:{tmp_path / 'out'}")
    window, page = _open(qtbot, jobs, settings, house, visit)
    window.press("F8")
    window.press("F8")
    station.settle(qtbot, jobs)
    window.press("F8")
    station.settle(qtbot, jobs)
    noted = all_of(house.register, Printing)
    assert [(p.form, p.subject, p.copy) for p in noted] == [
        (papers.REGISTRATION, visit.id, 1),
        (papers.REGISTRATION, visit.id, 2),
    ]
    assert "2" in page.copy.text()


def test_without_a_printer_it_is_said_and_nothing_is_noted(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, _ = _open(qtbot, jobs, settings, house, station.arrive(house))
    window.press("F8")
    station.settle(qtbot, jobs)
    assert "没有设置打印机" in station.told(window)
    assert all_of(house.register, Printing) == []


def test_a_paper_is_saved_as_a_file_and_noted(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house)
    _, page = _open(qtbot, jobs, settings, house, visit)
    file = tmp_path / "登记表.pdf"
    page.output.save(papers.REGISTRATION, visit.id, file)
    station.settle(qtbot, jobs)
    assert file.read_bytes().startswith(b"%PDF")
    assert [p.printer for p in all_of(house.register, Printing)] == [str(file)]


def test_a_saved_paper_has_an_ofd_beside_it_where_a_program_is_set(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, tmp_path: Path
) -> None:
    program = tmp_path / "ofd.py"
    program.write_text(
        "import sys; open(sys.argv[2], 'wb').write(b'PK' + open(sys.argv[1], 'rb').read())",
        encoding="utf-8",
    )
    visit = station.arrive(house)
    for command, there in (
        (f"{sys.executable} {program} {{pdf}} {{ofd}}", True),
        ("no {pdf}", False),
    ):
        settings = Settings(data=data, camera="none", ofd_command=command)
        window, page = _open(qtbot, jobs, settings, house, visit)
        file = tmp_path / f"{there}.pdf"
        page.output.save(papers.REGISTRATION, visit.id, file)
        station.settle(qtbot, jobs)
        assert file.with_suffix(".ofd").exists() is there
        assert file.exists()
        assert there or "OFD" in station.told(window)


def test_a_broken_text_of_a_province_is_said_once_and_papers_are_shown(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    own = settings.data / forms.OWN / "zh"
    own.mkdir(parents=True)
    (own / "notice.toml").write_text('title = "没有写完', encoding="utf-8")
    window, page = _open(qtbot, jobs, settings, house, station.arrive(house))
    assert "zh/notice.toml 第 1 行" in station.told(window)
    assert "求助登记表" in page.view.text()


def test_a_folder_that_is_not_there_is_said(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house)
    window, page = _open(qtbot, jobs, settings, house, visit)
    page.output.save(papers.REGISTRATION, visit.id, tmp_path / "none" / "a.pdf")
    station.settle(qtbot, jobs)
    assert str(tmp_path / "none") in station.told(window)
    assert all_of(house.register, Printing) == []


@pytest.mark.parametrize("subject", [True, False])
def test_without_a_visit_it_says_where_to_choose_one(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, subject: bool
) -> None:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("papers", new_id() if subject else None)
    station.settle(qtbot, jobs)
    page = station.page(window, PapersPage)
    assert page.told.words.text() or station.told(window)
    assert page.view.pages == 0
    window.press("F8")


def test_f7_goes_on_to_the_voucher(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, _ = _open(qtbot, jobs, settings, house, station.arrive(house))
    window.press("F7")
    assert window.here == "vouchers"
    station.settle(qtbot, jobs)


def test_a_printer_gone_in_the_middle_says_what_came_out_and_goes_on_with_the_rest(
    qtbot: QtBot,
    jobs: Jobs,
    data: Path,
    house: makers.Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    visit = station.arrive(house)
    made = station.voucher(house, visit)
    out, away = tmp_path / "out", tmp_path / "away"
    settings = Settings(data=data, camera="none", printer=f"file:{out}")
    window, page = _open(qtbot, jobs, settings, house, visit)

    ended = page.batch._ended

    def pull_the_plug(sorry: Refused | Unavailable | None) -> None:
        # After the first paper a file stands where the folder was: nothing comes out any more.
        if out.is_dir():
            out.rename(away)
            out.touch()
        ended(sorry)

    with monkeypatch.context() as patch:
        patch.setattr(page.batch, "_ended", pull_the_plug)
        window.press("Shift+F8")
        station.settle(qtbot, jobs)
        qtbot.waitUntil(lambda: not page.batch._running, timeout=station.WAIT)
    told = station.told(window)
    assert "已打印：求助登记表" in told
    assert f"还没有打印：入站告知书、凭证 {made.serial}" in told
    assert [p.form for p in all_of(house.register, Printing)] == [papers.REGISTRATION]

    vouchers.void(house.register, made.id, "改签", by=house.leader, at=clock.now())
    later = station.voucher(house, visit)
    page.reload()
    station.settle(qtbot, jobs)
    out.unlink()
    away.rename(out)
    window.press("Shift+F8")
    qtbot.waitUntil(lambda: not page.batch._running, timeout=station.WAIT)
    assert "全部打印完毕" in station.told(window)
    forms = [papers.REGISTRATION, papers.NOTICE, papers.VOUCHER]
    assert [(p.form, p.copy) for p in all_of(house.register, Printing)] == [(f, 1) for f in forms]
    assert len(list(out.glob("*.pdf"))) == 3
    told = station.told(window)
    assert later.serial in told, "what came meanwhile belongs to it"
    assert made.serial not in told, "it holds no more"


def test_a_paper_that_a_rule_says_no_to_does_not_hold_up_those_after_it(
    qtbot: QtBot, jobs: Jobs, data: Path, house: makers.Desk, tmp_path: Path
) -> None:
    visit = station.arrive(house)
    settings = Settings(data=data, camera="none", printer=f"file:{tmp_path / 'out'}")
    window, page = _open(qtbot, jobs, settings, house, visit)
    sheets = [
        Sheet(form=papers.VOUCHER, subject=new_id(), called="凭证 X"),
        Sheet(form=papers.NOTICE, subject=visit.id, called="入站告知书"),
    ]
    for many in (1, 1, 2):  # what came out is not printed again before nothing is left to try
        page.batch.print(visit.id, sheets)
        qtbot.waitUntil(lambda: not page.batch._running, timeout=station.WAIT)
        assert "没有打印：凭证 X（" in station.told(window)
        assert len(all_of(house.register, Printing)) == many
