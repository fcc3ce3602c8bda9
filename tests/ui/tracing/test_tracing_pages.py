"""寻亲 by keyboard alone: an inquiry is written, finds who is here, and they come together."""

import os
import zipfile
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from app import clock
from app.desk import inquiries, letters
from app.desk.letter_prefill import prefilled
from app.domain.kin_match import KinState
from app.domain.outside_letter import LetterKind
from app.domain.staff import Viewing
from app.domain.visit import Visit
from app.settings import Settings
from app.store.ask import all_of
from app.store.inquiries import own
from app.store.kin_matches import every
from tests import makers
from tests.kin import LOST, MOTHER, VERIFIED
from tests.makers import TOLD_LETTER
from tests.ui import station
from ui.jobs import Jobs
from ui.tracing.inquiry_page import InquiryPage
from ui.tracing.kin_page import KinPage
from ui.tracing.pfif_page import PfifPage
from ui.tracing.publish_page import PublishPage
from ui.tracing.seeker import Seeker
from ui.window import DeskWindow


def _arrive(house: makers.Desk) -> Visit:
    return station.arrive(
        house, "胡建国", sex="1", age="35-45", home="四川仪陇", marks="左前臂烫伤疤痕",
        kin="母亲 赵桂兰",
    )  # fmt: skip


def _seek(qtbot: QtBot, jobs: Jobs, house: makers.Desk) -> None:
    seeker = Seeker(jobs)
    seeker.serve(house.intake, house.station.code)
    seeker.now()
    qtbot.waitUntil(lambda: bool(every(house.register)), timeout=station.WAIT)
    station.settle(qtbot, jobs)
    seeker.leave()


def _ask(house: makers.Desk) -> inquiries.Asking:
    del house
    return inquiries.Asking(channel="visit", inquirer=MOTHER, sought=LOST)


def _keep(window: DeskWindow, name: str) -> None:
    """For looking at, where somebody asks for pictures."""
    if folder := os.environ.get("GUITU_PICTURES"):
        window.resize(1366, 728)
        window.grab().save(str(Path(folder) / f"{name}.png"))


def test_an_inquiry_is_written_checked_and_ended(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("inquiry")
    station.settle(qtbot, jobs)
    page = station.page(window, InquiryPage)
    _keep(window, "inquiry-empty")
    window.press("F2")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "请至少填一项" in page.form.fields["name"].warning.text()
    for name, value in LOST.items():
        page.form.fields[name].set_value(value)
    page.form.fields["channel"].set_value("visit")
    for name, value in MOTHER.items():
        page.form.fields[f"who_{name}"].set_value(value)
    station.settle(qtbot, jobs)
    _keep(window, "inquiry-form")
    assert not station.unfit(page)
    window.press("F9")
    station.settle(qtbot, jobs)
    (whole,) = own(house.register, house.station.code, 10)
    assert (whole.value("name"), whole.inquirer["relation"]) == ("符建国", "母亲")
    assert [one.what for one in all_of(house.register, Viewing)] == [
        f"inquiry {whole.first.number}"
    ]
    window.press("F6")
    form = page.small["check"]
    form.fields["result"].set_value("verified")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "怎样核实" in form.fields["how"].warning.text()
    _keep(window, "inquiry-check")
    form.fields["how"].set_value("document")
    window.press("F9")
    station.settle(qtbot, jobs)
    _keep(window, "inquiry")
    assert not station.unfit(page)
    window.press("F4")
    page.small["close"].fields["result"].set_value("withdrawn")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert not own(house.register, house.station.code, 10)[0].is_open


def test_a_half_typed_inquiry_is_there_again(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("inquiry")
    station.settle(qtbot, jobs)
    window.press("F2")
    page = station.page(window, InquiryPage)
    page.form.fields["name"].set_value("符建国")
    page.leave()
    station.settle(qtbot, jobs)
    again = station.open_window(qtbot, jobs, settings, house)
    again.go("inquiry")
    station.settle(qtbot, jobs)
    assert station.page(again, InquiryPage).form.fields["name"].value() == "符建国"


def test_the_pair_is_found_by_itself_and_goes_from_candidate_to_reunion(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _arrive(house)
    first = inquiries.open_(
        house.register, _ask(house), house.station, by=house.intake, at=clock.now()
    )
    inquiries.check(house.register, first.inquiry, VERIFIED, by=house.intake, at=clock.now())
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("kin")
    station.settle(qtbot, jobs)
    page = station.page(window, KinPage)
    assert not page.none.isHidden()
    _seek(qtbot, jobs, house)
    qtbot.waitUntil(lambda: page.case is not None, timeout=station.WAIT)
    station.settle(qtbot, jobs)
    _keep(window, "kin")
    looks = [one for one in all_of(house.register, Viewing) if one.person is not None]
    assert [one.what for one in looks] == ["tracing"]
    assert not station.unfit(page)

    def step(key: str, **values: str) -> None:
        window.press(key)
        form = page._open_form()
        assert form is not None
        for name, value in values.items():
            form.fields[name].set_value(value)
        station.settle(qtbot, jobs)
        _keep(window, f"kin-{key}-{len(values)}-{form.title.text()}")
        assert not station.unfit(page)
        window.press("F9")
        station.settle(qtbot, jobs)

    step("F3")
    step("F6", how="photo,face", words="很像", second=str(house.leader.id))
    form = page._open_form()
    assert form is not None
    assert "依据不够" in form.fields["how"].warning.text()
    form.fields["how"].set_value("video,told_apart")
    window.press("F9")
    station.settle(qtbot, jobs)
    assert "先问本人" in form.told.words.text() or any(
        "先问本人" in field.warning.text() for field in form.fields.values()
    )
    _key(qtbot, form)
    station.settle(qtbot, jobs)
    step("F4", how="yes", whom="当面")
    step("F6", how="video,told_apart", words="母子相认", second=str(house.leader.id))
    assert every(house.register)[0].state is KinState.CONFIRMED
    step("F6", whom="赵桂兰", words="电话告知")
    step("F6", how="fetched", whom="赵桂兰", words="接走")
    (pair,) = every(house.register)
    assert pair.state is KinState.REUNITED
    _keep(window, "kin-reunited")
    step("Ctrl+F10", words="认错了人")
    assert every(house.register)[0].state is KinState.CONFIRMED


def _key(qtbot: QtBot, form: object) -> None:
    from PySide6.QtCore import Qt

    qtbot.keyClick(form, Qt.Key.Key_Escape)


def test_a_notice_is_packed_and_a_file_taken_in_by_keys(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    out = tmp_path / "stick"
    out.mkdir()
    visit = station.arrive(house, "", marks="右眉疤痕", age="50-60")
    known = prefilled(
        house.register, visit.id, LetterKind.PUBLIC_NOTICE, house.station, at=clock.now(), lang="zh"
    )
    said = letters.Said(kind=LetterKind.PUBLIC_NOTICE, fields=TOLD_LETTER | known)
    made = letters.write(
        house.register, visit.id, said, house.station, by=house.intake, at=clock.now()
    )
    letters.approve(house.register, made.letter, by=house.leader, at=clock.now())
    named = replace(
        settings, publisher_domain="xunqin.example.org", publisher_name="示例县救助服务热线"
    )
    window = station.open_window(qtbot, jobs, named, house)
    window.go("publish", made.letter)
    station.settle(qtbot, jobs)
    page = station.page(window, PublishPage)
    window.press("F9")
    assert "姓名" in page.told.words.text()
    window.press("F3")
    station.settle(qtbot, jobs)
    assert page.folder.warning.text()
    page.folder.set_value(str(out))
    window.press("F3")
    qtbot.waitUntil(lambda: any(out.glob("*.zip")), timeout=station.WAIT)
    station.settle(qtbot, jobs)
    _keep(window, "publish")
    assert not station.unfit(page)
    (packed,) = out.glob("*.zip")
    with zipfile.ZipFile(packed) as pack:
        (tmp_path / "missing.xml").write_bytes(pack.read("公告.pfif.xml"))
    window.go("pfif")
    station.settle(qtbot, jobs)
    taking = station.page(window, PfifPage)
    window.press("F6")
    assert "请选择" in taking.told.words.text()
    taking.desk.settings = settings
    taking.file.set_value(str(tmp_path / "missing.xml"))
    window.press("F6")
    station.until(qtbot, lambda: taking.report is not None)
    _keep(window, "pfif")
    window.press("F9")
    station.until(qtbot, lambda: not taking.going)
    station.settle(qtbot, jobs)
    assert len(own(house.register, house.station.code, 10)) == 1
    assert not station.unfit(taking)
