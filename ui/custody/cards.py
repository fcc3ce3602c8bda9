"""What is filled in on the page of belongings: a check, a bag, what is given back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.desk.custody import Back, Bag, Signed
from app.domain.custody import Attested
from app.domain.ids import OfficerId
from app.words.say import say
from ui.custody.lines import Row
from ui.fields import ChoiceField, Choices, ComboField, NoteField, NumberField, TextField
from ui.papers.adverse_cards import DeedCard

ALL, ONE = "all", "one"
NOBODY = UUID(int=0)
_MISSING = re.compile(r"(\d+)(?:\s*[×xX*]\s*(\d+))?")
_BETWEEN = re.compile(r"[\s,，、;；.。]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A security check as it was filled in."""

    second: OfficerId
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A bag and who signs."""

    bag: Bag
    signed: Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """What is given back and who signs."""

    back: Back
    signed: Signed


class OfficerField(ComboField):
    """Another officer; one who was chosen before the list came is chosen with it."""

    def __init__(self, label: str, hint: str = "") -> None:
        super().__init__(label, [], hint)
        self._wanted = ""

    def set_value(self, value: str) -> None:
        self._wanted = value
        self.combo.setCurrentIndex(max(0, self.combo.findData(value)))

    def offer(self, choices: Choices) -> None:
        """The officers there are; who was chosen stays."""
        wanted = self.value() or self._wanted
        super().offer(choices)
        self.set_value(wanted)


class SignedCard(DeedCard):
    """Ends in a second officer, and in the person's signature or a witness."""

    def __init__(self, title: str, icon: str, lang: str) -> None:
        super().__init__(title, icon, lang)
        self.second = OfficerField(self.tr("第二名工作人员"))
        self.how = ChoiceField(
            self.tr("本人确认"), [(str(one), say(f"attested.{one}", lang)) for one in Attested]
        )
        self.witness = TextField(self.tr("见证人"), longest=60)
        self.how.changed.connect(lambda how: self.witness.setVisible(how == Attested.WITNESSED))

    def begin(self) -> None:
        """Empty, the witness only where one signs."""
        super().begin()
        self.witness.setVisible(self.how.value() == Attested.WITNESSED)

    def put_signed(self) -> None:
        """The fields of signing, and the buttons."""
        self.put_in(second=self.second, how=self.how, witness=self.witness)
        self.witness.on_enter(self.finish)

    def signed(self) -> Signed | None:
        """Who signs; None where it was not said how, which stands beside the field then."""
        self.how.warn("")
        if not self.how.value():
            self.refused("custody.how", self.tr("请选择本人怎样确认。"))
            return None
        return Signed(
            how=Attested(self.how.value()),
            second=officer_of(self.second),
            witness=self.witness.value(),
        )


class CheckCard(DeedCard):
    """F9: two officers looked."""

    beside: ClassVar[Mapping[str, str]] = {}

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("安检登记"), "visibility", lang)
        self.second = OfficerField(self.tr("另一名检查人"), self.tr("女性由女性检查"))
        self.words = NoteField(self.tr("检查情况"), self.tr("例：口袋、行李已查"), lines=2)
        self.put_in(second=self.second, words=self.words)
        self.buttons(self.tr("保存安检"))

    def finish(self) -> None:
        """Hand it over."""
        second, words = officer_of(self.second), self.words.value()
        self.wanted.emit(Checked(second=second, words=words))


class SealCard(SignedCard):
    """F9 seals everything that is loose into one bag."""

    beside: ClassVar[Mapping[str, str]] = {
        "custody.one_officer": "second",
        "custody.needs_second": "second",
        "custody.needs_witness": "witness",
        "custody.how": "how",
    }

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("装袋寄存"), "luggage", lang)
        self.bag = TextField(self.tr("袋号"), longest=24)
        self.seal, self.locker = (
            TextField(self.tr("封条号"), longest=24),
            TextField(self.tr("柜位"), longest=24),
        )
        self.put_in(bag=self.bag)
        self.fields |= {"seal": self.seal, "locker": self.locker}
        self.row((self.seal, 1), (self.locker, 1))
        self.put_signed()
        self.buttons(self.tr("封存入袋"))

    def finish(self) -> None:
        """Hand it over."""
        if signed := self.signed():
            bag, seal, locker = self.bag.value(), self.seal.value(), self.locker.value()
            self.wanted.emit(Sealed(bag=Bag(bag=bag, seal=seal, locker=locker), signed=signed))


class ReturnCard(SignedCard):
    """F9 gives back everything, or the line that was chosen; what is missing by its number."""

    beside: ClassVar[Mapping[str, str]] = {
        "custody.one_officer": "second",
        "custody.needs_second": "second",
        "custody.needs_witness": "witness",
        "custody.needs_explanation": "explanation",
        "custody.too_long": "explanation",
        "custody.unreadable_missing": "missing",
        "custody.unreadable_pieces": "pieces",
        "custody.how": "how",
    }

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("领回"), "check_circle", lang)
        self._rows: list[Row] = []
        self._row: Row | None = None
        which = [(ALL, self.tr("全部")), (ONE, self.tr("选中的一行"))]
        self.which = ChoiceField(self.tr("领回什么"), which)
        self.pieces = NumberField(self.tr("数量"), self.tr("空着是全部"))
        self.missing = TextField(self.tr("缺少的"), self.tr("序号，例 3 或 5×2"), latin=True)
        self.explanation = TextField(self.tr("缺少的情况说明"))
        self.receiver = TextField(self.tr("领取人"), self.tr("空着是本人"), longest=60)
        self.put_in(
            which=self.which, pieces=self.pieces, missing=self.missing,
            explanation=self.explanation, receiver=self.receiver,
        )  # fmt: skip
        self.which.changed.connect(lambda which: self.pieces.setVisible(which == ONE))
        self.missing.changed.connect(lambda text: self.explanation.setVisible(bool(text)))
        self.put_signed()
        self.buttons(self.tr("登记领回"))

    def begin(self) -> None:
        """Empty; what is asked only sometimes is hidden."""
        super().begin()
        self.pieces.setVisible(self.which.value() == ONE)
        self.explanation.setVisible(bool(self.missing.value()))

    def show_rows(self, rows: list[Row], chosen: Row | None) -> None:
        """The lines there are, and the one with the cursor."""
        self._rows, self._row = rows, chosen
        kept = chosen.kept if chosen else 0
        hint = self.tr("现有 {0}，空着是全部").format(kept) if kept else ""
        self.pieces.set_hint(hint)

    def finish(self) -> None:
        """Hand it over, or say what is not understood."""
        missing, pieces = self._missing(), self.pieces.value()
        if self.which.value() == ONE and pieces and not pieces.isdecimal():
            self.refused("custody.unreadable_pieces", self.tr("请写数量，例：2；空着是全部。"))
            return
        if missing is None:
            self.refused("custody.unreadable_missing", self.tr("请写表里的序号，例：3 或 5×2。"))
            return
        if not self.which.value() and not missing:
            self.refused("custody.which", self.tr("请选择领回全部还是选中的一行。"))
            return
        if signed := self.signed():
            back = Back(
                items=self._items(missing),
                missing=missing,
                explanation=self.explanation.value() if missing else "",
                receiver=self.receiver.value(),
            )
            self.wanted.emit(GivenBack(back=back, signed=signed))

    def _items(self, missing: Mapping[str, int]) -> dict[str, int]:
        rows = self._rows if self.which.value() == ALL else []
        found = {str(row.belonging.id): row.kept for row in rows if row.kept}
        if self.which.value() == ONE and self._row is not None:
            typed = self.pieces.value()
            many = int(typed) if typed else self._row.kept
            found = {str(self._row.belonging.id): many}
        left = {id_: many - missing.get(id_, 0) for id_, many in found.items()}
        return {id_: many for id_, many in left.items() if many > 0}

    def _missing(self) -> dict[str, int] | None:
        """Line -> pieces; None where the numbers are no lines of the table, or it says more than
        numbers: 1-3 would be the first and the third."""
        text = self.missing.value()
        if not _BETWEEN.fullmatch(_MISSING.sub("", text)):
            return None
        known = {row.number: row for row in self._rows}
        found: dict[str, int] = {}
        for number, many in _MISSING.findall(text):
            row = known.get(int(number))
            if row is None:
                return None
            found[str(row.belonging.id)] = int(many) if many else row.kept
        return found if found or not text else None


def officer_of(field: ComboField) -> OfficerId:
    """Who was chosen; nobody at all where none was."""
    value = field.value()
    return OfficerId(UUID(value) if value else NOBODY)
