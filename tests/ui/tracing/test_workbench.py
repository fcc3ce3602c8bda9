"""寻亲工作台 by keyboard alone: evidence, marks on the figure, hypotheses, sounds; nothing typed is
lost, and of somebody sealed nothing stays on the screen."""

from ctypes.util import find_library
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app import clock
from app.desk import inquiries, kin_search, protecting, traces
from app.domain.person import ClaimKind, Source
from app.domain.staff import Viewing
from app.domain.trace import Step, TraceEntry
from app.domain.visit import Visit
from app.settings import Settings
from app.store.ask import all_of
from app.store.people import claims_of
from tests import makers, sounds
from tests.kin import LOST, MOTHER
from tests.ui import station
from ui.jobs import Jobs
from ui.letters.page import LettersPage
from ui.today.page import TodayPage
from ui.tracing.figure import Figure
from ui.tracing.note_form import NoteForm
from ui.tracing.sound_field import SoundField
from ui.tracing.spots import SPOTS, lit, step
from ui.tracing.workbench import WorkbenchPage
from ui.window import DeskWindow


def _came(house: makers.Desk, name: str = "") -> Visit:
    return station.arrive(
        house, name, sex="1", age="35-45", home="四川仪陇", accent="川东北", kin="母亲 赵桂兰",
        marks="左前臂烫伤疤痕",
    )  # fmt: skip


def _open(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> tuple[DeskWindow, WorkbenchPage]:
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("people")
    station.settle(qtbot, jobs)
    window.press("Shift+F6")
    station.settle(qtbot, jobs)
    return window, station.page(window, WorkbenchPage)


def _fill(form: NoteForm, **said: str) -> None:
    for name, value in said.items():
        assert not form.fields[name].isHidden(), name
        form.fields[name].set_value(value)


def _save(qtbot: QtBot, jobs: Jobs, window: DeskWindow, page: WorkbenchPage, **said: str) -> None:
    _fill(page.noting.form, **said)
    station.until(qtbot, lambda: not station.unfit(page))
    window.press("F9")
    station.settle(qtbot, jobs)
    assert not page.noting.open, [f.warning.text() for f in page.noting.form.fields.values()]


def test_a_tracing_is_written_down_by_keyboard(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = _came(house)
    window, page = _open(qtbot, jobs, settings, house)
    assert [one.what for one in all_of(house.register, Viewing)] == ["tracing"]
    station.until(qtbot, lambda: not station.unfit(page))
    qtbot.keyClick(page.board, Qt.Key.Key_Insert)
    form = page.noting.form
    window.press("F9")
    station.settle(qtbot, jobs)
    assert form.fields["about"].warning.text()
    qtbot.keyClick(form.fields["about"].focusProxy(), "1")
    assert form.value("about") == "words"
    _fill(form, value="门口有座铁索桥", source="said")
    qtbot.keyClick(form.fields["value"].focusProxy(), Qt.Key.Key_Escape)
    assert not page.noting.open
    window.press("F2")
    assert form.value("value") == "门口有座铁索桥", "left, and nothing is lost"
    _save(qtbot, jobs, window, page, whom="夜里反复说")
    window.press("F2")
    _save(qtbot, jobs, window, page, about="heard", value="建娃", source="said")
    heard = claims_of(house.register, visit.person)
    assert [one.value for one in heard if one.kind is ClaimKind.ALIAS] == ["建娃"]
    assert page.board.rows.rows[0].whom == "夜里反复说"
    window.press("F6")
    _save(qtbot, jobs, window, page, value="开州人", words="口音像")
    page.ideas.setFocus()
    window.press("F6")
    assert "开州人" in form.told.words.text()
    window.press("F9")
    assert form.fields["verdict"].warning.text()
    _save(qtbot, jobs, window, page, verdict="out", words="派出所查无此人")
    (idea,) = page.ideas.rows.rows
    assert idea.verdict
    assert idea.verdict.step is Step.RULED_OUT
    window.press("F3")
    _save(qtbot, jobs, window, page, words="谈了二十分钟", language="四川话")
    window.press("F7")
    _save(qtbot, jobs, window, page, whom="新政派出所王警官", how="phone", words="今晚回复")
    assert len(page.log.rows.rows) == 2
    page.board.setFocus()
    last = page.board.current()
    assert last
    assert last.value == "建娃", "the cursor is at what was written last"
    page.board.selectRow(0)
    window.press("F11")
    _save(qtbot, jobs, window, page, mode="anew", reason="听错", value="门口有座索桥")
    window.press("F11")
    _save(qtbot, jobs, window, page, mode="back", reason="说的是电视")
    assert [one.about for one in page.board.rows.rows] == [
        "accent", "heard", "relatives", "home", "marks",
    ]  # fmt: skip


def test_arrows_walk_the_figure_enter_adds_a_mark_and_what_is_typed_lights_up(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = _came(house)
    window, page = _open(qtbot, jobs, settings, house)
    figure = page.figure
    assert {(one.site, one.side) for one in figure.lit} == {("forearm", "left")}
    figure.setFocus()
    assert "烧烫伤" in page.who.place.text()
    for _ in range(4):
        qtbot.keyClick(figure, Qt.Key.Key_Down)
    assert figure.spot.site in ("thigh", "knee", "calf", "foot")
    qtbot.keyClick(figure, Qt.Key.Key_Return)
    form = page.noting.form
    assert form.value("value") == figure.spot.zh
    form.fields["value"].set_value("右膝刀疤")
    assert {(one.site, one.side) for one in figure._typed} == {("knee", "right")}
    _save(qtbot, jobs, window, page)
    assert ("knee", "right") in {(one.site, one.side) for one in figure.lit}
    marks = [one for one in claims_of(house.register, visit.person) if one.value == "右膝刀疤"]
    assert [one.source for one in marks] == [Source.OFFICER]


def test_every_place_of_the_figure_can_be_reached_and_lies_on_its_side(qtbot: QtBot) -> None:
    figure = Figure("zh")
    qtbot.addWidget(figure)
    start = figure.spot
    seen, edge = {start}, [start]
    while edge:
        for way in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            nearest = step(edge[0], *way)
            if nearest not in seen:
                seen.add(nearest)
                edge.append(nearest)
        edge.pop(0)
    assert seen == set(SPOTS)
    for spot in SPOTS:
        from app.domain.marks_alike import read_marks

        assert spot in lit(read_marks([f"{spot.zh}疤"])), spot.zh
        outer = {"left": spot.x > 50, "right": spot.x < 50, "": True}[spot.side]
        assert outer != (spot.view == "back" and bool(spot.side)), spot


def test_a_sound_is_added_played_and_one_that_is_none_loses_nothing(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, tmp_path: Path
) -> None:
    _came(house)
    window, page = _open(qtbot, jobs, settings, house)
    window.press("F2")
    form = page.noting.form
    sound = form.fields["sound"]
    assert isinstance(sound, SoundField)
    _fill(form, about="words", value="桥", source="said")
    for name, data, told in (
        ("a.wav", b"no sound", "不是录音"), ("long.ogg", sounds.ogg(7200), "120 分钟"),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(data)
        sound.take_file(str(tmp_path / name))
        station.settle(qtbot, jobs)
        assert told in sound.warning.text()
    assert form.value("value") == "桥"
    (tmp_path / "ok.wav").write_bytes(sounds.spoken(2))
    sound.take_file(str(tmp_path / "ok.wav"))
    station.settle(qtbot, jobs)
    window.close_pages()
    station.settle(qtbot, jobs)
    window, page = _open(qtbot, jobs, settings, house)
    assert page.noting.form.value("value") == "桥"
    window.press("F9")
    station.settle(qtbot, jobs)
    (noted,) = all_of(house.register, TraceEntry)
    assert house.register.blobs.get(noted.sound) == sounds.spoken(2)
    assert page.board.current()
    assert "F8" in station.keys_of(page)
    if find_library("pulse"):
        return  # there Qt itself says what this machine has not, and it is not ours to judge
    window.press("F8")
    station.settle(qtbot, jobs)
    assert "libpulse" in station.told(window)


def test_who_may_be_looked_for_is_shown_with_its_clues_and_nobody_is_said_plainly(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _came(house, "胡建国")
    _window, page = _open(qtbot, jobs, settings, house)
    assert "没有发现相符的寻人登记" in page._nothing[page.pairs].text()
    assert page._nothing[page.pairs].isVisible()
    asking = inquiries.Asking(channel="visit", inquirer=MOTHER, sought=LOST)
    inquiries.open_(house.register, asking, house.station, by=house.intake, at=clock.now())
    kin_search.compare_all(house.register, house.station.code, by=house.intake, at=clock.now())
    station.settle(qtbot, jobs)
    page.reload()
    station.settle(qtbot, jobs)
    (row,) = page.pairs.rows.rows
    assert row.sought == "符建国"
    assert page.clues.isVisible()
    assert not page._nothing[page.pairs].isVisible()


def test_matters_of_today_lead_here_and_from_here_to_their_letter(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _came(house)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("today")
    station.settle(qtbot, jobs)
    today = station.page(window, TodayPage)
    at = next(n for n, one in enumerate(today.table.rows.rows) if one.due.matter == "notice")
    today.table.selectRow(at)
    qtbot.keyClick(today.table, Qt.Key.Key_Return)
    station.settle(qtbot, jobs)
    page = station.page(window, WorkbenchPage)
    matters = [one.matter for one in page.due.rows.rows]
    assert {"notice", "police_asked", "biometrics", "refresh", "settlement"} <= set(matters)
    page.due.selectRow(matters.index("notice"))  # type: ignore[arg-type]
    qtbot.keyClick(page.due, Qt.Key.Key_Return)
    station.settle(qtbot, jobs)
    letters = station.page(window, LettersPage)
    assert letters.writing.text.kind.value() == "public_notice"


def test_from_today_one_key_begins_the_letter_that_closes_a_matter_and_nothing_typed_is_lost(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _came(house)
    window = station.open_window(qtbot, jobs, settings, house)

    def ask(matter: str) -> LettersPage:
        window.go("today")
        station.settle(qtbot, jobs)
        today = station.page(window, TodayPage)
        rows = today.table.rows.rows
        today.table.selectRow(next(n for n, one in enumerate(rows) if one.due.matter == matter))
        window.press("Ctrl+F7")
        station.settle(qtbot, jobs)
        return station.page(window, LettersPage)

    wanted = {
        "notice": "public_notice", "refresh": "public_notice", "police_asked": "report",
        "biometrics": "dna_request", "settlement": "settlement",
    }  # fmt: skip
    for matter, kind in wanted.items():
        page = ask(matter)
        assert page.writing.text.kind.value() == kind, matter
        page.writing.close()
        page.half_filled.drop(page._visit)  # type: ignore[arg-type]
    page = ask("police_asked")
    page.writing.text._field("to").set_value("花都分局")
    page = ask("biometrics")
    assert page.writing.text.kind.value() == "report"
    assert page.writing.text._field("to").value() == "花都分局"


def test_somebody_sealed_meanwhile_is_gone_from_the_screen(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = _came(house)
    _window, page = _open(qtbot, jobs, settings, house)
    said = traces.Said(step=Step.CLUE, about="songs", value="灯戏", source=Source.SAID)
    traces.add(house.register, visit.id, said, by=house.intake, at=clock.now())
    protecting.protect(house.register, visit.person, "被追打", by=house.leader, at=clock.now())
    page.reload()
    station.settle(qtbot, jobs)
    assert page.board.rows.rows == []
    assert page.who.name.text() == ""
    assert page.told.words.text()
