"""Somebody arrives: keys, camera, consent, candidates, drafts; nothing keeps F9 from saving."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.desk import admission, door, drafts
from app.desk.admission import Asked, Said
from app.domain.evidence import Decision, Sameness
from app.domain.face import Search, Template
from app.domain.ids import PersonId
from app.domain.person import Claim, ClaimKind
from app.domain.visit import About, Answer, Visit
from app.settings import Settings
from app.store import people
from app.store.ask import all_of
from app.vision import cv2, unpack
from tests import makers
from tests.ui.conftest import AT
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import press
from tests.ui.sample import SAMPLES
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.page import Desk, Page, PageWidget
from ui.window import DeskWindow

SLOW = 15_000


class Papers(PageWidget):
    """Where the intake goes after saving; the real page has tests of its own."""


def _papers(desk: Desk) -> PageWidget:
    return Papers(desk)


PAGES = (
    Page(key="intake", title="接待登记", icon="person_add", make=IntakePage),
    Page(key="papers", title="文书", icon="print", make=_papers, listed=False),
)


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """A folder of one picture stands in for the device."""
    folder = tmp_path / "camera"
    folder.mkdir()
    (folder / "1.jpg").write_bytes((SAMPLES / "m01" / "2.jpg").read_bytes())
    return folder


@pytest.fixture
def known(session: door.Session) -> PersonId:
    """m01 was here before, with consent."""
    from app.desk import photographs
    from app.faces.engine import choose

    engine = choose()
    shot = photographs.from_path(SAMPLES / "m01" / "1.jpg", engine, AT, measure=True)
    arrival = replace(
        makers.arrival("王𬎆"),
        said=(
            Said(kind=ClaimKind.NAME, value="王𬎆"),
            Said(kind=ClaimKind.DOCUMENT, value="110101199003070134"),
        ),
        asked=(Asked(about=About.FACE, answer=Answer.GRANTED),),
        photos=(shot.taken,),
    )
    done = admission.admit(session.register, arrival, session.station, by=session.officer, at=AT)
    return done.visit.person


@pytest.fixture
def desk(
    qtbot: QtBot,
    jobs: Jobs,
    session: door.Session,
    settings: Settings,
    camera: Path,
    request: pytest.FixtureRequest,
) -> Iterator[DeskWindow]:
    """The window on the intake, the camera running."""
    if "known" in request.fixturenames:
        request.getfixturevalue("known")  # was here before there was a window
    jobs.serve(session.register)
    chosen = replace(settings, camera=str(camera), draft_seconds=1)
    made = DeskWindow(jobs, chosen, session.station, session.officer, PAGES)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    with qtbot.waitActive(made, timeout=SLOW):
        made.show()
        made.activateWindow()
    yield made
    made.close_pages()
    qtbot.waitUntil(lambda: jobs.waiting == 0, timeout=SLOW)


def intake(desk: DeskWindow) -> IntakePage:
    """The page."""
    page = desk.page("intake")
    assert isinstance(page, IntakePage)
    return page


def wait_for_camera(qtbot: QtBot, page: IntakePage) -> None:
    """A live picture, and a face engine that is loaded."""
    qtbot.waitUntil(lambda: page.photo.view.has_picture, timeout=SLOW)
    qtbot.waitUntil(lambda: page.faces.recogniser is not None, timeout=SLOW)


def finish(qtbot: QtBot, desk: DeskWindow) -> admission.Admitted:
    """F9."""
    page = intake(desk)
    with qtbot.waitSignal(page.admitted, timeout=SLOW) as saved:
        desk.press("F9")
    assert isinstance(saved.args[0], admission.Admitted)
    # The register belongs to its writer: the test asks it only when nobody works there.
    qtbot.waitUntil(lambda: page.desk.jobs.waiting == 0, timeout=SLOW)
    return saved.args[0]


def test_an_empty_form_is_finished_with_one_key(
    qtbot: QtBot, desk: DeskWindow, session: door.Session
) -> None:
    done = finish(qtbot, desk)
    assert desk.here == "papers"
    assert people.card(session.register, done.visit.person).name.startswith("无名氏")


def test_nothing_is_chosen_beforehand(desk: DeskWindow) -> None:
    page = intake(desk)
    assert page.form.raw() == {}
    assert page.consent.raw() == {}
    assert not page.candidates.cards


def test_arrive_be_recognised_by_the_camera_and_be_judged(
    qtbot: QtBot, desk: DeskWindow, known: PersonId, session: door.Session
) -> None:
    page = intake(desk)
    wait_for_camera(qtbot, page)
    with qtbot.waitSignal(page.photographed, timeout=SLOW):
        desk.press("F4")
    assert not page.candidates.cards, "no comparison before consent"
    with qtbot.waitSignal(page.listed, timeout=SLOW):
        page.consent.face.set_value("granted")
    (card,) = page.candidates.cards
    assert (card.shown.person, card.shown.band) == (known, "likely")
    assert not any(button.isChecked() for button in card.answers.buttons.values())
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_1)
    page.form.fields["name"].set_value("王莹")
    done = finish(qtbot, desk)
    assert set(people.together(session.register, known)) == {known, done.visit.person}
    assert [d.answer for d in all_of(session.register, Decision)] == [Sameness.SAME]
    searches = all_of(session.register, Search)
    assert searches
    assert searches[-1].visit == done.visit.id
    assert len(all_of(session.register, Template)) == 2
    assert page.form.raw() == {}
    assert page.candidates.answers == {}


def test_who_refuses_gets_a_photograph_and_no_template(
    qtbot: QtBot, desk: DeskWindow, known: PersonId, session: door.Session
) -> None:
    page = intake(desk)
    wait_for_camera(qtbot, page)
    page.consent.face.set_value("refused")
    with qtbot.waitSignal(page.photographed, timeout=SLOW):
        desk.press("F4")
    assert not page.candidates.cards
    assert "不同意" in page.candidates.told.words.text()
    done = finish(qtbot, desk)
    assert (len(done.photos), done.templates) == (1, ())
    assert [t.person for t in all_of(session.register, Template)] == [known]


def test_a_document_finds_without_a_camera(qtbot: QtBot, desk: DeskWindow, known: PersonId) -> None:
    page = intake(desk)
    field = page.form.fields["document"]
    field.set_value("110101 19900307 0134")
    field.setFocus()
    with qtbot.waitSignal(page.listed, timeout=SLOW):
        press(Qt.Key.Key_Return, on=field.focusProxy())
    assert [c.shown.person for c in page.candidates.cards] == [known]
    assert page.candidates.cards[0].shown.band == "likely"
    assert "证件号码相同" in page.candidates.cards[0].shown.why


@pytest.fixture
def entered(session: door.Session) -> PersonId:
    """A woman who came before, as she was heard then; no photograph."""
    said = (
        Said(kind=ClaimKind.NAME, value="胡秀英"),
        Said(kind=ClaimKind.SEX, value="2"),
        Said(kind=ClaimKind.AGE, value="60-70"),
        Said(kind=ClaimKind.HOME, value="湖南省邵阳市隆回县"),
        Said(kind=ClaimKind.MARKS, value="左手背刀疤"),
    )
    arrival = replace(makers.arrival("胡秀英"), said=said)
    done = admission.admit(session.register, arrival, session.station, by=session.officer, at=AT)
    return done.visit.person


def test_who_refuses_the_camera_is_found_by_everything_else(
    qtbot: QtBot, entered: PersonId, desk: DeskWindow, session: door.Session
) -> None:
    """Another surname as she says it, a scar and a home; by keys alone, and judged by keys."""
    page = intake(desk)
    for key, value in (
        ("name", "符秀英"),
        ("sex", "2"),
        ("birth", "1961"),
        ("home", "隆回"),
        ("accent", "湖南"),
    ):
        page.form.fields[key].set_value(value)
    field = page.form.fields["marks"]
    field.set_value("手背有刀疤（左）")
    field.setFocus()
    with qtbot.waitSignal(page.listed, timeout=SLOW):
        press(Qt.Key.Key_Return, on=field.focusProxy())
    (card,) = page.candidates.cards
    assert (card.shown.person, card.shown.band) == (entered, "likely")
    told = card.shown.why
    assert "姓名相近：胡秀英 / 符秀英（h、f 不分）" in told
    assert "体貌特征相符（疤痕）" in told
    assert "还可：" in told
    qtbot.waitUntil(lambda: too_narrow(desk) == [], timeout=SLOW)
    desk.press("F6")
    qtbot.keyClick(card, Qt.Key.Key_1)
    done = finish(qtbot, desk)
    assert set(people.together(session.register, entered)) == {entered, done.visit.person}
    searches = all_of(session.register, Search)
    assert searches[-1].kind == "name,marks"
    assert searches[-1].shown[0]["person"] == str(entered)


def test_an_odd_number_is_said_and_saved(
    qtbot: QtBot, desk: DeskWindow, session: door.Session
) -> None:
    page = intake(desk)
    number = page.form.fields["document"]
    number.set_value("110101199003070138")
    number.setFocus()
    press(Qt.Key.Key_Return, on=number.focusProxy())
    qtbot.waitUntil(lambda: bool(number.warning.text()), timeout=SLOW)
    assert page.form.value("birth") == "1990-03-07"
    finish(qtbot, desk)
    kept = {c.kind: c for c in all_of(session.register, Claim)}
    assert kept[ClaimKind.DOCUMENT].value == "110101199003070138"
    assert "document.wrong_check_digit" in kept[ClaimKind.DOCUMENT].detail["odd"]


@pytest.mark.parametrize("birth", ["1900-02-30", "明年"])
def test_a_birth_that_never_was_is_said_and_not_lost(
    qtbot: QtBot, desk: DeskWindow, session: door.Session, birth: str
) -> None:
    page = intake(desk)
    field = page.form.fields["birth"]
    field.set_value(birth)
    field.setFocus()
    press(Qt.Key.Key_Return, on=field.focusProxy())
    qtbot.waitUntil(lambda: bool(field.warning.text()), timeout=SLOW)
    finish(qtbot, desk)
    assert birth in all_of(session.register, Visit)[0].story


@pytest.mark.parametrize(
    "name", ["𬎆", "李", "阿卜杜热合曼·买买提伊明", "Mary-Jane O'Neil", "长" * 30]
)
def test_every_name_is_kept(
    qtbot: QtBot, desk: DeskWindow, session: door.Session, name: str
) -> None:
    intake(desk).form.fields["name"].set_value(name)
    done = finish(qtbot, desk)
    assert people.card(session.register, done.visit.person).name == name


def _picture(kind: str, folder: Path) -> Path:
    path = folder / f"{kind}.jpg"
    head, other = (unpack((SAMPLES / name / "1.jpg").read_bytes()) for name in ("m02", "m04"))
    match kind:
        case "two":
            cv2.imwrite(str(path), np.hstack([head, other[: head.shape[0]]]))
        case "none":
            cv2.imwrite(str(path), np.full((400, 400, 3), 200, np.uint8))
        case "black":
            cv2.imwrite(str(path), np.zeros((400, 400, 3), np.uint8))
        case "text":
            path.write_text("not a picture")
        case "turned":
            Image.open(SAMPLES / "m02" / "1.jpg").rotate(90, expand=True).save(path, exif=_turned())
    return path


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif


@pytest.mark.parametrize(
    ("kind", "kept", "vector"),
    [
        ("two", 1, False),
        ("none", 1, False),
        ("black", 1, False),
        ("text", 0, False),
        ("turned", 1, True),
        ("missing", 0, False),
    ],
)
def test_bad_pictures_are_said_and_lose_nothing(
    qtbot: QtBot, desk: DeskWindow, tmp_path: Path, kind: str, kept: int, vector: bool
) -> None:
    page = intake(desk)
    wait_for_camera(qtbot, page)
    page.form.fields["name"].set_value("赵一")
    page.shots.take_file(_picture(kind, tmp_path))
    qtbot.waitUntil(
        lambda: len(page.shots.photos) == kept and (vector or bool(page.photo.told.words.text())),
        timeout=SLOW,
    )
    if not vector:
        assert page.photo.told.words.text()
    assert page.form.value("name") == "赵一"
    done = finish(qtbot, desk)
    assert len(done.photos) == kept


def test_the_camera_goes_away_and_the_arrival_goes_on(
    qtbot: QtBot, desk: DeskWindow, tmp_path: Path
) -> None:
    page = intake(desk)
    wait_for_camera(qtbot, page)
    page.form.fields["name"].set_value("赵一")
    with qtbot.waitSignal(page.photo.view.lost, timeout=SLOW):
        page.looking.use_camera(str(tmp_path / "unplugged"))
    desk.press("F4")
    assert "摄像头" in page.photo.told.words.text()
    finish(qtbot, desk)


def test_an_unfinished_arrival_is_there_after_a_crash(
    qtbot: QtBot, desk: DeskWindow, jobs: Jobs, session: door.Session, settings: Settings
) -> None:
    page = intake(desk)
    wait_for_camera(qtbot, page)
    with qtbot.waitSignal(page.photographed, timeout=SLOW):
        desk.press("F4")
    page.form.fields["name"].set_value("赵没完")
    page.consent.notice.set_value("granted")
    with qtbot.waitSignal(page.draft_saved, timeout=SLOW):
        pass
    page.keeping.stop()  # nothing of a program that crashed goes on saving
    qtbot.waitUntil(lambda: jobs.waiting == 0, timeout=SLOW)
    (kept,) = drafts.waiting(session.register, by=session.officer)
    other = DeskWindow(jobs, settings, session.station, session.officer, PAGES)
    qtbot.addWidget(other)
    other.show()
    again = intake(other)
    qtbot.waitUntil(lambda: bool(again.keeping.resume.words.text()), timeout=SLOW)
    again.keeping.take_up(kept.id)
    qtbot.waitUntil(lambda: again.form.value("name") == "赵没完", timeout=SLOW)
    assert again.form.value("name") == "赵没完"
    assert again.consent.notice.value() == "granted"
    assert len(again.shots.photos) == 1
    done = finish(qtbot, other)
    assert drafts.waiting(session.register, by=session.officer) == []
    assert people.card(session.register, done.visit.person).name == "赵没完"
    other.close_pages()


def test_clearing_can_be_taken_back(qtbot: QtBot, desk: DeskWindow) -> None:
    page = intake(desk)
    page.form.fields["name"].set_value("赵一")
    page.throw_away()
    assert page.form.raw() == {}
    undo = desk.told._buttons[0]
    undo.click()
    assert page.form.value("name") == "赵一"


def test_a_disk_that_is_full_loses_nothing(
    qtbot: QtBot, desk: DeskWindow, session: door.Session
) -> None:
    page = intake(desk)
    qtbot.waitUntil(lambda: page.faces.recogniser is not None, timeout=SLOW)

    def limit(pages: str) -> None:
        with session.register._engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            count = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages or count}")
            connection.exec_driver_sql("BEGIN")

    limit("")
    page.form.fields["name"].set_value("赵一")
    page.form.fields["story"].set_value("长" * 50_000)
    desk.press("F9")
    qtbot.waitUntil(lambda: "磁盘已满" in desk.told.words.text(), timeout=SLOW)
    assert page.form.value("name") == "赵一"
    assert len(page.form.value("story")) == 50_000
    limit("1000000")
    finish(qtbot, desk)


def test_urgent_need_comes_first_and_stops_nothing(qtbot: QtBot, desk: DeskWindow) -> None:
    page = intake(desk)
    page.form.fields["check_injury"].set_value("yes")
    assert "120" in page.form.urgent.words.text()
    page.form.fields["check_danger"].set_value("yes")
    assert "110" in page.form.urgent.words.text()
    done = finish(qtbot, desk)
    assert done.visit.checks == {"injury": "yes", "danger": "yes"}


def test_belongings_one_a_line(qtbot: QtBot, desk: DeskWindow) -> None:
    page = intake(desk)
    page.form.fields["items"].set_value("手机 ×1 黑色\n被褥×2\n身份证")
    items = page.form.items()
    assert [(i.item, i.quantity, i.features) for i in items] == [
        ("手机", 1, "黑色"),
        ("被褥", 2, ""),
        ("身份证", 1, ""),
    ]


def test_the_notice_can_be_read_beside_the_form(qtbot: QtBot, desk: DeskWindow) -> None:
    page = intake(desk)
    desk.press("F7")
    qtbot.waitUntil(page.notice.isVisible, timeout=SLOW)
    assert "入站告知书" in page.notice.text()
    answers = list(page.consent.notice.buttons.values())
    assert QApplication.focusWidget() is answers[0]
    assert page.consent.raw() == {}
    assert "关闭告知书" in desk.line.buttons["Esc"].text()
    bar = page.notice.area.verticalScrollBar()
    assert bar.maximum() > 0
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert page.consent.raw() == {"notice": "granted"}
    assert QApplication.focusWidget() in page.consent.data.buttons.values()
    press(Qt.Key.Key_Escape)
    assert not page.notice.isVisible()
    qtbot.waitUntil(lambda: "Esc" not in desk.line.buttons)
    assert QApplication.focusWidget() in page.consent.data.buttons.values()
    assert page.form.fields["name"].isVisible()
    desk.press("F7")
    qtbot.waitUntil(page.notice.isVisible, timeout=SLOW)
    desk.press("F7")
    assert not page.notice.isVisible()


@pytest.mark.parametrize("size", [(1366, 690), (1920, 1080)])
def test_everything_fits_and_has_a_name(
    qtbot: QtBot, desk: DeskWindow, size: tuple[int, int]
) -> None:
    desk.resize(*size)
    page: QWidget = intake(desk)
    qtbot.waitUntil(lambda: page.width() > 900, timeout=SLOW)
    assert not too_narrow(page)
    assert not nameless(page)


def test_without_a_face_engine_everything_else_goes_on(
    qtbot: QtBot, jobs: Jobs, session: door.Session, settings: Settings, known: PersonId
) -> None:
    jobs.serve(session.register)
    chosen = replace(settings, engine="nonsense")
    window = DeskWindow(jobs, chosen, session.station, session.officer, PAGES)
    qtbot.addWidget(window)
    window.show()
    page = intake(window)
    qtbot.waitUntil(lambda: page.faces.why_not is not None, timeout=SLOW)
    assert page.photo.told.words.text()
    page.consent.face.set_value("granted")
    page.shots.take_file(SAMPLES / "m01" / "2.jpg")
    qtbot.waitUntil(lambda: len(page.shots.photos) == 1, timeout=SLOW)
    page.form.fields["document"].set_value("110101199003070134")
    with qtbot.waitSignal(page.listed, timeout=SLOW):
        page.looking.search()
    assert [c.shown.person for c in page.candidates.cards] == [known]
    assert finish(qtbot, window).photos
    window.close_pages()


def test_two_people_once_decided_apart_are_told_apart(
    qtbot: QtBot, desk: DeskWindow, known: PersonId, session: door.Session
) -> None:
    said = (
        Said(kind=ClaimKind.NAME, value="王双"),
        Said(kind=ClaimKind.DOCUMENT, value="110101199003070134"),
    )
    judged = (admission.Judged(other=known, answer=Sameness.NOT_SAME),)
    arrival = replace(makers.arrival(), said=said, judged=judged)
    page = intake(desk)
    # The register belongs to its writer: the test writes only when nobody works there.
    qtbot.waitUntil(lambda: page.desk.jobs.waiting == 0, timeout=SLOW)
    admission.admit(session.register, arrival, session.station, by=session.officer, at=AT)
    page.form.fields["document"].set_value("110101199003070134")
    with qtbot.waitSignal(page.listed, timeout=SLOW):
        page.looking.search()
    told = {card.shown.name: card.shown.why for card in page.candidates.cards}
    assert "曾认定与 王双 不是同一人" in told["王𬎆"]
    assert "曾认定与 王𬎆 不是同一人" in told["王双"]
    for card in page.candidates.cards:
        card.setFocus()
        qtbot.keyClick(card, Qt.Key.Key_1)
    assert "再核对" in page.candidates.told.words.text()
    assert finish(qtbot, desk).links


def test_a_face_is_measured_only_while_there_is_a_ground_for_it(
    qtbot: QtBot, desk: DeskWindow, session: door.Session
) -> None:
    page = intake(desk)
    wait_for_camera(qtbot, page)
    with qtbot.waitSignal(page.photographed, timeout=SLOW):
        desk.press("F4")
    assert [t.vector for t in page.shots.photos] == [None]
    with qtbot.waitSignal(page.shots.changed, timeout=SLOW):
        page.consent.face.set_value("granted")
    assert all(t.vector for t in page.shots.photos)
    page.consent.face.set_value("refused")
    assert [t.vector for t in page.shots.photos] == [None]
    with qtbot.waitSignal(page.shots.changed, timeout=SLOW):
        page.consent.face.set_value("granted")
    age = page.form.fields["birth"]
    age.set_value("9")
    page.form.clues_changed.emit()
    assert [t.vector for t in page.shots.photos] == [None], "a child's guardian has to agree"
    page.consent.basis.set_value("guardian")
    qtbot.waitUntil(lambda: all(t.vector for t in page.shots.photos), timeout=SLOW)
    assert [t.basis for t in finish(qtbot, desk).templates] == ["guardian"]
