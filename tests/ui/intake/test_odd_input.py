"""Whatever is pasted or contradicts itself is kept, said beside the field, and stops nothing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.domain.birth import BirthRead
from app.domain.document import read_number
from app.domain.evidence import Sameness
from app.domain.mismatch import mismatches
from app.domain.person import ClaimKind
from app.settings import Settings
from app.store.people import claims_of, file_of
from tests import makers
from tests.ui import station
from tests.ui.intake.desk_of import open_intake
from tests.ui.keys import CTRL, press
from tests.ui.sample import TODAY
from ui.fields import TextField
from ui.jobs import Jobs
from ui.people.person import PersonPage

LINE = "张三 09:12\n[图片] 他说家在\u202e四川\u202c，电话\x001390000 😀👨‍👩‍👧\r\n"
CHAT = (LINE * 300)[:10_000]


def paste(field: TextField, text: str) -> None:
    """With the clipboard and Ctrl+V, as an officer does."""
    QGuiApplication.clipboard().setText(text)
    field.line.setFocus(Qt.FocusReason.OtherFocusReason)
    press(Qt.Key.Key_V, CTRL, on=field.line)


def _field(page: object, key: str) -> TextField:
    from ui.intake.page import IntakePage

    assert isinstance(page, IntakePage)
    field = page.form.fields[key]
    assert isinstance(field, TextField)
    return field


def test_a_whole_chat_pasted_into_a_name_goes_to_the_story_and_is_said(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["story"].set_value("原来写的。")
    for key in ("name", "document", "birth"):
        field = _field(page, key)
        field.set_value("1979" if key == "birth" else "110")
        paste(field, CHAT)
        assert field.value() == ("1979" if key == "birth" else "110")  # as it stood before
        assert "情况描述" in field.warning.text()
        assert not field.warning.isHidden()
    story = page.form.value("story")
    assert story.startswith("原来写的。")
    assert story.count("他说家在") == 3 * CHAT.count("他说家在")
    assert "😀👨‍👩‍👧" in story
    assert "\0" not in story
    station.until(qtbot, lambda: not station.unfit(page))
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT) as done:
        window.press("F9")
    station.settle(qtbot, jobs)
    assert done.args is not None
    assert len(done.args[0].visit.story) > 20_000
    _, again = open_intake(qtbot, jobs, settings, house)
    assert again.form.raw() == {}


def test_a_short_paste_loses_only_what_nobody_can_see(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = open_intake(qtbot, jobs, settings, house)
    name = _field(page, "name")
    paste(name, "\u202e王\n𬎆\x00😀")
    assert name.line.text() == " 王 𬎆 😀"
    assert name.warning.isHidden()
    assert [s.value for s in page.form.said() if s.kind is ClaimKind.NAME] == ["王𬎆😀"]


def test_what_is_typed_too_long_is_cut_and_said(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = open_intake(qtbot, jobs, settings, house)
    name = _field(page, "name")
    name.set_value("长" * 50)
    press(Qt.Key.Key_End, on=name.line)
    press(Qt.Key.Key_A, on=name.line)
    assert name.value() == "长" * 50
    assert "50" in name.warning.text()
    press(Qt.Key.Key_Backspace, on=name.line)
    assert name.warning.isHidden()
    assert page.form.value("story") == ""


def test_number_and_fields_that_differ_are_named_side_by_side(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["birth"].set_value("1979-03-15")
    number = _field(page, "document")
    number.set_value("110101199003070134")
    number.line.editingFinished.emit()
    assert "1990-03-07" in number.warning.text()
    assert "1979-03-15" in number.warning.text()
    assert page.form.value("sex") == "1"  # filled in from the number
    page.form.fields["sex"].set_value("2")
    assert "男" in number.warning.text()
    assert "女" in number.warning.text()
    station.until(qtbot, lambda: not station.unfit(page))
    page.form.fields["sex"].set_value("1")
    page.form.fields["birth"].set_value("1990")
    number.line.editingFinished.emit()
    assert number.warning.isHidden()
    page.form.fields["birth"].set_value("52")
    number.line.editingFinished.emit()
    assert "52" in number.warning.text()
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT):
        window.press("F9")


def test_an_estimate_may_be_two_years_off() -> None:
    read = read_number("110101199003070134", TODAY)
    for age, wrong in ((36, False), (38, False), (39, True), (30, True)):
        assert bool(mismatches(read, BirthRead(age=age), "1", TODAY)) is wrong
    assert mismatches(read, BirthRead(birth="1990-03"), "0", TODAY) == []


def test_who_is_known_from_before_gets_no_made_up_name(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    before = station.arrive(house, "王淼", document="110101199003070134")
    window, page = open_intake(qtbot, jobs, settings, house)
    number = _field(page, "document")
    number.set_value("110101199003070134")
    with qtbot.waitSignal(page.listed, timeout=station.WAIT):
        number.line.editingFinished.emit()
    station.settle(qtbot, jobs)
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_1)
    assert [j.answer for j in page.candidates.judged()] == [Sameness.SAME]
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT) as done:
        window.press("F9")
    station.settle(qtbot, jobs)
    assert done.args is not None
    person = done.args[0].visit.person
    assert [c.value for c in claims_of(house.register, person) if c.kind == ClaimKind.NAME] == []
    assert file_of(house.register, person).name == "王淼"
    assert before.person in file_of(house.register, person).people


def test_forty_claims_on_one_person_stay_readable(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "王淼")
    from app.domain.person import Person
    from app.store.ask import get

    person = get(house.register, Person, visit.person)
    assert person is not None
    aliases = [
        makers.claim(person, house.intake, f"别名{n}·阿依古丽买买提江吐尔逊", ClaimKind.ALIAS)
        for n in range(40)
    ]
    house.register.write(*aliases, by=house.intake.id, at=makers.NOON)
    window = station.open_window(qtbot, jobs, settings, house)
    window.go("person", visit.person)
    page = station.page(window, PersonPage)
    page.purpose.field.combo.setEditText("寻亲")
    page.purpose.state()
    station.until(qtbot, lambda: page.opened is not None)
    station.settle(qtbot, jobs)
    rows = [label for label in page.claims.rows.values() if "别名" in label.text()]
    assert len(rows) == 40
    assert sum(label.isVisible() for label in rows) == 2
    page.claims.folds[ClaimKind.ALIAS].click()
    station.until(qtbot, lambda: all(label.isVisible() for label in rows))
    qtbot.wait(50)
    assert station.unfit(page) == []
    window.line.setFocus()
    bottom = page.left.verticalScrollBar().maximum()
    assert bottom > 0  # scrolled, not squeezed
