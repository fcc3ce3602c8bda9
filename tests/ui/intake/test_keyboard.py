"""The whole arrival by keys; an input method that composes is never disturbed."""

import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.desk import phrases
from app.domain.phrase import USUAL, Phrase
from app.settings import Settings
from app.store.ask import all_of
from app.store.people import card, in_station
from tests import makers
from tests.ui import station
from tests.ui.intake.desk_of import focused, open_intake
from tests.ui.keys import ALT, CTRL, SHIFT, press
from ui.fields import Field
from ui.intake.page import IntakePage
from ui.jobs import Jobs
from ui.page import Key
from ui.settings.page import SettingsPage

RETURN = Qt.Key.Key_Return


def commit(words: str, on: QWidget | None = None) -> None:
    """What an input method hands over."""
    done = QInputMethodEvent()
    done.setCommitString(words)
    QApplication.sendEvent(on or focused(), done)


def compose(letters: str, on: QWidget | None = None) -> None:
    """What an input method shows while it composes."""
    QApplication.sendEvent(on or focused(), QInputMethodEvent(letters, []))


def field_at(page: IntakePage) -> str:
    """The field of the form that has the cursor."""
    here: QWidget | None = focused()
    while here is not None and not isinstance(here, Field):
        here = here.parentWidget()
    names = {id(field): key for key, field in page.form.fields.items()}
    return names.get(id(here), "")


def _place(page: IntakePage, widget: QWidget) -> tuple[int, int]:
    inside = page.form
    corner = widget.mapTo(inside, QPoint(0, 0))
    return corner.y(), corner.x()


def test_enter_goes_through_every_field_in_reading_order_and_shift_enter_back(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = open_intake(qtbot, jobs, settings, house)
    # What decides nothing yet is not asked.
    fields = [one for one in page.form.fields.values() if one.isVisibleTo(page.form)]
    assert len(fields) == len(page.form.fields) - 1
    first = min(fields, key=lambda field: _place(page, field))
    first.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(80):
        if focused() in seen:
            break
        seen.append(focused())
        press(RETURN)
    inside = [widget for widget in seen if page.form.isAncestorOf(widget)]
    rows = [_place(page, _field_of(widget)) for widget in inside]
    assert [y for y, _ in rows] == sorted(y for y, _ in rows)
    for (y, x), (below, right) in itertools.pairwise(rows):
        assert below > y or right > x
    passed = {id(_field_of(widget)) for widget in inside}
    assert {id(field) for field in fields} <= passed  # nothing is left out
    inside[-1].setFocus(Qt.FocusReason.TabFocusReason)
    for widget in inside[-2:-6:-1]:
        press(RETURN, SHIFT)
        assert focused() is widget


def _field_of(widget: QWidget) -> QWidget:
    here: QWidget | None = widget
    while here is not None and not isinstance(here, Field):
        here = here.parentWidget()
    return here or widget


def test_a_whole_arrival_by_keys_alone(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = open_intake(qtbot, jobs, settings, house)
    assert field_at(page) == "name"
    commit("刘德贵")
    press(RETURN)
    assert field_at(page) == "sex"
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Left)  # arrows walk the answers
    press(RETURN)
    QTest.keyClicks(focused(), "1979")
    press(RETURN)
    QTest.keyClicks(focused(), "110101197903150014")
    press(RETURN)
    page.form.fields["story"].setFocus(Qt.FocusReason.TabFocusReason)
    commit("钱包被偷")
    press(RETURN, CTRL)
    commit("想回家")
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT) as done:
        press(Qt.Key.Key_F9)
    station.settle(qtbot, jobs)
    assert done.args is not None
    visit = done.args[0].visit
    assert visit.story == "钱包被偷\n想回家"
    known = card(house.register, visit.person)
    assert (known.name, known.sex) == ("刘德贵", "1")
    assert known.birth.startswith("1979")


@pytest.mark.parametrize("key", ["name", "story", "home"])
def test_coming_back_goes_on_typing_where_one_stood(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, key: str
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields[key].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(focused(), "abcd")
    press(Qt.Key.Key_Left)
    window.go("people")
    station.settle(qtbot, jobs)
    window.go("intake")
    station.settle(qtbot, jobs)
    QTest.keyClicks(focused(), "x")
    assert page.form.value(key) == "abcxd"


def test_an_empty_form_begins_at_the_name(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    page.form.fields["story"].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClicks(focused(), "abcd")
    with qtbot.waitSignal(page.admitted, timeout=station.WAIT):
        press(Qt.Key.Key_F9)
    station.settle(qtbot, jobs)
    window.go("intake")
    assert field_at(page) == "name"


def test_digits_choose_and_zero_takes_back(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = open_intake(qtbot, jobs, settings, house)
    way = page.form.fields["way"]
    way.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_2)
    assert way.value() == "police"
    press(Qt.Key.Key_7)
    assert way.value() == "hospital"
    press(Qt.Key.Key_9)  # there is no ninth answer
    assert way.value() == "hospital"
    press(Qt.Key.Key_0)
    assert way.value() == ""
    assert field_at(page) == "way"


@pytest.mark.parametrize("key", ["name", "story", "reason"])
def test_nothing_disturbs_a_word_that_is_being_composed(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, key: str
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    field = page.form.fields[key]
    field.setFocus(Qt.FocusReason.TabFocusReason)
    heard: list[str] = []
    field.changed.connect(heard.append)
    page.form.clues_changed.connect(lambda: heard.append("searched"))
    page.admitted.connect(lambda _done: heard.append("saved"))
    compose("wang")
    here = focused()
    for pressed, how in (
        (RETURN, Qt.KeyboardModifier.NoModifier),
        (RETURN, SHIFT),
        (RETURN, CTRL),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_K, CTRL),
        (Qt.Key.Key_J, CTRL),
        (Qt.Key.Key_N, CTRL),
        (Qt.Key.Key_2, ALT),
    ):
        press(pressed, how)
    qtbot.wait(1300)  # a draft is due meanwhile
    assert focused() is here
    assert heard == []
    assert window.here == "intake"
    assert not window.phrases.isVisible()
    assert in_station(house.register) == []
    commit("王")
    assert field.value() == "王"
    press(RETURN)
    assert focused() is not here


def test_numbers_never_go_through_an_input_method(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    _, page = open_intake(qtbot, jobs, settings, house)
    for key in ("document", "phone", "kin_phone", "birth"):
        line = page.form.fields[key].findChild(QLineEdit)
        assert line is not None
        assert not line.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


# Quick phrases


def test_a_phrase_is_put_where_the_cursor_stands(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    story = page.form.fields["story"]
    story.set_value("下午三点到站。")
    story.setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_J, CTRL)
    station.until(qtbot, window.phrases.isVisible)
    assert window.phrases.shown() == list(USUAL["story"])
    assert not station.unfit(window.phrases)
    press(Qt.Key.Key_2)
    assert USUAL["story"][1] in story.value()
    assert "下午三点到站。" in story.value()
    assert not window.phrases.isVisible()
    assert field_at(page) == "story"
    found = page.form.fields["found_at"]
    found.set_value("旧的")
    found.setFocus(Qt.FocusReason.TabFocusReason)  # all of it is marked now
    press(Qt.Key.Key_J, CTRL)
    station.until(qtbot, window.phrases.isVisible)
    commit("客运")
    assert window.phrases.shown() == ["汽车客运站"]
    press(RETURN)
    assert found.value() == "旧的汽车客运站"  # nothing typed is lost
    press(Qt.Key.Key_J, CTRL)
    station.until(qtbot, window.phrases.isVisible)
    compose("qiao")
    press(RETURN)
    assert window.phrases.isVisible()
    commit("")
    press(Qt.Key.Key_Escape)
    assert not window.phrases.isVisible()
    assert field_at(page) == "found_at"


def test_numbers_and_choices_have_no_phrases(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    for key in ("document", "sex"):
        page.form.fields[key].setFocus(Qt.FocusReason.TabFocusReason)
        press(Qt.Key.Key_J, CTRL)
        station.settle(qtbot, jobs)
        assert not window.phrases.isVisible()


def test_the_stations_own_phrases_are_changed_in_the_settings(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    window.go("settings")
    station.settle(qtbot, jobs)
    own = station.page(window, SettingsPage).phrases
    own.field.set_value("found_at")
    own.words.select()
    commit("人民公园长椅")
    press(RETURN)
    station.settle(qtbot, jobs)
    assert own.list.item(0).text() == "人民公园长椅"
    own.list.setFocus()
    own.list.setCurrentRow(1)
    press(Qt.Key.Key_Delete)
    station.settle(qtbot, jobs)
    gone = USUAL["found_at"][0]
    shown = [own.list.item(row).text() for row in range(own.list.count())]
    assert gone not in shown
    window.go("intake")
    page.form.fields["found_at"].setFocus(Qt.FocusReason.TabFocusReason)
    press(Qt.Key.Key_J, CTRL)
    station.until(qtbot, window.phrases.isVisible)
    assert window.phrases.shown()[0] == "人民公园长椅"
    assert gone not in window.phrases.shown()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F12)
    station.settle(qtbot, jobs)
    assert {(p.words, p.active) for p in all_of(house.register, Phrase)} == {
        ("人民公园长椅", True),
        (gone, True),
    }


def test_phrases_need_words_and_a_field(house: makers.Desk) -> None:
    from app.domain.errors import Refused

    for field, words, key in (
        ("story", "  ", "phrase.empty"),
        ("nothing", "词", "phrase.unknown_field"),
        ("story", "长" * 201, "phrase.too_long"),
    ):
        with pytest.raises(Refused, match=key):
            phrases.add(house.register, field, words, by=house.intake, at=makers.NOON)
    with pytest.raises(Refused, match=r"staff\.not_allowed"):
        phrases.add(house.register, "story", "词", by=house.auditor, at=makers.NOON)


# Ctrl+K


def _seek(qtbot: QtBot, window: object, typed: str) -> list[tuple[str, str]]:
    from ui.find import _SAID
    from ui.window import DeskWindow

    assert isinstance(window, DeskWindow)
    assert window.seek is not None
    press(Qt.Key.Key_K, CTRL)
    assert window.seek.hasFocus()
    commit(typed, window.seek)
    station.until(qtbot, lambda: window.seek is not None and window.seek.answers.isVisible())
    found = window.seek.answers.list
    return [(found.item(n).text(), found.item(n).data(_SAID)) for n in range(found.count())]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("刘德", "姓名相符"),
        ("liudegui", "读音相符"),
        ("ldg", "读音相符"),
        ("老刘头", "别名：老刘头"),
        ("110101197903", "证件号码：1101011979******14"),
        ("0014", "证件号码：1101011979******14"),
        ("13900001234", "电话：13*******34"),
        ("1234", "电话：13*******34"),
        ("仪陇", "户籍地：四川省南充市仪陇县"),
    ],
)
def test_each_answer_says_what_was_hit(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk, typed: str, says: str
) -> None:
    station.arrive(
        house,
        "刘德贵",
        alias="老刘头",
        document="110101197903150014",
        phone="13900001234",
        home="四川省南充市仪陇县",
    )
    window, _ = open_intake(qtbot, jobs, settings, house)
    ((title, said), *_) = _seek(qtbot, window, typed)
    assert "刘德贵" in title
    assert says in said


def test_a_case_number_and_a_piece_of_it_find_the_person(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    visit = station.arrive(house, "刘德贵")
    window, page = open_intake(qtbot, jobs, settings, house)
    for typed in (visit.case_number, visit.case_number[-9:]):
        ((title, said), *_) = _seek(qtbot, window, typed)
        assert "刘德贵" in title
        assert f"编号相符：{visit.case_number}" in said
        press(Qt.Key.Key_Escape)
        assert field_at(page) == "name"  # back where the cursor stood


def test_pages_and_keys_are_offered_too(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    ((title, said), *_) = _seek(qtbot, window, "凭证")
    assert title == "返乡凭证"
    assert "Alt+5" in said
    press(RETURN, on=window.seek)
    station.settle(qtbot, jobs)
    assert window.here == "vouchers"
    press(Qt.Key.Key_1, ALT)
    ((title, said), *_) = _seek(qtbot, window, "F7")
    assert (title, said) == ("告知书", "按键 F7")
    press(RETURN, on=window.seek)
    station.until(qtbot, page.notice.isVisible)


def test_nothing_is_searched_while_composing(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    station.arrive(house, "刘德贵")
    window, _ = open_intake(qtbot, jobs, settings, house)
    assert window.seek is not None
    press(Qt.Key.Key_K, CTRL)
    commit("刘", window.seek)
    compose("de", window.seek)
    qtbot.wait(400)
    assert not window.seek.answers.isVisible()
    press(RETURN, on=window.seek)
    assert window.seek.text().startswith("刘")
    commit("德", window.seek)
    station.until(qtbot, window.seek.answers.isVisible)
    assert window.seek.answers.list.count() == 1


def test_the_line_of_keys_fits_and_the_action_bar_stays(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, page = open_intake(qtbot, jobs, settings, house)
    assert not station.unfit(window)
    assert window.line.buttons["F9"].isVisible()
    assert window.line.geometry().bottom() < 690
    assert any(isinstance(area, QScrollArea) for area in page.findChildren(QScrollArea))


def test_hints_give_way_where_the_keys_need_the_room(
    qtbot: QtBot, jobs: Jobs, settings: Settings, house: makers.Desk
) -> None:
    window, _ = open_intake(qtbot, jobs, settings, house)
    many = [Key(key=f"F{n}", words="四个字的", do=window.hide) for n in range(1, 13)]
    window.line.show_keys(many[:4])
    assert all(hint.isVisible() for hint in window.line._hints)
    window.line.show_keys(many[:9])
    qtbot.wait(10)
    shown = [hint.isVisible() for hint in window.line._hints]
    assert shown[0]
    assert not all(shown)
    assert window.width() == 1366
    assert not station.unfit(window.line)
