"""The forms of an inquiry: who looks and whom they look for, the check, a contact, its end."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout

from app.desk.inquiries import Asking, Wrote
from app.domain.inquiry import INQUIRER, SOUGHT, Inquiry
from app.domain.person import Source
from app.words.kin import choices, entry_in_words, inquirer_word, sought_word
from app.words.say import say
from ui.cards import Card, SayLine, words
from ui.fields import ChoiceField, ComboField, Field, NoteField, NumberField, Press, TextField
from ui.pairs import in_a_row, lay_in_pairs
from ui.people.lines import moment
from ui.theme import px
from ui.today.small_form import SmallForm
from ui.tracing.several import SeveralField
from ui.vouchers.days import read_past_day
from ui.walk import show

WHO = "who_"
_WIDE = frozenset({"story", "marks", "relatives", "home_place", "clothes", f"{WHO}address"})
_NUMBERS = frozenset({f"{WHO}phone", f"{WHO}document", "phone", "id_number"})
_BESIDE = {
    "inquiry.no_channel": "channel", "inquiry.needs_name": f"{WHO}name",
    "inquiry.needs_reach": f"{WHO}phone", "inquiry.needs_something": "name",
}  # fmt: skip


class InquiryForm(Card):
    """Who looks and whom they look for; nothing of it must be known, F9 saves, Esc goes back."""

    wanted = Signal()
    shut = Signal()

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("寻人登记"), "description")
        self._lang = lang
        self._begun: dict[str, str] = {}
        self.told = SayLine()
        sex = [("男", say("sex.1", lang)), ("女", say("sex.2", lang))]
        self.fields: dict[str, Field] = {
            "channel": ComboField(self.tr("怎样来求助的"), choices("channel", lang)),
            **{f"{WHO}{one}": self._line(f"{WHO}{one}", inquirer_word(one, lang))
               for one in INQUIRER},
            **{one: self._line(one, sought_word(one, lang)) for one in SOUGHT},
            "sex": ChoiceField(sought_word("sex", lang), sex),
            "words": TextField(self.tr("备注")),
        }  # fmt: skip
        self.body.addWidget(self.told)
        self._part(self.tr("谁在寻找（只留在本站）"), ["channel", *(f"{WHO}{x}" for x in INQUIRER)])
        self._part(self.tr("寻找谁（不知道的留空）"), [*SOUGHT, "words"])
        self.save = Press(self.tr("保存"), "primary", "F9")
        self.save.clicked.connect(self.ask)
        back = Press(self.tr("返回"), "plain", "Esc")
        back.clicked.connect(self.shut)
        self.body.addLayout(in_a_row(self.save, back))
        self.fields["words"].on_enter(self.ask)
        self.hide()

    def _line(self, name: str, label: str) -> Field:
        if name == "story":
            return NoteField(label)
        return NumberField(label) if name in _NUMBERS else TextField(label)

    def _part(self, title: str, names: list[str]) -> None:
        self.body.addWidget(words(title, "strong"))
        places = QGridLayout()
        places.setHorizontalSpacing(px(12))
        places.setVerticalSpacing(px(7))
        self.body.addLayout(places)
        lay_in_pairs(places, [(self.fields[name], name in _WIDE) for name in names])

    def begin(self, whole: Inquiry | None, kept: Mapping[str, str]) -> None:
        """Empty, or as it stands, and then with what was typed before."""
        values = values_of(whole) if whole else {}
        for name, field in self.fields.items():
            field.set_value(values.get(name, ""))
            field.warn("")
        self._begun = self.raw()
        for name, value in kept.items():
            if name in self.fields:
                self.fields[name].set_value(value)
        self.fields["channel"].setEnabled(whole is None)
        self.fields["words"].setVisible(whole is None)
        self.save.setEnabled(True)
        self.show()
        first = "channel" if whole is None else "name"
        self.fields[first].setFocus(Qt.FocusReason.TabFocusReason)

    def raw(self) -> dict[str, str]:
        """Every field as it stands."""
        return {name: field.value() for name, field in self.fields.items() if field.value()}

    def typed(self) -> dict[str, str]:
        """The same, once it is more than what the program put there."""
        raw = self.raw()
        return raw if not self.isHidden() and raw != self._begun else {}

    def asking(self) -> Asking:
        """What was filled in."""
        return Asking(
            channel=self.fields["channel"].value(), inquirer=self.inquirer(),
            sought=self.sought(), source=Source.KIN, words=self.fields["words"].value(),
        )  # fmt: skip

    def inquirer(self) -> dict[str, str]:
        """Who looks."""
        return {one: self.fields[f"{WHO}{one}"].value() for one in INQUIRER}

    def sought(self) -> dict[str, str]:
        """Whom they look for."""
        return {one: self.fields[one].value() for one in SOUGHT}

    def ask(self) -> None:
        """Once at a time."""
        if self.save.isEnabled() and not self.isHidden():
            for field in self.fields.values():
                field.warn("")
            self.wanted.emit()

    def refused(self, key: str, sentence: str, about: str = "") -> None:
        """A rule says no: beside the field that it is about."""
        self.save.setEnabled(True)
        name = _BESIDE.get(key) or (about if about in self.fields else "channel")
        field = self.fields[name]
        field.warn(sentence)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        show(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.shut.emit()
        else:
            super().keyPressEvent(event)


def values_of(whole: Inquiry) -> dict[str, str]:
    """By field, as it stands."""
    said = {one.about: one.value for one in whole.sought}
    mine = {f"{WHO}{name}": text for name, text in whole.inquirer.items()}
    return {"channel": whole.first.channel, **mine, **said}


class WroteForm(SmallForm):
    """A check, a contact, an end, or what is taken back."""

    def __init__(
        self, title: str, icon: str, fields: dict[str, Field], beside: Mapping[str, str]
    ) -> None:
        super().__init__(title, icon, fields, (self.tr("保存"), "F9"), beside)
        self._today = date.min

    def begin_for(self, _whole: Inquiry, today: date, kept: Mapping[str, str]) -> None:
        """Empty, or with what was typed before; a day is today unless it is typed over."""
        self._today = today
        usual = {"on": today.isoformat()} if "on" in self.fields else {}
        self.begin(usual, kept, next(iter(self.fields)))

    def said(self) -> Wrote | None:
        """What was typed; None after saying what cannot be read."""
        on = None
        if "on" in self.fields:
            on = read_past_day(self.value("on"), self._today)
            if on is None:
                self.warn("on", self.tr("看不懂这个日期，例：2026-11-24"))
                return None
        return Wrote(
            result=self._text("result"), how=tuple(filter(None, self._text("how").split(","))),
            whom=self._text("whom"), on=on, words=self._text("words"),
        )  # fmt: skip

    def _text(self, name: str) -> str:
        return self.value(name) if name in self.fields else ""


class BackForm(WroteForm):
    """Ctrl+F10: which entry was wrong."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self.which = ComboField(self.tr("更正哪一条"), [])
        fields: dict[str, Field] = {"which": self.which, "words": TextField(self.tr("原因"))}
        super().__init__(self.tr("更正"), "history", fields, {"inquiry.needs_words": "words"})

    def begin_for(self, whole: Inquiry, today: date, kept: Mapping[str, str]) -> None:
        """The last entry is chosen."""
        self._today = today
        found = [one for one in reversed(whole.entries[1:]) if whole.find(one.id) == one]
        told = [
            (str(one.id), f"{entry_in_words(one.step, self._lang)}　{one.value}　{moment(one.at)}")
            for one in found
        ]
        self.which.offer(told)
        self.begin({"which": told[0][0] if told else ""}, kept, "words")

    def entry(self) -> UUID | None:
        """Which one; None where nothing is there to take back."""
        which = self.value("which")
        if not which:
            self.warn("which", self.tr("请选择。"))
        return UUID(which) if which else None


class SmallForms(QObject):
    """`by`: check, contact, close, back."""

    def __init__(self, lang: str, parent: QObject) -> None:
        super().__init__(parent)
        day = "inquiry.not_yet"
        self.by: dict[str, WroteForm] = {
            "check": WroteForm(
                self.tr("核实寻人者"), "id_card",
                {
                    "result": ChoiceField(self.tr("结果"), choices("checked", lang)),
                    "how": SeveralField(self.tr("怎样核实的"), choices("checked_by", lang)),
                    "on": NumberField(self.tr("日期")),
                    "words": NoteField(self.tr("经过、理由")),
                },
                {"inquiry.no_result": "result", "inquiry.needs_proof": "how", day: "on",
                 "inquiry.needs_words": "words"},
            ),
            "contact": WroteForm(
                self.tr("记录联系"), "person",
                {
                    "whom": TextField(self.tr("跟谁联系")),
                    "on": NumberField(self.tr("日期")),
                    "words": NoteField(self.tr("说了什么")),
                },
                {"inquiry.needs_contact": "whom", day: "on"},
            ),
            "close": WroteForm(
                self.tr("结束寻找"), "check_circle",
                {
                    "result": ComboField(self.tr("为什么结束"), choices("closed", lang)),
                    "words": TextField(self.tr("说明")),
                },
                {"inquiry.no_end": "result", "inquiry.needs_words": "words"},
            ),
            "back": BackForm(lang),
        }  # fmt: skip
