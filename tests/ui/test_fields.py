"""Fields: nothing chosen beforehand, Enter walks, warnings forbid nothing."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QInputMethodEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fitting import nameless, too_narrow
from tests.ui.keys import CTRL, SHIFT, press
from ui.cards import SayLine, scrolling, sheet
from ui.fields import (
    BirthField,
    ChoiceField,
    ComboField,
    Field,
    NoteField,
    NumberField,
    Press,
    TextField,
)
from ui.pairs import lay_in_pairs
from ui.theme import FAMILY
from ui.tracing.several import SeveralField
from ui.walk import in_reading_order

SEXES = (("1", "男"), ("2", "女"), ("0", "不详"))
RARE = "𬎆" * 30


class Form(QWidget):
    """One of each."""

    def __init__(self) -> None:
        super().__init__()
        self.name = TextField("姓名", "不详请按 F3")
        self.sex = ChoiceField("性别", SEXES)
        self.birth = BirthField("出生日期", date(2026, 11, 23))
        self.folk = ComboField("民族", (("01", "汉族"), ("03", "回族")), free=True)
        self.story = NoteField("情况")
        self.number = NumberField("证件号码")
        self.all: tuple[Field, ...] = (
            self.name,
            self.sex,
            self.birth,
            self.folk,
            self.story,
            self.number,
        )
        QVBoxLayout(self).addWidget(scrolling(sheet(*self.all)))


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    """Shown and active."""
    made = Form()
    qtbot.addWidget(made)
    made.resize(420, 460)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def _at(form: Form) -> int:
    focus = QApplication.focusWidget()
    assert focus is not None
    return next(i for i, f in enumerate(form.all) if focus is f or f.isAncestorOf(focus))


def test_nothing_is_filled_in_or_chosen_beforehand(form: Form) -> None:
    assert [field.value() for field in form.all] == [""] * 6


def test_enter_goes_on_and_shift_enter_goes_back(qtbot: QtBot, form: Form) -> None:
    form.name.select()
    for place in range(1, 6):
        press(Qt.Key.Key_Return)
        assert _at(form) == place
    for place in (4, 3, 2, 1, 0):
        press(Qt.Key.Key_Return, SHIFT)
        assert _at(form) == place


def test_enter_belongs_to_the_input_method_while_it_composes(qtbot: QtBot, form: Form) -> None:
    form.name.select()
    QApplication.sendEvent(form.name.line, QInputMethodEvent("wang", []))
    press(Qt.Key.Key_Return, on=form.name.line)
    assert _at(form) == 0
    done = QInputMethodEvent()
    done.setCommitString("王")
    QApplication.sendEvent(form.name.line, done)
    assert form.name.value() == "王"
    press(Qt.Key.Key_Return, on=form.name.line)
    assert _at(form) == 1


def test_no_change_is_told_while_composing(qtbot: QtBot, form: Form) -> None:
    heard: list[str] = []
    form.name.changed.connect(heard.append)
    form.name.select()
    QApplication.sendEvent(form.name.line, QInputMethodEvent("wang", []))
    assert heard == []


def test_enter_belongs_to_an_open_list(qtbot: QtBot, form: Form) -> None:
    form.folk.combo.setFocus()
    form.folk.combo.showPopup()
    press(Qt.Key.Key_Return, on=form.folk.combo)
    assert not form.story.edit.hasFocus()
    form.folk.combo.hidePopup()


def test_what_is_there_is_selected_on_arriving_by_keyboard(qtbot: QtBot, form: Form) -> None:
    form.name.set_value("王淼")
    form.sex.buttons["1"].setFocus()
    press(Qt.Key.Key_Return, SHIFT, on=form.sex.buttons["1"])
    assert form.name.line.selectedText() == "王淼"


def test_arrows_choose_and_a_second_press_takes_it_back(qtbot: QtBot, form: Form) -> None:
    first = form.sex.buttons["1"]
    first.setFocus()
    press(Qt.Key.Key_Right, on=first)
    assert form.sex.value() == "1"
    press(Qt.Key.Key_Right, on=first)
    assert form.sex.value() == "2"
    press(Qt.Key.Key_Space, on=form.sex.buttons["2"])
    assert form.sex.value() == ""


@pytest.mark.parametrize("kind", [ChoiceField, SeveralField])
def test_a_ticked_answer_which_is_bold_is_not_cut(
    qtbot: QtBot, kind: type[ChoiceField | SeveralField]
) -> None:
    field = kind("去向", [("h", "Wrongly remembered home town")])
    qtbot.addWidget(field)
    field.resize(10, 60)
    field.show()
    button = field.buttons["h"]
    drawn = QFont(FAMILY, weight=QFont.Weight.Bold)
    drawn.setPixelSize(14)
    edges = 2 * (10 + 1)
    assert button.width() >= QFontMetrics(drawn).horizontalAdvance(button.text()) + edges


def test_a_choice_is_one_stop_for_tab(qtbot: QtBot, form: Form) -> None:
    form.name.select()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert _at(form) == 2


@pytest.mark.parametrize("typed", ["1900-02-30", "昨天"])
def test_a_birth_that_is_not_understood_is_said_and_kept(
    qtbot: QtBot, form: Form, typed: str
) -> None:
    form.birth.set_value(typed)
    form.birth.line.editingFinished.emit()
    assert form.birth.warning.isVisible()
    assert typed in form.birth.warning.text()
    assert form.birth.value() == typed
    assert form.birth.read().birth == ""
    form.birth.set_value("约50")
    form.birth.line.editingFinished.emit()
    assert not form.birth.warning.isVisible()
    assert form.birth.read().age == 50


def test_a_combo_gives_the_code_of_what_was_typed_or_the_words(form: Form) -> None:
    form.folk.combo.setEditText("回族")
    assert form.folk.value() == "03"
    form.folk.combo.setEditText("穿青人")
    assert form.folk.value() == "穿青人"


def test_ctrl_enter_begins_a_new_line(qtbot: QtBot, form: Form) -> None:
    form.story.edit.setFocus()
    form.story.set_value("一")
    press(Qt.Key.Key_Return, CTRL, on=form.story.edit)
    assert form.story.edit.toPlainText().count("\n") == 1


def test_the_input_method_is_off_in_numbers_only(form: Form) -> None:
    attribute = Qt.WidgetAttribute.WA_InputMethodEnabled
    assert not form.number.line.testAttribute(attribute)
    assert form.name.line.testAttribute(attribute)


def test_long_and_rare_names_survive(form: Form) -> None:
    form.name.set_value(RARE)
    assert form.name.value() == RARE


def test_every_text_fits_and_every_input_has_a_name(form: Form, qtbot: QtBot) -> None:
    form.birth.set_value("1900-02-30")
    form.birth.line.editingFinished.emit()
    qtbot.waitUntil(lambda: not too_narrow(form))
    assert nameless(form) == []


def test_shift_enter_goes_back_from_a_button_and_never_presses_it(qtbot: QtBot) -> None:
    pressed: list[str] = []
    form, button = TextField("姓名"), Press("完成登记", "primary", "F9")
    holder = QWidget()
    QVBoxLayout(holder).addWidget(form)
    holder.layout().addWidget(button)  # type: ignore[union-attr]
    qtbot.addWidget(holder)
    holder.show()
    button.clicked.connect(lambda: pressed.append("F9"))
    button.setFocus()
    press(Qt.Key.Key_Return, SHIFT, on=button)
    assert not pressed
    press(Qt.Key.Key_Return, on=button)
    assert len(pressed) == 1


def test_tab_follows_the_page_and_not_the_order_of_making(qtbot: QtBot) -> None:
    holder = QWidget()
    lines = QVBoxLayout(holder)
    late, middle, early = TextField("后"), TextField("中"), TextField("先")
    for field in (late, middle, early):
        lines.insertWidget(0, field)
    qtbot.addWidget(holder)
    in_reading_order(holder)
    holder.show()
    early.line.setFocus()
    press(Qt.Key.Key_Return, on=early.line)
    assert holder.focusWidget() is middle.line


def test_a_form_that_scrolls_is_moved_and_not_painted_anew(qtbot: QtBot) -> None:
    painted: list[int] = []

    class Line(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            painted.append(1)
            super().paintEvent(event)

    area = scrolling(sheet(*(Line(f"第 {number} 行") for number in range(60))))
    qtbot.addWidget(area)
    area.resize(300, 400)
    area.show()
    qtbot.waitExposed(area)
    qtbot.waitUntil(lambda: len(painted) > 10)
    QApplication.processEvents()
    painted.clear()
    area.verticalScrollBar().setValue(30)
    qtbot.waitUntil(lambda: bool(painted))
    QApplication.processEvents()
    assert len(painted) <= 4, "those that came into sight"
    stands = area.screen().grabWindow(area.winId()).toImage()
    area.widget().hide()
    area.widget().show()
    QApplication.processEvents()
    assert stands == area.screen().grabWindow(area.winId()).toImage(), "nothing is smeared"
    assert len(painted) > 10


def test_the_field_with_the_cursor_stays_in_sight_when_a_line_appears_beneath(
    qtbot: QtBot,
) -> None:
    fields = [TextField(f"第{n}项") for n in range(20)]
    area, line = scrolling(sheet(*fields)), SayLine()
    window = QWidget()
    qtbot.addWidget(window)
    lines = QVBoxLayout(window)
    lines.addWidget(area, 1)
    lines.addWidget(line)
    window.resize(400, 300)
    with qtbot.waitActive(window):
        window.show()
    last = next(
        field
        for field in fields
        if field.mapTo(area, field.rect().bottomLeft()).y() > area.height() - 40
    )
    last.line.setFocus()
    area.ensureWidgetVisible(last, 0, 0)
    before = area.height()
    line.say("读卡器没有回应，请检查连线。", "warn")
    bottom = last.line.rect().bottomLeft()
    qtbot.waitUntil(lambda: last.line.mapTo(area, bottom).y() < area.height() < before)


def test_a_field_that_comes_between_is_walked_to_where_it_stands(qtbot: QtBot) -> None:
    form = QWidget()
    places = QGridLayout(form)
    first, last = TextField("送往"), NoteField("清单")
    lay_in_pairs(places, [(first, False), (last, True)])
    between = [TextField("接收单位"), NoteField("健康情况"), ChoiceField("女性同行", SEXES)]
    places.removeWidget(first)
    places.removeWidget(last)
    fields: list[Field] = [first, *between, last]
    lay_in_pairs(places, [(field, False) for field in fields])
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    first.setFocus()
    for field in fields[1:]:
        press(Qt.Key.Key_Return)
        assert field.isAncestorOf(QApplication.focusWidget() or form), field.label.text()
