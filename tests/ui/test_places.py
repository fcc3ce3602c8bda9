"""A field for a place: offers as typed, keeps what was typed, says today's name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.place import home_of
from app.places import places
from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import SHIFT, press
from ui.fields import TextField
from ui.places import PlaceField


class Form(QWidget):
    """A place between two other fields."""

    def __init__(self) -> None:
        super().__init__()
        self.before, self.place = TextField("姓名"), PlaceField("户籍地", "zh")
        self.after = TextField("电话")
        lines = QVBoxLayout(self)
        for field in (self.before, self.place, self.after):
            lines.addWidget(field)
        lines.addStretch(1)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """Shown and active; the table is there, as after login."""
    places()
    made = Form()
    qtbot.addWidget(made)
    made.resize(620, 420)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.place.select()
    return made


def _commit(form: Form, text: str) -> None:
    """As an input method commits it."""
    done = QInputMethodEvent()
    done.setCommitString(text)
    QApplication.sendEvent(form.place.line, done)


def _offered(form: Form) -> list[str]:
    listed = form.place.offers.list
    return [listed.item(at).text() for at in range(listed.count())]


def test_what_is_typed_is_offered_with_its_years_and_todays_name(form: Form) -> None:
    _commit(form, "思茅")
    assert form.place.offers.isVisible()
    assert _offered(form) == ["云南省普洱市思茅区", "云南省思茅市　2003–2006　今 云南省普洱市"]
    assert form.place.offers.chosen() is None


def test_enter_goes_on_while_nothing_is_chosen_and_what_was_typed_stays(form: Form) -> None:
    _commit(form, "思茅")
    press(Qt.Key.Key_Return, on=form.place.line)
    assert form.after.line.hasFocus()
    assert form.place.value() == "思茅"
    assert not form.place.offers.isVisible()


def test_an_arrow_chooses_and_enter_accepts(form: Form) -> None:
    _commit(form, "花县")
    press(Qt.Key.Key_Down, on=form.place.line)
    press(Qt.Key.Key_Return, on=form.place.line)
    assert form.place.line.hasFocus()
    assert form.place.value() == "广东省广州市花县"
    assert "今 广东省广州市花都区" in form.place.warning.text()
    assert "1992 年以前" in form.place.warning.text()
    press(Qt.Key.Key_Return, on=form.place.line)
    assert form.after.line.hasFocus()


def test_up_beyond_the_first_chooses_nothing_again(form: Form) -> None:
    _commit(form, "朝阳")
    press(Qt.Key.Key_Down, on=form.place.line)
    assert form.place.offers.chosen() is not None
    press(Qt.Key.Key_Up, on=form.place.line)
    assert form.place.offers.chosen() is None


def test_escape_shuts_the_list_and_keeps_the_text(form: Form) -> None:
    _commit(form, "朝阳")
    press(Qt.Key.Key_Escape, on=form.place.line)
    assert not form.place.offers.isVisible()
    assert form.place.value() == "朝阳"


def test_nothing_is_offered_while_composing(form: Form) -> None:
    QApplication.sendEvent(form.place.line, QInputMethodEvent("huaxian", []))
    assert not form.place.offers.isVisible()


def test_shift_enter_still_goes_back(form: Form) -> None:
    _commit(form, "朝阳")
    press(Qt.Key.Key_Return, SHIFT, on=form.place.line)
    assert form.before.line.hasFocus()


def test_an_address_keeps_its_end_when_a_place_is_accepted(form: Form) -> None:
    _commit(form, "仪陇县马鞍镇")
    press(Qt.Key.Key_Down, on=form.place.line)
    press(Qt.Key.Key_Return, on=form.place.line)
    assert form.place.value() == "四川省南充市仪陇县马鞍镇"


def test_one_name_of_many_places_is_said_and_nothing_is_guessed(form: Form) -> None:
    _commit(form, "朝阳区")
    press(Qt.Key.Key_Return, on=form.place.line)
    assert "2 处同名" in form.place.warning.text()
    assert form.place.value() == "朝阳区"


def test_what_no_list_has_is_kept_without_a_word(form: Form) -> None:
    _commit(form, "桥洞底下")
    press(Qt.Key.Key_Return, on=form.place.line)
    assert form.place.value() == "桥洞底下"
    assert form.place.warning.text() == ""


def test_what_a_number_points_to_is_offered_while_the_field_is_empty(form: Form) -> None:
    home = home_of(places(), "440121196001011230", 1960)
    assert home is not None
    form.before.select()
    form.place.suggest(home.resolved)
    assert form.place.value() == ""
    assert "广东省广州市花县" in form.place.warning.text()
    form.place.select()
    assert _offered(form) == ["广东省广州市花县　1992 年以前　今 广东省广州市花都区"]
    press(Qt.Key.Key_Down, on=form.place.line)
    press(Qt.Key.Key_Return, on=form.place.line)
    assert form.place.value() == "广东省广州市花县"


def test_every_text_has_room_and_a_name(qtbot: QtBot, form: Form) -> None:
    _commit(form, "朝阳")
    assert form.place.offers.list.accessibleName()
    assert too_narrow(form) == []
    assert nameless(form) == []
    assert form.place.offers.geometry().right() <= form.width()
