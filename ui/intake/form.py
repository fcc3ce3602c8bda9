"""The fields of an arrival; every one may stay empty, a warning forbids nothing."""

import re
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.clock import local
from app.desk.admission import Item, Said, said_birth
from app.domain.birth import BirthRead, age_on
from app.domain.codes import CONDITIONS, ETHNICITIES
from app.domain.document import NumberRead, read_number
from app.domain.mismatch import mismatches
from app.domain.name import MOST_CHARACTERS, tidy_name
from app.domain.person import SEXES, ClaimKind, Source
from app.domain.phrase import FIELDS
from app.domain.triage import ASKED, TRAFFICKED, asks_trafficked, is_urgent, paths
from app.domain.visit import ArrivalWay
from app.words.age import age_in_words
from app.words.say import say
from ui.cards import Card, SayLine
from ui.fields import (
    BirthField,
    ChoiceField,
    Choices,
    ComboField,
    Field,
    NoteField,
    NumberField,
    TextField,
)
from ui.intake.documents import (
    DocumentKindField,
    chosen_document,
    home_by,
    with_place,
)
from ui.intake.outcome import details, outcome_card, outcome_fields
from ui.places import PlaceField
from ui.theme import GAP, px

REASONS = ("no_work", "robbed", "cheated", "no_kin", "lost", "begging", "violence", "ill", "other")
_ITEM = re.compile(
    r"^(?P<item>.+?)(?:\s*[×xX*]\s*(?P<quantity>[1-9]\d{0,2}))?(?:\s+(?P<features>.+))?$"
)


_CLUES = (
    *("document", "name", "birth", "alias", "home", "address", "phone", "kin", "accent", "marks"),
    *("found_at", "items"),
)
"""Fields by which somebody may be found again; each is looked up when it is left."""


class IntakeForm(QWidget):
    """Four cards: what was seen, who it is, why they came, what was decided."""

    edited = Signal()
    """Something changed, by the officer or by the program."""
    clues_changed = Signal()
    """Document, name or birth may now point to somebody on file."""

    def __init__(self, today: date, lang: str) -> None:
        super().__init__()
        self._today, self._lang = today, lang
        self._filling = False
        self.urgent = SayLine()
        self.fields: dict[str, Field] = {
            **self._who(),
            **self._why(),
            **self._seen(),
            **outcome_fields(lang),
        }
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(px(GAP))
        cards = (self._seen_card(), self._who_card(), self._why_card(), outcome_card(self.fields))
        for card in cards:
            lines.addWidget(card)
        lines.addStretch(1)
        self._lines = lines
        for field in self.fields.values():
            field.changed.connect(self._edit)
        for key in FIELDS:
            if key in self.fields:
                self.fields[key].phrases = key
        self._number = self.fields["document"]
        self._odd = ""
        self._watch()

    def _edit(self, _value: str) -> None:
        if not self._filling:
            self.edited.emit()

    def show_only(self, card: Card) -> None:
        """Leave one card, while something else takes the room."""
        for each in self.findChildren(Card):
            each.setVisible(each is card)

    def show_all(self) -> None:
        """The whole form again."""
        for each in self.findChildren(Card):
            each.show()

    def put_second(self, card: Card) -> None:
        """A card that belongs right after the first look at the person."""
        self._lines.insertWidget(1, card)

    def raw(self) -> dict[str, str]:
        """Every field as it stands, for a draft."""
        return {key: field.value() for key, field in self.fields.items() if field.value()}

    def fill(self, raw: dict[str, str]) -> None:
        """Put a draft back; an empty one clears the form. Told as one edit, not as thirty."""
        before, self._filling = self.raw(), True
        for key, field in self.fields.items():
            field.set_value(raw.get(key, ""))
            field.warn("")
        self._filling = False
        if self.raw() != before:
            self.edited.emit()
        self._odd = ""
        self.urgent.say("")
        self._say_odd()  # of this number now, or of none

    def value(self, key: str) -> str:
        """What stands in a field."""
        return self.fields[key].value()

    def number(self) -> NumberRead:
        """The document number, read."""
        return read_number(self.value("document"), self._today)

    def birth(self) -> str:
        """The birth as it would be kept, or nothing."""
        field = self.fields["birth"]
        return field.read().birth if isinstance(field, BirthField) else ""

    def said(self) -> tuple[Said, ...]:
        """The claims of the form; what was not understood is kept as a remark, never dropped."""
        found = [
            Said(kind=kind, value=tidy_name(self.value(key)) if tidy else self.value(key))
            for key, kind, tidy in _SIMPLE
            if self.value(key)
        ]
        found = [with_place(one) for one in found]
        if document := chosen_document(self.number(), self.value("document_kind")):
            found.append(document)
        field = self.fields["birth"]
        if isinstance(field, BirthField):
            found += said_birth(field.read())
        if self.value("kin"):
            kin = {"phone": self.value("kin_phone")} if self.value("kin_phone") else {}
            found.append(Said(kind=ClaimKind.KIN, value=self.value("kin"), detail=kin))
        elif self.value("kin_phone"):
            found.append(Said(kind=ClaimKind.PHONE, value=self.value("kin_phone")))
        if self.value("marks"):
            marks = Said(kind=ClaimKind.MARKS, value=self.value("marks"), source=Source.OFFICER)
            found.append(marks)
        return tuple(found)

    def story(self) -> str:
        """What happened; a birth that was not understood is added, so that nothing is lost."""
        story, birth = self.value("story"), self.value("birth")
        kept = any(s.kind in {ClaimKind.BIRTH, ClaimKind.AGE} for s in self.said())
        if birth and not kept:
            as_typed = self.tr("出生日期（原样）：{0}").format(birth)
            story = f"{story}\n{as_typed}".strip()
        return story

    def checks(self) -> dict[str, str]:
        """What was seen at the door."""
        return {k: self.value(f"check_{k}") for k in ASKED if self.value(f"check_{k}")}

    def conditions(self) -> dict[str, str]:
        """The four conditions, as far as they were asked."""
        return {k: self.value(f"condition_{k}") for k in CONDITIONS if self.value(f"condition_{k}")}

    def detail(self) -> dict[str, str]:
        """The rest of form 1."""
        return details(self.fields)

    def way(self) -> ArrivalWay:
        """How they came."""
        return ArrivalWay(self.value("way") or ArrivalWay.UNKNOWN)

    def items(self) -> tuple[Item, ...]:
        """One belonging a line: item, ×quantity, features."""
        return tuple(
            Item(
                item=match["item"],
                quantity=int(match["quantity"] or 1),
                features=match["features"] or "",
            )
            for line in self.value("items").splitlines()
            if (match := _ITEM.match(line.strip()))
        )

    def _words(self, kind: str, codes: tuple[str, ...]) -> Choices:
        return [(code, say(f"{kind}.{code}", self._lang)) for code in codes]

    def _who(self) -> dict[str, Field]:
        names = [(code, names[self._lang == "en"]) for code, names in ETHNICITIES.items()]
        return {
            "name": TextField(self.tr("姓名"), self.tr("不详按 F3"), longest=MOST_CHARACTERS),
            "sex": ChoiceField(self.tr("性别"), self._words("sex", ("1", "2", "0"))),
            "birth": BirthField(
                self.tr("出生日期 / 年龄"),
                self._today,
                self._lang,
                self.tr("可填 47、40-50 或 1979"),
            ),
            "document": NumberField(self.tr("证件号码")),
            "document_kind": DocumentKindField(self.tr("证件种类"), self._lang),
            "ethnicity": ComboField(self.tr("民族"), names, free=True),
            "home": PlaceField(self.tr("户籍地"), self._lang),
            "address": PlaceField(self.tr("常住地址"), self._lang),
            "phone": NumberField(self.tr("本人电话")),
            "kin": TextField(self.tr("亲属姓名"), longest=MOST_CHARACTERS),
            "kin_phone": NumberField(self.tr("亲属电话")),
            "alias": TextField(self.tr("曾用名 / 小名"), longest=MOST_CHARACTERS),
            "accent": TextField(self.tr("口音 / 语言")),
        }

    def _why(self) -> dict[str, Field]:
        ways = tuple(way.value for way in ArrivalWay if way is not ArrivalWay.UNKNOWN)
        reasons = [
            (say(f"reason.{r}", self._lang), say(f"reason.{r}", self._lang)) for r in REASONS
        ]
        return {
            "way": ChoiceField(self.tr("来站方式"), self._words("way", ways)),
            "brought_by": TextField(self.tr("护送单位 / 交接人")),
            "reason": ComboField(self.tr("求助原因"), reasons, free=True),
            "found_at": PlaceField(self.tr("发现地点"), self._lang),
            "story": NoteField(self.tr("情况描述"), self.tr("Ctrl+Enter 换行"), lines=2),
            **{
                f"condition_{key}": ChoiceField(
                    say(f"condition.{key}", self._lang),
                    [("yes", self.tr("是")), ("no", self.tr("否")), ("unclear", self.tr("待查"))],
                )
                for key in CONDITIONS
            },
        }

    def _seen(self) -> dict[str, Field]:
        answers = [("yes", self.tr("有")), ("no", self.tr("无"))]
        return {
            **{
                f"check_{key}": ChoiceField(say(f"check.{key}", self._lang), answers)
                for key in ASKED
            },
            "marks": TextField(self.tr("体貌特征（身高、疤痕、衣着）")),
            "items": NoteField(self.tr("随身物品，每行一件"), self.tr("例：手机 ×1 黑色"), lines=2),
        }

    def _who_card(self) -> Card:
        card, f = Card(self.tr("基本信息"), "person"), self.fields
        card.row((f["name"], 5), (f["sex"], 4), (f["birth"], 5))
        card.row((f["document"], 6), (f["document_kind"], 4), (f["ethnicity"], 3))
        card.row((f["home"], 6), (f["address"], 6))
        card.row((f["phone"], 4), (f["alias"], 4), (f["accent"], 4))
        card.row((f["kin"], 4), (f["kin_phone"], 4), (f["welfare"], 4))
        return card

    def _why_card(self) -> Card:
        card, f = Card(self.tr("求助情况"), "volunteer_activism"), self.fields
        card.row((f["way"], 8), (f["brought_by"], 5))
        card.row((f["reason"], 5), (f["since"], 3), (f["found_at"], 6))
        card.row((f["story"], 1))
        card.row((f["items"], 5), (f["marks"], 6))
        card.row(*((f[f"condition_{key}"], 1) for key in CONDITIONS[:2]))
        card.row(*((f[f"condition_{key}"], 1) for key in CONDITIONS[2:]))
        return card

    def _seen_card(self) -> Card:
        card = Card(self.tr("先看人"), "visibility")
        asked = (key for key in ASKED if key != TRAFFICKED)
        card.row(*((self.fields[f"check_{key}"], 1) for key in asked))
        card.body.addWidget(self.fields[f"check_{TRAFFICKED}"])
        card.body.addWidget(self.urgent)
        return card

    def _watch(self) -> None:
        for key in (*(f"check_{one}" for one in ASKED), "sex"):
            self.fields[key].changed.connect(lambda _value: self._triage())
        birth = self.fields["birth"]
        if isinstance(birth, BirthField):
            birth.line.editingFinished.connect(self._triage)
            birth.changed.connect(lambda _value: self._triage_filled(birth))
        self._triage()
        for key in _CLUES:
            field = self.fields[key]
            if isinstance(field, TextField):
                field.line.editingFinished.connect(self._clue)
            elif isinstance(field, NoteField):
                field.left.connect(self._clue)
        self.fields["sex"].changed.connect(lambda _sex: self._say_odd())
        for field in self.fields.values():
            if isinstance(field, TextField):
                field.keeps_overflow = True
                field.overflowed.connect(self._keep_overflow)

    def _keep_overflow(self, pasted: str) -> None:
        """A whole chat pasted into a name: it belongs to the story, where there is room."""
        story = self.value("story")
        self.fields["story"].set_value(f"{story}\n{pasted}".strip())

    def _triage(self) -> None:
        """What was seen opens its path; what decides nothing is not asked."""
        checks, years = self.checks(), self._years()
        self.fields[f"check_{TRAFFICKED}"].setVisible(asks_trafficked(checks, years))
        opened = paths(checks, years, self.value("sex"))
        told = "\n".join(say(key, self._lang) for key in opened)
        self.urgent.say(told, "bad" if is_urgent(opened) else "warn")

    def _triage_filled(self, birth: BirthField) -> None:
        """A birth that the program filled in; while it is typed it says nothing yet."""
        if not birth.line.hasFocus():
            self._triage()

    def _years(self) -> int | None:
        """The least that somebody may be."""
        field = self.fields["birth"]
        read = field.read() if isinstance(field, BirthField) else BirthRead()
        if read.birth:
            return age_on(read.birth, self._today)
        return read.age if read.youngest is None else read.youngest

    def look_up(self) -> None:
        """Fields were filled in by the program: the same as leaving them after typing."""
        self._clue()

    def _clue(self) -> None:
        self._read_number()
        self.clues_changed.emit()

    def _read_number(self) -> None:
        """Say what is odd, and fill in sex and birth where the officer has not."""
        read = self.number()
        if not self.value("document"):
            self._say_odd()
            return
        self._offer_home(read)
        if read.birth and not self.value("birth"):
            self.fields["birth"].set_value(read.birth.isoformat())
        if read.sex != "0" and not self.value("sex") and not read.warnings:
            self.fields["sex"].set_value(read.sex)
        self._say_odd()

    def _offer_home(self, read: NumberRead) -> None:
        """The place that gave the number, where no home was said."""
        home, field = home_by(read), self.fields["home"]
        if isinstance(field, PlaceField):
            field.suggest(home.resolved if home else None)

    def _say_odd(self) -> None:
        """What is odd about the number itself, and where it says otherwise than the fields."""
        read = self.number()
        kind = self.fields["document_kind"]
        if isinstance(kind, DocumentKindField):
            kind.show_recognised(read)
        said = [say(key, self._lang) for key in read.warnings]
        if (home := home_by(read)) and not home.known:
            said.append(say("document.unknown_area", self._lang, code=home.code))
        birth = self.fields["birth"]
        typed = birth.read() if isinstance(birth, BirthField) else BirthRead()
        for key, facts in mismatches(self.number(), typed, self.value("sex"), self._today):
            coded = key == "document.other_sex"
            shown = {n: say(f"sex.{v}", self._lang) if coded else v for n, v in facts.items()}
            said.append(say(key, self._lang, **shown))
        odd = " ".join(said) if self.value("document") else ""
        if odd or self._odd:  # a sentence about something else stays
            self._number.warn(odd)
        self._odd = odd


_SIMPLE: tuple[tuple[str, ClaimKind, bool], ...] = (
    ("name", ClaimKind.NAME, True),
    ("alias", ClaimKind.ALIAS, True),
    ("sex", ClaimKind.SEX, False),
    ("ethnicity", ClaimKind.ETHNICITY, False),
    ("home", ClaimKind.HOME, False),
    ("address", ClaimKind.ADDRESS, False),
    ("phone", ClaimKind.PHONE, False),
    ("accent", ClaimKind.ACCENT, False),
)


def about_person(sex: str, birth: str, today: date, lang: str) -> str:
    """男 47: the few words beside a name; an estimate keeps its mark."""
    years = age_on(birth, today)
    age = str(years) if years is not None else age_in_words(birth, lang)
    shown = say(f"sex.{sex}", lang) if sex in SEXES and sex != "0" else ""
    return f"{shown} {age}".strip()


def when(at: datetime | None) -> str:
    """A day, on the station's clock."""
    return f"{local(at):%Y-%m-%d}" if at else ""
