"""The family's photograph by keyboard: kept with its basis, beside the one on file, gone again."""

from pytestqt.qtbot import QtBot

from app import clock
from app.desk import drafts, inquiries, kin_search
from app.desk.street import Shown
from app.domain.inquiry_photo import InquiryPhoto
from app.settings import Settings
from app.store.ask import all_of
from tests import makers
from tests.kin import LOST, MOTHER
from tests.ui import station
from tests.ui.sample import SAMPLES
from tests.ui.tracing.test_tracing_pages import _arrive, _keep
from ui.jobs import Jobs
from ui.tracing.inquiry_page import InquiryPage
from ui.tracing.kin_page import KinPage

PICTURE = Shown(jpeg=(SAMPLES / "m01" / "2.jpg").read_bytes(), width=480, height=640)


def test_a_photograph_is_kept_with_its_basis_shown_beside_and_taken_back_with_one_key(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _arrive(house)
    asking = inquiries.Asking(channel="visit", inquirer=MOTHER, sought=LOST)
    now = clock.now()
    inquiries.open_(house.register, asking, house.station, by=house.intake, at=now)
    kin_search.compare_all(house.register, house.station.code, by=house.intake, at=now)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("inquiry")
    station.settle(qtbot, jobs)
    page = station.page(window, InquiryPage)
    assert not page.card.no_photo.isHidden()
    window.press("Ctrl+F4")
    window.press("Shift+F4")
    assert page.photo.value("whom") == MOTHER["name"]
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "没有依据" in page.photo.fields["how"].warning.text()
    page.photo.fields["how"].set_value("spoken")
    page.photo.fields["use"].set_value("look")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "还没有照片" in page.photo.snap.told.words.text()
    page.photo.take(PICTURE)
    station.settle(qtbot, jobs)
    _keep(window, "photo-form")
    assert not station.unfit(page)
    window.press("F9")
    station.settle(qtbot, jobs)
    (kept,) = all_of(house.register, InquiryPhoto)
    assert page.found is not None
    assert [row.photos for row in page.found.rows] == [(kept,)]
    station.settle(qtbot, jobs)
    _keep(window, "photo-inquiry")
    assert not station.unfit(page)
    window.go("kin")
    station.settle(qtbot, jobs)
    pairs = station.page(window, KinPage)
    assert pairs.case is not None
    assert pairs.case.beside.theirs == kept
    assert "没有照片" in pairs.card.photos.told_ours.text()
    station.settle(qtbot, jobs)
    _keep(window, "photo-pair")
    assert not station.unfit(pairs)
    window.go("inquiry")
    station.settle(qtbot, jobs)
    window.press("F2")
    page.form.fields["name"].set_value("未写完")
    page.form.shut.emit()
    window.press("Ctrl+F4")
    station.settle(qtbot, jobs)
    assert all_of(house.register, InquiryPhoto) == []
    assert [row.photos for row in page.found.rows] == [()]
    assert "已删除" in station.told(window)
    assert house.register.drafts(drafts.INQUIRY), "what was half typed is not lost by it"
