"""Going out and coming back: what is filled in of a round of 街面巡查."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app import clock
from app.clock import local
from app.desk.street import Going
from app.desk.street_said import read_degrees, read_when
from app.domain.cold import ColdSpell
from app.domain.errors import Refused
from app.domain.street import StreetRound
from app.words.say import listed, sentence
from ui.custody.cards import OfficerField, officer_of
from ui.fields import NoteField, NumberField, TextField
from ui.papers.adverse_cards import DeedCard
from ui.street.question import Street

CORRECTS = "corrects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """They are back."""

    ended_at: datetime
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Of a round; `corrects`: the one of which it was written otherwise."""

    going: Going
    corrects: UUID | None


class RoundCard(DeedCard):
    """Two go out; or what was written of a round is written anew."""

    beside: ClassVar[Mapping[str, str]] = {
        "street.one_officer": "second", "street.needs_second": "second",
        "street.unreadable_time": "began", "street.not_yet": "began", "street.too_old": "began",
        "street.unreadable_degrees": "low", "street.degrees": "low", "street.too_long": "area",
        "street.ends": "ended",
    }  # fmt: skip

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("本次巡查"), "group", lang)
        self._corrects: UUID | None = None
        self.second = OfficerField(self.tr("同行的工作人员"))
        self.area = TextField(self.tr("路线或片区"), longest=120)
        self.weather = TextField(self.tr("天气"), longest=60)
        self.low = NumberField(self.tr("最低气温 ℃"), self.tr("知道就写"))
        self.began = TextField(self.tr("出发时间"), latin=True, longest=20)
        self.put_in(second=self.second, area=self.area)
        self.fields |= {"weather": self.weather, "low": self.low, "began": self.began}
        self.row((self.weather, 3), (self.low, 2), (self.began, 2))
        self.ended = TextField(
            self.tr("结束时间"), self.tr("空着：还在外面"), latin=True, longest=20
        )
        self.began.on_enter(self._go_on)
        self.words = NoteField(self.tr("情况"), lines=2)
        self.put_in(ended=self.ended, words=self.words)
        self.buttons(self.tr("保存巡查"))
        self._show_some()

    def _show_some(self) -> None:
        """Whoever goes out has not come back."""
        for field in (self.ended, self.words):
            field.setVisible(self._corrects is not None)

    def _go_on(self) -> None:
        """Enter in the last field of who goes out saves; of a correction more fields follow."""
        self.ended.setFocus() if self._corrects else self.finish()

    def begin(self) -> None:
        """Nothing is corrected."""
        self._corrects = None
        super().begin()
        self._show_some()

    def know(self, found: Street) -> None:
        """Who may have gone along: anybody but who wrote the round."""
        last = found.last
        if last and self._corrects == last.round:
            staff = [(str(who), name) for who, name in found.names.items() if who != last.officer]
            self.second.offer(staff)
        else:
            self.second.offer(found.others)

    def correct(self, one: StreetRound, found: Street) -> None:
        """As it was written, to be written anew; whoever wrote it stays."""
        self.begin()
        self._corrects = one.round
        self.know(found)
        said = {
            "second": str(one.second), "area": one.area, "weather": one.weather,
            "low": "" if one.low is None else str(one.low), "began": _when(one.began_at),
            "ended": _when(one.ended_at), "words": one.words,
        }  # fmt: skip
        for name, value in said.items():
            self.fields[name].set_value(value)
        self._show_some()

    def raw(self) -> dict[str, str]:
        """With which round it is about."""
        typed = super().raw()
        return typed | {CORRECTS: str(self._corrects)} if typed and self._corrects else typed

    def take_up(self, kept: Mapping[str, str]) -> bool:
        """The same."""
        if not super().take_up(kept):
            return False
        self._corrects = UUID(kept[CORRECTS]) if kept.get(CORRECTS) else None
        self._show_some()
        return True

    def begin_in(self, cold: ColdSpell | None) -> None:
        """What is known of the night stands there already."""
        self.begin()
        self.began.set_value(f"{local(clock.now()):%H:%M}")
        if cold is not None:
            self.weather.set_value(cold.words)
            self.low.set_value("" if cold.low is None else str(cold.low))

    def finish(self) -> None:
        """Hand it over, or say what is not understood."""
        try:
            now, ended = clock.now(), self.ended.value() if self._corrects else ""
            going = Going(
                second=officer_of(self.second), began_at=read_when(self.began.value(), now),
                ended_at=read_when(ended, now) if ended else None, area=self.area.value(),
                weather=self.weather.value(), low=read_degrees(self.low.value()),
                words=self.words.value(),
            )  # fmt: skip
        except Refused as sorry:
            self.refused(sorry.key, sentence(sorry, self.lang))
            return
        self.wanted.emit(Said(going=going, corrects=self._corrects))


class BackCard(DeedCard):
    """The round is over."""

    beside: ClassVar[Mapping[str, str]] = {
        "street.unreadable_time": "ended", "street.not_yet": "ended", "street.ends": "ended",
        "street.too_long": "words",
    }  # fmt: skip

    def __init__(self, lang: str) -> None:
        super().__init__(self.tr("巡查结束"), "check_circle", lang)
        self.ended = TextField(self.tr("结束时间"), latin=True, longest=20)
        self.words = NoteField(self.tr("情况"), self.tr("例：共劝导、接回、未见"), lines=2)
        self.put_in(words=self.words, ended=self.ended)
        self.ended.on_enter(self.finish)
        self.buttons(self.tr("结束巡查"))

    def begin(self) -> None:
        """Now, unless somebody says otherwise."""
        super().begin()
        self.ended.set_value(f"{local(clock.now()):%H:%M}")

    def finish(self) -> None:
        """Hand it over, or say what is not understood."""
        try:
            ended = read_when(self.ended.value(), clock.now())
        except Refused as sorry:
            self.refused(sorry.key, sentence(sorry, self.lang))
            return
        self.wanted.emit(Back(ended_at=ended, words=self.words.value()))


def _when(at: datetime | None) -> str:
    return f"{local(at):%m-%d %H:%M}" if at else ""


def summary(one: StreetRound, names: Mapping[UUID, str], lang: str) -> str:
    """Who is out since when, and where."""
    both = listed((names.get(who, "") for who in (one.officer, one.second)), lang)
    low = f"{one.low}℃" if one.low is not None else ""
    told = (f"{local(one.began_at):%m-%d %H:%M}", both, one.area, one.weather, low)
    return "　".join(part for part in told if part)
